"""Logit: one stage fitted to records by regularised multinomial logistic regression, calibrated, with its posterior.

1. Features are put on a scale of mean 0 and deviation 1; those that never vary are left out.
2. Specialties add log-odds with a spread of their own (see :mod:`shrinkage`); public shares enter as unseen records.
3. The strength of the ridge penalty is the one with the smallest cross-validated log-loss (Hastie, Tibshirani and
   Friedman, The Elements of Statistical Learning, 7.10).
4. The log-odds of records that a fit has not seen are stretched by one factor so that their log-loss is smallest:
   temperature scaling (Platt 1999; Guo et al., ICML 2017), itself drawn to 1. Mean shares stay as they were.
5. The inverse Hessian at the solution is the covariance of the coefficients (Laplace; MacKay, Neural Computation 1992);
   what is unknown of the factor is added along the line on which it moves them.

scikit-learn is imported when a model is fitted, not before (the extra ``ml``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from matcher.errors import InputError, Problem
from matcher.simulate.outcomes.columns import Bools, Ints, Reals
from matcher.simulate.outcomes.shrinkage import PRIOR_RECORDS, spread_of_specialties
from matcher.simulate.outcomes.stages import Alternative, Stage
from matcher.simulate.outcomes.temperature import by_factor, log_loss, shares_of_rows, stretched, temperature

STRENGTHS = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
"""Prior variances of a standardised coefficient that are tried."""
FOLDS = 5
FEWEST = 10
"""With fewer records nothing is chosen by cross-validation: the middle strength is taken, no temperature."""


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """What a stage is fitted to: ``features`` (n_records, n_names), ``fate`` codes, ``fold`` 0 .. FOLDS - 1 a record.

    ``prior`` are the public shares of the fates, ``worth`` records in weight.
    """

    names: tuple[str, ...]
    features: Reals
    specialty: tuple[str | None, ...]
    fate: Ints
    fold: Ints
    prior: tuple[float, ...]
    worth: float = PRIOR_RECORDS


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """Coefficients and how sure they are, in the scale of the fit.

    A record is the row (1, standardised features, 0/1 a specialty); ``mean`` has shape (n_alternatives, n_columns),
    ``covariance`` its flattened square. ``center`` and ``scale`` are those of the features ``names``.
    """

    names: tuple[str, ...]
    specialties: tuple[str, ...]
    center: Reals
    scale: Reals
    mean: Reals
    covariance: Reals

    def rows(self, features: Reals, specialty: Sequence[str | None]) -> Reals:
        """Return pairs as the fit sees them, shape (n_pairs, n_columns)."""
        at = {s: k for k, s in enumerate(self.specialties)}
        own = np.array([at.get(s or "", -1) for s in specialty], dtype=np.int64)
        marks = (own[:, None] == np.arange(len(self.specialties))).astype(np.float64)
        standard = (features - self.center) / self.scale
        return np.hstack([np.ones((len(own), 1)), standard, marks])


@dataclass(frozen=True, slots=True, eq=False)
class FittedStage:
    """A stage and how it came about: ``strength`` chosen, ``spread`` of specialties, ``temperature``, records used."""

    stage: Stage
    posterior: Posterior
    strength: float
    spread: float
    temperature: float
    n_records: int

    def moved(self, odds: float) -> "FittedStage":
        """Return the stage with so many log-odds more for every alternative but the first."""
        mean = self.posterior.mean.copy()
        mean[:, 0] += odds
        alternatives = tuple(replace(a, intercept=a.intercept + odds) for a in self.stage.alternatives)
        return replace(
            self, stage=replace(self.stage, alternatives=alternatives), posterior=replace(self.posterior, mean=mean)
        )


def fit_stage(name: str, records: Records) -> FittedStage:
    """Return the stage fitted to the records. Raises InputError where scikit-learn is not installed."""
    frame = _frame(records)
    rows = frame.rows(_varying(records, frame), records.specialty)
    spread = _spread(records, frame)
    strength, held_out = _choose(records, rows, frame, spread)
    weights = _solve(records, rows, np.ones(len(rows), dtype=np.bool_), frame, strength, spread)
    covariance = _covariance(records, rows, weights, frame, strength, spread)
    factor, sd = temperature(held_out, records.fate)
    along = by_factor(weights, rows, factor).ravel() * sd
    weights, covariance = stretched(weights, rows, factor), covariance * factor**2 + np.outer(along, along)
    posterior = Posterior(frame.names, frame.specialties, frame.center, frame.scale, weights, covariance)
    stage = Stage(name, tuple(_alternative(posterior, row) for row in weights))
    return FittedStage(stage, posterior, strength, spread, factor, len(rows))


def _frame(records: Records) -> Posterior:
    """Return the scale of the fit, its coefficients still missing."""
    n = len(records.fate)
    center = records.features.mean(axis=0) if n else np.zeros(len(records.names))
    scale = records.features.std(axis=0) if n else np.zeros(len(records.names))
    kept = scale > 1e-9
    names = tuple(name for name, keep in zip(records.names, kept.tolist(), strict=True) if keep)
    specialties = tuple(sorted({s for s in records.specialty if s is not None}))
    nothing = np.zeros((0, 0))
    return Posterior(names, specialties, center[kept], scale[kept], nothing, nothing)


def _varying(records: Records, frame: Posterior) -> Reals:
    at = [records.names.index(name) for name in frame.names]
    varying: Reals = records.features[:, at]
    return varying


def _spread(records: Records, frame: Posterior) -> float:
    at = {s: k for k, s in enumerate(frame.specialties)}
    codes = np.array([at.get(s or "", -1) for s in records.specialty], dtype=np.int64)
    return spread_of_specialties(codes, records.fate, len(records.prior))


def _choose(records: Records, rows: Reals, frame: Posterior, spread: float) -> tuple[float, Reals]:
    """Return the strength with the least log-loss on records left out, and their log-odds under it."""
    if len(rows) < FEWEST:
        return STRENGTHS[len(STRENGTHS) // 2], np.zeros((0, len(records.prior) - 1))
    best: tuple[float, float, Reals] | None = None
    for strength in STRENGTHS:
        held_out = np.zeros((len(rows), len(records.prior) - 1))
        for fold in range(FOLDS):
            out = records.fold == fold
            held_out[out] = rows[out] @ _solve(records, rows, ~out, frame, strength, spread).T
        loss = log_loss(held_out, records.fate)
        if best is None or loss < best[0]:
            best = loss, strength, held_out
    assert best is not None  # noqa: S101  # there are strengths to try
    return best[1], best[2]


def _solve(records: Records, rows: Reals, used: Bools, frame: Posterior, strength: float, spread: float) -> Reals:
    """Return the coefficients against the first fate, shape (n_fates - 1, n_columns), from the records ``used``.

    A column scaled by s under one penalty has the prior variance ``strength`` s²: so specialties get their own.
    """
    n_fates = len(records.prior)
    unseen = records.worth * np.asarray(records.prior)
    if rows.shape[1] == 1:
        counts = np.bincount(records.fate[used], minlength=n_fates) + unseen
        plain: Reals = np.log(counts[1:, None] / counts[0])
        return plain
    scale = np.ones(rows.shape[1] - 1)
    scale[len(frame.names) :] = spread / np.sqrt(strength)
    average = np.zeros((n_fates, rows.shape[1] - 1))
    fit = regression()(C=strength, solver="newton-cholesky", tol=1e-8, max_iter=200)
    fit.fit(
        np.vstack([rows[used, 1:] * scale, average]),
        np.append(records.fate[used], np.arange(n_fates)),
        sample_weight=np.append(np.ones(int(used.sum())), unseen),
    )
    found = np.hstack([fit.intercept_[:, None], fit.coef_ * scale])
    relative: Reals = found if n_fates == 2 else found[1:] - found[0]
    return relative


def regression() -> Any:
    """Return scikit-learn's class of logistic regressions. Raises InputError where it is not installed."""
    try:
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise InputError([Problem("scikit-learn", "missing-extra", values={"extra": "ml"})]) from error
    return LogisticRegression


