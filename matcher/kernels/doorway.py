"""Doorway: arrays brought to the one dtype and layout that the compiled entries know."""

from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Shorts = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]


def ints(values: npt.ArrayLike) -> Ints:
    """Return int64, contiguous and writable (a read-only array would compile a second signature)."""
    return _fixed(values, np.int64)


def shorts(values: npt.ArrayLike) -> Shorts:
    """Return int32, contiguous and writable."""
    return _fixed(values, np.int32)


def bools(values: npt.ArrayLike) -> Bools:
    """Return bool, contiguous and writable."""
    return _fixed(values, np.bool_)


def _fixed(values: npt.ArrayLike, dtype: Any) -> npt.NDArray[Any]:
    if isinstance(values, np.ndarray) and values.dtype == dtype and values.flags.carray:
        return values
    return np.require(values, dtype=dtype, requirements=["C", "A", "W"])
