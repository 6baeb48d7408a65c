"""Deferred acceptance: the side that proposes gets the stable matching that is best for it (Gale and Shapley 1962).

A position keeps its best applicants by ``priority`` (smaller is better, then the smaller applicant), and where several
positions share the seats of a group, the group keeps its best over all of them: student-project allocation (Abraham,
Irving and Manlove 2007).
"""

import numpy as np

from matcher.kernels.compiled import entry, part
from matcher.kernels.doorway import Ints, Shorts, ints, shorts

NONE = -1


def applicant_proposing(
    indptr: Ints, position: Shorts, priority: Ints, capacity: Ints, group_of: Shorts, group_capacity: Ints
) -> Ints:
    """Return the pair each applicant holds (-1: none) in the stable matching that is best for every applicant.

    Shapes as in :mod:`matcher.kernels`, rows in order of preference; ``priority`` (n_pairs,) int64.
    """
    return _applicants_propose(
        ints(indptr), shorts(position), ints(priority), ints(capacity), shorts(group_of), ints(group_capacity)
    )


def position_proposing(
    indptr: Ints, position: Shorts, priority: Ints, capacity: Ints, group_of: Shorts, group_capacity: Ints
) -> Ints:
    """Return the pair each applicant holds (-1: none) in the stable matching that is best for the positions."""
    return _positions_propose(
        ints(indptr), shorts(position), ints(priority), ints(capacity), shorts(group_of), ints(group_capacity)
    )


@part
def _owners(indptr: Ints) -> Ints:
    owner = np.empty(indptr[-1], dtype=np.int64)
    for i in range(len(indptr) - 1):
        owner[indptr[i] : indptr[i + 1]] = i
    return owner


@part
def _is_better(one: int, other: int, priority: Ints) -> bool:
    """Return whether a pair comes before another in its host's eyes; pairs are numbered by applicant, then rank."""
    if priority[one] != priority[other]:
        return priority[one] < priority[other]
    return one < other


@part
def _push(heap: Ints, first: int, size: int, pair: int, priority: Ints) -> None:
    """Add a pair to a heap whose worst pair is on top."""
    x = size
    while x > 0:
        above = (x - 1) >> 1
        if not _is_better(heap[first + above], pair, priority):
            break
        heap[first + x] = heap[first + above]
        x = above
    heap[first + x] = pair


@part
def _pop(heap: Ints, first: int, size: int, priority: Ints) -> None:
    """Take the worst pair off a heap of ``size`` pairs."""
    pair = heap[first + size - 1]
    size -= 1
    x = 0
    while True:
        below = 2 * x + 1
        if below >= size:
            break
        if below + 1 < size and _is_better(heap[first + below], heap[first + below + 1], priority):
            below += 1
        if not _is_better(pair, heap[first + below], priority):
            break
        heap[first + x] = heap[first + below]
        x = below
    if size > 0:
        heap[first + x] = pair


@part
def _starts(of: Ints, n: int) -> Ints:
    """Return where each owner's room begins, for items that name their owners (-1: none)."""
    first = np.zeros(n + 1, dtype=np.int64)
    for owner in of:
        if owner != NONE:
            first[owner + 1] += 1
    for j in range(n):
        first[j + 1] += first[j]
    return first


@part
def _worst_held(heap: Ints, first: int, size: Ints, at: int, holds: Ints, owner: Ints, priority: Ints) -> int:
    """Return the worst pair still held; pairs given up meanwhile are taken off first."""
    while holds[owner[heap[first]]] != heap[first]:
        _pop(heap, first, size[at], priority)
        size[at] -= 1
    return heap[first]


