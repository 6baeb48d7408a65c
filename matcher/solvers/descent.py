"""Descent: charges of the needs under which no matching can be worth much more than one that was found.

Subgradient steps towards a known value (Held, Wolfe & Crowder 1974) along deflected directions (Camerini, Fratta &
Maffioli 1975); every so often what pays to open is opened and filled exactly. All limits count steps, not seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matcher.kernels.assignment import best_assignment
from matcher.kernels.openings import Gains, gains
from matcher.lists import Ints
from matcher.solvers.openings import NONE, Bools, Floats, Openings

N_STEPS = 1000
STEPS_TO_ROUND = 40
STEPS_TO_SHRINK = 15
SHRINK = 0.7
KEPT = 0.7
"""Share of the last direction that the next one keeps."""

LITTLE = 0.05
"""Steps between two fillings that close less than this share of the gap are the last."""

SMALL = 1e-6
"""A bound that is lower by less than this is no better."""

FIRST_GAP = 0.01
"""Where nothing is known yet, aim this share below the bound."""

DEEP = 20
"""Being placed counts this many times the spread of the values, opening the minimum's seats a seventh of that."""

MINIMUM_DEEP = 3


@dataclass(frozen=True, slots=True, eq=False)
class Descent:
    """``charge`` (n_needs,), the bound it gives, and the best matching found: ``held`` offers (n_needs,), or None."""

    charge: Floats
    bound: float
    held: Ints | None
    total: float


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """What to maximise over openings: ``value`` by offer (int64); ``n_placed`` of the needs must be placed, if given.

    Where a number is given, being placed is worth ``depth`` each, and totals are less ``depth`` times that number.
    """

    openings: Openings
    value: Ints
    n_placed: int | None

    @property
    def spread(self) -> int:
        """Return how far the values lie apart."""
        return int(self.value.max(initial=0)) - min(0, int(self.value.min(initial=0))) + 1

    @property
    def depth(self) -> int:
        """Return what being placed is worth besides its value."""
        return 0 if self.n_placed is None else DEEP * self.spread

    @property
    def constant(self) -> int:
        """Return what is taken off totals and bounds."""
        return self.depth * (self.n_placed or 0)


def descend(task: Task, ended: Callable[[], bool] = lambda: False) -> Descent:
    """Return charges and a matching, close to each other where it goes well; ``ended`` may stop it early.

    1. Charge what needs gain where places have no minimum; 2. step towards the best total known; 3. every so often
    fill what pays to open; 4. stop when no whole number lies between, or when little is gained.
    """
    path = _Path(task)
    for step in range(N_STEPS):
        path.step()
        if step % STEPS_TO_ROUND == STEPS_TO_ROUND - 1:
            path.fill()
            if path.least - path.total < 1 or path.slowed() or ended():
                break
    return Descent(path.best, path.least, path.held, path.total)


class _Path:
    """Where a descent stands: the charges at hand and the best so far, the direction, and the matching found."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.deep = (task.value + task.depth).astype(np.float64)
        self.charge = self.best = _start(task)
        self.direction = np.zeros(len(self.charge))
        self.theta, self.stalled = 1.0, 0
        self.least, self.total = np.inf, -np.inf
        self.before = np.inf
        self.held: Ints | None = None
        self.tried: set[bytes] = set()

    def step(self) -> None:
        """Note the bound of the charges at hand and move on from them, or from the best after some vain steps."""
        at, bound = self._gains()
        if bound < self.least - SMALL:
            self.best, self.least, self.stalled = self.charge, bound, 0
        else:
            self.stalled += 1
        if self.stalled == STEPS_TO_SHRINK:
            self.theta, self.stalled, self.charge = self.theta * SHRINK, 0, self.best
            at, bound = self._gains()
        slope: Floats = 1.0 - at.asked.astype(np.float64)
        self.direction = KEPT * self.direction + (1 - KEPT) * slope
        aim = self.total if self.held is not None else self.least - FIRST_GAP * abs(self.least)
        self._move(slope, self.theta * max(bound - aim, 1.0))

    def _gains(self) -> tuple[Gains, float]:
        at = gains(self.task.openings.offers, self.deep, self.charge)
        return at, at.bound(self.charge, self.task.openings.offers.required) - self.task.constant

    def _move(self, slope: Floats, size: float) -> None:
        """Move against the direction; only fixed needs may be charged less than nothing."""
        along = float((self.direction * slope).sum())
        scale = along if along > 0 else float((self.direction * self.direction).sum())
        if scale:
            moved = self.charge - size / scale * self.direction
            self.charge = np.where(self.task.openings.fixed, moved, np.maximum(moved, 0.0))

    def fill(self) -> None:
        """Open what pays at the best charges, fill it exactly, and keep the matching if it is the best so far."""
        offers = self.task.openings.offers
        opened = offers.required | (gains(offers, self.deep, self.best).earned > 0)
        if opened.tobytes() not in self.tried:
            self.tried.add(opened.tobytes())
            held, total = fill(self.task, opened)
            if held is not None and total > self.total:
                self.held, self.total = held, total

    def slowed(self) -> bool:
        """Return whether the bound has come down little, by the gap's measure, since this was last asked."""
        gained, self.before = self.before - self.least, self.least
        return gained < LITTLE * (self.least - self.total)


