"""Trials: stable matchings from breaking ties again and again, in favour of whoever was left without a place.

Every way to break the ties gives a weakly stable matching by deferred acceptance (Manlove et al. 2002), and some way
gives the largest; letting the unplaced win their ties is what approximation algorithms do once (Kiraly 2011).
"""

from collections.abc import Iterator

import numpy as np

from matcher.kernels.acceptance import applicant_proposing
from matcher.lists import Ints
from matcher.solvers.tied import Tied

MOST_TRIALS = 300
TRIALS_A_NEED = 4


def best_trial(tied: Tied, weight: Ints, enough: int) -> Ints | None:
    """Return the stable matching (n_needs,) with the greatest total of ``weight`` (n_pairs,) that was met.

    The trials end when a total is ``enough``. None when none places whom it must.
    """
    best: Ints | None = None
    most = 0
    for pair_of in _trials(tied, min(MOST_TRIALS, TRIALS_A_NEED * tied.n_needs)):
        total = int(weight[pair_of[pair_of >= 0]].sum())
        if best is None or total > most:
            best, most = pair_of, total
        if most >= enough:
            break
    return best


def _trials(tied: Tied, number: int) -> Iterator[Ints]:
    """Yield stable matchings that place whom they must."""
    rng = np.random.default_rng(0)
    lost = np.zeros(tied.n_needs)
    for _ in range(number):
        turn = np.empty(tied.n_needs, dtype=np.int64)
        turn[np.argsort(-(lost + rng.random(tied.n_needs) / 2), kind="stable")] = np.arange(tied.n_needs)
        pair_of = applicant_proposing(
            tied.indptr,
            tied.place_of,
            tied.standing * (tied.n_needs + 1) + turn[tied.need_of],
            tied.capacity,
            tied.shared_of,
            tied.shared_capacity,
        )
        unplaced = pair_of < 0
        lost += unplaced
        if not (unplaced & tied.must_place).any():
            yield pair_of
