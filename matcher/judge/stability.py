"""Stable? Blocking pairs, with host capacities as in student-project allocation (Abraham, Irving, Manlove 2007).

An eligible pair (applicant, position) blocks a matching when

* the applicant is unplaced or ranks the position strictly better than its place, and
* the position has a free seat, and so has its host (or the applicant already sits at this host, or the host strictly
  prefers the applicant to the last one it took anywhere), or
* the position is full and strictly prefers the applicant to the last one it took.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.judge.case import Case
from matcher.judge.verdict import BlockingPair
from matcher.lists import Ints

Bools = npt.NDArray[np.bool_]
NOBODY = -1


@dataclass(frozen=True, eq=False)
class _Holding:
    """The matching as the hosts see it: seats taken and the worst standing held, by place and by shared capacity."""

    full: Bools
    worst: Ints
    shared_of: Ints
    shared_full: Bools
    shared_worst: Ints


def blocking_pairs(case: Case) -> list[BlockingPair]:
    """Return every blocking pair, in order of applicant."""
    e, rank = case.eligibility, case.quantities.rank
    host_rank = case.quantities.host_standing
    held = case.held
    own_rank = np.where(held >= 0, np.append(rank, 0)[held], np.iinfo(np.int64).max)
    gains = rank < own_rank[e.need_of]
    holding = _holding(case, host_rank)
    pairs = np.flatnonzero(gains & _welcome(case, host_rank, holding))
    return [
        BlockingPair(e.needs[i].applicant_id, e.needs[i].period_id, e.places[j].position_id)
        for i, j in zip(e.need_of[pairs].tolist(), e.place_of[pairs].tolist(), strict=True)
    ]


def _holding(case: Case, host_rank: Ints) -> _Holding:
    e = case.eligibility
    pairs = case.held[case.held >= 0]
    place, value = e.place_of[pairs].astype(np.int64), host_rank[pairs]
    capacity = np.array(case.capacity, dtype=np.int64)
    full, worst = _loads(place, value, capacity)
    shared_of = np.full(len(e.places), NOBODY, dtype=np.int64)
    for n, shared in enumerate(case.shared):
        shared_of[list(shared.places)] = n
    within = shared_of[place] != NOBODY
    limits = np.array([s.capacity for s in case.shared], dtype=np.int64)
    shared_full, shared_worst = _loads(shared_of[place][within], value[within], limits)
    return _Holding(full, worst, shared_of, shared_full, shared_worst)


def _loads(owner: Ints, value: Ints, capacity: Ints) -> tuple[Bools, Ints]:
    taken = np.bincount(owner, minlength=len(capacity))
    worst = np.full(len(capacity), np.iinfo(np.int64).min, dtype=np.int64)
    np.maximum.at(worst, owner, value)
    return taken >= capacity, worst


def _welcome(case: Case, host_rank: Ints, holding: _Holding) -> Bools:
    """Return which pairs the place's side would gain by."""
    e = case.eligibility
    place = e.place_of
    beats_place = host_rank < holding.worst[place]
    if not case.shared:
        return ~holding.full[place] | beats_place
    shared = holding.shared_of[place]
    seat = np.append(e.place_of, 0)[case.held]
    own_shared = np.where(case.held >= 0, holding.shared_of[seat], NOBODY)[e.need_of]
    inside = (shared != NOBODY) & (shared == own_shared)
    room_at_host = (shared == NOBODY) | ~holding.shared_full[shared] | inside
    beats_host = (shared != NOBODY) & (host_rank < holding.shared_worst[shared])
    return np.where(holding.full[place], beats_place, room_at_host | beats_host)
