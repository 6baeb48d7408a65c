"""Mentors of the demo's enterprises, one or two a position, and supervisors of the college, one a group."""

from collections.abc import Iterator, Sequence
from itertools import chain, count

import numpy as np

from matcher.rounds import Mentor, Position
from scenarios.names import Sex, initials, invent_person
from scenarios.specialties import GROUPS

MOST_PER_MENTOR = 3
"""Students a mentor takes: no ratio is laid down, three is this project's proposal."""

PER_SUPERVISOR = 30


def make_mentors(rng: np.random.Generator, positions: Sequence[Position]) -> tuple[Mentor, ...]:
    """Return all mentors and supervisors."""
    mentors = chain.from_iterable(_of_position(rng, j) for j in positions)
    numbered = [_named(rng, f"Н-{n:03d}", mentor) for n, mentor in zip(count(1), mentors, strict=False)]
    return (*numbered, *(_named(rng, f"Р-{n:02d}", s) for n, s in enumerate(_supervisors(), start=1)))


def _of_position(rng: np.random.Generator, position: Position) -> Iterator[Mentor]:
    """Give a position mentors for all its seats; one large position in twelve lacks a mentor for the last seat."""
    short = position.capacity > 3 and rng.random() < 1 / 12
    left = position.capacity - short
    while left > 0:
        yield Mentor("", min(left, MOST_PER_MENTOR), position.host_id, position.specialties)
        left -= MOST_PER_MENTOR


def _supervisors() -> Iterator[Mentor]:
    for group in GROUPS:
        yield Mentor("", PER_SUPERVISOR, specialties=(group.specialty,))
    yield Mentor("", PER_SUPERVISOR // 2)


def _named(rng: np.random.Generator, number: str, mentor: Mentor) -> Mentor:
    sex: Sex = "М" if rng.random() < 0.6 else "Ж"
    name = initials(invent_person(rng, sex).name)
    return Mentor(f"{number} {name}", mentor.capacity, mentor.host_id, mentor.specialties)
