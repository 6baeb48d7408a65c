"""The demo's places of practice: each enterprise offers every job of its trade, with seats dealt out by specialty."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from matcher.rounds import Host, Position, Shift
from scenarios import trades
from scenarios.fit import closed_to_minors
from scenarios.hosts import ENTERPRISES
from scenarios.specialties import GROUPS
from scenarios.trades import TRADES, Job

SEATS_PER_STUDENT: dict[str, float] = {
    trades.SOFTWARE: 1.5,
    trades.ELECTRICIAN: 1.15,
    trades.ELECTRICS: 1.3,
    trades.WELDER: 1.35,
    trades.SETTER: 1.15,
    trades.MACHINES: 1.1,
    trades.MECHANIC: 1.4,
    trades.AUTO: 1.1,
    trades.FARMER: 1.45,
    trades.COOK: 1.35,
}
"""Seats offered a student, by the first specialty of the position; a part of them is closed by some rule."""

MOST_SEATS = 6
ASKED_FOR_ADULTS = 0.4
"""The college asks for places that minors may take; the others get a further seat less often."""

HOURS = ((24, 4.8), (30, 6), *((35, 7),) * 6, (36, 7.2), (40, 8))
"""Hours a week and a day; minors may work 35 and 7."""

REMOTE = frozenset({"Ефремов", "Плавск", "Богородицк", "Тула", "Новомосковск", "Донской"})
"""Towns far enough from the college for enterprises there to think of beds and buses."""

NO_ACCESS = frozenset({trades.SOFTWARE})
"""Specialties none of whose places can be reached in a wheelchair: the demo wants one student to meet that."""


WITHOUT_BEDS = frozenset({trades.WELDER, trades.ELECTRICIAN, trades.FARMER})
"""Specialties for whose places no enterprise offers a bed or a bus: who lives too far stays too far."""


def make_positions(rng: np.random.Generator, hosts: Sequence[Host]) -> tuple[Position, ...]:
    """Return all positions with their seats; ``hosts`` stand in the order of the enterprises."""
    offers = [(host, job) for host, e in zip(hosts, ENTERPRISES, strict=True) for job in TRADES[e.trade]]
    drawn = [_offer(rng, f"МП-{n:03d}", host, job) for n, (host, job) in enumerate(offers, start=1)]
    return _deal_seats(rng, drawn)


def _offer(rng: np.random.Generator, position_id: str, host: Host, job: Job) -> Position:
    hazard, shift = (str(rng.choice(words.split())) for words in (job.hazard, job.shift))
    usual = HOURS[rng.integers(len(HOURS))]
    week, day = job.hours or usual
    remote = host.locality in REMOTE and not WITHOUT_BEDS.intersection(job.specialties)
    paid = rng.random() < 0.45
    return Position(
        position_id,
        capacity=0,
        host_id=host.host_id,
        title=job.title,
        specialties=job.specialties,
        hours_week=week,
        hours_day=day,
        shift=Shift(shift),
        hazard_class=hazard,
        minors_allowed=_minors_allowed(rng, hazard),
        medical_required=job.medical,
        accessible=bool(rng.random() < 0.2) and not NO_ACCESS.intersection(job.specialties),
        housing_beds=int(rng.integers(2, 5)) if remote and rng.random() < 0.2 else None,
        transport=remote and bool(rng.random() < 0.3),
        pay=int(rng.integers(8, 22)) * 1000 if paid else None,
        cost=int(rng.integers(4, 19)) * 100,
    )


def _minors_allowed(rng: np.random.Generator, hazard: str) -> bool | None:
    """Draw what the enterprise wrote: mostly nothing, and never leave where the class forbids it."""
    luck = rng.random()
    if hazard >= "3":
        return False if luck < 0.5 else None
    return False if luck < 0.06 else True if luck < 0.5 else None


def _deal_seats(rng: np.random.Generator, positions: Sequence[Position]) -> tuple[Position, ...]:
    """Give every position one seat, and the rest of its specialty's seats by lot."""
    seats = np.ones(len(positions), dtype=np.int64)
    for specialty, wanted in _seats_wanted().items():
        own = [n for n, j in enumerate(positions) if j.specialties[0] == specialty]
        for _ in range(wanted - len(own)):
            free = [n for n in own if seats[n] < MOST_SEATS]
            lots = np.cumsum([ASKED_FOR_ADULTS if closed_to_minors(positions[n]) else 1.0 for n in free])
            seats[free[int(np.searchsorted(lots, rng.random() * lots[-1], side="right"))]] += 1
    return tuple(
        replace(j, capacity=int(n), hire_places=int(rng.integers(0, n + 1)))
        for j, n in zip(positions, seats, strict=True)
    )


def _seats_wanted() -> dict[str, int]:
    students: Counter[str] = Counter()
    for group in GROUPS:
        students[group.specialty] += group.size
    return {s: round(share * students[s]) for s, share in SEATS_PER_STUDENT.items()}
