"""Ties: the best weakly stable matching, level by level, where stability is the only condition beyond seats.

With ties, stable matchings differ in size, and finding a largest one is NP-hard (Manlove et al. 2002). But once it is
decided for every place from which tier on it is full, they are assignments that place some for certain and fill some
places, which are quick to solve exactly; and few places leave it open. So:

1. Pairs in no stable matching go, and what is left falls apart into parts (:mod:`matcher.solvers.reduction`).
2. Trials find a good stable matching of each part (:mod:`matcher.solvers.trials`).
3. The best matching of a part, stable or not, bounds it at all levels at once, compared in their order. While that is
   more than the best stable matching known, the case is cut in two at a place where it is not stable
   (:mod:`matcher.solvers.cases`), the most promising case first (Land and Doig 1960).
"""

from collections.abc import Sequence
from heapq import heappop, heappush
from time import perf_counter

import numpy as np
import numpy.typing as npt

from matcher.constraints.goals import Goal
from matcher.lists import Ints
from matcher.progress import Tell, silent
from matcher.solvers.cases import Assumed, Totals, everything, halves
from matcher.solvers.reduction import parts
from matcher.solvers.stages import Bounded, Solved
from matcher.solvers.tied import Tied
from matcher.solvers.trials import best_trial
from matcher.stopping import Stop, never


def solve_ties(
    tied: Tied | None, goals: Sequence[Goal], seconds: float, stop: Stop = never, tell: Tell = silent
) -> Solved:
    """Return the best stable matching of a reduced market, goal by goal; ``values`` has one entry an eligible pair.

    Goals count pairs only and give nothing up. None stands for a market without a stable matching.
    """
    if tied is None:
        return Solved(None, (), infeasible=True)
    deadline = perf_counter() + seconds
    searched = [Part(part, [goal.weight for goal in goals]) for part in parts(tied)]
    tell(goals[0].level, None, None)

    def ended() -> bool:
        if tell is not silent:
            _tell(goals, searched, tell)
        return perf_counter() >= deadline or stop()

    for part in searched:
        part.search(ended)
    if any(part.pair_of is None for part in searched):
        in_time = any(part.pair_of is None and part.is_done for part in searched)
        return Solved(None, (), infeasible=in_time, in_time=in_time)
    stages = _stages(goals, searched)
    return Solved(_values(searched, len(goals[0].weight)), stages, in_time=stages[-1].proved)


def _stages(goals: Sequence[Goal], searched: Sequence["Part"]) -> tuple[Bounded, ...]:
    """Return what the parts reached together of each goal, up to the first that is not proved."""
    stages: list[Bounded] = []
    for n, goal in enumerate(goals):
        total, limit = sum(part.totals[n] for part in searched), sum(part.limit[n] for part in searched)
        stages.append(Bounded(goal, total, limit, total == limit, {}))
        if total < limit:
            break
    return tuple(stages)


def _tell(goals: Sequence[Goal], searched: Sequence["Part"], tell: Tell) -> None:
    """Tell of the first goal that is not proved, once something is known of every part."""
    if all(part.totals for part in searched):
        last = _stages(goals, searched)[-1]
        tell(last.goal.level, last.total, last.bound)


def _values(searched: Sequence["Part"], n_pairs: int) -> npt.NDArray[np.float64]:
    values = np.zeros(n_pairs)
    for part in searched:
        if part.pair_of is not None:
            values[part.tied.pair[part.pair_of[part.pair_of >= 0]]] = 1.0
    return values


class Part:
    """A part of a market with the best stable matching known: ``pair_of`` (n_needs,) and its ``totals``."""

    def __init__(self, tied: Tied, goals: Sequence[Ints]) -> None:
        self.tied = tied
        self.weights = [goal[tied.pair] for goal in goals]
        self.pair_of: Ints | None = None
        self.totals: Totals = ()
        self._open: list[tuple[Totals, int, Assumed]] = []
        self._number = 0

    @property
    def is_done(self) -> bool:
        """Return whether nothing is left that could be better."""
        return not self._open or self.limit <= self.totals

    @property
    def limit(self) -> Totals:
        """Return what no stable matching exceeds, compared goal by goal."""
        return max(self.totals, tuple(-t for t in self._open[0][0])) if self._open else self.totals

    def search(self, ended: Stop) -> None:
        """Look for the best stable matching until it is proved or the search is to end."""
        whole = everything(self.tied, self.weights)
        if whole is None:
            return
        self._note(whole)
        if not self.is_done:
            self._try(whole.totals[0])
        while not self.is_done and not ended():
            for case in halves(self.tied, self.weights, heappop(self._open)[-1], self.totals):
                self._note(case)

    def _note(self, case: Assumed) -> None:
        """Take a stable matching; keep a case open whose best is not stable."""
        if case.is_stable:
            self._take(case.pair_of)
        else:
            self._number += 1
            heappush(self._open, (tuple(-t for t in case.totals), self._number, case))

    def _try(self, enough: int) -> None:
        tried = best_trial(self.tied, self.weights[0], enough)
        if tried is not None:
            self._take(tried)

    def _take(self, pair_of: Ints) -> None:
        held = pair_of[pair_of >= 0]
        totals = tuple(int(weight[held].sum()) for weight in self.weights)
        if totals > self.totals:
            self.pair_of, self.totals = pair_of, totals
