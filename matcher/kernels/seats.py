"""Seats: who sits where. The seats of position j are ``first[j]`` to ``first[j + 1]``; those taken come first."""

from typing import NamedTuple

import numpy as np

from matcher.kernels.compiled import part
from matcher.kernels.doorway import Ints, Shorts

NONE = -1


class Seats(NamedTuple):
    """``pair_of`` (n_applicants,): the pair held or -1; ``seat_of``: the seat at which it is held.

    ``taken`` (n_positions,) counts seats taken; ``occupant`` (n_seats,) names who takes them.
    """

    first: Ints
    taken: Ints
    occupant: Shorts
    seat_of: Ints
    pair_of: Ints


@part
def seats_of(indptr: Ints, position: Shorts, capacity: Ints) -> Seats:
    """Return empty seats. A capacity that all of a position's pairs could not fill is cut to one more than those."""
    n_positions = len(capacity)
    first = np.zeros(n_positions + 1, dtype=np.int64)
    for pair in range(len(position)):
        first[position[pair] + 1] += 1
    for j in range(n_positions):
        first[j + 1] = first[j] + min(capacity[j], first[j + 1] + 1)
    return Seats(
        first,
        np.zeros(n_positions, dtype=np.int64),
        np.empty(first[n_positions], dtype=np.int32),
        np.empty(len(indptr) - 1, dtype=np.int64),
        np.full(len(indptr) - 1, NONE, dtype=np.int64),
    )


@part
def has_room(seats: Seats, j: int) -> bool:
    """Return whether position ``j`` has a free seat."""
    return bool(seats.taken[j] < seats.first[j + 1] - seats.first[j])


@part
def sit(seats: Seats, i: int, j: int, pair: int) -> None:
    """Give applicant ``i`` the next free seat of position ``j``."""
    at = seats.first[j] + seats.taken[j]
    seats.taken[j] += 1
    seats.occupant[at] = i
    seats.seat_of[i] = at
    seats.pair_of[i] = pair


@part
def stand_up(seats: Seats, i: int, j: int) -> None:
    """Free the seat of applicant ``i`` at ``j``; who sits last there moves up."""
    seats.taken[j] -= 1
    last = seats.occupant[seats.first[j] + seats.taken[j]]
    seats.occupant[seats.seat_of[i]] = last
    seats.seat_of[last] = seats.seat_of[i]
    seats.pair_of[i] = NONE


@part
def sit_at(seats: Seats, i: int, seat: int, pair: int) -> None:
    """Give applicant ``i`` a seat that somebody else leaves."""
    seats.occupant[seat] = i
    seats.seat_of[i] = seat
    seats.pair_of[i] = pair
