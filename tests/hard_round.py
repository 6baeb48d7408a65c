"""A round of the usual size of a department that no method here proves within minutes: for stops and kills."""

import random
from datetime import date

from matcher.policy import Level, LevelName, Limits, Measure, Policy
from matcher.rounds import Applicant, Companion, Host, Mentor, Pair, Position, Preference, Quota, Round

SPECIALTIES = ("15.01.05", "09.02.07")


def hard_round(n_applicants: int = 60, n_positions: int = 30, seconds: float = 600.0) -> Round:
    """Return the round: minimums, pairs of companions, mentors and quotas in each other's way, utilities at random."""
    r = random.Random(1)
    applicants = [f"A{n}" for n in range(n_applicants)]
    positions = [f"P{n}" for n in range(n_positions)]
    hosts = [f"H{n}" for n in range((n_positions + 1) // 2)]
    return Round(
        "hard",
        tuple(Applicant(a, name=f"Приметов {a}", specialty=r.choice(SPECIALTIES)) for a in applicants),
        tuple(
            Position(p, capacity=r.randint(3, 6), minimum=r.randint(2, 3), host_id=hosts[n // 2])
            for n, p in enumerate(positions)
        ),
        starts_on=date(2026, 4, 13),
        ends_on=date(2026, 5, 24),
        hosts=tuple(Host(h) for h in hosts),
        preferences=tuple(
            Preference(a, p, rank=rank) for a in applicants for rank, p in enumerate(r.sample(positions, 8), start=1)
        ),
        mentors=tuple(Mentor(f"M-{h}", capacity=r.randint(2, 5), host_id=h) for h in hosts),
        pairs=tuple(Pair(a, p, utility=r.randint(1, 999)) for a in applicants for p in positions),
        quotas=tuple(
            Quota(f"Q-{p}", position_id=p, applicants=f"specialty={SPECIALTIES[0]}", maximum=2) for p in positions
        ),
        companions=tuple(Companion(f"C{n // 2}", a) for n, a in enumerate(applicants[: n_applicants // 2])),
        policy=Policy(
            objectives=(
                Level(LevelName.PLACED),
                Level(LevelName.UTILITY),
                Level(LevelName.PREFERENCE, Measure.GENEROUS),
            ),
            limits=Limits(seconds=seconds),
        ),
    )
