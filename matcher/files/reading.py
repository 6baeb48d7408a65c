"""Reading: a round from a folder, a workbook or a JSON file, with every problem of every kind at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

from matcher.errors import Problem, RoundError
from matcher.files.assembly import make_round, origin_of, read_tables
from matcher.files.documents import read_document
from matcher.files.encodings import irregular
from matcher.files.findings import Findings, Source
from matcher.files.folders import HEADER, read_folder
from matcher.files.headers import read_header
from matcher.files.settings import Spot
from matcher.files.workbooks import read_workbook
from matcher.origin import Origin
from matcher.rounds import Round
from matcher.text.system import system_code
from matcher.validate import check


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a path holds: the round as far as it could be read, where its rows stand, every problem, every note.

    ``round`` is None when nothing could be read. With problems it carries neutral stand-ins (see ``origin.damaged``)
    and must not be solved.
    """

    round: Round | None
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    origin: Origin = field(default_factory=Origin)


def load_round(path: str | PathLike[str]) -> Round:
    """Return the sound round in a folder, workbook or JSON file. Raises RoundError with every problem."""
    round_ = read_checked(path).round
    assert round_ is not None  # noqa: S101  # read_checked raises otherwise
    return round_


def read_checked(path: str | PathLike[str]) -> Loaded:
    """Return a sound round with its notes. Raises RoundError with every problem, of cells and between tables."""
    loaded = read_round(path)
    problems = every_problem(loaded)
    if problems or loaded.round is None:
        raise RoundError(problems)
    return loaded


def every_problem(loaded: Loaded) -> list[Problem]:
    """Return the problems of cells and, where anything could be read, those between tables."""
    if loaded.round is None:
        return list(loaded.problems)
    lost = {table for table, index, _ in loaded.origin.damaged if index < 0}
    between = check(loaded.round, loaded.origin)
    kept = [p for p in between if p.code != "empty-table" or p.values.get("table") not in lost]
    return [*loaded.problems, *kept]


def read_round(path: str | PathLike[str]) -> Loaded:
    """Return what a folder, workbook or JSON file holds, its cells checked one by one but not against each other."""
    findings = Findings()
    with _few_collections():
        source = _source(Path(path), findings)
        if source is None or (source.header is None and not source.grids):
            return Loaded(None, tuple(findings.problems), tuple(findings.notes))
        return _loaded(source, findings)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Hold the cyclic garbage collector back: a million entries without cycles would be searched again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _source(path: Path, findings: Findings) -> Source | None:
    if path.name == HEADER and path.is_file():
        path = path.parent
    try:
        if path.is_dir():
            return read_folder(path, findings)
        if not path.exists():
            findings.problem(str(path), "no-such-file")
            return None
        return _file(path, findings)
    except OSError as error:
        findings.problem(error.filename or path.name, "cannot-open", detail=system_code(error))
        return None


def _file(path: Path, findings: Findings) -> Source | None:
    suffix = path.suffix.lower()
    if code := irregular(path.stat().st_mode):
        findings.problem(path.name, code)
        return None
    if suffix == ".json":
        return read_document(path, findings)
    if suffix in {".xlsx", ".xlsm", ".xls"}:
        return read_workbook(path, findings)
    findings.problem(path.name, "unknown-form")
    return None


def _loaded(source: Source, findings: Findings) -> Loaded:
    header = read_header(source.header, Spot(source.header_place, findings))
    tables = read_tables(source, findings)
    origin = origin_of(tables, source, header)
    return Loaded(make_round(header, tables), tuple(findings.problems), tuple(findings.notes), origin)
