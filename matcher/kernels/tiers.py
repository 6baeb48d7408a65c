"""Tiers: how positions, and groups of positions with a capacity of their own, like their pairs, equals together."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matcher.kernels.buckets import owner_of, sorted_by
from matcher.kernels.compiled import entry, part
from matcher.kernels.doorway import Ints, Shorts, ints, shorts

NONE = -1


class Tiers(NamedTuple):
    """Who likes whom how much. ``owner`` and ``rank`` (n_pairs,): applicant and its rank of the pair, rows by rank.

    Keepers are the positions, then the groups: ``keeper`` and ``tier`` (n_pairs, 2) say who keeps the pair, first the
    position, then the group (-1: none), and in which tier. ``column[first[k]:first[k + 1]]`` are a keeper's pairs by
    tier. ``seats`` and ``n_tiers`` (n_keepers,); ``enough`` (n_positions,): the seats that the group leaves of these.
    """

    indptr: Ints
    owner: Shorts
    rank: Ints
    keeper: Shorts
    tier: Shorts
    first: Ints
    column: Shorts
    seats: Ints
    n_tiers: Ints
    enough: Ints


def tiers_of(
    indptr: npt.ArrayLike,
    position: npt.ArrayLike,
    rank: npt.ArrayLike,
    standing: npt.ArrayLike,
    capacity: npt.ArrayLike,
    group_of: npt.ArrayLike,
    group_capacity: npt.ArrayLike,
) -> Tiers:
    """Return the tiers of a market whose rows are sorted by ``rank``; of ``standing`` (n_pairs,) smaller is better."""
    arrays = ints(indptr), shorts(position), ints(rank), ints(standing)
    return _tiers(*arrays, ints(capacity), shorts(group_of), ints(group_capacity))


@entry
def _tiers(
    indptr: Ints, position: Shorts, rank: Ints, standing: Ints, capacity: Ints, group_of: Shorts, group_capacity: Ints
) -> Tiers:
    n_pairs, n_positions = len(position), len(capacity)
    seats = np.concatenate((capacity, group_capacity))
    keeper = np.full((n_pairs, 2), NONE, dtype=np.int32)
    for pair in range(n_pairs):
        keeper[pair, 0] = position[pair]
        if group_of[position[pair]] != NONE:
            keeper[pair, 1] = n_positions + group_of[position[pair]]
    by_standing = np.argsort(standing, kind="mergesort")
    twice = np.empty(2 * n_pairs, dtype=np.int32)
    for x in range(n_pairs):
        twice[2 * x] = keeper[by_standing[x], 0]
        twice[2 * x + 1] = keeper[by_standing[x], 1] if keeper[by_standing[x], 1] != NONE else len(seats)
    bounds, order = sorted_by(twice, len(seats) + 1)
    first = bounds[: len(seats) + 1].copy()
    column = np.empty(first[-1], dtype=np.int32)
    tier = np.zeros((n_pairs, 2), dtype=np.int32)
    n_tiers = np.zeros(len(seats), dtype=np.int64)
    for k in range(len(seats)):
        for x in range(first[k], first[k + 1]):
            pair = by_standing[order[x] // 2]
            column[x] = pair
            if x == first[k] or standing[pair] != standing[column[x - 1]]:
                n_tiers[k] += 1
            tier[pair, order[x] % 2] = n_tiers[k] - 1
    enough = capacity.copy()
    for j in range(n_positions):
        if group_of[j] != NONE:
            enough[j] = min(enough[j], group_capacity[group_of[j]])
    return Tiers(indptr, owner_of(indptr), rank, keeper, tier, first, column, seats, n_tiers, enough)


@part
def moves_inside(tiers: Tiers, pair: int, held: int) -> bool:
    """Return whether who holds ``held`` would leave that seat for ``pair``: the same group and tier, and liked less."""
    return (
        tiers.keeper[pair, 1] != NONE
        and tiers.keeper[held, 1] == tiers.keeper[pair, 1]
        and tiers.tier[held, 1] == tiers.tier[pair, 1]
        and tiers.rank[held] > tiers.rank[pair]
    )
