"""Small rounds for replays, and every stream of them with its probability, by enumeration."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from math import prod
from random import Random

from matcher.policy import Level, LevelName
from matcher.rounds import Applicant, Host, Pair, Position, Round
from matcher.simulate.dynamic.streams import Coming, Habits, Stream

FIRST = date(2026, 3, 2)
UTILITY = (Level(LevelName.UTILITY),)
PLACED_FIRST = (Level(LevelName.PLACED), Level(LevelName.UTILITY))


def small_market(seed: int, n_people: int = 3, n_positions: int = 2, *, hosts: bool = False) -> Round:
    """People and positions with whole utilities 1 to 9 for most pairs; some positions share a host's seats."""
    r = Random(seed)
    people = tuple(Applicant(f"a{i}") for i in range(n_people))
    positions = tuple(
        Position(f"p{j}", r.choice((1, 1, 2)), host_id="h" if hosts else None) for j in range(n_positions)
    )
    pairs = tuple(
        Pair(a.applicant_id, j.position_id, utility=float(r.randint(1, 9))) for a in people for j in positions
    )
    shared = (Host("h", capacity=r.choice((1, 2, 3))),) if hosts else ()
    return Round(f"s{seed}", people, positions, hosts=shared, pairs=pairs)


def every_stream(ids: tuple[str, ...], habits: Habits, n_days: int) -> Iterator[tuple[Stream, float]]:
    """All streams that habits can draw, each with its probability; they sum to 1."""
    last = FIRST + timedelta(days=n_days - 1)
    for fates in product(*(_fates(person, habits, n_days) for person in ids)):
        comings = sorted((c for c, _ in fates if c is not None), key=lambda c: (c.arrives_on, c.applicant_id))
        chance = prod(p for _, p in fates)
        if chance:
            yield Stream(FIRST, last, tuple(comings)), chance


def _fates(person: str, habits: Habits, n_days: int) -> list[tuple[Coming | None, float]]:
    found: list[tuple[Coming | None, float]] = [(None, 1 - habits.comes)]
    for day in range(n_days):
        chance, on = habits.comes / n_days, FIRST + timedelta(days=day)
        found.append((Coming(on, person), chance * (1 - habits.leaves)))
        if habits.leaves:
            found += [
                (Coming(on, person, FIRST + timedelta(days=gone)), chance * habits.leaves / (n_days - day))
                for gone in range(day, n_days)
            ]
    return found
