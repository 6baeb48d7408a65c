"""Strongly connected components of a directed graph (Tarjan 1972), without recursion."""

import numpy as np

from matcher.kernels.compiled import part
from matcher.kernels.doorway import Ints, Shorts

UNSEEN = -1


@part
def strong_components(first: Ints, head: Shorts) -> Shorts:
    """Return a label for each node, equal for two nodes when each can reach the other.

    The arcs of node v lead to ``head[first[v]:first[v + 1]]``.
    """
    n = len(first) - 1
    label = np.full(n, UNSEEN, dtype=np.int32)
    number = np.full(n, UNSEEN, dtype=np.int32)
    lowest = np.empty(n, dtype=np.int32)
    at_arc = first[:-1].copy()
    open_nodes = np.empty(n, dtype=np.int32)
    trail = np.empty(n, dtype=np.int32)
    n_open = n_numbered = n_labels = 0
    for root in range(n):
        if number[root] != UNSEEN:
            continue
        depth = 0
        trail[0] = root
        while depth >= 0:
            v = trail[depth]
            if number[v] == UNSEEN:
                number[v] = lowest[v] = n_numbered
                n_numbered += 1
                open_nodes[n_open] = v
                n_open += 1
            child = _next_unseen(first, head, at_arc, number, lowest, label, v)
            if child != UNSEEN:
                depth += 1
                trail[depth] = child
                continue
            if lowest[v] == number[v]:
                n_open = _close(open_nodes, n_open, label, v, n_labels)
                n_labels += 1
            depth -= 1
            if depth >= 0:
                lowest[trail[depth]] = min(lowest[trail[depth]], lowest[v])
    return label


@part
def _next_unseen(first: Ints, head: Shorts, at_arc: Ints, number: Shorts, lowest: Shorts, label: Shorts, v: int) -> int:
    """Go on through the arcs of ``v`` to a node not seen yet; note how far back the others lead."""
    for arc in range(at_arc[v], first[v + 1]):
        w = head[arc]
        if number[w] == UNSEEN:
            at_arc[v] = arc + 1
            return int(w)
        if label[w] == UNSEEN:
            lowest[v] = min(lowest[v], number[w])
    at_arc[v] = first[v + 1]
    return UNSEEN


@part
def _close(open_nodes: Shorts, n_open: int, label: Shorts, v: int, name: int) -> int:
    """Label the component that ``v`` began; return how many nodes are still open."""
    while True:
        n_open -= 1
        w = open_nodes[n_open]
        label[w] = name
        if w == v:
            return n_open
