"""The best matching of a face with exact prices: an auction, then shortest-path repairs of what it left."""

import numpy as np

from matcher.kernels.auction import CLOSED, RANGE, auction
from matcher.kernels.compiled import entry, part
from matcher.kernels.doorway import Bools, Ints, Shorts, bools, ints, shorts
from matcher.kernels.fillings import columns_of, fill_positions
from matcher.kernels.frontier import frontier_of
from matcher.kernels.repairs import Rows, best_surplus, seat_applicants
from matcher.kernels.seats import NONE, Seats, has_room, seats_of, sit

SHUT = 1 << 60
TUNE = np.array([150, 20, 20, 10], dtype=np.int64)


def best_assignment(
    indptr: Ints, position: Shorts, weight: Ints, capacity: Ints, must_match: Bools, must_fill: Bools
) -> tuple[Ints, Ints, Ints]:
    met, pair_of, price, surplus = _best(
        ints(indptr), shorts(position), ints(weight), ints(capacity), bools(must_match), bools(must_fill), TUNE
    )
    if not met:
        raise ValueError("no matching meets the musts")
    return pair_of, price, surplus


@entry
def _best(
    indptr: Ints, position: Shorts, weight: Ints, capacity: Ints, must_match: Bools, must_fill: Bools, tune: Ints
) -> tuple[bool, Ints, Ints, Ints]:
    rows = Rows(indptr, position, weight, ~must_match, ~must_fill)
    seats = seats_of(indptr, position, capacity)
    price = np.zeros(len(capacity), dtype=np.int64)
    _rough(rows, seats, price, tune)
    _keep_tight(rows, seats, price)
    frontier = frontier_of(len(capacity))
    met = seat_applicants(rows, seats, price, frontier)
    if met:
        columns = columns_of(rows, seats)
        met = fill_positions(rows, columns, seats, price, frontier)
    return met, seats.pair_of, price, _surpluses(rows, seats, price)


@part
def _rough(rows, seats, price, tune):
    top = np.int64(1)
    low = np.int64(0)
    for pair in range(len(rows.weight)):
        top = max(top, rows.weight[pair])
        low = min(low, rows.weight[pair])
    spread = top - low
    up = 0
    while (spread >> up) > RANGE:
        up += 1
    down = 0
    while (spread << (down+1)) <= RANGE:
        down += 1
    scaled = (spread << down) >> up
    worth = np.empty(len(rows.weight), np.int32)
    for pair in range(len(rows.weight)):
        worth[pair] = (rows.weight[pair] << down) >> up
    floor = np.zeros(len(rows.indptr) - 1, np.int32)
    for i in range(len(floor)):
        if not rows.may_stay_out[i]:
            floor[i] = -scaled * tune[1] // 100
    cost = np.zeros(len(price), np.int32)
    for j in range(len(cost)):
        if seats.first[j] == seats.first[j + 1]:
            cost[j] = CLOSED
        elif not rows.may_stay_free[j]:
            cost[j] = -scaled * tune[2] // 100
    auction(rows, seats, price, worth, floor, cost, max(1, scaled // tune[0]), tune[3] * len(worth) + 1000)
    for j in range(len(cost)):
        price[j] = SHUT if cost[j] == CLOSED else (np.int64(cost[j]) << up) >> down


@part
def _keep_tight(rows, seats, price):
    seats.taken[:] = 0
    for i in range(len(rows.indptr) - 1):
        pair = seats.pair_of[i]
        if pair != NONE:
            seats.pair_of[i] = NONE
            j = rows.position[pair]
            if rows.weight[pair] - price[j] == best_surplus(rows, price, i) and has_room(seats, j):
                sit(seats, i, j, pair)


@part
def _surpluses(rows, seats, price):
    surplus = np.empty(len(rows.indptr) - 1, np.int64)
    for i in range(len(surplus)):
        pair = seats.pair_of[i]
        surplus[i] = 0 if pair == NONE else rows.weight[pair] - price[rows.position[pair]]
    for j in range(len(price)):
        if price[j] >= SHUT // 2:
            price[j] = 0
    return surplus
