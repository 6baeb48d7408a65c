"""What places earn at what their applicants charge: each opens with its best applicants if that pays."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.kernels.compiled import entry
from matcher.kernels.doorway import Bools, Ints

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """``earned`` (n_places,), not counting that a place may stay shut, and ``asked`` (n_needs,), how often taken."""

    earned: Floats
    asked: Ints

    def bound(self, charge: Floats, required: Bools) -> float:
        """Return sum of charges + sum of what open places earn: no matching is worth more."""
        return float(charge.sum() + np.where(required, self.earned, np.maximum(self.earned, 0.0)).sum())


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """Pairs place by place: ``first`` (n_places + 1,) bounds the rows of ``need_of`` (n_pairs,).

    A place that opens takes ``minimum`` to ``capacity`` applicants (n_places,); a ``required`` one must open.
    """

    first: Ints
    need_of: Ints
    capacity: Ints
    minimum: Ints
    required: Bools


def gains(offers: Offers, value: Floats, charge: Floats) -> Gains:
    """Return what each place earns when it takes the best of ``value - charge``, and whom those that open take.

    ``value`` has the shape of the pairs, ``charge`` (n_needs,). A place takes its ``minimum`` best, whatever they are
    worth, then more while they are worth something, up to its capacity. A place with fewer pairs than its minimum
    earns -inf.
    """
    earned, asked = _gains(
        offers.first, offers.need_of, offers.capacity, offers.minimum, offers.required, value, charge
    )
    return Gains(earned, asked)


@entry
def _gains(
    first: Ints, need_of: Ints, capacity: Ints, minimum: Ints, required: Bools, value: Floats, charge: Floats
) -> tuple[Floats, Ints]:
    n_places = len(capacity)
    earned = np.zeros(n_places, dtype=np.float64)
    asked = np.zeros(len(charge), dtype=np.int64)
    for j in range(n_places):
        start, end = first[j], first[j + 1]
        if end - start < minimum[j]:
            earned[j] = -np.inf
            continue
        worth = np.empty(end - start, dtype=np.float64)
        for pair in range(start, end):
            worth[pair - start] = value[pair] - charge[need_of[pair]]
        most = min(capacity[j], end - start)
        best = np.sort(np.partition(worth, len(worth) - most)[len(worth) - most :]) if most else worth[:0]
        n_taken = 0
        while n_taken < most and (n_taken < minimum[j] or best[most - 1 - n_taken] > 0):
            earned[j] += best[most - 1 - n_taken]
            n_taken += 1
        if n_taken and (required[j] or earned[j] > 0):
            least = best[most - n_taken]
            left = n_taken
            for pair in range(start, end):
                if worth[pair - start] > least:
                    asked[need_of[pair]] += 1
                    left -= 1
            for pair in range(start, end):
                if worth[pair - start] == least and left:
                    asked[need_of[pair]] += 1
                    left -= 1
    return earned, asked
