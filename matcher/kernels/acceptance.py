"""Deferred acceptance (Gale and Shapley 1962) with positions that share a group's capacity (Abraham, Irving and
Manlove 2007), either side proposing.

A position keeps the pairs with the smallest ``priority``, ties by applicant, then pair; a group keeps the smallest of
all its positions' pairs as far as its own capacity goes.
"""

import numpy as np
import numpy.typing as npt

from matcher.kernels.doorway import Ints, Shorts, ints, shorts
from matcher.kernels.offers import positions_offer
from matcher.kernels.proposals import applicants_propose


def applicant_proposing(
    indptr: npt.ArrayLike,
    position: npt.ArrayLike,
    priority: npt.ArrayLike,
    capacity: npt.ArrayLike,
    group_of: npt.ArrayLike,
    group_capacity: npt.ArrayLike,
) -> Ints:
    """Return ``pair_of`` (n_applicants,) of the stable matching that is best for every applicant at once, -1: none.

    Shapes as in :mod:`matcher.kernels`; ``priority`` (n_pairs,) is any int64, smaller is better; ``group_of``
    (n_positions,) is the group of a position or -1, ``group_capacity`` (n_groups,).
    """
    return applicants_propose(*_arrays(indptr, position, priority, capacity, group_of, group_capacity))


def position_proposing(
    indptr: npt.ArrayLike,
    position: npt.ArrayLike,
    priority: npt.ArrayLike,
    capacity: npt.ArrayLike,
    group_of: npt.ArrayLike,
    group_capacity: npt.ArrayLike,
) -> Ints:
    """Return ``pair_of`` of the stable matching that is best for the positions; arguments as applicant_proposing."""
    return positions_offer(*_arrays(indptr, position, priority, capacity, group_of, group_capacity))


def _arrays(
    indptr: npt.ArrayLike,
    position: npt.ArrayLike,
    priority: npt.ArrayLike,
    capacity: npt.ArrayLike,
    group_of: npt.ArrayLike,
    group_capacity: npt.ArrayLike,
) -> tuple[Ints, Shorts, Ints, int, Ints, Shorts, Ints]:
    keys, bits = _strict_keys(ints(priority))
    return ints(indptr), shorts(position), keys, bits, ints(capacity), shorts(group_of), ints(group_capacity)


def _strict_keys(priority: Ints) -> tuple[Ints, int]:
    """Return one key a pair, ordered by priority, then pair, and how many low bits hold the pair."""
    bits = len(priority).bit_length()
    lowest, highest = (int(priority.min()), int(priority.max())) if len(priority) else (0, 0)
    if highest - lowest >> (62 - bits):
        priority, lowest = np.unique(priority, return_inverse=True)[1].astype(np.int64), 0
    return (priority - lowest << bits) | np.arange(len(priority)), bits
