"""Scout: near-optimal values and multipliers of a model's first goals, found before HiGHS looks at it.

So far for openings alone; any other model gets none.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.constraints.goals import Goal
from matcher.constraints.row import Key
from matcher.kernels.assignment import best_assignment
from matcher.lists import Ints
from matcher.solvers.descent import Descent, Task, by_need, descend
from matcher.solvers.openings import Openings, multipliers_of

MOST_SPREAD = 2**24
"""Charges in 1 / 2**30 stay exact in 64 bits up to here."""


@dataclass(frozen=True, slots=True, eq=False)
class Scouted:
    """``held`` (n_needs,) names offers that obey every row; ``multipliers`` (by row, whole) bound the goal."""

    held: Ints
    multipliers: Mapping[Key, int]


def scouted(openings: Openings, goals: Sequence[Goal], scale: int, ended: Callable[[], bool]) -> list[Scouted]:
    """Return what is known beforehand of the first goals, in their order; nothing where nothing is.

    Multipliers are in 1 / ``scale``.
    """
    if not goals:
        return []
    places_first = bool((goals[0].weight == 1).all())
    aim = goals[1] if places_first and len(goals) > 1 else goals[0]
    if any(goal.columns or goal.give_up for goal in (goals[0], aim)):
        return []
    most = _most_placed(openings) if places_first else None
    weight = aim.weight[openings.pair]
    task = Task(openings, weight // max(1, int(np.gcd.reduce(weight))), None if most is None else most.n_placed)
    if task.spread > MOST_SPREAD:
        return []
    descent = descend(task, ended)
    if descent.held is None:
        return []
    found = Scouted(descent.held, _multipliers(task, descent, goals[0].row_key, scale))
    if most is None:
        return [found]
    first = Scouted(descent.held, {key: m * scale for key, m in most.multipliers.items()})
    return [first, found] if aim is not goals[0] else [first]


@dataclass(frozen=True, slots=True, eq=False)
class _Most:
    n_placed: int
    multipliers: Mapping[Key, int]


def _most_placed(openings: Openings) -> _Most:
    """Return the most needs that find a seat when nothing has a minimum, with multipliers 0 and 1 that prove it."""
    indptr, order = by_need(openings)
    one = np.ones(len(order), dtype=np.int64)
    must_fill = np.zeros(openings.n_places, dtype=np.bool_)
    pair_of, price, surplus = best_assignment(
        indptr, openings.place_of[order], one, openings.offers.capacity, np.zeros_like(openings.fixed), must_fill
    )
    charged = zip(openings.need_row + openings.seats_row, [*surplus.tolist(), *price.tolist()], strict=True)
    return _Most(int((pair_of >= 0).sum()), {key: m for key, m in charged if m})


def _multipliers(task: Task, descent: Descent, level_key: Key, scale: int) -> dict[Key, int]:
    """Return the charges as multipliers of the rows; what being placed is worth is charged to the level's row."""
    charge: Ints = np.rint(descent.charge * scale).astype(np.int64)
    found = multipliers_of(task.openings, (task.value + task.depth) * scale, charge)
    return {**found, level_key: -task.depth * scale} if task.depth else found
