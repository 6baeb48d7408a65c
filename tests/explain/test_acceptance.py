"""Acceptance tests of a policy: figures by hand, bounds on both sides, groups, and what has no matching."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from matcher.explain.acceptance import Acceptance, Bound, Candidate, Check, Condition, accept
from matcher.explain.weights import Weight
from matcher.matching import Status
from matcher.policy import Level, LevelName, Measure, Mechanism, Policy
from matcher.rounds import Agreement, Applicant, Group, Lock, LockKind, Pair, Position, Preference, Priority, Round

PLACED = Level(LevelName.PLACED)
RANKS = Policy(objectives=(PLACED, Level(LevelName.PREFERENCE, Measure.RANK_SUM)))
NEAR = Policy(objectives=(PLACED, Level(LevelName.DISTANCE)))
NOW, NEW = Candidate("now", "Now", Policy(), ()), Candidate("new", "New", NEAR, ("objectives",))
KM = {"ap": 10.0, "aq": 1.0, "bp": 2.0, "bq": 20.0, "cr": 6.5}


def small() -> Round:
    """By wishes a to p (10 km), b to q (20 km); the other way round both are near. c goes to r, d nowhere.

    p would rather have a, so the other way round a and p would leave together.
    """
    return Round(
        "small",
        tuple(Applicant(i, group=g) for i, g in (("a", "x"), ("b", "x"), ("c", "y"), ("d", "y"))),
        (
            Position("p", 1, specialties=("15.01.05",), cost=100),
            Position("q", 1, specialties=("15.01.05",), cost=10.5),
            Position("r", 1, specialties=("43.01.09",)),
        ),
        starts_on=date(2026, 4, 13),
        policy=RANKS,
        groups=(Group("x", "15.01.05"), Group("y", "43.01.09")),
        preferences=(
            *(Preference("a", p, rank=r) for p, r in (("p", 1), ("q", 2))),
            *(Preference("b", p, rank=r) for p, r in (("q", 1), ("p", 2))),
            Preference("c", "r", rank=3),
            Preference("d", "r", veto=True),
        ),
        priorities=(Priority("a", "p", rank=1), Priority("b", "p", rank=2)),
        pairs=tuple(Pair(k[0], k[1], km=v, employment=0.5) for k, v in KM.items()),
    )


def tried(*conditions: Condition, round_: Round | None = None, new: Candidate = NEW) -> list[Check]:
    rounds = {"small": round_ or small()}
    return list(accept(Acceptance("Test", rounds, (NOW, new), "now", conditions)).checks)


def weighed(weight: Weight, policy: str = "new", groups: str | None = None) -> tuple[Fraction | None, str | None]:
    condition = Condition(weight, Bound.AT_LEAST, Fraction(0), groups, policies=(policy,))
    (check,) = tried(condition)
    assert check.figure is not None
    return check.figure.value, check.figure.group


@pytest.mark.parametrize(
    ("weight", "now", "new"),
    [
        (Weight.PLACED, Fraction(3, 4), Fraction(3, 4)),
        (Weight.UNPLACED, 1, 1),
        (Weight.FIRST_CHOICES, Fraction(2, 4), 0),
        (Weight.TOP_2, Fraction(2, 4), Fraction(2, 4)),
        (Weight.TOP_3, Fraction(3, 4), Fraction(3, 4)),
        (Weight.MEAN_RANK, Fraction(5, 3), Fraction(7, 3)),
        (Weight.MEAN_KM, Fraction("36.5") / 3, Fraction("9.5") / 3),
        (Weight.EMPLOYMENT, Fraction(3, 8), Fraction(3, 8)),
        (Weight.COST, Fraction("110.5"), Fraction("110.5")),
        (Weight.CHANGES, 0, 2),
        (Weight.BLOCKING_PAIRS, 0, 1),
    ],
)
def test_figures_are_what_one_counts_by_hand(weight: Weight, now: Fraction, new: Fraction) -> None:
    assert weighed(weight, "now") == (now, None)
    assert weighed(weight, "new") == (new, None)


def test_active_agreements_are_counted() -> None:
    signed = replace(small(), agreements=tuple(Agreement(p, p, valid_from=date(2020, 1, 1)) for p in ("p", "q", "r")))
    (check,) = tried(Condition(Weight.AGREEMENTS, Bound.AT_LEAST, Fraction(3)), round_=signed)
    assert check.passed


@pytest.mark.parametrize(
    ("bound", "limit", "passed"),
    [
        (Bound.AT_LEAST, "0.5", True),
        (Bound.AT_LEAST, "0.51", False),
        (Bound.AT_MOST, "0.5", True),
        (Bound.AT_MOST, "0.49", False),
        (Bound.FALL_AT_MOST, "0", True),
        (Bound.RISE_AT_MOST, "0", True),
    ],
)
def test_a_limit_that_is_just_reached_is_met(bound: Bound, limit: str, passed: bool) -> None:
    (check,) = tried(Condition(Weight.TOP_2, bound, Fraction(limit)))
    assert check.passed is passed


@pytest.mark.parametrize(
    ("weight", "bound", "limit", "passed"),
    [
        (Weight.FIRST_CHOICES, Bound.FALL_AT_MOST, "0.5", True),
        (Weight.FIRST_CHOICES, Bound.FALL_AT_MOST, "0.49", False),
        (Weight.UNPLACED, Bound.RISE_AT_MOST, "0", True),
        (Weight.CHANGES, Bound.AT_MOST, "2", True),
        (Weight.CHANGES, Bound.AT_MOST, "1", False),
    ],
)
def test_falls_and_rises_are_against_the_yardstick(weight: Weight, bound: Bound, limit: str, passed: bool) -> None:
    (check,) = tried(Condition(weight, bound, Fraction(limit)))
    assert check.passed is passed
    assert check.now is not None


def test_the_group_that_fares_worst_decides() -> None:
    assert weighed(Weight.PLACED, groups="group") == (Fraction(1, 2), "y")
    assert weighed(Weight.PLACED, groups="specialty") == (Fraction(1, 2), "43.01.09")
    assert weighed(Weight.PLACED, groups="locality") == (Fraction(3, 4), "")
    (check,) = tried(Condition(Weight.FIRST_CHOICES, Bound.FALL_AT_MOST, Fraction("0.5"), "group"))
    assert (check.passed, check.figure and check.figure.group) == (False, "x")


def test_the_yardstick_is_tested_only_where_it_is_named() -> None:
    anywhere, named = (Condition(Weight.PLACED, Bound.AT_LEAST, Fraction(0), policies=p) for p in ((), ("now",)))
    assert [c.policy for c in tried(anywhere, named)] == ["now", "new"]


def test_a_condition_holds_on_the_rounds_it_names() -> None:
    acceptance = Acceptance(
        "Two",
        {"one": small(), "two": small()},
        (NOW, NEW),
        "now",
        (Condition(Weight.PLACED, Bound.AT_LEAST, Fraction(1), rounds=("two",)),),
    )
    assert [c.round for c in accept(acceptance).checks] == ["two"]
    assert not accept(acceptance).passed


def test_without_a_matching_no_condition_is_met() -> None:
    stuck = replace(small(), locks=(Lock("a", "p", LockKind.ASSIGNED, "x"), Lock("b", "p", LockKind.ASSIGNED, "x")))
    acceptance = Acceptance(
        "Stuck", {"r": stuck}, (NOW, NEW), "now", (Condition(Weight.UNPLACED, Bound.AT_MOST, Fraction(9)),)
    )
    found = accept(acceptance)
    assert found.statuses == {("r", "now"): Status.INFEASIBLE, ("r", "new"): Status.INFEASIBLE}
    assert [(c.passed, c.figure) for c in found.checks] == [(False, None)]


def test_a_mean_over_nobody_is_not_met() -> None:
    alone = replace(small(), pairs=())
    condition = Condition(Weight.MEAN_KM, Bound.AT_MOST, Fraction(1000))
    (check,) = tried(condition, round_=alone, new=Candidate("new", "New", Policy(), ()))
    assert not check.passed
    assert check.figure is not None
    assert check.figure.value is None


def test_a_whole_policy_replaces_the_rounds_own() -> None:
    serial = Candidate("new", "Serial", Policy(mechanism=Mechanism.SERIAL), None)
    assert serial.of(small()) == Policy(mechanism=Mechanism.SERIAL)
    assert NEW.of(small()) == replace(RANKS, objectives=NEAR.objectives)


def test_progress_is_told_before_each_solve() -> None:
    told: list[tuple[str, str]] = []
    accept(Acceptance("T", {"r": small()}, (NOW, NEW), "now", ()), lambda r, p: told.append((r, p)))
    assert told == [("r", "now"), ("r", "new")]
