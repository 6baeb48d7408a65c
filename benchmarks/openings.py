"""Random rounds whose positions open only from a minimum of .8 to 1 of capacity; about ten pairs an applicant."""

import numpy as np

from matcher.policy import Level, LevelName, Limits, Policy, Unlisted
from matcher.rounds import Applicant, Kind, Pair, Position, Preference, Round


def openings_round(n_applicants: int, n_hosts: int, seed: int = 1, ratio: float = 1.1, seconds: float = 60.0) -> Round:
    """Return a round of ``n_hosts`` one-position hosts with seats for ``ratio`` times the applicants in all."""
    rng = np.random.default_rng([seed, n_applicants, n_hosts])
    size = rng.lognormal(0.0, 0.5, n_hosts)
    capacity = np.maximum(2, np.rint(size * ratio * n_applicants / size.sum())).astype(int)
    minimum = np.ceil(capacity * rng.uniform(0.8, 1.0, n_hosts)).astype(int)
    popularity = (rng.permutation(n_hosts) + 1.0) ** -0.5
    popularity /= popularity.sum()
    pairs: list[Pair] = []
    wishes: list[Preference] = []
    attraction = rng.random(n_hosts)
    for i in range(n_applicants):
        listed = rng.choice(n_hosts, min(n_hosts, int(rng.integers(8, 13))), replace=False, p=popularity)
        for rank, j in enumerate(listed.tolist(), start=1):
            value = 1 + int(500 * attraction[j] + 500 * rng.random())
            pairs.append(Pair(f"a{i}", f"p{j}", utility=float(value)))
            wishes.append(Preference(f"a{i}", f"p{j}", rank=rank))
    return Round(
        f"openings-{n_applicants}-{n_hosts}",
        tuple(Applicant(f"a{i}") for i in range(n_applicants)),
        tuple(
            Position(f"p{j}", c, minimum=m)
            for j, (c, m) in enumerate(zip(capacity.tolist(), minimum.tolist(), strict=True))
        ),
        kind=Kind.VACANCY,
        pairs=tuple(pairs),
        preferences=tuple(wishes),
        policy=Policy(
            objectives=(Level(LevelName.PLACED), Level(LevelName.UTILITY)),
            unranked=Unlisted.UNACCEPTABLE,
            limits=Limits(seconds=seconds),
        ),
    )
