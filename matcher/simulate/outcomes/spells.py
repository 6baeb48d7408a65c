"""Spells: first jobs, how long they lasted, and which of them are still going on; retention from them.

A spell begins with the first day of hire that any row tells and stays with that employer. A later row that finds the
graduate there again (after the army, say) means that they stayed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log, sqrt
from statistics import NormalDist

from matcher.rounds import Outcome
from matcher.simulate.categories import EMPLOYED

YEAR = 365
"""Days after which is asked whether who was hired is still there."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A first job: days it lasted, as far as is known; whether it ended; days it could have been watched."""

    days: int
    left: bool
    watched: int
    by_host: bool

    @property
    def stayed(self) -> bool | None:
        """Return whether it lasted 12 months; None where it was watched for less, be it over or not.

        Leaving those out who left early but could not have been watched for a year keeps the share honest: those who
        stayed as long would be missing.
        """
        return None if self.watched < YEAR else not (self.left and self.days < YEAR)


def spells_of(rows: Sequence[Outcome], practice_host: str | None) -> Spell | None:
    """Return the first job that the rows of one graduate tell of, None without a day of hire."""
    hired = [r for r in rows if r.hired_on is not None and r.hired_on <= r.check_date]
    if not hired:
        return None
    first = min(hired, key=lambda r: (r.hired_on, r.check_date, r.host_id or ""))
    start = first.hired_on or first.check_date
    same = [r for r in hired if r.host_id == first.host_id]
    ended = [r.left_on for r in same if r.left_on is not None]
    seen = max((r.check_date for r in same if r.category in EMPLOYED and r.left_on is None), default=start)
    watched = (max(r.check_date for r in rows) - start).days
    by_host = practice_host is not None and first.host_id == practice_host
    end = min(ended, default=None)
    if end is None or (seen > end and seen >= start + timedelta(days=YEAR)):
        return Spell(_span(start, seen), left=False, watched=min(watched, _span(start, seen)), by_host=by_host)
    return Spell(_span(start, end), left=True, watched=watched, by_host=by_host)


def _span(start: date, end: date) -> int:
    return max((end - start).days, 0)


@dataclass(frozen=True, slots=True)
class Survival:
    """The share still there after ``days``, with its interval; ``n_at_risk`` people were still watched then."""

    days: int
    share: float
    low: float
    high: float
    n_at_risk: int


def kaplan_meier(spells: Sequence[Spell], days: Sequence[int], level: float = 0.8) -> tuple[Survival, ...]:
    """Return retention after each number of days, censored spells counting as long as they are watched.

    The product-limit estimate of Kaplan and Meier (JASA 1958) with Greenwood's variance, the interval on the scale
    log(-log) (Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 1.4).
    """
    z = NormalDist().inv_cdf(0.5 + level / 2)
    ends = sorted({s.days for s in spells if s.left})
    found = []
    for day in days:
        share, spread = 1.0, 0.0
        for end in (e for e in ends if e < day):
            at_risk = sum(s.days >= end for s in spells)
            left = sum(s.left and s.days == end for s in spells)
            share *= 1 - left / at_risk
            spread += left / (at_risk * (at_risk - left)) if at_risk > left else 0.0
        found.append(Survival(day, share, *_interval(share, spread, z), sum(s.days >= day for s in spells)))
    return tuple(found)


def _interval(share: float, spread: float, z: float) -> tuple[float, float]:
    if not 0 < share < 1:
        return share, share
    width = z * sqrt(spread) / abs(log(share))
    return share ** exp(width), share ** exp(-width)
