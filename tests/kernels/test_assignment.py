"""The best assignment: the largest sum, musts met, prices that prove it."""

import numpy as np
import pytest

from matcher.kernels.assignment import best_assignment
from matcher.kernels.doorway import Ints
from tests.kernels.duals import assert_proved
from tests.kernels.small_markets import SmallMarket, face_of, strained

NO_GROUPS = np.zeros(0, dtype=np.int64)


def best(m: SmallMarket) -> tuple[Ints, Ints, Ints]:
    return best_assignment(m.indptr, m.position, m.weight, m.capacity, m.must_match, m.must_fill)


@pytest.mark.parametrize("seed", range(400))
def test_no_matching_that_meets_the_musts_is_worth_more(seed: int) -> None:
    market = face_of(seed, groups=False)
    pair_of, _, _ = best(market)
    assert market.value(tuple(pair_of.tolist())) == max(map(market.value, market.faithful))


@pytest.mark.parametrize("seed", range(400))
def test_the_prices_prove_it(seed: int) -> None:
    market = face_of(seed, groups=False)
    pair_of, price, surplus = best(market)
    assert_proved(market, tuple(pair_of.tolist()), price, NO_GROUPS, surplus)


@pytest.mark.parametrize("seed", range(400))
def test_musts_that_cannot_be_met_are_refused_and_others_met(seed: int) -> None:
    market = strained(seed)
    if market.faithful:
        assert market.value(tuple(best(market)[0].tolist())) == max(map(market.value, market.faithful))
    else:
        with pytest.raises(ValueError, match="musts"):
            best(market)


def test_weights_whose_prices_could_overflow_are_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        best_assignment([0, 1], [0], [1 << 57], [1], [False], [False])


@pytest.mark.parametrize("weight", [1 << 54, -(1 << 54)])
def test_very_large_weights_stay_exact(weight: int) -> None:
    pair_of, price, surplus = best_assignment([0, 1, 2], [0, 0], [weight, weight + 1], [1], [False] * 2, [True])
    assert pair_of.tolist() == [-1, 1]
    assert price.sum() + surplus.sum() == weight + 1


def test_a_position_without_seats_is_priced_so_that_everyone_is_content() -> None:
    pair_of, price, surplus = best_assignment([0, 2], [0, 1], [9, 4], [0, 1], [False], [False] * 2)
    assert pair_of.tolist() == [1]
    assert price[0] >= 9 - surplus[0]
