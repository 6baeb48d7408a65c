"""Findings: the problems and notes that gather while files are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matcher.errors import Problem
from matcher.files.cells import Bad
from matcher.files.columns import Table

MOST_A_COLUMN = 1000
"""Problems told one by one in a column; the rest is counted."""


@dataclass(slots=True)
class Findings:
    """Problems (the input cannot be used) and notes (it can; the user should know)."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def problem(
        self,
        place: str,
        code: str,
        row: int | None = None,
        column: str | None = None,
        at: int | None = None,
        **values: object,
    ) -> None:
        """Add a problem."""
        self.problems.append(Problem(place, code, row, column, values, at=at))

    def note(self, place: str, code: str, row: int | None = None, column: str | None = None, **values: object) -> None:
        """Add a note."""
        self.notes.append(Problem(place, code, row, column, values))

    def bad(self, place: str, row: int | None, column: str, bad: Bad) -> None:
        """Add what is wrong with a cell."""
        self.problems.append(Problem(place, bad.code, row, column, bad.values, bad.sentence))

    def bad_cells(self, place: str, column: str, bad: Mapping[int, Bad], lines: Sequence[int]) -> None:
        """Add what is wrong with the cells of a column, by index; past a thousand only how many more there are."""
        for index in list(bad)[:MOST_A_COLUMN]:
            self.bad(place, lines[index], column, bad[index])
        if len(bad) > MOST_A_COLUMN:
            self.problem(place, "more-problems", column=column, n=len(bad) - MOST_A_COLUMN)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of text: where it stands and the row number in the file of each of its rows."""

    place: str
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]


@dataclass(slots=True)
class Source:
    """A round as it lies in its files, before its cells are read.

    ``header`` is the plain data of round.yaml (text, None, lists and mappings), None where there is none to read;
    ``lost`` names tables that are there but cannot be read as a whole.
    """

    place: str
    header_place: str
    header: Mapping[str, object] | None = None
    grids: dict[str, Grid] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    def add(self, table: Table, grid: Grid, findings: Findings) -> None:
        """Add a table; a second one of the same meaning is a problem."""
        if table.name in self.grids or table.name in self.lost:
            first = self.grids[table.name].place if table.name in self.grids else table.name
            findings.problem(grid.place, "duplicate-table", table=table.name, table_ru=table.ru, first=first)
        else:
            self.grids[table.name] = grid
