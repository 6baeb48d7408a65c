"""Exact repairs from the positions' side: fill one more seat, or let its price fall to nothing."""

from typing import NamedTuple

import numpy as np

from matcher.kernels.compiled import part
from matcher.kernels.doorway import Ints, Shorts
from matcher.kernels.frontier import FAR, Frontier, forget, nearest, reach
from matcher.kernels.repairs import Rows, shift_prices
from matcher.kernels.seats import NONE, Seats, has_room, sit, sit_at, stand_up

OUT = -1


class Columns(NamedTuple):
    """The pairs in columns: those of position j are ``first[j]`` to ``first[j + 1]``.

    ``held`` (n_applicants, 2) keeps for each applicant the position (OUT: none) and the weight of its pair together,
    as the searches ask for both at once.
    """

    first: Ints
    pair: Ints
    applicant: Shorts
    weight: Ints
    held: Ints


@part
def columns_of(rows: Rows, seats: Seats) -> Columns:
    """Return the pairs sorted by position."""
    n_positions, n_pairs = len(seats.taken), len(rows.position)
    first = np.zeros(n_positions + 2, dtype=np.int64)
    for pair in range(n_pairs):
        first[rows.position[pair] + 2] += 1
    for j in range(n_positions):
        first[j + 2] += first[j + 1]
    columns = Columns(
        first[: n_positions + 1],
        np.empty(n_pairs, dtype=np.int64),
        np.empty(n_pairs, dtype=np.int32),
        np.empty(n_pairs, dtype=np.int64),
        np.empty((len(rows.indptr) - 1, 2), dtype=np.int64),
    )
    for i in range(len(rows.indptr) - 1):
        _note(rows, columns, i, seats.pair_of[i])
        for pair in range(rows.indptr[i], rows.indptr[i + 1]):
            j = rows.position[pair]
            at = first[j + 1]
            first[j + 1] += 1
            columns.pair[at] = pair
            columns.applicant[at] = i
            columns.weight[at] = rows.weight[pair]
    return columns


@part
def _note(rows: Rows, columns: Columns, i: int, pair: int) -> None:
    columns.held[i, 0] = OUT if pair == NONE else rows.position[pair]
    columns.held[i, 1] = 0 if pair == NONE else rows.weight[pair]


@part
def all_filled(rows: Rows, seats: Seats, price: Ints) -> bool:
    """Return whether nothing is free that should not be."""
    for j in range(len(price)):  # noqa: SIM110 - numba compiles no generators inside all()
        if has_room(seats, j) and not (rows.may_stay_free[j] and price[j] <= 0):
            return False
    return True


@part
def fill_positions(rows: Rows, columns: Columns, seats: Seats, price: Ints, frontier: Frontier) -> bool:
    """Fill whatever is free and should not be; return False when a must cannot be met."""
    for j in range(len(seats.taken)):
        while has_room(seats, j) and not (rows.may_stay_free[j] and price[j] <= 0):
            if not _fill(rows, columns, seats, price, frontier, j):
                return False
    return True


@part
def _fill(rows: Rows, columns: Columns, seats: Seats, price: Ints, frontier: Frontier, wanting: int) -> bool:
    """Dijkstra backwards from ``wanting`` to the cheapest end: somebody unmatched, or a seat whose price can go."""
    applicant, weight, held, distance = columns.applicant, columns.weight, columns.held, frontier.distance
    best, end, entering = np.int64(FAR), NONE, NONE
    if rows.may_stay_free[wanting]:
        best, end = price[wanting], wanting
    reach(frontier, wanting, 0, NONE)
    while frontier.size[0] > 0:
        j = nearest(frontier)
        if frontier.distance[j] >= best:
            break
        start = frontier.distance[j] + price[j]
        for x in range(columns.first[j], columns.first[j + 1]):
            k = held[applicant[x], 0]
            d = start - weight[x] + held[applicant[x], 1]
            if k == OUT:
                if d < best:
                    best, end, entering = d, j, x
                continue
            d -= price[k]
            if d < best and d < distance[k]:
                reach(frontier, k, d, x)
                if rows.may_stay_free[k] and d + price[k] < best:
                    best, end, entering = d + price[k], k, NONE
    if best < FAR:
        if entering != NONE or end != wanting:
            _move_back(rows, columns, seats, frontier, end, entering)
        shift_prices(frontier, price, best, -1)
    forget(frontier)
    return best < FAR


@part
def _move_back(rows: Rows, columns: Columns, seats: Seats, frontier: Frontier, end: int, entering: int) -> None:
    """Seat everyone on the path one step on, from ``end`` to the free seat where the search began."""
    x, j = entering, end
    if entering == NONE:
        x = frontier.via[end]
        stand_up(seats, columns.applicant[x], end)
        j = rows.position[columns.pair[x]]
    while True:
        i, pair = columns.applicant[x], columns.pair[x]
        _note(rows, columns, i, pair)
        x = frontier.via[j]
        if x == NONE:
            sit(seats, i, j, pair)
            break
        sit_at(seats, i, seats.seat_of[columns.applicant[x]], pair)
        j = rows.position[columns.pair[x]]
