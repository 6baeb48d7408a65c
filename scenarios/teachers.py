"""Teachers of the college who spend two weeks at an enterprise, beside its students."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from matcher.rounds import (
    Agreement,
    AgreementKind,
    AgreementStatus,
    Applicant,
    Group,
    Host,
    Position,
    Preference,
    Role,
)
from scenarios.calendar import TEACHERS
from scenarios.hosts import near
from scenarios.names import Sex, invent_people
from scenarios.specialties import GROUPS

TEACHING_DAYS = date(2025, 10, 1), date(2028, 9, 30)
WELCOMING = 14
"""How many more enterprises take teachers than the demo's own."""

TEACHERS_GROUP = Group(TEACHERS)
BORN_FROM, BORN_DAYS = date(1965, 1, 1), 11_000


def make_teachers(rng: np.random.Generator) -> tuple[Applicant, ...]:
    """Return one teacher a specialty, in the order of the groups."""
    specialties = list(dict.fromkeys(g.specialty for g in GROUPS))
    sexes: list[Sex] = ["М" if rng.random() < 0.5 else "Ж" for _ in specialties]
    people = invent_people(rng, sexes)
    return tuple(
        replace(_teacher(rng, f"ПР-{n:02d}", s), name=person.name, sex=person.sex)
        for n, (s, person) in enumerate(zip(specialties, people, strict=True), start=1)
    )


def _teacher(rng: np.random.Generator, number: str, specialty: str) -> Applicant:
    spot = near(rng, "Киреевск")
    born = date.fromordinal(BORN_FROM.toordinal() + int(rng.integers(BORN_DAYS)))
    return Applicant(
        number,
        role=Role.TEACHER,
        group=TEACHERS,
        specialty=specialty,
        birth_date=born,
        locality="Киреевск",
        lat=spot.lat,
        lon=spot.lon,
        own_transport=True,
        medical_until=date(2026, 12, 31),
        consent=True,
    )


def make_welcome(rng: np.random.Generator, hosts: Sequence[Host]) -> Iterator[Agreement]:
    """Yield the agreements under which enterprises take teachers, one teacher at a time each."""
    first, last = TEACHING_DAYS
    for n, at in enumerate(sorted(rng.permutation(len(hosts))[:WELCOMING].tolist()), start=1):
        yield Agreement(
            f"С-{n:02d}/2025",
            hosts[at].host_id,
            AgreementKind.TEACHER_INTERNSHIP,
            valid_from=first,
            valid_to=last,
            seats=1,
            status=AgreementStatus.ACTIVE,
        )


def make_wishes(
    rng: np.random.Generator,
    teachers: Sequence[Applicant],
    positions: Sequence[Position],
    welcome: Mapping[str, Agreement],
) -> Iterator[Preference]:
    """Yield each teacher's order of up to three enterprises that take teachers and work in the specialty."""
    for teacher in teachers:
        own = {j.host for j in positions if teacher.specialty in j.specialties and j.host in welcome}
        ordered = rng.permutation(sorted(own)).tolist()
        for rank, host in enumerate(ordered[:3], start=1):
            yield Preference(teacher.applicant_id, host_id=host, rank=rank)
