"""Ties: needs bound to particular places or hosts, as a sorted set of pairs that whole arrays can be held against."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from matcher.rules.columns import Bools, Indices, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """Pairs (need, target) as sorted ``keys`` need * ``width`` + target; ``tied`` (n_needs,) marks the needs."""

    keys: Ints
    tied: Bools
    width: int

    def find(self, need_of: Indices, target_of: Indices) -> Ints:
        """Return where each asked pair stands in ``keys``, -1 for a pair that is not tied."""
        if not len(self.keys):
            return np.full(len(need_of), -1, dtype=np.int64)
        asked = need_of.astype(np.int64) * self.width + target_of
        at = np.minimum(np.searchsorted(self.keys, asked), len(self.keys) - 1)
        return np.where(self.keys[at] == asked, at, -1)

    def holds(self, need_of: Indices, target_of: Indices) -> Bools:
        """Return which of the asked pairs are among the ties."""
        return self.find(need_of, target_of) >= 0

    def breaks(self, need_of: Indices, target_of: Indices) -> Bools:
        """Return which pairs lead a tied need somewhere it is not tied to."""
        if not len(self.keys):
            return np.zeros(len(need_of), dtype=np.bool_)
        return self.tied[need_of] & ~self.holds(need_of, target_of)

    def targets(self, need: int) -> list[int]:
        """Return what a need is tied to, in order."""
        own = slice(*np.searchsorted(self.keys, [need * self.width, (need + 1) * self.width]).tolist())
        return [key % self.width for key in self.keys[own].tolist()]


def marked(keys: Ints, n_needs: int, width: int) -> Ties:
    """Return the ties with the given sorted, unique keys."""
    tied = np.zeros(n_needs, dtype=np.bool_)
    tied[keys // max(width, 1)] = True
    return Ties(keys, tied, width)


def ties(pairs: Iterable[tuple[int, int]], n_needs: int, width: int) -> Ties:
    """Return the set of (need, target) pairs, ``0 <= target < width``."""
    keys = sorted({need * width + target for need, target in pairs})
    return marked(np.array(keys, dtype=np.int64), n_needs, width)
