"""Limits of the full round: how few and how many people a place, an enterprise or an agreement takes, and of whom."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from matcher.rounds import Agreement, AgreementKind, Host, Lock, LockKind, Opening, Position, Quota
from scenarios.hosts import ENTERPRISES

MINIMUM_FROM = 3
"""Positions with so many seats may ask for a whole group."""

MINIMUMS = 0.22
REQUIRED = ("МП-003", "МП-018", "МП-020")
"""Places that the enterprise opens in any case, for so many at least as it says, in the longest period only."""

MAIN_PERIOD = "ПП-1"

NARROW = 0.12
"""Share of the enterprises that cannot look after all their positions at once."""

HOST_MINIMUMS = {"АО «Станкозавод Берёзовый»": 5, "АО «Липовский механический»": 4, "АО «Узловской вагон»": 3}
"""Fewest seats that base enterprises want filled."""


def with_minimums(
    rng: np.random.Generator, positions: Sequence[Position], locks: Sequence[Lock]
) -> tuple[Position, ...]:
    """Return the positions with minimums of groups, and limits on minors where few can be watched.

    Where somebody is fixed there is no minimum: that place opens for one.
    """
    fixed = {lock.position_id for lock in locks if lock.kind == LockKind.ASSIGNED}
    return tuple(_limited(rng, j, fixed=j.position_id in fixed) for j in positions)


def _limited(rng: np.random.Generator, position: Position, *, fixed: bool) -> Position:
    luck, watched = rng.random(2)
    if position.position_id in REQUIRED:
        position = replace(position, minimum=2, opening=Opening.REQUIRED, period_id=MAIN_PERIOD)
    elif position.capacity >= MINIMUM_FROM and luck < MINIMUMS and not fixed:
        position = replace(position, minimum=2 + (position.capacity > 4))
    few = position.capacity >= MINIMUM_FROM and watched < 0.2
    return replace(position, max_minors=int(rng.integers(1, position.capacity))) if few else position


def with_bounds(rng: np.random.Generator, hosts: Sequence[Host], positions: Sequence[Position]) -> tuple[Host, ...]:
    """Return the hosts with minimums of base enterprises and with narrower capacities of some."""
    offered = {h.host_id: sum(j.capacity for j in positions if j.host == h.host_id) for h in hosts}
    return tuple(_bounded(rng, h, offered[h.host_id]) for h in hosts)


def _bounded(rng: np.random.Generator, host: Host, offered: int) -> Host:
    host = replace(host, minimum=HOST_MINIMUMS.get(host.name or ""))
    narrow = host.capacity is None and offered > 5 and rng.random() < NARROW / 0.3
    return replace(host, capacity=offered - int(rng.integers(1, 4))) if narrow else host


def with_seats(
    rng: np.random.Generator, agreements: Sequence[Agreement], positions: Sequence[Position]
) -> tuple[Agreement, ...]:
    """Return the agreements with seats for some, and with the number from which a practice agreement is active."""
    offered = {j.host: 0 for j in positions}
    for j in positions:
        offered[j.host] += j.capacity
    return tuple(_numbered(rng, a, offered.get(a.host_id, 0)) for a in agreements)


def _numbered(rng: np.random.Generator, agreement: Agreement, offered: int) -> Agreement:
    luck, least = rng.random(), int(rng.integers(1, 4))
    if agreement.applicant_id is not None or agreement.kind != AgreementKind.PRACTICE:
        return agreement
    seats = agreement.seats or (max(3, offered - 2) if luck < 0.25 else None)
    return replace(agreement, seats=seats, minimum=min(least, seats or least))


def make_quotas(hosts: Sequence[Host]) -> Iterator[Quota]:
    """Yield bounds on how many of a kind enterprises take, and one that holds everywhere."""
    key = {e.name: h.host_id for h, e in zip(hosts, ENTERPRISES, strict=True)}
    yield Quota("К-01", key["АО «Станкозавод Берёзовый»"], applicants="group=ТМ-23", minimum=2, maximum=5)
    yield Quota("К-02", key["АО «Полевой прибор»"], applicants="specialty=15.01.05", maximum=1)
    yield Quota("К-03", key["АО «Липовский механический»"], applicants="group=СВ-24", minimum=1, maximum=2)
    yield Quota("К-04", key["АО «Узловской вагон»"], applicants="role=student&specialty=13.02.13", minimum=1)
    yield Quota("К-05", key["ООО «Три гаечных ключа»"], applicants="group=АМ-24", maximum=3)
    yield Quota("К-06", key["АО «Хлебный дворик»"], applicants="sex=М", maximum=3)
    yield Quota("К-07", key["ООО «Заречная нива»"], applicants="sex=Ж", maximum=1)
    yield Quota("К-08", applicants="restriction=ОВЗ&specialty=15.01.05", maximum=4)
