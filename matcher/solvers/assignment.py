"""Assignment: stages where every place stands on its own, by the compiled kernels."""

import numpy as np

from matcher.kernels.assignment import best_assignment
from matcher.kernels.cardinality import largest_matching
from matcher.lists import Ints
from matcher.solvers.face import Face, Optimum

NO_SHARED = np.zeros(0, dtype=np.int64)


def assign_stage(face: Face, weight: Ints) -> Optimum:
    """Return the best of a face without shared capacities."""
    market = face.market
    if _counts_only(face, weight):
        held, price, surplus = largest_matching(face.indptr, face.place_of, market.capacity)
    else:
        held, price, surplus = best_assignment(
            face.indptr, face.place_of, weight, market.capacity, face.must_place, face.must_fill
        )
    return Optimum(held, price, NO_SHARED, surplus)


def _counts_only(face: Face, weight: Ints) -> bool:
    return bool((weight == 1).all()) and not face.must_place.any() and not face.must_fill.any()
