"""Policy: what the college wants from a round, and nothing about people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Mechanism(StrEnum):
    """How the matching is chosen."""

    OPTIMAL = "optimal"
    APPLICANT_PROPOSING = "applicant-proposing"
    POSITION_PROPOSING = "position-proposing"
    SERIAL = "serial"


class LevelName(StrEnum):
    """The objectives of the contract; the order in a policy is the order of importance."""

    PLACED = "placed"
    AGREEMENTS = "agreements"
    EMPLOYMENT = "employment"
    UTILITY = "utility"
    PREFERENCE = "preference"
    PRIORITY = "priority"
    DISTANCE = "distance"
    COST = "cost"
    CHANGES = "changes"
    TIER = "tier"
    BALANCE = "balance"


class Measure(StrEnum):
    """How the level ``preference`` counts ranks."""

    RANK_SUM = "rank-sum"
    RANK_MAXIMAL = "rank-maximal"
    GENEROUS = "generous"


class Stability(StrEnum):
    """Whether blocking pairs are forbidden."""

    NONE = "none"
    STABLE = "stable"


class Unlisted(StrEnum):
    """What an eligible pair without a rank (or without a priority) is worth."""

    LAST = "last"
    UNACCEPTABLE = "unacceptable"


CONSTRAINT_SWITCHES = ("mentors", "supervisors", "agreement-seats", "beds", "max-minors")
"""Conditions on a whole matching that a policy's ``rules`` may switch off; all are on by default."""


class OrderKey(StrEnum):
    """What decides who comes first under ``serial`` and at hosts without a list of their own."""

    CREDIT = "credit"
    GRADE = "grade"
    LOTTERY = "lottery"


@dataclass(frozen=True, slots=True)
class Level:
    """One objective; ``give_up`` is the share (0..1) of its best value that later levels may spend.

    ``measure`` belongs to ``preference`` (a :class:`Measure`) and to ``balance`` (the name of the measure that is
    balanced over ``groups``, an attribute of applicants).
    """

    name: LevelName
    measure: str | None = None
    give_up: float = 0.0
    groups: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on work: wall seconds (> 0), workers (>= 1), and the seed (>= 0) of the lottery."""

    seconds: float = 60.0
    workers: int = 2
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Policy:
    """Mechanism, levels in strict order, stability, rules, limits. The defaults are those of the contract."""

    mechanism: Mechanism = Mechanism.OPTIMAL
    objectives: tuple[Level, ...] = (
        Level(LevelName.PLACED),
        Level(LevelName.PREFERENCE, measure=Measure.GENEROUS),
    )
    stability: Stability = Stability.NONE
    unranked: Unlisted = Unlisted.LAST
    unlisted: Unlisted = Unlisted.LAST
    order: tuple[OrderKey, ...] = (OrderKey.CREDIT, OrderKey.GRADE, OrderKey.LOTTERY)
    max_changes: int | None = None
    rules: Mapping[str, bool] = field(default_factory=dict)
    limits: Limits = Limits()

    def rule_is_on(self, code: str, default: bool) -> bool:
        """Return whether the rule ``code`` applies, the policy's word before the rule's own ``default``."""
        return self.rules.get(code, default)


def mixed(policy: Policy, other: Policy, keys: Iterable[str]) -> Policy:
    """Return a policy with some keys taken from another; ``rules`` are added to its own, one by one."""
    given: dict[str, Any] = {key: getattr(other, key) for key in keys}
    if "rules" in given:
        given["rules"] = {**policy.rules, **other.rules}
    return replace(policy, **given)
