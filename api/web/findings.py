"""Findings: what was found in an upload, laid out for reading: faults by sheet and cell, columns, changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from api.children import problem_from
from api.web.pages import said
from api.web.words import known, word
from matcher.errors import Problem
from matcher.files.tables import TABLES, find_table
from matcher.text import Lang

MOST_SHOWN = 200
"""Rows of a list; beyond it only how many there are."""


CELL = ("got", "id")
"""Which value of a problem is the text of its cell."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: its row and column as the file has them, its text, and a sentence."""

    row: int | None
    column: str | None
    text: str | None
    said: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The faults of one sheet or file."""

    name: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Recognised:
    """Columns of a sheet: as it is written there, and as what it was taken."""

    name: str
    place: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that reads otherwise: its key, and each cell before and after."""

    key: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ChangedTable:
    """What a table has more, less and otherwise than the last version."""

    name: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[ChangedRow, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in an upload. ``changes`` is None where there is nothing to compare with."""

    n_faults: int
    faults: tuple[Sheet, ...]
    notes: tuple[Sheet, ...]
    columns: tuple[Recognised, ...]
    counts: tuple[tuple[str, int], ...]
    changes: tuple[ChangedTable, ...] | None
    header: tuple[tuple[str, str, str], ...]
    round_id: str | None
    title: str | None
    other_round: bool

    @property
    def sound(self) -> bool:
        """Return whether the upload can be taken."""
        return self.round_id is not None

    @property
    def n_sheets(self) -> int:
        """Return how many sheets have faults."""
        return len(self.faults)


def findings(found: Mapping[str, Any], lang: Lang) -> Findings:
    """Return what ``read_upload`` found, laid out for reading."""
    facts, differences = found["round"], found["differences"]
    asked = found.get("asked_for", "")
    return Findings(
        n_faults=found["n_problems"],
        faults=sheets(found["problems"], lang),
        notes=sheets(found["notes"], lang),
        columns=_recognised(found["columns"], lang),
        counts=counts(facts["counts"], lang) if facts else (),
        changes=tuple(_changed(t, lang) for t in differences["tables"]) if differences else None,
        header=_cells(differences["header"], "", lang) if differences else (),
        round_id=facts["round_id"] if facts else None,
        title=(facts["title"] or facts["round_id"]) if facts else None,
        other_round=bool(asked and facts and facts["round_id"] != asked),
    )


def sheets(problems: Sequence[Mapping[str, Any]], lang: Lang) -> tuple[Sheet, ...]:
    """Return problems sheet by sheet, in the order in which they were found."""
    made = [problem_from(dict(entries)) for entries in problems[: MOST_SHOWN * 5]]
    return tuple(
        Sheet(place, tuple(_fault(problem, lang) for problem in of_place))
        for place, of_place in groupby(made, key=lambda problem: problem.place)
    )


def _fault(problem: Problem, lang: Lang) -> Fault:
    got = next((problem.values[name] for name in CELL if name in problem.values), None)
    text = str(got) if got is not None and problem.row is not None else None
    sentence = word(problem.sentence, lang) if known(problem.sentence, lang) else said(problem, lang)
    return Fault(problem.row, problem.column, text, sentence[:1].upper() + sentence[1:])


def counts(by_table: Mapping[str, int], lang: Lang) -> tuple[tuple[str, int], ...]:
    """Return how many rows each table has, in the order of the contract."""
    return tuple((table_name(t.name, lang), by_table[t.name]) for t in TABLES if by_table.get(t.name))


def table_name(name: str, lang: Lang) -> str:
    """Return what a table is called."""
    table = find_table(name)
    return table.ru if table is not None and lang == "ru" else name.capitalize()


def column_name(table: str, name: str, lang: Lang) -> str:
    """Return what a column is called; one that no table has stands for itself."""
    found = find_table(table)
    column = next((c for c in found.columns if c.name == name), None) if found is not None else None
    return column.ru if column is not None and lang == "ru" else name.replace("_", " ")


def _recognised(columns: Sequence[Mapping[str, str]], lang: Lang) -> tuple[Recognised, ...]:
    return tuple(
        Recognised(
            table_name(table, lang),
            place,
            tuple((c["header"], column_name(table, c["column"], lang)) for c in of_table),
        )
        for (table, place), of_table in groupby(columns, key=lambda c: (c["table"], c["place"]))
    )


def _changed(table: Mapping[str, Any], lang: Lang) -> ChangedTable:
    name = table["table"]
    return ChangedTable(
        table_name(name, lang),
        tuple(map(_key, table["added"][:MOST_SHOWN])),
        tuple(map(_key, table["removed"][:MOST_SHOWN])),
        tuple(ChangedRow(_key(row["key"]), _cells(row["cells"], name, lang)) for row in table["changed"][:MOST_SHOWN]),
        {kind: table[f"n_{kind}"] for kind in ("added", "removed", "changed")},
    )


def _key(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)


def _cells(cells: Sequence[Mapping[str, str]], table: str, lang: Lang) -> tuple[tuple[str, str, str], ...]:
    return tuple((column_name(table, c["column"], lang), c["before"], c["after"]) for c in cells)
