"""Telling: what methods say of totals of stages, passed on as values of levels, now and then."""

from dataclasses import replace
from time import perf_counter

from matcher.levels import natural
from matcher.policy import LevelName, Measure
from matcher.progress import Listener, Progress
from matcher.quantities import Quantities

SECONDS = 0.1
"""How often what changes within a level is told at most."""


class Teller:
    """Passes on what a method tells: each level as it begins, and what is new of it every so often."""

    def __init__(self, quantities: Quantities, listener: Listener) -> None:
        self.quantities, self.listener = quantities, listener
        self._last = Progress("solve")
        self._next = 0.0

    def __call__(self, level: int, total: int | None, bound: int | None) -> None:
        """Tell of a level by its place in the policy; what comes before or after all levels is not told."""
        objectives = self.quantities.policy.objectives
        if not 0 <= level < len(objectives):
            return
        is_new = self._last.number != level + 1
        if not is_new and perf_counter() < self._next:
            return
        one = objectives[level]
        now = Progress("solve", str(one.name), one.measure and str(one.measure), level + 1, len(objectives))
        if total is not None:
            now = replace(now, best=self._value(level, total))
        if bound is not None:
            now = replace(now, bound=self._value(level, bound if total is None else max(bound, total)))
        if now != self._last:
            self._last, self._next = now, perf_counter() + SECONDS
            self.listener(now)

    def _value(self, level: int, total: int) -> float | None:
        one = self.quantities.policy.objectives[level]
        is_profile = one.name == LevelName.PREFERENCE and one.measure != Measure.RANK_SUM
        if is_profile or one.name == LevelName.TIER:
            return None
        value = natural(one, [str(one.name)], [total], self.quantities)
        return None if isinstance(value, tuple) else value
