"""The largest matching, by shortest augmenting paths in phases (Hopcroft and Karp 1973), with König's prices."""

import numpy as np
import numpy.typing as npt

from matcher.kernels.compiled import entry, part
from matcher.kernels.doorway import Ints, Shorts, ints, shorts
from matcher.kernels.seats import NONE, Seats, has_room, seats_of, sit, sit_at

UNSEEN = -1


def largest_matching(
    indptr: npt.ArrayLike, position: npt.ArrayLike, capacity: npt.ArrayLike
) -> tuple[Ints, Ints, Ints]:
    """Return ``pair_of``, ``price`` and ``surplus`` of a matching with as many applicants as can be matched.

    Shapes as in :mod:`matcher.kernels`. ``price`` (n_positions,) and ``surplus`` (n_applicants,) are 0 or 1; every
    pair has one of them at 1, and sum(surplus) + sum(price * capacity) is the number matched, which proves it.
    """
    return _largest(ints(indptr), shorts(position), ints(capacity))


@entry
def _largest(indptr: Ints, position: Shorts, capacity: Ints) -> tuple[Ints, Ints, Ints]:
    seats = seats_of(indptr, position, capacity)
    fill_to_the_largest(indptr, position, seats)
    price, surplus = koenig_prices(indptr, position, seats)
    return seats.pair_of, price, surplus


@part
def fill_to_the_largest(indptr: Ints, position: Shorts, seats: Seats) -> None:
    """Match as many as possible: greedily, then along shortest augmenting paths until there are none."""
    waiting = _take_first_free(indptr, position, seats)
    level = np.empty(len(seats.taken), dtype=np.int32)
    while len(waiting) and _find_levels(indptr, position, seats, waiting, level):
        waiting = _augment_along_levels(indptr, position, seats, waiting, level)


@part
def _take_first_free(indptr: Ints, position: Shorts, seats: Seats) -> Shorts:
    """Give each applicant the first position with room; return who found none."""
    n_applicants = len(indptr) - 1
    waiting = np.empty(n_applicants, dtype=np.int32)
    n_waiting = 0
    for i in range(n_applicants):
        for pair in range(indptr[i], indptr[i + 1]):
            if has_room(seats, position[pair]):
                sit(seats, i, position[pair], pair)
                break
        if seats.pair_of[i] == NONE:
            waiting[n_waiting] = i
            n_waiting += 1
    return waiting[:n_waiting]


@part
def _find_levels(indptr: Ints, position: Shorts, seats: Seats, waiting: Shorts, level: Shorts) -> bool:
    """Number positions by their distance from those waiting, up to the nearest with room; is there one?"""
    level[:] = UNSEEN
    queue = np.empty(len(level), dtype=np.int32)
    end = 0
    found = False
    for i in waiting:
        for pair in range(indptr[i], indptr[i + 1]):
            j = position[pair]
            if level[j] == UNSEEN:
                level[j] = 0
                found |= has_room(seats, j)
                queue[end] = j
                end += 1
    at = 0
    depth = 0
    while at < end:
        j = queue[at]
        at += 1
        if found and level[j] == depth:
            break
        depth = level[j] + 1
        for x in range(seats.first[j], seats.first[j] + seats.taken[j]):
            i = seats.occupant[x]
            for pair in range(indptr[i], indptr[i + 1]):
                k = position[pair]
                if level[k] == UNSEEN:
                    level[k] = depth
                    found |= has_room(seats, k)
                    queue[end] = k
                    end += 1
    return found


@part
def _augment_along_levels(indptr: Ints, position: Shorts, seats: Seats, waiting: Shorts, level: Shorts) -> Shorts:
    """Seat those waiting along disjoint paths that climb one level a step; return who is still waiting."""
    at_pair = indptr[:-1].copy()
    at_seat = seats.first[:-1].copy()
    path = np.empty(len(level) + 1, dtype=np.int32)
    left = np.empty(len(waiting), dtype=np.int32)
    n_left = 0
    for i in waiting:
        if not _augment(indptr, position, seats, i, level, at_pair, at_seat, path):
            left[n_left] = i
            n_left += 1
    return left[:n_left]


@part
def _augment(
    indptr: Ints, position: Shorts, seats: Seats, i: int, level: Shorts, at_pair: Ints, at_seat: Ints, path: Shorts
) -> bool:
    """Look for a free seat for ``i`` depth first; what was looked at in vain is not looked at again in this phase."""
    path[0] = i
    depth = 0
    while depth >= 0:
        a = path[depth]
        if at_pair[a] == indptr[a + 1]:
            depth -= 1
            continue
        j = position[at_pair[a]]
        if level[j] == depth and has_room(seats, j):
            _shift(position, seats, path, depth, at_pair)
            return True
        if level[j] == depth and at_seat[j] < seats.first[j] + seats.taken[j]:
            depth += 1
            path[depth] = seats.occupant[at_seat[j]]
            at_seat[j] += 1
        else:
            at_pair[a] += 1
    return False


@part
def _shift(position: Shorts, seats: Seats, path: Shorts, depth: int, at_pair: Ints) -> None:
    """Move everyone on the path to the pair it stands at: the last to a free seat, each other to its follower's."""
    free = seats.seat_of[path[depth]]
    sit(seats, path[depth], position[at_pair[path[depth]]], at_pair[path[depth]])
    for step in range(depth - 1, -1, -1):
        a = path[step]
        seat = free
        free = seats.seat_of[a]
        sit_at(seats, a, seat, at_pair[a])


@part
def koenig_prices(indptr: Ints, position: Shorts, seats: Seats) -> tuple[Ints, Ints]:
    """Return ``price``: 1 where those left unmatched could come by exchanges, and ``surplus``: 1 for who is apart."""
    price = np.zeros(len(seats.taken), dtype=np.int64)
    surplus = np.zeros(len(indptr) - 1, dtype=np.int64)
    queue = np.empty(len(indptr) - 1, dtype=np.int32)
    end = 0
    for i in range(len(indptr) - 1):
        if seats.pair_of[i] == NONE:
            queue[end] = i
            end += 1
        else:
            surplus[i] = 1
    at = 0
    while at < end:
        i = queue[at]
        at += 1
        surplus[i] = 0
        for pair in range(indptr[i], indptr[i + 1]):
            j = position[pair]
            if price[j] == 0:
                price[j] = 1
                for x in range(seats.first[j], seats.first[j] + seats.taken[j]):
                    queue[end] = seats.occupant[x]
                    end += 1
    return price, surplus
