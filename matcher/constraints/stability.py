"""Constraint of stability: no applicant and position that would both gain by leaving the matching for each other."""

from collections.abc import Iterator

import numpy as np

from matcher.capacities import SharedCapacity, shared_capacities
from matcher.constraints.row import Column, Row
from matcher.constraints.setting import Blocking, Setting
from matcher.lists import Ints
from matcher.policy import Mechanism, Stability


def no_blocking_pair(setting: Setting) -> Iterator[Row | Column]:
    """Leave no blocking pair (i, j), weakly where there are ties.

    Let s be the seats of i, c those of j, and d = c - s + 1 the seats that others must hold for i to find no room:
    d * sum of x(i, as good to i) + sum of seats x(others as good to j, j) >= d: either i is as well off, or j is full
    of people it likes as much. Where the host's own capacity C may bind, a column b says the same of the whole host,
    (C - s + 1) * (i as well off) + sum of seats at the host >= (C - s + 1) b, and stands in for the seats of j in the
    first row (student-project allocation: Abraham, Irving, Manlove 2007). Who can never find room blocks nothing.

    Where pairs that block are only counted, each has a column with the weight d that stands in for all of this.
    """
    if setting.blocking == Blocking.IGNORED:
        return
    policy = setting.quantities.policy
    if policy.stability == Stability.STABLE and policy.mechanism == Mechanism.OPTIMAL:
        shared: dict[int, list[SharedCapacity]] = {}
        for capacity in shared_capacities(setting.quantities.round, setting.places):
            for j in capacity.places:
                shared.setdefault(j, []).append(capacity)
        for pair in range(len(setting.eligibility.need_of)):
            yield from _not_blocking(setting, pair, shared.get(int(setting.eligibility.place_of[pair]), []))


def _not_blocking(setting: Setting, pair: int, shared: list[SharedCapacity]) -> Iterator[Row | Column]:
    e, own = setting.eligibility, int(setting.seats[pair])
    place = int(e.place_of[pair])
    enough = setting.positions[e.places[place].position_id].capacity - own + 1
    if min([enough, *(s.capacity - own + 1 for s in shared)]) <= 0:
        return
    well_off = _as_good_to_applicant(setting, pair)
    name = (setting.need(pair).applicant_id, setting.need(pair).period_id, e.places[place].position_id)
    full = {("host-full", *name, s.kind, *s.periods): s for s in shared}
    liked = _others_as_good(setting, pair, setting.at_place(place))
    yield from map(Column, full)
    instead = dict.fromkeys(full, enough)
    if setting.blocking == Blocking.COUNTED:
        blocks = ("blocks", *name)
        yield Column(blocks)
        instead[blocks] = enough
    yield Row(("stable", *name), *_sum(setting, well_off, enough, liked), enough, columns=instead)
    for column, limit in full.items():
        there = _others_as_good(setting, pair, setting.at_places(limit.places))
        most = limit.capacity - own + 1
        yield Row(("stable-host", *column[1:]), *_sum(setting, well_off, most, there), 0, columns={column: -most})


def _others_as_good(setting: Setting, pair: int, there: Ints) -> Ints:
    """Return the pairs that the place's side likes at least as much as the pair (more, if the applicant's own)."""
    standing, need_of = setting.quantities.host_standing, setting.eligibility.need_of
    own = need_of[there] == need_of[pair]
    others: Ints = there[np.where(own, standing[there] < standing[pair], standing[there] <= standing[pair])]
    return others


def _as_good_to_applicant(setting: Setting, pair: int) -> Ints:
    own = setting.of_need(int(setting.eligibility.need_of[pair]))
    rank = setting.quantities.rank
    as_good: Ints = own[rank[own] <= rank[pair]]
    return as_good


def _sum(setting: Setting, well_off: Ints, weight: int, others: Ints) -> tuple[Ints, Ints]:
    """Return ``weight`` times the applicant's own pairs plus the seats of the others' as pairs and weights."""
    pairs = np.concatenate([well_off, others])
    weights = np.concatenate([np.full(len(well_off), weight, dtype=np.int64), setting.seats[others]])
    unique, at = np.unique(pairs, return_inverse=True)
    total = np.zeros(len(unique), dtype=np.int64)
    np.add.at(total, at, weights)
    return unique, total
