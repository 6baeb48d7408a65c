"""Temperature: one factor that makes log-odds as bold as they deserve (Platt 1999; Guo et al., ICML 2017)."""

from collections.abc import Callable

import numpy as np

from matcher.simulate.outcomes.columns import Ints, Reals
from matcher.simulate.outcomes.stages import softmax

TEMPERATURE_SPREAD = 0.25
"""The prior standard deviation of the factor about 1."""
STEP = 0.01
"""The step of a derivative by the factor."""
ROUNDS = 50
"""So often the intercepts are mended after stretching; every time most of what is missing is made up for."""


def log_loss(log_odds: Reals, fate: Ints) -> float:
    """Return minus the log-likelihood of the fates, log-odds being against the first."""
    shares = softmax(np.column_stack([np.zeros(len(log_odds)), log_odds]))
    return float(-np.log(shares[np.arange(len(fate)), fate]).sum())


def temperature(held_out: Reals, fate: Ints) -> tuple[float, float]:
    """Return the factor by which log-odds of unseen records are best stretched about their mean, and how sure it is.

    ``held_out`` has shape (n_records, n_fates - 1), against the first fate. The second number is the standard deviation
    of the factor, from the curvature of its loss (Laplace). Without records: 1, and 0.
    """
    if not len(held_out):
        return 1.0, 0.0
    middle: Reals = held_out.mean(axis=0)

    def loss(factor: float) -> float:
        return log_loss(middle + factor * (held_out - middle), fate) + (factor - 1) ** 2 / (2 * TEMPERATURE_SPREAD**2)

    factor = _least(loss, 0.25, 2.0)
    curvature = (loss(factor + STEP) - 2 * loss(factor) + loss(factor - STEP)) / STEP**2
    return factor, float(curvature**-0.5)


def stretched(weights: Reals, rows: Reals, factor: float) -> Reals:
    """Return coefficients times the factor, the intercepts set so that mean shares stay as they were."""
    if not len(rows):
        return weights
    wanted = shares_of_rows(rows, weights).mean(axis=0)
    stretched = weights * factor
    for _ in range(ROUNDS):
        short = np.log(wanted / shares_of_rows(rows, stretched).mean(axis=0))
        stretched[:, 0] += short[1:] - short[0]
    return stretched


def by_factor(weights: Reals, rows: Reals, factor: float) -> Reals:
    """Return how stretched coefficients move with the factor, of their shape."""
    low, high = (stretched(weights, rows, factor + step) for step in (-STEP, STEP))
    slopes: Reals = (high - low) / (2 * STEP)
    return slopes


def shares_of_rows(rows: Reals, weights: Reals) -> Reals:
    """Return the shares of all fates, the first included, of records as a fit sees them."""
    return softmax(np.column_stack([np.zeros(len(rows)), rows @ weights.T]))


def _least(loss: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function with one valley is least, by golden section."""
    golden = (5**0.5 - 1) / 2
    a, b = high - golden * (high - low), low + golden * (high - low)
    at_a, at_b = loss(a), loss(b)
    while high - low > 1e-4:
        if at_a < at_b:
            high, b, at_b = b, a, at_a
            a = high - golden * (high - low)
            at_a = loss(a)
        else:
            low, a, at_a = a, b, at_b
            b = low + golden * (high - low)
            at_b = loss(b)
    return (low + high) / 2
