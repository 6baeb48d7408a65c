"""Small rounds for stability: residents without and with ties, projects of hosts with capacities of their own."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from matcher.policy import Level, LevelName, Limits, Measure, Policy, Stability, Unlisted
from matcher.rounds import Applicant, Host, Pair, Position, Preference, Priority, Round
from tests.oracle.feature_rounds import FIRST, LAST, stable_round

KINDS = ("strict", "tied", "projects", "mixed")
LEVELS = (
    Level(LevelName.PLACED),
    Level(LevelName.PREFERENCE, measure=Measure.RANK_SUM),
    Level(LevelName.PREFERENCE, measure=Measure.GENEROUS),
    Level(LevelName.PREFERENCE, measure=Measure.RANK_MAXIMAL),
    Level(LevelName.PRIORITY),
    Level(LevelName.UTILITY),
)


def tied_round(kind: str, seed: int) -> Round:
    """A round whose applicants take one seat each; ``strict`` without ties, ``projects`` with hosts' capacities."""
    r = Random(f"{kind}-{seed}")
    if kind == "mixed":
        drawn = stable_round(seed)
        return replace(drawn, applicants=tuple(replace(a, seats=1) for a in drawn.applicants))
    people = [f"a{n}" for n in range(r.randint(3, 5))]
    hosts = [f"h{n}" for n in range(2)] if kind == "projects" else []
    places = tuple(
        Position(f"p{n}", r.choice((1, 1, 2, 3)), host_id=r.choice(hosts) if hosts else None)
        for n in range(r.randint(2, 4))
    )
    names = [p.position_id for p in places]
    wishes = [w for a in people for w in _wishes(r, a, names, strict=kind == "strict" or r.random() < 0.5)]
    listed = [(w.applicant_id, p) for w in wishes if (p := w.position_id)]
    return Round(
        f"{kind}-{seed}",
        tuple(Applicant(a) for a in people),
        places,
        starts_on=FIRST,
        ends_on=LAST,
        hosts=tuple(Host(h, capacity=r.choice((None, 1, 2, 3))) for h in hosts),
        preferences=tuple(wishes),
        priorities=tuple(
            _strict(r, listed) if kind == "strict" else (Priority(a, p, rank=r.randint(1, 2)) for a, p in listed)
        ),
        pairs=tuple(Pair(a, p, utility=float(r.randint(0, 3))) for a, p in listed),
    )


def _wishes(r: Random, applicant: str, places: Sequence[str], *, strict: bool) -> list[Preference]:
    own = r.sample(places, r.randint(1, len(places)))
    return [Preference(applicant, p, rank=n if strict else r.randint(1, 3)) for n, p in enumerate(own, start=1)]


def _strict(r: Random, listed: Sequence[tuple[str, str]]) -> list[Priority]:
    lots = r.sample(range(1, 100), len(listed))
    return [Priority(a, p, rank=lot) for (a, p), lot in zip(listed, lots, strict=True)]


def tied_policy(seed: int) -> Policy:
    """A stable policy of one to three levels."""
    r = Random(~seed)
    first = (LEVELS[0],) if r.random() < 0.7 else ()
    levels = dict.fromkeys((*first, *r.sample(LEVELS, r.randint(1, 2))))
    return Policy(
        objectives=tuple({level.name: level for level in levels}.values()),
        stability=Stability.STABLE,
        unranked=r.choice((Unlisted.UNACCEPTABLE, Unlisted.UNACCEPTABLE, Unlisted.LAST)),
        limits=Limits(seed=r.randint(0, 9)),
    )
