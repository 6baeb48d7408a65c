"""Folders: ``round.yaml`` and the CSV tables beside it, as grids of text and a header."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from matcher.files.columns import Table
from matcher.files.delimited import read_grid
from matcher.files.encodings import read_text
from matcher.files.findings import Findings, Source
from matcher.files.grids import header_score
from matcher.files.settings import described
from matcher.files.structured import read_yaml
from matcher.files.tables import find_table

HEADER = "round.yaml"


def read_folder(folder: Path, findings: Findings) -> Source:
    """Return the source in a folder; files that are no table of the contract are noted."""
    source = Source(folder.name or str(folder), HEADER)
    source.header = _header(folder / HEADER, findings)
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() == ".csv":
            table = find_table(path.stem)
            if table is None:
                findings.note(path.name, "unknown-table")
            else:
                _add(source, table, path, findings)
    return source


def _add(source: Source, table: Table, path: Path, findings: Findings) -> None:
    text = read_text(path, path.name, findings)
    grid = None if text is None else read_grid(text, path.name, partial(header_score, table), findings)
    if grid is None:
        source.lost.add(table.name)
    else:
        source.add(table, grid, findings)


def _header(path: Path, findings: Findings) -> Mapping[str, object] | None:
    if not path.exists() and not path.is_symlink():
        findings.problem(path.name, "no-round-yaml")
        return None
    text = read_text(path, path.name, findings)
    if text is None:
        return None
    before = len(findings.problems)
    entries = read_yaml(text, path.name, findings)
    if isinstance(entries, Mapping):
        return entries
    if len(findings.problems) == before:
        findings.problem(path.name, "no-mapping", got=described(entries))
    return None
