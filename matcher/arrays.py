"""The array door: exact assignment and deferred acceptance for markets that are not colleges."""

from dataclasses import dataclass
from typing import Literal, overload

import numpy as np
import numpy.typing as npt

from matcher.kernels.acceptance import applicant_proposing
from matcher.kernels.assignment import best_assignment
from matcher.kernels.cardinality import largest_matching
from matcher.kernels.face import tight_face

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Duals:
    """Prices (n_positions,) and surpluses (n_applicants,) that prove both stages, in whole numbers.

    ``placed_*`` prove the number matched and ``value_*``, among the pairs the first leaves tight, the total value.
    """

    placed_price: Ints
    placed_surplus: Ints
    value_price: Ints
    value_surplus: Ints


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
    """Match as many applicants as possible and, among those matchings, maximise the total value; exact.

    ``indptr`` (n_applicants + 1,) bounds each applicant's pairs, ``position`` (n_pairs,) and ``value`` (n_pairs,)
    int64 describe them, ``capacity`` (n_positions,) >= 0. Returns the position of each applicant or -1, and with
    ``duals`` the prices that prove both stages. Raises TypeError for numbers that are not whole and ValueError for
    shapes and ranges. Methods: Hopcroft and Karp 1973, Dulmage and Mendelsohn 1958, Bertsekas 1988.
    """
    rows, places, seats = _market(indptr, position, capacity)
    values = _whole(value, "value")
    if values.shape != places.shape:
        raise ValueError(f"value has shape {values.shape}, position {places.shape}")
    if int(np.abs(values).max(initial=0)) * max(1, len(rows) - 1) >= 2**61:
        raise ValueError("value: the total may leave 64 bits")
    held, price, surplus = largest_matching(rows, places, seats)
    ones = np.ones(len(places), dtype=np.int64)
    face, face_position, kept = tight_face(rows, places, ones, price, surplus)
    best, value_price, value_surplus = best_assignment(face, face_position, values[kept], seats, surplus > 0, price > 0)
    held = np.where(best >= 0, np.append(face_position, -1)[best], -1).astype(np.int64)
    return (held, Duals(price, surplus, value_price, value_surplus)) if duals else held


def deferred_acceptance(
    indptr: npt.ArrayLike, position: npt.ArrayLike, priority: npt.ArrayLike, capacity: npt.ArrayLike
) -> Ints:
    """Return the applicant-optimal stable matching: the position of each applicant or -1 (Gale and Shapley 1962).

    Shapes as in :func:`assign`; each row is in the applicant's order of preference, ``priority`` (n_pairs,) is the
    position's view, smaller is better, ties going to the smaller applicant. Raises TypeError and ValueError likewise.
    """
    rows, places, seats = _market(indptr, position, capacity)
    ranks = _whole(priority, "priority")
    if ranks.shape != places.shape:
        raise ValueError(f"priority has shape {ranks.shape}, position {places.shape}")
    alone = np.full(len(seats), -1, dtype=np.int32)
    held = applicant_proposing(rows, places, ranks, seats, alone, np.zeros(0, dtype=np.int64))
    return np.where(held >= 0, np.append(places, -1)[held], -1).astype(np.int64)


def _market(
    indptr: npt.ArrayLike, position: npt.ArrayLike, capacity: npt.ArrayLike
) -> tuple[Ints, npt.NDArray[np.int32], Ints]:
    rows, places, seats = _whole(indptr, "indptr"), _whole(position, "position"), _whole(capacity, "capacity")
    if len(rows) == 0 or rows[0] != 0 or rows[-1] != len(places) or bool((np.diff(rows) < 0).any()):
        raise ValueError("indptr must rise from 0 to the number of pairs")
    if len(places) and (places.min() < 0 or places.max() >= len(seats)):
        raise ValueError("position must lie between 0 and the number of positions less one")
    if len(seats) and seats.min() < 0:
        raise ValueError("capacity must be >= 0")
    return rows, places.astype(np.int32), np.minimum(seats, len(rows))


def _whole(values: npt.ArrayLike, name: str) -> Ints:
    array = np.asarray(values)
    if array.ndim != 1:
        raise ValueError(f"{name} must have one dimension")
    if len(array) and not np.issubdtype(array.dtype, np.integer):
        raise TypeError(f"{name} must hold whole numbers, not {array.dtype}")
    return array.astype(np.int64)
