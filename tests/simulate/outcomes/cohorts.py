"""Rounds that are over: few people, every category, and a generated history that several tests share."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from matcher.rounds import Outcome, Placement, Round
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
