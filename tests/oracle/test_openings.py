"""Places that open only from a minimum: prices, searches and flows against brute force and the bare program."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.constraints import Setting, model_of
from matcher.constraints.goals import Goal, goals, lottery
from matcher.matching import Status
from matcher.quantities import Quantities, quantities_of
from matcher.rounds import Round
from matcher.solve import solve
from matcher.solvers.openings import Openings, chosen_values, openings_of
from matcher.solvers.program import SCALE, Program, Solved, level_row, reduced_weights, solve_program
from matcher.solvers.scout import scouted
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
        assert result.matching is not None
        assert held_by(result.matching) in left, seed


def modelled(round_: Round) -> tuple[Quantities, Program, list[Goal], Openings | None]:
    quantities = quantities_of(round_, round_.policy)
    setting = Setting(quantities)
    columns, rows = model_of(setting)
    program = Program(len(quantities.eligibility.need_of), columns, rows, 60.0)
    wanted = [*goals(setting, columns), lottery(setting)]
    return quantities, program, wanted, openings_of(program.n_pairs, columns, rows)


def chosen(solved: Solved, program: Program) -> list[int]:
    assert solved.values is not None
    return np.flatnonzero(solved.values[: program.n_pairs] > 0.5).tolist()


@pytest.mark.parametrize("chunk", range(4))
def test_middling_rounds_end_where_the_bare_program_does(chunk: int) -> None:
    n_scouted = 0
    for seed in range(chunk * 15, (chunk + 1) * 15):
        round_ = opening_round(seed, n_applicants=40, n_positions=9, most=(6, 100)[seed % 2])
        if any(level.give_up for level in round_.policy.objectives):
            continue
        _, bare, wanted, _ = modelled(round_)
        plain = solve_program(bare, wanted)
        _, program, wanted, openings = modelled(round_)
        assert openings is not None
        n_scouted += bool(scouted(openings, wanted, SCALE, lambda: False))
        solved = solve_program(program, wanted, openings)
        assert solved.infeasible == plain.infeasible, seed
        if not plain.infeasible:
            assert [stage.total for stage in solved.stages] == [stage.total for stage in plain.stages], seed
            assert chosen(solved, program) == chosen(plain, bare), seed
    assert n_scouted > 2


def test_equally_good_sets_of_open_places_are_all_followed_to_the_end() -> None:
    round_ = opening_round(3, n_applicants=30, n_positions=8, most=1)
    round_ = replace(
        round_,
        locks=(),
        positions=tuple(replace(p, capacity=6, minimum=5, opening=p.opening) for p in round_.positions),
        pairs=tuple(replace(pair, utility=1.0, cost=0) for pair in round_.pairs),
    )
    _, bare, wanted, _ = modelled(round_)
    _, program, wanted, openings = modelled(round_)
    assert chosen(solve_program(program, wanted, openings), program) == chosen(solve_program(bare, wanted), bare)


@pytest.mark.parametrize("seed", range(40))
def test_a_scout_obeys_every_row_and_its_multipliers_bound_the_goal(seed: int) -> None:
    _, program, wanted, openings = modelled(opening_round(seed, n_applicants=30, n_positions=6))
    assert openings is not None
    for goal, found in zip(wanted, scouted(openings, wanted, SCALE, lambda: False), strict=False):
        values = chosen_values(openings, program.columns, program.n_columns, found.held)
        for row in program.rows:
            index, weight = program.entries(row)
            reached = int((values[index] * weight).sum())
            assert (row.lower is None or reached >= row.lower) and (row.upper is None or reached <= row.upper), row.key
        weights = np.zeros(program.n_columns, dtype=np.int64)
        weights[: program.n_pairs] = goal.weight // max(1, int(np.gcd.reduce(goal.weight)))
        total = int((weights * values).sum())
        assert reduced_weights(program, weights, found.multipliers)[1] >= total * SCALE
        program.add(level_row(goal, int((goal.weight * values[: program.n_pairs]).sum()), 1))
