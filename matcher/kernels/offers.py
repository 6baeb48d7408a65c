"""Positions offer down their lists, groups the best of all their positions' pairs; applicants hold the best offer."""

from typing import NamedTuple

import numpy as np

from matcher.kernels.buckets import owner_of, sorted_by
from matcher.kernels.compiled import entry, part
from matcher.kernels.doorway import Bools, Ints, Shorts
from matcher.kernels.heaps import order_all, pop, push

NONE = -1


class Lists(NamedTuple):
    """``heap`` holds the pairs still to be offered, best on top: ``size[j]`` of them from ``first[j]`` for position j.

    A group's stretch of ``heads`` holds the next pair of each of its positions that is ``listed``. ``load`` and
    ``most`` run over the positions, then the groups; ``waiting`` lists, and ``is_waiting`` marks, who has room again.
    """

    first: Ints
    heap: Ints
    size: Ints
    heads_first: Ints
    heads: Ints
    n_heads: Ints
    listed: Bools
    load: Ints
    most: Ints
    waiting: Shorts
    is_waiting: Bools
    n_waiting: Ints


@entry
def positions_offer(
    indptr: Ints, position: Shorts, key: Ints, bits: int, capacity: Ints, group_of: Shorts, group_capacity: Ints
) -> Ints:
    """Return the pair each applicant ends with. ``key`` orders the pairs; its low ``bits`` are the pair."""
    n_positions = len(capacity)
    lists = _lists(position, key, capacity, group_of, group_capacity)
    owner = owner_of(indptr)
    pair_of = np.full(len(indptr) - 1, NONE, dtype=np.int64)
    mask = (1 << bits) - 1
    for j in range(n_positions):
        _has_room_again(lists, group_of, j)
    while lists.n_waiting[0] > 0:
        lists.n_waiting[0] -= 1
        keeper = lists.waiting[lists.n_waiting[0]]
        lists.is_waiting[keeper] = False
        while lists.load[keeper] < lists.most[keeper]:
            pair = _next_offer(lists, position, keeper, n_positions, mask)
            if pair == NONE:
                break
            i = owner[pair]
            old = pair_of[i]
            if old == NONE or pair < old:
                pair_of[i] = pair
                _count(lists, group_of, position[pair], 1)
                if old != NONE:
                    _count(lists, group_of, position[old], -1)
                    _has_room_again(lists, group_of, position[old])
            _list_head(lists, group_of, position[pair])
    return pair_of


@part
def _lists(position: Shorts, key: Ints, capacity: Ints, group_of: Shorts, group_capacity: Ints) -> Lists:
    n_positions, n_groups = len(capacity), len(group_capacity)
    first, order = sorted_by(position, n_positions)
    heap = key[order]
    for j in range(n_positions):
        order_all(heap, first[j], first[j + 1] - first[j])
    heads_first = np.zeros(n_groups + 1, dtype=np.int64)
    for g in group_of:
        if g != NONE:
            heads_first[g + 1] += 1
    n_keepers = n_positions + n_groups
    return Lists(
        first,
        heap,
        first[1:] - first[:-1],
        np.cumsum(heads_first),
        np.empty(n_positions, dtype=np.int64),
        np.zeros(n_groups, dtype=np.int64),
        np.zeros(n_positions, dtype=np.bool_),
        np.zeros(n_keepers, dtype=np.int64),
        np.concatenate((capacity, group_capacity)),
        np.empty(n_keepers, dtype=np.int32),
        np.zeros(n_keepers, dtype=np.bool_),
        np.zeros(1, dtype=np.int64),
    )


@part
def _count(lists: Lists, group_of: Shorts, j: int, by: int) -> None:
    lists.load[j] += by
    if group_of[j] != NONE:
        lists.load[len(lists.listed) + group_of[j]] += by


@part
def _has_room_again(lists: Lists, group_of: Shorts, j: int) -> None:
    """Let position ``j``, or the group that speaks for it, make offers again."""
    _list_head(lists, group_of, j)
    keeper = j if group_of[j] == NONE else len(lists.listed) + group_of[j]
    if not lists.is_waiting[keeper]:
        lists.is_waiting[keeper] = True
        lists.waiting[lists.n_waiting[0]] = keeper
        lists.n_waiting[0] += 1


@part
def _list_head(lists: Lists, group_of: Shorts, j: int) -> None:
    """Put the next pair of a position with room among those its group chooses from."""
    g = group_of[j]
    if g != NONE and not lists.listed[j] and lists.size[j] > 0 and lists.load[j] < lists.most[j]:
        push(lists.heads, lists.heads_first[g], lists.n_heads[g], lists.heap[lists.first[j]])
        lists.n_heads[g] += 1
        lists.listed[j] = True


@part
def _next_offer(lists: Lists, position: Shorts, keeper: int, n_positions: int, mask: int) -> int:
    """Take out the best pair that a position or group can offer next; NONE when there is none."""
    j = keeper
    if keeper >= n_positions:
        g = keeper - n_positions
        if lists.n_heads[g] == 0:
            return NONE
        j = position[pop(lists.heads, lists.heads_first[g], lists.n_heads[g]) & mask]
        lists.n_heads[g] -= 1
        lists.listed[j] = False
    if lists.size[j] == 0:
        return NONE
    pair = pop(lists.heap, lists.first[j], lists.size[j]) & mask
    lists.size[j] -= 1
    return int(pair)
