"""Constraints: hard conditions on a whole matching, one function each, as rows over pairs; the list is the model.

Rules (:mod:`matcher.rules`) say which pairs may be; constraints say which pairs may be together.
"""

from collections.abc import Callable, Iterator

from matcher.constraints.balance import balances
from matcher.constraints.capacity import beds, host_minimums, minors, one_at_a_time, one_place_each, seats, shared_seats
from matcher.constraints.company import companions, quotas
from matcher.constraints.keepers import agreements, mentors, supervisors
from matcher.constraints.moves import few_changes, hires
from matcher.constraints.row import Column, Key, Row
from matcher.constraints.setting import Blocking, Setting
from matcher.constraints.stability import no_blocking_pair

__all__ = ["CONSTRAINTS", "Blocking", "Column", "Key", "Row", "Setting", "model_of"]

CONSTRAINTS: tuple[Callable[[Setting], Iterator[Row | Column]], ...] = (
    one_place_each,
    one_at_a_time,
    seats,
    shared_seats,
    host_minimums,
    minors,
    beds,
    companions,
    quotas,
    mentors,
    supervisors,
    agreements,
    few_changes,
    hires,
    balances,
    no_blocking_pair,
)


def model_of(setting: Setting) -> tuple[list[Column], list[Row]]:
    """Return all columns and rows of a round, in the order of the list."""
    parts = [part for constraint in CONSTRAINTS for part in constraint(setting)]
    return [p for p in parts if isinstance(p, Column)], [p for p in parts if isinstance(p, Row)]
