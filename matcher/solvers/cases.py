"""Cases: what is assumed of from which tier on each place is full, with the best matching under it, stable or not."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.kernels.assignment import UnmetError
from matcher.kernels.blocking import undecided
from matcher.kernels.fullness import Case, narrow, whole_case
from matcher.lists import Ints
from matcher.solvers.assignment import assign_stage
from matcher.solvers.face import Face, tighten
from matcher.solvers.flow import flow_stage
from matcher.solvers.tied import Tied

Totals = tuple[int, ...]
"""What a matching reaches of each goal, in their order."""


@dataclass(frozen=True, slots=True, eq=False)
class Assumed:
    """A case with ``totals`` that no stable matching in it exceeds, first goal first; ``pair_of`` (n_needs,) has them.

    ``keeper`` and ``tier`` say what to decide on next; -1 when ``pair_of`` is stable.
    """

    case: Case
    totals: Totals
    pair_of: Ints
    keeper: int
    tier: int

    @property
    def is_stable(self) -> bool:
        """Return whether the best matching of the case is stable."""
        return self.keeper < 0


def everything(tied: Tied, weights: Sequence[Ints]) -> Assumed | None:
    """Return the case in which nothing is assumed, None when there is no matching."""
    return _assumed(tied, weights, whole_case(tied.tiers, tied.must_place), -1, ())


def halves(tied: Tied, weights: Sequence[Ints], of: Assumed, known: Totals) -> list[Assumed]:
    """Return the two cases that decide what ``of`` leaves open: full from the tier (or a better one), or not.

    A case whose matchings are none, or no better than what is ``known``, is left out.
    """
    full, not_full = of.case.copy(), of.case.copy()
    full.high[of.keeper] = of.tier
    not_full.low[of.keeper] = of.tier + 1
    found = (_assumed(tied, weights, case, of.keeper, known) for case in (full, not_full))
    return [assumed for assumed in found if assumed is not None]


def _assumed(tied: Tied, weights: Sequence[Ints], case: Case, keeper: int, known: Totals) -> Assumed | None:
    """Draw the conclusions of a case and find its best matching; None when there is none better than ``known``."""
    if not narrow(tied.tiers, case, keeper):
        return None
    try:
        best = _best(tied, weights, case, known)
    except UnmetError:
        return None
    return best and Assumed(case, best[1], best[0], *undecided(tied.tiers, case, best[0]))


def _best(tied: Tied, weights: Sequence[Ints], case: Case, known: Totals) -> tuple[Ints, Totals] | None:
    """Return the best matching of a case, goal by goal, None if not better than ``known``; what is full stays full.

    Raises UnmetError when not all can be that must.
    """
    method = flow_stage if len(tied.shared_capacity) else assign_stage
    face = _face(tied, case)
    pair_of = np.full(tied.n_needs, -1, dtype=np.int64)
    totals: Totals = ()
    for weight in weights:
        optimum = method(face, weight[face.pair])
        pair_of = np.where(optimum.held >= 0, np.append(face.pair, -1)[optimum.held], -1)
        totals = (*totals, int(weight[pair_of[pair_of >= 0]].sum()))
        if totals < known[: len(totals)]:
            return None
        face = tighten(face, weight[face.pair], optimum)
    return (pair_of, totals) if totals > known else None


def _face(tied: Tied, case: Case) -> Face:
    pair = np.flatnonzero(case.alive)
    indptr = np.zeros(tied.n_needs + 1, dtype=np.int64)
    np.cumsum(np.bincount(tied.need_of[pair], minlength=tied.n_needs), out=indptr[1:])
    full = case.high < tied.tiers.n_tiers
    n_places = len(tied.capacity)
    return Face(tied.market, indptr, pair, case.must_match, full[:n_places], full[n_places:])
