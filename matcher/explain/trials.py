"""Trials: other matchings of the same round that would give a need a place, and what the levels would make of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from time import perf_counter

import numpy as np

from matcher.explain.accounts import LevelChange
from matcher.explain.again import Budget, Tried, Values, best_values
from matcher.explain.tight import Crowds
from matcher.judge import Case, Violation
from matcher.judge.feasibility import obeys, violations
from matcher.levels import LEVELS, difference, goodness, stages
from matcher.lists import Ints
from matcher.matching import Matching, Place
from matcher.measures import measure
from matcher.policy import LevelName, Mechanism, Stability
from matcher.rounds import Lock, LockKind, Round

MOST_SWAPS = 40
"""How many exchanges of two people are looked into for one place."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A matching that differs in the places of a few: ``moves`` are (applicant, period, position or None)."""

    matching: Matching
    moves: tuple[tuple[str, str, str | None], ...]


class Trials:
    """The matching at hand, its mentors left open, beside others; solves only as the budget allows."""

    def __init__(self, case: Case, budget: Budget) -> None:
        self.case = case.beside(Matching(tuple(replace(p, mentor_id=None) for p in case.matching.places)))
        self.budget, self.solves, self.started = budget, 0, perf_counter()

    @cached_property
    def crowds(self) -> Crowds:
        """Return who holds what."""
        return Crowds(self.case)

    @cached_property
    def now(self) -> Values:
        """Return the levels' values of the matching at hand."""
        return self.values(self.case.matching)

    def values(self, matching: Matching) -> Values:
        """Return the levels' values of a matching."""
        ledger = self.case.beside(matching).ledger
        return tuple(measure(level, ledger) for level in self.case.policy.objectives)

    def changes(self, values: Values) -> tuple[LevelChange, ...]:
        """Return new values less those at hand, level by level."""
        return changes_between(self.case, values, self.now)

    def broken(self, matching: Matching) -> list[Violation]:
        """Return every hard condition that a matching breaks, but for those that the matching at hand breaks too."""
        return [v for v in violations(self.case.beside(matching))[0] if v not in self._broken_now]

    def allowed(self, matching: Matching) -> bool:
        """Return whether a matching breaks nothing; asked where the matching at hand breaks nothing either."""
        return obeys(self.case.beside(matching))

    @cached_property
    def _broken_now(self) -> list[Violation]:
        return violations(self.case)[0]

    def moved(self, need: int, place: int) -> Exchange:
        """Return the matching in which the need has the place and all else stays."""
        return self.along([(need, place)])

    def swapped(self, need: int, place: int) -> Iterator[tuple[Exchange, Ints]]:
        """Yield exchanges with one holder of the place, who goes to the need's place, to a free one, or nowhere.

        Each comes with the change of every stage's total (n_stages,).
        """
        own = self.pair(need, place)
        if own is None:
            return
        before = int(self.case.held[need])
        gain = self.weights[:, own] - (self.weights[:, before] if before >= 0 else 0)
        for holder in self.crowds.holders.get(place, ())[:MOST_SWAPS]:
            lost = gain - self.weights[:, self.case.held[holder]]
            yield self.along([(need, place), (holder, None)]), lost
            for pair in self.case.setting.of_need(holder).tolist():
                other = int(self.case.eligibility.place_of[pair])
                leaves = before >= 0 and other == int(self.case.eligibility.place_of[before])
                if other != place and (leaves or self.crowds.room(other) > 0):
                    yield self.along([(need, place), (holder, other)]), lost + self.weights[:, pair]

    def pair(self, need: int, place: int) -> int | None:
        """Return the eligible pair of a need and a place, None where a rule forbids it."""
        own = self.case.setting.of_need(need)
        at = own[self.case.eligibility.place_of[own] == place]
        return int(at[0]) if len(at) else None

    @cached_property
    def are_sums(self) -> bool:
        """Return whether every level is a sum over pairs, so that exchanges can be reckoned without measuring."""
        limited = any(j.hire_places is not None for j in self.case.round.positions)
        names = {level.name for level in self.case.policy.objectives}
        return names <= LEVELS.keys() and not (limited and LevelName.EMPLOYMENT in names)

    @cached_property
    def weights(self) -> Ints:
        """Return the stages' weights, shape (n_stages, n_pairs)."""
        none = np.zeros((0, len(self.case.eligibility.need_of)), dtype=np.int64)
        return np.vstack([none, *(stage.weight for stage in stages(self.case.quantities))])

    def along(self, moves: Sequence[tuple[int, int | None]]) -> Exchange:
        """Return the matching in which these needs (indices) have these places (indices, None: none)."""
        e = self.case.eligibility
        named = [(e.needs[i], None if j is None else e.places[j].position_id) for i, j in moves]
        gone = {(n.applicant_id, n.period_id) for n, _ in named}
        kept = [p for p in self.case.matching.places if (p.applicant_id, p.period_id) not in gone]
        new = [Place(n.applicant_id, n.period_id, j) for n, j in named if j is not None]
        return Exchange(Matching((*kept, *new)), tuple((n.applicant_id, n.period_id, j) for n, j in named))

    def forced(self, need: int, place: int) -> Tried | None:
        """Solve the round with the pair fixed by hand; None where this cannot be done or the budget is spent."""
        round_ = fixed_round(self.case, need, place)
        policy = self.case.policy
        plain = policy.mechanism == Mechanism.OPTIMAL and policy.stability == Stability.NONE
        if round_ is None or not plain or any(level.give_up for level in policy.objectives):
            return None
        if not self.budget.allows(self.solves, perf_counter() - self.started):
            return None
        self.solves += 1
        return best_values(round_, policy)


def fixed_round(case: Case, need: int, place: int) -> Round | None:
    """Return the round with a pair fixed by hand; None where the lock would bind the applicant in other periods too."""
    who, position = case.eligibility.needs[need], case.eligibility.places[place].position_id
    open_in = {p.period_id for p in case.eligibility.places if p.position_id == position}
    asked = [n for n in case.eligibility.needs if n.applicant_id == who.applicant_id and n.period_id in open_in]
    if len(asked) > 1:
        return None
    lock = Lock(who.applicant_id, position, LockKind.ASSIGNED, "?")
    return replace(case.round, locks=(*case.round.locks, lock))


def changes_between(case: Case, new: Values, old: Values) -> tuple[LevelChange, ...]:
    """Return new values less old, level by level."""
    return tuple(
        LevelChange(level.name.value, difference(level, a, b), level.measure)
        for level, a, b in zip(case.policy.objectives, new, old, strict=True)
    )


def gain_of(changes: Sequence[LevelChange]) -> int:
    """Return 1 where the first level that changes gets better, -1 where it gets worse, 0 where none changes."""
    for change in changes:
        good = goodness(change.level, change.measure, change.change)
        first = next((x for x in good if x), 0)
        if first:
            return 1 if first > 0 else -1
    return 0
