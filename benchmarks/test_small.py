"""The small sizes under pytest-benchmark; equal optima are asserted."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.markets import draw_market
from benchmarks.rivals import RIVALS


@pytest.mark.parametrize("rival", ["praktika", "ortools"])
@pytest.mark.parametrize("n_applicants", [1_000, 3_000])
def test_solve(benchmark: BenchmarkFixture, rival: str, n_applicants: int) -> None:
    """Time a rival on a small market at the hard ratio."""
    market = draw_market(n_applicants, 1.0)
    assert benchmark(RIVALS[rival], market) == RIVALS["ortools"](market)
