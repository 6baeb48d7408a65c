"""Stages: the goals of a round with constraints one after another, each with multipliers that bound it.

The multipliers of the linear program, rounded to whole numbers, bound a stage whatever rounding happened (Lagrangian
duality: Geoffrion 1974), so the judge can check them in exact arithmetic. What they show to be impossible in any
optimum is fixed before the next stage.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.constraints.goals import Goal
from matcher.constraints.row import Key, Row
from matcher.errors import SolverError
from matcher.lists import Ints
from matcher.matching import Branch
from matcher.progress import Tell, silent
from matcher.solvers.bounding import decided, linear_of
from matcher.solvers.program import INFEASIBLE, OPTIMAL, Floats, LeftError, Program, values_total
from matcher.solvers.seeking import least_bound, maximise


@dataclass(frozen=True, slots=True, eq=False)
class Bounded:
    """A stage's outcome: total reached, bound of the solver, and multipliers (by row, in 1 / SCALE) that bound it.

    ``branch`` is the search that closes what gap they leave, where it is known.
    """

    goal: Goal
    total: int
    bound: int
    proved: bool
    multipliers: Mapping[Key, int]
    branch: Branch | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """What came of a program. ``values`` (n_columns,) are the last stage's; None when nothing feasible was found."""

    values: Floats | None
    stages: tuple[Bounded, ...]
    infeasible: bool = False
    in_time: bool = True


def solve_program(program: Program, goals: Sequence[Goal], tell: Tell = silent) -> Solved:
    """Solve the goals one after another; a goal reached (less what it may give up) becomes a row for the next."""
    stages: list[Bounded] = []
    values: Floats | None = None
    for goal in goals:
        weight = _weights(program, goal)
        divisor = max(1, int(np.gcd.reduce(weight)))
        weight //= divisor
        program.aim(weight)
        program.heard = _Heard(goal.level, divisor, program, weight, tell)
        try:
            status, found, linear = maximise(program, weight)
        except LeftError:
            return Solved(values if program.found is None else program.found, tuple(stages), in_time=False)
        if status in INFEASIBLE:
            if stages:
                raise SolverError(f"{goal.name}: nothing is left of what the goals before it allow")
            return Solved(None, (), infeasible=True)
        if found is None or linear is None:
            return Solved(values, tuple(stages), in_time=False)
        values = program.known = found
        total = values_total(program, weight, values)
        ended = status == OPTIMAL
        bound = total if ended else least_bound(program, linear)
        stages.append(Bounded(goal, total * divisor, bound * divisor, ended, linear.multipliers))
        if not ended:
            return Solved(values, tuple(stages), in_time=False)
        if not goal.give_up:
            program.bound(*decided(program, linear, total))
        program.add(level_row(goal, goal.least(total * divisor), divisor, total * divisor))
    return Solved(values, tuple(stages))


class _Heard:
    """Tells of a goal while it is sought: the values found so far, and the bound of its linear program."""

    def __init__(self, level: int, divisor: int, program: Program, weight: Ints, tell: Tell) -> None:
        self.level, self.divisor, self.program, self.weight, self.tell = level, divisor, program, weight, tell
        self.bound: int | None = None
        self.total = None if program.known is None else values_total(program, weight, program.known)
        self._seen: Floats | None = None
        self.say()

    def bounded(self, bound: int) -> None:
        """Note the bound of the linear program."""
        self.bound = bound
        self.say()

    def found(self, values: Floats | None) -> None:
        """Note the best values of the search at hand."""
        if values is not None and values is not self._seen:
            self._seen, total = values, values_total(self.program, self.weight, values)
            self.total = total if self.total is None else max(self.total, total)
        self.say()

    def say(self) -> None:
        """Say what is known."""
        total, bound = (None if n is None else n * self.divisor for n in (self.total, self.bound))
        self.tell(self.level, total, bound)


def certify(program: Program, stages: Sequence[Bounded]) -> Iterator[Bounded]:
    """Yield stages that another method proved with the multipliers of their linear programs, while time lasts."""
    for stage in stages:
        weight = _weights(program, stage.goal)
        divisor = max(1, int(np.gcd.reduce(weight)))
        weight //= divisor
        program.aim(weight)
        if not stage.proved or program.run(whole=False) != OPTIMAL:
            return
        linear = linear_of(program, weight)
        program.bound(*decided(program, linear, stage.total // divisor))
        program.add(level_row(stage.goal, stage.total, divisor, stage.total))
        yield replace(stage, multipliers=linear.multipliers)


def _weights(program: Program, goal: Goal) -> Ints:
    weight = np.zeros(program.n_columns, dtype=np.int64)
    weight[: program.n_pairs] = goal.weight
    for key, value in goal.columns.items():
        weight[program.columns[key]] = value
    return weight


def level_row(goal: Goal, least: int, divisor: int, most: int | None = None) -> Row:
    """Return the row that keeps a goal from ``least`` to ``most``, both divided by ``divisor``: small numbers solve
    better."""
    pairs = np.flatnonzero(goal.weight)
    columns = {key: weight // divisor for key, weight in goal.columns.items()}
    upper = None if most is None else most // divisor
    return Row(goal.row_key, pairs, goal.weight[pairs] // divisor, -(-least // divisor), upper, columns)
