"""Shrinkage: the spread of groups beyond chance."""

import numpy as np
import pytest

from matcher.simulate.outcomes.shrinkage import LEAST_SPREAD, between, spread_of_specialties


def test_the_correlation_within_groups_is_recovered() -> None:
    rng = np.random.default_rng(1)
    rho, mean = 0.1, 0.4
    strength = 1 / rho - 1
    found = []
    for _ in range(60):
        shares = rng.beta(mean * strength, (1 - mean) * strength, 40)
        totals = rng.integers(20, 80, 40).astype(float)
        found.append(between(rng.binomial(totals.astype(int), shares).astype(float), totals))
    assert np.mean(found) == pytest.approx(rho, abs=0.01)


def test_groups_that_differ_by_chance_alone_hardly_differ() -> None:
    rng = np.random.default_rng(2)
    totals = np.full(50, 40.0)
    found = [between(rng.binomial(40, 0.5, 50).astype(float), totals) for _ in range(60)]
    assert np.mean(found) < 0.01


@pytest.mark.parametrize(
    ("hits", "totals"),
    [([], []), ([3.0], [9.0]), ([0.0, 0.0], [5.0, 6.0]), ([2.0, 3.0], [2.0, 3.0]), ([1.0, 0.0], [1, 1])],
)
def test_where_nothing_can_be_told_groups_do_not_differ(hits: list[float], totals: list[float]) -> None:
    assert between(np.array(hits), np.array(totals)) == 0


def test_specialties_that_differ_spread_and_equal_ones_do_not() -> None:
    specialty = np.repeat([0, 1, 2, -1], 200)
    differing = np.concatenate([np.arange(200) < k for k in (20, 100, 180, 100)]).astype(np.int64)
    equal = np.tile((np.arange(200) < 100).astype(np.int64), 4)
    assert spread_of_specialties(specialty, differing, 2) > 1
    assert spread_of_specialties(specialty, equal, 2) == LEAST_SPREAD


def test_no_records_have_the_least_spread() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert spread_of_specialties(nothing, nothing, 4) == LEAST_SPREAD
