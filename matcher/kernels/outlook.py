"""Outlook: nodes by their distance in several limbs, in a binary heap, for Dijkstra's searches level by level."""

from typing import NamedTuple

import numpy as np

from matcher.kernels.compiled import part
from matcher.kernels.doorway import Ints, Shorts

FAR = 1 << 62


class Outlook(NamedTuple):
    """``distance`` (n + 2, n_limbs) is FAR in its first limb where a search has not come.

    Its last two rows are no nodes: the limit of the search, and a trial, a length to be offered.
    ``heap`` holds the open nodes and ``slot`` their places in it; ``touched`` lists all reached; ``size`` counts both:
    [open, touched].
    """

    distance: Ints
    heap: Shorts
    slot: Shorts
    touched: Shorts
    size: Ints


@part
def outlook_of(n: int, n_limbs: int) -> Outlook:
    """Return an empty outlook for nodes 0 to n - 1."""
    distance = np.zeros((n + 2, n_limbs), dtype=np.int64)
    distance[:, 0] = FAR
    return Outlook(
        distance,
        np.empty(n, dtype=np.int32),
        np.empty(n, dtype=np.int32),
        np.empty(n, dtype=np.int32),
        np.zeros(2, dtype=np.int64),
    )


@part
def is_nearer(distance: Ints, one: int, other: int) -> bool:
    """Return whether node ``one`` is the nearer, the first limb that differs deciding."""
    for limb in range(distance.shape[1]):
        if distance[one, limb] != distance[other, limb]:
            return bool(distance[one, limb] < distance[other, limb])
    return False


@part
def begin(outlook: Outlook, node: int, limit: Ints) -> None:
    """Open the first node at no distance; nothing is looked for at ``limit`` and beyond."""
    trial = len(outlook.distance) - 1
    for limb in range(len(limit)):
        outlook.distance[trial - 1, limb] = limit[limb]
        outlook.distance[trial, limb] = 0
    offer(outlook, node)


@part
def within_limit(outlook: Outlook, node: int) -> bool:
    """Return whether a node is nearer than the limit."""
    return is_nearer(outlook.distance, node, len(outlook.distance) - 2)


@part
def offer(outlook: Outlook, node: int) -> None:
    """Put down the trial as a way to ``node`` where it is shorter, and keep the node open."""
    distance = outlook.distance
    trial = len(distance) - 1
    if not is_nearer(distance, trial, node):
        return
    if distance[node, 0] == FAR:
        outlook.touched[outlook.size[1]] = node
        outlook.size[1] += 1
        at = outlook.size[0]
        outlook.size[0] += 1
    else:
        at = outlook.slot[node]
    for limb in range(distance.shape[1]):
        distance[node, limb] = distance[trial, limb]
    heap, slot = outlook.heap, outlook.slot
    while at > 0:
        above = (at - 1) >> 1
        other = heap[above]
        if not is_nearer(distance, trial, other):
            break
        heap[at] = other
        slot[other] = at
        at = above
    heap[at] = node
    slot[node] = at


@part
def take_nearest(outlook: Outlook) -> int:
    """Take the nearest open node out."""
    heap, distance, slot = outlook.heap, outlook.distance, outlook.slot
    first = heap[0]
    size = outlook.size[0] - 1
    outlook.size[0] = size
    node = heap[size]
    at = 0
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        if below + 1 < size and is_nearer(distance, heap[below + 1], heap[below]):
            below += 1
        other = heap[below]
        if not is_nearer(distance, other, node):
            break
        heap[at] = other
        slot[other] = at
        at = below
    heap[at] = node
    slot[node] = at
    return int(first)


@part
def look_away(outlook: Outlook) -> None:
    """Make every node unreached again."""
    for x in range(outlook.size[1]):
        outlook.distance[outlook.touched[x], 0] = FAR
    outlook.size[:] = 0
