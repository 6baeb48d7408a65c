"""Descent: charges of the needs under which no matching is worth much more than one already found.

Subgradient steps towards a known value (Held, Wolfe & Crowder 1974) along deflected directions (Camerini, Fratta &
Maffioli 1975). Charges are whole numbers of 1 / UNIT, so every bound is exact; all limits count steps, not seconds.
"""

from dataclasses import dataclass, replace

import numpy as np

from matcher.kernels.assignment import best_assignment
from matcher.kernels.openings import gains
from matcher.lists import Ints
from matcher.solvers.openings import Bools, Floats, Openings

UNIT = 2**16
DEEP = 20
"""Being placed counts this many times the spread of the values."""

STEPS_TO_SHRINK = 15
SHRINK = 0.7
KEPT = 0.7
"""Share of the last direction that the next one keeps."""

VANISHING = 1e-6
"""A direction shorter than this leads nowhere."""

SHARE = 0.1
"""How much one step weighs in the average of what opened."""


def spread(value: Ints) -> int:
    """Return how far values lie apart, 0 included."""
    return max(0, int(value.max(initial=0))) - min(0, int(value.min(initial=0))) + 1


def task_of(openings: Openings, value: Ints, n_placed: int | None = None) -> "Task":
    """Return the task of maximising ``value``, with so many needs placed where that is given."""
    return Task(openings, value, n_placed, 0 if n_placed is None else DEEP * spread(value))


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """What to maximise over openings: ``value`` by offer (int64), with ``n_placed`` needs placed where that is given.

    Then being placed is worth ``depth`` each, and totals and bounds are less ``depth`` times that number.
    """

    openings: Openings
    value: Ints
    n_placed: int | None

    depth: int

    @property
    def constant(self) -> int:
        """Return what is taken off totals and bounds."""
        return self.depth * (self.n_placed or 0)

    def only(self, kept: Bools) -> "Task":
        """Return the task over just these offers (n_offers,)."""
        return replace(self, openings=self.openings.only(kept), value=self.value[kept])


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What is settled of the places: those that ``must`` open and those that ``may`` (n_places,)."""

    must: Bools
    may: Bools

    @property
    def undecided(self) -> Ints:
        """Return the places that may open or not."""
        return np.flatnonzero(self.may & ~self.must)

    def settle(self, opened: Ints, shut: Ints) -> "State":
        """Return the state with further places settled."""
        must, may = self.must.copy(), self.may.copy()
        must[opened], may[shut] = True, False
        return State(must, may)


def whole_state(openings: Openings) -> State:
    """Return what is settled from the start: required places must open, those without enough pairs cannot."""
    offers = openings.offers
    enough = (offers.minimum <= np.diff(offers.first)) & (offers.minimum <= offers.capacity)
    return State(openings.required | (offers.minimum == 0), enough)


class Descent:
    """Where the steps stand within a state: the charges at hand, the best so far with its bound, and the direction.

    ``charge`` and ``best`` (n_needs,) and ``least``, the bound at the best, are in 1 / UNIT, as are what places earn
    there and their levels (n_places,). ``taste`` (n_places,) is a running average of what opened.
    """

    def __init__(self, task: Task, state: State, charge: Ints) -> None:
        self.task, self.state = task, state
        self.deep = (task.value + task.depth) * UNIT
        self.charge = self.best = charge
        self.direction: Floats = np.zeros(len(charge))
        self.theta, self.stalled = 1.0, 0
        self.earned, _, self.level, _ = self._gains()
        self.least = 1 << 62
        self.taste: Floats = (self.earned > 0).astype(np.float64)

    def step(self, aim: int) -> None:
        """Note the bound of the charges at hand, and move from them towards ``aim`` (in 1 / UNIT).

        After some vain steps, the best charges are where it goes on from, with smaller steps.
        """
        earned, asked, level, bound = self._gains()
        if bound < self.least:
            self.best, self.least, self.earned, self.level, self.stalled = self.charge, bound, earned, level, 0
        else:
            self.stalled += 1
        if self.stalled == STEPS_TO_SHRINK:
            self.theta, self.stalled, self.charge = self.theta * SHRINK, 0, self.best
            earned, asked, _, bound = self._gains()
        opened = self.state.must | (self.state.may & (earned > 0))
        self.taste = (1 - SHARE) * self.taste + SHARE * opened
        slope: Floats = 1.0 - asked.astype(np.float64)
        self.direction = KEPT * self.direction + (1 - KEPT) * slope
        self._move(slope, self.theta * max(bound - aim, UNIT))

    def _gains(self) -> tuple[Ints, Ints, Ints, int]:
        offers, state = self.task.openings.offers, self.state
        earned, asked, level = gains(offers, self.deep, self.charge, state.must, state.may)
        return earned, asked, level, self._bound(earned)

    def _bound(self, earned: Ints) -> int:
        """Return sum of charges + sum of what open places earn: no matching within the state is worth more."""
        at_best = np.where(self.state.must, earned, np.where(self.state.may, np.maximum(earned, 0), 0))
        return int(self.charge.sum()) + int(at_best.sum()) - self.task.constant * UNIT

    def _move(self, slope: Floats, size: float) -> None:
        """Move against the direction; only fixed needs may be charged less than nothing."""
        along = float((self.direction * slope).sum())
        scale = along if along > 0 else float((self.direction * self.direction).sum())
        if scale > VANISHING:
            moved = np.rint(self.charge - size / scale * self.direction).astype(np.int64)
            self.charge = np.where(self.task.openings.fixed, moved, np.maximum(moved, 0))

    def narrow(self, gap: int) -> bool:
        """Settle every place that no matching within the gap (in 1 / UNIT) has otherwise; return whether any is."""
        undecided = self.state.undecided
        earned = self.earned[undecided]
        opened, shut = undecided[earned > gap], undecided[earned < -gap]
        self.state = self.state.settle(opened, shut)
        return bool(len(opened) or len(shut))

    def within(self, gap: int) -> Bools:
        """Return which offers (n_offers,) a matching within the gap (in 1 / UNIT) of the bound may take."""
        openings = self.task.openings
        worth = self.deep - self.best[openings.offers.need_of]
        return np.asarray(worth - self.level[openings.place_of] >= -gap, dtype=np.bool_)


def first_charges(task: Task) -> Ints:
    """Return what needs gain where every place is open without a minimum, in 1 / UNIT."""
    openings = task.openings
    indptr, order = openings.by_need
    nobody, none = np.zeros(openings.n_needs, dtype=np.bool_), np.zeros(openings.n_places, dtype=np.bool_)
    weight = (task.value + task.depth)[order]
    *_, surplus = best_assignment(indptr, openings.place_of[order], weight, openings.offers.capacity, nobody, none)
    return surplus * UNIT
