"""The face of a stage's optima: the pairs that its prices leave tight."""

import numpy as np
import numpy.typing as npt

from matcher.kernels.compiled import entry, part
from matcher.kernels.doorway import Ints, Shorts, ints, shorts


def tight_face(
    indptr: npt.ArrayLike, position: npt.ArrayLike, weight: npt.ArrayLike, price: npt.ArrayLike, surplus: npt.ArrayLike
) -> tuple[Ints, Shorts, Ints]:
    """Return ``indptr``, ``position`` and the old index of the pairs with ``weight - price == surplus``.

    Exactly the matchings of these pairs that match whoever has a surplus and fill whatever has a price are optimal.
    """
    return _tight(ints(indptr), shorts(position), ints(weight), ints(price), ints(surplus))


@entry
def _tight(indptr: Ints, position: Shorts, weight: Ints, price: Ints, surplus: Ints) -> tuple[Ints, Shorts, Ints]:
    return tight_pairs(indptr, position, weight, price, surplus)


@part
def tight_pairs(indptr: Ints, position: Shorts, weight: Ints, price: Ints, surplus: Ints) -> tuple[Ints, Shorts, Ints]:
    """Return the rows cut to their tight pairs, and where each came from."""
    n_applicants = len(indptr) - 1
    first = np.zeros(n_applicants + 1, dtype=np.int64)
    kept_position = np.empty(len(position), dtype=np.int32)
    kept = np.empty(len(position), dtype=np.int64)
    n_kept = 0
    for i in range(n_applicants):
        for pair in range(indptr[i], indptr[i + 1]):
            if weight[pair] - price[position[pair]] == surplus[i]:
                kept_position[n_kept] = position[pair]
                kept[n_kept] = pair
                n_kept += 1
        first[i + 1] = n_kept
    return first, kept_position[:n_kept].copy(), kept[:n_kept].copy()
