"""Sweep: every best pair of two totals, by an integer program solved again and again with one total bounded below."""

from dataclasses import dataclass, replace
from math import gcd
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matcher.constraints import Row, Setting, model_of
from matcher.constraints.goals import Goal, goals
from matcher.errors import SolverError
from matcher.explain.axes import Axis
from matcher.judge import Case
from matcher.judge.feasibility import violations
from matcher.market import matching_of
from matcher.quantities import Quantities

if TYPE_CHECKING:
    from matcher.solvers.stages import Solved

HALF = 0.5
FEW = 4
"""Steps of one unit are tried where there are at most so many times as many as points wanted."""
Point = tuple[int, ...]
"""The totals of both axes, in their order."""


@dataclass(frozen=True, slots=True)
class Swept:
    """Points from the best of the first axis to the best of the second, and whether there are no others between."""

    points: tuple[Point, ...]
    complete: bool


class Sweep:
    """The model of a round under a policy whose last two levels are the axes.

    The axis of the smaller numbers is the one that is bounded: a program with such a row is easier to solve.
    """

    def __init__(self, quantities: Quantities, axes: tuple[Axis, Axis]) -> None:
        self.setting = Setting(quantities)
        self.axes = axes
        self.columns, self.rows = model_of(self.setting)
        self.n_kept = len(quantities.policy.objectives) - len(axes)
        self.goals = tuple(axis.goal(self.setting, self.columns, self.n_kept + n) for n, axis in enumerate(axes))
        self.most = tuple(self._most(goal) for goal in self.goals)
        self.bounded = int(_size(self.goals[1]) <= _size(self.goals[0]))
        self.deadline = perf_counter() + quantities.policy.limits.seconds
        self.in_time = True

    def _most(self, goal: Goal) -> int:
        """Return what a goal comes to at most, in its units and either sign."""
        upper = {column.key: column.upper for column in self.columns}
        of_pairs = int(np.abs(goal.weight).max(initial=0)) * len(self.setting.eligibility.needs)
        of_columns = sum(abs(value) * upper[key] for key, value in goal.columns.items())
        return (of_pairs + of_columns) // _unit(goal)

    def run(self, limit: int) -> Swept:
        """Return at most ``limit`` points: all, or as many spread evenly from end to end, or what time allows."""
        self._keep_levels()
        start, end = self._best(1 - self.bounded), self._best(self.bounded)
        if start is None or end is None:
            return Swept(tuple(p for p in (start, end) if p is not None), complete=self.in_time)
        between, complete = self._between(start, end, limit) if start != end else ([], True)
        points = dict.fromkeys([start, *between, end])
        return Swept(tuple(sorted(points, reverse=True)), complete)

    def _between(self, start: Point, end: Point, limit: int) -> tuple[list[Point], bool]:
        """Return points between two ends, and whether they are all."""
        unit = _unit(self.goals[self.bounded])
        steps = (end[self.bounded] - start[self.bounded]) // unit
        if steps <= FEW * limit:
            found = self._each(start, end, limit, unit)
            if found is not None:
                return found, True
        return self._spread(start, end, limit), False

    def _each(self, start: Point, end: Point, limit: int, unit: int) -> list[Point] | None:
        """Return every point between two ends; None where there are too many, or no time."""
        found = [start]
        while found[-1] != end:
            point = self._best(1 - self.bounded, found[-1][self.bounded] + unit)
            if point is None or len(found) == limit:
                return None
            found.append(point)
        return found

    def _spread(self, start: Point, end: Point, limit: int) -> list[Point]:
        """Return points between two ends, the bounded totals about evenly apart."""
        found = [start]
        width = end[self.bounded] - start[self.bounded]
        for n in range(1, limit - 1):
            floor = start[self.bounded] + n * width // (limit - 1)
            if floor > found[-1][self.bounded]:
                point = self._best(1 - self.bounded, floor)
                if point is None:
                    return found
                found.append(point)
        return found

    def _best(self, axis: int, floor: int | None = None) -> Point | None:
        """Return the best of an axis, then of the other, given the least total of the bounded one; None out of time."""
        bounded, one, other = self.goals[self.bounded], self.goals[axis], self.goals[1 - axis]
        rows = [] if floor is None else [replace(_row(bounded, floor), key=("floor", bounded.name))]
        both = together(one, other, self.most[axis], self.most[1 - axis])
        found = self._solve([one, other] if both is None else [both.goal], rows)
        if found is None:
            return None
        totals = [stage.total for stage in found.stages] if both is None else both.apart(found.stages[0].total)
        point = (totals[axis], totals[1 - axis])
        self._confirm(found, point)
        return point

    def _keep_levels(self) -> None:
        """Hold the levels before the axes at what they reach, less what they may give up."""
        before = [goal for goal in goals(self.setting, self.columns) if goal.level < self.n_kept]
        found = self._solve(before, [])
        if found is not None:
            self.rows += [_row(s.goal, s.goal.least(s.total)) for s in found.stages]

    def _solve(self, wanted: list[Goal], rows: list[Row]) -> "Solved | None":
        """Return what goals come to, all of them proved; None where nothing is feasible or time has run out."""
        from matcher.solvers.program import Program
        from matcher.solvers.stages import solve_program

        seconds = self.deadline - perf_counter()
        if seconds <= 0 or not self.in_time:
            self.in_time = False
            return None
        n_pairs = len(self.setting.eligibility.need_of)
        found = solve_program(Program(n_pairs, self.columns, [*self.rows, *rows], seconds), wanted)
        self.in_time = found.in_time
        return None if found.infeasible or not found.in_time else found

    def _confirm(self, found: "Solved", point: Point) -> None:
        """Raise SolverError unless the matching is feasible and worth what the solver says."""
        quantities, e = self.setting.quantities, self.setting.eligibility
        values = np.zeros(0) if found.values is None else found.values[: len(e.need_of)]
        pairs = np.flatnonzero(values > HALF)
        case = Case(quantities, matching_of(quantities, e.need_of[pairs], e.place_of[pairs]))
        broken, _ = violations(case)
        if broken:
            raise SolverError(f"the judge rejects a point of the frontier: {broken[0].code}")
        for n, axis in enumerate(self.axes):
            if self.natural(n, point) != axis.value(case):
                raise SolverError(f"{axis.name}: the solver says {point[n]}, the matching gives {axis.value(case)}")

    def natural(self, n: int, point: Point) -> float:
        """Return the value of one axis in natural units."""
        return self.axes[n].natural(self.goals[n], point[n], self.setting)


