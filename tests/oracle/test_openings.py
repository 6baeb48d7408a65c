"""Places that open only from a minimum: prices, searches and flows against brute force and the bare program."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.constraints import Setting, model_of
from matcher.constraints.goals import Goal, goals, lottery
from matcher.judge import Case
from matcher.judge.multipliers import SCALE as JUDGE_SCALE
from matcher.judge.multipliers import Model
from matcher.matching import Matching, Status
from matcher.quantities import quantities_of
from matcher.rounds import Position, Round
from matcher.solve import solve
from matcher.solvers.branching import search
from matcher.solvers.descent import task_of
from matcher.solvers.opening_levels import solve_openings
from matcher.solvers.openings import Openings, openings_of
from matcher.solvers.program import Program
from matcher.solvers.stages import Bounded, Solved, level_row, solve_program
from tests.oracle.opening_rounds import opening_round
from tests.oracle.test_features import held_by
from tests.oracle.together import Together

ROUNDS_A_CHUNK = 100


@pytest.mark.parametrize("chunk", range(10))
def test_small_rounds_equal_brute_force(chunk: int) -> None:
    for seed in range(chunk * ROUNDS_A_CHUNK, (chunk + 1) * ROUNDS_A_CHUNK):
        round_ = opening_round(seed)
        oracle, result = Together(round_, round_.policy), solve(round_)
        if not oracle.feasible:
            assert result.status == Status.INFEASIBLE, seed
            continue
        assert result.status == Status.OPTIMAL, seed
        best, left = oracle.best()
        for level, found, value in zip(round_.policy.objectives, result.levels, best, strict=True):
            assert level.give_up or found.value == value, (seed, level)
            assert found.certified or result.facts["solver"] != "openings", (seed, level)
        assert result.matching is not None
        assert held_by(result.matching) in left, seed


Modelled = tuple[Program, list[Goal], Openings]


def modelled(round_: Round) -> Modelled:
    quantities = quantities_of(round_, round_.policy)
    setting = Setting(quantities)
    columns, rows = model_of(setting)
    program = Program(len(quantities.eligibility.need_of), columns, rows, 60.0)
    openings = openings_of(program.n_pairs, columns, rows)
    assert openings is not None
    return program, [*goals(setting, columns), lottery(setting)], openings


def chosen(solved: Solved, program: Program) -> list[int]:
    assert solved.values is not None
    pairs: list[int] = np.flatnonzero(solved.values[: program.n_pairs] > 0.5).tolist()
    return pairs


@pytest.mark.parametrize("chunk", range(4))
def test_middling_rounds_end_where_the_bare_program_does(chunk: int) -> None:
    n_searched = 0
    for seed in range(chunk * 15, (chunk + 1) * 15):
        program, wanted, openings = modelled(opening_round(seed, 40, 9, most=(6, 100)[seed % 2]))
        searched = solve_openings(openings, wanted, lambda: False)
        if searched is None:
            continue
        n_searched += 1
        plain = solve_program(program, wanted)
        assert searched.infeasible == plain.infeasible, seed
        if not plain.infeasible:
            assert [stage.total for stage in searched.stages] == [stage.total for stage in plain.stages], seed
            assert chosen(searched, program) == chosen(plain, program), seed
    assert n_searched > 5


def alike(seed: int) -> Round:
    """A round whose places and pairs are so alike that many sets of open places are equally good."""
    round_ = opening_round(seed, n_applicants=24, n_positions=7)
    return replace(
        round_,
        locks=(),
        positions=tuple(Position(p.position_id, 6, minimum=6) for p in round_.positions),
        pairs=tuple(replace(pair, utility=1.0, cost=0) for pair in round_.pairs),
    )


def test_equally_good_sets_of_open_places_are_all_followed_to_the_end() -> None:
    n_sets = 0
    for seed in range(1, 30):
        round_ = replace(alike(seed), policy=opening_round(0).policy)
        program, wanted, openings = modelled(round_)
        found = search(task_of(openings, np.ones(program.n_pairs, dtype=np.int64)), ties=True, ended=lambda: False)
        n_sets = max(n_sets, len(found.sets))
        searched = solve_openings(openings, wanted, lambda: False)
        if searched is not None:
            assert chosen(searched, program) == chosen(solve_program(program, wanted), program), seed
    assert n_sets > 3


@pytest.mark.parametrize("seed", range(40))
def test_multipliers_bound_every_goal_and_time_that_is_over_leaves_a_bound(seed: int) -> None:
    round_ = opening_round(seed, n_applicants=30, n_positions=6)
    _, wanted, openings = modelled(round_)
    whole, cut = solve_openings(openings, wanted, lambda: False), solve_openings(openings, wanted, lambda: True)
    for solved in (whole, cut):
        for stage in () if solved is None else solved.stages:
            assert stage.bound >= stage.total
            assert not stage.multipliers or judged_bound(round_, solved, stage) >= stage.bound
    if whole is not None and cut is not None and cut.stages and not cut.in_time:
        assert cut.stages[-1].bound >= whole.stages[len(cut.stages) - 1].total >= cut.stages[-1].total


def judged_bound(round_: Round, solved: Solved | None, stage: Bounded) -> int:
    """What the judge makes of a stage's multipliers, given the totals of the stages before it."""
    model = Model(Case(quantities_of(round_, round_.policy), Matching(())))
    for earlier in solved.stages if solved else ():
        divisor = max(1, int(np.gcd.reduce(earlier.goal.weight)))
        if earlier is stage:
            found = model.reduce(model.weights(stage.goal) // divisor, stage.multipliers)
            assert found is not None
            return found[1] // JUDGE_SCALE * divisor
        model.rows[earlier.goal.row_key] = level_row(earlier.goal, earlier.total, divisor)
    raise AssertionError("no such stage")
