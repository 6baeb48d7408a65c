"""Fitting: a history to a model of outcomes, stage by stage."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

import numpy as np

from matcher.errors import InputError, Problem
from matcher.simulate.chances import FATES
from matcher.simulate.draws import Draws
from matcher.simulate.outcomes.columns import Bools, Ints
from matcher.simulate.outcomes.defaults import shares_of
from matcher.simulate.outcomes.features import ALLOWED, FEATURES, Known, Rows
from matcher.simulate.outcomes.figures import value
from matcher.simulate.outcomes.fitted import FittedOutcomes
from matcher.simulate.outcomes.history import History
from matcher.simulate.outcomes.logit import FOLDS, FittedStage, Records, fit_stage
from matcher.simulate.outcomes.shrinkage import PRIOR_RECORDS
from matcher.simulate.outcomes.stages import ALTERNATIVES, Stages

SEED = 1
MOST_MOVED = 0.5
"""Log-odds by which the stage ``work`` is moved at most; in a history of 2,000 it is some hundredths."""


def fit_outcomes(
    history: History,
    attributes: Sequence[str] = ALLOWED,
    rows: Ints | None = None,
    *,
    worth: float = PRIOR_RECORDS,
    seed: int = SEED,
) -> FittedOutcomes:
    """Return the model fitted to a history, or to some rows of it.

    ``attributes`` are the features it may look at; those of :data:`FORBIDDEN` are never among them unless named here.
    The public figures weigh ``worth`` records. ``seed`` decides which records are left out together when the strength
    of the penalty is chosen. Raises InputError for an unknown attribute, for a history without records, and where
    scikit-learn is not installed.
    """
    problems = [
        Problem("outcomes", "unknown-outcome-key", values={"known": tuple(FEATURES)}, column=a)
        for a in attributes
        if a not in FEATURES
    ]
    chosen = np.arange(len(history)) if rows is None else rows
    if not len(chosen):
        problems.append(Problem("outcomes", "no-history"))
    if problems:
        raise InputError(problems)
    whole = _records(history, tuple(attributes), worth, seed)
    with one_thread():
        fits = {name: _fit(name, history, whole, chosen) for name in ALTERNATIVES}
        wanted = (history.employed[chosen].sum() + worth * value("employed")) / (len(chosen) + worth)
        fits["work"] = levelled(fits, Rows(history.known, chosen), wanted)
    return FittedOutcomes(
        _stages(fits),
        fits,
        len(chosen),
        history.horizon,
        tuple(history.cohorts[c].round.round_id for c in np.unique(history.cohort_of[chosen]).tolist()),
        tuple(attributes),
    )


def _stages(fits: Mapping[str, FittedStage]) -> Stages:
    return Stages(**{name: fit.stage for name, fit in fits.items()})


def levelled(fits: Mapping[str, FittedStage], known: Known, wanted: float) -> FittedStage:
    """Return the stage ``work`` moved so that the mean chance of being employed over the records is ``wanted``.

    Each stage by itself has the right mean, but their product has not where penalties have taken away some of what the
    two have in common (good grades: more study, and more work). The move is at most ``MOST_MOVED`` log-odds.
    """
    away, work = fits["away"].stage.shares(known)[:, 0], fits["work"]
    shares = work.stage.shares(known)
    odds = np.log(shares[:, 1] / shares[:, 0])
    low, high = -MOST_MOVED, MOST_MOVED
    while high - low > 1e-9:
        middle = (low + high) / 2
        short = float((away / (1 + np.exp(-odds - middle))).mean()) < wanted
        low, high = (middle, high) if short else (low, middle)
    return work.moved(high)


def one_thread() -> AbstractContextManager[object]:
    """Return what keeps linear algebra to one thread: matrices are small, and sums come in one order everywhere."""
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:  # it comes with scikit-learn, whose absence is told by the fit
        return nullcontext()
    limits: AbstractContextManager[object] = threadpool_limits(1)
    return limits


def _records(history: History, attributes: tuple[str, ...], worth: float, seed: int) -> Records:
    """Return what all stages share of the records; each asks its own question of some of them."""
    known = history.known
    return Records(
        attributes, known.design(attributes), known.specialty, history.fate, folds(history, FOLDS, seed), (), worth
    )


def folds(history: History, n_folds: int, seed: int, event: str = "fold") -> Ints:
    """Return a fold 0 .. n_folds - 1 for each record, as even as can be, by lot: shape (n_records,)."""
    lots = Draws(seed, 0).uniform(event, history.ids)
    found = np.empty(len(lots), dtype=np.int64)
    found[np.argsort(lots, kind="stable")] = np.arange(len(lots)) % n_folds
    return found


def _fit(name: str, history: History, whole: Records, chosen: Ints) -> FittedStage:
    fate, asked = question(name, history)
    at = chosen[asked[chosen]]
    own = replace(
        whole,
        features=whole.features[at],
        specialty=tuple(whole.specialty[i] for i in at.tolist()),
        fate=fate[at],
        fold=whole.fold[at],
        prior=tuple(shares_of(name).values()),
    )
    return fit_stage(name, own)


def question(stage: str, history: History) -> tuple[Ints, Bools]:
    """Return which alternative of a stage each record took, and whether the stage asks it at all."""
    if stage == "stay":
        asked = ~np.isnan(history.stays)
        return np.where(asked, history.stays, 0).astype(np.int64), asked
    code = np.array([_alternative(stage, fate) for fate in FATES], dtype=np.int64)[history.fate]
    return code, code >= 0


def _alternative(stage: str, fate: str) -> int:
    """Return the number of the alternative that a fate stands for in a stage, -1 where it is not asked."""
    names = ALTERNATIVES[stage]
    if stage == "away":
        return names.index(fate) if fate in names else 0
    works = fate in ALTERNATIVES["where"]
    if stage == "work":
        return int(works) if works or fate == "idle" else -1
    return names.index(fate) if works else -1
