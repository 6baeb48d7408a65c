"""Limits on minors and beds hold for what happens at one time, also over periods that overlap."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.judge import Violation, judge
from matcher.matching import Matching, Place
from matcher.policy import Level, LevelName, Policy
from matcher.rounds import Applicant, Pair, Period, Position, Round
from matcher.solve import solve

APRIL, MAY, JUNE = (
    Period("april", None, ("g1",), date(2026, 4, 1), date(2026, 5, 10)),
    Period("may", None, ("g2",), date(2026, 5, 1), date(2026, 5, 31)),
    Period("june", None, ("g2",), date(2026, 6, 1), date(2026, 6, 30)),
)
BORN = date(2009, 1, 1)
PLACED = Policy(objectives=(Level(LevelName.PLACED),))


def two_groups(position: Position, *periods: Period) -> Round:
    """A minor who needs housing in each of two groups, and one position open in all periods."""
    people = tuple(
        Applicant(name, group=group, birth_date=BORN, needs_housing=True) for name, group in (("a", "g1"), ("b", "g2"))
    )
    km = tuple(Pair(a.applicant_id, position.position_id, km=90.0) for a in people)
    return Round("r", people, (position,), periods=periods, pairs=km, policy=PLACED)


def everyone(round_: Round) -> Matching:
    return Matching(tuple(Place(a.applicant_id, t, "p") for a, t in zip(round_.applicants, names(round_), strict=True)))


def names(round_: Round) -> list[str]:
    return [p.period_id for p in round_.periods]


YOUNG, HOUSED = Position("p", 5, max_minors=1), Position("p", 5, housing_beds=1)


@pytest.mark.parametrize("position", [YOUNG, HOUSED], ids=["minors", "beds"])
def test_two_at_once_are_one_too_many(position: Position) -> None:
    assert solve(two_groups(position, APRIL, MAY)).rank_profile == (1,)


@pytest.mark.parametrize("position", [YOUNG, HOUSED], ids=["minors", "beds"])
def test_one_after_the_other_both_may_come(position: Position) -> None:
    assert solve(two_groups(position, APRIL, JUNE)).rank_profile == (2,)


@pytest.mark.parametrize(
    ("position", "code", "word"), [(YOUNG, "max-minors", "maximum"), (HOUSED, "beds", "beds")], ids=["minors", "beds"]
)
def test_the_judge_names_the_periods_that_overlap(position: Position, code: str, word: str) -> None:
    round_ = two_groups(position, APRIL, MAY)
    evidence = {"taken": 2, word: 1, "periods": ("april", "may")}
    found = judge(round_, everyone(round_)).violations
    assert found == (Violation(code, position_id="p", evidence=evidence),)


def test_the_judge_names_the_period_that_is_too_full_by_itself() -> None:
    round_ = two_groups(replace(YOUNG, max_minors=0), APRIL, JUNE)
    found = judge(round_, everyone(round_)).violations
    assert [(v.code, v.period_id, v.evidence["taken"]) for v in found] == [
        ("max-minors", "april", 1),
        ("max-minors", "june", 1),
    ]
