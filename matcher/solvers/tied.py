"""Tied: a market of needs and places with ranks and standings in which equals share a number; for stability with ties.

Everyone takes one seat. A pair blocks a matching when its need is unplaced or likes the place strictly better than its
own, and the place, and the host where places share a capacity, would have room if everyone whom it likes less left
(student-project allocation: Abraham, Irving, Manlove 2007). Who stays at the same host frees the own seat, unless the
host likes it better there.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matcher.capacities import place_capacities, shared_capacities
from matcher.kernels.tiers import Tiers, tiers_of
from matcher.lists import Ints
from matcher.market import NONE, Bools, Market, owners
from matcher.quantities import Quantities


@dataclass(frozen=True, eq=False)
class Tied:
    """Pairs in order of need, rank and place; all arrays int64 unless said otherwise.

    ``pair`` (n_pairs,) is each pair's index among the eligible pairs; ``need_of``, ``place_of``, ``rank`` and
    ``standing`` (n_pairs,) are the pair's need, place and how each likes the other, smaller is better. ``capacity`` and
    ``shared_of`` (n_places,) are a place's seats and its shared capacity, -1 for none; ``shared_capacity`` (n_shared,).
    ``must_place`` (n_needs,) bool marks needs that every matching has to place.
    """

    pair: Ints
    need_of: Ints
    place_of: Ints
    rank: Ints
    standing: Ints
    capacity: Ints
    shared_of: Ints
    shared_capacity: Ints
    must_place: Bools

    @property
    def n_pairs(self) -> int:
        """Return the number of pairs."""
        return len(self.pair)

    @property
    def n_needs(self) -> int:
        """Return the number of needs."""
        return len(self.must_place)

    @cached_property
    def indptr(self) -> Ints:
        """Return where each need's pairs begin, shape (n_needs + 1,)."""
        return np.searchsorted(self.need_of, np.arange(self.n_needs + 1)).astype(np.int64)

    @cached_property
    def market(self) -> Market:
        """Return the pairs, seats and musts alone."""
        return Market(
            indptr=self.indptr,
            place_of=self.place_of.astype(np.int32),
            capacity=self.capacity,
            shared_of=self.shared_of.astype(np.int32),
            shared_capacity=self.shared_capacity,
            must_place=self.must_place,
            aims=(),
            priority=_NONE,
            order=_NONE,
            lot=_NONE,
        )

    @cached_property
    def tiers(self) -> Tiers:
        """Return who likes whom how much, as the kernels see it."""
        return tiers_of(
            self.indptr,
            self.place_of,
            self.rank,
            self.standing,
            self.capacity,
            self.shared_of,
            self.shared_capacity,
        )

    def cut(self, kept: Bools) -> "Tied":
        """Return the market with some pairs only; needs and places keep their numbers."""
        return replace(
            self,
            pair=self.pair[kept],
            need_of=self.need_of[kept],
            place_of=self.place_of[kept],
            rank=self.rank[kept],
            standing=self.standing[kept],
        )

    def compact(self) -> "Tied":
        """Return the market without needs, places and shared capacities that no pair touches."""
        needs, need_of = np.unique(self.need_of, return_inverse=True)
        places, place_of = np.unique(self.place_of, return_inverse=True)
        owner = self.shared_of[places]
        shared = np.unique(owner[owner >= 0])
        return replace(
            self,
            need_of=need_of,
            place_of=place_of,
            capacity=self.capacity[places],
            shared_of=np.where(owner >= 0, np.searchsorted(shared, owner), NONE),
            shared_capacity=self.shared_capacity[shared],
            must_place=self.must_place[needs],
        )


_NONE: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)


def tied_market(quantities: Quantities) -> Tied:
    """Return the market of a round whose applicants take one seat each and whose periods do not overlap."""
    e = quantities.eligibility
    order = np.lexsort((e.place_of, quantities.rank, e.need_of))
    shared = shared_capacities(quantities.round, e.places)
    return Tied(
        pair=order.astype(np.int64),
        need_of=e.need_of[order].astype(np.int64),
        place_of=e.place_of[order].astype(np.int64),
        rank=quantities.rank[order],
        standing=np.unique(quantities.host_standing, return_inverse=True)[1].astype(np.int64)[order],
        capacity=np.array(place_capacities(quantities.round, e.places), dtype=np.int64),
        shared_of=owners(shared, len(e.places)).astype(np.int64),
        shared_capacity=np.array([s.capacity for s in shared], dtype=np.int64),
        must_place=quantities.fixed,
    )
