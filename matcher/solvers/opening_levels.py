"""Levels over openings: the first real choice by branching on what opens, all others as flows within its optima."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from matcher.constraints.goals import Goal
from matcher.constraints.row import Key
from matcher.kernels.assignment import best_assignment
from matcher.lists import Ints
from matcher.matching import Branch
from matcher.progress import Tell, silent
from matcher.solvers.bounding import SCALE
from matcher.solvers.branching import Heard, Search, search
from matcher.solvers.descent import UNIT, Task, spread, task_of, whole_state
from matcher.solvers.opened import fill
from matcher.solvers.opening_proof import LaterProof, branch_of, charged_rows
from matcher.solvers.openings import Floats, Openings
from matcher.solvers.stages import Bounded, Solved

MOST_SPREAD = 2**21
"""Charges and their sums stay within 64 bits up to this spread of values and MOST_NEEDS."""

MOST_NEEDS = 2**18
MOST_WEIGHT = 2**57


def solve_openings(
    openings: Openings, goals: Sequence[Goal], ended: Callable[[], bool], tell: Tell = silent
) -> Solved | None:
    """Solve the goals one after another; ``ended`` tells when time is over.

    None for what the general program must do: goals that are no plain sum or give something up, places that must open
    and cannot, numbers too large, and more sets of open places equally good than are followed.
    """
    if any(goal.columns or goal.give_up for goal in goals) or openings.n_needs > MOST_NEEDS:
        return None
    weights = [_divided(goal.weight[openings.pair]) for goal in goals]
    state = whole_state(openings)
    if (state.must & ~state.may).any():
        return None
    if any(int(np.abs(w).max(initial=0)) * (openings.n_needs + 2) > MOST_WEIGHT for w in weights):
        return None
    return _Levels(openings, goals, weights, ended, tell).solve()


def _divided(weight: Ints) -> Ints:
    return np.asarray(weight // max(1, int(np.gcd.reduce(weight))), dtype=np.int64)


class _Levels:
    """The stages of one round of openings."""

    def __init__(
        self,
        openings: Openings,
        goals: Sequence[Goal],
        weights: Sequence[Ints],
        ended: Callable[[], bool],
        tell: Tell,
    ) -> None:
        self.openings, self.goals, self.weights, self.ended, self.tell = openings, goals, weights, ended, tell
        self.stages: list[Bounded] = []

    def solve(self) -> Solved | None:
        """Place as many as can be where that comes first, then search for what opens, then follow it."""
        counts_first = len(self.goals) > 1 and bool((self.goals[0].weight == 1).all())
        aim = self.weights[1 if counts_first else 0]
        if spread(aim) > MOST_SPREAD:
            return None
        found = self._after_counting(aim) if counts_first else self._search(task_of(self.openings, aim))
        if isinstance(found, Solved):
            return found
        if found.too_many:
            return None
        goal = self.goals[len(self.stages)]
        if found.total is None or found.open_bound is not None:
            return self._unfinished(goal, found)
        self._add(goal, found.total, self._multipliers(found), branch=branch_of(found, self.goals[0].row_key))
        return self._followed(found)

    def _search(self, task: Task) -> Search:
        return search(task, ties=True, ended=self.ended, heard=self._hearing(0))

    def _hearing(self, n: int) -> Heard:
        """Return what passes on how far the search for a goal is."""
        level, divisor = self.goals[n].level, max(1, int(np.gcd.reduce(self.goals[n].weight)))
        self.tell(level, None, None)
        return lambda total, bound: self.tell(level, None if total is None else total * divisor, bound * divisor)

    def _if_so_many(self) -> Heard:
        """Return what passes on a search under a number that may be out of reach: its bounds hold once it is not."""
        level, divisor = self.goals[1].level, max(1, int(np.gcd.reduce(self.goals[1].weight)))
        return lambda total, bound: None if total is None else self.tell(level, total * divisor, bound * divisor)

    def _after_counting(self, aim: Ints) -> Search | Solved:
        """Settle how many can be placed, and search under that number."""
        n_placed, multipliers = _most_placed(self.openings)
        self.tell(self.goals[0].level, None, n_placed)
        task = task_of(self.openings, aim, n_placed)
        found = search(task, ties=True, ended=self.ended, heard=self._if_so_many(), or_give_up=True)
        if found.total is not None:
            self._add(self.goals[0], n_placed, multipliers)
            return found
        task = task_of(self.openings, self.weights[0])
        counted = search(task, ties=False, ended=self.ended, heard=self._hearing(0))
        if counted.total is None or counted.open_bound is not None:
            return self._unfinished(self.goals[0], counted)
        branch = branch_of(counted, self.goals[0].row_key)
        self._add(self.goals[0], counted.total, self._multipliers(counted), branch=branch)
        task = task_of(self.openings, aim, counted.total)
        return search(task, ties=True, ended=self.ended, heard=self._hearing(1), known=counted.sets)

    def _add(
        self,
        goal: Goal,
        total: int,
        multipliers: Mapping[Key, int],
        bound: int | None = None,
        branch: Branch | None = None,
    ) -> None:
        """Note a stage; totals are of divided weights, a bound above the total means that it is not proved."""
        divisor = max(1, int(np.gcd.reduce(goal.weight)))
        limit = total if bound is None else max(bound, total)
        self.stages.append(Bounded(goal, total * divisor, limit * divisor, bound is None, multipliers, branch))

    def _multipliers(self, found: Search) -> dict[Key, int]:
        """Return the root's charges as multipliers of the rows; being placed is charged to its level's row."""
        return charged_rows(
            found.task, self.openings, self.weights[len(self.stages)], found.charge, self.goals[0].row_key
        )

    def _unfinished(self, goal: Goal, found: Search) -> Solved:
        """Return what is known when time is over, or that nothing is feasible."""
        if found.total is None or found.held is None:
            return Solved(None, (), infeasible=found.open_bound is None, in_time=found.open_bound is None)
        bound = (found.open_bound or 0) // UNIT
        self._add(goal, found.total, self._multipliers(found), bound)
        return Solved(self._values(found.held), tuple(self.stages), in_time=False)

    def _followed(self, found: Search) -> Solved:
        """Return the best matching over all sets that are equally good so far; the last goal, a lot, needs no proof."""
        filled = [fill(self.openings, opened, self.weights) for opened in found.sets]
        best = max((one for one in filled if one is not None), key=lambda one: one.totals)
        known = len(self.stages)
        proof = LaterProof(found, self.weights, best.totals, [goal.row_key for goal in self.goals], known - 1)
        for n in range(known, len(self.goals)):
            decides = n < len(self.goals) - 1
            rows, branch = proof.of_stage(n) if decides else ({}, None)
            self._add(self.goals[n], best.totals[n], rows, branch=branch)
        return Solved(self._values(self.openings.pair[best.held[best.held >= 0]]), tuple(self.stages))

    def _values(self, pairs: Ints) -> Floats:
        values = np.zeros(len(self.openings.pair))
        values[pairs] = 1.0
        return values


def _most_placed(openings: Openings) -> tuple[int, dict[Key, int]]:
    """Return how many needs find a seat when nothing has a minimum, and the multipliers that prove it."""
    indptr, order = openings.by_need
    nobody, none = np.zeros(openings.n_needs, dtype=np.bool_), np.zeros(openings.n_places, dtype=np.bool_)
    one = np.ones(len(order), dtype=np.int64)
    place = openings.place_of[order]
    pair_of, price, surplus = best_assignment(indptr, place, one, openings.offers.capacity, nobody, none)
    charged = zip(openings.need_row + openings.seats_row, [*surplus.tolist(), *price.tolist()], strict=True)
    return int((pair_of >= 0).sum()), {key: m * SCALE for key, m in charged if m}
