"""Random rounds whose places open only from a minimum and hold nothing else, small and middling."""

from datetime import date
from random import Random

from matcher.policy import Level, LevelName, Limits, Measure, Policy, Unlisted
from matcher.rounds import Applicant, Kind, Lock, LockKind, Opening, Pair, Position, Preference, Round

ORDERS = (
    (Level(LevelName.PLACED), Level(LevelName.UTILITY)),
    (Level(LevelName.UTILITY), Level(LevelName.PLACED)),
    (Level(LevelName.PLACED), Level(LevelName.PREFERENCE, measure=Measure.RANK_MAXIMAL), Level(LevelName.UTILITY)),
    (Level(LevelName.PLACED), Level(LevelName.COST), Level(LevelName.UTILITY)),
    (Level(LevelName.PLACED),),
    (Level(LevelName.PLACED), Level(LevelName.UTILITY, give_up=0.1), Level(LevelName.PREFERENCE)),
    (Level(LevelName.PREFERENCE, measure=Measure.GENEROUS), Level(LevelName.UTILITY)),
)


def opening_round(seed: int, n_applicants: int = 5, n_positions: int = 3, most: int = 20) -> Round:
    """A round with values 0 to ``most``: low ones make ties, few seats leave some without a place."""
    random = Random(f"openings {seed}")
    people = [f"a{i}" for i in range(n_applicants)]
    places = [f"p{j}" for j in range(n_positions)]
    pairs = [(a, p) for a in people for p in places if random.random() < 0.7]
    size = max(1, round(random.uniform(0.7, 1.6) * n_applicants / n_positions))
    locks = [(a, p) for a, p in pairs if random.random() < 0.03]
    return Round(
        f"openings-{seed}",
        tuple(Applicant(a) for a in people),
        tuple(_position(random, p, size) for p in places),
        kind=Kind.VACANCY,
        starts_on=date(2026, 9, 1),
        ends_on=date(2026, 9, 30),
        pairs=tuple(Pair(a, p, utility=float(random.randint(0, most)), cost=random.randint(0, most)) for a, p in pairs),
        preferences=tuple(Preference(a, p, rank=random.randint(1, n_positions)) for a, p in pairs),
        locks=tuple(Lock(a, p, LockKind.ASSIGNED, "by hand") for a, p in dict(locks).items()),
        policy=Policy(
            objectives=ORDERS[seed % len(ORDERS)], unranked=Unlisted.UNACCEPTABLE, limits=Limits(seconds=60, seed=seed)
        ),
    )


def _position(random: Random, position_id: str, size: int) -> Position:
    capacity = random.randint(max(1, size - 1), size + 1)
    minimum = random.choice([0, *range(1, capacity + 1)])
    opening = Opening.REQUIRED if random.random() < 0.15 else Opening.OPTIONAL
    return Position(position_id, capacity, minimum=minimum, opening=opening)
