"""Matchings: who goes where, as ``matching.csv`` or inside a ``result.json``, there and back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from matcher.errors import MatchingError
from matcher.files.columns import Table, key, text
from matcher.files.delimited import read_grid
from matcher.files.documents import grid_of
from matcher.files.encodings import read_text
from matcher.files.escapes import encode_text
from matcher.files.findings import Findings, Grid
from matcher.files.grids import header_score, read_entries
from matcher.files.replacing import write_text
from matcher.files.settings import described
from matcher.files.structured import read_json, scalar_text
from matcher.files.tables_people import APPLICANT
from matcher.files.tables_places import period
from matcher.files.writing import csv_text
from matcher.matching import Matching, Place
from matcher.needs import ONE_PERIOD

COLUMNS = ("applicant_id", "period_id", "position_id", "host_id", "rank", "mentor_id")

MATCHING = Table(
    "matching",
    Place,
    "Распределение",
    (),
    (
        APPLICANT,
        period(),
        key("position_id", "Код места", "Место", "Код заявки", "Код вакансии"),
        text("mentor_id", "Наставник", "ФИО наставника", "Код наставника", "mentor_name"),
    ),
    required=True,
)


def read_matching(path: Path) -> Matching:
    """Return the matching in a CSV or in a ``result.json``. Raises MatchingError with every problem.

    A place that stands twice stays twice, for the judge to see.
    """
    path = Path(path)
    findings = Findings()
    written = read_text(path, path.name, findings)
    read = _document_grid if path.suffix.lower() == ".json" else _csv_grid
    grid = None if written is None else read(written, path.name, findings)
    entries = () if grid is None else read_entries(MATCHING, grid, findings).entries
    if findings.problems:
        raise MatchingError(findings.problems)
    return Matching(tuple(replace(p, period_id=p.period_id or ONE_PERIOD) for p in entries))


def _csv_grid(text: str, place: str, findings: Findings) -> Grid | None:
    return read_grid(text, place, partial(header_score, MATCHING), findings)


def _document_grid(text: str, place: str, findings: Findings) -> Grid | None:
    content = read_json(text, place, findings)
    if content is None and findings.problems:
        return None
    lines = content.get("matching") if isinstance(content, Mapping) else content
    if not isinstance(lines, list):
        findings.problem(place, "no-matching", got=described(lines))
        return None
    return grid_of(MATCHING, place, lines, findings)


def write_matching_csv(rows: Sequence[Mapping[str, object]], path: Path) -> None:
    """Write the lines of a matching in the contract's columns, whole or not at all."""
    write_text(path, csv_text(COLUMNS, ([_cell(row.get(name)) for name in COLUMNS] for row in rows)))


def _cell(value: object) -> str:
    if value is None or value == "":
        return ""
    return encode_text(value) if isinstance(value, str) else scalar_text(value)
