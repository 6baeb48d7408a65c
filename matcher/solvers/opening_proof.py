"""The proof of a search over openings: multipliers of the model's rows for every node, for the judge to go through."""

from collections.abc import Iterator

import numpy as np

from matcher.constraints.row import Key
from matcher.lists import Ints
from matcher.matching import Branch
from matcher.solvers.branching import Node, Search
from matcher.solvers.descent import UNIT, Task
from matcher.solvers.opened import fill
from matcher.solvers.openings import Openings, multipliers_of

SCALE = 2**30
MOST_ROWS = 300_000
"""A proof with more multipliers than this is not written down; the level is certified with its gap then."""

MOST_NODES = 200


def charged_rows(task: Task, openings: Openings, value: Ints, charge: Ints, level_key: Key) -> dict[Key, int]:
    """Return charges (1 / UNIT) as multipliers of the rows; being placed is charged to the row of its level."""
    rows = multipliers_of(openings, (value + task.depth) * SCALE, charge * (SCALE // UNIT))
    return {**rows, level_key: -task.depth * SCALE} if task.depth else rows


def branch_of(found: Search, level_key: Key) -> Branch | None:
    """Return what a search that was not cut short went through, or None where that is too long to write down."""
    nodes = list(_nodes(found.first))
    n_rows = 2 * found.task.openings.n_needs * len(nodes)
    return None if len(nodes) > MOST_NODES or n_rows > MOST_ROWS else _branch(found, found.first, level_key)


def _nodes(node: Node | None) -> Iterator[Node]:
    if node is not None:
        yield node
        for below in (node.then, node.shut, node.open):
            yield from _nodes(below)


def _branch(found: Search, node: Node, level_key: Key) -> Branch:
    task = found.task
    below = [None if n is None else _branch(found, n, level_key) for n in (node.then, node.shut, node.open)]
    return Branch(
        rows=charged_rows(task, task.openings, task.value, _charge(task, node), level_key),
        then=below[0],
        column=None if node.place is None else task.openings.column[node.place],
        shut=below[1],
        open=below[2],
    )


def _charge(task: Task, node: Node) -> Ints:
    """Return a node's charges; where nothing is left to decide, those that prove the best that can be had there."""
    if node.leaf is None:
        return node.charge
    filled = fill(task.openings, node.leaf, [task.value + task.depth])
    return node.charge if filled is None else np.asarray(filled.surplus * UNIT, dtype=np.int64)
