"""Frontier: positions by distance, in a binary heap that lowers a distance in place, for Dijkstra's searches."""

from typing import NamedTuple

import numpy as np

from matcher.kernels.compiled import part
from matcher.kernels.doorway import Ints, Shorts

FAR = 1 << 61


class Frontier(NamedTuple):
    """``distance`` (n,) is FAR where a search has not come, ``via`` (n,) is how it came.

    ``heap`` holds the open nodes and ``slot`` their places in it; ``touched`` lists all reached;
    ``size`` counts both: [open, touched].
    """

    distance: Ints
    via: Ints
    heap: Shorts
    slot: Shorts
    touched: Shorts
    size: Ints


@part
def frontier_of(n: int) -> Frontier:
    """Return an empty frontier for nodes 0 to n - 1."""
    return Frontier(
        np.full(n, FAR, dtype=np.int64),
        np.empty(n, dtype=np.int64),
        np.empty(n, dtype=np.int32),
        np.empty(n, dtype=np.int32),
        np.empty(n, dtype=np.int32),
        np.zeros(2, dtype=np.int64),
    )


@part
def reach(frontier: Frontier, node: int, distance: int, via: int) -> None:
    """Put down a shorter way to ``node`` and keep it open."""
    if frontier.distance[node] == FAR:
        frontier.touched[frontier.size[1]] = node
        frontier.size[1] += 1
        at = frontier.size[0]
        frontier.size[0] += 1
    else:
        at = frontier.slot[node]
    frontier.distance[node] = distance
    frontier.via[node] = via
    _rise(frontier, node, distance, at)


@part
def _rise(frontier: Frontier, node: int, distance: int, at: int) -> None:
    heap = frontier.heap
    while at > 0:
        above = (at - 1) >> 1
        other = heap[above]
        if frontier.distance[other] <= distance:
            break
        heap[at] = other
        frontier.slot[other] = at
        at = above
    heap[at] = node
    frontier.slot[node] = at


@part
def nearest(frontier: Frontier) -> int:
    """Take the nearest open node out."""
    heap, distance, slot = frontier.heap, frontier.distance, frontier.slot
    first = heap[0]
    size = frontier.size[0] - 1
    frontier.size[0] = size
    node = heap[size]
    at = 0
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        if below + 1 < size and distance[heap[below + 1]] < distance[heap[below]]:
            below += 1
        other = heap[below]
        if distance[other] >= distance[node]:
            break
        heap[at] = other
        slot[other] = at
        at = below
    heap[at] = node
    slot[node] = at
    return int(first)


@part
def forget(frontier: Frontier) -> None:
    """Make every node unreached again."""
    for x in range(frontier.size[1]):
        frontier.distance[frontier.touched[x]] = FAR
    frontier.size[:] = 0