def by_need(openings: Openings) -> tuple[Ints, Ints]:
    """Return the offers need by need: bounds of the rows, and the offers in that order."""
    order = np.argsort(openings.offers.need_of, kind="stable")
    indptr = np.zeros(openings.n_needs + 1, dtype=np.int64)
    np.cumsum(np.bincount(openings.offers.need_of, minlength=openings.n_needs), out=indptr[1:])
    return indptr, order


def _start(task: Task) -> Floats:
    """Return what needs gain where every place is open without a minimum."""
    openings = task.openings
    indptr, order = by_need(openings)
    nobody, none = np.zeros(openings.n_needs, dtype=np.bool_), np.zeros(openings.n_places, dtype=np.bool_)
    weight = (task.value + task.depth)[order]
    *_, surplus = best_assignment(indptr, openings.place_of[order], weight, openings.offers.capacity, nobody, none)
    return surplus.astype(np.float64)


def fill(task: Task, opened: Bools) -> tuple[Ints | None, float]:
    """Return the best matching with these places opened (fewer, if some cannot be filled), and its total.

    A place is split into the seats of its minimum, which count extra, and the rest. None where needs that must be
    placed are not.
    """
    for _ in range(3):
        held, loads = _filled(task, opened)
        under = opened & (loads < task.openings.offers.minimum)
        if not under.any():
            return (held, _total(task, held)) if _complete(task, held) else (None, -np.inf)
        if (under & task.openings.offers.required).any():
            return None, -np.inf
        opened = opened & ~under
    return None, -np.inf


def _filled(task: Task, opened: Bools) -> tuple[Ints, Ints]:
    openings = task.openings
    offers = openings.offers
    indptr, order = by_need(openings)
    place = openings.place_of[order]
    twice = np.stack([place, place + openings.n_places], axis=1).ravel()
    weight = (task.value + task.depth)[order]
    extra = MINIMUM_DEEP * task.spread
    weights = np.stack([weight + extra, weight], axis=1).ravel()
    seats = np.concatenate([np.where(opened, offers.minimum, 0), np.where(opened, offers.capacity - offers.minimum, 0)])
    no_need, no_place = np.zeros(openings.n_needs, dtype=np.bool_), np.zeros(len(seats), dtype=np.bool_)
    pair_of, *_ = best_assignment(indptr * 2, twice, weights, seats, no_need, no_place)
    held = np.where(pair_of >= 0, order[pair_of // 2], NONE)
    loads = np.bincount(openings.place_of[held[held >= 0]], minlength=openings.n_places)
    return held, loads


def _complete(task: Task, held: Ints) -> bool:
    placed = held >= 0
    return bool(placed[task.openings.fixed].all()) and (task.n_placed is None or int(placed.sum()) == task.n_placed)


def _total(task: Task, held: Ints) -> float:
    return float(task.value[held[held >= 0]].sum())
