"""Deferred acceptance, positions in groups that share a capacity, against every stable matching by enumeration."""

from dataclasses import replace

import pytest

from matcher.kernels.acceptance import applicant_proposing, position_proposing
from tests.kernels.choices import favourites, is_wanted
from tests.kernels.small_markets import NONE, PairOf, SmallMarket, small_market

SEEDS = range(400)


def is_stable(m: SmallMarket, pair_of: PairOf) -> bool:
    held = [pair for pair in pair_of if pair != NONE]
    return not any(
        (own == NONE or pair < own) and is_wanted(m, held, pair)
        for own, row in zip(pair_of, m.rows, strict=True)
        for pair in row
    )


def stable_matchings(m: SmallMarket) -> list[PairOf]:
    return [pair_of for pair_of in m.matchings if is_stable(m, pair_of)]


def proposed(m: SmallMarket) -> PairOf:
    arrays = (m.indptr, m.position, m.weight, m.capacity, m.group_of, m.group_capacity)
    return tuple(applicant_proposing(*arrays).tolist())


def offered(m: SmallMarket) -> PairOf:
    arrays = (m.indptr, m.position, m.weight, m.capacity, m.group_of, m.group_capacity)
    return tuple(position_proposing(*arrays).tolist())


@pytest.mark.parametrize("seed", SEEDS)
def test_applicants_propose_and_each_gets_its_best_of_all_stable_matchings(seed: int) -> None:
    market = small_market(seed)
    stable = stable_matchings(market)
    found = proposed(market)
    assert found in stable
    last = len(market.position)
    for i, pair in enumerate(found):
        assert pair % (last + 1) == min(m[i] % (last + 1) for m in stable)


@pytest.mark.parametrize("seed", SEEDS)
def test_positions_propose_and_each_applicant_gets_its_worst_of_all_stable_matchings(seed: int) -> None:
    market = small_market(seed)
    stable = stable_matchings(market)
    found = offered(market)
    assert found in stable
    last = len(market.position)
    for i, pair in enumerate(found):
        assert pair % (last + 1) == max(m[i] % (last + 1) for m in stable)


@pytest.mark.parametrize("seed", SEEDS)
def test_positions_propose_and_would_not_change_for_any_other_stable_matching(seed: int) -> None:
    market = small_market(seed)
    found = set(offered(market)) - {NONE}
    for other in stable_matchings(market):
        assert favourites(market, found | (set(other) - {NONE})) == found


@pytest.mark.parametrize("scale", [1 << 40, 1 << 60])
def test_the_size_of_priorities_does_not_matter(scale: int) -> None:
    for seed in SEEDS:
        small = small_market(seed)
        small = replace(small, weight=small.weight % 7)
        large = replace(small, weight=small.weight * scale - (1 << 62))
        assert (proposed(small), offered(small)) == (proposed(large), offered(large)), seed


def test_a_full_group_gives_up_its_worst_pair_for_a_better_one_elsewhere() -> None:
    pair_of = applicant_proposing([0, 1, 2], [0, 1], [2, 1], [1, 1], [0, 0], [1])
    assert pair_of.tolist() == [-1, 1]
