"""Opened: once it is settled what opens, every goal is an exact flow within the face of those before it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.kernels.assignment import best_assignment
from matcher.lists import Ints
from matcher.solvers.openings import NONE, Bools, Openings, by_need

LURE = 3


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """``held`` (n_needs,) names each need's offer, -1 for none; ``totals`` gives what each aim came to."""

    held: Ints
    totals: tuple[int, ...]


def fill(openings: Openings, opened: Bools, aims: Sequence[Ints]) -> Filled | None:
    """Return the best matching at every aim in order when just these places open, or None where they cannot.

    ``opened`` marks places (n_places,); an aim gives the weight of each offer (n_offers,). Raises ValueError when the
    weights are too large for the kernels.
    """
    offers = openings.offers
    rows = _rows_of(openings, opened)
    minimum = np.where(opened, offers.minimum, 0)
    capacity = np.concatenate([minimum, np.where(opened, offers.capacity - offers.minimum, 0)])
    held, totals = np.full(openings.n_needs, NONE, dtype=np.int64), []
    for aim in aims:
        weight = aim[rows.offer] + np.where(rows.seat < openings.n_places, _lure(aim), 0)
        try:
            pair_of, price, surplus = best_assignment(
                rows.indptr, rows.seat, weight, capacity, rows.must_place, rows.must_fill
            )
        except ValueError:
            return None
        held = np.where(pair_of >= 0, np.append(rows.offer, NONE)[pair_of], NONE)
        totals.append(sum(aim[held[held >= 0]].tolist()))
        rows = rows.cut(weight, price, surplus)
    return Filled(held, tuple(totals))


def _lure(aim: Ints) -> int:
    """Return what the seats of the minimum count extra: all are filled, so it changes no optimum, only the speed."""
    return LURE * (int(aim.max(initial=0)) - int(aim.min(initial=0)) + 1)


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


def _rows_of(openings: Openings, opened: Bools) -> _Rows:
    _, order = by_need(openings)
    own = order[opened[openings.place_of[order]]]
    need, place = openings.offers.need_of[own], openings.place_of[own]
    return _Rows(
        _bounds(need, openings.n_needs) * 2,
        np.repeat(own, 2),
        np.stack([place, place + openings.n_places], axis=1).ravel(),
        openings.fixed,
        np.concatenate([opened & (openings.offers.minimum > 0), np.zeros_like(opened)]),
    )
