"""Exchange: how seats can pass from hand to hand while capacities and musts stay kept.

Nodes are the positions, then the groups, then OUT, the world outside the market. An arc says that one more unit coming
to its tail can be passed on to its head: an undecided applicant moves to another pair, leaves the market or enters it;
a free seat takes the unit in, and who shares the capacity above takes it from there; a seat that may stay free gives
one up. Whatever can be exchanged runs along a cycle of arcs.
"""

from typing import NamedTuple

import numpy as np

from matcher.kernels.buckets import owner_of, sorted_by
from matcher.kernels.compiled import part
from matcher.kernels.doorway import Bools, Ints, Shorts

NONE = -1
# Columns of ``people``: where each is, what it holds, its neighbours in the list of undecided people at that node.
NODE, PAIR, AFTER, BEFORE, DECIDED, MAY_LEAVE = 0, 1, 2, 3, 4, 5
# Columns of ``nodes``: units taken and capacity, first undecided person there, how many of those may leave the market,
# whether units may stay free, the node above (a group or OUT), the bounds of its column of pairs, its component.
LOAD, MOST, HEAD, LEAVERS, MAY_STAY_FREE, ABOVE, COLUMN, COLUMN_END, LABEL = 0, 1, 2, 3, 4, 5, 6, 7, 8


class Exchange(NamedTuple):
    """The matching and everything that says which arcs there are.

    ``people`` (n_applicants, 6) and ``nodes`` (n_positions + n_groups + 1, 9) hold what is asked for together side by
    side: few arrays, as compiled calls count the references to each. ``below[below_first[v]:below_first[v + 1]]`` lists
    the nodes under v; ``column`` (n_pairs, 2) the applicants and pairs of each position.
    """

    indptr: Ints
    position: Shorts
    people: Shorts
    nodes: Shorts
    below_first: Ints
    below: Shorts
    column: Shorts


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
    nodes = _nodes(capacity, group_of, group_capacity, must_fill, must_fill_group, len(indptr))
    below_first, below = sorted_by(nodes[:-1, ABOVE], len(nodes))
    column_first, column_pair = sorted_by(position, len(capacity))
    nodes[: len(capacity), COLUMN] = column_first[:-1]
    nodes[: len(capacity), COLUMN_END] = column_first[1:]
    people = np.full((len(indptr) - 1, 6), NONE, dtype=np.int32)
    people[:, DECIDED] = 0
    people[:, MAY_LEAVE] = ~must_match
    exchange = Exchange(indptr, position, people, nodes, below_first, below, _column(indptr, column_pair))
    for i in range(len(people)):
        _arrive(exchange, i, pair_of[i])
    return exchange


@part
def _nodes(
    capacity: Ints, group_of: Shorts, group_capacity: Ints, must_fill: Bools, must_fill_group: Bools, most: int
) -> Shorts:
    """Return the nodes without people; capacities are cut to ``most``."""
    n_positions = len(capacity)
    out = n_positions + len(group_capacity)
    nodes = np.zeros((out + 1, 9), dtype=np.int32)
    nodes[:, HEAD] = NONE
    nodes[:, ABOVE] = out
    for j in range(n_positions):
        nodes[j, MOST] = min(capacity[j], most)
        nodes[j, MAY_STAY_FREE] = not must_fill[j]
        if group_of[j] >= 0:
            nodes[j, ABOVE] = n_positions + group_of[j]
    for g in range(len(group_capacity)):
        nodes[n_positions + g, MOST] = min(group_capacity[g], most)
        nodes[n_positions + g, MAY_STAY_FREE] = not must_fill_group[g]
    return nodes


@part
def _column(indptr: Ints, pairs: Shorts) -> Shorts:
    owner = owner_of(indptr)
    column = np.empty((len(pairs), 2), dtype=np.int32)
    for x in range(len(pairs)):
        column[x, 0], column[x, 1] = owner[pairs[x]], pairs[x]
    return column


@part
def _arrive(exchange: Exchange, i: int, pair: int) -> None:
    people, nodes = exchange.people, exchange.nodes
    out = len(nodes) - 1
    node = out
    if pair != NONE:
        node = exchange.position[pair]
        nodes[node, LOAD] += 1
        if nodes[node, ABOVE] != out:
            nodes[nodes[node, ABOVE], LOAD] += 1
    follower = nodes[node, HEAD]
    people[i, NODE], people[i, PAIR], people[i, AFTER], people[i, BEFORE] = node, pair, follower, NONE
    if follower != NONE:
        people[follower, BEFORE] = i
    nodes[node, HEAD] = i
    nodes[node, LEAVERS] += people[i, MAY_LEAVE]


@part
def _unlink(people: Shorts, nodes: Shorts, i: int) -> None:
    node, follower, leader = people[i, NODE], people[i, AFTER], people[i, BEFORE]
    if leader == NONE:
        nodes[node, HEAD] = follower
    else:
        people[leader, AFTER] = follower
    if follower != NONE:
        people[follower, BEFORE] = leader
    nodes[node, LEAVERS] -= people[i, MAY_LEAVE]


@part
def decide(exchange: Exchange, i: int) -> None:
    """Take applicant ``i`` and its seat out of play for good."""
    _unlink(exchange.people, exchange.nodes, i)
    exchange.people[i, DECIDED] = 1


@part
def move(exchange: Exchange, i: int, pair: int) -> None:
    """Move applicant ``i`` to ``pair``, or out of the market with NONE."""
    people, nodes = exchange.people, exchange.nodes
    _unlink(people, nodes, i)
    node, out = people[i, NODE], len(nodes) - 1
    if node != out:
        nodes[node, LOAD] -= 1
        if nodes[node, ABOVE] != out:
            nodes[nodes[node, ABOVE], LOAD] -= 1
    _arrive(exchange, i, pair)


@part
def any_leaver(exchange: Exchange, node: int) -> int:
    """Return somebody undecided at ``node`` who may leave the market."""
    i = exchange.nodes[node, HEAD]
    while not exchange.people[i, MAY_LEAVE]:
        i = exchange.people[i, AFTER]
    return int(i)


@part
def takes_in(nodes: Shorts, node: int) -> bool:
    """Return whether a position or group has room, so that a unit can go on to what is above it."""
    return bool(nodes[node, LOAD] < nodes[node, MOST])


@part
def gives_up(nodes: Shorts, node: int) -> bool:
    """Return whether a position or group can do with a unit less, so that one can come from what is above it."""
    return bool(nodes[node, MAY_STAY_FREE] and nodes[node, LOAD] > 0)


@part
def arcs_of(exchange: Exchange) -> tuple[Ints, Shorts]:
    """Return all arcs at present: those of node v lead to ``head[first[v]:first[v + 1]]``."""
    people, nodes = exchange.people, exchange.nodes
    out = len(nodes) - 1
    first = np.zeros(out + 2, dtype=np.int64)
    head = np.empty(len(exchange.position) + 3 * out, dtype=np.int32)
    end = 0
    for node in range(out + 1):
        i = nodes[node, HEAD]
        while i != NONE:
            for pair in range(exchange.indptr[i], exchange.indptr[i + 1]):
                head[end] = exchange.position[pair]
                end += 1
            i = people[i, AFTER]
        if node < out and nodes[node, LEAVERS] > 0:
            head[end] = out
            end += 1
        if node < out and takes_in(nodes, node):
            head[end] = nodes[node, ABOVE]
            end += 1
        for x in range(exchange.below_first[node], exchange.below_first[node + 1]):
            if gives_up(nodes, exchange.below[x]):
                head[end] = exchange.below[x]
                end += 1
        first[node + 1] = end
    return first, head[:end]