def _covariance(
    records: Records, rows: Reals, weights: Reals, frame: Posterior, strength: float, spread: float
) -> Reals:
    """Return the inverse of the penalised Hessian, a square over all coefficients, alternative by alternative."""
    k, n_columns = weights.shape
    unseen = np.zeros((k + 1, n_columns))
    unseen[:, 0] = 1
    seen = np.vstack([rows, unseen])
    weight = np.append(np.ones(len(rows)), records.worth * np.asarray(records.prior))
    shares = shares_of_rows(seen, weights)[:, 1:]
    precision = np.full(n_columns, 1 / strength)
    precision[1 + len(frame.names) :] = 1 / spread**2
    precision[0] = 0
    # One vector for two fates; for more, the penalty on a vector a fate leaves this on their differences.
    among = np.eye(k) if k == 1 else np.eye(k) - np.ones((k, k)) / (k + 1)
    hessian = np.kron(among, np.diag(precision))
    for a in range(k):
        for b in range(a, k):
            curve = weight * shares[:, a] * ((a == b) - shares[:, b])
            block = (seen * curve[:, None]).T @ seen
            hessian[a * n_columns : (a + 1) * n_columns, b * n_columns : (b + 1) * n_columns] += block
            if a != b:
                hessian[b * n_columns : (b + 1) * n_columns, a * n_columns : (a + 1) * n_columns] += block
    covariance: Reals = np.linalg.pinv(hessian, hermitian=True)
    return covariance


def _alternative(posterior: Posterior, weights: Reals) -> Alternative:
    """Return coefficients in natural units: what is written down and looked at."""
    n = len(posterior.names)
    slopes = weights[1 : n + 1] / posterior.scale
    intercept = weights[0] - float(slopes @ posterior.center)
    return Alternative(
        float(intercept),
        dict(zip(posterior.specialties, weights[n + 1 :].tolist(), strict=True)),
        dict(zip(posterior.names, slopes.tolist(), strict=True)),
    )
