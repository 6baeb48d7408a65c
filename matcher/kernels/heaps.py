"""Heaps: many small min-heaps of int64 keys in one array, each in a stretch that begins at ``first``."""

from matcher.kernels.compiled import part
from matcher.kernels.doorway import Ints


@part
def push(heap: Ints, first: int, size: int, key: int) -> None:
    """Add a key to the heap of ``size`` keys."""
    at = size
    while at > 0:
        above = (at - 1) >> 1
        if heap[first + above] <= key:
            break
        heap[first + at] = heap[first + above]
        at = above
    heap[first + at] = key


@part
def sink(heap: Ints, first: int, size: int, at: int, key: int) -> None:
    """Put a key at ``at`` in place of the one there, where nothing below it is out of order."""
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        if below + 1 < size and heap[first + below + 1] < heap[first + below]:
            below += 1
        if heap[first + below] >= key:
            break
        heap[first + at] = heap[first + below]
        at = below
    heap[first + at] = key


@part
def pop(heap: Ints, first: int, size: int) -> int:
    """Take the least key out of the heap of ``size`` keys."""
    least = heap[first]
    sink(heap, first, size - 1, 0, heap[first + size - 1])
    return int(least)


@part
def order_all(heap: Ints, first: int, size: int) -> None:
    """Make a heap of ``size`` keys in any order."""
    for at in range(size // 2 - 1, -1, -1):
        sink(heap, first, size, at, heap[first + at])
