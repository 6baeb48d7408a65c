"""Every matching of a small round with conditions, for what explanations say to be held against."""

from dataclasses import replace

from matcher.matching import LevelValue, Matching, Place
from matcher.policy import Policy
from matcher.rounds import Round
from tests.oracle.feature_rounds import feature_policy, feature_round, stable_round
from tests.oracle.served import served
from tests.oracle.together import Held, Key, Together


def plain_policy(seed: int, *, stable: bool = False) -> Policy:
    """A random policy that spends nothing and counts no earlier plan."""
    policy = feature_policy(seed, stable=stable)
    levels = tuple(replace(k, give_up=0.0) for k in policy.objectives)
    return replace(policy, max_changes=None, objectives=levels)


def made(seed: int, *, stable: bool = False) -> tuple[Round, Policy]:
    """A round with conditions (or with stability) and a policy that it can serve."""
    round_ = stable_round(seed) if stable else feature_round(seed)
    return round_, served(round_, plain_policy(seed, stable=stable))


def matching_of(held: Held) -> Matching:
    return Matching(tuple(Place(a, t, p) for (a, t), p in held.items()))


def natural(oracle: Together, held: Held) -> tuple[LevelValue, ...]:
    return tuple(oracle.natural(k, oracle.key(k, held)) for k in oracle.policy.objectives)


def best_with(oracle: Together, key: Key, position: str) -> tuple[LevelValue, ...] | None:
    """The levels' best values among the feasible matchings that have a pair; None where none has."""
    return best_of(oracle, [m for m in oracle.feasible if m.get(key) == position])


def best_of(oracle: Together, left: list[Held]) -> tuple[LevelValue, ...] | None:
    """The levels' best values among some matchings, the levels strictly in order; None for none."""
    for level in oracle.policy.objectives:
        best = max((oracle.key(level, m) for m in left), default=None)
        left = [m for m in left if oracle.key(level, m) == best]
    return natural(oracle, left[0]) if left else None
