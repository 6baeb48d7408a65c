"""Rounds like a national round of residents: 760 applicants, 53 hosts, 775 seats, few classes of priority."""

import numpy as np
import numpy.typing as npt

from matcher.policy import Level, LevelName, Limits, Policy, Stability, Unlisted
from matcher.rounds import Applicant, Kind, Position, Preference, Priority, Round

Ints = npt.NDArray[np.int64]
SHAPES = ("merit", "judged")
"""``merit``: all hosts see the same classes, as by grades; ``judged``: each sees them a little differently."""

SPREAD = {"merit": 0.0, "judged": 0.1}
POPULAR = 4.0
"""How many times the most popular host is wished for as often as the least, seat for seat."""


def residents_round(
    seed: int,
    shape: str = "merit",
    n_applicants: int = 760,
    n_hosts: int = 53,
    n_seats: int = 775,
    n_classes: int = 5,
    seconds: float = 60.0,
) -> Round:
    """Return a round whose applicants rank five or six hosts strictly and whose hosts rank them in few classes."""
    rng = np.random.default_rng([seed, n_applicants, n_hosts, SHAPES.index(shape)])
    capacity = _seats(rng, n_hosts, n_seats)
    popularity = rng.permutation(np.linspace(1.0, POPULAR, n_hosts)) * capacity**0.7
    merit = rng.random(n_applicants)
    wishes: list[Preference] = []
    priorities: list[Priority] = []
    for i in range(n_applicants):
        listed = rng.choice(n_hosts, int(rng.integers(5, 7)), replace=False, p=popularity / popularity.sum())
        seen = np.clip(merit[i] + rng.normal(0.0, SPREAD[shape], len(listed)), 0.0, 0.999)
        for rank, (j, standing) in enumerate(zip(listed.tolist(), (seen * n_classes).tolist(), strict=True), start=1):
            wishes.append(Preference(f"a{i:04}", f"h{j:02}", rank=rank))
            priorities.append(Priority(f"a{i:04}", f"h{j:02}", rank=1 + int(standing)))
    return Round(
        f"residents-{shape}-{seed}",
        tuple(Applicant(f"a{i:04}") for i in range(n_applicants)),
        tuple(Position(f"h{j:02}", c) for j, c in enumerate(capacity.tolist())),
        kind=Kind.VACANCY,
        preferences=tuple(wishes),
        priorities=tuple(priorities),
        policy=Policy(
            objectives=(Level(LevelName.PLACED),),
            stability=Stability.STABLE,
            unranked=Unlisted.UNACCEPTABLE,
            limits=Limits(seconds=seconds),
        ),
    )


def _seats(rng: np.random.Generator, n_hosts: int, n_seats: int) -> Ints:
    """Return hosts' seats, at least two each, some hosts several times as large as others."""
    size = rng.lognormal(0.0, 0.6, n_hosts)
    seats: Ints = np.maximum(2, np.rint(size * n_seats / size.sum())).astype(np.int64)
    while (missing := n_seats - int(seats.sum())) != 0:
        j = int(rng.integers(n_hosts))
        seats[j] = max(2, int(seats[j]) + int(np.sign(missing)))
    return seats
