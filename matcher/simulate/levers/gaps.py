"""Gaps: how far from the best set the set that was found may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.simulate.chances import Reals
from matcher.simulate.levers.sets import Pulls
from matcher.simulate.scenarios import Lever

BATCHES = 10
STUDENT = 1.383
"""The 90 % quantile of Student's distribution with BATCHES - 1 degrees of freedom."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The mean optimality gap over batches of trials, >= 0, and what it exceeds with probability 10 % at most."""

    mean: float
    most: float


def gap_of(values: Mapping[Pulls, Reals], chosen: Pulls) -> Gap | None:
    """Return the estimated gap of a set from the best of all sets, by batches of fresh trials.

    In each batch the best set in hindsight is at least as good as the truly best one on average, so the mean of
    (best - chosen) over batches is no less than the gap (Mak, Morton and Wood 1999). ``values`` (n_trials,) a set, of
    trials that the choice did not see. None where there are too few trials for batches of pairs.
    """
    n_trials = len(values[chosen]) // (2 * BATCHES) * 2 * BATCHES
    if not n_trials:
        return None
    means = np.array([own[:n_trials].reshape(BATCHES, -1).mean(axis=1) for own in values.values()])
    at_chosen = values[chosen][:n_trials].reshape(BATCHES, -1).mean(axis=1)
    gaps = means.max(axis=0) - at_chosen
    mean = float(gaps.mean())
    return Gap(mean, mean + STUDENT * float(gaps.std(ddof=1)) / BATCHES**0.5)


def most_gain(levers: Sequence[Lever], budget: float, alone: Mapping[Pulls, float], together: float) -> float:
    """Return what no set within the budget gains more than, where levers neither harm nor strengthen one another.

    It is the lesser of two: what all levers together gain, ``together``; and the knapsack of the gains ``alone`` of
    single pulls, in which the last pull may be a part of one (Dantzig 1957; Nemhauser, Wolsey and Fisher 1978).
    """
    offers = sorted(
        ((gain, lever) for lever, gain in zip(levers, _by_lever(levers, alone), strict=True) if gain > 0),
        key=lambda offer: -offer[0] / max(offer[1].cost, 1e-12),
    )
    total, left = 0.0, budget
    for gain, lever in offers:
        n = min(float(lever.most), left / lever.cost if lever.cost else float(lever.most))
        total, left = total + n * gain, left - n * lever.cost
    return max(0.0, min(total, together))


def _by_lever(levers: Sequence[Lever], alone: Mapping[Pulls, float]) -> list[float]:
    """Return the gain of one pull of each lever, 0 for one that cannot be pulled."""
    found = [0.0] * len(levers)
    for pulls, gain in alone.items():
        found[pulls.index(1)] = gain
    return found
