"""Rounds that are over: few people, every category, and a generated history that several tests share."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from matcher.rounds import Outcome, Placement, Round
from matcher.simulate.outcomes.assessment import Assessment, assess
from matcher.simulate.outcomes.fitted import FittedOutcomes
from matcher.simulate.outcomes.fitting import fit_outcomes
from matcher.simulate.outcomes.history import History, history_of
from scenarios.histories import HORIZON, Town, make_history
from tests.simulate.outcomes.people import small_round

CHECK = date(2027, 6, 30)


def over(*rows: Outcome, placements: tuple[Placement, ...] | None = None, **own: Any) -> Round:
    """Return the small round with outcomes, both placed at the lathe unless said otherwise."""
    placed = (Placement("ann", "lathe"), Placement("bob", "lathe")) if placements is None else placements
    return replace(small_round(**own), outcomes=rows, placements=placed)


def ann(category: str, check: date = CHECK, **own: Any) -> Outcome:
    """Return an outcome of Ann's."""
    return Outcome("ann", check, category, **own)


@lru_cache(maxsize=4)
def generated(records: int = 400, cohorts: int = 2, seed: int = 3) -> History:
    """Return a generated history."""
    return history_of(make_history(seed, Town(records=records, cohorts=cohorts)), HORIZON)


@lru_cache(maxsize=4)
def fitted(records: int = 400, cohorts: int = 2, seed: int = 3) -> FittedOutcomes:
    """Return the model fitted to a generated history."""
    return fit_outcomes(generated(records, cohorts, seed))


@lru_cache(maxsize=1)
def assessed() -> Assessment:
    """Return the assessment of a generated history."""
    return assess(generated())
