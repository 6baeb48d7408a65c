"""Histories with a known truth."""

import numpy as np
import pytest

from matcher.rounds import Round
from matcher.simulate.outcomes.features import pairs_of
from matcher.simulate.outcomes.history import history_of
from matcher.validate import check
from scenarios.histories import HORIZON, PROBATION, Town, make_cohort, make_history, truth

SMALL = Town(records=600, cohorts=3)


@pytest.fixture(scope="module")
def rounds() -> tuple[Round, ...]:
    return make_history(5, SMALL)


def test_a_seed_makes_the_same_history_and_another_seed_another(rounds: tuple[Round, ...]) -> None:
    assert make_history(5, SMALL) == rounds
    assert make_history(6, SMALL) != rounds


def test_histories_are_sound_rounds(rounds: tuple[Round, ...]) -> None:
    assert [check(r) for r in (*rounds, make_cohort(5, SMALL, 50))] == [[], [], [], []]


def test_everyone_has_one_place_and_no_place_too_many(rounds: tuple[Round, ...]) -> None:
    for round_ in rounds:
        taken = [p.position_id for p in round_.placements]
        assert sorted(p.applicant_id for p in round_.placements) == sorted(a.applicant_id for a in round_.applicants)
        assert all(taken.count(j.position_id) <= j.capacity for j in round_.positions)


def test_fates_are_drawn_from_the_truth() -> None:
    town = Town(records=6000, cohorts=2, unknown=0.0)
    history = history_of(make_history(2, town), HORIZON)
    chances = np.vstack(
        [
            truth()
            .stages.chances(pairs_of(c.round, [r.applicant_id for r in c.records], [r.position_id for r in c.records]))
            .fate
            for c in history.cohorts
        ]
    )
    assert len(history) == 6000
    assert np.allclose(np.bincount(history.fate, minlength=8) / 6000, chances.mean(axis=0), atol=0.015)
    high = chances[:, :4].sum(axis=1) > 0.5
    assert history.employed[high].mean() > history.employed[~high].mean() + 0.1


def test_some_categories_are_unknown(rounds: tuple[Round, ...]) -> None:
    history = history_of(rounds, HORIZON)
    assert 0 < sum(c.n_unknown for c in history.cohorts) < 60


def test_the_last_cohort_is_not_yet_followed_for_a_year(rounds: tuple[Round, ...]) -> None:
    history = history_of(rounds, HORIZON)
    last = history.cohort_of == 2
    assert np.isnan(history.stays[last]).all()
    assert (~np.isnan(history.stays[~last])).sum() > 50


def test_nobody_leaves_within_the_probation(rounds: tuple[Round, ...]) -> None:
    assert all(s.days >= PROBATION for s in history_of(rounds, HORIZON).spells if s.left)


def test_the_next_cohort_has_no_outcomes_yet() -> None:
    cohort = make_cohort(5, SMALL, 80)
    assert len(cohort.placements) == 80
    assert cohort.outcomes == ()
