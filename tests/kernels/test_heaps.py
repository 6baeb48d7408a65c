"""Heaps and the frontier of a search give back the least first."""

from random import Random

import numpy as np
import pytest

from matcher.kernels.frontier import FAR, forget, frontier_of, nearest, reach
from matcher.kernels.heaps import order_all, pop, push, sink


@pytest.mark.parametrize("seed", range(60))
def test_keys_pushed_in_any_order_come_out_sorted_and_leave_neighbours_alone(seed: int) -> None:
    r = Random(seed)
    keys = [r.randint(-9, 9) for _ in range(r.randint(0, 20))]
    heap = np.full(len(keys) + 4, 77, dtype=np.int64)
    for size, key in enumerate(keys):
        push(heap, 2, size, key)
    assert [pop(heap, 2, size) for size in range(len(keys), 0, -1)] == sorted(keys)
    assert heap[[0, 1, -2, -1]].tolist() == [77] * 4


@pytest.mark.parametrize("seed", range(60))
def test_keys_ordered_at_once_come_out_sorted(seed: int) -> None:
    r = Random(seed)
    keys = [r.randint(-9, 9) for _ in range(r.randint(0, 20))]
    heap = np.array([77, *keys, 77], dtype=np.int64)
    order_all(heap, 1, len(keys))
    assert [pop(heap, 1, size) for size in range(len(keys), 0, -1)] == sorted(keys)


def test_the_top_can_be_replaced_by_a_greater_key() -> None:
    heap = np.array([1, 4, 2, 9], dtype=np.int64)
    sink(heap, 0, 4, 0, 7)
    assert [pop(heap, 0, size) for size in (4, 3, 2, 1)] == [2, 4, 7, 9]


@pytest.mark.parametrize("seed", range(60))
def test_the_frontier_gives_nodes_by_their_last_distance(seed: int) -> None:
    r = Random(seed)
    n = r.randint(1, 15)
    frontier = frontier_of(n)
    distance: dict[int, int] = {}
    for _ in range(3 * n):
        node, d = r.randrange(n), r.randint(0, 50)
        if d < distance.get(node, FAR):
            distance[node] = d
            reach(frontier, node, d, d + 1)
    nodes = [nearest(frontier) for _ in distance]
    assert sorted(nodes) == sorted(distance)
    assert [distance[v] for v in nodes] == sorted(distance.values())
    assert all(frontier.via[v] == distance[v] + 1 for v in nodes)


def test_a_forgotten_frontier_is_as_new() -> None:
    frontier = frontier_of(3)
    reach(frontier, 2, 5, 0)
    reach(frontier, 0, 4, 0)
    forget(frontier)
    assert frontier.distance.tolist() == [FAR] * 3
    assert frontier.size.tolist() == [0, 0]
