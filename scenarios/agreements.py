"""The papers between the college and the demo's enterprises: all kinds, some of them about to end."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import numpy as np

from matcher.rounds import Agreement, AgreementKind, AgreementStatus, Host, Lock, Position
from scenarios.hosts import ENTERPRISES

PRACTICE = Agreement("", "", AgreementKind.PRACTICE, status=AgreementStatus.ACTIVE, tier=4)
TERMS: dict[str, Agreement] = {
    "base": replace(PRACTICE, valid_from=date(2021, 9, 1), tier=1),
    "long": replace(PRACTICE, valid_from=date(2023, 9, 1), valid_to=date(2028, 8, 31), tier=3),
    "year": replace(PRACTICE, valid_from=date(2025, 9, 1), valid_to=date(2026, 12, 31)),
    "renewing": replace(PRACTICE, valid_from=date(2024, 5, 1), valid_to=date(2026, 4, 30), auto_renew=True),
    "tripartite": replace(
        PRACTICE, kind=AgreementKind.TRIPARTITE, valid_from=date(2024, 2, 1), valid_to=date(2027, 1, 31), tier=3
    ),
    "network": replace(PRACTICE, kind=AgreementKind.NETWORK, valid_from=date(2025, 2, 1), valid_to=date(2026, 8, 31)),
    "target": replace(PRACTICE, kind=AgreementKind.TARGET, valid_from=date(2024, 9, 1), tier=2),
    "expiring": replace(PRACTICE, valid_from=date(2025, 5, 1), valid_to=date(2026, 4, 30)),
    "late": replace(PRACTICE, valid_from=date(2026, 4, 27), valid_to=date(2029, 4, 26)),
    "draft": replace(PRACTICE, valid_from=date(2026, 3, 1), valid_to=date(2029, 2, 28), status=AgreementStatus.DRAFT),
    "signing": replace(
        PRACTICE, valid_from=date(2026, 4, 1), valid_to=date(2027, 3, 31), status=AgreementStatus.SIGNING
    ),
    "expired": replace(
        PRACTICE, valid_from=date(2024, 9, 1), valid_to=date(2025, 12, 31), status=AgreementStatus.EXPIRED
    ),
    "terminated": replace(
        PRACTICE, valid_from=date(2024, 9, 1), valid_to=date(2027, 8, 31), status=AgreementStatus.TERMINATED
    ),
}
"""What an enterprise has signed, by the word of its row in :data:`scenarios.hosts.ENTERPRISES`; «none»: nothing."""

SEAT_LIMITS = {"АО «Станкозавод Берёзовый»": 20, "АО «Узловской вагон»": 15, "АО «Самоварный механик»": 14}
"""Seats that an agreement allows; the enterprises offer no more than that."""

COOPERATION = Agreement("", "", AgreementKind.COOPERATION, status=AgreementStatus.ACTIVE, minimum=2)
STAFF = Agreement("", "", AgreementKind.TEACHER_INTERNSHIP, status=AgreementStatus.ACTIVE)
TAUGHT_BY = ("АО «Болоховский точный»", "ООО «Вектор кода»", "ООО «Донская искра»")
"""Enterprises that take the college's teachers for internships; two of them have no other paper in force."""


def make_agreements(
    rng: np.random.Generator, hosts: Sequence[Host], positions: Sequence[Position], locks: Sequence[Lock]
) -> tuple[Agreement, ...]:
    """Return all agreements, numbered; every lock with a named contract as its reason has that contract here."""
    papers = [*_terms(hosts, positions), *_cooperation(rng, hosts), *_teaching(hosts), *_named(rng, locks, positions)]
    return tuple(
        replace(paper, agreement_id=f"{n}/{_year(paper)}", signed_on=_signed(rng, paper))
        for n, paper in zip(count(1), papers, strict=False)
    )


def _terms(hosts: Sequence[Host], positions: Sequence[Position]) -> Iterator[Agreement]:
    for host, enterprise in zip(hosts, ENTERPRISES, strict=True):
        if enterprise.papers in ("none", "target"):
            continue
        paper = replace(TERMS[enterprise.papers], host_id=host.host_id, seats=SEAT_LIMITS.get(enterprise.name))
        offered = {s for j in positions if j.host == host.host_id for s in j.specialties}
        yield replace(paper, specialties=tuple(sorted(offered))) if enterprise.papers == "network" else paper


def _cooperation(rng: np.random.Generator, hosts: Sequence[Host]) -> Iterator[Agreement]:
    """Base enterprises, and some with long terms, also help the college: with money, or without an end."""
    for host, enterprise in zip(hosts, ENTERPRISES, strict=True):
        if enterprise.papers == "base" or (enterprise.papers == "long" and rng.random() < 0.6):
            ends = None if rng.random() < 0.5 else date(2027, 12, 31)
            amount = int(rng.integers(2, 31)) * 25_000
            yield replace(
                COOPERATION, host_id=host.host_id, valid_from=date(2023, 1, 16), valid_to=ends, amount=float(amount)
            )


def _teaching(hosts: Sequence[Host]) -> Iterator[Agreement]:
    for host in hosts:
        if host.name in TAUGHT_BY:
            yield replace(STAFF, host_id=host.host_id, valid_from=date(2025, 10, 1), valid_to=date(2028, 9, 30))


CONTRACTS = {
    "целевой договор": TERMS["target"],
    "ученический договор": replace(
        PRACTICE, kind=AgreementKind.APPRENTICESHIP, valid_from=date(2025, 11, 1), valid_to=date(2026, 10, 31)
    ),
}
"""The contract that names its student, by the reason of the student's lock."""


def _named(rng: np.random.Generator, locks: Sequence[Lock], positions: Sequence[Position]) -> Iterator[Agreement]:
    host_of = {j.position_id: j.host for j in positions}
    for lock in locks:
        if lock.reason in CONTRACTS:
            paper = replace(CONTRACTS[lock.reason], host_id=host_of[lock.position_id], applicant_id=lock.applicant_id)
            yield replace(paper, amount=float(rng.integers(4, 13) * 10_000))


def _year(paper: Agreement) -> int:
    return paper.valid_from.year if paper.valid_from else 2025


def _signed(rng: np.random.Generator, paper: Agreement) -> date | None:
    """Draw a day shortly before the first; what is not signed yet has none."""
    if paper.valid_from is None or paper.status in (AgreementStatus.DRAFT, AgreementStatus.SIGNING):
        return None
    return paper.valid_from - timedelta(days=int(rng.integers(1, 30)))
