"""A rough auction that brings matching and prices near the optimum (Bertsekas 1979, 1988), for the repairs to finish.

Applicants bid for seats in turn, raising the price of their best position until it is no better than their second
best, and a step more. It runs on weights scaled to int32, so it proves nothing and may stop anywhere.
"""

from typing import NamedTuple

import numpy as np

from matcher.kernels.compiled import part
from matcher.kernels.doorway import Ints, Shorts
from matcher.kernels.heaps import push, sink
from matcher.kernels.repairs import Rows
from matcher.kernels.seats import NONE, Seats

# Measured on rounds of 1,000 to 100,000 applicants, tight and slack, with fine and coarse weights.
SCALE = 1 << 20
STEPS = 150
STEPS_PER_UNIT = 16
MUST_SHARE = 5
LOOKS_PER_PAIR = 60
SHUT_COST = 1 << 30
SHUT_PRICE = 1 << 60
APPLICANT = (1 << 32) - 1


class Terms(NamedTuple):
    """The auction's own small numbers: weight times 2**``down`` over 2**``up``.

    ``worth`` (n_pairs,), ``floor`` (n_applicants,): the surplus under which an applicant stays out, ``cost``
    (n_positions,): the opening prices, raised by the bids; ``step``: how much a bid goes beyond the second best.
    """

    worth: Shorts
    floor: Shorts
    cost: Shorts
    step: int
    down: int
    up: int


@part
def bid_for_seats(rows: Rows, seats: Seats, price: Ints) -> None:
    """Set ``price`` and ``seats.pair_of`` near the optimum. Positions without seats get a price nobody pays."""
    terms = _terms(rows, seats)
    _auction(rows, seats, terms, LOOKS_PER_PAIR * len(rows.position))
    for j in range(len(price)):
        shut = terms.cost[j] == SHUT_COST
        price[j] = SHUT_PRICE if shut else (np.int64(terms.cost[j]) << terms.up) >> terms.down


@part
def _terms(rows: Rows, seats: Seats) -> Terms:
    """Scale the weights; let musts begin below nothing, so that they find partners without a price war."""
    low, high = np.int64(0), np.int64(0)
    if len(rows.weight):
        low, high = rows.weight.min(), rows.weight.max()
    spread = max(high, 0) - min(low, 0) + 1
    up = down = 0
    while spread >> up > SCALE:
        up += 1
    while spread << (down + 1) <= SCALE:
        down += 1
    scaled = (spread << down) >> up
    below = -(scaled // MUST_SHARE)
    steps = min(STEPS, STEPS_PER_UNIT * min(STEPS, high - low + 1))
    floor = np.where(rows.may_stay_out, 0, below).astype(np.int32)
    cost = np.where(rows.may_stay_free, 0, below).astype(np.int32)
    for j in range(len(cost)):
        if seats.first[j] == seats.first[j + 1]:
            cost[j] = SHUT_COST
    worth = ((rows.weight << down) >> up).astype(np.int32)
    return Terms(worth, floor, cost, scaled // steps, down, up)


@part
def _auction(rows: Rows, seats: Seats, terms: Terms, looks: int) -> None:
    """Let all bid until nobody wants to, or until ``looks`` pairs were looked at."""
    indptr, position, first, taken, pair_of = rows.indptr, rows.position, seats.first, seats.taken, seats.pair_of
    worth, cost, floor = terms.worth, terms.cost, terms.floor
    bids = np.empty(len(seats.occupant), dtype=np.int64)
    n_waiting = len(indptr) - 1
    waiting = np.arange(n_waiting, 0, -1).astype(np.int32) - np.int32(1)
    while n_waiting > 0 and looks > 0:
        i = waiting[n_waiting - 1]
        begin, end = indptr[i], indptr[i + 1]
        looks -= end - begin
        pair, margin = _choose(position, worth, cost, np.int64(floor[i]), begin, end)
        if pair == NONE:
            n_waiting -= 1
            continue
        j = position[pair]
        pair_of[i] = pair
        bid = ((np.int64(cost[j]) + margin + terms.step) << 32) | i
        seat, size = first[j], first[j + 1] - first[j]
        if taken[j] < size:
            push(bids, seat, taken[j], bid)
            taken[j] += 1
            n_waiting -= 1
        else:
            outbid = bids[seat] & APPLICANT
            pair_of[outbid] = NONE
            waiting[n_waiting - 1] = outbid
            sink(bids, seat, size, 0, bid)
        if taken[j] == size:
            cost[j] = bids[seat] >> 32


@part
def _choose(position: Shorts, worth: Shorts, cost: Shorts, floor: int, begin: int, end: int) -> tuple[int, int]:
    """Return the best pair and by how much it beats the second best and staying out; NONE to stay out."""
    best = second = floor
    chosen = NONE
    for pair in range(begin, end):
        net = np.int64(worth[pair]) - cost[position[pair]]
        second = max(second, min(best, net))
        chosen = pair if net > best else chosen
        best = max(best, net)
    return chosen, best - second
