"""Precision: intervals of means over trials, and when there are trials enough."""

from collections.abc import Iterator, Sequence
from statistics import NormalDist

import numpy as np

from matcher.simulate.chances import Reals
from matcher.simulate.kpis import Kpi

SHARE = 0.8
"""Of every interval that is reported."""
WIDTH = NormalDist().inv_cdf(0.5 + SHARE / 2)
"""Standard errors from the mean to the end of an interval, by the normal law; trials count in tens at least."""
FIRST_LOOK = 100
"""Trials before the precision is first looked at; then after twice as many, and so on."""


def looks(trials: int, *, precision: float | None) -> Iterator[int]:
    """Yield after how many trials it is asked whether they are enough; the last is ``trials``."""
    look = FIRST_LOOK
    while precision is not None and look < trials:
        yield look
        look *= 2
    yield trials


def rates(figures: Reals) -> Reals:
    """Return numerator over denominator along the last axis, NaN where there is nobody."""
    bottom = figures[..., 1]
    return np.divide(figures[..., 0], bottom, out=np.full_like(bottom, np.nan), where=bottom > 0)


def amounts(figures: Reals, kpi: Kpi) -> Reals:
    """Return what trials say of a key figure: the number itself where it counts things, else the rate."""
    numbers: Reals = figures[..., 0]
    return numbers if kpi == Kpi.LONG_TERM_AGREEMENTS else rates(figures)


def standard_error(values: Reals, *, antithetic: bool) -> float:
    """Return the standard error of the mean of one number a trial, NaN (nothing to say) aside.

    Antithetic trials are not independent, their pairs are: the spread is that of the pairs' means. It is 0 for fewer
    than two of them.
    """
    sample = paired(values) if antithetic else values
    known = sample[~np.isnan(sample)]
    return 0.0 if len(known) < 2 else float(known.std(ddof=1) / np.sqrt(len(known)))


def paired(values: Reals) -> Reals:
    """Return the means of the antithetic pairs; a last trial without a partner is left out."""
    whole = values[: len(values) // 2 * 2].reshape(-1, 2)
    means: Reals = whole.mean(axis=1)
    return means


def variance_ratio(values: Reals) -> float | None:
    """Return the variance of a mean over antithetic pairs by that over as many independent trials; less is better.

    None where values do not vary or pairs are too few to tell.
    """
    known = values[~np.isnan(values)]
    if len(known) < 4 or np.isnan(values).any() or known.var(ddof=1) == 0:
        return None
    return float(2 * paired(values).var(ddof=1) / known.var(ddof=1))


def half_width(figures: Reals, kpis: Sequence[Kpi], *, antithetic: bool) -> float:
    """Return the widest half of the interval of a mean employment rate (at horizon 0: of those placed).

    Looked at are the base's rate and every scenario's difference to the base, over all cohorts.
    """
    kpi = Kpi.GROSS if Kpi.GROSS in kpis else Kpi.PLACED
    values = rates(figures[:, :, :, list(kpis).index(kpi)])
    asked = np.concatenate([values[:1], values[1:] - values[:1]])
    widths = [
        WIDTH * standard_error(asked[s, :, c], antithetic=antithetic)
        for s in range(asked.shape[0])
        for c in range(asked.shape[2])
    ]
    return max(widths)
