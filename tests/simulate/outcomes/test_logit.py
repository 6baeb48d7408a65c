"""Logit: the fit against its own definition, worked out independently."""

import sys
from dataclasses import replace

import numpy as np
import pytest

from matcher.errors import InputError
from matcher.simulate.outcomes.logit import FittedStage, Records, fit_stage
from matcher.simulate.outcomes.stages import softmax
from matcher.simulate.outcomes.temperature import TEMPERATURE_SPREAD, by_factor, stretched, temperature

NAMES = ("km", "grade", "pay")


def records(n: int, n_fates: int, seed: int = 1) -> Records:
    rng = np.random.default_rng(seed)
    features = rng.normal((2, 0, 1), (1, 0.5, 0), (n, 3))
    specialty = tuple(np.array(["15.01.05", "43.01.09", None], dtype=object)[rng.integers(0, 3, n)].tolist())
    odds = np.column_stack([np.zeros(n), *(features @ rng.normal(0, 0.7, 3) for _ in range(n_fates - 1))])
    shares = softmax(odds)
    fate = (rng.random(n)[:, None] > shares.cumsum(axis=1)).sum(axis=1)
    return Records(NAMES, features, specialty, fate, np.arange(n) % 5, tuple([1 / n_fates] * n_fates), 10.0)


def objective(fit: FittedStage, own: Records, weights: np.ndarray) -> float:
    """Return the penalised negative log-likelihood of relative coefficients, written down from scratch."""
    posterior = fit.posterior
    kept = [own.names.index(name) for name in posterior.names]
    rows = posterior.rows(own.features[:, kept], own.specialty)
    shares = softmax(np.column_stack([np.zeros(len(rows)), rows @ weights.T]))
    loss = -np.log(shares[np.arange(len(rows)), own.fate]).sum()
    average = softmax(np.concatenate([[0.0], weights[:, 0]])[None])[0]
    loss -= own.worth * (np.array(own.prior) * np.log(average)).sum()
    precision = np.r_[
        0, np.full(len(posterior.names), 1 / fit.strength), np.full(len(posterior.specialties), fit.spread**-2)
    ]
    k = len(weights)
    centred = weights if k == 1 else np.vstack([np.zeros(weights.shape[1]), weights]) - weights.sum(axis=0) / (k + 1)
    return float(loss + (centred**2 @ precision).sum() / 2)


@pytest.mark.parametrize("n_fates", [2, 3])
def test_no_small_step_makes_the_fit_better_and_its_curvature_is_the_covariance(n_fates: int) -> None:
    # No record is ever left out, so no temperature moves the solution, and of the factor its prior alone is known.
    own = replace(records(150, n_fates), fold=np.full(150, -1))
    fit = fit_stage("any", own)
    weights = fit.posterior.mean
    best = objective(fit, own, weights)
    step = 1e-4
    flat = weights.ravel()
    hessian = np.zeros((flat.size, flat.size))
    eye = np.eye(flat.size) * step

    def at(move: np.ndarray) -> float:
        return objective(fit, own, (flat + move).reshape(weights.shape))

    for a in range(flat.size):
        assert at(eye[a]) >= best - 1e-7
        assert at(-eye[a]) >= best - 1e-7
        for b in range(flat.size):
            hessian[a, b] = (at(eye[a] + eye[b]) - at(eye[a] - eye[b]) - at(eye[b] - eye[a]) + at(-eye[a] - eye[b])) / (
                4 * step**2
            )
    kept = [own.names.index(name) for name in fit.posterior.names]
    rows = fit.posterior.rows(own.features[:, kept], own.specialty)
    along = by_factor(weights, rows, 1.0).ravel() * TEMPERATURE_SPREAD
    alone = fit.posterior.covariance - np.outer(along, along)
    assert np.allclose(alone @ hessian, np.eye(flat.size), atol=0.02)


def test_what_never_varies_is_left_out() -> None:
    assert fit_stage("any", records(100, 2)).posterior.names == ("km", "grade")


