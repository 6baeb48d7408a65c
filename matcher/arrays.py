"""The array door: large markets as plain arrays, matched exactly, for pipelines that know nothing of colleges.

A market is four arrays. ``indptr`` (n_applicants + 1,) bounds the rows of ``position`` (n_pairs,): applicant i finds
acceptable ``position[indptr[i]:indptr[i + 1]]``, best first, each a number in 0 .. n_positions - 1. A second array of
shape (n_pairs,) says what a pair is worth, ``capacity`` (n_positions,) how many seats there are. A pair may be named
twice in a row. Any integer dtype will do; floats are refused, as they cannot be exact.
"""

from dataclasses import dataclass
from typing import Literal, overload

import numpy as np
import numpy.typing as npt

from matcher.kernels.acceptance import applicant_proposing
from matcher.kernels.assignment import best_assignment
from matcher.kernels.cardinality import largest_matching
from matcher.kernels.face import tight_face
from matcher.kernels.seat_worth import seat_worth

Ints = npt.NDArray[np.int64]
MOST_PAIRS = (1 << 31) - 1
MOST_TOTAL = 1 << 60


@dataclass(frozen=True, slots=True, eq=False)
class Duals:
    """Seat prices that prove an assignment, both int64 of shape (n_positions,); see :func:`verify_duals`.

    ``matched`` counts applicants: how many more could be matched with one seat more, as a bound. ``value`` is in the
    units of the values, among the matchings with as many applicants as possible.
    """

    matched: Ints
    value: Ints


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    indptr: Ints
    position: Ints
    worth: Ints
    capacity: Ints


@overload
def assign(
    indptr: npt.ArrayLike,
    position: npt.ArrayLike,
    value: npt.ArrayLike,
    capacity: npt.ArrayLike,
    *,
    duals: Literal[False] = False,
) -> Ints: ...


@overload
def assign(
    indptr: npt.ArrayLike,
    position: npt.ArrayLike,
    value: npt.ArrayLike,
    capacity: npt.ArrayLike,
    *,
    duals: Literal[True],
) -> tuple[Ints, Duals]: ...


def assign(
    indptr: npt.ArrayLike,
    position: npt.ArrayLike,
    value: npt.ArrayLike,
    capacity: npt.ArrayLike,
    *,
    duals: bool = False,
) -> Ints | tuple[Ints, Duals]:
    """Match as many applicants as can be, and among such matchings one with the largest total value.

    ``value`` (n_pairs,) is any integer, negative too. Returns the position of each applicant, int64 of shape
    (n_applicants,), -1 for none; with ``duals`` also the :class:`Duals` that prove it. Exact at every size: an auction
    (Bertsekas 1979, 1988) brings the prices near, shortest paths (after Kuhn and Munkres) finish in whole numbers, and
    the largest matchings are told apart by König's cover (Dulmage and Mendelsohn 1958) and not by large weights.
    Raises TypeError for arrays that are not integers; ValueError for wrong shapes, numbers out of range, and values so
    large (about 2**58 over the number of applicants) that sums could leave int64.
    """
    pairs = _pairs(indptr, position, "value", value, capacity)
    _check_size(pairs)
    pair_of, found = _assign(pairs)
    assigned = _position_of(pairs, pair_of)
    return (assigned, found) if duals else assigned


def deferred_acceptance(
    indptr: npt.ArrayLike, position: npt.ArrayLike, priority: npt.ArrayLike, capacity: npt.ArrayLike
) -> Ints:
    """Return the stable matching that is best for every applicant at once (Gale and Shapley 1962).

    ``priority`` (n_pairs,) is any int64, smaller is better; equals are served in the order of applicants. Returns the
    position of each applicant, int64 of shape (n_applicants,), -1 for none. With shared capacities above positions see
    :func:`matcher.kernels.acceptance.applicant_proposing` (Abraham, Irving and Manlove 2007). Raises TypeError and
    ValueError as :func:`assign` does.
    """
    pairs = _pairs(indptr, position, "priority", priority, capacity)
    no_group = np.full(len(pairs.capacity), -1)
    return _position_of(
        pairs,
        applicant_proposing(pairs.indptr, pairs.position, pairs.worth, pairs.capacity, no_group, np.zeros(0)),
    )


