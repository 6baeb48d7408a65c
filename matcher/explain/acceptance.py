"""Acceptance: policies tried on rounds, each held against conditions that it must meet before a college adopts it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from matcher.explain.weights import Figure, Weighed, Weight
from matcher.judge import Case
from matcher.matching import Status
from matcher.policy import Policy, mixed
from matcher.quantities import quantities_of
from matcher.rounds import Round
from matcher.solve import solve


class Bound(StrEnum):
    """How a figure is held against a limit; ``fall`` and ``rise`` are against the yardstick policy on that round."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    FALL_AT_MOST = "fall_at_most"
    RISE_AT_MOST = "rise_at_most"


RELATIVE = frozenset({Bound.FALL_AT_MOST, Bound.RISE_AT_MOST})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A policy under a name: a whole one, or the round's own with some keys (``keys``) taken from ``policy``."""

    name: str
    title: str
    policy: Policy
    keys: tuple[str, ...] | None

    def of(self, round_: Round) -> Policy:
        """Return the policy as it is for a round."""
        return self.policy if self.keys is None else mixed(round_.policy, self.policy, self.keys)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a policy must do. ``limit`` is in the figure's unit; with ``groups`` every group must meet it.

    ``rounds`` and ``policies`` name where it holds: everywhere, and for all but the yardstick, when empty.
    """

    weight: Weight
    bound: Bound
    limit: Fraction
    groups: str | None = None
    rounds: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Rounds by name, candidates (the yardstick ``current`` among them), and the conditions."""

    title: str
    rounds: Mapping[str, Round]
    candidates: tuple[Candidate, ...]
    current: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One condition held against one policy on one round.

    ``figure`` is that of the group that fares worst, if there are groups; None where there is no matching or nothing to
    divide by, which never passes. ``now`` is the same of the yardstick.
    """

    round: str
    policy: str
    condition: Condition
    figure: Figure | None
    now: Figure | None
    passed: bool


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Every check, in order of rounds, policies, conditions; ``statuses`` by round and policy."""

    acceptance: Acceptance
    statuses: Mapping[tuple[str, str], Status]
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Return whether every condition is met."""
        return all(check.passed for check in self.checks)


def accept(acceptance: Acceptance, progress: Callable[[str, str], None] = lambda _, __: None) -> Verdicts:
    """Return how the policies fare on the rounds. ``progress`` is told each round and policy before it is solved.

    Raises PolicyError for a policy that a round cannot serve.
    """
    statuses: dict[tuple[str, str], Status] = {}
    checks: list[Check] = []
    for name, round_ in acceptance.rounds.items():
        cases: dict[str, Case | None] = {}
        for candidate in acceptance.candidates:
            progress(name, candidate.name)
            statuses[name, candidate.name], cases[candidate.name] = _solved(round_, candidate.of(round_))
        now = cases[acceptance.current]
        for candidate in acceptance.candidates:
            checks += [
                _check(name, candidate.name, condition, cases[candidate.name], now)
                for condition in acceptance.conditions
                if _holds_for(condition, name, candidate.name, acceptance.current)
            ]
    return Verdicts(acceptance, statuses, tuple(checks))


def _solved(round_: Round, policy: Policy) -> tuple[Status, Case | None]:
    result = solve(round_, policy)
    if result.matching is None:
        return result.status, None
    return result.status, Case(quantities_of(round_, policy), result.matching)


def _holds_for(condition: Condition, round_: str, policy: str, current: str) -> bool:
    if condition.rounds and round_ not in condition.rounds:
        return False
    return policy in condition.policies if condition.policies else policy != current


def _check(round_: str, policy: str, condition: Condition, case: Case | None, now: Case | None) -> Check:
    unmet = Check(round_, policy, condition, None, None, passed=False)
    needs_now = condition.bound in RELATIVE or condition.weight == Weight.CHANGES
    if case is None or (needs_now and now is None):
        return unmet
    weighed = Weighed(case, now or case)
    yardstick = None if now is None else Weighed(now, now)
    found = [_slack(condition, figure, before) for figure, before in _figures(condition, weighed, yardstick)]
    known = [entry for entry in found if entry[0] is not None]
    if not known:
        return replace(unmet, figure=found[0][1] if found else None)
    slack, figure, before = min(known, key=lambda entry: (entry[0], entry[1].group or ""))
    return Check(round_, policy, condition, figure, before, passed=slack is not None and slack >= 0)


def _figures(condition: Condition, weighed: Weighed, now: Weighed | None) -> list[tuple[Figure, Figure | None]]:
    """Return the figure with that of the yardstick, for each group if there are groups."""
    groups = {None: None} if condition.groups is None else weighed.groups(condition.groups)
    return [
        (
            weighed.figure(condition.weight, needs, group),
            None if now is None else now.figure(condition.weight, needs, group),
        )
        for group, needs in groups.items()
    ]


def _slack(condition: Condition, figure: Figure, now: Figure | None) -> tuple[Fraction | None, Figure, Figure | None]:
    """Return by how much the condition is met (below 0: missed), None where a figure is not known."""
    value, before = figure.value, None if now is None else now.value
    if value is None or (condition.bound in RELATIVE and before is None):
        return None, figure, now
    floor = before or Fraction(0)
    slack = {
        Bound.AT_LEAST: value - condition.limit,
        Bound.AT_MOST: condition.limit - value,
        Bound.FALL_AT_MOST: value - (floor - condition.limit),
        Bound.RISE_AT_MOST: floor + condition.limit - value,
    }[condition.bound]
    return slack, figure, now
