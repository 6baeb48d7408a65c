"""The demo's students: invented people in twelve groups, a few of them in trouble that a practice officer will know."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from matcher.rounds import Applicant, Group
from scenarios.hosts import near
from scenarios.names import Sex, invent_people
from scenarios.specialties import GROUPS, StudyGroup
from scenarios.trades import COOK

HOMES: dict[str, float] = {
    "Киреевск": 0.43,
    "Липки": 0.14,
    "Болохово": 0.14,
    "Узловая": 0.10,
    "Советск": 0.04,
    "Щекино": 0.04,
    "Новомосковск": 0.03,
    "Богородицк": 0.03,
    "Донской": 0.02,
    "Тула": 0.03,
}
"""Shares of the students by town."""

REACH_KM = (20, 25, 25, 30, 30, 35, 40)
FAR_REACH_KM = (40, 50, 60)
"""How far students will travel, without and with a vehicle of their own."""

RESTRICTIONS = ("инв.3", "ОВЗ", "ОВЗ", "не высота", "не шум", "не хим.")

SPECIAL_CASES: dict[str, Mapping[str, Any]] = {
    "СВ-24-027": {"locality": "Суворов", "max_km": 20, "needs_housing": False},
    "ПК-24-027": {"medical_until": date(2026, 3, 31)},
    "ПК-24-028": {"medical_until": date(2026, 5, 10)},
    "СХ-24-027": {"locality": "Плавск", "max_km": 25, "needs_housing": False},
    "ЭМ-24-028": {
        "locality": "Ефремов",
        "max_km": 15,
        "birth_date": date(2009, 3, 2),
        "medical_until": date(2026, 12, 31),
        "needs_housing": False,
    },
    "ИС-23-027": {"restrictions": ("инв.2",)},
    "ОН-24-027": {"birth_date": date(2010, 5, 2)},
    "АМ-24-028": {"consent": False},
}
"""Students who are in the way of a rule: distance, a medical that has run out or will, an agreement that ends inside
the practice, a harmful class for a minor, no accessible place, fifteen years of age, no consent."""


def make_groups() -> tuple[Group, ...]:
    """Return the groups table."""
    return tuple(Group(g.name, g.specialty, g.course, g.graduation, g.curator) for g in GROUPS)


def make_students(rng: np.random.Generator) -> tuple[Applicant, ...]:
    """Return the students of all groups, numbered within each."""
    members = [g for g in GROUPS for _ in range(g.size)]
    sexes: list[Sex] = ["Ж" if rng.random() < g.women else "М" for g in members]
    people = invent_people(rng, sexes)
    numbers = [n for g in GROUPS for n in range(1, g.size + 1)]
    return tuple(
        _student(rng, f"{g.name}-{n:03d}", g, person.name, person.sex)
        for g, n, person in zip(members, numbers, people, strict=True)
    )


def _student(rng: np.random.Generator, applicant_id: str, group: StudyGroup, name: str, sex: Sex) -> Applicant:
    case = SPECIAL_CASES.get(applicant_id, {})
    born = _birth_date(rng, group)
    town = str(rng.choice(list(HOMES), p=list(HOMES.values())))
    drives = bool(group.course >= 3 and rng.random() < 0.2)
    reach = FAR_REACH_KM if drives else REACH_KM
    student = Applicant(
        applicant_id,
        name,
        group=group.name,
        birth_date=born,
        sex=sex,
        locality=town,
        max_km=float(reach[rng.integers(len(reach))]) if rng.random() < 0.9 else None,
        needs_housing=bool(rng.random() < 0.04),
        own_transport=drives,
        grade=round(float(np.clip(rng.normal(3.9, 0.45), 3.0, 5.0)), 1),
        medical_until=_medical(rng, group),
        restrictions=(RESTRICTIONS[rng.integers(len(RESTRICTIONS))],) if rng.random() < 0.05 else (),
        credit=int(rng.choice([0, 1, 2], p=[0.9, 0.08, 0.02])),
        consent=True if rng.random() < 0.97 else None,
    )
    student = replace(student, **case)
    spot = near(rng, student.locality or town)
    return replace(student, lat=spot.lat, lon=spot.lon)


def _birth_date(rng: np.random.Generator, group: StudyGroup) -> date:
    """Draw a day within the usual thirteen months; one student in ten is a year or two older."""
    years_older = int(rng.integers(1, 3)) if rng.random() < 0.1 else 0
    return group.born_from + timedelta(days=int(rng.integers(0, 400)) - 365 * years_older)


def _medical(rng: np.random.Generator, group: StudyGroup) -> date | None:
    """Draw until when a certificate is valid: mostly to the autumn, rarely into the practice, sometimes never made.

    Cooks cannot do without one, so theirs are seen to.
    """
    luck = 1.0 if group.specialty == COOK else rng.random()
    if luck < 0.05:
        return None
    if luck < 0.09:
        return date(2026, 4, 20) + timedelta(days=int(rng.integers(0, 30)))
    return date(2026, 6, 1) + timedelta(days=int(rng.integers(0, 240)))
