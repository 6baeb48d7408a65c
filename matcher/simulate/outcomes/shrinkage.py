"""Shrinkage: how far few records of a specialty, or of a college, are drawn to what is known besides.

*Between specialties*: the spread of their shares beyond chance, by the moments of the beta-binomial distribution
(Kleinman, JASA 1973), becomes the prior spread of the log-odds that each adds: empirical Bayes (Efron and Morris, JASA
1975). A specialty of few graduates stays near the college's own share.

*To public figures*: they enter as so many records of an average graduate that were never seen, the shares of their
fates being the public ones: data priors (Bedrick, Christensen and Johnson, JASA 1996; Greenland, IJE 2007). In a share
alone this is the beta prior of so many observations.
"""

import numpy as np

from matcher.simulate.outcomes.columns import Ints, Reals

PRIOR_RECORDS = 20.0
"""The public figures weigh as much as so many records [A]: a college with 20 of its own is half believed."""
LEAST_SPREAD = 0.05
"""The smallest spread of specialties in log-odds, where chance alone would explain what is seen."""


def between(hits: Reals, totals: Reals) -> float:
    """Return the intra-class correlation 0..1 of shares ``hits / totals`` of groups, each of shape (n_groups,).

    By moments: the expectation of sum n (p - mean)² is mean (1 - mean) ((k - 1) + rho (N - sum n²/N - (k - 1))).
    """
    seen = totals > 0
    hits, totals = hits[seen], totals[seen]
    total, k = totals.sum(), len(totals)
    mean = hits.sum() / total if total else 0.0
    room = total - (totals**2).sum() / total - (k - 1) if total else 0.0
    if k < 2 or not 0 < mean < 1 or room <= 0:
        return 0.0
    moved = (totals * (hits / totals - mean) ** 2).sum() / (mean * (1 - mean))
    return float(np.clip((moved - (k - 1)) / room, 0.0, 0.99))


def spread_of_specialties(specialty: Ints, fate: Ints, n_fates: int) -> float:
    """Return the prior standard deviation of the log-odds that a specialty adds, averaged over the fates but the first.

    ``specialty`` and ``fate`` are codes of shape (n_records,), specialty -1 where it is unknown.
    """
    variances = []
    for k in range(1, n_fates):
        asked = ((fate == 0) | (fate == k)) & (specialty >= 0)
        totals = np.bincount(specialty[asked]).astype(np.float64)
        hits = np.bincount(specialty[asked & (fate == k)], minlength=len(totals)).astype(np.float64)
        share = hits.sum() / totals.sum() if totals.sum() else 0.0
        rho = between(hits, totals)
        variances.append(rho / (share * (1 - share)) if rho else 0.0)
    return max(LEAST_SPREAD, float(np.sqrt(np.mean(variances))))
