"""Handing on: what it costs, level by level, to pass one unit from place to place around a best matching.

Nodes are the positions, then the groups, then OUT, as in :mod:`matcher.kernels.exchange`; an arc from u to v says that
one more unit coming to u can be passed on to v, and its reduced length what that loses beside the prices. With
prices that prove the matching at every level no length is negative, the first level that is not 0 deciding: so
Dijkstra's search works on lengths of several levels as it does on one.
"""

from typing import NamedTuple

import numpy as np

from matcher.kernels.buckets import owner_of, sorted_by
from matcher.kernels.compiled import part
from matcher.kernels.doorway import Bools, Ints, Shorts
from matcher.kernels.outlook import FAR, Outlook, begin, is_nearer, offer, take_nearest, within_limit

NONE = -1


class Handing(NamedTuple):
    """A matching, its prices in limbs, and what is needed to find the arcs of a node in both directions.

    ``value`` (n_nodes, n_limbs) is what a unit costs at a node in all, ``surplus`` (n_applicants, n_limbs) what is left
    to each; ``person[person_first[v]:person_first[v + 1]]`` are the people at v, ``below`` the nodes under it and
    ``column`` the pairs of a position.
    """

    indptr: Ints
    position: Shorts
    weight: Ints
    value: Ints
    surplus: Ints
    node_of: Shorts
    may_leave: Bools
    above: Shorts
    has_room: Bools
    has_load: Bools
    person_first: Ints
    person: Shorts
    below_first: Ints
    below: Shorts
    column_first: Ints
    column: Shorts
    owner: Shorts


@part
def handing_of(
    indptr: Ints,
    position: Shorts,
    weight: Ints,
    most: Ints,
    above: Shorts,
    own: Ints,
    may_leave: Bools,
    pair_of: Ints,
) -> Handing:
    """Return the handing on of a matching; ``most`` (seats) and ``own`` (own prices) list positions, then groups."""
    out, n_limbs = len(most), weight.shape[1]
    node_of = np.full(len(pair_of), out, dtype=np.int32)
    load = np.zeros(out + 1, dtype=np.int64)
    for i in range(len(pair_of)):
        if pair_of[i] != NONE:
            node_of[i] = position[pair_of[i]]
            load[node_of[i]] += 1
            load[above[node_of[i]]] += 1
    value = np.zeros((out + 1, n_limbs), dtype=np.int64)
    has_room, has_load = np.zeros(out, dtype=np.bool_), np.zeros(out, dtype=np.bool_)
    for node in range(out - 1, -1, -1):
        has_room[node], has_load[node] = load[node] < most[node], load[node] > 0
        for limb in range(n_limbs):
            value[node, limb] = own[node, limb] + value[above[node], limb]
    surplus = np.zeros((len(pair_of), n_limbs), dtype=np.int64)
    for i in range(len(pair_of)):
        if pair_of[i] != NONE:
            for limb in range(n_limbs):
                surplus[i, limb] = weight[pair_of[i], limb] - value[node_of[i], limb]
    person_first, person = sorted_by(node_of, out + 1)
    below_first, below = sorted_by(above, out + 1)
    column_first, column = sorted_by(position, out)
    return Handing(
        indptr,
        position,
        weight,
        value,
        surplus,
        node_of,
        may_leave,
        above,
        has_room,
        has_load,
        person_first,
        person,
        below_first,
        below,
        column_first,
        column,
        owner_of(indptr),
    )


@part
def seen_from_out(h: Handing, fore: Ints) -> Handing:
    """Return the same with each node's value less its distance from OUT, which makes all ways from OUT of length 0.

    Lengths stay at least 0 and are small wherever the worth of a seat is nearly settled, so searches end early. The
    rows of ``fore`` that OUT does not reach (only up from there can one go) are filled from above.
    """
    n_limbs = fore.shape[1]
    for node in range(len(h.above) - 1, -1, -1):
        if fore[node, 0] == FAR:
            fore[node] = fore[h.above[node]]
    value, surplus = h.value - fore, h.surplus.copy()
    for i in range(len(surplus)):
        for limb in range(n_limbs):
            surplus[i, limb] += fore[h.node_of[i], limb]
    return Handing(
        h.indptr,
        h.position,
        h.weight,
        value,
        surplus,
        h.node_of,
        h.may_leave,
        h.above,
        h.has_room,
        h.has_load,
        h.person_first,
        h.person,
        h.below_first,
        h.below,
        h.column_first,
        h.column,
        h.owner,
    )


