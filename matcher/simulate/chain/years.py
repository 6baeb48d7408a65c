"""Years: which students graduate after a round, and the round of the year after it.

Whoever graduates leaves; successors with the same wishes and homes come to the same groups, at the start of their
studies. Dates of practice and medical certificates move by a year; agreements keep their dates and so run out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Any, TypeVar

from matcher.needs import periods_of
from matcher.rounds import AgreementStatus, Applicant, Group, Period, Role, Round

Row = TypeVar("Row", bound=Any)
DAYS_A_YEAR = 365.25
STUDYING = frozenset({Role.STUDENT, Role.GRADUATE})


@dataclass(frozen=True, slots=True)
class Year:
    """The round of one year, who graduates within twelve months of its last day (ids in order), and what to call it.

    ``label`` is the calendar year of graduation, or 1, 2, … for a round without dates.
    """

    round: Round
    graduates: tuple[str, ...]
    label: int


def year_of(round_: Round, index: int) -> Year:
    """Return the year of a round; ``index`` (0 …) counts the years of a study."""
    return Year(round_, graduates(round_), _label(round_, index))


def graduates(round_: Round) -> tuple[str, ...]:
    """Return who graduates within twelve months of the round's last day, in id order.

    Students of a group graduate on the group's day; where no group has one, all students do. Graduates by role do.
    """
    day = {g.group: g.graduation_date for g in round_.groups}
    dated = any(day.values())
    until = shifted(_last_day(round_), 1)
    return tuple(sorted(a.applicant_id for a in round_.applicants if _graduates(a, day, until, dated=dated)))


def _graduates(applicant: Applicant, day: Mapping[str, date | None], until: date | None, *, dated: bool) -> bool:
    if applicant.role not in STUDYING:
        return False
    own = day.get(applicant.group or "")
    if applicant.role == Role.GRADUATE or not dated or until is None:
        return True
    return own is not None and own <= until


def _last_day(round_: Round) -> date | None:
    last = max(p.ends_on for p in periods_of(round_).values())
    return None if last == date.min else last


def graduation_day(round_: Round) -> date | None:
    """Return the last day on which somebody graduates, else the round's last day, None without dates."""
    leaving = set(graduates(round_))
    groups = {a.group for a in round_.applicants if a.applicant_id in leaving}
    days = [g.graduation_date for g in round_.groups if g.group in groups and g.graduation_date is not None]
    return max(days, default=_last_day(round_))


def _label(round_: Round, index: int) -> int:
    day = graduation_day(round_)
    return index + 1 if day is None else day.year


def shifted(day: date | None, years: int) -> date | None:
    """Return the same day so many years later, 28 February for 29 February; None stays None."""
    if day is None or day.year + years > date.max.year:
        return day
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def classes_of(round_: Round) -> int:
    """Return over how many years (>= 1) the students of a round graduate: how long successors study."""
    last = _last_day(round_)
    days = [g.graduation_date for g in round_.groups if g.graduation_date is not None]
    if last is None or not days:
        return 1
    return max(1, ceil((max(days) - last).days / DAYS_A_YEAR))


def next_year(round_: Round, classes: int) -> Round:
    """Return the round a year later: graduates replaced by successors who study ``classes`` years (>= 1)."""
    leaving = graduates(round_)
    known = {a.applicant_id for a in round_.applicants}
    heir = {a: _successor(a, known) for a in leaving}
    groups = {a.group for a in round_.applicants if a.applicant_id in heir}
    return replace(
        round_,
        starts_on=shifted(round_.starts_on, 1),
        ends_on=shifted(round_.ends_on, 1),
        periods=tuple(_later(p) for p in round_.periods),
        groups=tuple(_refilled(g, classes) if g.group in groups else g for g in round_.groups),
        applicants=tuple(_moved_on(a, heir, classes) for a in round_.applicants),
        preferences=_inherited(round_.preferences, heir),
        priorities=_inherited(round_.priorities, heir),
        pairs=_inherited(round_.pairs, heir),
        companions=_inherited(round_.companions, heir),
        placements=_inherited(round_.placements, heir),
        locks=tuple(k for k in round_.locks if k.applicant_id not in heir),
        agreements=tuple(
            replace(a, applicant_id=None, status=AgreementStatus.TERMINATED) if a.applicant_id in heir else a
            for a in round_.agreements
        ),
    )


def _successor(applicant_id: str, known: Iterable[str]) -> str:
    name = f"{applicant_id}+1"
    while name in known:
        name += "+"
    return name


def _later(period: Period) -> Period:
    starts, ends = shifted(period.starts_on, 1), shifted(period.ends_on, 1)
    return replace(period, starts_on=starts or period.starts_on, ends_on=ends or period.ends_on)


def _refilled(group: Group, classes: int) -> Group:
    return replace(group, graduation_date=shifted(group.graduation_date, classes))


def _moved_on(applicant: Applicant, heir: Mapping[str, str], classes: int) -> Applicant:
    later = replace(applicant, medical_until=shifted(applicant.medical_until, 1))
    if applicant.applicant_id not in heir:
        return later
    return replace(
        later,
        applicant_id=heir[applicant.applicant_id],
        name=None,
        birth_date=shifted(applicant.birth_date, classes),
        credit=0,
    )


def _inherited(rows: tuple[Row, ...], heir: Mapping[str, str]) -> tuple[Row, ...]:
    return tuple(replace(r, applicant_id=heir[r.applicant_id]) if r.applicant_id in heir else r for r in rows)
