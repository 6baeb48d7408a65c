"""The small parts on which the kernels stand: buckets, owners of pairs, seats, tight pairs, the doorway."""

from random import Random

import numpy as np
import pytest

from matcher.kernels.buckets import owner_of, sorted_by
from matcher.kernels.doorway import bools, ints, shorts
from matcher.kernels.face import tight_face
from matcher.kernels.seats import has_room, seats_of, sit, sit_at, stand_up
from tests.kernels.small_markets import small_market


@pytest.mark.parametrize("seed", range(40))
def test_buckets_hold_the_indices_of_each_key_in_order(seed: int) -> None:
    r = Random(seed)
    n_keys = r.randint(1, 5)
    key = [r.randrange(n_keys) for _ in range(r.randint(0, 12))]
    first, order = sorted_by(np.array(key, dtype=np.int32), n_keys)
    found = [order[first[k] : first[k + 1]].tolist() for k in range(n_keys)]
    assert found == [[x for x, other in enumerate(key) if other == k] for k in range(n_keys)]


@pytest.mark.parametrize("seed", range(40))
def test_each_pair_belongs_to_the_row_it_stands_in(seed: int) -> None:
    market = small_market(seed)
    assert owner_of(market.indptr).tolist() == [i for i, row in enumerate(market.rows) for _ in row]


@pytest.mark.parametrize("seed", range(40))
def test_the_face_keeps_exactly_the_tight_pairs(seed: int) -> None:
    m, r = small_market(seed), Random(seed)
    price = np.array([r.randint(-1, 1) for _ in m.capacity])
    surplus = np.array([r.randint(-1, 1) for _ in m.rows], dtype=np.int64)
    indptr, position, pair = tight_face(m.indptr, m.position, m.weight, price, surplus)
    tight = [[p for p in row if m.weight[p] - price[m.position[p]] == surplus[i]] for i, row in enumerate(m.rows)]
    assert pair.tolist() == [p for row in tight for p in row]
    assert np.diff(indptr).tolist() == [len(row) for row in tight]
    assert position.tolist() == m.position[pair].tolist()


def test_seats_no_pair_could_fill_are_cut_to_one_more_than_the_pairs() -> None:
    seats = seats_of(np.array([0, 1, 2]), np.array([0, 0], dtype=np.int32), np.array([10**12, 10**12, 0]))
    assert np.diff(seats.first).tolist() == [3, 1, 0]


def test_who_sits_last_moves_up_when_a_seat_is_freed() -> None:
    seats = seats_of(np.array([0, 1, 2]), np.array([0, 0], dtype=np.int32), np.array([2]))
    sit(seats, 0, 0, 0)
    sit(seats, 1, 0, 1)
    assert not has_room(seats, 0)
    stand_up(seats, 0, 0)
    assert has_room(seats, 0)
    assert seats.occupant[0] == 1
    assert seats.seat_of[1] == 0
    assert seats.pair_of.tolist() == [-1, 1]


def test_a_seat_that_somebody_leaves_is_taken_over() -> None:
    seats = seats_of(np.array([0, 1, 2]), np.array([0, 0], dtype=np.int32), np.array([1]))
    sit(seats, 0, 0, 0)
    sit_at(seats, 1, seats.seat_of[0], 1)
    assert seats.occupant.tolist() == [1]
    assert seats.pair_of[1] == 1


def test_the_doorway_brings_lists_and_read_only_arrays_to_one_layout() -> None:
    frozen = np.arange(6)[::2]
    frozen.flags.writeable = False
    for brought, dtype in ((ints(frozen), np.int64), (shorts([0, 2, 4]), np.int32), (bools([0, 1, 1]), np.bool_)):
        assert brought.dtype == dtype
        assert brought.flags.c_contiguous
        assert brought.flags.writeable
    assert ints(frozen).tolist() == [0, 2, 4]