@part
def is_proved(h: Handing) -> bool:
    """Return whether the prices prove the matching: no arc between nodes has a negative length."""
    nothing = np.zeros((2, h.value.shape[1]), dtype=np.int64)
    for i in range(len(h.node_of)):
        for pair in range(h.indptr[i], h.indptr[i + 1]):
            for limb in range(h.value.shape[1]):
                nothing[0, limb] = _move_length(h, i, pair, limb)
            if is_nearer(nothing, 0, 1):
                return False
        for limb in range(h.value.shape[1]):
            nothing[0, limb] = h.surplus[i, limb]
        if h.may_leave[i] and is_nearer(nothing, 0, 1):
            return False
    for node in range(len(h.above)):
        for limb in range(h.value.shape[1]):
            nothing[0, limb] = own_price(h, node, limb)
        if (h.has_load[node] and is_nearer(nothing, 0, 1)) or (h.has_room[node] and is_nearer(nothing, 1, 0)):
            return False
    return True


@part
def own_price(h: Handing, node: int, limb: int) -> int:
    """Return what a unit costs at a node beside what it costs above it."""
    return h.value[node, limb] - h.value[h.above[node], limb]


@part
def _move_length(h: Handing, i: int, pair: int, limb: int) -> int:
    return h.surplus[i, limb] - h.weight[pair, limb] + h.value[h.position[pair], limb]


@part
def search_onward(h: Handing, outlook: Outlook, source: int, limit: Ints) -> None:
    """Find how near each node is from ``source`` by ways that do not come back through OUT, below ``limit``."""
    begin(outlook, source, limit)
    while outlook.size[0] > 0:
        node = take_nearest(outlook)
        if not within_limit(outlook, node):
            break
        _look_onward(h, outlook, node)


@part
def search_backward(h: Handing, outlook: Outlook, target: int, limit: Ints) -> None:
    """Find how near ``target`` is from each node by ways that do not pass through OUT, below ``limit``."""
    begin(outlook, target, limit)
    while outlook.size[0] > 0:
        node = take_nearest(outlook)
        if not within_limit(outlook, node):
            break
        _look_backward(h, outlook, node)


@part
def _look_onward(h: Handing, outlook: Outlook, node: int) -> None:
    distance, trial, n_limbs = outlook.distance, len(outlook.distance) - 1, h.value.shape[1]
    for x in range(h.person_first[node], h.person_first[node + 1]):
        i = h.person[x]
        for pair in range(h.indptr[i], h.indptr[i + 1]):
            for limb in range(n_limbs):
                distance[trial, limb] = distance[node, limb] + _move_length(h, i, pair, limb)
            offer(outlook, h.position[pair])
    for x in range(h.below_first[node], h.below_first[node + 1]):
        if h.has_load[h.below[x]]:
            for limb in range(n_limbs):
                distance[trial, limb] = distance[node, limb] + own_price(h, h.below[x], limb)
            offer(outlook, h.below[x])
    out = len(h.above)
    if node < out and h.above[node] < out and h.has_room[node]:
        for limb in range(n_limbs):
            distance[trial, limb] = distance[node, limb] - own_price(h, node, limb)
        offer(outlook, h.above[node])


@part
def _look_backward(h: Handing, outlook: Outlook, node: int) -> None:
    distance, trial, n_limbs = outlook.distance, len(outlook.distance) - 1, h.value.shape[1]
    out = len(h.above)
    if node == out:
        for i in range(len(h.node_of)):
            if h.may_leave[i] and h.node_of[i] != out:
                distance[trial] = h.surplus[i]
                offer(outlook, h.node_of[i])
    else:
        for x in range(h.column_first[node], h.column_first[node + 1]):
            pair = h.column[x]
            i = h.owner[pair]
            if h.node_of[i] != out:
                for limb in range(n_limbs):
                    distance[trial, limb] = distance[node, limb] + _move_length(h, i, pair, limb)
                offer(outlook, h.node_of[i])
        if h.above[node] < out and h.has_load[node]:
            for limb in range(n_limbs):
                distance[trial, limb] = distance[node, limb] + own_price(h, node, limb)
            offer(outlook, h.above[node])
    for x in range(h.below_first[node], h.below_first[node + 1]):
        if h.has_room[h.below[x]]:
            for limb in range(n_limbs):
                distance[trial, limb] = distance[node, limb] - own_price(h, h.below[x], limb)
            offer(outlook, h.below[x])
