"""Grids: rows of text to the entries of a table, column by column, with every fault of every cell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress, repeat
from math import inf
from typing import Any

from matcher.errors import Problem
from matcher.files.cells import Bad, Parse, Unfit, parser, shown
from matcher.files.columns import Column, Table
from matcher.files.findings import Findings, Grid
from matcher.files.words import squeeze

TITLE_ROWS = 15
"""The header stands in one of the first rows."""
MOST_UNKNOWN = 20
"""Columns that mean nothing told one by one in a table; the rest is counted."""


@dataclass(slots=True)
class Entries:
    """The entries of a table with their rows in the file, the headers as written and the cells that failed.

    ``headers`` is by field, ``damaged`` by index in ``entries`` and field. ``lost`` tells that rows were left out, or
    that the table as a whole says nothing, because no key could be read.
    """

    entries: tuple[Any, ...] = ()
    lines: Sequence[int] = ()
    headers: dict[str, str] = field(default_factory=dict)
    damaged: set[tuple[int, str]] = field(default_factory=set)
    lost: bool = False


def read_entries(table: Table, grid: Grid, findings: Findings) -> Entries:
    """Return the entries of a table that stands in a grid; what is wrong with it is told row by row."""
    before = len(findings.problems)
    entries = _read_entries(table, grid, findings)
    findings.problems[before:] = sorted(findings.problems[before:], key=_row)
    return entries


def _row(problem: Problem) -> float:
    return inf if problem.code == "more-problems" else problem.row or 0


def _read_entries(table: Table, grid: Grid, findings: Findings) -> Entries:
    at = find_header(table, grid.rows)
    if at is None:
        return _without_header(table, grid, findings)
    header = [cell.strip() for cell in grid.rows[at]]
    where = _columns(table, header, grid, at, findings)
    rows, lines = _filled(grid.rows[at + 1 :], grid.lines[at + 1 :])
    cells = _transposed(rows, lines, len(header), grid.place, findings)
    _tell_unnamed(header, cells, grid.place, findings)
    missing = _missing_columns(table, where, grid, at, findings)
    if any(column.key for column in missing):
        return Entries(lost=True)
    reading = _Reading(table, grid.place, lines, findings)
    for column in table.columns:
        if column.name in where:
            reading.read(column, header[where[column.name]], cells[where[column.name]])
    for column in missing:
        reading.stand_in(column)
    return reading.entries()


def find_header(table: Table, rows: Sequence[Sequence[str]]) -> int | None:
    """Return the index of the row that recognises most columns among the first, None if none recognises any."""
    scores = [header_score(table, row) for row in rows[:TITLE_ROWS]]
    best = max(scores, default=0)
    return scores.index(best) if best else None


def header_score(table: Table, row: Iterable[str]) -> int:
    """Return how many columns of the table a row of headers names."""
    return len({table.by_header[name].name for name in map(squeeze, row) if name in table.by_header})


def _without_header(table: Table, grid: Grid, findings: Findings) -> Entries:
    if table.required or any("".join(row).strip() for row in grid.rows):
        names = [column for column in table.columns if column.required]
        findings.problem(
            grid.place,
            "no-header",
            names=", ".join(c.name for c in names),
            names_ru=", ".join(f"«{c.ru}»" for c in names),
            rows=TITLE_ROWS,
        )
        return Entries(lost=True)
    return Entries()


def _columns(table: Table, header: Sequence[str], grid: Grid, at: int, findings: Findings) -> dict[str, int]:
    """Return where each field's column stands; tell the headers that mean nothing or the same as another."""
    where: dict[str, int] = {}
    unknown: list[str] = []
    for i, name in enumerate(header):
        column, cell = table.by_header.get(squeeze(name)), grid.rows[at][i]
        if isinstance(cell, Unfit):
            findings.bad(grid.place, grid.lines[at] or None, name, cell.bad)
        elif column is None:
            if name:
                unknown.append(name)
        elif column.name in where:
            findings.problem(
                grid.place, "duplicate-column", grid.lines[at] or None, name, first=header[where[column.name]]
            )
        else:
            where[column.name] = i
    for name in unknown[:MOST_UNKNOWN]:
        findings.note(grid.place, "unknown-column", grid.lines[at] or None, shown(name))
    if len(unknown) > MOST_UNKNOWN:
        findings.note(grid.place, "more-unknown-columns", grid.lines[at] or None, n=len(unknown) - MOST_UNKNOWN)
    return where


