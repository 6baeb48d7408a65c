"""Kernels on markets too large to enumerate, beside OR-Tools' min-cost flow and plain rounds of proposals."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.kernels.acceptance import applicant_proposing, position_proposing
from matcher.kernels.assignment import best_assignment
from matcher.kernels.cardinality import largest_matching
from matcher.kernels.doorway import Bools, Ints
from matcher.kernels.lottery import serial_choice
from matcher.kernels.prices import dual_prices
from tests.kernels.choices import rounds_of_offers, rounds_of_proposals
from tests.kernels.duals import assert_proved
from tests.kernels.middling_markets import best_by_flow, middling_face, middling_market
from tests.kernels.small_markets import NONE, PairOf, SmallMarket

NO_GROUPS = np.zeros(0, dtype=np.int64)
SIZES = [(seed, 60, 12) for seed in range(60)] + [(seed, 1000, 100) for seed in range(3)]
SMALLER = [(seed, 40, 9) for seed in range(40)]


@pytest.mark.parametrize(("seed", "n", "m"), SIZES)
def test_the_largest_matching_is_as_large_as_the_flow(seed: int, n: int, m: int) -> None:
    market = middling_market(seed, n, m, groups=False)
    market = replace(market, weight=np.ones_like(market.position))
    pair_of, price, surplus = largest_matching(market.indptr, market.position, market.capacity)
    assert np.count_nonzero(pair_of != NONE) == market.value(best_by_flow(market))
    assert_proved(market, tuple(pair_of.tolist()), price, NO_GROUPS, surplus)


@pytest.mark.parametrize(("seed", "n", "m"), SIZES)
def test_the_best_assignment_is_worth_what_the_flow_is(seed: int, n: int, m: int) -> None:
    market = middling_face(seed, n, m, groups=False)
    pair_of, price, surplus = best_assignment(
        market.indptr, market.position, market.weight, market.capacity, market.must_match, market.must_fill
    )
    assert market.value(tuple(pair_of.tolist())) == market.value(best_by_flow(market))
    assert_proved(market, tuple(pair_of.tolist()), price, NO_GROUPS, surplus)


@pytest.mark.parametrize(("seed", "n", "m"), SIZES)
def test_prices_prove_the_flow_in_groups(seed: int, n: int, m: int) -> None:
    market = middling_face(seed, n, m, groups=True)
    best = best_by_flow(market)
    price, group_price, surplus = dual_prices(*whole(market), *musts(market), best)
    assert_proved(market, best, price, group_price, surplus)


def whole(m: SmallMarket) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints]:
    return m.indptr, m.position, m.weight, m.capacity, m.group_of, m.group_capacity


def musts(m: SmallMarket) -> tuple[Bools, Bools, Bools]:
    return m.must_match, m.must_fill, m.must_fill_group


def chosen(m: SmallMarket, start: PairOf, order: list[int]) -> PairOf:
    seats = m.capacity, m.group_of, m.group_capacity
    return tuple(serial_choice(m.indptr, m.position, *seats, *musts(m), start, order).tolist())


def by_flow_one_by_one(market: SmallMarket, order: list[int]) -> PairOf:
    """Everyone in turn keeps the first pair with which the flow still meets all musts."""
    held = {}
    left = replace(market, weight=np.zeros_like(market.position))
    for i in order:
        for pair in [*market.rows[i], NONE]:
            weight, must = left.weight.copy(), left.must_match.copy()
            weight[market.rows[i]] = -1
            weight[pair if pair != NONE else []] = 0
            must[i] |= pair != NONE
            trial = replace(left, weight=weight, must_match=must)
            best = best_by_flow(trial)
            if trial.meets(best) and best[i] == pair and trial.value(best) == 0:
                held[i], left = pair, trial
                break
    return tuple(held[i] for i in range(len(market.rows)))


@pytest.mark.parametrize(("seed", "n", "m"), SMALLER)
def test_serial_choice_is_that_of_one_flow_a_choice(seed: int, n: int, m: int) -> None:
    market = middling_face(seed, n, m, groups=True)
    order = np.random.default_rng(seed).permutation(n).tolist()
    assert chosen(market, best_by_flow(market), order) == by_flow_one_by_one(market, order)


@pytest.mark.parametrize(("seed", "n", "m"), SIZES)
def test_serial_choice_from_another_best_matching_is_the_same(seed: int, n: int, m: int) -> None:
    market = middling_face(seed, n, m, groups=True)
    order = np.random.default_rng(seed).permutation(n).tolist()
    other = best_by_flow(replace(market, weight=-market.weight))
    assert chosen(market, best_by_flow(market), order) == chosen(market, other, order)


@pytest.mark.parametrize(("seed", "n", "m"), SIZES)
def test_proposals_end_where_whole_rounds_of_proposals_end(seed: int, n: int, m: int) -> None:
    market = middling_market(seed, n, m, groups=True)
    assert tuple(applicant_proposing(*whole(market)).tolist()) == rounds_of_proposals(market)


@pytest.mark.parametrize(("seed", "n", "m"), SIZES)
def test_offers_end_where_whole_rounds_of_offers_end(seed: int, n: int, m: int) -> None:
    market = middling_market(seed, n, m, groups=True)
    assert tuple(position_proposing(*whole(market)).tolist()) == rounds_of_offers(market)
