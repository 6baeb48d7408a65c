"""Cycles: can a unit that comes to one node be passed on to another? A search from both ends, and what it learns.

Nodes that share a cycle share a label. Deciding an applicant only removes arcs, and passing units along a cycle keeps
the components, so labels that differ once differ for ever. A search that finds no way has closed a set that no cycle
leaves; it gets a label of its own, and because both ends advance in step, little more than the smaller is paid for.
"""

from typing import NamedTuple

import numpy as np

from matcher.kernels.compiled import part
from matcher.kernels.doorway import Ints, Shorts
from matcher.kernels.exchange import NONE, Exchange, any_leaver, gives_up, move, out_of, takes_in

LEAVES = -1
NOBODY = -2
LOOKS_PER_ROW = 8
REACHED, EXPANDED, LOOKS, OUT_IS_LEFT = 0, 1, 2, 3


class Side(NamedTuple):
    """One end's search. ``turn`` (n_nodes,) is the search in which a node was last reached.

    ``toward`` is the next node on the way back to that end, ``mover`` who moves between the two (LEAVES: somebody
    leaves the market, NOBODY: only free seats change hands) and ``pair`` where to. ``reached`` lists the nodes reached.
    OUT, which touches almost everything, is expanded last. ``count`` holds the four numbers named above.
    """

    turn: Shorts
    toward: Shorts
    mover: Shorts
    pair: Ints
    reached: Shorts
    count: Ints


@part
def side_of(n_nodes: int) -> Side:
    """Return a side that has reached nothing."""
    return Side(
        np.zeros(n_nodes, dtype=np.int32),
        np.empty(n_nodes, dtype=np.int32),
        np.empty(n_nodes, dtype=np.int32),
        np.empty(n_nodes, dtype=np.int64),
        np.empty(n_nodes, dtype=np.int32),
        np.zeros(4, dtype=np.int64),
    )


@part
def find_way(exchange: Exchange, label: Shorts, fore: Side, back: Side, turn: int, start: int, goal: int) -> int:
    """Return a node where ways from ``start`` and to ``goal`` meet; NONE when there is none, and label apart."""
    out, name = out_of(exchange), label[goal]
    fore.count[:], back.count[:] = 0, 0
    _reach(fore, back, label, name, turn, out, start, NONE, NOBODY, NONE)
    _reach(back, fore, label, name, turn, out, goal, NONE, NOBODY, NONE)
    meeting = NONE
    while meeting == NONE:
        if _is_done(fore):
            _label_apart(fore, label)
            break
        if _is_done(back):
            _label_apart(back, label)
            break
        if _next_cost(exchange, fore) <= _next_cost(exchange, back):
            meeting = _expand_forward(exchange, label, fore, back, name, turn, out)
        else:
            meeting = _expand_backward(exchange, label, back, fore, name, turn, out)
    return meeting


@part
def _is_done(side: Side) -> bool:
    return bool(side.count[EXPANDED] == side.count[REACHED] and side.count[OUT_IS_LEFT] == 0)


@part
def _next_cost(exchange: Exchange, side: Side) -> int:
    """Return the looks so far, and those that OUT will take when it is next."""
    if side.count[EXPANDED] < side.count[REACHED]:
        return int(side.count[LOOKS])
    return int(side.count[LOOKS] + len(exchange.most) + LOOKS_PER_ROW * exchange.leavers[out_of(exchange)])


@part
def _label_apart(side: Side, label: Shorts) -> None:
    """Give the closed set a label of its own: the number of one of its nodes, as the old labels are below zero."""
    for x in range(side.count[REACHED]):
        label[side.reached[x]] = side.reached[0]


@part
def _reach(
    side: Side, other: Side, label: Shorts, name: int, turn: int, out: int, node: int, toward: int, mover: int, pair: int
) -> int:
    """Note how ``node`` was reached; return it when the other side has been there, else NONE."""
    side.count[LOOKS] += 1
    if side.turn[node] == turn or label[node] != name:
        return NONE
    side.turn[node] = turn
    side.toward[node], side.mover[node], side.pair[node] = toward, mover, pair
    if node == out:
        side.count[OUT_IS_LEFT] = 1
    else:
        side.reached[side.count[REACHED]] = node
        side.count[REACHED] += 1
    return node if other.turn[node] == turn else NONE


