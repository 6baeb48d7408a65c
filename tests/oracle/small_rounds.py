"""Random small rounds from a seed, with everything that makes a matching hard in a few rows."""

from collections.abc import Sequence
from random import Random

from matcher.policy import Level, LevelName, Limits, Measure, Policy, Unlisted
from matcher.rounds import Applicant, Host, Lock, LockKind, Pair, Placement, Position, Preference, Priority, Round

Named = tuple[str, str]
"""An applicant and a position, by id."""

SPECIALTIES = ("15.01.05", "08.02.01")
EVERY_LEVEL = (
    Level(LevelName.PLACED),
    Level(LevelName.UTILITY),
    Level(LevelName.EMPLOYMENT),
    Level(LevelName.PREFERENCE, measure=Measure.RANK_SUM),
    Level(LevelName.PREFERENCE, measure=Measure.RANK_MAXIMAL),
    Level(LevelName.PREFERENCE, measure=Measure.GENEROUS),
    Level(LevelName.PRIORITY),
    Level(LevelName.DISTANCE),
    Level(LevelName.COST),
    Level(LevelName.CHANGES),
    Level(LevelName.TIER),
)


def small_round(seed: int, *, hosts: bool = True, locks: bool = True, most: int = 5) -> Round:
    """A round of at most ``most`` applicants and four positions."""
    r = Random(seed)
    people = [f"a{n}" for n in r.sample(range(50), r.randint(1, most))]
    host_ids = [f"h{n}" for n in range(r.randint(1, 3))]
    applicants = tuple(
        Applicant(a, specialty=r.choice(SPECIALTIES), credit=r.choice((0, 0, 1)), grade=r.choice((None, 3.0, 4.5)))
        for a in people
    )
    positions = tuple(
        Position(
            f"p{n}",
            capacity=r.choice((0, 1, 1, 1, 2, 3)),
            host_id=r.choice(host_ids) if hosts else None,
            specialties=r.choice(((), (), SPECIALTIES[:1], SPECIALTIES)),
            cost=r.choice((None, 0.0, 99.5, 120.0)),
        )
        for n in r.sample(range(20), r.randint(1, 4))
    )
    pairs = [(a, p.position_id) for a in people for p in positions]
    return Round(
        f"small-{seed}",
        applicants,
        positions,
        hosts=tuple(Host(h, capacity=r.choice((None, 0, 1, 2, 3))) for h in host_ids) if hosts else (),
        preferences=_wishes(r, pairs, positions),
        priorities=_priorities(r, pairs),
        pairs=tuple(_pair(r, a, p) for a, p in pairs if r.random() < 0.8),
        locks=_locks(r, people, positions) if locks and r.random() < 0.3 else (),
        placements=tuple(Placement(a, r.choice(positions).position_id) for a in people if r.random() < 0.5),
    )


def _wishes(r: Random, pairs: Sequence[Named], positions: Sequence[Position]) -> tuple[Preference, ...]:
    if r.random() < 0.1:
        return ()
    rows = [
        Preference(a, p, rank=None, veto=True) if r.random() < 0.1 else Preference(a, p, rank=r.randint(1, 4))
        for a, p in pairs
        if r.random() < 0.6
    ]
    hosts = sorted({j.host_id for j in positions if j.host_id})
    people = sorted({a for a, _ in pairs})
    rows += [Preference(a, host_id=r.choice(hosts), rank=r.randint(1, 4)) for a in people if hosts and r.random() < 0.2]
    return tuple(rows)


def _priorities(r: Random, pairs: Sequence[Named]) -> tuple[Priority, ...]:
    listing = {p for _, p in pairs if r.random() < 0.5}
    return tuple(
        Priority(a, p, veto=True) if r.random() < 0.1 else Priority(a, p, rank=r.randint(1, 3))
        for a, p in pairs
        if p in listing and r.random() < 0.8
    )


def _pair(r: Random, a: str, p: str) -> Pair:
    return Pair(
        a,
        p,
        employment=r.choice((None, 0.1, 0.25, 0.5)),
        utility=r.choice((None, -1.0, 0.5, 1.0, 2.5)),
        cost=r.choice((None, 10.25, 100.0)),
        km=r.choice((0.0, 1.5, 12.345)),
        tier=r.choice((None, 1, 2)),
    )


def _locks(r: Random, people: Sequence[str], positions: Sequence[Position]) -> tuple[Lock, ...]:
    kind = r.choice((LockKind.ASSIGNED, LockKind.FORBIDDEN))
    return (Lock(r.choice(people), r.choice(positions).position_id, kind, "по договору"),)


def small_policy(seed: int) -> Policy:
    """A policy of one to four levels in any order."""
    r = Random(~seed)
    return Policy(
        objectives=tuple(r.sample(EVERY_LEVEL, r.randint(1, 4))),
        unranked=r.choice(tuple(Unlisted)),
        unlisted=r.choice(tuple(Unlisted)),
        limits=Limits(seed=r.randint(0, 9)),
    )
