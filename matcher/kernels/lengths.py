"""Lengths: what a way costs level by level, as a few int64 compared from the first; many levels share one int64.

Levels are packed where a checked bound shows that no sum along a way can carry into the next: a length is then
sum(level * scale) within each limb, and limbs are compared in order. So one comparison mostly settles all levels.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matcher.kernels.doorway import Ints

MOST_LIMB = 1 << 61


class Packing(NamedTuple):
    """Where each level stands: its ``limb``, its ``scale`` in it, and ``radix``, more than twice any sum of it."""

    limb: tuple[int, ...]
    scale: tuple[int, ...]
    radix: tuple[int, ...]

    @property
    def n_limbs(self) -> int:
        """Return how many int64 make a length, at least one."""
        return max(self.limb, default=0) + 1


def packing_of(most: Sequence[int]) -> Packing:
    """Return how to pack levels whose sums along any way stay within ``most``.

    Raises ValueError when a level alone does not fit in 61 bits.
    """
    radix = [2 * bound + 1 for bound in most]
    if max(radix, default=0) > MOST_LIMB:
        raise ValueError("the weights are too large")
    limb: list[int] = []
    size = 1
    for n, r in enumerate(radix):
        full = bool(n) and size * r > MOST_LIMB
        limb.append((limb[-1] if n else 0) + full)
        size = r if full else size * r
    return Packing(tuple(limb), tuple(_scales(limb, radix)), tuple(radix))


def _scales(limb: Sequence[int], radix: Sequence[int]) -> list[int]:
    scale = [1] * len(limb)
    for n in range(len(limb) - 2, -1, -1):
        if limb[n] == limb[n + 1]:
            scale[n] = scale[n + 1] * radix[n + 1]
    return scale


def packed(packing: Packing, levels: npt.NDArray[np.int64]) -> Ints:
    """Return (n_levels, n) as lengths, (n, n_limbs)."""
    lengths = np.zeros((levels.shape[1], packing.n_limbs), dtype=np.int64)
    for n, level in enumerate(levels):
        lengths[:, packing.limb[n]] += level * packing.scale[n]
    return lengths


def unpacked(packing: Packing, lengths: Ints) -> Ints:
    """Return lengths (n, n_limbs) as (n_levels, n)."""
    left = lengths.copy()
    levels = np.empty((len(packing.limb), len(lengths)), dtype=np.int64)
    for n in range(len(packing.limb) - 1, -1, -1):
        limb, radix = packing.limb[n], packing.radix[n]
        levels[n] = (left[:, limb] + radix // 2) % radix - radix // 2
        left[:, limb] = (left[:, limb] - levels[n]) // radix
    return levels
