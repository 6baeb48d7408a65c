"""Serial choice in a face: unique, and what choosing one by one among all matchings gives."""

from random import Random

import pytest

from matcher.kernels.lottery import serial_choice
from tests.kernels.small_markets import NONE, PairOf, SmallMarket, face_of


def chosen(m: SmallMarket, pair_of: PairOf, order: list[int]) -> PairOf:
    return tuple(
        serial_choice(
            m.indptr,
            m.position,
            m.capacity,
            m.group_of,
            m.group_capacity,
            m.must_match,
            m.must_fill,
            m.must_fill_group,
            pair_of,
            order,
        ).tolist()
    )


def one_by_one(market: SmallMarket, order: list[int]) -> PairOf:
    """Everyone in turn strikes out the matchings that give it less than the best left; none is worst."""
    left = market.faithful
    last = len(market.position)
    for i in order:
        best = min(last if m[i] == NONE else m[i] for m in left)
        left = [m for m in left if (last if m[i] == NONE else m[i]) == best]
    (only,) = left
    return only


def order_of(market: SmallMarket, seed: int) -> list[int]:
    return Random(seed).sample(range(len(market.rows)), len(market.rows))


@pytest.mark.parametrize("seed", range(500))
def test_the_choice_is_that_of_choosing_one_by_one_among_all_matchings(seed: int) -> None:
    market = face_of(seed)
    order = order_of(market, seed)
    assert chosen(market, market.faithful[0], order) == one_by_one(market, order)


@pytest.mark.parametrize("seed", range(500))
def test_the_choice_does_not_depend_on_the_matching_it_starts_from(seed: int) -> None:
    market = face_of(seed)
    order = order_of(market, seed)
    starts = Random(~seed).sample(market.faithful, min(6, len(market.faithful)))
    assert len({chosen(market, start, order) for start in starts}) == 1