@dataclass(frozen=True, slots=True)
class Together:
    """Two goals as one: the first counts so much that no difference of the second outweighs one unit of it."""

    goal: Goal
    units: tuple[int, int]
    most: int
    """What the second comes to at most, in its units and either sign."""

    def apart(self, total: int) -> tuple[int, int]:
        """Return the totals of both goals."""
        one, rest = divmod(total + self.most, 2 * self.most + 1)
        return one * self.units[0], (rest - self.most) * self.units[1]


def together(one: Goal, other: Goal, most_of_one: int, most: int) -> Together | None:
    """Return two goals as one, or None where the numbers would grow too large for a program to be sure of them.

    What either comes to at most is given in its units. One search is quicker than two: the second of two has the
    first's total as a row, and few rows are harder to meet.
    """
    units = _unit(one), _unit(other)
    factor = 2 * most + 1
    if most_of_one * factor + most > SURE:
        return None
    columns = {key: value // units[0] * factor for key, value in one.columns.items()}
    for key, value in other.columns.items():
        columns[key] = columns.get(key, 0) + value // units[1]
    weight = one.weight // units[0] * factor + other.weight // units[1]
    return Together(Goal(one.level, f"{one.name}, {other.name}", weight, columns), units, most)


SURE = 10**8
"""A program's tolerances are far finer than one unit of a total up to so much."""


def _size(goal: Goal) -> int:
    """Return the largest number a goal adds up, in its own units."""
    largest = max(int(np.abs(goal.weight).max(initial=0)), *map(abs, goal.columns.values()), 0)
    return largest // _unit(goal)


def _unit(goal: Goal) -> int:
    """Return the largest number that divides all that a goal adds up."""
    return max(1, gcd(*goal.columns.values(), *goal.weight.tolist()))


def _row(goal: Goal, least: int) -> Row:
    """Return the row that keeps a goal at a least total, in small numbers."""
    from matcher.solvers.stages import level_row

    return level_row(goal, least, _unit(goal))
