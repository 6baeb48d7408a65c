"""Exact repairs by shortest paths: seat one more applicant, or fill one more seat, and keep every price right.

The invariant: whoever is matched holds a pair that is best for it at the prices (weight - price is its surplus), and
nobody has a negative surplus who may stay out. What is still wrong is mended one at a time: applicants out in spite
of a surplus (or a must), then free seats in spite of a price (or a must).
"""

from typing import NamedTuple

import numpy as np

from matcher.kernels.compiled import part
from matcher.kernels.doorway import Bools, Ints, Shorts
from matcher.kernels.frontier import FAR, Frontier, forget, nearest, reach
from matcher.kernels.seats import NONE, Seats, has_room, sit_at


class Rows(NamedTuple):
    """The face: pairs in rows with weights; who may stay out (n_applicants,), what may stay free (n_positions,)."""

    indptr: Ints
    position: Shorts
    weight: Ints
    may_stay_out: Bools
    may_stay_free: Bools


@part
def best_surplus(rows: Rows, price: Ints, i: int) -> int:
    """Return the most that applicant ``i`` can get at the prices: >= 0 where it may stay out, -FAR for nothing."""
    best = np.int64(0) if rows.may_stay_out[i] else np.int64(-FAR)
    for pair in range(rows.indptr[i], rows.indptr[i + 1]):
        best = max(best, rows.weight[pair] - price[rows.position[pair]])
    return best


@part
def seat_applicants(rows: Rows, seats: Seats, price: Ints, frontier: Frontier) -> bool:
    """Seat whoever is out and should not be; return False when a must cannot be met."""
    for i in range(len(rows.indptr) - 1):
        if seats.pair_of[i] == NONE and not _seat(rows, seats, price, frontier, i):
            return False
    return True


@part
def _seat(rows: Rows, seats: Seats, price: Ints, frontier: Frontier, newcomer: int) -> bool:
    """Dijkstra from ``newcomer`` over positions to the cheapest end: a free seat, or somebody who leaves the market."""
    surplus = best_surplus(rows, price, newcomer)
    optional = rows.may_stay_out[newcomer]
    if optional and surplus == 0:
        return True
    best = surplus if optional else np.int64(FAR)
    leaver = newcomer
    best, end = _reach_row(rows, seats, price, frontier, newcomer, surplus, best, NONE)
    while frontier.size[0] > 0:
        j = nearest(frontier)
        d = frontier.distance[j]
        if d >= best:
            break
        for x in range(seats.first[j], seats.first[j + 1]):
            i = seats.occupant[x]
            to_leave = d + rows.weight[seats.pair_of[i]] - price[j]
            if to_leave < best and rows.may_stay_out[i]:
                best, end, leaver = to_leave, NONE, i
            best, end = _reach_row(rows, seats, price, frontier, i, to_leave, best, end)
    if best < FAR:
        if end != NONE or leaver != newcomer:
            _move_up(rows, seats, frontier, end, leaver)
        shift_prices(frontier, price, best, 1)
    forget(frontier)
    return best < FAR


@part
def _reach_row(
    rows: Rows, seats: Seats, price: Ints, frontier: Frontier, i: int, start: int, best: int, end: int
) -> tuple[int, int]:
    """Reach the positions in the row of ``i``; a free seat nearer than ``best`` becomes the end of the search."""
    position, weight, distance = rows.position, rows.weight, frontier.distance
    for pair in range(rows.indptr[i], rows.indptr[i + 1]):
        j = position[pair]
        d = start + price[j] - weight[pair]
        if d < best and d < distance[j]:
            reach(frontier, j, d, pair)
            if has_room(seats, j):
                best, end = d, j
    return best, end


@part
def shift_prices(frontier: Frontier, price: Ints, length: int, sign: int) -> None:
    """Shift the price of whatever is nearer than ``length`` by the difference."""
    for x in range(frontier.size[1]):
        j = frontier.touched[x]
        if frontier.distance[j] < length:
            price[j] += sign * (length - frontier.distance[j])


@part
def _move_up(rows: Rows, seats: Seats, frontier: Frontier, end: int, leaver: int) -> None:
    """Seat everyone on the path one step on: the last on a free seat at ``end`` or on the leaver's."""
    if end != NONE:
        seat, j = seats.first[end] + seats.taken[end], end
        seats.taken[end] += 1
    else:
        seat, j = seats.seat_of[leaver], rows.position[seats.pair_of[leaver]]
        seats.pair_of[leaver] = NONE
    while True:
        pair = frontier.via[j]
        i = np.searchsorted(rows.indptr, pair, side="right") - 1
        old_pair, old_seat = seats.pair_of[i], seats.seat_of[i]
        sit_at(seats, i, seat, pair)
        if old_pair == NONE:
            break
        seat, j = old_seat, rows.position[old_pair]
