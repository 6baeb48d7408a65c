"""Exact prices of a best matching that another solver found, by shortest paths on what could still be exchanged.

What a seat costs in all (a position's price and its group's) is a potential: every way to exchange places without loss
of feasibility bounds one potential by another, and Bellman and Ford's relaxation finds potentials that keep all bounds,
unless the matching can be improved (a negative cycle).
"""

import numpy as np

from matcher.kernels.compiled import entry, part
from matcher.kernels.doorway import Bools, Ints, Shorts, bools, ints, shorts

NONE = -1


def dual_prices(
    indptr: Ints,
    position: Shorts,
    weight: Ints,
    capacity: Ints,
    group_of: Shorts,
    group_capacity: Ints,
    must_match: Bools,
    must_fill: Bools,
    must_fill_group: Bools,
    pair_of: Ints,
) -> tuple[Ints, Ints, Ints]:
    """Return ``price`` (n_positions,), ``group_price`` (n_groups,), ``surplus`` (n_applicants,) that prove it best.

    Shapes as in :mod:`matcher.kernels`; ``pair_of`` (n_applicants,) is the matching, -1 for none. Signs and sums are as
    in :func:`matcher.kernels.assignment.best_assignment`, a pair costing its position's and its group's price.
    Raises ValueError when the matching is not one with the largest sum of weights.
    """
    optimal, price, group_price, surplus = _dual_prices(
        ints(indptr),
        shorts(position),
        ints(weight),
        ints(capacity),
        shorts(group_of),
        ints(group_capacity),
        bools(must_match),
        bools(must_fill),
        bools(must_fill_group),
        ints(pair_of),
    )
    if not optimal:
        raise ValueError("the matching can be improved")
    return price, group_price, surplus


@entry
def _dual_prices(
    indptr: Ints,
    position: Shorts,
    weight: Ints,
    capacity: Ints,
    group_of: Shorts,
    group_capacity: Ints,
    must_match: Bools,
    must_fill: Bools,
    must_fill_group: Bools,
    pair_of: Ints,
) -> tuple[bool, Ints, Ints, Ints]:
    n_positions, n_groups = len(capacity), len(group_capacity)
    taken, group_taken = _loads(position, pair_of, group_of, n_positions, n_groups)
    end = n_positions + n_groups
    potential = np.zeros(end + 1, dtype=np.int64)
    sweeps = 0
    changed = True
    while changed and sweeps <= end + 2:
        changed = _sweep_rows(indptr, position, weight, must_match, pair_of, potential)
        for j in range(n_positions):
            upper = end if group_of[j] == NONE else n_positions + group_of[j]
            if _sweep_seats(potential, j, upper, must_fill[j], taken[j] < capacity[j]):
                changed = True
        for g in range(n_groups):
            if _sweep_seats(potential, n_positions + g, end, must_fill_group[g], group_taken[g] < group_capacity[g]):
                changed = True
        sweeps += 1
    potential -= potential[end]
    surplus = _surpluses(indptr, position, weight, must_match, potential)
    group_price = potential[n_positions:end].copy()
    price = potential[:n_positions].copy()
    for j in range(n_positions):
        if group_of[j] != NONE:
            price[j] -= group_price[group_of[j]]
    return not changed, price, group_price, surplus


@part
def _loads(position: Shorts, pair_of: Ints, group_of: Shorts, n_positions: int, n_groups: int) -> tuple[Ints, Ints]:
    taken = np.zeros(n_positions, dtype=np.int64)
    group_taken = np.zeros(n_groups, dtype=np.int64)
    for pair in pair_of:
        if pair != NONE:
            j = position[pair]
            taken[j] += 1
            if group_of[j] != NONE:
                group_taken[group_of[j]] += 1
    return taken, group_taken


@part
def _sweep_rows(
    indptr: Ints, position: Shorts, weight: Ints, must_match: Bools, pair_of: Ints, potential: Ints
) -> bool:
    """Bound what a seat held may cost by what its holder could have elsewhere, and the way out by who would come in."""
    end = len(potential) - 1
    changed = False
    for i in range(len(indptr) - 1):
        held = pair_of[i]
        at = end if held == NONE else position[held]
        worth = 0 if held == NONE else weight[held]
        bound = potential[at]
        if held != NONE and not must_match[i]:
            bound = min(bound, potential[end] + worth)
        for pair in range(indptr[i], indptr[i + 1]):
            bound = min(bound, potential[position[pair]] + worth - weight[pair])
        if bound < potential[at]:
            potential[at] = bound
            changed = True
    return changed


@part
def _sweep_seats(potential: Ints, lower: int, upper: int, must_fill: bool, room: bool) -> bool:
    """Keep a price from being negative unless all seats must be filled, and at 0 where there is room."""
    changed = False
    if not must_fill and potential[upper] > potential[lower]:
        potential[upper] = potential[lower]
        changed = True
    if room and potential[lower] > potential[upper]:
        potential[lower] = potential[upper]
        changed = True
    return changed


@part
def _surpluses(indptr: Ints, position: Shorts, weight: Ints, must_match: Bools, potential: Ints) -> Ints:
    n_applicants = len(indptr) - 1
    surplus = np.zeros(n_applicants, dtype=np.int64)
    for i in range(n_applicants):
        for pair in range(indptr[i], indptr[i + 1]):
            gain = weight[pair] - potential[position[pair]]
            if gain > surplus[i] or (must_match[i] and pair == indptr[i]):
                surplus[i] = gain
    return surplus
