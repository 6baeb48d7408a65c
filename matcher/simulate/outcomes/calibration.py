"""Calibration: whether of those said to have a chance of 70 percent about 70 in 100 are employed."""

from dataclasses import dataclass
from math import pi, sqrt
from statistics import NormalDist

import numpy as np

from matcher.simulate.outcomes.columns import Reals

BINS = 10
"""Groups of people with about the same chance, as large as each other."""


@dataclass(frozen=True, slots=True)
class Bin:
    """People with about the same chance: how many, mean chance, how many are employed, the interval of the share."""

    n: int
    predicted: float
    employed: int
    low: float
    high: float

    @property
    def observed(self) -> float:
        """Return the share that is employed."""
        return self.employed / self.n


@dataclass(frozen=True, slots=True)
class Calibration:
    """How good chances were for ``n`` people of whom ``employed`` are.

    ``brier`` is the mean squared error (Brier 1950), ``brier_base`` that of saying the mean share of everybody.
    ``error`` is the expected calibration error, the mean distance of predicted and observed share over the bins (Guo et
    al., ICML 2017); ``error_by_chance`` is what a model without any error would show here, by luck alone (Bröcker and
    Smith 2007).
    """

    n: int
    employed: int
    expected: float
    brier: float
    brier_base: float
    error: float
    error_by_chance: float
    bins: tuple[Bin, ...]

    @property
    def skill(self) -> float:
        """Return the share of the base's squared error that the model takes away; below 0 it is worse than the base."""
        return 1 - self.brier / self.brier_base if self.brier_base else 0.0


def calibration(predicted: Reals, employed: Reals, level: float = 0.8, n_bins: int = BINS) -> Calibration:
    """Return how good the chances ``predicted`` were; ``employed`` is 1 or 0, both of shape (n_people,), n_people >= 1.

    Equal chances keep the order of the people, so that bins do not depend on anything else.
    """
    order = np.argsort(predicted, kind="stable")
    groups = [g for g in np.array_split(order, n_bins) if len(g)]
    bins = tuple(_bin(predicted[g], employed[g], level) for g in groups)
    n, base = len(predicted), float(employed.mean())
    return Calibration(
        n=n,
        employed=round(float(employed.sum())),
        expected=float(predicted.sum()),
        brier=float(((predicted - employed) ** 2).mean()),
        brier_base=base * (1 - base),
        error=sum(b.n * abs(b.predicted - b.observed) for b in bins) / n,
        error_by_chance=sum(_luck(predicted[g]) for g in groups) / n,
        bins=bins,
    )


def _luck(chances: Reals) -> float:
    """Return the expected distance of a number employed from its expectation: that of a normal deviate."""
    return sqrt(2 / pi * float((chances * (1 - chances)).sum()))


def _bin(predicted: Reals, employed: Reals, level: float) -> Bin:
    n, hits = len(predicted), round(float(employed.sum()))
    return Bin(n, float(predicted.mean()), hits, *share_interval(hits, n, level))


def share_interval(hits: int, n: int, level: float = 0.8) -> tuple[float, float]:
    """Return the interval of a share seen as ``hits`` of ``n`` >= 1 (Wilson, JASA 1927)."""
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share, spread = hits / n, z * z / n
    middle = (share + spread / 2) / (1 + spread)
    width = sqrt(share * (1 - share) * spread + spread * spread / 4) / (1 + spread)
    return max(0.0, middle - width), min(1.0, middle + width)
