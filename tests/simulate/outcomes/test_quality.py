"""Quality: calibration, back-tests, drivers."""

from collections.abc import Sequence

import numpy as np
import pytest

from matcher.simulate.outcomes.calibration import calibration, share_interval
from matcher.simulate.outcomes.features import ALLOWED, Rows
from matcher.simulate.outcomes.fitting import fit_outcomes
from matcher.simulate.outcomes.given import given_outcomes
from matcher.simulate.outcomes.history import history_of
from matcher.simulate.outcomes.quality import back_tests, cross_fitted, drivers
from tests.simulate.outcomes.cohorts import ann, fitted, generated, over


def test_the_scores_of_four_people_worked_out_by_hand() -> None:
    seen = calibration(np.array([0.2, 0.4, 0.6, 0.8]), np.array([0.0, 1.0, 0.0, 1.0]), n_bins=2)
    assert seen.brier == pytest.approx((0.04 + 0.36 + 0.36 + 0.04) / 4)
    assert seen.brier_base == pytest.approx(0.25)
    assert seen.skill == pytest.approx(1 - 0.2 / 0.25)
    assert [(b.n, b.employed) for b in seen.bins] == [(2, 1), (2, 1)]
    assert seen.error == pytest.approx((abs(0.3 - 0.5) + abs(0.7 - 0.5)) / 2)
    assert (seen.employed, seen.expected) == (2, 2.0)


def test_a_model_without_error_shows_the_error_of_luck() -> None:
    rng = np.random.default_rng(4)
    seen = []
    for _ in range(200):
        chance = rng.beta(2, 2, 500)
        seen.append(calibration(chance, (rng.random(500) < chance).astype(float)))
    assert np.mean([s.error for s in seen]) == pytest.approx(np.mean([s.error_by_chance for s in seen]), rel=0.03)


def test_a_model_that_promises_too_much_shows_it() -> None:
    rng = np.random.default_rng(5)
    true = rng.uniform(0.2, 0.7, 4000)
    seen = calibration(true + 0.2, (rng.random(4000) < true).astype(float))
    assert seen.error == pytest.approx(0.2, abs=0.02)
    assert seen.error > 4 * seen.error_by_chance


def test_fewer_people_than_bins_and_everyone_alike() -> None:
    seen = calibration(np.full(3, 1.0), np.ones(3))
    assert [b.n for b in seen.bins] == [1, 1, 1]
    assert seen.skill == 0
    assert seen.error == 0


def test_intervals_of_shares_hold_as_often_as_they_say() -> None:
    rng = np.random.default_rng(6)
    shares = rng.uniform(0.1, 0.9, 4000)
    bounds = [share_interval(int(h), 80) for h in rng.binomial(80, shares)]
    held = [low <= share <= high for share, (low, high) in zip(shares.tolist(), bounds, strict=True)]
    assert np.mean(held) == pytest.approx(0.8, abs=0.02)
    assert share_interval(0, 10)[0] == 0
    assert share_interval(10, 10)[1] == 1


def test_nobody_is_foretold_by_a_model_that_knows_them() -> None:
    history = generated()
    chances = cross_fitted(history)
    assert ((chances > 0) & (chances < 1)).all()
    inside = fitted().stages.employed(history.known)
    happened = history.employed
    assert ((chances - happened) ** 2).mean() > ((inside - happened) ** 2).mean()


def test_who_is_alone_is_foretold_by_the_public_figures() -> None:
    history = history_of([over(ann("army"))])
    assert cross_fitted(history).tolist() == given_outcomes().stages.employed(history.known).tolist()


def test_a_cohort_is_foretold_from_the_earlier_ones_alone() -> None:
    history = generated(300, 3)
    tests = back_tests(history)
    assert [t.cohort for t in tests] == ["cohort-2019", "cohort-2020"]
    assert [t.n_fitted for t in tests] == [
        len(history.cohorts[0].records),
        sum(len(c.records) for c in history.cohorts[:2]),
    ]
    first = np.flatnonzero(history.cohort_of == 0)
    second = np.flatnonzero(history.cohort_of == 1)
    model = fit_outcomes(history, ALLOWED, first)
    assert tests[0].expectation == model.expectation(Rows(history.known, second))
    assert tests[0].seen.n == len(second)


def test_one_cohort_has_nothing_to_be_tested_on() -> None:
    assert back_tests(generated(80, 1)) == ()


def test_a_driver_is_the_change_of_the_mean_chance_by_a_unit() -> None:
    history = generated(1200, 3)
    model = fitted(1200, 3)
    found = {d.feature: d for d in drivers(model, history.known)}

    class Nudged:
        specialty, placed = history.known.specialty, history.known.placed

        def design(self, names: Sequence[str]) -> np.ndarray:
            made = history.known.design(names).copy()
            made[:, list(names).index("pay")] += 1e-4
            return made

    nudged = model.stages.employed(Nudged()).mean() - model.stages.employed(history.known).mean()
    assert found["pay"].points == pytest.approx(100 * nudged / 1e-4, rel=1e-3)
    assert found["pay"].low < found["pay"].points < found["pay"].high
    assert found["hire_places"].low > 0
    assert found["km"].high < 0
    sizes = [abs(d.standardised) for d in drivers(model, history.known)]
    assert sizes == sorted(sizes, reverse=True)
