"""Exact prices of a matching that is already the best of its face, by shortest paths over the exchanges it allows."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matcher.kernels.buckets import sorted_by
from matcher.kernels.compiled import entry, part
from matcher.kernels.doorway import Bools, Ints, Shorts, bools, ints, shorts

NONE = -1
HEAD, QUEUED, RAISED = 0, 1, 2


def dual_prices(
    indptr: npt.ArrayLike,
    position: npt.ArrayLike,
    weight: npt.ArrayLike,
    capacity: npt.ArrayLike,
    group_of: npt.ArrayLike,
    group_capacity: npt.ArrayLike,
    must_match: npt.ArrayLike,
    must_fill: npt.ArrayLike,
    must_fill_group: npt.ArrayLike,
    pair_of: npt.ArrayLike,
) -> tuple[Ints, Ints, Ints]:
    """Return ``price`` (n_positions,), ``group_price`` (n_groups,) and ``surplus`` that prove ``pair_of`` the best.

    Shapes as in :mod:`matcher.kernels`. A seat costs the price of its position and of its group. Prices are at least 0
    unless the position or group must be full, and 0 where there is room; no pair's weight less its cost exceeds its
    applicant's surplus, which is at least 0 unless it must be matched; sum(surplus) + sum(price * capacity) +
    sum(group_price * group_capacity) is the sum of weights. Raises ValueError when ``pair_of`` breaks a capacity or
    a must, or is not the best.
    """
    proved, price, group_price, surplus = _dual(
        ints(indptr),
        shorts(position),
        ints(weight),
        ints(capacity),
        shorts(group_of),
        ints(group_capacity),
        bools(must_match),
        bools(must_fill),
        bools(must_fill_group),
        ints(pair_of),
    )
    if not proved:
        raise ValueError("the matching is not the best of its face")
    return price, group_price, surplus


class Potentials(NamedTuple):
    """``value`` (n_nodes,) is what a unit costs at a node, so far; ``source`` is the node that raised it last.

    ``queue`` is a ring of the nodes whose neighbours have not heard yet, ``queued`` marks them; ``count`` holds where
    the ring begins, how many are in it, and how often a value was raised.
    """

    value: Ints
    source: Shorts
    queue: Shorts
    queued: Bools
    count: Ints


@entry
def _dual(
    indptr: Ints,
    position: Shorts,
    weight: Ints,
    capacity: Ints,
    group_of: Shorts,
    group_capacity: Ints,
    must_match: Bools,
    must_fill: Bools,
    must_fill_group: Bools,
    pair_of: Ints,
) -> tuple[bool, Ints, Ints, Ints]:
    n_positions, n_groups = len(capacity), len(group_capacity)
    out = n_positions + n_groups
    most = np.concatenate((capacity, group_capacity))
    must = np.concatenate((must_fill, must_fill_group))
    above = np.full(out, out, dtype=np.int32)
    node_of = np.full(len(pair_of), out, dtype=np.int32)
    for j in range(n_positions):
        if group_of[j] != NONE:
            above[j] = n_positions + group_of[j]
    load = np.zeros(out, dtype=np.int64)
    for i in range(len(pair_of)):
        if pair_of[i] != NONE:
            node_of[i] = position[pair_of[i]]
            load[node_of[i]] += 1
            if above[node_of[i]] != out:
                load[above[node_of[i]]] += 1
    potentials = Potentials(
        np.zeros(out + 1, dtype=np.int64),
        np.full(out + 1, NONE, dtype=np.int32),
        np.arange(out + 1).astype(np.int32),
        np.ones(out + 1, dtype=np.bool_),
        np.array([0, out + 1, 0]),
    )
    proved = _is_feasible(must_match, must, most, load, pair_of) and _settle(
        indptr, position, weight, must_match, must, load < most, above, node_of, pair_of, potentials
    )
    value = potentials.value
    value -= value[out]
    surplus = np.zeros(len(pair_of), dtype=np.int64)
    for i in range(len(pair_of)):
        if pair_of[i] != NONE:
            surplus[i] = weight[pair_of[i]] - value[node_of[i]]
    own = value[:out] - value[above]
    return proved, own[:n_positions], own[n_positions:], surplus


@part
def _is_feasible(must_match: Bools, must: Bools, most: Ints, load: Ints, pair_of: Ints) -> bool:
    for i in range(len(pair_of)):
        if must_match[i] and pair_of[i] == NONE:
            return False
    for node in range(len(most)):  # noqa: SIM110 - numba compiles no generators inside all()
        if load[node] > most[node] or (must[node] and load[node] < most[node]):
            return False
    return True


@part
def _settle(
    indptr: Ints,
    position: Shorts,
    weight: Ints,
    must_match: Bools,
    must: Bools,
    has_room: Bools,
    above: Shorts,
    node_of: Shorts,
    pair_of: Ints,
    potentials: Potentials,
) -> bool:
    """Raise potentials until no exchange would gain; return False when raising goes round in circles.

    A unit at a node must cost no less than what it would bring elsewhere: at the node above where there is room, at
    the nodes below that may stay free, and at whatever its occupants could move to (or leave the market for).
    """
    out = len(above)
    value, queue, queued, count = potentials.value, potentials.queue, potentials.queued, potentials.count
    first, people = sorted_by(node_of, out + 1)
    below_first, below = sorted_by(above, out + 1)
    while count[QUEUED] > 0:
        node = queue[count[HEAD]]
        count[HEAD] = (count[HEAD] + 1) % len(queue)
        count[QUEUED] -= 1
        queued[node] = False
        if node < out and has_room[node]:
            _raise(potentials, above[node], value[node], node)
        for x in range(below_first[node], below_first[node + 1]):
            if not must[below[x]]:
                _raise(potentials, below[x], value[node], node)
        for x in range(first[node], first[node + 1]):
            i = people[x]
            start = value[node]
            if node < out:
                start -= weight[pair_of[i]]
                if not must_match[i]:
                    _raise(potentials, out, start, node)
            for pair in range(indptr[i], indptr[i + 1]):
                if start + weight[pair] > value[position[pair]]:
                    _raise(potentials, position[pair], start + weight[pair], node)
        if count[RAISED] > len(value):
            count[RAISED] = 0
            if _goes_round(potentials.source):
                return False
    return True


@part
def _raise(potentials: Potentials, node: int, value: int, source: int) -> None:
    """Raise a potential to at least ``value``."""
    count = potentials.count
    if potentials.value[node] < value:
        potentials.value[node] = value
        potentials.source[node] = source
        count[RAISED] += 1
        if not potentials.queued[node]:
            potentials.queued[node] = True
            potentials.queue[(count[HEAD] + count[QUEUED]) % len(potentials.queue)] = node
            count[QUEUED] += 1


@part
def _goes_round(source: Shorts) -> bool:
    """Return whether some node raised itself through others."""
    seen = np.full(len(source), NONE, dtype=np.int32)
    for begin in range(len(source)):
        node = begin
        while node != NONE and seen[node] == NONE:
            seen[node] = begin
            node = source[node]
        if node != NONE and seen[node] == begin:
            return True
    return False
