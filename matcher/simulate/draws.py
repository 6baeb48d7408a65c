"""Draws: uniform numbers that belong to an event and a person, the same in every scenario of a trial.

A number depends on the seed, the trial, the event's name and the id alone, never on order or on what else is drawn:
these are common random numbers (Law, Simulation Modeling and Analysis, ch. 11), so a scenario without a change differs
from the base by exactly nothing.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]
Keys = npt.NDArray[np.uint64]

GOLDEN, FIRST, SECOND = (np.uint64(k) for k in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
"""The constants of splitmix64 (Steele, Lea, Flood 2014)."""


class Draws:
    """The uniform numbers of one trial (0, 1, 2 …) of a seed (>= 0).

    With ``antithetic`` every odd trial takes one minus the numbers of the even trial before it.
    """

    def __init__(self, seed: int, trial: int, *, antithetic: bool = False) -> None:
        self.seed, self.trial = seed, trial
        self._source = trial - trial % 2 if antithetic else trial
        self._mirrored = antithetic and trial % 2 == 1

    def uniform(self, event: str, ids: Sequence[str]) -> Reals:
        """Return a number in (0, 1) for every id, shape ``(len(ids),)``."""
        return self.at(event, keys_of(tuple(ids)))

    def at(self, event: str, keys: Keys) -> Reals:
        """Return a number in (0, 1) for every key of :func:`keys_of`, shape as ``keys``."""
        stream = np.uint64(_key(f"{self.seed}/{self._source}/{event}"))
        with np.errstate(over="ignore"):
            bits = _mixed(_mixed(keys ^ stream) + GOLDEN)
        numbers = ((bits >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52
        return 1.0 - numbers if self._mirrored else numbers


@lru_cache(maxsize=256)
def keys_of(ids: tuple[str, ...]) -> Keys:
    """Return a 64-bit key an id, uint64 of shape ``(len(ids),)``; the same on every machine."""
    return np.array([_key(i) for i in ids], dtype=np.uint64)


def _key(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


def _mixed(state: Keys) -> Keys:
    """Return the output function of splitmix64, which every bit of the state reaches."""
    state = (state ^ (state >> np.uint64(30))) * FIRST
    state = (state ^ (state >> np.uint64(27))) * SECOND
    mixed: Keys = state ^ (state >> np.uint64(31))
    return mixed
