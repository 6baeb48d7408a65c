"""From which tier on places are full, against all stable matchings of small markets by enumeration."""

from dataclasses import dataclass
from functools import cached_property
from random import Random

import numpy as np
import pytest

from matcher.kernels.blocking import undecided
from matcher.kernels.fullness import Case, narrow, whole_case
from matcher.kernels.tiers import Tiers, tiers_of
from tests.kernels.small_markets import NONE, PairOf, SmallMarket, small_market


@dataclass(frozen=True)
class Tied:
    """A small market in which each side ranks the other, with ties; rows are sorted by rank."""

    market: SmallMarket
    rank: list[int]
    standing: list[int]

    @cached_property
    def tiers(self) -> Tiers:
        m = self.market
        return tiers_of(m.indptr, m.position, self.rank, self.standing, m.capacity, m.group_of, m.group_capacity)

    def position(self, pair: int) -> int:
        return int(self.market.position[pair])

    def group(self, pair: int) -> int:
        return int(self.market.group_of[self.position(pair)])

    def blocks(self, i: int, pair: int, held: PairOf) -> bool:
        """The three bullets of the judge: better off, room at the position, room in the group."""
        own = held[i]
        if own != NONE and self.rank[pair] >= self.rank[own]:
            return False
        others = [p for n, p in enumerate(held) if n != i and p != NONE and self.standing[p] <= self.standing[pair]]
        at_position = sum(self.position(p) == self.position(pair) for p in others)
        if at_position >= self.market.capacity[self.position(pair)]:
            return False
        g = self.group(pair)
        better_inside = own != NONE and self.group(own) == g and self.standing[own] < self.standing[pair]
        in_group = sum(self.group(p) == g for p in others) + better_inside
        return g == NONE or in_group < int(self.market.group_capacity[g])

    def is_stable(self, held: PairOf) -> bool:
        return not any(self.blocks(i, p, held) for i, row in enumerate(self.market.rows) for p in row)

    @cached_property
    def stable(self) -> list[PairOf]:
        return [held for held in self.market.matchings if self.is_stable(held)]

    def full_from(self, keeper: int, held: PairOf) -> int:
        """From which tier on a position or group is full in a matching."""
        n_positions = len(self.market.capacity)
        own = [
            p
            for p in range(len(self.rank))
            if keeper == (self.position(p) if keeper < n_positions else n_positions + self.group(p))
        ]
        classes = sorted({self.standing[p] for p in own})
        seats = [*self.market.capacity.tolist(), *self.market.group_capacity.tolist()][keeper]
        for tier, worst in enumerate(classes):
            if sum(p in own and self.standing[p] <= worst for p in held) >= seats:
                return tier
        return len(classes)


def tied(seed: int) -> Tied:
    market, r = small_market(seed), Random(~seed)
    rank = [n for row in market.rows for n in sorted(r.randint(1, 3) for _ in row)]
    return Tied(market, rank, [r.randint(1, 3) for _ in rank])


def distinct(market: SmallMarket) -> bool:
    """Whether nobody has two pairs at one position."""
    rows = [market.position[row.start : row.stop].tolist() for row in market.rows]
    return all(len(set(row)) == len(row) for row in rows)


MARKETS = [seed for seed in range(700) if distinct(small_market(seed))][:450]


def keeps(case: Case, held: PairOf) -> bool:
    """Whether a matching uses only pairs alive and matches whom it must."""
    used = [p for p in held if p != NONE]
    return bool(case.alive[used].all()) and all(held[i] != NONE for i in np.flatnonzero(case.must_match).tolist())


def whole(market: Tied) -> Case:
    return whole_case(market.tiers, np.zeros(len(market.market.rows), dtype=np.bool_))


@pytest.mark.parametrize("seed", MARKETS)
def test_no_stable_matching_is_lost(seed: int) -> None:
    market, case = tied(seed), whole(tied(seed))
    assert narrow(market.tiers, case, NONE)
    assert all(keeps(case, held) for held in market.stable)


@pytest.mark.parametrize("seed", MARKETS)
def test_a_matching_stays_in_the_half_in_which_it_is(seed: int) -> None:
    market, r = tied(seed), Random(seed)
    case = whole(market)
    narrow(market.tiers, case, NONE)
    open_ = np.flatnonzero(case.low < case.high).tolist()
    if not open_:
        return
    keeper = r.choice(open_)
    tier = r.randrange(int(case.low[keeper]), int(case.high[keeper]))
    full, not_full = case.copy(), case.copy()
    full.high[keeper], not_full.low[keeper] = tier, tier + 1
    for half, is_full in ((full, True), (not_full, False)):
        mine = [held for held in market.stable if (market.full_from(keeper, held) <= tier) == is_full]
        assert narrow(market.tiers, half, keeper) or not mine
        assert all(keeps(half, held) for held in mine)


@pytest.mark.parametrize("seed", MARKETS)
def test_nothing_is_undecided_exactly_where_no_pair_blocks(seed: int) -> None:
    market, case = tied(seed), whole(tied(seed))
    assert narrow(market.tiers, case, NONE)
    for held in market.market.matchings:
        filled = all(market.full_from(k, held) <= high for k, high in enumerate(case.high.tolist()))
        if keeps(case, held) and filled:
            keeper, tier = undecided(market.tiers, case, np.array(held, dtype=np.int64))
            assert (keeper == NONE) == market.is_stable(held)
            assert keeper == NONE or case.low[keeper] <= tier < case.high[keeper]


def test_whoever_has_room_for_certain_must_be_matched_and_keeps_nothing_worse() -> None:
    tiers = tiers_of([0, 2, 3], [0, 1, 1], [1, 2, 1], [1, 1, 2], [1, 1], [-1, -1], [])
    case = whole_case(tiers, np.zeros(2, dtype=np.bool_))
    assert narrow(tiers, case, NONE)
    assert case.alive.tolist() == [True, False, True]
    assert case.must_match.all()


def test_whoever_comes_after_enough_devoted_applicants_is_out() -> None:
    tiers = tiers_of([0, 1, 3], [0, 0, 1], [1, 1, 2], [1, 2, 1], [1, 1], [-1, -1], [])
    case = whole_case(tiers, np.zeros(2, dtype=np.bool_))
    assert narrow(tiers, case, NONE)
    assert case.alive.tolist() == [True, False, True]
