"""Blocking pairs of a matching, and what about them is still undecided."""

import numpy as np

from matcher.kernels.compiled import entry, part
from matcher.kernels.doorway import Ints
from matcher.kernels.fullness import Case
from matcher.kernels.tiers import NONE, Tiers, moves_inside


@entry
def undecided(tiers: Tiers, case: Case, pair_of: Ints) -> tuple[int, int]:
    """Return a keeper and a tier to decide on: is it full from there or not? (-1, -1) when no pair blocks ``pair_of``.

    It is the tier in which most pairs block, each counted by the keeper's seats: what is decided of many seats decides
    more of the rest.
    """
    full_from = _full_from(tiers, pair_of)
    number = np.zeros(len(tiers.column), dtype=np.int64)
    for i in range(len(pair_of)):
        held = pair_of[i]
        for pair in range(tiers.indptr[i], tiers.indptr[i + 1]):
            if held != NONE and tiers.rank[pair] >= tiers.rank[held]:
                break
            if case.alive[pair] and _blocks(tiers, full_from, pair, held):
                side = 0 if case.low[tiers.keeper[pair, 0]] <= tiers.tier[pair, 0] else 1
                keeper = tiers.keeper[pair, side]
                number[tiers.first[keeper] + tiers.tier[pair, side]] += 1 + tiers.seats[keeper]
    most = np.argmax(number) if len(number) else 0
    if len(number) == 0 or number[most] == 0:
        return NONE, NONE
    k = np.searchsorted(tiers.first, most, side="right") - 1
    return k, most - tiers.first[k]


@part
def _full_from(tiers: Tiers, pair_of: Ints) -> Ints:
    """Return from which tier on each keeper is full in a matching."""
    load = np.zeros(len(tiers.column), dtype=np.int64)
    full_from = tiers.n_tiers.copy()
    for pair in pair_of:
        if pair != NONE:
            for side in range(2):
                k = tiers.keeper[pair, side]
                if k != NONE:
                    load[tiers.first[k] + tiers.tier[pair, side]] += 1
    for k in range(len(full_from)):
        taken = 0
        for t in range(tiers.n_tiers[k]):
            taken += load[tiers.first[k] + t]
            if taken >= tiers.seats[k]:
                full_from[k] = t
                break
    return full_from


@part
def _blocks(tiers: Tiers, full_from: Ints, pair: int, held: int) -> bool:
    if full_from[tiers.keeper[pair, 0]] <= tiers.tier[pair, 0]:
        return False
    g = tiers.keeper[pair, 1]
    if g == NONE or full_from[g] > tiers.tier[pair, 1]:
        return True
    return held != NONE and moves_inside(tiers, pair, held)