def verify_duals(
    indptr: npt.ArrayLike,
    position: npt.ArrayLike,
    value: npt.ArrayLike,
    capacity: npt.ArrayLike,
    assigned: npt.ArrayLike,
    duals: Duals,
) -> bool:
    """Return whether ``duals`` prove ``assigned`` the best, by summing over the pairs and with no solver.

    A matching of the most applicants uses only pairs tight at the first prices, matches whoever has a surplus and
    fills whatever has a price; so no such matching is worth more than the second prices allow.
    """
    pairs = _pairs(indptr, position, "value", value, capacity)
    _check_size(pairs)
    held = _integers("assigned", assigned)
    if len(held) != len(pairs.indptr) - 1:
        raise ValueError(f"assigned: has {len(held)} entries for {len(pairs.indptr) - 1} applicants")
    row = np.repeat(np.arange(len(held)), np.diff(pairs.indptr))
    total = _total_value(pairs, row, held)
    if total is None or np.abs(duals.value).max(initial=0) > MOST_TOTAL or (duals.matched < 0).any():
        return False
    net = 1 - duals.matched[pairs.position]
    surplus = np.zeros(len(held), dtype=np.int64)
    np.maximum.at(surplus, row, net)
    tight = net == surplus[row]
    worth = np.where(surplus > 0, -MOST_TOTAL, 0)
    np.maximum.at(worth, row[tight], (pairs.worth - duals.value[pairs.position])[tight])
    return (
        bool((duals.value[duals.matched == 0] >= 0).all())
        and _bound(surplus, duals.matched, pairs.capacity) == np.count_nonzero(held >= 0)
        and _bound(worth, duals.value, pairs.capacity) == total
    )


def seat_prices(
    indptr: npt.ArrayLike,
    position: npt.ArrayLike,
    value: npt.ArrayLike,
    capacity: npt.ArrayLike,
    assigned: npt.ArrayLike,
    duals: Duals,
) -> tuple[Ints, Ints]:
    """Return what the next and the last seat of every position are worth, both int64 of shape (n_positions, 2).

    ``assigned`` and ``duals`` are what :func:`assign` returns. Column 0 counts applicants, column 1 the total value,
    which may fall where more are matched: with one seat more at j the best has ``next[j]`` more, with one fewer
    ``last[j]`` less. A position without seats has no last one (0). Exact for all positions by two searches for shortest
    ways in pairs of whole numbers (Dijkstra 1959), as the duals leave no way of negative length. Raises ValueError
    when the duals do not prove ``assigned``, and as :func:`assign` does.
    """
    pairs = _pairs(indptr, position, "value", value, capacity)
    _check_size(pairs)
    held = _pair_of(pairs, _integers("assigned", assigned))
    found = seat_worth(
        pairs.indptr,
        pairs.position,
        [np.ones_like(pairs.worth), pairs.worth],
        pairs.capacity,
        np.full(len(pairs.capacity), -1),
        np.zeros(0),
        np.zeros(len(held), dtype=np.bool_),
        held,
        [duals.matched, duals.value],
        [np.zeros(0)] * 2,
    )
    return np.ascontiguousarray(found.next_seat.T), np.ascontiguousarray(found.last_seat.T)


def _pair_of(pairs: _Pairs, assigned: Ints) -> Ints:
    """Return the pair each applicant holds: of several that name its position the one that is worth most."""
    n_applicants = len(pairs.indptr) - 1
    if len(assigned) != n_applicants:
        raise ValueError(f"assigned: has {len(assigned)} entries for {n_applicants} applicants")
    row = np.repeat(np.arange(n_applicants), np.diff(pairs.indptr))
    named = np.flatnonzero(assigned[row] == pairs.position)
    named = named[np.argsort(pairs.worth[named], kind="stable")]
    held = np.full(n_applicants, -1, dtype=np.int64)
    held[row[named]] = named
    if ((held < 0) & (assigned >= 0)).any():
        raise ValueError("assigned: names a position that its applicant does not")
    return held


