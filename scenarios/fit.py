"""Fit: what students and officers of the demo know about who could go where before any rule is applied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matcher.rounds import Applicant, Host, Position, Shift
from scenarios.specialties import GROUPS
from scenarios.towns import Spot, kilometres

STARTS_ON = date(2026, 4, 13)
ENDS_ON = date(2026, 5, 24)
SPECIALTY_OF = {g.name: g.specialty for g in GROUPS}


def is_minor(student: Applicant) -> bool:
    """Return whether the student is under 18 on the first day of the practice."""
    born = student.birth_date
    return born is not None and born > date(STARTS_ON.year - 18, STARTS_ON.month, STARTS_ON.day)


def closed_to_minors(position: Position) -> bool:
    """Return whether the law or the enterprise keeps minors away."""
    unfit = (position.hazard_class or "2") >= "3" or position.shift is not Shift.DAY
    return unfit or position.minors_allowed is False or (position.hours_week or 0) > 35


@dataclass(frozen=True, slots=True)
class Option:
    """A position of a student's specialty, how far it is in km, and whether it looks possible from home."""

    student: Applicant
    position: Position
    km: float
    sensible: bool


def options_of(student: Applicant, positions: Sequence[Position], hosts: Sequence[Host]) -> list[Option]:
    """Return every position of the student's specialty, in the order of ``positions``."""
    spots = {h.host_id: Spot(h.lat or 0.0, h.lon or 0.0) for h in hosts}
    home = Spot(student.lat or 0.0, student.lon or 0.0)
    specialty = SPECIALTY_OF[student.group or ""]
    return [
        _option(student, position, kilometres(home, spots[position.host]))
        for position in positions
        if specialty in position.specialties
    ]


def _option(student: Applicant, position: Position, km: float) -> Option:
    near = student.max_km is None or km <= student.max_km or position.transport or bool(position.housing_beds)
    healthy = not position.medical_required or (student.medical_until or STARTS_ON) >= ENDS_ON
    reachable = position.accessible or not any(r.startswith("инв") for r in student.restrictions)
    grown = not (is_minor(student) and closed_to_minors(position))
    return Option(student, position, km, near and healthy and reachable and grown)
