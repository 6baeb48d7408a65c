"""Persons: who needs a place, as lists name them."""

from dataclasses import dataclass
from datetime import date

from matcher.needs import needs_of, periods_of
from matcher.report.directory import Directory, by_name
from matcher.rounds import Round

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Person:
    """An applicant in a period; dates are None where the round has none."""

    applicant_id: str
    name: str | None
    group: str | None
    period_id: str
    starts_on: date | None
    ends_on: date | None


def people_of(round_: Round, directory: Directory) -> dict[Key, Person]:
    """Return who needs a place, by applicant and period."""
    found, periods = {}, periods_of(round_)
    for need in needs_of(round_):
        applicant, period = directory.applicants[need.applicant_id], periods[need.period_id]
        dated = period.starts_on != date.min
        found[need.applicant_id, need.period_id] = Person(
            need.applicant_id,
            applicant.name,
            applicant.group,
            need.period_id,
            period.starts_on if dated else None,
            period.ends_on if dated else None,
        )
    return found


def reading_order(person: Person) -> tuple[str, str, date, str]:
    """Return what a list of people is sorted by: name, then first day and period."""
    return *by_name(person.name, person.applicant_id), person.starts_on or date.min, person.period_id
