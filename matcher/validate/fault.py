"""Fault: what a check found, by table, row and fields; it becomes a Problem where the origin of the row is known."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from matcher.errors import Problem
from matcher.origin import Origin


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in row ``index`` (from 0; None: the table as a whole) of a table of the Round.

    ``fields`` are the fields it was found in, the one to be shown first. ``first`` is an earlier row that the fault
    also speaks of; its physical row becomes the value ``first``.
    """

    table: str
    code: str
    index: int | None = None
    fields: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    sentence: str = ""
    first: int | None = None


def problems(faults: Iterable[Fault], origin: Origin) -> Iterator[Problem]:
    """Yield the faults as problems; a fault that rests on a cell already reported as unreadable is left out."""
    for fault in faults:
        if fault.index is None or not any(origin.is_damaged(fault.table, fault.index, f) for f in fault.fields):
            yield _problem(fault, origin)


def _problem(fault: Fault, origin: Origin) -> Problem:
    other = {} if fault.first is None else {"first": origin.row(fault.table, fault.first)}
    return Problem(
        place=origin.place(fault.table),
        code=fault.code,
        row=None if fault.index is None else origin.row(fault.table, fault.index),
        column=origin.column(fault.table, fault.fields[0]) if fault.fields else None,
        values={**fault.values, **other},
        sentence=fault.sentence,
    )


def rows_where(rows: Sequence[object], name: str, wrong: Callable[[Any], bool]) -> Iterator[tuple[int, Any]]:
    """Yield (index, value) of the rows whose field ``name`` is given and wrong; each distinct value is tested once."""
    get = attrgetter(name)
    bad = {value for value in set(map(get, rows)) if value is not None and wrong(value)}
    if bad:
        yield from ((i, get(row)) for i, row in enumerate(rows) if get(row) in bad)


def repeated(rows: Sequence[Any], key: Callable[[Any], Hashable]) -> Iterator[tuple[int, int]]:
    """Yield (index, first index) of every row whose key stood before."""
    if len(set(map(key, rows))) == len(rows):
        return
    first: dict[Hashable, int] = {}
    for i, row in enumerate(rows):
        at = first.setdefault(key(row), i)
        if at != i:
            yield i, at
