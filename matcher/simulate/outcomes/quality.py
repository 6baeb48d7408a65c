"""Quality: how far a model of outcomes can be trusted, always on people whom the fit has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np

from matcher.simulate.outcomes.calibration import Calibration, calibration
from matcher.simulate.outcomes.columns import Reals
from matcher.simulate.outcomes.features import ALLOWED, Known, Rows
from matcher.simulate.outcomes.fitted import LEVEL, Expectation, FittedOutcomes
from matcher.simulate.outcomes.fitting import SEED, fit_outcomes, folds
from matcher.simulate.outcomes.given import given_outcomes
from matcher.simulate.outcomes.history import History
from matcher.simulate.outcomes.logit import FOLDS


@dataclass(frozen=True, slots=True)
class BackTest:
    """A cohort foretold from the earlier ones: ``n_fitted`` records of theirs; what came of the cohort is ``seen``."""

    cohort: str
    n_fitted: int
    expectation: Expectation
    seen: Calibration


@dataclass(frozen=True, slots=True)
class Driver:
    """What goes with being employed: percentage points a unit of the feature, with an interval, all else equal.

    ``standardised`` is the log-odds a standard deviation in the stage ``work``, ``sd`` how unsure it is.
    """

    feature: str
    points: float
    low: float
    high: float
    standardised: float
    sd: float


def cross_fitted(history: History, attributes: Sequence[str] = ALLOWED, seed: int = SEED) -> Reals:
    """Return each record's chance of being employed by a model that was fitted without it, shape (n_records,).

    A record that is alone is foretold by the public figures.
    """
    fold = folds(history, FOLDS, seed, "left out")
    chances = np.zeros(len(history))
    for k in range(FOLDS):
        out = np.flatnonzero(fold == k)
        if len(out):
            others = np.flatnonzero(fold != k)
            stages = (
                fit_outcomes(history, attributes, others, seed=seed).stages if len(others) else given_outcomes().stages
            )
            chances[out] = stages.employed(Rows(history.known, out))
    return chances


def back_tests(history: History, attributes: Sequence[str] = ALLOWED, seed: int = SEED) -> tuple[BackTest, ...]:
    """Return how each cohort but the first was foretold by those before it."""
    numbers = np.unique(history.cohort_of).tolist()
    return tuple(_back_test(history, n, attributes, seed) for n in numbers[1:])


def _back_test(history: History, cohort: int, attributes: Sequence[str], seed: int) -> BackTest:
    before = np.flatnonzero(history.cohort_of < cohort)
    at = np.flatnonzero(history.cohort_of == cohort)
    known = Rows(history.known, at)
    model = fit_outcomes(history, attributes, before, seed=seed)
    seen = calibration(model.stages.employed(known), history.employed[at], LEVEL)
    return BackTest(history.cohorts[cohort].round.round_id, len(before), model.expectation(known), seen)


def drivers(model: FittedOutcomes, known: Known, level: float = LEVEL) -> tuple[Driver, ...]:
    """Return what goes with being employed, the largest standardised coefficient first.

    Percentage points are the average over the people of how the chance changes with the feature, through all stages
    (average marginal effects; Williams, Stata Journal 2012); the interval is that of the coefficients.
    """
    work = model.fits["work"].posterior
    found = []
    for name in work.names:
        at = 1 + work.names.index(name)
        points, sd = _marginal(model, known, name)
        width = NormalDist().inv_cdf(0.5 + level / 2) * sd
        spread = sqrt(float(work.covariance[at, at]))
        found.append(Driver(name, points, points - width, points + width, float(work.mean[0, at]), spread))
    return tuple(sorted(found, key=lambda d: (-abs(d.standardised), d.feature)))


def _marginal(model: FittedOutcomes, known: Known, name: str) -> tuple[float, float]:
    """Return the average effect of a unit of a feature in percentage points, and its standard deviation."""
    effect, variance = 0.0, 0.0
    for stage in ("away", "work"):
        posterior = model.fits[stage].posterior
        # Whatever varies among those available for work varies among all.
        k = posterior.names.index(name)
        n_alternatives, n_columns = posterior.mean.shape
        gradient = np.zeros((n_alternatives, n_columns))
        gradient[:, 1 + k] = model.slopes(stage, known).mean(axis=0) / posterior.scale[k]
        effect += float((gradient * posterior.mean).sum())
        variance += float(gradient.ravel() @ posterior.covariance @ gradient.ravel())
    return 100 * effect, 100 * sqrt(variance)
