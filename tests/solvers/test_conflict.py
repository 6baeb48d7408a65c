"""Conflicts are named only where they are known, not when time ends first."""

from typing import Any

import highspy
import pytest

from matcher.policy import Level, LevelName, Policy, Stability
from matcher.quantities import Quantities, quantities_of
from matcher.rounds import Applicant, Lock, LockKind, Opening, Position, Preference, Round
from matcher.solvers.conflict import Elastic, as_evidence, conflict_of
from matcher.solvers.program import Program
from matcher.solvers.relaxing import relaxed

PLACED = Policy(objectives=(Level(LevelName.PLACED),))


def lonely() -> Quantities:
    """A position that must take two, and one applicant."""
    position = Position("p", 3, minimum=2, opening=Opening.REQUIRED)
    return quantities_of(Round("r", (Applicant("a"),), (position,), policy=PLACED), PLACED)


def test_a_conflict_is_named_when_there_is_time() -> None:
    (found,) = conflict_of(lonely(), 60.0)
    assert "minimum" in str(found["rules"])


def test_no_conflict_is_named_when_time_ends_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(_: Program, *, whole: bool) -> Any:
        return highspy.HighsModelStatus.kTimeLimit

    monkeypatch.setattr(Program, "run", late)
    assert conflict_of(lonely(), 60.0) == []


def test_a_round_with_a_matching_has_no_contradiction() -> None:
    round_ = Round("r", (Applicant("a"),), (Position("p", 1),), policy=PLACED)
    assert Elastic(quantities_of(round_, PLACED), 60.0).contradiction() is None


def test_unknown_steps_ease_nothing() -> None:
    round_, policy = lonely().round, Policy(stability=Stability.STABLE)
    assert relaxed(round_, policy, {("moon-phase",): 1}) == (round_, policy)


def test_all_that_has_to_be_eased_is_named_together() -> None:
    locks = (Lock("a", "p", LockKind.ASSIGNED, "договор"),)
    veto = (Preference("a", "p", veto=True),)
    position = Position("p", 3, minimum=2, opening=Opening.REQUIRED)
    round_ = Round("r", (Applicant("a"),), (position,), locks=locks, preferences=veto, policy=PLACED)
    elastic = Elastic(quantities_of(round_, PLACED), 60.0)
    certain = elastic.contradiction()
    assert certain
    assert elastic.ways_that_help(elastic.minimal(certain)) == [
        {("lock-assigned", "a", ""): 1, ("minimum", "p", ""): 2}
    ]


def test_a_limit_over_periods_that_overlap_names_none_of_them() -> None:
    assert as_evidence(("beds", "p", "april", "may")) == {"code": "beds", "position_id": "p"}


def test_a_limit_in_one_period_names_it() -> None:
    assert as_evidence(("beds", "p", "april")) == {"code": "beds", "position_id": "p", "period_id": "april"}
