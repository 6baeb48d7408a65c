"""Exchange: how seats can pass from hand to hand while capacities and musts stay kept.

Nodes are the positions, then the groups, then OUT, the world outside the market. An arc says that one more unit coming
to its tail can be passed on to its head: an undecided applicant moves to another pair, leaves the market or enters it;
a free seat takes the unit in, and who shares the capacity above takes it from there; a seat that may stay free gives
one up. Whatever can be exchanged runs along a cycle of arcs.
"""

from typing import NamedTuple

import numpy as np

from matcher.kernels.compiled import part
from matcher.kernels.doorway import Bools, Ints, Shorts

NONE = -1


class Exchange(NamedTuple):
    """The matching and everything that says which arcs there are.

    ``above`` (n_positions,) is the node of a position's group, or OUT; ``below`` lists positions by that node.
    ``node_of`` (n_applicants,) is where an applicant is; ``head``, ``after`` and ``before`` link the undecided ones at
    a node. ``leavers`` counts who may leave it. ``load`` and ``most`` (n_nodes,) are units taken and capacity.
    ``may_stay_free`` (n_nodes,) and ``may_stay_out`` (n_applicants,) tell what is not a must.
    ``column_first`` and ``column_end`` bound the pairs of a position in ``column_pair`` and ``column_applicant``.
    """

    indptr: Ints
    position: Shorts
    above: Shorts
    below_first: Ints
    below: Shorts
    most: Ints
    may_stay_out: Bools
    may_stay_free: Bools
    pair_of: Ints
    node_of: Shorts
    head: Shorts
    after: Shorts
    before: Shorts
    leavers: Shorts
    load: Ints
    decided: Bools
    column_first: Ints
    column_end: Ints
    column_pair: Ints
    column_applicant: Shorts


@part
def out_of(exchange: Exchange) -> int:
    """Return the node that stands for the world outside."""
    return len(exchange.most) - 1


@part
def takes_in(exchange: Exchange, node: int) -> bool:
    """Return whether a position or group has room, so that a unit can go on to what is above it."""
    return bool(exchange.load[node] < exchange.most[node])


@part
def gives_up(exchange: Exchange, node: int) -> bool:
    """Return whether a position or group can do with a unit less, so that one can come from what is above it."""
    return bool(exchange.may_stay_free[node] and exchange.load[node] > 0)


@part
def exchange_of(
    indptr: Ints,
    position: Shorts,
    capacity: Ints,
    group_of: Shorts,
    group_capacity: Ints,
    must_match: Bools,
    must_fill: Bools,
    must_fill_group: Bools,
    pair_of: Ints,
) -> Exchange:
    """Return the exchange of a feasible matching, with nobody decided yet."""
    n_applicants, n_positions, n_groups = len(indptr) - 1, len(capacity), len(group_capacity)
    n_nodes = n_positions + n_groups + 1
    out = n_nodes - 1
    above = np.full(out, out, dtype=np.int32)
    for j in range(n_positions):
        if group_of[j] >= 0:
            above[j] = n_positions + group_of[j]
    below_first, below = _sorted_by(above, n_nodes)
    most = np.zeros(n_nodes, dtype=np.int64)
    most[:n_positions], most[n_positions:out] = capacity, group_capacity
    free = np.ones(n_nodes, dtype=np.bool_)
    free[:n_positions], free[n_positions:out] = ~must_fill, ~must_fill_group
    column_first, column_pair = _sorted_by(position, n_positions)
    exchange = Exchange(
        indptr,
        position,
        above,
        below_first,
        below,
        most,
        ~must_match,
        free,
        np.full(n_applicants, NONE, dtype=np.int64),
        np.full(n_applicants, out, dtype=np.int32),
        np.full(n_nodes, NONE, dtype=np.int32),
        np.full(n_applicants, NONE, dtype=np.int32),
        np.full(n_applicants, NONE, dtype=np.int32),
        np.zeros(n_nodes, dtype=np.int32),
        np.zeros(n_nodes, dtype=np.int64),
        np.zeros(n_applicants, dtype=np.bool_),
        column_first,
        column_first[1:].copy(),
        column_pair,
        _applicants_of(indptr, column_pair),
    )
    for i in range(n_applicants):
        _arrive(exchange, i, pair_of[i])
    return exchange


