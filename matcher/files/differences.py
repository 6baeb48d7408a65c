"""Differences: what a later round says otherwise than an earlier one, row by row and cell by cell."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from matcher.files.columns import Table
from matcher.files.headers import header_as_mapping
from matcher.files.rendering import renderer
from matcher.files.sheets import flattened
from matcher.files.tables import TABLES
from matcher.rounds import Round
from matcher.validate.ids import IDS, KEYS

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that reads otherwise; empty text is an empty cell."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of the same key whose cells changed."""

    key: Key
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class TableChange:
    """What changed in a table: keys of rows that came and went, and the rows that read otherwise, all in order."""

    table: str
    added: tuple[Key, ...]
    removed: tuple[Key, ...]
    changed: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """What changed in the header (policy included) and in each table; tables that did not change are left out."""

    header: tuple[CellChange, ...]
    tables: tuple[TableChange, ...]

    @property
    def any(self) -> bool:
        """Return whether anything changed."""
        return bool(self.header or self.tables)


def differences(earlier: Round, later: Round) -> Differences:
    """Return what the later round says otherwise; the order of rows says nothing."""
    tables = (_table(table, getattr(earlier, table.name), getattr(later, table.name)) for table in TABLES)
    return Differences(_header(earlier, later), tuple(t for t in tables if t.added or t.removed or t.changed))


def _header(earlier: Round, later: Round) -> tuple[CellChange, ...]:
    before, after = (dict(flattened(header_as_mapping(r))) for r in (earlier, later))
    keys = dict.fromkeys((*before, *after))
    return tuple(_cells((key, before.get(key, ""), after.get(key, "")) for key in keys))


def _cells(found: Iterator[tuple[str, str, str]]) -> Iterator[CellChange]:
    return (CellChange(*cell) for cell in found if cell[1] != cell[2])


def _table(table: Table, before: Sequence[object], after: Sequence[object]) -> TableChange:
    if before == after:
        return TableChange(table.name, (), (), ())
    old, new = _by_key(table, before), _by_key(table, after)
    changed = (RowChange(key, _changed(table, old[key], new[key])) for key in sorted(old.keys() & new.keys()))
    return TableChange(
        table.name,
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(old.keys() - new.keys())),
        tuple(row for row in changed if row.cells),
    )


def _changed(table: Table, before: object, after: object) -> tuple[CellChange, ...]:
    if before == after:
        return ()
    rendered = ((c.name, renderer(c)) for c in table.columns)
    return tuple(_cells((n, render(getattr(before, n)), render(getattr(after, n))) for n, render in rendered))


def _by_key(table: Table, rows: Sequence[object]) -> Mapping[Key, object]:
    """Return rows by what they speak of; where several speak of the same, the second and later are numbered."""
    seen: Counter[Key] = Counter()
    by_key: dict[Key, object] = {}
    for row in rows:
        key = _key(table, row)
        seen[key] += 1
        by_key[key if seen[key] == 1 else (*key, str(seen[key]))] = row
    return by_key


def _key(table: Table, row: object) -> Key:
    found = _SPEAKS_OF[table.name](row)
    parts = found if isinstance(found, tuple) else (found,)
    return tuple("" if part is None else str(part) for part in parts)


_SPEAKS_OF: Mapping[str, Callable[[Any], Hashable]] = {
    **{table: attrgetter(name) for table, name in IDS.items()},
    **KEYS,
    "placements": attrgetter("applicant_id", "period_id", "position_id", "host_id"),
    "outcomes": attrgetter("applicant_id", "check_date"),
}
"""What a row of each table speaks of."""
