"""Constraint of stability: no applicant and position that would both gain by leaving the matching for each other."""

from collections.abc import Iterator

import numpy as np

from matcher.capacities import SharedCapacity, shared_capacities
from matcher.constraints.row import Column, Row
from matcher.constraints.setting import Setting
from matcher.lists import Ints
from matcher.policy import Mechanism, Stability


def no_blocking_pair(setting: Setting) -> Iterator[Row | Column]:
    """Leave no blocking pair (i, j), weakly where there are ties.

    With c seats at j: c * sum of x(i, as good to i) + sum of x(as good to j, j) >= c: either i is as well off, or j is
    full of people it likes as much. Where the host's own capacity C may bind, a column b says that the host is full of
    people it likes as much, i not among them: C * (i as well off) + sum at the host >= C b; b then stands in for the
    seats of j in the first row (student-project allocation: Abraham, Irving, Manlove 2007).
    """
    policy = setting.quantities.policy
    if policy.stability == Stability.STABLE and policy.mechanism == Mechanism.OPTIMAL:
        shared = {j: s for s in shared_capacities(setting.quantities.round, setting.places) for j in s.places}
        for pair in range(len(setting.eligibility.need_of)):
            yield from _not_blocking(setting, pair, shared)


def _not_blocking(setting: Setting, pair: int, shared: dict[int, SharedCapacity]) -> Iterator[Row | Column]:
    e, standing = setting.eligibility, setting.quantities.host_standing
    place = int(e.place_of[pair])
    capacity = setting.positions[e.places[place].position_id].capacity
    if capacity == 0:
        return
    well_off = _as_good_to_applicant(setting, pair)
    here = setting.at_place(place)
    liked = here[standing[here] <= standing[pair]]
    name = (setting.need(pair).applicant_id, setting.need(pair).period_id, e.places[place].position_id)
    if place not in shared:
        yield Row(("stable", *name), *_sum((well_off, capacity), (liked, 1)), lower=capacity)
        return
    full = ("host-full", *name)
    limit = shared[place].capacity
    at_host = setting.at_places(shared[place].places)
    others = at_host[(standing[at_host] <= standing[pair]) & (e.need_of[at_host] != e.need_of[pair])]
    yield Column(full)
    yield Row(("stable", *name), *_sum((well_off, capacity), (liked, 1)), lower=capacity, columns={full: capacity})
    yield Row(("stable-host", *name), *_sum((well_off, limit), (others, 1)), lower=0, columns={full: -limit})


def _as_good_to_applicant(setting: Setting, pair: int) -> Ints:
    own = setting.of_need(int(setting.eligibility.need_of[pair]))
    rank = setting.quantities.rank
    as_good: Ints = own[rank[own] <= rank[pair]]
    return as_good


def _sum(*terms: tuple[Ints, int]) -> tuple[Ints, Ints]:
    """Return pairs and weights of a sum of groups of pairs, each with one weight; a pair may be in several groups."""
    pairs = np.concatenate([own for own, _ in terms])
    weights = np.concatenate([np.full(len(own), weight, dtype=np.int64) for own, weight in terms])
    unique, index = np.unique(pairs, return_inverse=True)
    total = np.zeros(len(unique), dtype=np.int64)
    np.add.at(total, index, weights)
    return unique, total
