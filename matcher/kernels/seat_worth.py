"""What one seat more or fewer is worth, at every position and group at once and level by level.

One more seat at j is worth its price less the shortest way from above j to j; the last seat costs its price and the
shortest way from j to above j (reduced lengths in the residual graph of the best matching; Ahuja, Magnanti and Orlin
1993, ch. 9). Above a position without a group, and above every group, is OUT: two searches answer for all of them.
Positions of a full group need ways that do not pass through OUT beside those: a search from each group, and one from
each of its full positions, cut where they cannot improve.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matcher.kernels.compiled import entry, part
from matcher.kernels.doorway import Bools, Ints, Shorts, bools, ints, shorts
from matcher.kernels.handing import (
    Handing,
    handing_of,
    is_proved,
    own_price,
    search_backward,
    search_onward,
    seen_from_out,
)
from matcher.kernels.lengths import Packing, packed, packing_of, unpacked
from matcher.kernels.outlook import FAR, Outlook, is_nearer, look_away, outlook_of

Levels = Sequence[npt.ArrayLike]
NOTHING, LIMIT, MOST, OTHER, ROWS = 0, 1, 2, 3, 4
"""Rows of a few lengths side by side: 0, how far a search goes, the shortest way known, and one to try."""


class SeatWorth(NamedTuple):
    """Both (n_levels, n_positions + n_groups); ``may_lose`` says where a seat can be missed at all (else 0)."""

    next_seat: Ints
    last_seat: Ints
    may_lose: Bools


def seat_worth(
    indptr: npt.ArrayLike,
    position: npt.ArrayLike,
    weight: Levels,
    capacity: npt.ArrayLike,
    group_of: npt.ArrayLike,
    group_capacity: npt.ArrayLike,
    must_match: npt.ArrayLike,
    pair_of: npt.ArrayLike,
    price: Levels,
    group_price: Levels,
) -> SeatWorth:
    """Return by how much each level's best total rises with one seat more and falls with one fewer.

    Shapes as in :mod:`matcher.kernels`; ``weight``, ``price`` and ``group_price`` have one array a level. ``pair_of``
    is best level by level (each among the best of the levels before it) and the prices prove it, each level's among
    those. A later level may lose where an earlier one gains. Raises ValueError when the prices do not prove it, or
    when weights are so large that sums could leave int64.
    """
    group, seats, shared = shorts(group_of), ints(capacity), ints(group_capacity)
    worth = _stacked(weight, len(ints(position)))
    own = np.concatenate([_stacked(price, len(seats)), _stacked(group_price, len(shared))], axis=1)
    packing = _packing(worth, own, len(ints(indptr)))
    if not _is_feasible(shorts(position), seats, group, shared, bools(must_match), ints(pair_of)):
        raise ValueError("the matching breaks a capacity or a must")
    proved, next_seat, last_seat, may_lose = _worth(
        ints(indptr),
        shorts(position),
        packed(packing, worth),
        np.concatenate([seats, shared]),
        np.concatenate([group, np.full(len(shared), -1, dtype=np.int32)]),
        packed(packing, own),
        bools(must_match),
        ints(pair_of),
        len(seats),
    )
    if not proved:
        raise ValueError("the prices do not prove the matching")
    return SeatWorth(unpacked(packing, next_seat), unpacked(packing, last_seat), may_lose)


def _stacked(levels: Levels, n: int) -> Ints:
    rows = [ints(level) for level in levels]
    if any(row.shape != (n,) for row in rows):
        raise ValueError("every level needs a weight for each pair, a price for each position and group")
    return np.array(rows, dtype=np.int64).reshape(len(rows), n)


def _is_feasible(
    position: Shorts, capacity: Ints, group_of: Shorts, group_capacity: Ints, must_match: Bools, pair_of: Ints
) -> bool:
    at = position[pair_of[pair_of >= 0]]
    load = np.bincount(at, minlength=len(capacity))
    within = group_of[at]
    shared = np.bincount(within[within >= 0], minlength=len(group_capacity))
    full = (load > capacity).any() or (shared > group_capacity).any()
    return not full and bool((pair_of >= 0)[must_match].all())


def _packing(weight: Ints, own: Ints, most_moves: int) -> Packing:
    """Return the packing under which no way can overflow: it visits a node once and moves everyone at most once."""
    moves = min(most_moves, own.shape[1] + 1) + 1
    return packing_of([1 + 8 * moves * _largest(w) + 32 * _largest(p) for w, p in zip(weight, own, strict=True)])


def _largest(values: Ints) -> int:
    return max(-int(values.min(initial=0)), int(values.max(initial=0)))


@entry
def _worth(
    indptr: Ints,
    position: Shorts,
    weight: Ints,
    most: Ints,
    group_of: Shorts,
    own: Ints,
    must_match: Bools,
    pair_of: Ints,
    n_positions: int,
) -> tuple[bool, Ints, Ints, Bools]:
    out = len(most)
    above = np.full(out, out, dtype=np.int32)
    for node in range(out):
        if group_of[node] >= 0:
            above[node] = n_positions + group_of[node]
    h = handing_of(indptr, position, weight, most, above, own, ~must_match, pair_of)
    next_seat, last_seat = np.zeros_like(own), np.zeros_like(own)
    may_lose = most > 0
    proved = is_proved(h)
    if proved:
        onward, backward = outlook_of(out + 1, own.shape[1]), outlook_of(out + 1, own.shape[1])
        nowhere = np.zeros(own.shape[1], dtype=np.int64)
        nowhere[0] = FAR
        search_onward(h, onward, out, nowhere)
        search_backward(h, backward, out, nowhere)
        fore, back = onward.distance[: out + 1].copy(), backward.distance[: out + 1].copy()
        look_away(onward)
        _price_outside(h, fore, back, next_seat, last_seat, may_lose)
        if n_positions < out:
            shift = fore.copy()
            searches = Searches(h, seen_from_out(h, shift), shift, fore, back, onward)
            for group in range(n_positions, out):
                if h.has_room[group]:
                    continue
                _next_in_group(searches, group, next_seat)
                _last_in_group(searches, group, last_seat, may_lose)
    return proved, next_seat, last_seat, may_lose


@part
def _price_outside(h: Handing, fore: Ints, back: Ints, next_seat: Ints, last_seat: Ints, may_lose: Bools) -> None:
    """Price all full nodes right below OUT, or below a group with room, which is as near to OUT as can be."""
    out = len(h.above)
    for node in range(out):
        if not h.has_room[node] and (h.above[node] == out or h.has_room[h.above[node]]):
            _note_next(h, node, fore[node], next_seat)
            _note_last(h, node, back[node], last_seat, may_lose)


class Searches(NamedTuple):
    """The handing on, and the same as seen from OUT; the distances from and to OUT; what a search finds.

    ``shift`` is ``fore`` with the rows that OUT does not reach filled, by which the two differ.
    """

    handing: Handing
    seen: Handing
    shift: Ints
    fore: Ints
    back: Ints
    found: Outlook


@part
def _note_next(h: Handing, node: int, way: Ints, next_seat: Ints) -> None:
    """Write down the gain of a seat: its price less the way back to it, or nothing where there is none."""
    gain = np.zeros((2, len(way)), dtype=np.int64)
    if way[0] != FAR:
        for limb in range(len(way)):
            gain[1, limb] = own_price(h, node, limb) - way[limb]
    if is_nearer(gain, 0, 1):
        next_seat[node] = gain[1]


@part
def _note_last(h: Handing, node: int, way: Ints, last_seat: Ints, may_lose: Bools) -> None:
    """Write down the loss of a seat: its price and the way out of it; without a way it cannot be missed."""
    if way[0] == FAR:
        may_lose[node] = False
    elif may_lose[node]:
        for limb in range(len(way)):
            last_seat[node, limb] = own_price(h, node, limb) + way[limb]


@part
def _next_in_group(searches: Searches, group: int, next_seat: Ints) -> None:
    """Price one more seat at each full position of a full group: the shorter way is through OUT, or is not."""
    h, found, shift = searches.handing, searches.found, searches.shift
    ways = np.zeros((ROWS, shift.shape[1]), dtype=np.int64)
    for x in range(h.below_first[group], h.below_first[group + 1]):
        if not h.has_room[h.below[x]]:
            _most_next(searches, group, h.below[x], ways)
            if is_nearer(ways, LIMIT, MOST):
                ways[LIMIT] = ways[MOST]
    if is_nearer(ways, NOTHING, LIMIT):
        search_onward(searches.seen, found, group, ways[LIMIT])
    for x in range(h.below_first[group], h.below_first[group + 1]):
        node = h.below[x]
        if not h.has_room[node]:
            _most_next(searches, group, node, ways)
            _shorten(ways, found.distance[node])
            _shift(ways, shift[node], shift[group])
            _note_next(h, node, ways[MOST], next_seat)
    look_away(found)


@part
def _most_next(searches: Searches, group: int, node: int, ways: Ints) -> None:
    """Write down how far it is from a group to a position at most, as seen from OUT: through OUT, or straight."""
    _join(ways, searches.back[group], searches.fore[node])
    for limb in range(ways.shape[1]):
        ways[OTHER, limb] = own_price(searches.handing, node, limb)
    _shorten(ways, ways[OTHER])
    _shift(ways, searches.shift[group], searches.shift[node])


@part
def _last_in_group(searches: Searches, group: int, last_seat: Ints, may_lose: Bools) -> None:
    """Price the last seat at each full position of a full group in the same way, each with a search of its own."""
    h, found, shift = searches.handing, searches.found, searches.shift
    ways = np.zeros((ROWS, shift.shape[1]), dtype=np.int64)
    for x in range(h.below_first[group], h.below_first[group + 1]):
        node = h.below[x]
        if may_lose[node] and not h.has_room[node]:
            _join(ways, searches.back[node], searches.fore[group])
            _shift(ways, shift[node], shift[group])
            if is_nearer(ways, NOTHING, MOST):
                search_onward(searches.seen, found, node, ways[MOST])
                _shorten(ways, found.distance[group])
                look_away(found)
            _shift(ways, shift[group], shift[node])
            _note_last(h, node, ways[MOST], last_seat, may_lose)


@part
def _shorten(ways: Ints, other: Ints) -> None:
    """Let the way be no longer than another."""
    ways[OTHER] = other
    if is_nearer(ways, OTHER, MOST):
        ways[MOST] = ways[OTHER]


@part
def _shift(ways: Ints, plus: Ints, minus: Ints) -> None:
    """Shift the way by a difference of distances from OUT, unless there is none."""
    if ways[MOST, 0] != FAR:
        for limb in range(len(plus)):
            ways[MOST, limb] += plus[limb] - minus[limb]


@part
def _join(ways: Ints, one: Ints, other: Ints) -> None:
    """Write down two ways one after the other; FAR where one is missing."""
    ways[MOST] = 0
    if one[0] == FAR or other[0] == FAR:
        ways[MOST, 0] = FAR
    else:
        for limb in range(len(one)):
            ways[MOST, limb] = one[limb] + other[limb]
