"""Applicants propose down their rows; positions and groups keep the best they were offered so far."""

import numpy as np

from matcher.kernels.buckets import owner_of
from matcher.kernels.compiled import entry, part
from matcher.kernels.doorway import Ints, Shorts
from matcher.kernels.heaps import pop, push

NONE = -1


@entry
def applicants_propose(
    indptr: Ints, position: Shorts, key: Ints, bits: int, capacity: Ints, group_of: Shorts, group_capacity: Ints
) -> Ints:
    """Return the pair each applicant ends with. ``key`` orders the pairs; its low ``bits`` are the pair."""
    n_applicants, n_positions = len(indptr) - 1, len(capacity)
    # Keepers are the positions, then the groups; each has a heap of what it took, the worst on top (keys inverted).
    # What a group put out stays in its position's heap until it comes to the top, and the other way round.
    keeper_first = _room_for(position, group_of, n_positions, len(group_capacity))
    most = np.concatenate((capacity, group_capacity))
    heap = np.empty(keeper_first[-1], dtype=np.int64)
    size = np.zeros(len(most), dtype=np.int64)
    load = np.zeros(len(most), dtype=np.int64)
    owner = owner_of(indptr)
    pair_of = np.full(n_applicants, NONE, dtype=np.int64)
    next_pair = indptr[:-1].copy()
    for first in range(n_applicants):
        i = first
        while next_pair[i] < indptr[i + 1]:
            pair = next_pair[i]
            next_pair[i] += 1
            j, g = np.int64(position[pair]), np.int64(group_of[position[pair]])
            if load[j] == most[j] and _refuses(heap, keeper_first[j], size, j, key[pair], bits, owner, pair_of):
                continue
            pair_of[i] = pair
            push(heap, keeper_first[j], size[j], ~key[pair])
            size[j] += 1
            load[j] += 1
            over = j
            if g != NONE:
                push(heap, keeper_first[n_positions + g], size[n_positions + g], ~key[pair])
                size[n_positions + g] += 1
                load[n_positions + g] += 1
                if load[j] <= most[j]:
                    over = n_positions + g
            if load[over] <= most[over]:
                break
            out = _worst(heap, keeper_first[over], size, over, bits, owner, pair_of)
            i = owner[out]
            pair_of[i] = NONE
            load[position[out]] -= 1
            if group_of[position[out]] != NONE:
                load[n_positions + group_of[position[out]]] -= 1
    return pair_of


@part
def _room_for(position: Shorts, group_of: Shorts, n_positions: int, n_groups: int) -> Ints:
    """Return where the heap of each position and group begins: one can take each of its pairs once."""
    first = np.zeros(n_positions + n_groups + 1, dtype=np.int64)
    for j in position:
        first[j + 1] += 1
        if group_of[j] != NONE:
            first[n_positions + group_of[j] + 1] += 1
    return np.cumsum(first)


@part
def _worst(heap: Ints, first: int, size: Ints, keeper: int, bits: int, owner: Shorts, pair_of: Ints) -> int:
    """Take out of the heap the worst pair that is still held."""
    while True:
        pair = ~pop(heap, first, size[keeper]) & ((1 << bits) - 1)
        size[keeper] -= 1
        if pair_of[owner[pair]] == pair:
            return int(pair)


@part
def _refuses(heap: Ints, first: int, size: Ints, j: int, key: int, bits: int, owner: Shorts, pair_of: Ints) -> bool:
    """Return whether a full position holds nothing worse than ``key``."""
    while size[j] > 0:
        worst = ~heap[first]
        pair = worst & ((1 << bits) - 1)
        if pair_of[owner[pair]] == pair:
            return bool(key > worst)
        pop(heap, first, size[j])
        size[j] -= 1
    return True
