"""Fitting a whole model, and what it says of people it has not seen."""

import sys
from dataclasses import replace

import numpy as np
import pytest

from matcher.errors import InputError
from matcher.rounds import Outcome, Pair
from matcher.simulate.chances import FATES
from matcher.simulate.outcomes.defaults import shares_of
from matcher.simulate.outcomes.features import ALLOWED, FORBIDDEN, Rows, pairs_of
from matcher.simulate.outcomes.figures import FIGURES
from matcher.simulate.outcomes.fitting import fit_outcomes, folds, question
from matcher.simulate.outcomes.history import history_of
from matcher.simulate.outcomes.stages import ALTERNATIVES
from tests.simulate.outcomes.cohorts import CHECK, ann, fitted, generated, over


def test_what_is_forbidden_is_not_looked_at_unless_it_is_named() -> None:
    own, asked = fitted(), fit_outcomes(generated(), (*ALLOWED, "woman"))
    assert not {n for fit in own.fits.values() for n in fit.posterior.names} & set(FORBIDDEN)
    assert "woman" in asked.fits["away"].posterior.names
    assert asked.stages.away.alternatives[0].coefficients["woman"] < -0.5


def test_changing_what_is_forbidden_changes_nothing() -> None:
    model = fitted()
    round_ = generated().cohorts[0].round
    turned = replace(round_, applicants=tuple(replace(a, sex="Ж", needs_housing=True) for a in round_.applicants))
    who = [a.applicant_id for a in round_.applicants]
    own, other = (model.chances(r, who, [None] * len(who)) for r in (round_, turned))
    assert np.array_equal(own.fate, other.fate)


def test_the_order_of_rounds_and_rows_changes_nothing() -> None:
    history = generated()
    rounds = [
        replace(c.round, applicants=c.round.applicants[::-1], outcomes=c.round.outcomes[::-1])
        for c in reversed(history.cohorts)
    ]
    assert fit_outcomes(history_of(rounds, 3)).stages == fitted().stages


def test_the_mean_chance_over_the_records_is_the_share_that_was_seen() -> None:
    history = generated()
    model = fit_outcomes(history, worth=1e-6)
    assert model.stages.employed(history.known).mean() == pytest.approx(history.employed.mean(), abs=1e-6)
    work = model.fits["work"]
    rows = work.posterior.rows(history.known.design(work.posterior.names), history.known.specialty)
    odds = work.stage.alternatives[0].log_odds(history.known)
    assert np.allclose(rows @ work.posterior.mean[0], odds)


def test_one_record_hardly_moves_the_public_figures() -> None:
    model = fit_outcomes(history_of([over(ann("contract", host_id="farm", by_specialty=True))]))
    chances = model.chances(over(), ["bob"], ["lathe"])
    assert chances.employed[0] == pytest.approx(FIGURES["employed"].value, abs=0.05)
    assert chances.fate.sum() == pytest.approx(1)
    assert chances.stay[0] == pytest.approx(shares_of("stay")["stays"], abs=0.02)


def test_more_records_outweigh_the_public_figures() -> None:
    history = generated(400)
    near = [
        abs(fit_outcomes(history, worth=worth).stages.employed(history.known).mean() - history.employed.mean())
        for worth in (0.1, 20.0, 5000.0)
    ]
    assert near[0] < near[1] < near[2]


def test_a_number_given_for_a_pair_comes_first() -> None:
    history = generated()
    round_ = history.cohorts[0].round
    who, where = round_.applicants[0].applicant_id, round_.positions[0].position_id
    given = replace(round_, pairs=(Pair(who, where, employment=0.123),))
    assert fitted().chances(given, [who], [where]).employed[0] == pytest.approx(0.123)


def test_an_unknown_attribute_and_an_empty_history_are_told_together() -> None:
    with pytest.raises(InputError) as caught:
        fit_outcomes(history_of([over()]), ("km", "shoes"))
    assert [(p.code, p.column) for p in caught.value.problems] == [
        ("unknown-outcome-key", "shoes"),
        ("no-history", None),
    ]


def test_every_fate_answers_the_questions_it_is_asked() -> None:
    rows = [Outcome("bob", CHECK, "army"), ann("contract", host_id="plant")]
    history = history_of([over(*rows)])
    answers = {}
    for stage in ("away", "work", "where"):
        code, asked = question(stage, history)
        answers[stage] = [
            ALTERNATIVES[stage][c] if a else None for c, a in zip(code.tolist(), asked.tolist(), strict=True)
        ]
    assert answers == {"away": ["available", "army"], "work": ["employed", None], "where": ["host", None]}


def test_folds_are_even_and_belong_to_the_seed() -> None:
    history = generated()
    counts = np.bincount(folds(history, 5, 1))
    assert counts.max() - counts.min() <= 1
    assert not np.array_equal(folds(history, 5, 1), folds(history, 5, 2))
    assert np.array_equal(folds(history, 5, 1), folds(history, 5, 1))


def test_the_spread_of_an_expected_number_is_that_of_coefficients_drawn_from_the_posterior() -> None:
    history = generated()
    model = fitted()
    some = Rows(history.known, np.arange(60))
    rng = np.random.default_rng(1)
    shares = {}
    for name in ("away", "work"):
        own = model.fits[name].posterior
        drawn = rng.multivariate_normal(own.mean.ravel(), own.covariance, 2000).reshape(-1, *own.mean.shape)
        odds = np.einsum("ic,dkc->dik", own.rows(some.design(own.names), some.specialty), drawn)
        powers = np.exp(np.concatenate([np.zeros((2000, 60, 1)), odds], axis=2))
        shares[name] = powers / powers.sum(axis=2, keepdims=True)
    sums = (shares["away"][:, :, 0] * shares["work"][:, :, 1]).sum(axis=1)
    found = model.expectation(some)
    assert np.std(sums) == pytest.approx(found.sd_model, rel=0.1)
    assert found.n == 60


def test_intervals_stay_between_nobody_and_everybody_and_luck_makes_them_wider() -> None:
    history = generated()
    found = fitted().expectation(Rows(history.known, np.arange(3)))
    low, high = found.interval(0.999)
    assert low == 0
    assert high == 3
    inner = found.interval_of_mean()
    outer = found.interval()
    assert outer[0] < inner[0] < found.expected < inner[1] < outer[1]


def test_chances_are_those_of_the_stages() -> None:
    history = generated()
    model = fitted()
    records = history.cohorts[0].records[:20]
    chances = model.chances(
        history.cohorts[0].round, [r.applicant_id for r in records], [r.position_id for r in records]
    )
    known = pairs_of(history.cohorts[0].round, [r.applicant_id for r in records], [r.position_id for r in records])
    assert np.allclose(chances.employed, model.stages.employed(known))
    assert chances.fate.shape == (20, len(FATES))


def test_without_scikit_learn_a_history_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("threadpoolctl", "sklearn.linear_model"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(InputError) as caught:
        fit_outcomes(generated())
    assert [p.code for p in caught.value.problems] == ["missing-extra"]
