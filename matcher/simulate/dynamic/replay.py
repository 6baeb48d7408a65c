"""Replay: a stream played against a chooser, and the best that could have been done had all been known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.errors import SolverError
from matcher.quantities import quantities_of
from matcher.simulate.dynamic.choosers import Choose
from matcher.simulate.dynamic.copies import best_of, side_by_side
from matcher.simulate.dynamic.desk import Desk
from matcher.simulate.dynamic.standing import NONE, Standing
from matcher.simulate.dynamic.streams import Coming, Stream
from matcher.solve import find

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one who came: the pair given, or NONE; ``day`` counts from 0."""

    day: int
    need: int
    pair: int


@dataclass(frozen=True, slots=True)
class Replay:
    """``pairs`` are the seats held at the end; ``decisions`` stand in the order in which they were made."""

    pairs: tuple[int, ...]
    decisions: tuple[Decision, ...]


def replay(desk: Desk, stream: Stream, choose: Choose, window: int = 1) -> Replay:
    """Return what a chooser makes of a stream, deciding every ``window`` >= 1 days about all who came in them.

    Each day 1. who withdraws is gone, and the seat free; 2. who comes waits; 3. at the end of a window, and on the last
    day, those who wait are decided one by one in the order of coming. No decision is taken back.
    """
    standing, decisions, waiting = Standing(desk), list[Decision](), list[int]()
    comings = [c for c in stream.comings if c.applicant_id in desk.need_of]
    for day in range(stream.n_days):
        standing.day = day
        waiting += _come(standing, stream, comings)
        waiting = [need for need in waiting if not standing.left[need]]
        if (day + 1) % window == 0 or day == stream.n_days - 1:
            decisions += _decide(standing, choose, waiting)
            waiting = []
    came = standing.arrived >= 0
    return Replay(tuple(int(p) for p in standing.held[came] if p != NONE), tuple(decisions))


def _come(standing: Standing, stream: Stream, comings: Sequence[Coming]) -> list[int]:
    """Let the day's people come and go; return who came, in order of ids."""
    come = []
    for coming in comings:
        need = standing.desk.need_of[coming.applicant_id]
        if stream.day_of(coming.arrives_on) == standing.day:
            standing.arrived[need] = standing.day
            come.append(need)
        if coming.withdraws_on is not None and stream.day_of(coming.withdraws_on) == standing.day:
            standing.withdraw(need)
    return come


def _decide(standing: Standing, choose: Choose, waiting: Sequence[int]) -> list[Decision]:
    after: Bools = np.zeros(standing.desk.n_needs, dtype=np.bool_)
    after[list(waiting)] = True
    decisions = []
    for need in waiting:
        after[need] = False
        pair = int(standing.held[need])
        if pair == NONE:
            pair = choose(standing, need, after)
            if pair != NONE:
                standing.give(pair)
        standing.n_decided += 1
        decisions.append(Decision(standing.day, need, pair))
    return decisions


def hindsight(desk: Desk, stream: Stream) -> tuple[int, ...]:
    """Return the pairs of the best matching of all who came and stayed, exact level by level, every condition kept.

    Who withdraws would get no seat, had it been known. Seats promised to people who did not come can be used.
    """
    stayed = {c.applicant_id for c in stream.comings if c.stays}
    if desk.is_bound:
        return _best_bound(desk, stayed)
    one = desk.market
    here = np.array([[i in stayed for i in desk.ids]], dtype=np.bool_)
    side = side_by_side(one, here, one.capacity[None, :], one.shared_capacity[None, :])
    held = best_of(side.market, desk.value[side.pair]).held
    return tuple(side.pair[held[held != NONE]].tolist())


def _best_bound(desk: Desk, stayed: set[str]) -> tuple[int, ...]:
    """Return the best by an integer program, as there are conditions beyond seats. Raises SolverError out of time."""
    quantities = desk.quantities
    people = tuple(a for a in quantities.round.applicants if a.applicant_id in stayed)
    locks = tuple(k for k in quantities.round.locks if k.applicant_id in stayed)
    round_ = replace(quantities.round, applicants=people, locks=locks)
    found = find(quantities_of(round_, quantities.policy), draw=False)
    if found.matching is None or not found.in_time:
        raise SolverError("the best in hindsight was not found in time")
    return tuple(desk.pair_at(place.applicant_id, place.position_id) for place in found.matching.places)
