"""Single repairs: one applicant seated, one seat filled, or a price moved until nobody minds."""

import numpy as np

from matcher.kernels.fillings import all_filled, columns_of, fill_positions
from matcher.kernels.frontier import frontier_of
from matcher.kernels.repairs import Rows, seat_applicants
from matcher.kernels.seats import Seats, seats_of, sit


def two_for_one_seat(*, held_by_first: bool) -> tuple[Rows, Seats]:
    """Two applicants who may stay out, worth 5 and 3, and one position of one seat that may stay free."""
    indptr, position = np.array([0, 1, 2]), np.zeros(2, dtype=np.int32)
    seats = seats_of(indptr, position, np.array([1]))
    if held_by_first:
        sit(seats, 0, 0, 0)
    return Rows(indptr, position, np.array([5, 3]), np.ones(2, dtype=np.bool_), np.ones(1, dtype=np.bool_)), seats


def test_the_price_rises_until_whom_it_leaves_out_does_not_mind() -> None:
    rows, seats = two_for_one_seat(held_by_first=True)
    price = np.array([0])
    assert seat_applicants(rows, seats, price, frontier_of(1))
    assert seats.pair_of.tolist() == [0, -1]
    assert price.tolist() == [3]


def test_who_is_worth_more_takes_the_seat_of_who_is_worth_less() -> None:
    rows, seats = two_for_one_seat(held_by_first=False)
    sit(seats, 1, 0, 1)
    price = np.array([0])
    assert seat_applicants(rows, seats, price, frontier_of(1))
    assert seats.pair_of.tolist() == [0, -1]
    assert price.tolist() == [3]


def test_the_price_of_a_seat_that_nobody_wants_falls_to_nothing() -> None:
    rows, seats = two_for_one_seat(held_by_first=False)
    price = np.array([2])
    rows.weight[:] = -9
    assert not all_filled(rows, seats, price)
    assert fill_positions(rows, columns_of(rows, seats), seats, price, frontier_of(1))
    assert all_filled(rows, seats, price)
    assert price.tolist() == [0]
