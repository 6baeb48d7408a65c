"""Rates: what planners count of a year, each as numerator, denominator and for how many the answer is unknown."""

from collections.abc import Mapping

import numpy as np

from matcher.rules.columns import Bools
from matcher.simulate.chain.careers import ARMY, HOST, LEAVE, SELF_EMPLOYED, SERVICE, STUDY, VACANCY, Careers
from matcher.simulate.chain.plans import Figure
from matcher.simulate.chain.prospects import NO_LIMIT, Prospects
from matcher.simulate.kpis import Kpi

PLACEMENT = (
    Kpi.PLACED,
    Kpi.REQUESTS_FILLED,
    Kpi.TOP_1,
    Kpi.TOP_2,
    Kpi.MEAN_RANK,
    Kpi.MEAN_KM,
    Kpi.LONG_TERM_AGREEMENTS,
    Kpi.NET_BUDGET,
)
"""Rates of the placement alone; all there is at horizon 0."""
CHECKED = {Kpi.RETENTION_3: 3, Kpi.RETENTION_6: 6, Kpi.RETENTION: 12, Kpi.RETENTION_24: 24}
"""Months after being hired at which it is asked who is still there."""
EMPLOYMENT = (
    Kpi.GROSS,
    Kpi.FEDERAL,
    Kpi.AVAILABLE,
    Kpi.IN_SPECIALTY,
    Kpi.AT_PARTNERS,
    Kpi.PRACTICE_TO_HIRE,
    *CHECKED,
    Kpi.HIRE_PLACES_FILLED,
    Kpi.TARGET_SHARE,
)
"""Rates of employment at the horizon, in the order of reports."""


def kpis(horizon: int) -> tuple[Kpi, ...]:
    """Return the codes of the rates of a study, in order."""
    return PLACEMENT if horizon == 0 else EMPLOYMENT + PLACEMENT


def employment_figures(p: Prospects, careers: Careers, horizon: int, places_left: int) -> Mapping[str, Figure]:
    """Return the rates of employment ``horizon`` months (> 0) after graduation, by code.

    E are those at work (hired, self-employed), N all graduates: gross E/N; federal E/(N - study); available
    E/(N - study - army - parental leave). In the specialty and at partners are shares of E; retention is a share of
    those hired so long ago that it can be known, the others count as unknown. ``places_left`` are the places for hire
    that stood open.
    """
    n = len(p.ids)
    employed = careers.start <= horizon
    n_employed = int(employed.sum())
    studying, on_leave = (int((careers.ending == e).sum()) for e in (STUDY, LEAVE))
    serving = int((careers.ending == ARMY).sum()) if horizon <= SERVICE else 0
    specialty = careers.in_specialty[employed]
    at_host = int((employed & (careers.ending == HOST)).sum())
    figures: dict[str, Figure] = {
        Kpi.GROSS: (n_employed, n, 0),
        Kpi.FEDERAL: (n_employed, n - studying, 0),
        Kpi.AVAILABLE: (n_employed, n - studying - on_leave - serving, 0),
        Kpi.IN_SPECIALTY: (int((specialty == 1).sum()), n_employed, int((specialty < 0).sum())),
        Kpi.AT_PARTNERS: _at_partners(p, careers, employed),
        Kpi.PRACTICE_TO_HIRE: (at_host, int((p.practice >= 0).sum()), 0),
        Kpi.HIRE_PLACES_FILLED: (_in_named_places(p, careers, employed), places_left, 0),
        Kpi.TARGET_SHARE: (p.n_target, n, 0),
    }
    return figures | {kpi: _retention(careers, horizon, m) for kpi, m in CHECKED.items()}


def _in_named_places(p: Prospects, careers: Careers, employed: Bools) -> int:
    """Return how many were hired at positions of which it is known how many they would hire."""
    at_host = p.practice[employed & (careers.ending == HOST)]
    return int((p.places[at_host] < NO_LIMIT).sum())


def _at_partners(p: Prospects, careers: Careers, employed: Bools) -> Figure:
    """Return who works at partners; whoever found work alone has an employer nobody knows, the self-employed none."""
    at_host = employed & (careers.ending == HOST)
    at_vacancy = employed & (careers.ending == VACANCY)
    partner = np.zeros(len(employed), dtype=np.bool_)
    partner[at_host] = p.at_partner[at_host]
    partner[at_vacancy] = p.vacancy_at_partner[careers.vacancy[at_vacancy]]
    unknown = employed & ~at_host & ~at_vacancy & (careers.ending != SELF_EMPLOYED)
    return int(partner.sum()), int(employed.sum()), int(unknown.sum())


def _retention(careers: Careers, horizon: int, months: int) -> Figure:
    hired = careers.hired & (careers.start <= horizon)
    known = hired & (careers.start + months <= horizon)
    return int((known & careers.stayed(months)).sum()), int(known.sum()), int((hired & ~known).sum())


def employed_by_month(careers: Careers, horizon: int) -> list[int]:
    """Return how many are at work 0, 1, … ``horizon`` months after graduation."""
    begun = np.bincount(careers.start[careers.start <= horizon], minlength=horizon + 1)
    counts: list[int] = np.cumsum(begun).tolist()
    return counts
