"""A rough auction that brings matching and prices near the optimum (Bertsekas 1979, 1988), for the repairs to finish.

Applicants bid for seats in turn, raising the price of their best position until it is no better than their second
best, and ``step`` more. It runs on weights scaled to int32, so it proves nothing and may stop anywhere.
"""

import numpy as np

from matcher.kernels.compiled import part
from matcher.kernels.doorway import Ints, Shorts
from matcher.kernels.repairs import Rows
from matcher.kernels.seats import NONE, Seats

RANGE = 1 << 20
CLOSED = 1 << 30
APPLICANT = (1 << 32) - 1


@part
def auction(rows: Rows, seats: Seats, price: Ints, worth: Shorts, floor: Shorts, cost: Shorts, step: int, most: int) -> None:
    """Let all bid until nobody wants to or ``most`` bids are made.

    ``worth`` (n_pairs,) are scaled weights, ``floor`` (n_applicants,) the surplus under which it stays out, ``cost``
    (n_positions,) the opening prices, which become the last ones. ``seats.pair_of`` tells who holds what.
    """
    n_applicants = len(rows.indptr) - 1
    bids = np.empty(len(seats.occupant), dtype=np.int64)
    waiting = np.empty(n_applicants, dtype=np.int32)
    for i in range(n_applicants):
        waiting[i] = n_applicants - 1 - i
    n_waiting = n_applicants
    while n_waiting > 0 and most > 0:
        most -= 1
        i = waiting[n_waiting - 1]
        pair, margin = _choose(rows, worth, cost, floor[i], i)
        if pair == NONE:
            n_waiting -= 1
            continue
        j = rows.position[pair]
        seats.pair_of[i] = pair
        bid = ((np.int64(cost[j]) + margin + step) << 32) | i
        first, size = seats.first[j], seats.first[j + 1] - seats.first[j]
        if seats.taken[j] < size:
            _add_bid(bids, first, seats.taken[j], bid)
            seats.taken[j] += 1
            n_waiting -= 1
        else:
            outbid = bids[first] & APPLICANT
            seats.pair_of[outbid] = NONE
            waiting[n_waiting - 1] = outbid
            _replace_lowest(bids, first, size, bid)
        if seats.taken[j] == size:
            cost[j] = bids[first] >> 32


@part
def _choose(rows: Rows, worth: Shorts, cost: Shorts, floor: int, i: int) -> tuple[int, int]:
    """Return the best pair of ``i`` and by how much it beats the second best and staying out; NONE to stay out."""
    best, second, chosen = np.int64(floor), np.int64(floor), NONE
    for pair in range(rows.indptr[i], rows.indptr[i + 1]):
        net = np.int64(worth[pair]) - cost[rows.position[pair]]
        if net > best:
            second = best
            best = net
            chosen = pair
        elif net > second:
            second = net
    return chosen, best - second


@part
def _add_bid(bids: Ints, first: int, at: int, bid: int) -> None:
    while at > 0:
        above = (at - 1) >> 1
        if bids[first + above] <= bid:
            break
        bids[first + at] = bids[first + above]
        at = above
    bids[first + at] = bid


@part
def _replace_lowest(bids: Ints, first: int, size: int, bid: int) -> None:
    at = 0
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        if below + 1 < size and bids[first + below + 1] < bids[first + below]:
            below += 1
        if bids[first + below] >= bid:
            break
        bids[first + at] = bids[first + below]
        at = below
    bids[first + at] = bid
