"""Random small rounds that mix all that is said of whole matchings: minimums, teams, keepers, periods, quotas."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any, TypeVar

from matcher.policy import Level, LevelName, Limits, Measure, Policy, Stability, Unlisted
from matcher.rounds import (
    Agreement,
    AgreementKind,
    AgreementStatus,
    Applicant,
    Companion,
    Group,
    Host,
    Lock,
    LockKind,
    Mentor,
    Opening,
    Pair,
    Period,
    Placement,
    Position,
    Preference,
    Priority,
    Quota,
    Round,
)

T = TypeVar("T")

SPECIALTIES = ("15.01.05", "08.02.01")
FILTERS = (None, "sex=ж", "specialty=15.01.05", "group=g1", "restriction=noise", "sex=м&group=g2", "role=student")
FIRST, LAST = date(2026, 4, 13), date(2026, 5, 24)
CALENDARS = (
    ((date(2026, 4, 13), date(2026, 4, 30)), (date(2026, 5, 4), date(2026, 5, 24))),
    ((date(2026, 4, 13), date(2026, 5, 10)), (date(2026, 5, 4), date(2026, 5, 24))),
    ((date(2026, 4, 13), date(2026, 4, 28)), (date(2026, 4, 20), date(2026, 5, 8)), (date(2026, 5, 4), LAST)),
)
LEVELS = (
    Level(LevelName.PLACED),
    Level(LevelName.PLACED),
    Level(LevelName.AGREEMENTS),
    Level(LevelName.AGREEMENTS),
    Level(LevelName.EMPLOYMENT),
    Level(LevelName.EMPLOYMENT),
    Level(LevelName.UTILITY),
    Level(LevelName.PREFERENCE, measure=Measure.RANK_SUM),
    Level(LevelName.PREFERENCE, measure=Measure.RANK_MAXIMAL),
    Level(LevelName.PREFERENCE, measure=Measure.GENEROUS),
    Level(LevelName.PRIORITY),
    Level(LevelName.DISTANCE),
    Level(LevelName.COST),
    Level(LevelName.CHANGES),
    Level(LevelName.TIER),
    Level(LevelName.BALANCE, measure="unplaced", groups="sex"),
    Level(LevelName.BALANCE, measure="rank", groups="specialty"),
    Level(LevelName.BALANCE, measure="distance", groups="group"),
)
FILLING = (LEVELS[0], LEVELS[0], *LEVELS[2:7])
"""Levels that are better the more are placed."""
PROFILES = (Measure.RANK_MAXIMAL, Measure.GENEROUS)


def feature_round(seed: int) -> Round:
    """A round with a random choice of the features, at most some 4,000 ways to match it."""
    r = Random(seed)
    periods = _periods(r) if r.random() < 0.3 else ()
    people = tuple(_applicant(r, f"a{n}") for n in range(r.randint(1, 3) if periods else r.randint(2, 5)))
    ids = [a.applicant_id for a in people]
    host_ids = [f"h{n}" for n in range(r.randint(1, 3))]
    positions = tuple(_position(r, f"p{n}", host_ids, periods) for n in range(r.randint(2, 3 if periods else 4)))
    pairs = [(a, j.position_id) for a in ids for j in positions]
    hosts = tuple(Host(h, capacity=_rarely(r, 0.3, (0, 1, 2, 3)), minimum=_rarely(r, 0.05, (1, 2))) for h in host_ids)
    some: dict[str, Any] = {
        "preferences": tuple(_wish(r, a, p) for a, p in pairs if r.random() < 0.7) if r.random() < 0.8 else (),
        "priorities": tuple(Priority(a, p, rank=r.randint(1, 3)) for a, p in pairs if r.random() < 0.4),
        "pairs": tuple(_pair(r, a, p) for a, p in pairs if r.random() < 0.85),
        "agreements": tuple(_agreement(r, n, host_ids, ids) for n in range(r.randint(1, 4)))
        if r.random() < 0.5
        else (),
        "mentors": tuple(_mentor(r, n, host_ids) for n in range(r.randint(1, 3))) if r.random() < 0.5 else (),
        "quotas": tuple(_quota(r, n, host_ids, positions) for n in range(r.randint(1, 2))) if r.random() < 0.3 else (),
        "companions": _companions(r, ids) if r.random() < 0.2 else (),
        "locks": _locks(r, ids, positions) if r.random() < 0.2 else (),
        "placements": tuple(_placement(r, a, positions) for a in ids if r.random() < 0.5),
    }
    return Round(
        f"feature-{seed}",
        people,
        positions,
        starts_on=FIRST,
        ends_on=LAST,
        groups=(Group("g1", specialty=SPECIALTIES[0]), Group("g2", specialty=SPECIALTIES[1])),
        periods=periods,
        hosts=hosts,
        **some,
    )


def stable_round(seed: int) -> Round:
    """A round of lists with ties on both sides, host capacities, teams now and then."""
    r = Random(~seed)
    people = tuple(
        Applicant(f"a{n}", credit=r.choice((0, 0, 1)), seats=r.choice((1, 1, 1, 1, 2))) for n in range(r.randint(2, 5))
    )
    host_ids = [f"h{n}" for n in range(r.randint(1, 2))]
    positions = tuple(
        Position(
            f"p{n}",
            r.choice((0, 1, 1, 2, 3)),
            host_id=r.choice(host_ids),
            minimum=0,
        )
        for n in range(r.randint(1, 3))
    )
    pairs = [(a.applicant_id, j.position_id) for a in people for j in positions]
    ids = [a.applicant_id for a in people]
    return Round(
        f"stable-{seed}",
        people,
        positions,
        starts_on=FIRST,
        ends_on=LAST,
        hosts=tuple(Host(h, capacity=_rarely(r, 0.7, (0, 1, 2, 3))) for h in host_ids),
        preferences=tuple(Preference(a, p, rank=r.randint(1, 3)) for a, p in pairs if r.random() < 0.8),
        priorities=tuple(Priority(a, p, rank=r.randint(1, 3)) for a, p in pairs if r.random() < 0.6),
        pairs=tuple(_pair(r, a, p) for a, p in pairs),
        locks=_locks(r, ids, positions) if r.random() < 0.1 else (),
        placements=tuple(_placement(r, a, positions) for a in ids if r.random() < 0.5),
    )


def feature_policy(seed: int, *, stable: bool = False) -> Policy:
    """One to three levels, some of which may be spent from, with some switches off."""
    r = Random(seed * 7 + 1)
    levels: list[Level] = []
    first = (r.choice(FILLING),) if r.random() < 0.7 else ()
    for level in (*first, *r.sample(LEVELS, r.randint(1, 3))):
        if level.name not in {known.name for known in levels} or r.random() < 0.1:
            spends = level.measure not in PROFILES and level.name != LevelName.TIER and r.random() < 0.25
            levels.append(replace(level, give_up=r.choice((0.1, 0.29, 0.5))) if spends else level)
    switches = ("mentors", "supervisors", "agreement-seats", "beds", "max-minors", "agreement-valid", "housing")
    return Policy(
        objectives=tuple(levels),
        stability=Stability.STABLE if stable else Stability.NONE,
        unranked=r.choice((*[Unlisted.LAST] * 5, Unlisted.UNACCEPTABLE)),
        max_changes=r.randint(0, 3) if r.random() < 0.15 else None,
        rules={s: False for s in switches if r.random() < (0.7 if s == "agreement-valid" else 0.1)},
        limits=Limits(seed=r.randint(0, 9)),
    )


def _rarely(r: Random, chance: float, values: Sequence[T]) -> T | None:
    return r.choice(values) if r.random() < chance else None


def _periods(r: Random) -> tuple[Period, ...]:
    groups = ((), (), (), ("g1",), ("g2",))
    return tuple(Period(f"t{n}", None, r.choice(groups), *days) for n, days in enumerate(r.choice(CALENDARS)))


def _applicant(r: Random, name: str) -> Applicant:
    return Applicant(
        name,
        group=r.choice(("g1", "g2")),
        specialty=r.choice((None, None, *SPECIALTIES)),
        sex=r.choice(("м", "ж")),
        birth_date=r.choice((None, date(2008, 4, 13), date(2008, 4, 14), date(2009, 1, 1), date(2000, 5, 5))),
        seats=r.choice((1, 1, 1, 1, 1, 2)),
        needs_housing=r.random() < 0.15,
        max_km=_rarely(r, 0.3, (5.0, 12.0)),
        restrictions=("noise",) if r.random() < 0.2 else (),
    )


def _position(r: Random, name: str, hosts: list[str], periods: tuple[Period, ...]) -> Position:
    capacity = r.choice((0, 1, 1, 2, 2, 3, 3, 4))
    return Position(
        name,
        capacity,
        host_id=r.choice(hosts),
        period_id=r.choice([None, *(t.period_id for t in periods)]),
        minimum=min(capacity, _rarely(r, 0.4, (1, 2, 2, 3)) or 0),
        opening=Opening.REQUIRED if r.random() < 0.12 else Opening.OPTIONAL,
        max_minors=_rarely(r, 0.25, (0, 1)),
        housing_beds=_rarely(r, 0.4, (0, 1, 1, 2)),
        transport=r.random() < 0.2,
        cost=_rarely(r, 0.5, (99.5, 120.0)),
        hire_places=_rarely(r, 0.3, (0, 1, 1)),
    )


def _wish(r: Random, a: str, p: str) -> Preference:
    return Preference(a, p, rank=r.randint(1, 3))


def _pair(r: Random, a: str, p: str) -> Pair:
    return Pair(
        a,
        p,
        employment=r.choice((None, 0.25, 0.5, 0.7, 1.0)),
        utility=r.choice((None, -1.0, 0.5, 2.5)),
        cost=r.choice((None, 10.25, 100.0)),
        km=r.choice((None, 1.5, 8.0, 12.345)),
        tier=r.choice((None, 1, 2)),
    )


def _agreement(r: Random, n: int, hosts: list[str], people: list[str]) -> Agreement:
    begins = r.choice((None, date(2024, 1, 1), date(2026, 4, 20), date(2026, 1, 1)))
    return Agreement(
        f"d{n}",
        r.choice(hosts),
        kind=r.choice((None, AgreementKind.PRACTICE, AgreementKind.PRACTICE, AgreementKind.COOPERATION)),
        applicant_id=_rarely(r, 0.1, people),
        specialties=r.choice(((), (), SPECIALTIES[:1])),
        valid_from=begins,
        valid_to=r.choice((None, None, None, date(2026, 5, 10), date(2026, 12, 31), date(2026, 12, 30))),
        auto_renew=r.random() < 0.1,
        seats=_rarely(r, 0.4, (0, 1, 2, 3)),
        minimum=r.choice((0, 1, 1, 2, 3)),
        tier=_rarely(r, 0.3, (1, 2)),
        status=r.choice((None, AgreementStatus.ACTIVE, AgreementStatus.ACTIVE, AgreementStatus.DRAFT)),
    )


def _mentor(r: Random, n: int, hosts: list[str]) -> Mentor:
    return Mentor(
        f"m{n}",
        r.choice((1, 1, 2, 3)),
        host_id=r.choice([None, *hosts]),
        specialties=r.choice(((), (), SPECIALTIES[:1], SPECIALTIES[1:])),
    )


def _quota(r: Random, n: int, hosts: list[str], positions: tuple[Position, ...]) -> Quota:
    scope = r.choice(({}, {"host_id": r.choice(hosts)}, {"position_id": r.choice(positions).position_id}))
    least = _rarely(r, 0.3, (1, 2))
    most = _rarely(r, 0.7, (1, 2, 3))
    if least is not None and most is not None and least > most:
        most = least
    return Quota(f"q{n}", applicants=r.choice(FILTERS), minimum=least, maximum=most, **scope)


def _companions(r: Random, people: list[str]) -> tuple[Companion, ...]:
    return tuple(Companion("c1", a) for a in r.sample(people, min(len(people), r.choice((1, 2, 2, 3)))))


def _locks(r: Random, people: list[str], positions: tuple[Position, ...]) -> tuple[Lock, ...]:
    kinds = (LockKind.ASSIGNED, LockKind.ASSIGNED, LockKind.FORBIDDEN)
    number = r.choice((1, 1, 1, 2))
    return tuple(Lock(r.choice(people), r.choice(positions).position_id, r.choice(kinds), "так") for _ in range(number))


def _placement(r: Random, a: str, positions: tuple[Position, ...]) -> Placement:
    position = r.choice(positions)
    if r.random() < 0.2:
        return Placement(a, host_id=position.host_id, period_id=position.period_id)
    return Placement(a, position.position_id, period_id=position.period_id if r.random() < 0.5 else None)
