"""Branching: every set of open places that is as good as any, by depth-first search under exact bounds.

At each node the charges of the needs are improved a little; places that no matching as good as the best can have
otherwise are settled; the place about which the charges hesitate most is tried both ways (Geoffrion 1974; Fisher 1981).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from matcher.lists import Ints
from matcher.solvers.descent import UNIT, Descent, State, Task, first_charges, spread, whole_state
from matcher.solvers.opened import Filled, fill
from matcher.solvers.openings import Bools, Openings

ROOT_STEPS = 1000
NODE_STEPS = 40
STEPS_TO_FILL = 40
STEPS_TO_SETTLE = 10
FEWEST_STEPS = 200
LITTLE = 0.03
"""At the root, steps between two fillings that close less than this share of the gap are the last."""

FIRST_GAP = 0.001
"""Where no matching is known yet, aim this share below the bound."""

FIRST_GUESS = 10
"""Pairs that cost more than this part of the values' spread are left out while no matching is known."""

HALF = 0.5
WIDER = 4
MOST_SETS = 16
"""More sets of open places than this are not followed."""


Heard = Callable[[int | None, int], None]
"""Told the best total so far, None while nothing is known, and what bounds every other."""


@dataclass(slots=True, eq=False)
class Node:
    """What was shown at a node of the search: the ``charge`` (n_needs,, 1 / UNIT) that bounds it.

    Then comes what is left when that settles some places (``then``), or a place tried both ways (``shut``, ``open``),
    or, with nothing left to decide, just what opens (``leaf``, n_places).
    """

    charge: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    then: "Node | None" = None
    place: int | None = None
    shut: "Node | None" = None
    open: "Node | None" = None
    leaf: Bools | None = None


@dataclass(slots=True, eq=False)
class Search:
    """A search for the best sets of open places, where it stands.

    ``task`` is cut to the offers that a matching worth keeping may take, once one is known: the ``kept`` ones of the
    ``whole``. ``ties`` asks for every best set, not just one. ``total`` is the best so far, None while nothing is
    known; ``best`` holds the sets that attain it, ``held`` the model's pairs of one such matching. ``charge``
    (n_needs,) is the root's, in 1 / UNIT; ``first`` is the node below it. ``open_bound`` (1 / UNIT) bounds whatever
    was not looked at, None when nothing was left out.
    """

    task: Task
    ties: bool
    ended: Callable[[], bool]
    heard: Heard
    whole: Openings
    kept: Bools
    total: int | None = None
    best: dict[bytes, Bools] = field(default_factory=dict)
    held: Ints | None = None
    tried: set[bytes] = field(default_factory=set)
    charge: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    first: Node = field(default_factory=Node)
    open_bound: int | None = None
    n_nodes: int = 0
    guess: int = 0

    @property
    def sets(self) -> list[Bools]:
        """Return the best sets of open places known."""
        return list(self.best.values())

    @property
    def keep(self) -> int | None:
        """Return the least bound (1 / UNIT) that is worth following."""
        return None if self.total is None else (self.total if self.ties else self.total + 1) * UNIT

    @property
    def too_many(self) -> bool:
        """Return whether more sets are equally good than are followed."""
        return len(self.best) > MOST_SETS

    def attempt(self, descent: Descent) -> None:
        """Fill what must open and what pays, unless it has been tried.

        Only pairs that a matching worth keeping may take are looked at; while none is known, a guess of them.
        """
        state, keep = descent.state, self.keep
        opened = state.must | (state.may & (descent.earned > 0))
        if opened.tobytes() in self.tried:
            return None
        if not len(state.undecided) and keep is None:
            return self.admit(opened)
        among = descent.within(self.guess if keep is None else descent.least - keep)
        filled = _filled(self.task, opened, among, strict=not len(state.undecided))
        self._note(opened, filled)
        if keep is not None:
            self.tried.add(opened.tobytes())
        elif filled is None:
            self.guess *= WIDER
        return None

    def admit(self, opened: Bools) -> None:
        """Fill just these places, with any pairs."""
        self.tried.add(opened.tobytes())
        self._note(opened, _filled(self.task, opened, None, strict=True))

    def _note(self, opened: Bools, filled: tuple[Filled, int] | None) -> None:
        if filled is None:
            return
        found, total = filled
        if self.total is None or total > self.total:
            self.total, self.best = total, {}
            self.held = self.task.openings.pair[found.held[found.held >= 0]]
        if total == self.total:
            self.best[opened.tobytes()] = opened

    def aim(self, bound: int) -> int:
        """Return where steps should go."""
        return bound - int(FIRST_GAP * abs(bound)) if self.total is None else self.total * UNIT


