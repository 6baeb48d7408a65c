"""Results side by side: every difference has its sign, and better or worse goes by the level's own direction."""

from dataclasses import replace

import pytest

from matcher.explain.comparing import Outcome, compare
from matcher.explain.standing import Move
from matcher.matching import LevelResult, LevelValue, Matching, Place
from matcher.policy import LevelName, Measure


def level(name: str, value: LevelValue, measure: str | None = None) -> LevelResult:
    return LevelResult(name, value, value, proved=True, certified=False, measure=measure)


def outcome(*levels: LevelResult, **other: object) -> Outcome:
    plain = Outcome("r", "optimal", 2, 0, (1, 1), 0, levels, Matching((Place("a", "", "p"),)), "same")
    return replace(plain, **other)  # type: ignore[arg-type]  # fields are named where this is called


MORE = ("placed", "agreements", "employment", "utility")
LESS = ("priority", "distance", "cost", "changes", "balance")


@pytest.mark.parametrize("name", MORE)
def test_more_is_better_where_a_level_is_maximised(name: str) -> None:
    (line,) = compare([outcome(level(name, 3)), outcome(level(name, 5)), outcome(level(name, 1))]).levels
    assert [(d.change, d.verdict) for d in line.differences] == [(2, "better"), (-2, "worse")]


@pytest.mark.parametrize("name", LESS)
def test_less_is_better_where_a_level_is_minimised(name: str) -> None:
    (line,) = compare([outcome(level(name, 3)), outcome(level(name, 5)), outcome(level(name, 3))]).levels
    assert [(d.change, d.verdict) for d in line.differences] == [(2, "worse"), (0, "same")]


@pytest.mark.parametrize(
    ("measure", "now", "later", "verdict"),
    [
        (Measure.RANK_MAXIMAL, (2, 1, 0), (1, 3, 0), "worse"),
        (Measure.GENEROUS, (2, 1, 0), (1, 3, 0), "worse"),
        (Measure.GENEROUS, (2, 1, 1), (1, 3, 0), "better"),
        (Measure.RANK_MAXIMAL, (2, 1, 1), (3, 0, 1), "better"),
    ],
)
def test_profiles_are_compared_from_the_rank_that_counts_first(
    measure: str, now: tuple[int, ...], later: tuple[int, ...], verdict: str
) -> None:
    (line,) = compare([outcome(level("preference", now, measure)), outcome(level("preference", later, measure))]).levels
    assert line.differences[0].verdict == verdict
    assert line.differences[0].change == tuple(b - a for a, b in zip(now, later, strict=True))


def test_tiers_are_compared_from_the_first() -> None:
    (line,) = compare([outcome(level("tier", (2, 0))), outcome(level("tier", (1, 5)))]).levels
    assert line.differences[0].verdict == "worse"


def test_what_cannot_be_laid_side_by_side_has_no_verdict() -> None:
    one = outcome(level("placed", 2), level("preference", (1, 1), Measure.GENEROUS), level("joy", 1))
    other = outcome(level("preference", (1, 0, 1), Measure.GENEROUS), level("cost", 5.0), level("joy", 2))
    found = compare([one, other])
    assert [k.level for k in found.levels] == ["placed", "preference", "joy", "cost"]
    assert {(d.change, d.verdict) for k in found.levels for d in k.differences} == {(None, None)}
    assert [k.values for k in found.levels if k.level in (LevelName.PLACED, LevelName.COST)] == [(2, None), (None, 5.0)]


def test_who_has_another_place_than_in_the_first_is_named() -> None:
    moved = outcome(matching=Matching((Place("a", "", "q"), Place("b", "", "p"))))
    found = compare([outcome(), moved, outcome(matching=None), outcome()])
    assert found.moves == ((Move("a", "", "p", "q"), Move("b", "", None, "p")), None, ())


@pytest.mark.parametrize(("shas", "same"), [(("x", "x"), True), (("x", "y"), False), (("x", None), None)])
def test_results_of_different_rounds_are_told_apart(shas: tuple[str | None, ...], same: bool | None) -> None:
    assert compare([outcome(round_sha256=sha) for sha in shas]).same_round is same
