"""The largest matching and the prices that prove it."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.kernels.cardinality import largest_matching
from tests.kernels.duals import assert_proved
from tests.kernels.small_markets import NONE, small_market

NO_GROUPS = np.zeros(0, dtype=np.int64)


@pytest.mark.parametrize("seed", range(300))
def test_as_many_are_matched_as_in_any_matching(seed: int) -> None:
    market = small_market(seed, groups=False)
    pair_of, _, _ = largest_matching(market.indptr, market.position, market.capacity)
    most = max(sum(pair != NONE for pair in m) for m in market.matchings)
    assert np.count_nonzero(pair_of != NONE) == most


@pytest.mark.parametrize("seed", range(300))
def test_prices_of_nothing_or_one_prove_the_number(seed: int) -> None:
    market = small_market(seed, groups=False)
    market = replace(market, weight=np.ones_like(market.position))
    pair_of, price, surplus = largest_matching(market.indptr, market.position, market.capacity)
    assert {*price.tolist(), *surplus.tolist()} <= {0, 1}
    assert_proved(market, tuple(pair_of.tolist()), price, NO_GROUPS, surplus)


def test_a_long_chain_of_applicants_moves_up_for_the_last() -> None:
    n = 40
    bounds = [*range(0, 2 * n + 1, 2), 2 * n + 1]
    row_by_row = [j for i in range(n) for j in (i, i + 1)]
    pair_of, _, _ = largest_matching(bounds, [*row_by_row, 0], np.ones(n + 1))
    assert np.count_nonzero(pair_of == NONE) == 0