@part
def _take(side: Side, out: int) -> int:
    """Return the next node to expand."""
    if side.count[EXPANDED] == side.count[REACHED]:
        side.count[OUT_IS_LEFT] = 0
        side.reached[side.count[REACHED]] = out
        side.count[REACHED] += 1
    side.count[EXPANDED] += 1
    return int(side.reached[side.count[EXPANDED] - 1])


@part
def _expand_forward(
    exchange: Exchange, label: Shorts, side: Side, other: Side, name: int, turn: int, out: int
) -> int:
    """Reach whatever a unit at the next node can be passed on to."""
    node = _take(side, out)
    meeting = NONE
    if node < out and takes_in(exchange, node):
        meeting = _reach(side, other, label, name, turn, out, exchange.above[node], node, NOBODY, NONE)
    if meeting == NONE and node < out and exchange.leavers[node] > 0:
        meeting = _reach(side, other, label, name, turn, out, out, node, LEAVES, NONE)
    for x in range(exchange.below_first[node], exchange.below_first[node + 1]):
        if meeting == NONE and gives_up(exchange, exchange.below[x]):
            meeting = _reach(side, other, label, name, turn, out, exchange.below[x], node, NOBODY, NONE)
    i = exchange.head[node]
    while i != NONE and meeting == NONE:
        for pair in range(exchange.indptr[i], exchange.indptr[i + 1]):
            meeting = _reach(side, other, label, name, turn, out, exchange.position[pair], node, i, pair)
            if meeting != NONE:
                break
        i = exchange.after[i]
    return meeting


@part
def _expand_backward(
    exchange: Exchange, label: Shorts, side: Side, other: Side, name: int, turn: int, out: int
) -> int:
    """Reach whatever can pass a unit on to the next node."""
    node = _take(side, out)
    meeting = NONE
    if node < out and gives_up(exchange, node):
        meeting = _reach(side, other, label, name, turn, out, exchange.above[node], node, NOBODY, NONE)
    for x in range(exchange.below_first[node], exchange.below_first[node + 1]):
        if meeting == NONE and takes_in(exchange, exchange.below[x]):
            meeting = _reach(side, other, label, name, turn, out, exchange.below[x], node, NOBODY, NONE)
    if meeting == NONE and node < len(exchange.column_end):
        meeting = _expand_column(exchange, label, side, other, name, turn, out, node)
    if node == out:
        for j in range(len(exchange.column_end)):
            if meeting == NONE and exchange.leavers[j] > 0:
                meeting = _reach(side, other, label, name, turn, out, j, node, LEAVES, NONE)
    return meeting


@part
def _expand_column(
    exchange: Exchange, label: Shorts, side: Side, other: Side, name: int, turn: int, out: int, node: int
) -> int:
    """Reach those who could move to position ``node``; pairs that never can again drop out of its column."""
    x = exchange.column_first[node]
    while x < exchange.column_end[node]:
        i = exchange.column_applicant[x]
        if exchange.decided[i] or label[exchange.node_of[i]] != name:
            last = exchange.column_end[node] - 1
            exchange.column_end[node] = last
            exchange.column_applicant[x] = exchange.column_applicant[last]
            exchange.column_pair[x] = exchange.column_pair[last]
            continue
        meeting = _reach(
            side, other, label, name, turn, out, exchange.node_of[i], node, i, exchange.column_pair[x]
        )
        if meeting != NONE:
            return meeting
        x += 1
    return NONE


@part
def pass_along(exchange: Exchange, fore: Side, back: Side, start: int, meeting: int, goal: int) -> None:
    """Carry out every move on the way from ``start`` over ``meeting`` to ``goal``."""
    node = meeting
    while node != start:
        tail = fore.toward[node]
        _step(exchange, tail, fore.mover[node], fore.pair[node])
        node = tail
    node = meeting
    while node != goal:
        _step(exchange, node, back.mover[node], back.pair[node])
        node = back.toward[node]


@part
def _step(exchange: Exchange, tail: int, mover: int, pair: int) -> None:
    if mover == LEAVES:
        move(exchange, any_leaver(exchange, tail), NONE)
    elif mover != NOBODY:
        move(exchange, mover, pair)
