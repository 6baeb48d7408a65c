"""Stopping: a search that is told to stop gives the best it has, which the judge accepts, and says what is unproved."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import Any

import pytest

from matcher.files.reading import load_round
from matcher.judge import judge
from matcher.matching import Result, Status, StopReason
from matcher.policy import CONSTRAINT_SWITCHES, Level, LevelName, Measure, Policy, Stability
from matcher.rounds import Round
from matcher.solve import solve
from matcher.solvers.program import Program
from tests.hard_round import hard_round

LEVELS = (Level(LevelName.PLACED), Level(LevelName.PREFERENCE, Measure.GENEROUS), Level(LevelName.DISTANCE))


@pytest.fixture(scope="module")
def demo() -> Round:
    return load_round("scenarios/kireevsk-spring")


def after(times: int) -> Callable[[], bool]:
    """Say that it is time to stop from the ``times``-th question on."""
    asked = iter(range(10**9))
    return lambda: next(asked) >= times


def accepted(round_: Round, policy: Policy, result: Result) -> bool:
    return judge(round_, result.matching, policy, result.certificate).may_be_used if result.matching else True


def bare(round_: Round) -> Round:
    """The round as a flow: nothing but seats binds."""
    positions = tuple(replace(position, minimum=0) for position in round_.positions)
    hosts = tuple(replace(host, minimum=None) for host in round_.hosts)
    return replace(round_, positions=positions, hosts=hosts, mentors=(), quotas=(), companions=(), agreements=())


def flow_policy() -> Policy:
    return Policy(objectives=LEVELS, rules=dict.fromkeys(CONSTRAINT_SWITCHES, False))


@pytest.mark.parametrize("times", [0, 1])
def test_a_flow_stops_between_levels_and_keeps_those_it_proved(demo: Round, times: int) -> None:
    round_, policy = bare(demo), flow_policy()
    whole = solve(round_, policy)
    result = solve(round_, policy, stop=after(times))
    assert whole.facts["solver"] == result.facts["solver"]
    assert (result.status, result.stop_reason) == (Status.FEASIBLE, StopReason.TIME)
    assert accepted(round_, policy, result)
    assert result.levels[0].proved
    assert result.levels[0].value == whole.levels[0].value
    assert not result.levels[-1].proved


@pytest.mark.parametrize("times", [0, 1, 3, 10, 30, 100, 300])
def test_a_program_stops_within_a_run_and_gives_a_matching_that_may_be_used(demo: Round, times: int) -> None:
    policy = demo.policy
    result = solve(demo, policy, stop=after(times))
    assert result.status in (Status.FEASIBLE, Status.NONE, Status.OPTIMAL)
    assert accepted(demo, policy, result)


def test_a_search_without_end_is_left_with_the_best_it_has_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Event()
    take = Program._take

    def heard(program: Program, event: Any) -> None:
        take(program, event)
        told.set()

    monkeypatch.setattr(Program, "_take", heard)
    round_ = hard_round()
    result = solve(round_, stop=told.is_set)
    assert (result.status, result.stop_reason) == (Status.FEASIBLE, StopReason.TIME)
    assert result.placed > 0
    assert accepted(round_, round_.policy, result)


def test_asking_changes_nothing_of_what_is_found(demo: Round) -> None:
    asked, unasked = solve(demo, stop=lambda: False), solve(demo)
    assert asked.matching == unasked.matching
    assert asked.levels == unasked.levels


@pytest.mark.parametrize("times", [0, 2])
def test_a_search_among_stable_matchings_stops(demo: Round, times: int) -> None:
    round_ = bare(demo)
    policy = replace(flow_policy(), stability=Stability.STABLE)
    result = solve(round_, policy, stop=after(times))
    assert result.facts["solver"] in ("stable-ties", "integer-program")
    assert accepted(round_, policy, result)
