"""The array door: exact against a brute force, proved by its duals, and clear about wrong arrays."""

from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest

from matcher import assign, deferred_acceptance
from matcher.arrays import seat_prices, verify_duals


def market(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    r = np.random.default_rng(seed)
    n, m = int(r.integers(1, 6)), int(r.integers(1, 5))
    rows = [r.permutation(m)[: r.integers(0, m + 1)] for _ in range(n)]
    indptr = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    position = np.concatenate([*rows, np.zeros(0, dtype=np.int64)]).astype(np.int64)
    return indptr, position, r.integers(-5, 9, len(position)), r.integers(0, 3, m)


def best(indptr: np.ndarray, position: np.ndarray, value: np.ndarray, capacity: np.ndarray) -> tuple[int, int]:
    rows = [[None, *range(a, b)] for a, b in pairwise(indptr)]
    found = (0, 0)
    for chosen in product(*rows):
        pairs = [k for k in chosen if k is not None]
        if (np.bincount(position[pairs], minlength=len(capacity)) <= capacity).all() if pairs else True:
            found = max(found, (len(pairs), int(sum(value[k] for k in pairs))))
    return found


@pytest.mark.parametrize("seed", range(300))
def test_assign_is_exact_and_its_duals_add_up(seed: int) -> None:
    indptr, position, value, capacity = market(seed)
    held, duals = assign(indptr, position, value, capacity, duals=True)
    pairs = [k for i, j in enumerate(held) if j >= 0 for k in range(indptr[i], indptr[i + 1]) if position[k] == j]
    total = int(value[pairs].sum())
    assert (len(pairs), total) == best(indptr, position, value, capacity)
    assert verify_duals(indptr, position, value, capacity, held, duals)


@pytest.mark.parametrize("seed", range(300))
def test_duals_of_the_best_prove_nothing_less(seed: int) -> None:
    indptr, position, value, capacity = market(seed)
    held, duals = assign(indptr, position, value, capacity, duals=True)
    for i in np.flatnonzero(held >= 0):
        fewer = held.copy()
        fewer[i] = -1
        assert not verify_duals(indptr, position, value, capacity, fewer, duals)


@pytest.mark.parametrize("seed", range(300))
def test_nobody_blocks_what_deferred_acceptance_gives(seed: int) -> None:
    indptr, position, priority, capacity = market(seed)
    held = deferred_acceptance(indptr, position, priority, capacity)
    at = [
        next((k for k in range(a, b) if position[k] == j), b) for a, b, j in zip(indptr, indptr[1:], held, strict=False)
    ]
    for i in range(len(held)):
        for k in range(indptr[i], at[i]):
            others = [(priority[at[o]], o) for o in range(len(held)) if held[o] == position[k]]
            assert len(others) >= capacity[position[k]]
            assert all(other < (priority[k], i) for other in others)


@pytest.mark.parametrize(
    ("arrays", "error"),
    [
        (([0, 1], [0], [1.5], [1]), TypeError),
        (([0, 2], [0], [1], [1]), ValueError),
        (([0, 1], [3], [1], [1]), ValueError),
        (([0, 1], [0], [1], [-1]), ValueError),
        (([0, 1], [0], [1, 2], [1]), ValueError),
        (([0, 1], [0], [2**62], [1]), ValueError),
        (([[0, 1]], [0], [1], [1]), ValueError),
        (([0, 2, 1, 3], [0, 0, 0], [1, 1, 1], [1]), ValueError),
        (([0, 1], [0], np.array([2**63], dtype=np.uint64), [1]), ValueError),
    ],
)
def test_wrong_arrays_are_refused(arrays: tuple[Any, Any, Any, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        assign(*arrays)


ONE_SEAT = ([0, 1, 2], [0, 0], [3, 5], [1])


@pytest.mark.parametrize("assigned", [[0, 0], [-1, 1]])
def test_what_is_no_matching_is_proved_by_nothing(assigned: list[int]) -> None:
    wide = ([0, 1, 2], [0, 0], [3, 5], [1, 1])
    _, duals = assign(*wide, duals=True)
    assert verify_duals(*wide, [-1, 0], duals)
    assert not verify_duals(*wide, assigned, duals)


def test_a_negative_price_of_a_seat_among_the_largest_matchings_proves_nothing() -> None:
    held, duals = assign(*ONE_SEAT, duals=True)
    assert not verify_duals(*ONE_SEAT, held, replace(duals, matched=-duals.matched))


def test_a_matching_of_other_applicants_is_refused() -> None:
    _, duals = assign(*ONE_SEAT, duals=True)
    with pytest.raises(ValueError, match="has 3 entries for 2 applicants"):
        verify_duals(*ONE_SEAT, [0, -1, -1], duals)


def test_more_pairs_than_the_kernels_can_number_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matcher.arrays.MOST_PAIRS", 1)
    with pytest.raises(ValueError, match="2 pairs are more than 1"):
        assign(*ONE_SEAT)


@pytest.mark.parametrize("seed", range(300))
def test_a_seat_is_worth_what_the_best_with_one_more_or_fewer_differs_by(seed: int) -> None:
    indptr, position, value, capacity = market(seed)
    held, duals = assign(indptr, position, value, capacity, duals=True)
    next_seat, last_seat = seat_prices(indptr, position, value, capacity, held, duals)
    now = best(indptr, position, value, capacity)
    for j in range(len(capacity)):
        one = np.arange(len(capacity)) == j
        more = best(indptr, position, value, capacity + one)
        assert next_seat[j].tolist() == [more[0] - now[0], more[1] - now[1]]
        if capacity[j]:
            fewer = best(indptr, position, value, capacity - one)
            assert last_seat[j].tolist() == [now[0] - fewer[0], now[1] - fewer[1]]


def test_of_a_pair_named_twice_the_better_one_prices_the_seat() -> None:
    twice = np.array([0, 2]), np.array([0, 0]), np.array([3, 5]), np.array([1])
    held, duals = assign(*twice, duals=True)
    assert [p.tolist() for p in seat_prices(*twice, held, duals)] == [[[0, 0]], [[1, 5]]]


@pytest.mark.parametrize(
    ("held", "words"),
    [([0, 0, 0], "has 3 entries"), ([1, -1], "names a position"), ([0, -1], "prove"), ([0, 0], "capacity")],
)
def test_prices_of_anything_but_the_best_are_refused(held: list[int], words: str) -> None:
    _, duals = assign(*ONE_SEAT, duals=True)
    with pytest.raises(ValueError, match=words):
        seat_prices(*ONE_SEAT, held, duals)
