"""Inline rows: entries of a round's tables that stand as mappings in a scenario file, under any name of a column."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from matcher.files.cells import Bad, Unfit, parser
from matcher.files.columns import Column, Holds, Table
from matcher.files.escapes import encode_list
from matcher.files.keys import unknown_key
from matcher.files.settings import Spot, described
from matcher.files.words import squeeze


def read_row(table: Table, value: object, spot: Spot, free: Mapping[str, object] | None = None) -> Any | None:
    """Return the entry that a mapping describes, None and problems when it cannot be read.

    ``free`` names columns that may be left out though the table requires them, and what they are then.
    """
    free = free or {}
    names = [c.name for c in table.columns]
    if not isinstance(value, Mapping):
        spot.unfit("bad-mapping", value, known=", ".join(names))
        return None
    before = len(spot.findings.problems)
    given: dict[str, object] = {}
    for key, cell in value.items():
        column = table.by_header.get(squeeze(str(key)))
        if column is None:
            unknown_key(str(key), names, spot.inner(value, key))
        elif column.name in given:
            spot.inner(value, key).problem("duplicate-column", first=column.name)
        else:
            given[column.name] = _cell(table, column, cell, spot.inner(value, key))
    for column in table.columns:
        if (column.required or column.key) and column.name not in given and column.name not in free:
            spot.problem("missing-key", name=column.name)
    if len(spot.findings.problems) > before:
        return None
    return table.entry(**{**table.defaults, **free, **given})


def read_rows(table: Table, value: object, spot: Spot, free: Mapping[str, object] | None = None) -> tuple[Any, ...]:
    """Return the entries of a list of mappings, those that could be read."""
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        spot.unfit("bad-items", value)
        return ()
    rows = (read_row(table, item, spot.inner(value, i), free) for i, item in enumerate(value))
    return tuple(row for row in rows if row is not None)


def _cell(table: Table, column: Column, value: object, spot: Spot) -> object:
    found = parser(column, table.defaults[column.name])(_text(column, value))
    if isinstance(found, Bad):
        spot.problem(found.code, found.sentence, **found.values)
        return column.neutral
    return found


def _text(column: Column, value: object) -> str:
    """Return a value as the cell that means it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if column.holds is Holds.LIST and all(isinstance(item, str) for item in _items(value)):
        return encode_list([str(item) for item in _items(value)], ";")
    return Unfit(described(value))


def _items(value: object) -> Iterator[object]:
    return iter(value) if isinstance(value, Sequence) else iter((value,))
