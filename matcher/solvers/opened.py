"""Opened: once it is settled what opens, every goal left is an exact flow within the face of those before it.

Several sets of open places may be equally good so far; each is followed to the end, so the answer stays unique.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.constraints.goals import Goal
from matcher.kernels.assignment import best_assignment
from matcher.lists import Ints
from matcher.solvers.descent import by_need
from matcher.solvers.openings import NONE, Bools, Openings


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """``held`` (n_needs,) names each need's offer, -1 for none; ``totals`` gives what each goal came to."""

    held: Ints
    totals: tuple[int, ...]


def follow(openings: Openings, alive: Bools, opened: Sequence[Bools], goals: Sequence[Goal]) -> Followed:
    """Return the best matching at every goal in order, over all of the sets of open places.

    ``alive`` (n_offers,) marks the offers that may be taken; each of ``opened``, at least one, marks what opens
    (n_places,). Raises ValueError when a set cannot be filled, or numbers are too large for the kernels.
    """
    found = [_along(openings, alive, own, goals) for own in opened]
    return max(found, key=lambda one: one.totals)


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Live offers need by need, each once for the seats of its place's minimum and once for the seats beyond."""

    indptr: Ints
    offer: Ints
    seat: Ints
    must_place: Bools
    must_fill: Bools

    def cut(self, weight: Ints, price: Ints, surplus: Ints) -> "_Rows":
        """Return what is left of the rows when only optima of the weights may be taken."""
        need = np.repeat(np.arange(len(surplus)), np.diff(self.indptr))
        tight = weight - price[self.seat] == surplus[need]
        return _Rows(
            _bounds(need[tight], len(surplus)),
            self.offer[tight],
            self.seat[tight],
            self.must_place | (surplus > 0),
            self.must_fill | (price > 0),
        )


def _bounds(need: Ints, n_needs: int) -> Ints:
    indptr = np.zeros(n_needs + 1, dtype=np.int64)
    np.cumsum(np.bincount(need, minlength=n_needs), out=indptr[1:])
    return indptr


def _along(openings: Openings, alive: Bools, opened: Bools, goals: Sequence[Goal]) -> Followed:
    offers = openings.offers
    rows = _rows_of(openings, alive & opened[openings.place_of], opened)
    capacity = np.concatenate(
        [np.where(opened, offers.minimum, 0), np.where(opened, offers.capacity - offers.minimum, 0)]
    )
    held, totals = np.full(openings.n_needs, NONE, dtype=np.int64), []
    for goal in goals:
        weight = goal.weight[openings.pair[rows.offer]]
        pair_of, price, surplus = best_assignment(
            rows.indptr, rows.seat, weight, capacity, rows.must_place, rows.must_fill
        )
        held = np.where(pair_of >= 0, np.append(rows.offer, NONE)[pair_of], NONE)
        totals.append(sum(weight[pair_of[pair_of >= 0]].tolist()))
        rows = rows.cut(weight, price, surplus)
    return Followed(held, tuple(totals))


def _rows_of(openings: Openings, alive: Bools, opened: Bools) -> _Rows:
    _, order = by_need(openings)
    own = order[alive[order]]
    need, place = openings.offers.need_of[own], openings.place_of[own]
    return _Rows(
        _bounds(need, openings.n_needs) * 2,
        np.repeat(own, 2),
        np.stack([place, place + openings.n_places], axis=1).ravel(),
        openings.fixed,
        np.concatenate([opened & (openings.offers.minimum > 0), np.zeros_like(opened)]),
    )
