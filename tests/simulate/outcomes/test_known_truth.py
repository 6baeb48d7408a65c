"""Models held against a known truth, a few times; ``make chaos`` does it 500 times."""

import numpy as np

from benchmarks.known_truth import gain_trial, trial
from scenarios.histories import Town

SEEDS = range(1, 9)


def test_the_calibration_error_at_two_thousand_records_is_below_two_percent_and_intervals_hold() -> None:
    trials = [trial(seed, Town()) for seed in SEEDS]
    assert np.mean([t.error for t in trials]) <= 0.02
    assert 0.74 <= np.mean([t.number_held for t in trials]) <= 0.86
    assert 0.65 <= np.mean([t.specialties_held for t in trials]) <= 0.95


def test_gains_lie_within_three_halves_of_their_intervals() -> None:
    for gain, low, high, true in gain_trial(1, Town(records=900, cohorts=2)).values():
        assert abs(gain - true) < 1.5 * (high - low)
