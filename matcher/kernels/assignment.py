"""The best matching of a face with exact prices: an auction, then shortest-path repairs of what it left."""

import numpy as np
import numpy.typing as npt

from matcher.errors import SolverError
from matcher.kernels.auction import SHUT_PRICE, bid_for_seats
from matcher.kernels.compiled import entry, part
from matcher.kernels.doorway import Bools, Ints, Shorts, bools, ints, shorts
from matcher.kernels.fillings import all_filled, columns_of, fill_positions
from matcher.kernels.frontier import frontier_of
from matcher.kernels.repairs import Rows, best_surplus, seat_applicants
from matcher.kernels.seats import NONE, Seats, seats_of, sit

MOST_PRICE = 1 << 59


class UnmetError(SolverError, ValueError):
    """No matching meets the musts: an error where some must, a dead end in a search."""


def best_assignment(
    indptr: npt.ArrayLike,
    position: npt.ArrayLike,
    weight: npt.ArrayLike,
    capacity: npt.ArrayLike,
    must_match: npt.ArrayLike,
    must_fill: npt.ArrayLike,
) -> tuple[Ints, Ints, Ints]:
    """Return ``pair_of``, ``price`` and ``surplus`` of a matching with the largest sum of weights.

    Shapes as in :mod:`matcher.kernels`. Every ``must_match`` applicant is matched and every ``must_fill`` position is
    full. The prices prove the optimum: sum(surplus) + sum(price * capacity) is the sum of weights; price >= 0 unless
    must_fill, and 0 where a seat is free; no weight - price exceeds the applicant's surplus; surplus >= 0 unless
    must_match. Raises UnmetError when no matching meets the musts, and ValueError when weights are so large (about
    2**57 over the smaller side of the market) that prices could leave int64.
    """
    weights, seats = ints(weight), ints(capacity)
    musts = bools(must_match), bools(must_fill)
    largest = max(-int(weights.min(initial=0)), int(weights.max(initial=0)))
    if largest * 4 * (min(len(musts[0]), len(seats)) + 2) > MOST_PRICE:
        raise ValueError("the weights are too large")
    met, pair_of, price, surplus = _best(ints(indptr), shorts(position), weights, seats, *musts)
    if not met:
        raise UnmetError("no matching meets the musts")
    return pair_of, price, surplus


@entry
def _best(
    indptr: Ints, position: Shorts, weight: Ints, capacity: Ints, must_match: Bools, must_fill: Bools
) -> tuple[bool, Ints, Ints, Ints]:
    rows = Rows(indptr, position, weight, ~must_match, ~must_fill)
    seats = seats_of(indptr, position, capacity)
    price = np.zeros(len(capacity), dtype=np.int64)
    bid_for_seats(rows, seats, price)
    _keep_tight_pairs(rows, seats, price)
    frontier = frontier_of(len(capacity))
    met = seat_applicants(rows, seats, price, frontier)
    if met and not all_filled(rows, seats, price):
        met = fill_positions(rows, columns_of(rows, seats), seats, price, frontier)
    surplus = np.zeros(len(indptr) - 1, dtype=np.int64)
    if met:
        _settle(rows, seats, price, surplus)
    return met, seats.pair_of, price, surplus


@part
def _keep_tight_pairs(rows: Rows, seats: Seats, price: Ints) -> None:
    """Seat again only those whose pair is exactly their best at the prices."""
    seats.taken[:] = 0
    for i in range(len(rows.indptr) - 1):
        pair = seats.pair_of[i]
        if pair != NONE:
            j = rows.position[pair]
            seats.pair_of[i] = NONE
            if rows.weight[pair] - price[j] == best_surplus(rows, price, i):
                sit(seats, i, j, pair)


@part
def _settle(rows: Rows, seats: Seats, price: Ints, surplus: Ints) -> None:
    """Note the surpluses, and bring the price of positions without seats down to what keeps everyone content."""
    shut = price == SHUT_PRICE
    for i in range(len(surplus)):
        pair = seats.pair_of[i]
        if pair != NONE:
            surplus[i] = rows.weight[pair] - price[rows.position[pair]]
    price[shut] = 0
    for i in range(len(surplus)):
        for pair in range(rows.indptr[i], rows.indptr[i + 1]):
            j = rows.position[pair]
            if shut[j]:
                price[j] = max(price[j], rows.weight[pair] - surplus[i])
