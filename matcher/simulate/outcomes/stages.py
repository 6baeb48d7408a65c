"""Stages: four questions about a graduate, each a multinomial logit; together the chances of every fate.

1. ``away``: available for work, or in the army, studying on, on parental leave.
2. ``work``: of those available, employed or not.
3. ``where``: of those employed, at the host of the practice, at another in or outside the specialty, or self-employed.
4. ``stay``: of those hired, still with the same employer after 12 months.

The product of 1 and 2 is the gross rate, 2 alone the rate of those available. The first alternative of every stage is
the one that the others are measured against (its log-odds are 0).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from matcher.simulate.chances import FATES, Chances
from matcher.simulate.outcomes.columns import Bools, Reals
from matcher.simulate.outcomes.features import Known, Pairs

ALTERNATIVES: Mapping[str, tuple[str, ...]] = {
    "away": ("available", "army", "study", "parental-leave"),
    "work": ("idle", "employed"),
    "where": ("other", "host", "specialty", "self-employed"),
    "stay": ("left", "stays"),
}
MOST_ODDS = 20.0
"""Log-odds are cut here, at one in five hundred million, so that nothing is ever quite certain."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Log-odds against the first alternative: an intercept, what each specialty adds, what each unit of a feature adds.

    A specialty is named by its code or by the beginning of it (``15``: all of the field); the longest name counts.
    """

    intercept: float = 0.0
    specialties: Mapping[str, float] = field(default_factory=dict)
    coefficients: Mapping[str, float] = field(default_factory=dict)

    def log_odds(self, pairs: Known) -> Reals:
        """Return the log-odds of each pair, shape (n_pairs,)."""
        added = {s: self._added(s) for s in set(pairs.specialty)}
        own = np.array([added[s] for s in pairs.specialty], dtype=np.float64)
        slopes = np.array(list(self.coefficients.values()), dtype=np.float64)
        total: Reals = self.intercept + own + pairs.design(tuple(self.coefficients)) @ slopes
        return total

    def _added(self, specialty: str | None) -> float:
        beginnings = [s for s in self.specialties if specialty is not None and specialty.startswith(s)]
        return self.specialties[max(beginnings, key=len)] if beginnings else 0.0


@dataclass(frozen=True, slots=True)
class Stage:
    """One question: the log-odds of every alternative but the first, in the order of :data:`ALTERNATIVES`."""

    name: str
    alternatives: tuple[Alternative, ...]

    def shares(self, pairs: Known, possible: Bools | None = None) -> Reals:
        """Return the probability of every alternative, shape (n_pairs, n_alternatives), rows summing to 1.

        ``possible``, of the same shape, rules alternatives out.
        """
        odds = [np.clip(a.log_odds(pairs), -MOST_ODDS, MOST_ODDS) for a in self.alternatives]
        logits = np.column_stack([np.zeros(len(pairs.placed)), *odds])
        return softmax(logits if possible is None else np.where(possible, logits, -np.inf))


def softmax(logits: Reals) -> Reals:
    """Return probabilities from log-odds, row by row."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Reals = powers / powers.sum(axis=1, keepdims=True)
    return shares


@dataclass(frozen=True, slots=True)
class Stages:
    """A whole model of outcomes; whether fitted or given, it is these numbers and no others."""

    away: Stage
    work: Stage
    where: Stage
    stay: Stage

    @property
    def all(self) -> tuple[Stage, ...]:
        """Return the stages in order."""
        return (self.away, self.work, self.where, self.stay)

    def employed(self, pairs: Known) -> Reals:
        """Return the probability of being employed, shape (n_pairs,); no given number of a pair is looked at."""
        shares: Reals = self.away.shares(pairs)[:, 0] * self.work.shares(pairs)[:, 1]
        return shares

    def chances(self, pairs: Pairs) -> Chances:
        """Return the chances of each pair; where the round gives an ``employment``, they are scaled to it."""
        away, work = self.away.shares(pairs), self.work.shares(pairs)
        where = self.where.shares(pairs, _possible(pairs))
        employed, idle = away[:, 0] * work[:, 1], away[:, 0] * work[:, 0]
        parts = {name: employed * where[:, k] for k, name in enumerate(ALTERNATIVES["where"])}
        parts |= {name: away[:, k] for k, name in enumerate(ALTERNATIVES["away"])}
        fate = np.column_stack([(parts | {"idle": idle})[name] for name in FATES])
        return Chances(scaled(fate, pairs.columns.employment.at(pairs.code)), self.stay.shares(pairs)[:, 1])


def _possible(pairs: Known) -> Bools:
    """Return that without a place of practice there is no host of it to be hired by."""
    possible = np.ones((len(pairs.placed), len(ALTERNATIVES["where"])), dtype=np.bool_)
    possible[:, ALTERNATIVES["where"].index("host")] = pairs.placed
    return possible


N_EMPLOYED = FATES.index("army")
"""The fates before this one are those of the employed."""


def scaled(fate: Reals, employment: Reals) -> Reals:
    """Return chances in which the employed have the given probability, everything else keeping its proportions.

    ``employment`` has shape (n_pairs,), NaN where nothing is given.
    """
    given = ~np.isnan(employment)
    if not given.any():
        return fate
    employed, others = fate[:, :N_EMPLOYED], fate[:, N_EMPLOYED:]
    now, wanted = employed.sum(axis=1), np.where(given, employment, 0.5)
    parts = [employed * (wanted / now)[:, None], others * ((1 - wanted) / (1 - now))[:, None]]
    return np.where(given[:, None], np.hstack(parts), fate)


def stages_of(named: Mapping[str, Sequence[Alternative]]) -> Stages:
    """Return the model of the alternatives by stage, the first (reference) ones left out."""
    return Stages(**{name: Stage(name, tuple(named[name])) for name in ALTERNATIVES})