@part
def _sorted_by(key: Shorts, n_keys: int) -> tuple[Ints, Ints]:
    """Return the bounds of each key and the indices sorted by key."""
    first = np.zeros(n_keys + 2, dtype=np.int64)
    for k in key:
        first[k + 2] += 1
    for k in range(n_keys):
        first[k + 2] += first[k + 1]
    order = np.empty(len(key), dtype=np.int64)
    for x in range(len(key)):
        order[first[key[x] + 1]] = x
        first[key[x] + 1] += 1
    return first[: n_keys + 1].copy(), order


@part
def _applicants_of(indptr: Ints, pairs: Ints) -> Shorts:
    owner = np.empty(len(pairs), dtype=np.int32)
    for i in range(len(indptr) - 1):
        owner[indptr[i] : indptr[i + 1]] = i
    return owner[pairs]


@part
def _arrive(exchange: Exchange, i: int, pair: int) -> None:
    node = out_of(exchange)
    if pair != NONE:
        node = exchange.position[pair]
        exchange.load[node] += 1
        if exchange.above[node] != out_of(exchange):
            exchange.load[exchange.above[node]] += 1
    exchange.pair_of[i] = pair
    exchange.node_of[i] = node
    follower = exchange.head[node]
    exchange.after[i], exchange.before[i] = follower, NONE
    if follower != NONE:
        exchange.before[follower] = i
    exchange.head[node] = i
    if exchange.may_stay_out[i]:
        exchange.leavers[node] += 1


@part
def decide(exchange: Exchange, i: int) -> None:
    """Take applicant ``i`` and its seat out of play for good."""
    _unlink(exchange, i)
    exchange.decided[i] = True


@part
def _unlink(exchange: Exchange, i: int) -> None:
    node, follower, leader = exchange.node_of[i], exchange.after[i], exchange.before[i]
    if leader == NONE:
        exchange.head[node] = follower
    else:
        exchange.after[leader] = follower
    if follower != NONE:
        exchange.before[follower] = leader
    if exchange.may_stay_out[i]:
        exchange.leavers[node] -= 1


@part
def move(exchange: Exchange, i: int, pair: int) -> None:
    """Move applicant ``i`` to ``pair``, or out of the market with NONE."""
    _unlink(exchange, i)
    node = exchange.node_of[i]
    if node != out_of(exchange):
        exchange.load[node] -= 1
        if exchange.above[node] != out_of(exchange):
            exchange.load[exchange.above[node]] -= 1
    _arrive(exchange, i, pair)


@part
def any_leaver(exchange: Exchange, node: int) -> int:
    """Return somebody undecided at ``node`` who may leave the market."""
    i = exchange.head[node]
    while not exchange.may_stay_out[i]:
        i = exchange.after[i]
    return int(i)


@part
def arcs_of(exchange: Exchange) -> tuple[Ints, Shorts]:
    """Return all arcs at present: those of node v lead to ``head[first[v]:first[v + 1]]``."""
    out, n_positions = out_of(exchange), len(exchange.column_end)
    first = np.zeros(out + 2, dtype=np.int64)
    head = np.empty(len(exchange.position) + n_positions + 2 * out, dtype=np.int32)
    end = 0
    for node in range(out + 1):
        i = exchange.head[node]
        while i != NONE:
            for pair in range(exchange.indptr[i], exchange.indptr[i + 1]):
                head[end] = exchange.position[pair]
                end += 1
            i = exchange.after[i]
        if node < n_positions and exchange.leavers[node] > 0:
            head[end] = out
            end += 1
        if node < out and takes_in(exchange, node):
            head[end] = exchange.above[node]
            end += 1
        for x in range(exchange.below_first[node], exchange.below_first[node + 1]):
            if gives_up(exchange, exchange.below[x]):
                head[end] = exchange.below[x]
                end += 1
        first[node + 1] = end
    return first, head[:end]
