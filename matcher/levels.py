"""Levels: what each objective counts, one function a level, as stages of whole numbers over the eligible pairs.

A level is one stage (maximise a sum of weights over the matched pairs) or, for rank profiles and tiers, several stages
strictly in order. Solvers maximise stages and the judge checks them; :mod:`matcher.measures` recomputes the value of
a level from the matching in words and natural units.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import numpy as np

from matcher.lists import Ints
from matcher.matching import LevelValue
from matcher.policy import Level, LevelName, Measure
from matcher.quantities import KOPECKS, METRES, MICRO, Quantities

Named = tuple[str, Ints]


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """Maximise the sum of ``weight`` (int64, shape (n_pairs,)); ``level`` is the level's place in the policy."""

    level: int
    name: str
    weight: Ints


def stages(quantities: Quantities) -> list[Stage]:
    """Return every stage of the policy's levels, in the order in which they bind."""
    return [
        Stage(n, name, weight)
        for n, level in enumerate(quantities.policy.objectives)
        for name, weight in stages_of(level, quantities)
    ]


def stages_of(level: Level, quantities: Quantities) -> list[Named]:
    """Return the named stages of one level. Raises KeyError for a level that is no sum over pairs."""
    return LEVELS[level.name](level, quantities)


def placed(_: Level, quantities: Quantities) -> list[Named]:
    """Count the applicants placed (max)."""
    return [("placed", np.ones(len(quantities.eligibility.need_of), dtype=np.int64))]


def employment(_: Level, quantities: Quantities) -> list[Named]:
    """Sum the probabilities of employment, in 1e-6 (max)."""
    return [("employment", quantities.employment)]


def utility(_: Level, quantities: Quantities) -> list[Named]:
    """Sum the given utilities, in 1e-6 (max)."""
    return [("utility", quantities.utility)]


def preference(level: Level, quantities: Quantities) -> list[Named]:
    """Count ranks by the level's measure: their sum (min), or the profile from the best or from the worst rank."""
    rank = quantities.rank
    if level.measure == Measure.RANK_SUM:
        return [("rank-sum", -rank)]
    present = np.unique(rank).tolist()
    if level.measure == Measure.RANK_MAXIMAL:
        return [(f"rank-{r}", (rank == r).astype(np.int64)) for r in present]
    return [(f"rank-{r}", -(rank == r).astype(np.int64)) for r in reversed(present)]


def priority(_: Level, quantities: Quantities) -> list[Named]:
    """Sum the hosts' ranks (min)."""
    return [("priority", -quantities.priority)]


def distance(_: Level, quantities: Quantities) -> list[Named]:
    """Sum the metres (min)."""
    return [("distance", -quantities.metres)]


def cost(_: Level, quantities: Quantities) -> list[Named]:
    """Sum the kopecks (min)."""
    return [("cost", -quantities.kopecks)]


def changes(_: Level, quantities: Quantities) -> list[Named]:
    """Count earlier placements that stay (max), which is fewest moves."""
    return [("changes", quantities.kept.astype(np.int64))]


def tier(_: Level, quantities: Quantities) -> list[Named]:
    """Count the pairs of tier 1 (max), then of tier 2, …"""
    tiers = quantities.tier
    return [(f"tier-{t}", (tiers == t).astype(np.int64)) for t in np.unique(tiers[tiers > 0]).tolist()]


LEVELS: Mapping[LevelName, Callable[[Level, Quantities], list[Named]]] = {
    LevelName.PLACED: placed,
    LevelName.EMPLOYMENT: employment,
    LevelName.UTILITY: utility,
    LevelName.PREFERENCE: preference,
    LevelName.PRIORITY: priority,
    LevelName.DISTANCE: distance,
    LevelName.COST: cost,
    LevelName.CHANGES: changes,
    LevelName.TIER: tier,
}


UNITS: Mapping[LevelName, int] = {
    LevelName.EMPLOYMENT: MICRO,
    LevelName.UTILITY: MICRO,
    LevelName.DISTANCE: METRES,
    LevelName.COST: KOPECKS,
}


def natural(level: Level, names: Sequence[str], totals: Sequence[int], quantities: Quantities) -> LevelValue:
    """Return the level's value in natural units from its stages' totals (or bounds), stage by stage."""
    if level.name == LevelName.PREFERENCE and level.measure != Measure.RANK_SUM:
        sign = -1 if level.measure == Measure.GENEROUS else 1
        return _profile(names, [sign * t for t in totals], quantities.worst_rank + 1)
    if level.name == LevelName.TIER:
        return _profile(names, totals, quantities.worst_tier)
    if level.name == LevelName.CHANGES:
        return earlier_needs(quantities) - totals[0]
    total = -totals[0] if level.name in MINIMISED else totals[0]
    unit = unit_of(level)
    return total if unit == 1 else total / unit


def natural_change(level: Level, names: Sequence[str], changes: Sequence[int], quantities: Quantities) -> LevelValue:
    """Return by how much the level's value changes, in natural units, when its stages' totals change."""
    return -changes[0] if level.name == LevelName.CHANGES else natural(level, names, changes, quantities)


def difference(level: Level, later: LevelValue, now: LevelValue) -> LevelValue:
    """Return one value of a level less another, exact in the level's units; profiles entry by entry."""
    if isinstance(later, tuple) and isinstance(now, tuple):
        return tuple(a - b for a, b in zip(later, now, strict=True))
    one, other, unit = cast("float", later), cast("float", now), unit_of(level)
    return one - other if unit == 1 else (round(one * unit) - round(other * unit)) / unit


def goodness(level: str, measure: str | None, change: LevelValue) -> tuple[float, ...]:
    """Return a change of a level's value as numbers to compare by, the first that differs deciding: more is better."""
    if not isinstance(change, tuple):
        return (-change if level in MINIMISED | {LevelName.CHANGES} else change,)
    worst_first = level == LevelName.PREFERENCE and measure != Measure.RANK_MAXIMAL
    return tuple(-n for n in reversed(change)) if worst_first else change


def unit_of(level: Level) -> int:
    """Return how many whole units make one in the level's value."""
    if level.name == LevelName.BALANCE:
        return METRES if level.measure == "distance" else MICRO
    return UNITS.get(level.name, 1)


def natural_units(level: Level, value: float) -> int:
    """Return the total of a level of one stage from its value in natural units."""
    total = round(value * unit_of(level))
    return -total if level.name in MINIMISED else total


MINIMISED = frozenset({LevelName.PREFERENCE, LevelName.PRIORITY, LevelName.DISTANCE, LevelName.COST, LevelName.BALANCE})


def spendable(best: int, give_up: float) -> int:
    """Return how much of a level's best value (in whole units) later levels may spend: floor(share * abs(best)).

    The share is taken as it is written, so that 0.29 of 100 is 29.
    """
    return int(Fraction(repr(give_up)) * abs(best))


def _profile(names: Sequence[str], totals: Sequence[int], length: int) -> tuple[int, ...]:
    at = {int(name.rpartition("-")[2]): total for name, total in zip(names, totals, strict=True)}
    return tuple(at.get(k, 0) for k in range(1, length + 1))


def earlier_needs(quantities: Quantities) -> int:
    """Return how many needs had an earlier placement: the most that can move."""
    known = {(p.applicant_id, p.period_id) for p in quantities.round.placements}
    needs = quantities.eligibility.needs
    return sum((n.applicant_id, n.period_id) in known or (n.applicant_id, None) in known for n in needs)
