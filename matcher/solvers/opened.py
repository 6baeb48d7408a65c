"""Opened: once it is settled what opens, every goal is an exact flow within the face of those before it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.kernels.assignment import best_assignment
from matcher.lists import Ints
from matcher.solvers.openings import NONE, Bools, Openings, row_bounds


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """``held`` (n_needs,) names each need's offer, -1 for none; ``totals`` gives what each aim came to.

    ``surpluses`` and ``prices`` prove each aim within the optima of those before it: what needs gain (n_needs,), what
    a seat of each place's minimum costs and then one beyond it (2 * n_places,).
    """

    held: Ints
    totals: tuple[int, ...]
    surpluses: tuple[Ints, ...]
    prices: tuple[Ints, ...]


def fill(openings: Openings, opened: Bools, aims: Sequence[Ints], among: Bools | None = None) -> Filled | None:
    """Return the best matching at every aim in order when just these places open, or None where they cannot.

    ``opened`` marks places (n_places,); an aim gives the weight of each offer (n_offers,), small enough for the
    kernels. ``among`` (n_offers,) marks the offers that may be taken, all of them by default.
    """
    offers = openings.offers
    rows = _rows_of(openings, opened, among)
    minimum = np.where(opened, offers.minimum, 0)
    capacity = np.concatenate([minimum, np.where(opened, offers.capacity - offers.minimum, 0)])
    held = np.full(openings.n_needs, NONE, dtype=np.int64)
    totals: list[int] = []
    surpluses: list[Ints] = []
    prices: list[Ints] = []
    for aim in aims:
        weight = aim[rows.offer]
        try:
            pair_of, price, surplus = best_assignment(
                rows.indptr, rows.seat, weight, capacity, rows.must_place, rows.must_fill
            )
        except ValueError:
            return None
        surpluses.append(surplus)
        prices.append(price)
        held = np.where(pair_of >= 0, np.append(rows.offer, NONE)[pair_of], NONE)
        totals.append(sum(aim[held[held >= 0]].tolist()))
        rows = rows.cut(weight, price, surplus)
    return Filled(held, tuple(totals), tuple(surpluses), tuple(prices))


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
            row_bounds(need[tight], len(surplus)),
            self.offer[tight],
            self.seat[tight],
            self.must_place | (surplus > 0),
            self.must_fill | (price > 0),
        )


def _rows_of(openings: Openings, opened: Bools, among: Bools | None) -> _Rows:
    _, order = openings.by_need
    alive = opened[openings.place_of] if among is None else opened[openings.place_of] & among
    own = order[alive[order]]
    place = openings.place_of[own]
    return _Rows(
        row_bounds(openings.offers.need_of[own], openings.n_needs) * 2,
        np.repeat(own, 2),
        np.stack([place, place + openings.n_places], axis=1).ravel(),
        openings.fixed,
        np.concatenate([opened & (openings.offers.minimum > 0), np.zeros_like(opened)]),
    )