def _bound(surplus: Ints, price: Ints, capacity: Ints) -> int:
    paid: list[int] = [p * c for p, c in zip(price.tolist(), capacity.tolist(), strict=True)]
    return sum(paid, int(surplus.sum()))


def _total_value(pairs: _Pairs, row: Ints, held: Ints) -> int | None:
    """Return what a matching is worth; None when it is none: a pair that is not there, or too many at a position."""
    holds = held[row] == pairs.position
    worth = np.full(len(held), -MOST_TOTAL - 1)
    np.maximum.at(worth, row[holds], pairs.worth[holds])
    matched = held >= 0
    if (worth[matched] < -MOST_TOTAL).any():
        return None
    load = np.bincount(held[matched], minlength=len(pairs.capacity))
    return None if (load > pairs.capacity).any() else sum(worth[matched].tolist())


def _assign(pairs: _Pairs) -> tuple[Ints, Duals]:
    """Return the pairs held and their proof: first as many as can be, then the best within that face."""
    _, price, surplus = largest_matching(pairs.indptr, pairs.position, pairs.capacity)
    one = np.ones(len(pairs.position), dtype=np.int64)
    indptr, position, pair = tight_face(pairs.indptr, pairs.position, one, price, surplus)
    held, value_price, _ = best_assignment(indptr, position, pairs.worth[pair], pairs.capacity, surplus > 0, price > 0)
    return np.where(held >= 0, np.append(pair, -1)[held], -1), Duals(price, value_price)


def _position_of(pairs: _Pairs, pair_of: Ints) -> Ints:
    return np.where(pair_of >= 0, np.append(pairs.position, -1)[pair_of], -1).astype(np.int64)


def _pairs(
    indptr: npt.ArrayLike, position: npt.ArrayLike, name: str, worth: npt.ArrayLike, capacity: npt.ArrayLike
) -> _Pairs:
    """Return the arrays checked; ``name`` is what the caller calls ``worth``."""
    pairs = _Pairs(
        _integers("indptr", indptr),
        _integers("position", position),
        _integers(name, worth),
        _integers("capacity", capacity),
    )
    n_pairs = len(pairs.position)
    if n_pairs > MOST_PAIRS:
        raise ValueError(f"position: {n_pairs} pairs are more than {MOST_PAIRS}")
    if len(pairs.worth) != n_pairs:
        raise ValueError(f"{name}: has {len(pairs.worth)} entries, position has {n_pairs}")
    if not len(pairs.indptr) or pairs.indptr[0] != 0 or pairs.indptr[-1] != n_pairs:
        raise ValueError(f"indptr: must begin with 0 and end with the number of pairs, {n_pairs}")
    if (np.diff(pairs.indptr) < 0).any():
        raise ValueError("indptr: must not fall")
    if n_pairs and not (pairs.position.min() >= 0 and pairs.position.max() < len(pairs.capacity)):
        raise ValueError(f"position: must be in 0 .. {len(pairs.capacity) - 1}")
    if (pairs.capacity < 0).any():
        raise ValueError("capacity: must not be negative")
    return pairs


def _integers(name: str, values: npt.ArrayLike) -> Ints:
    array = np.asarray(values)
    if array.ndim != 1:
        raise ValueError(f"{name}: must have one dimension, has {array.ndim}")
    if array.size and not np.issubdtype(array.dtype, np.integer):
        raise TypeError(f"{name}: must be integers, is {array.dtype}")
    if array.size and array.dtype == np.uint64 and array.max() > np.iinfo(np.int64).max:
        raise ValueError(f"{name}: must fit in int64")
    return array.astype(np.int64)


def _check_size(pairs: _Pairs) -> None:
    largest = max(-int(pairs.worth.min(initial=0)), int(pairs.worth.max(initial=0)))
    if largest * 4 * (len(pairs.indptr) + 1) > MOST_TOTAL:
        raise ValueError(f"value: {largest} is too large to sum exactly over {len(pairs.indptr) - 1} applicants")
