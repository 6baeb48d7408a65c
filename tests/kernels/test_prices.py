"""Exact prices of a matching that is already the best of its face."""

from random import Random

import pytest

from matcher.kernels.doorway import Ints
from matcher.kernels.prices import dual_prices
from tests.kernels.duals import assert_proved
from tests.kernels.small_markets import PairOf, SmallMarket, face_of


def priced(m: SmallMarket, pair_of: PairOf) -> tuple[Ints, Ints, Ints]:
    return dual_prices(
        m.indptr,
        m.position,
        m.weight,
        m.capacity,
        m.group_of,
        m.group_capacity,
        m.must_match,
        m.must_fill,
        m.must_fill_group,
        pair_of,
    )


@pytest.mark.parametrize("seed", range(400))
def test_every_best_matching_of_a_face_is_proved(seed: int) -> None:
    market = face_of(seed)
    most = max(map(market.value, market.faithful))
    for pair_of in [m for m in market.faithful if market.value(m) == most][:5]:
        assert_proved(market, pair_of, *priced(market, pair_of))


@pytest.mark.parametrize("seed", range(400))
def test_a_matching_that_is_not_the_best_or_breaks_a_must_is_refused(seed: int) -> None:
    market = face_of(seed)
    most = max(map(market.value, market.faithful))
    wrong = [m for m in market.matchings if not market.meets(m) or market.value(m) < most]
    for pair_of in Random(seed).sample(wrong, min(5, len(wrong))):
        with pytest.raises(ValueError, match="not the best"):
            priced(market, pair_of)


def test_a_matching_over_capacity_is_refused() -> None:
    with pytest.raises(ValueError, match="not the best"):
        dual_prices([0, 1, 2], [0, 0], [1, 1], [1], [-1], [], [False] * 2, [False], [], [0, 1])


def test_two_positions_of_a_full_group_carry_the_price_together() -> None:
    price, group_price, surplus = dual_prices(
        [0, 1, 2], [0, 1], [5, 3], [1, 1], [0, 0], [1], [False] * 2, [False] * 2, [False], [0, -1]
    )
    assert price[0] + group_price[0] + surplus[0] == 5
    assert group_price[0] + price[1] >= 3
