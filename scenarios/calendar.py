"""The calendar of the full round: training before production, pre-diploma practice, and the teachers' internship.

The days overlap on purpose: enterprises, mentors and supervisors are shared by whoever is there at the time.
"""

from datetime import date

from matcher.rounds import Period, PeriodKind
from scenarios.fit import ENDS_ON, STARTS_ON
from scenarios.specialties import GROUPS

TEACHERS = "Преподаватели"
TRAINED_FIRST = ("ПК-24", "ИС-23")
"""Groups that have three weeks of training practice, then three of production practice."""

PRE_DIPLOMA = ("ТМ-22", "ЭО-22")
"""Groups that graduate this summer and write their diplomas about the enterprise."""

PRODUCTION = tuple(g.name for g in GROUPS if g.name not in (*TRAINED_FIRST, *PRE_DIPLOMA))

PERIODS: tuple[Period, ...] = (
    Period("УП-1", PeriodKind.TRAINING, TRAINED_FIRST, STARTS_ON, date(2026, 5, 3)),
    Period("ПП-1", PeriodKind.PRODUCTION, PRODUCTION, STARTS_ON, ENDS_ON),
    Period("ПП-2", PeriodKind.PRODUCTION, TRAINED_FIRST, date(2026, 5, 4), ENDS_ON),
    Period("ПДП", PeriodKind.PRE_DIPLOMA, PRE_DIPLOMA, date(2026, 4, 20), date(2026, 5, 17)),
    Period("СТ", None, (TEACHERS,), date(2026, 5, 11), date(2026, 5, 22)),
)
