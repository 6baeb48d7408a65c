"""The front door: numbers too large are refused, time that ends is told, and a wrong answer never gets out."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import highspy
import numpy as np
import pytest

from matcher.errors import PolicyError, SolverError
from matcher.judge import judge
from matcher.market import Answer, Market
from matcher.matching import Result, Status, StopReason
from matcher.policy import Level, LevelName, Mechanism, OrderKey, Policy
from matcher.rounds import Applicant, Host, Mentor, Pair, Position, Round
from matcher.solve import choose, solve
from matcher.solvers.program import Program
from matcher.stopping import Stop
from tests.oracle.test_features import made, seeds
from tests.oracle.together import Together

HIGHS = highspy.HighsModelStatus
WORTH = Policy(objectives=(Level(LevelName.PLACED), Level(LevelName.UTILITY)))


def valued(n: int, utility: float, *, seats: int | None = None) -> Round:
    """``n`` applicants and positions, each pair of about the same utility; one host of ``seats`` where given."""
    people = tuple(Applicant(f"a{i}") for i in range(n))
    positions = tuple(Position(f"p{j}", 1, host_id=None if seats is None else "h") for j in range(n))
    pairs = tuple(
        Pair(a.applicant_id, p.position_id, utility=utility * (1 - (i * 7 + j * 3) % 11 / 100))
        for i, a in enumerate(people)
        for j, p in enumerate(positions)
    )
    hosts = () if seats is None else (Host("h", capacity=seats),)
    return Round("r", people, positions, pairs=pairs, hosts=hosts, policy=WORTH)


@pytest.mark.parametrize("seats", [None, 9])
@pytest.mark.parametrize("n", [12, 40])
def test_numbers_just_small_enough_are_solved_and_certified(n: int, seats: int | None) -> None:
    result = solve(valued(n, 2**57 / (n + 2) / 10**6 * 0.999, seats=seats))
    assert [level.certified for level in result.levels] == [True, True]


@pytest.mark.parametrize("seats", [None, 9])
@pytest.mark.parametrize("n", [12, 40])
def test_larger_numbers_are_refused_by_name(n: int, seats: int | None) -> None:
    with pytest.raises(PolicyError) as caught:
        solve(valued(n, 2**57 / (n + 2) / 10**6 * 1.001, seats=seats))
    assert [(p.code, p.values["level"]) for p in caught.value.problems] == [("numbers-too-large", "utility")]


def test_the_lottery_decides_last_even_where_the_order_leaves_it_out() -> None:
    people = tuple(Applicant(f"a{n}", grade=4.0) for n in range(6))
    round_ = Round("r", people, (Position("p", 3),))
    orders = (OrderKey.GRADE,), (OrderKey.GRADE, OrderKey.LOTTERY)
    found = {solve(round_, Policy(mechanism=Mechanism.SERIAL, order=order)).matching for order in orders}
    assert len(found) == 1


def answering(monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Answer], Answer]) -> None:
    """Let every solver's answer be spoilt on its way."""

    def chosen(market: Market, policy: Policy, stop: Stop, *_: object) -> Any:
        name, why, run = choose(market, policy, stop)
        return name, why, lambda m: spoil(run(m))

    monkeypatch.setattr(sys.modules["matcher.solve"], "choose", chosen)


def test_a_matching_that_breaks_a_rule_never_gets_out(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, lambda answer: replace(answer, pair_of=np.array([0, 2])))
    with pytest.raises(SolverError, match="rejects the answer: capacity"):
        solve(valued(2, 1.0))


def test_a_stable_mechanism_that_leaves_a_blocking_pair_never_gets_out(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, lambda answer: replace(answer, pair_of=np.full(2, -1)))
    with pytest.raises(SolverError, match="4 blocking pairs"):
        solve(valued(2, 1.0), Policy(mechanism=Mechanism.APPLICANT_PROPOSING))


def test_prices_that_prove_nothing_never_get_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def worth_nothing(answer: Answer) -> Answer:
        return replace(answer, duals=tuple(replace(dual, place=0 * dual.place) for dual in answer.duals))

    answering(monkeypatch, worth_nothing)
    crowded = replace(valued(3, 1.0), positions=(Position("p0", 1), Position("p1", 1)), pairs=valued(3, 1.0).pairs[:2])
    with pytest.raises(SolverError, match="certificate does not hold at placed"):
        solve(replace(crowded, policy=Policy(objectives=(Level(LevelName.PLACED),))))


def programs(chunk: int = 0) -> Iterator[tuple[Round, Policy]]:
    """Rounds that need a program and have a matching."""
    for seed in seeds(chunk):
        round_, policy = made("feature", seed)
        if Together(round_, policy).feasible:
            yield round_, policy


def ending(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Let time end at the run of HiGHS that comes after so many."""
    run, counted = Program.run, [0]

    def timed(program: Program, *, whole: bool) -> Any:
        counted[0] += 1
        if counted[0] <= after:
            return run(program, whole=whole)
        program.highs.clearSolver()
        return HIGHS.kTimeLimit

    monkeypatch.setattr(Program, "run", timed)


def test_no_matching_in_time_is_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    ending(monkeypatch, after=0)
    round_, policy = next((r, p) for r, p in programs() if solve(r, p).facts["solver"] == "integer-program")
    result = solve(round_, policy)
    assert (result.status, result.stop_reason, result.matching) == (Status.NONE, StopReason.TIME, None)


def unproved(result: Result) -> list[bool]:
    return [not level.proved for level in result.levels]


def test_what_was_found_before_time_ended_is_feasible_and_the_rest_unproved(monkeypatch: pytest.MonkeyPatch) -> None:
    cut_short = 0
    for round_, policy in programs():
        with monkeypatch.context() as patch:
            ending(patch, after=3)
            result = solve(round_, policy)
        if result.status == Status.FEASIBLE:
            assert result.stop_reason == StopReason.TIME
            assert result.matching is not None
            assert judge(round_, result.matching, policy).accepted
            cut_short += any(unproved(result))
    assert cut_short > 5


def test_a_search_that_is_cut_off_still_bounds_every_level_it_worked_on(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Program.run

    def cut_off(program: Program, *, whole: bool) -> Any:
        program.highs.setOptionValue("mip_max_nodes", 0)
        status = run(program, whole=whole)
        return HIGHS.kTimeLimit if whole and status == HIGHS.kOptimal else status

    worked_on = 0
    for round_, policy in programs():
        best = solve(round_, policy)
        with monkeypatch.context() as patch:
            patch.setattr(Program, "run", cut_off)
            result = solve(round_, policy)
        if result.status != Status.FEASIBLE or result.certificate is None:
            continue
        stage = result.certificate.multipliers[-1]
        level = policy.objectives[stage.level]
        if level.name == LevelName.PLACED and not any(k.give_up for k in policy.objectives):
            value = best.levels[stage.level].value
            assert isinstance(value, int)
            assert stage.bound >= value
            worked_on += 1
    assert worked_on


def test_a_later_goal_that_contradicts_the_earlier_ones_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    run, counted = Program.run, [0]

    def contradicting(program: Program, *, whole: bool) -> Any:
        counted[0] += 1
        return run(program, whole=whole) if counted[0] == 1 else HIGHS.kInfeasible

    round_ = replace(valued(2, 1.0), mentors=(Mentor("m", 2),))
    monkeypatch.setattr(Program, "run", contradicting)
    with pytest.raises(SolverError, match="nothing is left of what the goals before it allow"):
        solve(round_)
