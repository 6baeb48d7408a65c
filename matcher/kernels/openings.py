"""What places earn at what their applicants charge: each opens with its best applicants if that pays."""

from dataclasses import dataclass

import numpy as np

from matcher.kernels.compiled import entry
from matcher.kernels.doorway import Bools, Ints

CANNOT = -(1 << 60)
"""What a place earns that has fewer pairs than its minimum."""


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """Pairs place by place: ``first`` (n_places + 1,) bounds the rows of ``need_of`` (n_pairs,).

    A place that opens takes ``minimum`` to ``capacity`` applicants (n_places,).
    """

    first: Ints
    need_of: Ints
    capacity: Ints
    minimum: Ints


def gains(offers: Offers, value: Ints, charge: Ints, must: Bools, may: Bools) -> tuple[Ints, Ints, Ints]:
    """Return what each place earns when it opens, how often each need is taken by those that open, and place levels.

    ``value`` has the shape of the pairs, ``charge`` (n_needs,); all are whole numbers in one unit, small enough that
    no sum leaves 64 bits. A place takes the ``minimum`` best of ``value - charge``, whatever they are worth, then more
    while they are worth something, up to its capacity. It opens if it ``must``, or if it ``may`` and earns something.
    A pair whose worth is below its place's level costs the difference when it is taken nevertheless: the level is the
    worth of the last seat if above 0, of the last seat of the minimum if below 0, else 0.
    """
    return _gains(offers.first, offers.need_of, offers.capacity, offers.minimum, must, may, value, charge)


@entry
def _gains(
    first: Ints, need_of: Ints, capacity: Ints, minimum: Ints, must: Bools, may: Bools, value: Ints, charge: Ints
) -> tuple[Ints, Ints, Ints]:
    n_places = len(capacity)
    earned = np.zeros(n_places, dtype=np.int64)
    asked = np.zeros(len(charge), dtype=np.int64)
    level = np.zeros(n_places, dtype=np.int64)
    for j in range(n_places):
        start, end = first[j], first[j + 1]
        if end - start < minimum[j]:
            earned[j] = CANNOT
            continue
        worth = np.empty(end - start, dtype=np.int64)
        for pair in range(start, end):
            worth[pair - start] = value[pair] - charge[need_of[pair]]
        most = min(capacity[j], end - start)
        best = np.sort(np.partition(worth, len(worth) - most)[len(worth) - most :]) if most else worth[:0]
        if most and most == capacity[j]:
            level[j] = max(0, best[0])
        if minimum[j]:
            level[j] += min(0, best[most - minimum[j]])
        n_taken = 0
        while n_taken < most and (n_taken < minimum[j] or best[most - 1 - n_taken] > 0):
            earned[j] += best[most - 1 - n_taken]
            n_taken += 1
        if n_taken and (must[j] or (may[j] and earned[j] > 0)):
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
    return earned, asked, level
