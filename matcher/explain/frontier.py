"""Frontier: how much of one level must be given up for more of another, exactly.

The method of constraints (Haimes, Lasdon and Wismer 1971), in whole units: (1) maximise one level, then the other;
(2) ask for one unit more of the other than the last point has, and repeat until the other's own best is reached. Each
point is the best of either level for its share of the other, so none is dominated, and no point in between is missed.
Levels that the policy puts before both hold what they reach, less what they may give up.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matcher.conflicts import conflicts
from matcher.constraints.goals import Goal
from matcher.explain.axes import Axis, axes_of, levels_before
from matcher.explain.sweep import Sweep, Swept
from matcher.judge import Case
from matcher.policy import Level, Mechanism, Policy
from matcher.quantities import Quantities, quantities_of
from matcher.rounds import Round
from matcher.solve import find, refuse, refuse_large

POINTS = 20
"""How many points are sought unless more are asked for."""


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """Both values in natural units and what share of its best either gives up (None of nothing); always proved."""

    values: tuple[float, float]
    given_up: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Frontier:
    """The points from the best of the first axis to the best of the second.

    ``complete``: these are all; else they are spread over the whole frontier, or time ran out (``in_time``). ``now`` is
    where the policy's own matching stands, None where it has none, ``on_frontier`` whether that is one of the best.
    ``kept`` are the levels held at what they reach.
    """

    axes: tuple[Axis, Axis]
    kept: tuple[Level, ...]
    points: tuple[FrontierPoint, ...]
    complete: bool
    in_time: bool
    now: tuple[float, float] | None = None
    on_frontier: bool = False


def frontier(round_: Round, names: Sequence[str], policy: Policy | None = None, points: int = POINTS) -> Frontier:
    """Return the frontier of two axes, at most ``points`` (>= 2) of it.

    The policy's time limit holds for the whole sweep. Raises PolicyError for axes that are unknown or lack data.
    """
    policy = policy or round_.policy
    axes = axes_of(names, policy)
    kept = levels_before(axes, policy)
    rules = replace(policy, mechanism=Mechanism.OPTIMAL, objectives=(*kept, *(axis.level for axis in axes)))
    refuse(round_, rules)
    quantities = quantities_of(round_, rules)
    refuse_large(quantities)
    sweep = Sweep(quantities, axes)
    swept = sweep.run(max(2, points))
    found = Frontier(axes, kept, tuple(_points(sweep, swept)), swept.complete, sweep.in_time)
    return _marked(found, quantities, policy)


def _points(sweep: Sweep, swept: Swept) -> Iterator[FrontierPoint]:
    """Yield points in natural units, with the share that each gives up of the best of either axis."""
    for point in swept.points:
        best = swept.points[0][0], swept.points[-1][1]
        first, second = (share(sweep.goals[n], best[n], point[n]) for n in (0, 1))
        yield FrontierPoint((sweep.natural(0, point), sweep.natural(1, point)), (first, second))


def _marked(found: Frontier, quantities: Quantities, policy: Policy) -> Frontier:
    """Return the frontier with the place of the policy's own matching."""
    refuse(quantities.round, policy)
    own = replace(quantities, policy=policy)
    matching = None if conflicts(own) else find(own, draw=False).matching
    if matching is None:
        return found
    case = Case(quantities, matching)
    now = (found.axes[0].value(case), found.axes[1].value(case))
    return replace(found, now=now, on_frontier=any(point.values == now for point in found.points))


def share(goal: Goal, best: int, total: int) -> float | None:
    """Return what share of the best is given up, rounded up to 1e-6, so that a policy may give up as much."""
    if total == best:
        return 0.0
    whole = abs(best - goal.origin)
    return math.ceil((best - total) * 10**6 / whole) / 10**6 if whole else None
