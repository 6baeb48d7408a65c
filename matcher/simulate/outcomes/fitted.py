"""Fitted outcomes: a model with what it was fitted to and how sure it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np

from matcher.rounds import Round
from matcher.simulate.chances import Chances
from matcher.simulate.outcomes.columns import Reals
from matcher.simulate.outcomes.features import Known, pairs_of
from matcher.simulate.outcomes.logit import FittedStage
from matcher.simulate.outcomes.stages import Stages

LEVEL = 0.8
"""The probability that an interval is meant to hold."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """How many of ``n`` people will be employed: ``expected``, and how far off it may be (standard deviations, people).

    ``sd_model`` is how unsure the model is of the expected number, ``sd_luck`` how far chance moves the real one.
    """

    n: int
    expected: float
    sd_model: float
    sd_luck: float

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Return the interval of the number that will really be employed."""
        return self._within(sqrt(self.sd_model**2 + self.sd_luck**2), level)

    def interval_of_mean(self, level: float = LEVEL) -> tuple[float, float]:
        """Return the interval of the number to be expected, luck aside."""
        return self._within(self.sd_model, level)

    def _within(self, sd: float, level: float) -> tuple[float, float]:
        z = NormalDist().inv_cdf(0.5 + level / 2)
        return max(0.0, self.expected - z * sd), min(float(self.n), self.expected + z * sd)


@dataclass(frozen=True, slots=True, eq=False)
class FittedOutcomes:
    """An outcome model fitted to a history; ``fits`` by stage, ``n_records``, ``horizon`` in months after graduation.

    ``cohorts`` are the ids of the rounds, ``attributes`` what the fit was allowed to look at.
    """

    stages: Stages
    fits: Mapping[str, FittedStage]
    n_records: int
    horizon: int
    cohorts: tuple[str, ...]
    attributes: tuple[str, ...]

    def chances(self, round_: Round, applicants: Sequence[str], positions: Sequence[str | None]) -> Chances:
        """Return the chances of each pair of ids, in order; ``None`` stands for no place of practice.

        Where a pair of the round has a number ``employment``, the chance of being employed is that number. Raises
        KeyError for an id that the round does not have.
        """
        return self.stages.chances(pairs_of(round_, applicants, positions))

    def expectation(self, known: Known) -> Expectation:
        """Return how many of the pairs' people will be employed, by the model alone.

        The spread of the mean is by the delta method from the covariance of the coefficients, that of the number adds
        the variance of independent chances.
        """
        chance = self.stages.employed(known)
        ones = np.ones(len(chance))
        luck = float((chance * (1 - chance)).sum())
        return Expectation(len(chance), float(chance.sum()), sqrt(self.variance([(known, ones)])), sqrt(luck))

    def variance(self, sums: Sequence[tuple[Known, Reals]]) -> float:
        """Return how unsure the model is of a sum of chances of being employed, each weighted; sums are added up."""
        total = 0.0
        for name in ("away", "work"):
            posterior = self.fits[name].posterior
            gradient = np.zeros(posterior.mean.shape)
            for known, weight in sums:
                slope = self.slopes(name, known) * weight[:, None]
                gradient += slope.T @ posterior.rows(known.design(posterior.names), known.specialty)
            total += float(gradient.ravel() @ posterior.covariance @ gradient.ravel())
        return total

    def slopes(self, name: str, known: Known) -> Reals:
        """Return how the chance of being employed moves with each log-odds of a stage, shape (n_pairs, n_log_odds)."""
        away, work = self.stages.away.shares(known), self.stages.work.shares(known)
        if name == "away":
            slopes: Reals = -(away[:, :1] * work[:, 1:]) * away[:, 1:]
            return slopes
        return away[:, :1] * work[:, 1:] * work[:, :1]
