"""Gain: what another plan would have brought, judged by records that did not choose it."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from matcher.rounds import Lock, LockKind
from matcher.simulate.outcomes.features import ALLOWED, Joined, Rows, pairs_of
from matcher.simulate.outcomes.gain import FEWEST, Contrast, Gains, Part, checked, gains, weights
from matcher.simulate.outcomes.history import history_of
from scenarios.histories import truth
from tests.simulate.outcomes.cohorts import fitted, generated


@lru_cache(maxsize=1)
def found_gains() -> Gains:
    found = gains(generated(600, 2))
    assert found is not None
    return found


def test_the_gain_is_nearly_what_is_true() -> None:
    history = generated(600, 2)
    found = found_gains()
    for contrast in found.contrasts:
        model = truth().stages
        true = sum(
            float((model.employed(p.planned[contrast.plan]) - model.employed(_other(p, contrast.against))).sum())
            for p in found.parts
        )
        assert abs(contrast.gain - true) < 3 * contrast.sd
        low, high = contrast.interval()
        assert low < contrast.gain < high
    assert found.n == len(history)
    assert found.n_employed == history.employed.sum()


def _other(part: Part, against: str) -> Rows | Joined:
    return part.actual if against == "actual" else part.planned[against]


def test_every_record_checks_once_and_never_what_it_chose_or_valued() -> None:
    history = generated(600, 2)
    found = found_gains()
    rows = np.sort(np.concatenate([p.rows for p in found.parts]))
    assert rows.tolist() == list(range(len(history)))


def test_a_plan_against_itself_gains_nothing() -> None:
    history = generated()
    model = fitted()
    same = Joined(history.known.parts)
    part = Part(np.arange(len(history)), Rows(history.known, np.arange(len(history))), {"best": same})
    gain, variance = checked(history.employed, part, model, "best", "actual", ALLOWED)
    assert gain == pytest.approx(0, abs=1e-6)
    assert variance == pytest.approx(0, abs=1e-6)


def test_weights_make_the_actual_pairs_look_like_the_planned_ones() -> None:
    history = generated(1200, 3)
    actual = Rows(history.known, np.arange(len(history)))
    rng = np.random.default_rng(2)
    parts = []
    for cohort in history.cohorts:
        people = [r.applicant_id for r in cohort.records]
        own = {j.position_id: j for j in cohort.round.positions}
        places = [j for j in own if (own[j].pay or 0) >= 20_000] or list(own)
        parts.append(pairs_of(cohort.round, people, [places[k] for k in rng.integers(0, len(places), len(people))]))
    planned = Joined(tuple(parts))
    weight = weights(actual, planned, ("pay",))
    assert weight.mean() == pytest.approx(1)
    was, would = actual.design(("pay",))[:, 0], planned.design(("pay",))[:, 0]
    assert abs((weight * was).mean() - would.mean()) < 0.35 * abs(was.mean() - would.mean())


def test_pairs_that_do_not_differ_weigh_alike() -> None:
    history = generated()
    actual = Rows(history.known, np.arange(len(history)))
    assert weights(actual, Joined(history.known.parts), ("no_place",)).tolist() == [1.0] * len(history)


def test_too_short_a_history_has_no_gain() -> None:
    history = generated(FEWEST - 5, 1)
    assert gains(history) is None


def test_locks_that_clash_leave_nothing_to_say() -> None:
    rounds = [c.round for c in generated(120, 1).cohorts]
    first = rounds[0].positions[0]
    full = [a.applicant_id for a in rounds[0].applicants if (a.group or "").startswith(first.specialties[0])]
    locks = tuple(Lock(a, first.position_id, LockKind.ASSIGNED, "all here") for a in full)
    assert len(locks) > first.capacity
    assert gains(history_of([replace(rounds[0], locks=locks)], 3)) is None


def test_the_interval_is_as_wide_as_its_level_asks() -> None:
    contrast = Contrast("best", "actual", 100, 10.0, 5.0)
    assert contrast.interval(0.8) == pytest.approx((10 - 5 * 1.28155, 10 + 5 * 1.28155), abs=1e-3)
