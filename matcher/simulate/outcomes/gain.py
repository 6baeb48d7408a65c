"""Gain: how many more would be employed under another plan than under what was done, judged by what came of it.

The records are cut into three parts by lot. One part chooses: a model fitted to it makes the plans. One judges: a model
fitted to it says what each plan is worth. One checks: where those whom it knows were in fact employed more or less than
the judge said, the worth is corrected, each weighted by how much likelier such a pair is under the plan than it was in
fact. The parts then change places, three times over, and the mean is taken. So nothing that helped to choose a plan
judges it, and the answer holds where either the judging model or the weights are right: the doubly robust estimate with
cross-fitting (Robins, Rotnitzky and Zhao, JASA 1994; Chernozhukov et al., Econometrics Journal 2018), as
refugee matching is assessed (Bansak et al., Science 2018; Ahani et al., Operations Research 2021, on Annie; Bansak et
al., arXiv:2605.06686). Weights are ratios of densities of pairs, told apart by a logistic regression (Qin, Biometrika
1998), as actions too many to be weighed one by one are weighed by their features (Saito and Joachims, ICML 2022).

A plan is chosen with a third of the records, so the gain is rather too small than too large.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt
from statistics import NormalDist

import numpy as np

from matcher.rounds import Round
from matcher.simulate.outcomes.columns import Ints, Reals
from matcher.simulate.outcomes.features import ALLOWED, Joined, Rows, pairs_of
from matcher.simulate.outcomes.fitted import LEVEL, FittedOutcomes
from matcher.simulate.outcomes.fitting import SEED, fit_outcomes, folds
from matcher.simulate.outcomes.history import History
from matcher.simulate.outcomes.logit import regression
from matcher.simulate.outcomes.plans import Plan, Plans, plans_of

PARTS = 3
FEWEST = 30
"""With fewer records than this there is nothing to cut into three."""
MOST_WEIGHT = 10.0
"""No record counts more than so many times, lest one person decide (weights cut as in Ionides, JCGS 2008)."""
STRENGTH = 0.1
"""The prior variance of a standardised coefficient of the weights."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """How many more of ``n`` people would be employed under ``plan`` than under ``against``; ``sd`` in people.

    ``plan`` is ``best`` or ``greedy``, ``against`` is ``actual`` or ``greedy``. Both in expectation: luck aside.
    """

    plan: str
    against: str
    n: int
    gain: float
    sd: float

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Return the interval of the gain, in people."""
        width = NormalDist().inv_cdf(0.5 + level / 2) * self.sd
        return self.gain - width, self.gain + width


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One turn of the parts: the records ``rows`` that check, and where the plans would have put them."""

    rows: Ints
    actual: Rows
    planned: Mapping[str, Joined]


@dataclass(frozen=True, slots=True)
class Gains:
    """The gain of each plan over each other; ``n_employed`` of ``n`` were in fact. ``parts`` are those that checked."""

    n: int
    n_employed: int
    contrasts: tuple[Contrast, ...]
    parts: tuple[Part, ...]


PLANS = (("best", "actual"), ("best", "greedy"), ("greedy", "actual"))


def gains(history: History, attributes: Sequence[str] = ALLOWED, seed: int = SEED) -> Gains | None:
    """Return the gains over all cohorts; None for too short a history, or where locks leave no matching."""
    if len(history) < FEWEST:
        return None
    part = folds(history, PARTS, seed, "part")
    models = [fit_outcomes(history, attributes, np.flatnonzero(part == k), seed=seed) for k in range(PARTS)]
    turns = [_turn(history, models[k], np.flatnonzero(part == (k + 2) % PARTS)) for k in range(PARTS)]
    made = [t for t in turns if t is not None]
    if len(made) < PARTS:
        return None
    judges = [models[(k + 1) % PARTS] for k in range(PARTS)]
    contrasts = tuple(_contrast(history, made, judges, plan, against, attributes) for plan, against in PLANS)
    return Gains(len(history), round(float(history.employed.sum())), contrasts, tuple(made))


def _turn(history: History, chooser: FittedOutcomes, rows: Ints) -> Part | None:
    made: list[Plans] = []
    for cohort in history.cohorts:
        plans = plans_of(cohort.round, partial(_chance, chooser, cohort.round))
        if plans is None:
            return None
        made.append(plans)
    best, greedy = (_where(history, rows, [getattr(p, name) for p in made]) for name in ("best", "greedy"))
    return Part(rows, Rows(history.known, rows), {"best": best, "greedy": greedy})


def _chance(model: FittedOutcomes, round_: Round, people: Sequence[str], places: Sequence[str]) -> Reals:
    return model.stages.employed(pairs_of(round_, people, places))


def _where(history: History, rows: Ints, plans: Sequence[Plan]) -> Joined:
    """Return the records paired with where the plan of their cohort puts them."""
    parts = []
    of = history.cohort_of[rows]
    for n in np.unique(of).tolist():
        people = [history.ids[i].split("/", 1)[1] for i in rows[of == n].tolist()]
        parts.append(pairs_of(history.cohorts[n].round, people, [plans[n].get(a) for a in people]))
    return Joined(tuple(parts))


def _contrast(
    history: History,
    parts: Sequence[Part],
    judges: Sequence[FittedOutcomes],
    plan: str,
    against: str,
    attributes: Sequence[str],
) -> Contrast:
    total, variance = 0.0, 0.0
    for part, judge in zip(parts, judges, strict=True):
        gain, own = checked(history.employed[part.rows], part, judge, plan, against, attributes)
        total += gain
        variance += own
    return Contrast(plan, against, len(history), total, sqrt(variance))


def checked(
    employed: Reals, part: Part, judge: FittedOutcomes, plan: str, against: str, attributes: Sequence[str]
) -> tuple[float, float]:
    """Return the gain among the records that check, in people, and its variance.

    gain = sum m(plan) - m(other) + (w - v) (y - m(actual)), with m the judge, y what happened, w and v the weights of
    plan and other, where the actual plan is v = 1. Two things are unsure: y, and what of the judge's coefficients the
    weights leave unbalanced.
    """
    one = part.planned[plan]
    weight = weights(part.actual, one, attributes)
    other = part.planned.get(against)
    other_weight = np.ones(len(weight)) if other is None else weights(part.actual, other, attributes)
    reference = part.actual if other is None else other
    says, stages = weight - other_weight, judge.stages
    missed = employed - stages.employed(part.actual)
    gain = float((stages.employed(one) - stages.employed(reference) + says * missed).sum())
    ones = np.ones(len(weight))
    unsure = judge.variance([(one, ones), (reference, -ones), (part.actual, -says)])
    return gain, unsure + float((says**2 * missed**2).sum())


def weights(actual: Rows, planned: Joined, attributes: Sequence[str]) -> Reals:
    """Return how much likelier a pair like each actual one is under the plan, shape (n_records,), mean 1."""
    was, would = actual.design(attributes), planned.design(attributes)
    both = np.vstack([was, would])
    spread = both.std(axis=0)
    kept = spread > 0
    standard = (both[:, kept] - both[:, kept].mean(axis=0)) / spread[kept]
    label = np.repeat([0, 1], len(was))
    if not kept.any():
        return np.ones(len(was))
    fit = regression()(C=STRENGTH, solver="newton-cholesky", tol=1e-8, max_iter=200).fit(standard, label)
    odds = np.exp(np.clip(standard[: len(was)] @ fit.coef_[0] + fit.intercept_[0], -20, 20))
    cut = np.minimum(odds / odds.mean(), MOST_WEIGHT)
    ratio: Reals = cut / cut.mean()
    return ratio
