"""Axes: the single numbers that a frontier is drawn over, each a goal of the program and a measure of a matching."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.constraints import Column, Setting
from matcher.constraints.goals import Goal, goals
from matcher.errors import PolicyError, Problem
from matcher.judge import Case
from matcher.levels import natural
from matcher.matching import LevelValue
from matcher.measures import measure
from matcher.policy import Level, LevelName, Measure, Policy

FIRST_CHOICE, FIRST_TIER, RANK_SUM = "first-choice", "first-tier", "rank-sum"
SUMS = (
    *(LevelName.PLACED, LevelName.AGREEMENTS, LevelName.EMPLOYMENT, LevelName.UTILITY, LevelName.PRIORITY),
    *(LevelName.DISTANCE, LevelName.COST, LevelName.CHANGES),
)
PARTS = {
    FIRST_CHOICE: Level(LevelName.PREFERENCE, measure=Measure.RANK_MAXIMAL),
    FIRST_TIER: Level(LevelName.TIER),
    RANK_SUM: Level(LevelName.PREFERENCE, measure=Measure.RANK_SUM),
}
"""Axes that are one number of a level: how many have their first choice, are in tier 1; the sum of ranks."""
NAMES = (*map(str, SUMS), *PARTS, str(LevelName.BALANCE))


@dataclass(frozen=True, slots=True)
class Axis:
    """A number to be had much (or little) of; ``level`` is the level whose number, or part of a number, it is."""

    name: str
    level: Level

    def value(self, case: Case) -> float:
        """Return the number of a matching, in natural units."""
        return _only(measure(self.level, case.ledger))

    def goal(self, setting: Setting, columns: list[Column], n: int) -> Goal:
        """Return the goal that maximises it, as the level number ``n`` of the setting's policy."""
        quantities = setting.quantities
        if self.name in (FIRST_CHOICE, FIRST_TIER):
            counted = quantities.rank if self.name == FIRST_CHOICE else quantities.tier
            return Goal(n, self.name, (counted == 1).astype(np.int64))
        (own,) = (goal for goal in goals(setting, columns) if goal.level == n)
        return replace(own, give_up=0.0)

    def natural(self, goal: Goal, total: int, setting: Setting) -> float:
        """Return the number in natural units from the goal's total."""
        if self.name in (FIRST_CHOICE, FIRST_TIER):
            return total
        return _only(natural(self.level, [goal.name], [total], setting.quantities))


def _only(value: LevelValue) -> float:
    """Return a level's number, of a profile the first."""
    return (value[0] if value else 0) if isinstance(value, tuple) else value


def axes_of(names: Sequence[str], policy: Policy) -> tuple[Axis, Axis]:
    """Return two axes by name. Raises PolicyError unless two different ones are named that the policy can serve."""
    known = [name for name in NAMES if name != LevelName.BALANCE or _named(policy, LevelName.BALANCE)]
    wrong = [name for name in names if name not in known]
    if wrong or len(set(names)) != 2:
        values = {"name": ", ".join(wrong or names), "known": ", ".join(known)}
        raise PolicyError([Problem("--levels", "unknown-axis", values=values)])
    first, second = (_axis(name, policy) for name in names)
    return first, second


def _axis(name: str, policy: Policy) -> Axis:
    if name in PARTS:
        return Axis(name, PARTS[name])
    if name == LevelName.BALANCE:
        return Axis(name, replace(_named(policy, LevelName.BALANCE)[0], give_up=0.0))
    return Axis(name, Level(LevelName(name)))


def _named(policy: Policy, name: LevelName) -> list[Level]:
    return [level for level in policy.objectives if level.name == name]


def levels_before(axes: Iterable[Axis], policy: Policy) -> tuple[Level, ...]:
    """Return the policy's levels that stand before both axes; one it does not name stands after its first level."""
    names = [level.name for level in policy.objectives]
    at = [names.index(axis.level.name) if axis.level.name in names else min(1, len(names)) for axis in axes]
    return policy.objectives[: min(at)]
