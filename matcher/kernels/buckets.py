"""Buckets: indices sorted by a small key, in linear time."""

import numpy as np

from matcher.kernels.compiled import part
from matcher.kernels.doorway import Ints, Shorts


@part
def sorted_by(key: Shorts, n_keys: int) -> tuple[Ints, Shorts]:
    """Return the bounds of each key, shape (n_keys + 1,), and the indices sorted by key, then index."""
    first = np.zeros(n_keys + 2, dtype=np.int64)
    for k in key:
        first[k + 2] += 1
    for k in range(n_keys):
        first[k + 2] += first[k + 1]
    order = np.empty(len(key), dtype=np.int32)
    for x in range(len(key)):
        order[first[key[x] + 1]] = x
        first[key[x] + 1] += 1
    return first[: n_keys + 1].copy(), order


@part
def owner_of(indptr: Ints) -> Shorts:
    """Return the row of each pair."""
    owner = np.empty(indptr[-1], dtype=np.int32)
    for i in range(len(indptr) - 1):
        for pair in range(indptr[i], indptr[i + 1]):
            owner[pair] = i
    return owner
