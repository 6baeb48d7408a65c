"""Cycles: can a unit that comes to one node be passed on to another? A search from both ends, and what it learns.

Nodes that share a cycle share a label. Deciding an applicant only removes arcs, and passing units along a cycle keeps
the components, so labels that differ once differ for ever. A search that finds no way has closed a set that no cycle
leaves; it gets a label of its own, and because both ends advance in step, little more than the smaller is paid for.
"""

from typing import NamedTuple

import numpy as np

from matcher.kernels.compiled import part
from matcher.kernels.doorway import Ints, Shorts
from matcher.kernels.exchange import (
    ABOVE,
    AFTER,
    COLUMN,
    COLUMN_END,
    DECIDED,
    HEAD,
    LABEL,
    LEAVERS,
    NODE,
    NONE,
    Exchange,
    any_leaver,
    gives_up,
    move,
    takes_in,
)

LEAVES = -1
NOBODY = -2
LOOKS_PER_ROW = 8
# Columns of a side's notes: the search in which a node was last reached, the next node on the way back to the side's
# end, who moves between the two (LEAVES: somebody leaves the market, NOBODY: only free seats change hands), where to.
TURN, TOWARD, MOVER, PAIR = 0, 1, 2, 3
# A side's counters.
REACHED, EXPANDED, LOOKS, OUT_IS_LEFT = 0, 1, 2, 3


class Side(NamedTuple):
    """One end's search: its own notes and the other side's (n_nodes, 4), the nodes reached, in order, and counters.

    OUT touches almost everything, so it is expanded last: until then it stands in a counter.
    """

    mine: Shorts
    theirs: Shorts
    reached: Shorts
    count: Ints


@part
def sides_of(n_nodes: int) -> tuple[Side, Side]:
    """Return two sides that have reached nothing."""
    fore, back = np.zeros((n_nodes, 4), dtype=np.int32), np.zeros((n_nodes, 4), dtype=np.int32)
    return (
        Side(fore, back, np.empty(n_nodes, dtype=np.int32), np.zeros(4, dtype=np.int64)),
        Side(back, fore, np.empty(n_nodes, dtype=np.int32), np.zeros(4, dtype=np.int64)),
    )


@part
def find_way(exchange: Exchange, fore: Side, back: Side, turn: int, start: int, goal: int) -> int:
    """Return a node where ways from ``start`` and to ``goal`` meet; NONE when there is none, and label apart."""
    nodes = exchange.nodes
    _begin(nodes, fore, turn, start)
    _begin(nodes, back, turn, goal)
    meeting = NONE
    while meeting == NONE:
        if _is_done(fore.count):
            _label_apart(nodes, fore)
            break
        if _is_done(back.count):
            _label_apart(nodes, back)
            break
        if _next_cost(nodes, fore.count) <= _next_cost(nodes, back.count):
            meeting = _expand_forward(exchange, fore, turn)
        else:
            meeting = _expand_backward(exchange, back, turn)
    return meeting


@part
def _begin(nodes: Shorts, side: Side, turn: int, node: int) -> None:
    side.count[:] = 0
    _reach(nodes, side, turn, nodes[node, LABEL], node, NONE, NOBODY, NONE)


@part
def _is_done(count: Ints) -> bool:
    return bool(count[EXPANDED] == count[REACHED] and count[OUT_IS_LEFT] == 0)


@part
def _next_cost(nodes: Shorts, count: Ints) -> int:
    """Return the looks so far, and those that OUT will take when it is next."""
    if count[EXPANDED] < count[REACHED]:
        return int(count[LOOKS])
    return int(count[LOOKS] + len(nodes) + LOOKS_PER_ROW * nodes[-1, LEAVERS])


@part
def _label_apart(nodes: Shorts, side: Side) -> None:
    """Give the closed set a label of its own: the number of one of its nodes (the first labels are below zero)."""
    for x in range(side.count[REACHED]):
        nodes[side.reached[x], LABEL] = side.reached[0]


@part
def _reach(nodes: Shorts, side: Side, turn: int, label: int, node: int, toward: int, mover: int, pair: int) -> int:
    """Note how ``node`` was reached; return it when the other side has been there, else NONE."""
    count, mine = side.count, side.mine
    count[LOOKS] += 1
    if mine[node, TURN] == turn or nodes[node, LABEL] != label:
        return NONE
    mine[node, TURN], mine[node, TOWARD], mine[node, MOVER], mine[node, PAIR] = turn, toward, mover, pair
    if node == len(nodes) - 1:
        count[OUT_IS_LEFT] = 1
    else:
        side.reached[count[REACHED]] = node
        count[REACHED] += 1
    return node if side.theirs[node, TURN] == turn else NONE