@entry
def _applicants_propose(
    indptr: Ints, position: Shorts, priority: Ints, capacity: Ints, group_of: Shorts, group_capacity: Ints
) -> Ints:
    n_applicants, n_positions, n_groups = len(indptr) - 1, len(capacity), len(group_capacity)
    owner = _owners(indptr)
    group_of_pair = np.empty(len(position), dtype=np.int64)
    for pair in range(len(position)):
        group_of_pair[pair] = group_of[position[pair]]
    first, group_first = _starts(position.astype(np.int64), n_positions), _starts(group_of_pair, n_groups)
    heap, group_heap = np.empty(len(position), dtype=np.int64), np.empty(group_first[-1], dtype=np.int64)
    size, group_size = np.zeros(n_positions, dtype=np.int64), np.zeros(n_groups, dtype=np.int64)
    taken, group_taken = np.zeros(n_positions, dtype=np.int64), np.zeros(n_groups, dtype=np.int64)
    holds = np.full(n_applicants, NONE, dtype=np.int64)
    upcoming = indptr[:-1].copy()
    for start in range(n_applicants):
        i = start
        while i != NONE and upcoming[i] < indptr[i + 1]:
            pair = upcoming[i]
            upcoming[i] += 1
            j = position[pair]
            g = group_of[j]
            if capacity[j] == 0 or (g != NONE and group_capacity[g] == 0):
                continue
            worst = NONE
            if taken[j] == capacity[j]:
                worst = _worst_held(heap, first[j], size, j, holds, owner, priority)
            elif g != NONE and group_taken[g] == group_capacity[g]:
                worst = _worst_held(group_heap, group_first[g], group_size, g, holds, owner, priority)
            if worst != NONE and not _is_better(pair, worst, priority):
                continue
            holds[i] = pair
            _push(heap, first[j], size[j], pair, priority)
            size[j] += 1
            taken[j] += 1
            if g != NONE:
                _push(group_heap, group_first[g], group_size[g], pair, priority)
                group_size[g] += 1
                group_taken[g] += 1
            i = NONE
            if worst != NONE:
                i = owner[worst]
                holds[i] = NONE
                taken[position[worst]] -= 1
                if group_of[position[worst]] != NONE:
                    group_taken[group_of[position[worst]]] -= 1
    return holds


@entry
def _positions_propose(
    indptr: Ints, position: Shorts, priority: Ints, capacity: Ints, group_of: Shorts, group_capacity: Ints
) -> Ints:
    n_positions, n_groups = len(capacity), len(group_capacity)
    owner = _owners(indptr)
    n_choosers = n_groups + n_positions
    chooser_of = np.empty(len(position), dtype=np.int64)
    for pair in range(len(position)):
        g = group_of[position[pair]]
        chooser_of[pair] = n_groups + position[pair] if g == NONE else g
    first = _starts(chooser_of, n_choosers)
    listed = _ranked(chooser_of, first, priority)
    refused = np.zeros(len(position), dtype=np.bool_)
    holds = np.full(len(indptr) - 1, NONE, dtype=np.int64)
    waiting = np.arange(n_choosers)
    is_waiting = np.ones(n_choosers, dtype=np.bool_)
    n_waiting = n_choosers
    taken = np.zeros(n_positions, dtype=np.int64)
    while n_waiting > 0:
        n_waiting -= 1
        chooser = waiting[n_waiting]
        is_waiting[chooser] = False
        room = group_capacity[chooser] if chooser < n_groups else capacity[chooser - n_groups]
        for x in range(first[chooser], first[chooser + 1]):
            taken[position[listed[x]]] = 0
        for x in range(first[chooser], first[chooser + 1]):
            pair = listed[x]
            j = position[pair]
            if room == 0:
                break
            if refused[pair] or taken[j] == capacity[j]:
                continue
            i = owner[pair]
            if holds[i] != NONE and holds[i] < pair:
                refused[pair] = True
                continue
            loser = holds[i]
            holds[i] = pair
            room -= 1
            taken[j] += 1
            if loser != NONE and loser != pair:
                refused[loser] = True
                if not is_waiting[chooser_of[loser]]:
                    waiting[n_waiting] = chooser_of[loser]
                    n_waiting += 1
                    is_waiting[chooser_of[loser]] = True
    return holds


@part
def _ranked(chooser_of: Ints, first: Ints, priority: Ints) -> Ints:
    """Return the pairs of each chooser, best first."""
    order = np.argsort(priority, kind="mergesort")
    at = first.copy()
    listed = np.empty(len(chooser_of), dtype=np.int64)
    for pair in order:
        listed[at[chooser_of[pair]]] = pair
        at[chooser_of[pair]] += 1
    return listed
