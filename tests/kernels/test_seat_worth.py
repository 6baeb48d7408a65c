"""What a seat more or fewer is worth: the difference that taking the best of all matchings again would show."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from matcher.kernels.doorway import Ints
from matcher.kernels.lengths import MOST_LIMB, packed, packing_of, unpacked
from matcher.kernels.prices import dual_prices
from matcher.kernels.seat_worth import SeatWorth, seat_worth
from tests.kernels.middling_markets import best_by_flow, middling_market
from tests.kernels.small_markets import NONE, PairOf, SmallMarket, small_market

Totals = tuple[int, ...]
ROUNDS_A_CHUNK = 50


def with_levels(seed: int) -> tuple[SmallMarket, list[Ints]]:
    """A market with one to four levels of weights, and now and then somebody who must be matched."""
    r = Random(seed)
    market = small_market(seed)
    spreads = [r.choice((0, 1, 1, 3, 1000, 10**9, 10**15)) for _ in range(r.randint(1, 4))]
    n = len(market.position)
    weights = [np.array([r.randint(-s, s) if s else 1 for _ in range(n)], dtype=np.int64) for s in spreads]
    must = np.array([r.random() < 0.15 for _ in market.must_match], dtype=np.bool_)
    return replace(market, must_match=must), weights


def best_of(market: SmallMarket, weights: Sequence[Ints]) -> tuple[Totals, PairOf] | None:
    """The best totals, the first level first, and a matching that has them."""
    found = [
        (tuple(int(sum(w[pair] for pair in held if pair != NONE)) for w in weights), held) for held in market.faithful
    ]
    return max(found, default=None)


def priced(market: SmallMarket, weights: Sequence[Ints], held: PairOf) -> SeatWorth:
    """The worth of every seat, with prices of each level among the best of the levels before it."""
    face, pairs = market, np.arange(len(market.position))
    prices, group_prices = [], []
    for weight in weights:
        price, group_price, surplus = dual_prices(
            face.indptr,
            face.position,
            weight[pairs],
            face.capacity,
            face.group_of,
            face.group_capacity,
            face.must_match,
            face.must_fill,
            face.must_fill_group,
            np.array([NONE if pair == NONE else np.searchsorted(pairs, pair) for pair in held], dtype=np.int64),
        )
        prices.append(price)
        group_prices.append(group_price)
        row = np.repeat(np.arange(len(face.rows)), np.diff(face.indptr))
        cost = np.append(group_price, 0)[face.group_of] + price
        tight = weight[pairs] - cost[face.position] == surplus[row]
        face = replace(
            face,
            indptr=np.concatenate([[0], np.cumsum(np.bincount(row[tight], minlength=len(face.rows)))]),
            position=face.position[tight],
            must_match=face.must_match | (surplus > 0),
            must_fill=face.must_fill | (price > 0),
            must_fill_group=face.must_fill_group | (group_price > 0),
        )
        pairs = pairs[tight]
    return worth(market, weights, held, prices, group_prices)


def worth(
    market: SmallMarket,
    weights: Sequence[Ints],
    held: PairOf,
    prices: Sequence[Ints],
    group_prices: Sequence[Ints],
) -> SeatWorth:
    return seat_worth(
        market.indptr,
        market.position,
        weights,
        market.capacity,
        market.group_of,
        market.group_capacity,
        market.must_match,
        held,
        prices,
        group_prices,
    )


def with_seats(market: SmallMarket, node: int, change: int) -> SmallMarket | None:
    """The market with a seat more or fewer at a position or group; None where there is none to take."""
    seats, shared = market.capacity.copy(), market.group_capacity.copy()
    own, at = (seats, node) if node < len(seats) else (shared, node - len(seats))
    own[at] += change
    return replace(market, capacity=seats, group_capacity=shared) if own[at] >= 0 else None


def difference(one: Totals, other: Totals) -> list[int]:
    return [a - b for a, b in zip(one, other, strict=True)]


@pytest.mark.parametrize("chunk", range(12))
def test_every_seat_is_worth_what_the_best_with_one_more_or_fewer_differs_by(chunk: int) -> None:
    for seed in range(chunk * ROUNDS_A_CHUNK, (chunk + 1) * ROUNDS_A_CHUNK):
        market, weights = with_levels(seed)
        now = best_of(market, weights)
        if now is None:
            continue
        totals, held = now
        found = priced(market, weights, held)
        for node in range(len(market.capacity) + len(market.group_capacity)):
            more, fewer = with_seats(market, node, 1), with_seats(market, node, -1)
            most = best_of(more, weights) if more else None
            least = best_of(fewer, weights) if fewer else None
            assert most is not None
            assert found.next_seat[:, node].tolist() == difference(most[0], totals), (seed, node)
            assert found.may_lose[node] == (least is not None), (seed, node)
            if least is not None:
                assert found.last_seat[:, node].tolist() == difference(totals, least[0]), (seed, node)


ONE = np.ones(1, dtype=np.int64)
SMALL = replace(
    small_market(0),
    indptr=np.array([0, 1, 2]),
    position=np.zeros(2, dtype=np.int64),
    capacity=ONE,
    group_of=np.array([NONE]),
    group_capacity=np.zeros(0, dtype=np.int64),
    must_match=np.zeros(2, dtype=np.bool_),
)
"""Two applicants for one seat."""
NO_GROUPS = np.zeros(0, dtype=np.int64)


def test_the_one_left_out_is_what_the_next_seat_is_worth() -> None:
    found = worth(SMALL, [np.array([5, 3])], (0, NONE), [np.array([4])], [NO_GROUPS])
    assert (found.next_seat.tolist(), found.last_seat.tolist()) == ([[3]], [[5]])


@pytest.mark.parametrize(
    ("held", "price"), [((NONE, 1), 4), ((0, NONE), 2), ((0, NONE), 6), ((NONE, NONE), 0), ((0, NONE), -1)]
)
def test_prices_that_prove_nothing_are_refused(held: PairOf, price: int) -> None:
    with pytest.raises(ValueError, match="do not prove"):
        worth(SMALL, [np.array([5, 3])], held, [np.array([price])], [NO_GROUPS])


def test_a_price_where_seats_are_free_is_refused() -> None:
    with pytest.raises(ValueError, match="do not prove"):
        worth(replace(SMALL, capacity=np.array([3])), [np.array([5, 3])], (0, 1), [np.array([2])], [NO_GROUPS])


def test_a_matching_over_capacity_or_without_a_must_is_refused() -> None:
    with pytest.raises(ValueError, match="capacity or a must"):
        worth(SMALL, [np.array([5, 3])], (0, 1), [np.array([3])], [NO_GROUPS])
    with pytest.raises(ValueError, match="capacity or a must"):
        worth(replace(SMALL, must_match=np.array([False, True])), [np.array([5, 3])], (0, NONE), [ONE], [NO_GROUPS])


def test_a_level_without_all_its_prices_is_refused() -> None:
    with pytest.raises(ValueError, match="a price for each"):
        worth(SMALL, [np.array([5, 3])], (0, NONE), [NO_GROUPS], [NO_GROUPS])


def test_levels_share_an_int64_only_where_no_sum_can_carry_over() -> None:
    packing = packing_of([10, 10, 1 << 55, 3])
    assert packing.limb == (0, 0, 1, 1)
    assert packing.radix == (21, 21, (1 << 56) + 1, 7)
    assert packing.n_limbs == 2


def test_lengths_come_apart_again() -> None:
    packing = packing_of([10, 10, 1 << 55, 3])
    levels = np.array([[10, -10, 0], [-10, 10, 0], [-(1 << 55), 1 << 55, 0], [3, -3, 0]])
    assert (unpacked(packing, packed(packing, levels)) == levels).all()


def test_a_level_that_fits_in_no_int64_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        packing_of([MOST_LIMB])


@pytest.mark.parametrize("groups", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_seats_of_middling_markets_are_worth_what_a_flow_with_one_more_or_fewer_differs_by(
    seed: int, groups: bool
) -> None:
    market = middling_market(seed, 60, 18, groups=groups)
    held = best_by_flow(market)
    now = market.value(held)
    found = priced(market, [market.weight], held)
    for node in range(len(market.capacity) + len(market.group_capacity)):
        for by, price in ((1, found.next_seat), (-1, found.last_seat)):
            other = with_seats(market, node, by)
            if other is not None:
                assert by * (other.value(best_by_flow(other)) - now) == price[0, node], (node, by)
