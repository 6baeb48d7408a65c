"""Stable? Blocking pairs, with host capacities as in student-project allocation (Abraham, Irving, Manlove 2007).

An eligible pair (applicant, position) blocks a matching when

* the applicant is unplaced or ranks the position strictly better than its place, and
* the position would have room if everyone there whom it likes less left, and
* so would its host, over all its positions; the applicant's own place there would be free, unless the host likes the
  applicant better there.

With one seat each this is the usual notion: a free seat, or someone there whom the host likes strictly less.
"""

import numpy as np
import numpy.typing as npt

from matcher.judge.case import Case
from matcher.judge.verdict import BlockingPair
from matcher.lists import Ints

Bools = npt.NDArray[np.bool_]


def blocking_pairs(case: Case) -> list[BlockingPair]:
    """Return every blocking pair, in order of applicant."""
    e, rank = case.eligibility, case.quantities.rank
    held = case.held
    own_rank = np.where(held >= 0, np.append(rank, 0)[held], np.iinfo(np.int64).max)
    pairs = np.flatnonzero(rank < own_rank[e.need_of])
    pairs = pairs[_has_room(case, pairs)]
    return [
        BlockingPair(e.needs[i].applicant_id, e.needs[i].period_id, e.places[j].position_id)
        for i, j in zip(e.need_of[pairs].tolist(), e.place_of[pairs].tolist(), strict=True)
    ]


def _has_room(case: Case, pairs: Ints) -> Bools:
    """Return which pairs would find room if everyone whom the place's side likes less left."""
    place_of = case.eligibility.place_of.astype(np.int64)
    capacity = np.array(case.capacity, dtype=np.int64)[place_of[pairs]]
    room: Bools = _kept(case, pairs, place_of) + case.setting.seats[pairs] <= capacity
    for periods in sorted({shared.periods for shared in case.shared}):
        for kind in ("host", "position"):
            own = [s for s in case.shared if s.kind == kind and s.periods == periods]
            shared_of = np.full(len(case.eligibility.places), -1, dtype=np.int64)
            for n, shared in enumerate(own):
                shared_of[list(shared.places)] = n
            within = shared_of[place_of[pairs]] >= 0
            limits = np.array([s.capacity for s in own] or [0], dtype=np.int64)[shared_of[place_of[pairs]]]
            taken = _kept(case, pairs, shared_of[place_of])
            room &= ~within | (taken + case.setting.seats[pairs] <= limits)
    return room


def _kept(case: Case, pairs: Ints, owner_of: Ints) -> Ints:
    """Return the seats that others hold at the owner of each pair and that are liked at least as much as the pair.

    ``owner_of`` (n_pairs,) names a place, or a capacity that places share, of every eligible pair; -1 for none.
    """
    standing = case.quantities.host_standing
    level = standing - int(standing.min(initial=0))
    width = int(level.max(initial=0)) + 1
    held = case.held[case.held >= 0]
    holding = np.sort(held)[np.argsort((owner_of * width + level)[np.sort(held)], kind="stable")]
    before = np.concatenate([[0], np.cumsum(case.setting.seats[holding])])
    key = (owner_of * width + level)[holding]
    first = np.searchsorted(key, owner_of[pairs] * width)
    last = np.searchsorted(key, owner_of[pairs] * width + level[pairs], side="right")
    total: Ints = before[last] - before[first]
    return total - _own(case, pairs, owner_of, level)


def _own(case: Case, pairs: Ints, owner_of: Ints, level: Ints) -> Ints:
    """Return what of that the applicant holds itself, where the host likes it as much in both places."""
    mine = case.held[case.eligibility.need_of[pairs]]
    seat = np.maximum(mine, 0)
    counted = (mine >= 0) & (owner_of[seat] == owner_of[pairs]) & (level[seat] == level[pairs])
    return np.where(counted, case.setting.seats[seat], 0)
