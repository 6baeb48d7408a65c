"""Conditions: a model's rows by the hard rule they come from, each with a column that says by how much it is missed.

Rows that only say what a place, a person or a share-out is (one place each, links, capacities of mentors) stay as they
are; where mentors do not suffice, it is the class of people without one that misses its condition.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from matcher.constraints.row import Column, Key, Row

LOWER, UPPER = "lower", "upper"
CODES: Mapping[tuple[str, str], str] = {
    ("need", LOWER): "lock-assigned",
    ("place", LOWER): "minimum",
    ("place", UPPER): "capacity",
    ("minimum", LOWER): "minimum",
    ("host-capacity", UPPER): "host-capacity",
    ("position-capacity", UPPER): "position-capacity",
    ("host-minimum", LOWER): "host-minimum",
    ("max-minors", UPPER): "max-minors",
    ("beds", UPPER): "beds",
    ("companions", LOWER): "companions",
    ("companions", UPPER): "companions",
    ("one-host", UPPER): "companions",
    ("quota", LOWER): "quota-minimum",
    ("quota", UPPER): "quota-maximum",
    ("mentor-class", LOWER): "mentor",
    ("supervisor-class", LOWER): "supervisor",
    ("agreement-class", LOWER): "agreement",
    ("max-changes", LOWER): "max-changes",
}
"""The condition that a side of a row stands for; other sides cannot be missed."""

DROPPED: Mapping[str, int] = {"companions": 2}
"""Conditions that are kept or dropped as one, with how many words of a row's key name them."""

DEAR = 20
"""What it costs to drop a condition, counted in seats."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A hard rule of the round: its name (code, then ids), by how much it can be missed, and what a unit costs."""

    name: Key
    most: int
    price: int

    @property
    def column(self) -> Key:
        """Return the column that says by how much the condition is missed."""
        return ("missed", *self.name)


def elastic(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[list[Column], list[Row], list[Condition]]:
    """Return a model in which every condition may be missed, and the conditions in order of name."""
    found: dict[Key, Condition] = {}
    loose = [_loosen(side, row, found) for whole in rows for side, row in _sides(whole)]
    conditions = [found[name] for name in sorted(found)]
    loose += [
        _only_when_open(row, found["capacity", *row.key[1:]]) for row in rows if row.key[0] == "place" and row.opens
    ]
    return [*columns, *(Column(c.column, upper=c.most) for c in conditions)], loose, conditions


def _only_when_open(row: Row, capacity: Condition) -> Row:
    """Return that more seats are of use only where the place opens: missed <= most y."""
    none = np.zeros(0, dtype=np.int64)
    opens = cast("Key", row.opens)
    return Row(
        ("more-when-open", *row.key[1:]), none, none, upper=0, columns={capacity.column: 1, opens: -capacity.most}
    )


def _sides(row: Row) -> Iterator[tuple[str, Row]]:
    """Yield a row with one side at a time; the sides of a share-out's equation go together."""
    if row.key[0].endswith("-class"):
        yield LOWER, row
        return
    if row.lower is not None:
        yield LOWER, replace(row, key=(*row.key, LOWER), upper=None)
    if row.upper is not None:
        yield UPPER, replace(row, key=(*row.key, UPPER), lower=None)


def _loosen(side: str, row: Row, found: dict[Key, Condition]) -> Row:
    code = CODES.get((row.key[0], side))
    if code is None:
        return row
    reach = int(abs(row.weight).sum()) + sum(map(abs, row.columns.values())) + abs(row.lower or row.upper or 0) + 1
    is_class = row.key[0].endswith("-class")
    ids = row.key[1:] if is_class else row.key[1:-1]
    words = DROPPED.get(code)
    name = (code, *ids) if words is None else (code, *ids)[:words]
    known = found.get(name)
    most = 1 if words is not None else max(reach, known.most if known else 0)
    found[name] = Condition(name, most, DEAR if words is not None else 1)
    weight = (reach if words is not None else 1) * (1 if side == LOWER else -1)
    return replace(row, columns={**row.columns, found[name].column: weight})