def _missing_columns(table: Table, where: dict[str, int], grid: Grid, at: int, findings: Findings) -> list[Column]:
    missing = [column for column in table.columns if column.required and column.name not in where]
    for column in missing:
        findings.problem(grid.place, "missing-column", grid.lines[at] or None, name=column.name, name_ru=column.ru)
    return missing


def _filled(rows: Sequence[Sequence[str]], lines: Sequence[int]) -> tuple[Sequence[Sequence[str]], Sequence[int]]:
    """Return the rows that are not wholly empty, and their lines."""
    filled = ["".join(row).strip() != "" for row in rows]
    if all(filled):
        return rows, lines
    return list(compress(rows, filled)), list(compress(lines, filled))


def _transposed(
    rows: Sequence[Sequence[str]], lines: Sequence[int], width: int, place: str, findings: Findings
) -> Sequence[Sequence[str]]:
    """Return the cells by column; short rows end in empty cells, filled cells beyond the header are problems."""
    if not rows:
        return [()] * width
    if set(map(len, rows)) != {width}:
        for row, line in zip(rows, lines, strict=True):
            surplus = [cell for cell in row[width:] if cell.strip()]
            if surplus:
                findings.problem(place, "too-many-cells", line, n=width, got=len(row))
        rows = [[*row[:width], *[""] * (width - len(row))] for row in rows]
    return list(zip(*rows, strict=True))


def _tell_unnamed(header: Sequence[str], cells: Sequence[Sequence[str]], place: str, findings: Findings) -> None:
    unnamed: list[int] = []
    for i, (name, column) in enumerate(zip(header, cells, strict=True)):
        if not name and any(cell.strip() for cell in column):
            unnamed.append(i + 1)
    for n in unnamed[:MOST_UNKNOWN]:
        findings.note(place, "unnamed-column", n=n)
    if len(unnamed) > MOST_UNKNOWN:
        findings.note(place, "more-unknown-columns", n=len(unnamed) - MOST_UNKNOWN)


class _Memo(dict[str, object]):
    """Parsed values by cell text: each distinct text is read once, and equal ids share one object."""

    def __init__(self, parse: Parse) -> None:
        super().__init__()
        self.parse = parse
        self.any_bad = False

    def __missing__(self, cell: str) -> object:
        value = self.parse(cell)
        if isinstance(value, Bad):
            self.any_bad = True
        self[cell] = value
        return value


class _Reading:
    """Values of one table, column by column."""

    def __init__(self, table: Table, place: str, lines: Sequence[int], findings: Findings) -> None:
        self.table = table
        self.place = place
        self.lines = lines
        self.findings = findings
        self.values: dict[str, list[Any]] = {}
        self.headers: dict[str, str] = {}
        self.damaged: set[tuple[int, str]] = set()
        self.without_key: set[int] = set()

    def read(self, column: Column, header: str, cells: Sequence[str]) -> None:
        """Read the cells of a column."""
        default = self.table.defaults[column.name]
        memo = _Memo(parser(column, default))
        values = list(map(memo.__getitem__, cells))
        if memo.any_bad:
            self._put_aside(column, header, values, column.neutral if column.required else default)
        self.values[column.name] = values
        self.headers[column.name] = header

    def _put_aside(self, column: Column, header: str, values: list[Any], neutral: object) -> None:
        bad = {i: value for i, value in enumerate(values) if isinstance(value, Bad)}
        self.findings.bad_cells(self.place, header, bad, self.lines)
        for i in bad:
            values[i] = neutral
        if column.key:
            self.without_key |= bad.keys()
        self.damaged |= {(i, column.name) for i in bad}

    def stand_in(self, column: Column) -> None:
        """Fill a column that is missing but required."""
        self.values[column.name] = [column.neutral] * len(self.lines)
        self.damaged |= {(i, column.name) for i in range(len(self.lines))}

    def entries(self) -> Entries:
        """Return the entries of the rows whose keys could be read."""
        defaults = self.table.defaults
        fields = [self.values.get(name, repeat(default)) for name, default in defaults.items()]
        make: Callable[..., Any] = self.table.entry
        entries = tuple(map(make, *fields))
        if not self.without_key:
            return Entries(entries, self.lines, self.headers, self.damaged)
        kept = [i for i in range(len(entries)) if i not in self.without_key]
        new = {old: i for i, old in enumerate(kept)}
        return Entries(
            tuple(entries[i] for i in kept),
            [self.lines[i] for i in kept],
            self.headers,
            {(new[i], name) for i, name in self.damaged if i in new},
            lost=True,
        )