@part
def _take(side: Side, out: int) -> int:
    """Return the next node to expand."""
    count = side.count
    if count[EXPANDED] == count[REACHED]:
        count[OUT_IS_LEFT] = 0
        side.reached[count[REACHED]] = out
        count[REACHED] += 1
    count[EXPANDED] += 1
    return int(side.reached[count[EXPANDED] - 1])


@part
def _expand_forward(exchange: Exchange, side: Side, turn: int) -> int:
    """Reach whatever a unit at the next node can be passed on to."""
    nodes, people, indptr, position = exchange.nodes, exchange.people, exchange.indptr, exchange.position
    out = len(nodes) - 1
    node = _take(side, out)
    label = nodes[node, LABEL]
    meeting = NONE
    if node < out and takes_in(nodes, node):
        meeting = _reach(nodes, side, turn, label, nodes[node, ABOVE], node, NOBODY, NONE)
    if meeting == NONE and node < out and nodes[node, LEAVERS] > 0:
        meeting = _reach(nodes, side, turn, label, out, node, LEAVES, NONE)
    for x in range(exchange.below_first[node], exchange.below_first[node + 1]):
        if meeting == NONE and gives_up(nodes, exchange.below[x]):
            meeting = _reach(nodes, side, turn, label, exchange.below[x], node, NOBODY, NONE)
    i = nodes[node, HEAD]
    while i != NONE and meeting == NONE:
        for pair in range(indptr[i], indptr[i + 1]):
            meeting = _reach(nodes, side, turn, label, position[pair], node, i, pair)
            if meeting != NONE:
                break
        i = people[i, AFTER]
    return meeting


@part
def _expand_backward(exchange: Exchange, side: Side, turn: int) -> int:
    """Reach whatever can pass a unit on to the next node."""
    nodes = exchange.nodes
    out = len(nodes) - 1
    node = _take(side, out)
    label = nodes[node, LABEL]
    meeting = NONE
    if node < out and gives_up(nodes, node):
        meeting = _reach(nodes, side, turn, label, nodes[node, ABOVE], node, NOBODY, NONE)
    for x in range(exchange.below_first[node], exchange.below_first[node + 1]):
        if meeting == NONE and takes_in(nodes, exchange.below[x]):
            meeting = _reach(nodes, side, turn, label, exchange.below[x], node, NOBODY, NONE)
    if meeting == NONE:
        meeting = _expand_column(exchange, side, turn, node)
    if node == out:
        for j in range(out):
            if meeting == NONE and nodes[j, LEAVERS] > 0:
                meeting = _reach(nodes, side, turn, label, j, node, LEAVES, NONE)
    return meeting


@part
def _expand_column(exchange: Exchange, side: Side, turn: int, node: int) -> int:
    """Reach those who could move to ``node``; pairs that never can again drop out of its column."""
    nodes, people, column = exchange.nodes, exchange.people, exchange.column
    label = nodes[node, LABEL]
    x, end = nodes[node, COLUMN], nodes[node, COLUMN_END]
    meeting = NONE
    while x < end and meeting == NONE:
        i = column[x, 0]
        if people[i, DECIDED] or nodes[people[i, NODE], LABEL] != label:
            end -= 1
            column[x, 0], column[x, 1] = column[end, 0], column[end, 1]
        else:
            meeting = _reach(nodes, side, turn, label, people[i, NODE], node, i, column[x, 1])
            x += 1
    nodes[node, COLUMN_END] = end
    return meeting


@part
def pass_along(exchange: Exchange, fore: Side, back: Side, start: int, meeting: int, goal: int) -> None:
    """Carry out every move on the way from ``start`` over ``meeting`` to ``goal``."""
    node = meeting
    while node != start:
        tail = fore.mine[node, TOWARD]
        _step(exchange, tail, fore.mine[node, MOVER], fore.mine[node, PAIR])
        node = tail
    node = meeting
    while node != goal:
        _step(exchange, node, back.mine[node, MOVER], back.mine[node, PAIR])
        node = back.mine[node, TOWARD]


@part
def _step(exchange: Exchange, tail: int, mover: int, pair: int) -> None:
    if mover == LEAVES:
        move(exchange, any_leaver(exchange, tail), NONE)
    elif mover != NOBODY:
        move(exchange, mover, pair)