def search(
    task: Task,
    *,
    ties: bool,
    ended: Callable[[], bool],
    heard: Heard = lambda _total, _bound: None,
    known: Sequence[Bools] = (),
    or_give_up: bool = False,
) -> Search:
    """Search all sets of open places; ``ended`` may stop it early.

    1. Improve the root's charges, filling what pays every so often; 2. branch depth-first. ``known`` sets are filled
    before anything else; ``heard`` is told the best total and the bound as they change. With ``or_give_up`` there is no
    branching when the root finds no matching at all.
    """
    everything = np.ones(len(task.value), dtype=np.bool_)
    guess = spread(task.value) * UNIT // FIRST_GUESS
    found = Search(task, ties, ended, heard, whole=task.openings, kept=everything, guess=guess)
    for opened in known:
        found.admit(opened)
    root = _root(found)
    found.charge = root.best
    stack = [_Waiting(found.first, root.state, root.best, root.least)]
    if found.total is None and or_give_up:
        found.open_bound = root.least
        return found
    if found.keep is not None:
        found.kept = root.within(root.least - found.keep)
        found.task = task.only(found.kept)
    while stack and not found.too_many:
        if ended():
            found.open_bound = max(waiting.bound for waiting in stack)
            break
        heard(found.total, max(waiting.bound for waiting in stack) // UNIT)
        waiting = stack.pop()
        waiting.node.charge = waiting.charge
        if found.keep is None or waiting.bound >= found.keep:
            found.n_nodes += 1
            stack += _looked_at(found, waiting)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """A node to be looked at, with the charges and the bound (1 / UNIT) of the one above it."""

    node: Node
    state: State
    charge: Ints
    bound: int


def _root(found: Search) -> Descent:
    task = found.task
    descent = Descent(task, whole_state(task.openings), first_charges(task))
    before = 1 << 62
    for step in range(1, ROOT_STEPS + 1):
        descent.step(found.aim(descent.least))
        if step % STEPS_TO_FILL == 0:
            found.attempt(descent)
            found.heard(found.total, descent.least // UNIT)
            gained, before = before - descent.least, descent.least
            if _closed(found, descent) or found.ended():
                break
            gap = descent.least - (found.total or 0) * UNIT
            if step >= FEWEST_STEPS and found.total is not None and gained < LITTLE * gap:
                break
    if found.total is None:
        found.admit(descent.state.must)
    return descent


def _closed(found: Search, descent: Descent) -> bool:
    return found.keep is not None and descent.least < found.keep


def _looked_at(found: Search, waiting: _Waiting) -> list[_Waiting]:
    """Return the two nodes below a node, the likelier one last, or none where the node is done with."""
    descent, node = Descent(found.task, waiting.state, waiting.charge), waiting.node
    for step in range(1, NODE_STEPS + 1):
        descent.step(found.aim(descent.least))
        node.charge = descent.best
        if _closed(found, descent):
            return []
        if step % STEPS_TO_SETTLE == 0 and found.keep is not None and descent.narrow(descent.least - found.keep):
            node.then = node = Node()
            if not len(descent.state.undecided):
                break
    found.attempt(descent)
    node.charge = descent.best
    if not len(descent.state.undecided):
        node.leaf = descent.state.must
        return []
    return [] if _closed(found, descent) else _both(descent, node)


def _both(descent: Descent, node: Node) -> list[_Waiting]:
    """Return the nodes with the place open and shut about which the charges hesitate most, the likelier one last."""
    undecided = descent.state.undecided
    place = undecided[[int(np.argmin(np.abs(descent.taste[undecided] - HALF)))]]
    node.place, node.shut, node.open = int(place[0]), Node(), Node()
    shut = _Waiting(node.shut, descent.state.settle(undecided[:0], place), descent.best, descent.least)
    opened = _Waiting(node.open, descent.state.settle(place, undecided[:0]), descent.best, descent.least)
    return [opened, shut] if descent.taste[place[0]] < HALF else [shut, opened]


def _filled(task: Task, opened: Bools, among: Bools | None, *, strict: bool) -> tuple[Filled, int] | None:
    """Return the best matching when just these places open, and its total; None where too few are placed.

    Being placed at ``depth`` decides in one go nearly always; where it does not, and only if ``strict``, placing comes
    first and the value second.
    """
    found = fill(task.openings, opened, [task.value + task.depth], among)
    if found is None:
        return None
    n_placed = int((found.held >= 0).sum())
    if task.n_placed is None or n_placed == task.n_placed:
        return found, found.totals[0] - task.depth * n_placed
    if not strict:
        return None
    found = fill(task.openings, opened, [np.ones_like(task.value), task.value], among)
    return (found, found.totals[1]) if found is not None and found.totals[0] == task.n_placed else None
