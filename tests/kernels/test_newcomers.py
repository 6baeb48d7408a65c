"""What a newcomer's seat costs: the difference that taking the best of all matchings again, a seat gone, would show."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.kernels.newcomers import MOST_WAY, NewcomerCost, newcomer_cost
from matcher.kernels.prices import dual_prices
from tests.kernels.small_markets import NONE, PairOf, SmallMarket
from tests.kernels.test_seat_worth import best_of, with_levels

ROUNDS_A_CHUNK = 50


def costs(market: SmallMarket, held: PairOf) -> NewcomerCost:
    at = market.indptr, market.position, market.weight, market.capacity, market.group_of, market.group_capacity
    pair_of = np.array(held, dtype=np.int64)
    price, group_price, _ = dual_prices(*at, market.must_match, market.must_fill, market.must_fill_group, pair_of)
    return newcomer_cost(*at, market.must_match, pair_of, price, group_price)


def without_a_seat(market: SmallMarket, j: int) -> SmallMarket | None:
    """The market with a seat of a position and of its group gone; None where there is none."""
    seats, shared, group = market.capacity.copy(), market.group_capacity.copy(), int(market.group_of[j])
    seats[j] -= 1
    if group != NONE:
        shared[group] -= 1
    fewest = min(int(seats[j]), int(shared[group]) if group != NONE else 0)
    return None if fewest < 0 else replace(market, capacity=seats, group_capacity=shared)


@pytest.mark.parametrize("chunk", range(8))
def test_a_newcomer_costs_what_the_best_without_the_seat_differs_by(chunk: int) -> None:
    for seed in range(chunk * ROUNDS_A_CHUNK, (chunk + 1) * ROUNDS_A_CHUNK):
        market, weights = with_levels(seed)
        market = replace(market, weight=weights[0])
        now = best_of(market, weights[:1])
        if now is None:
            continue
        found = costs(market, now[1])
        for j in range(len(market.capacity)):
            fewer = without_a_seat(market, j)
            least = best_of(fewer, weights[:1]) if fewer else None
            assert found.possible[j] == (least is not None), (seed, j)
            if least is not None:
                assert found.cost[j] == now[0][0] - least[0][0], (seed, j)


ONE = {"indptr": [0, 1], "position": [0], "weight": [5], "capacity": [1], "group_of": [NONE], "group_capacity": []}


def test_prices_that_prove_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="do not prove"):
        newcomer_cost(**ONE, must_match=[False], pair_of=[NONE], price=[0], group_price=[])


def test_weights_that_could_overflow_are_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        newcomer_cost(**ONE | {"weight": [MOST_WAY]}, must_match=[False], pair_of=[0], price=[0], group_price=[])
