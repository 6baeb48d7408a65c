"""The proof of a search over openings: multipliers of the model's rows for every node, for the judge to go through."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from matcher.constraints.row import Key
from matcher.lists import Ints
from matcher.matching import Branch
from matcher.solvers.branching import Node, Search
from matcher.solvers.descent import UNIT, Descent, State, Task
from matcher.solvers.opened import Filled, fill
from matcher.solvers.openings import Bools, Openings, multipliers_of

SCALE = 2**30
MOST_ROWS = 300_000
"""A proof with more multipliers than this is not written down; the level is certified with its gap then."""

MOST_NODES = 200
DEAD_END_STEPS = 1000


def charged_rows(task: Task, openings: Openings, value: Ints, charge: Ints, level_key: Key) -> dict[Key, int]:
    """Return charges (1 / UNIT) as multipliers of the rows; being placed is charged to the row of its level."""
    rows = multipliers_of(openings, (value + task.depth) * SCALE, charge * (SCALE // UNIT))
    return {**rows, level_key: -task.depth * SCALE} if task.depth else rows


def branch_of(found: Search, level_key: Key) -> Branch | None:
    """Return what a search that was not cut short went through, or None where that is too long to write down."""
    task = found.task

    def rows_at(node: Node) -> dict[Key, int]:
        return charged_rows(task, task.openings, task.value, _charge(found, node), level_key)

    return _branch(found, found.first, rows_at) if _is_short(found) else None


def _is_short(found: Search, n_stages: int = 1) -> bool:
    n_nodes = sum(1 for _ in _nodes(found.first))
    return n_nodes <= MOST_NODES and 2 * found.task.openings.n_needs * n_nodes * n_stages <= MOST_ROWS


def _nodes(node: Node | None) -> Iterator[Node]:
    if node is not None:
        yield node
        for below in (node.then, node.shut, node.open):
            yield from _nodes(below)


def _branch(found: Search, node: Node, rows_at: Callable[[Node], dict[Key, int]]) -> Branch:
    below = [None if n is None else _branch(found, n, rows_at) for n in (node.then, node.shut, node.open)]
    return Branch(
        rows=rows_at(node),
        then=below[0],
        column=None if node.place is None else found.task.openings.column[node.place],
        shut=below[1],
        open=below[2],
    )


def _charge(found: Search, node: Node) -> Ints:
    """Return a node's charges; where nothing is left to decide, those that prove the best that can be had there."""
    task = found.task
    if node.leaf is None:
        return node.charge
    filled = fill(task.openings, node.leaf, [task.value + task.depth])
    return dead_end(found, node) if filled is None else np.asarray(filled.surpluses[0] * UNIT, dtype=np.int64)


def dead_end(found: Search, node: Node) -> Ints:
    """Return charges that show that places which open together cannot all be filled: their bound falls without end."""
    leaf, total = node.leaf, found.total
    if leaf is None or total is None:
        return node.charge
    descent = Descent(found.task, State(leaf, leaf), node.charge)
    for _ in range(DEAD_END_STEPS):
        descent.step(total * UNIT)
        if descent.least < total * UNIT:
            break
    return descent.best


class LaterProof:
    """The proof of the stages after the one that was searched: the same search, with that stage weighted so high that
    whatever it excludes stays excluded, and where it ends at open places, the prices of all stages weighted in order.

    ``weights`` (by stage, of all offers) and ``totals`` are those of the answer; ``keys`` are the stages' level rows.
    """

    def __init__(
        self, found: Search, weights: Sequence[Ints], totals: Sequence[int], keys: Sequence[Key], searched: int
    ) -> None:
        self.found, self.totals, self.keys, self.searched = found, totals, keys, searched
        self.whole = found.whole
        self.weights = list(weights)
        self.cut = [weight[found.kept] for weight in weights]
        self.filled: dict[int, Filled | None] = {}
        self.written = _is_short(found, len(weights))

    def of_stage(self, stage: int) -> tuple[dict[Key, int], Branch | None]:
        """Return the multipliers and the search that prove a stage, none where they are too long to write down."""
        if not self.written:
            return {}, None
        rows = self._excluding(stage, self.whole, self.weights, self.found.charge)
        return rows, _branch(self.found, self.found.first, lambda node: self._rows_at(stage, node))

    def _rows_at(self, stage: int, node: Node) -> dict[Key, int]:
        openings = self.found.task.openings
        filled = None if node.leaf is None else self._filled(node.leaf)
        if filled is not None:
            return self._in_order(stage, filled)
        charge = node.charge if node.leaf is None else dead_end(self.found, node)
        return self._excluding(stage, openings, self.cut, charge)

    def _filled(self, opened: Bools) -> Filled | None:
        key = hash(opened.tobytes())
        if key not in self.filled:
            self.filled[key] = fill(self.found.task.openings, opened, self.cut)
        return self.filled[key]

    def _excluding(self, stage: int, openings: Openings, weights: Sequence[Ints], charge: Ints) -> dict[Key, int]:
        """Return multipliers under which what misses the searched stage's total, by however little, misses this one's.

        A matching is worth at most ``most`` at this stage; one step of charges below the total must outweigh that.
        """
        task = self.found.task
        own = weights[stage].astype(np.object_)
        most = max(0, int(weights[stage].max(initial=0))) * int(openings.offers.capacity.sum())
        least = max(0, -int(weights[stage].min(initial=0))) * int(openings.offers.capacity.sum())
        factor = UNIT * (2 * most + 2 * least + abs(self.totals[stage]) + 1)
        value = (own + factor * (weights[self.searched].astype(np.object_) + task.depth)) * SCALE
        rows = multipliers_of(openings, value, charge.astype(np.object_) * (factor * SCALE // UNIT))
        rows[self.keys[self.searched]] = -factor * SCALE
        if task.depth:
            rows[self.keys[0]] = -factor * task.depth * SCALE
        return rows

    def _in_order(self, stage: int, filled: Filled) -> dict[Key, int]:
        """Return the prices of all stages up to this one, each weighted so that none after it can outweigh it."""
        value, charge, price = (_big(a[stage]) for a in (self.cut, filled.surpluses, filled.prices))
        off = abs(filled.totals[stage] - self.totals[stage])
        rows: dict[Key, int] = {}
        for n in range(stage - 1, -1, -1):
            factor = 1 + off + sum(int(np.abs(a).max(initial=0)) for a in (value, charge, price))
            value = value + factor * _big(self.cut[n])
            charge = charge + factor * _big(filled.surpluses[n])
            price = price + factor * _big(filled.prices[n])
            off += factor * abs(filled.totals[n] - self.totals[n])
            rows[self.keys[n]] = -factor * SCALE
        return {**multipliers_of(self.found.task.openings, value * SCALE, charge * SCALE), **rows}


def _big(numbers: Ints) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    return numbers.astype(np.object_)