def test_natural_units_say_the_same_as_the_scale_of_the_fit() -> None:
    own = records(200, 3)
    fit = fit_stage("any", own)
    rows = fit.posterior.rows(own.features[:, :2], own.specialty)
    for weights, said in zip(fit.posterior.mean, fit.stage.alternatives, strict=True):
        odds = said.intercept + own.features[:, :2] @ np.array([said.coefficients["km"], said.coefficients["grade"]])
        odds += [said.specialties.get(s or "", 0.0) for s in own.specialty]
        assert np.allclose(rows @ weights, odds)


def test_few_records_are_not_cut_into_folds() -> None:
    fit = fit_stage("any", records(6, 2))
    assert fit.temperature == 1
    assert fit.n_records == 6


def test_no_records_at_all_give_the_prior() -> None:
    empty = Records(NAMES, np.zeros((0, 3)), (), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), (0.3, 0.7))
    (said,) = fit_stage("any", empty).stage.alternatives
    assert 1 / (1 + np.exp(-said.intercept)) == pytest.approx(0.7, abs=1e-6)
    assert said.coefficients == {}


def test_noise_is_drawn_to_nothing_and_strong_effects_stay() -> None:
    rng = np.random.default_rng(5)
    own = records(600, 2)
    features = rng.normal(0, 1, (600, 3))
    noise = replace(own, features=features, fate=rng.integers(0, 2, 600))
    strong = replace(own, features=features, fate=(features[:, 0] + rng.logistic(0, 0.5, 600) > 0).astype(np.int64))
    assert fit_stage("any", noise).strength < fit_stage("any", strong).strength
    assert fit_stage("any", strong).stage.alternatives[0].coefficients["km"] == pytest.approx(2, abs=0.3)


def test_a_model_too_sure_of_itself_is_cooled() -> None:
    held_out = np.random.default_rng(6).normal(0, 1, (2000, 1))
    fate = (np.random.default_rng(7).random(2000) < 1 / (1 + np.exp(-held_out[:, 0]))).astype(np.int64)
    assert temperature(held_out * 2, fate)[0] == pytest.approx(0.5, abs=0.06)
    assert temperature(held_out, fate)[0] == pytest.approx(1.0, abs=0.1)


def test_the_factor_is_as_sure_as_it_says() -> None:
    rng = np.random.default_rng(8)
    found = []
    for _ in range(300):
        held_out = rng.normal(0, 0.7, (400, 1))
        truly = rng.normal(1, TEMPERATURE_SPREAD)
        fate = (rng.random(400) < 1 / (1 + np.exp(-truly * held_out[:, 0]))).astype(np.int64)
        factor, sd = temperature(held_out, fate)
        found.append((factor - truly) / sd)
    assert np.std(found) == pytest.approx(1, abs=0.13)


def test_coefficients_move_with_the_factor_as_their_slopes_say() -> None:
    own = records(300, 3)
    rows = np.hstack([np.ones((300, 1)), own.features[:, :2]])
    weights = np.array([[0.2, 0.5, -0.4], [-0.3, 0.1, 0.8]])
    moved = stretched(weights.copy(), rows, 1.2) - stretched(weights.copy(), rows, 1.1)
    assert np.allclose(by_factor(weights, rows, 1.15) * 0.1, moved, atol=1e-4)


@pytest.mark.parametrize("n_fates", [2, 3])
def test_mean_shares_are_those_that_were_seen(n_fates: int) -> None:
    own = replace(records(300, n_fates), worth=1e-6)
    fit = fit_stage("any", own)
    assert fit.temperature != 1
    rows = fit.posterior.rows(own.features[:, :2], own.specialty)
    shares = softmax(np.column_stack([np.zeros(len(rows)), rows @ fit.posterior.mean.T]))
    assert np.allclose(shares.mean(axis=0), np.bincount(own.fate) / 300, atol=1e-5)


def test_without_scikit_learn_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(InputError) as caught:
        fit_stage("any", records(50, 2))
    assert [p.code for p in caught.value.problems] == ["missing-extra"]
