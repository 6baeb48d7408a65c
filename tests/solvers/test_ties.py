"""Stability among ties in rounds of some size: what comes of time, of large certificates, and of rows in any order."""

from dataclasses import replace
from functools import cache

import pytest

from benchmarks.resident_rounds import residents_round
from matcher.judge import judge
from matcher.matching import Claims, Result, Status, StopReason
from matcher.policy import Level, LevelName, Measure
from matcher.rounds import Round
from matcher.solve import solve

SIZES = {"n_applicants": 200, "n_hosts": 15, "n_seats": 204}


@cache
def middling(seed: int) -> Round:
    return residents_round(seed, "judged", **SIZES)


@cache
def solved(seed: int) -> Result:
    return solve(middling(seed))


@pytest.mark.parametrize("seed", range(4))
def test_the_largest_stable_matching_is_proved(seed: int) -> None:
    result = solved(seed)
    assert result.status == Status.OPTIMAL
    assert result.facts["solver"] == "stable-ties"
    assert result.levels[0].proved
    assert result.levels[0].value == result.levels[0].bound
    assert result.blocking_pairs == 0


def test_the_prices_of_seats_certify_what_any_matching_could_reach() -> None:
    certified = [solved(seed).levels[0].certified for seed in range(4)]
    reached = [solved(seed).unplaced == 0 for seed in range(4)]
    assert any(certified)
    assert all(c >= r for c, r in zip(certified, reached, strict=True))


def test_the_judge_accepts_the_result_with_its_certificate() -> None:
    for seed in range(4):
        result = solved(seed)
        assert result.matching is not None
        assert judge(middling(seed), result.matching, None, result.certificate, Claims(levels=result.levels)).accepted


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    round_ = middling(seed)
    turned = replace(
        round_,
        applicants=round_.applicants[::-1],
        positions=round_.positions[::-1],
        preferences=round_.preferences[::-1],
        priorities=round_.priorities[::-1],
    )
    assert solve(turned).matching == solved(seed).matching


def test_where_time_ends_the_matching_is_stable_and_the_bound_holds() -> None:
    cut_short = 0
    for seed in range(4):
        round_ = middling(seed)
        result = solve(round_, replace(round_.policy, limits=replace(round_.policy.limits, seconds=1e-9)))
        assert result.matching is not None
        assert result.blocking_pairs == 0
        level, best = result.levels[0], solved(seed).levels[0].value
        assert isinstance(level.value, int)
        assert isinstance(level.bound, int)
        assert isinstance(best, int)
        assert level.value <= best <= level.bound
        if result.status == Status.FEASIBLE:
            assert result.stop_reason == StopReason.TIME
            cut_short += 1
    assert cut_short


def test_levels_after_the_first_are_proved_too() -> None:
    round_ = middling(1)
    levels = (Level(LevelName.PLACED), Level(LevelName.PREFERENCE, measure=Measure.GENEROUS), Level(LevelName.PRIORITY))
    result = solve(round_, replace(round_.policy, objectives=levels))
    assert result.status == Status.OPTIMAL
    assert all(level.proved for level in result.levels)
    assert result.levels[0].value == solved(1).levels[0].value
