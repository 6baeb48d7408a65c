"""Again: the worth of a seat by solving again with one more and one fewer, for rounds that are no flows.

What needs no solve is seen first. A seat fewer takes matchings away and adds none, so a matching that stays possible
and keeps its values stays the best; a seat more whose rows carry no multiplier in any stage moves no bound.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from time import perf_counter

from matcher.conflicts import conflicts
from matcher.explain.subjects import Subject, changed
from matcher.features import beyond_flow
from matcher.judge import Case
from matcher.judge.feasibility import violations
from matcher.matching import LevelValue, Matching, Result, Status
from matcher.measures import measure
from matcher.policy import Policy, Stability
from matcher.quantities import quantities_of
from matcher.rounds import Round
from matcher.solve import find, refuse_large

Values = tuple[LevelValue, ...]
CAPACITY_ROWS = {"position": ("place", "position-capacity"), "host": ("host-capacity",)}
"""The rows of a model in which the seats of a subject stand."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How many solves there may be (None: any number), and for how many seconds new ones may begin."""

    solves: int | None = None
    seconds: float = float("inf")

    def allows(self, solves: int, seconds: float) -> bool:
        """Return whether another solve may begin after so many, and so many seconds."""
        return (self.solves is None or solves < self.solves) and seconds < self.seconds


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a seat more or fewer: the levels' best values, or the reason why there are none."""

    values: Values | None
    reason: str | None = None


class Retrial:
    """A result's round, tried again with a seat more or fewer for as long as the budget lasts."""

    def __init__(self, case: Case, result: Result, budget: Budget) -> None:
        self.case, self.result, self.budget = case, result, budget
        self.now: Values = tuple(level.value for level in result.levels)
        self.solves, self.started = 0, perf_counter()

    def with_change(self, subject: Subject, by: int) -> Tried | None:
        """Return what a seat more (1) or fewer (-1) leads to; None where the budget does not let it be known."""
        round_ = changed(self.case.round, subject, by)
        if round_ is None:
            return Tried(None, "no-seat")
        if self._is_simple and (self._stays(round_) if by < 0 else self._is_uncharged(subject)):
            return Tried(self.now)
        if not self.budget.allows(self.solves, perf_counter() - self.started):
            return None
        self.solves += 1
        return best_values(round_, self.case.policy)

    @cached_property
    def _is_simple(self) -> bool:
        """Return whether fewer matchings are never better: not so where seats decide what is stable or may be spent."""
        policy = self.case.policy
        spends = any(level.give_up for level in policy.objectives)
        return self.result.status == Status.OPTIMAL and policy.stability == Stability.NONE and not spends

    def _stays(self, round_: Round) -> bool:
        """Return whether the matching, its mentors chosen anew, is possible in the round and worth as much there."""
        quantities = replace(self.case.quantities, round=round_)
        case = Case(quantities, Matching(tuple(replace(p, mentor_id=None) for p in self.case.matching.places)))
        return not violations(case)[0] and _values(case) == self.now

    def promise(self, subject: Subject) -> list[int]:
        """Return what the multipliers of the subject's rows let one expect of a seat more, stage by stage."""
        certificate = self.result.certificate
        rows = {(row, subject.subject_id) for row in CAPACITY_ROWS.get(subject.kind, ())}
        stages = certificate.multipliers if certificate is not None else ()
        return [sum(m for key, m in stage.rows.items() if key[:2] in rows) for stage in stages]

    def _is_uncharged(self, subject: Subject) -> bool:
        rows = CAPACITY_ROWS.get(subject.kind)
        return (
            rows is not None
            and all(level.certified for level in self.result.levels)
            and not any((row, subject.subject_id) in self._charged for row in rows)
        )

    @cached_property
    def _charged(self) -> frozenset[tuple[str, ...]]:
        """Return code and first id of the rows that bear a multiplier in some stage."""
        certificate = self.result.certificate
        stages = certificate.multipliers if certificate is not None else ()
        return frozenset(key[:2] for stage in stages for key, multiplier in stage.rows.items() if multiplier)


def _values(case: Case) -> Values:
    return tuple(measure(level, case.ledger) for level in case.policy.objectives)


def best_values(round_: Round, policy: Policy) -> Tried | None:
    """Solve a round and return what its levels reach; None where this is not proved within the policy's limits."""
    quantities = quantities_of(round_, policy)
    if conflicts(quantities):
        return Tried(None, "no-matching")
    refuse_large(quantities)
    found = find(quantities, draw=False)
    if found.matching is None:
        return Tried(None, "no-matching") if found.in_time else None
    whole = not beyond_flow(round_, policy) or len(found.proved) == len(policy.objectives)
    return Tried(_values(Case(quantities, found.matching))) if found.in_time and whole else None
