"""The frontier of moves: what the policy's levels reach with so many moves against an earlier plan."""

from dataclasses import dataclass, replace

from matcher.explain.again import best_values
from matcher.explain.standing import Values
from matcher.policy import Level, LevelName, Policy
from matcher.rounds import Round

CHANGES = Level(LevelName.CHANGES)
POINTS = 8
"""How many points are sought unless more are asked for."""


@dataclass(frozen=True, slots=True)
class MovesPoint:
    """The best values of the policy's levels that so many moves allow, proved; no fewer moves reach them."""

    moves: int
    values: Values


def without_changes(policy: Policy) -> tuple[Level, ...]:
    """Return the policy's levels but the one that counts changes."""
    return tuple(level for level in policy.objectives if level.name != LevelName.CHANGES)


def moves_frontier(round_: Round, policy: Policy, gone: int, points: int = POINTS) -> tuple[MovesPoint, ...]:
    """Return what more moves buy: points from the fewest moves of any feasible matching to as many as are any use.

    At each point the policy's levels (``changes`` aside) are the best that so many moves allow, level after level, and
    reached by no fewer. There are at most ``points`` of them, evenly spread where there are more; what is not proved
    within the policy's limits is left out. Empty where nothing of the earlier plan is left, or no matching is feasible.
    """
    if not round_.placements:
        return ()
    others = without_changes(policy)
    least = _point(round_, replace(policy, max_changes=None, objectives=(CHANGES, *others)), gone)
    most = _point(round_, replace(policy, max_changes=None, objectives=(*others, CHANGES)), gone)
    found = {p.moves: p for p in (least, most) if p is not None}
    if least is None or most is None:
        return tuple(found.values())
    reached = most.moves
    for budget in reversed(_spread(least.moves, most.moves, points)):
        if least.moves < budget < reached:
            rules = replace(policy, max_changes=budget - gone, objectives=(*others, CHANGES))
            point = _point(round_, rules, gone)
            if point is not None:
                found[point.moves] = point
                reached = point.moves
    return tuple(found[k] for k in sorted(found))


def _spread(least: int, most: int, points: int) -> list[int]:
    """Return numbers strictly between two, at most two fewer than ``points``, evenly spread."""
    between = most - least - 1
    wanted = min(between, max(0, points - 2))
    return sorted({least + round(n * (between + 1) / (wanted + 1)) for n in range(1, wanted + 1)})


def _point(round_: Round, rules: Policy, gone: int) -> MovesPoint | None:
    tried = best_values(round_, rules)
    if tried is None or tried.values is None:
        return None
    pairs = list(zip(rules.objectives, tried.values, strict=True))
    moves = next(value for level, value in pairs if level.name == LevelName.CHANGES)
    values = tuple(value for level, value in pairs if level.name != LevelName.CHANGES)
    return MovesPoint(gone + (moves if isinstance(moves, int) else 0), values)
