"""Weights: the figures by which a policy can be weighed on a round, exact, each with its numerator and denominator."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import isnan

from matcher.explain.standing import moves_between
from matcher.judge import Case
from matcher.judge.stability import blocking_pairs
from matcher.matching import Place
from matcher.measures import agreements, cost, employment, kilometres
from matcher.needs import Need
from matcher.policy import Level, LevelName
from matcher.quantities import KOPECKS, METRES, MICRO


class Weight(StrEnum):
    """What is weighed. Shares are of all needs: of applicants, or of applicants times their periods."""

    PLACED = "placed"
    FIRST_CHOICES = "first-choices"
    TOP_2 = "top-2"
    TOP_3 = "top-3"
    EMPLOYMENT = "employment"
    UNPLACED = "unplaced"
    MEAN_RANK = "mean-rank"
    MEAN_KM = "mean-km"
    AGREEMENTS = "agreements"
    COST = "cost"
    BLOCKING_PAIRS = "blocking-pairs"
    CHANGES = "changes"


SHARES = frozenset({Weight.PLACED, Weight.FIRST_CHOICES, Weight.TOP_2, Weight.TOP_3, Weight.EMPLOYMENT})
"""Numbers 0..1."""
BY_GROUPS = SHARES - {Weight.EMPLOYMENT} | {Weight.UNPLACED, Weight.MEAN_RANK, Weight.MEAN_KM}
"""What can be weighed for each group of applicants alone."""
DATA: Mapping[Weight, LevelName] = {
    Weight.EMPLOYMENT: LevelName.EMPLOYMENT,
    Weight.MEAN_KM: LevelName.DISTANCE,
    Weight.AGREEMENTS: LevelName.AGREEMENTS,
    Weight.COST: LevelName.COST,
}
"""The level whose data a figure needs."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as ``part`` of ``whole``; for a plain number ``whole`` is None. ``group`` is whose it is, if any's."""

    part: Fraction
    whole: int | None = None
    group: str | None = None

    @property
    def value(self) -> Fraction | None:
        """Return the number, None where there is nothing to divide by."""
        if self.whole is None:
            return self.part
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, eq=False)
class Weighed:
    """A plan of a round, and the plan of the yardstick policy beside it."""

    case: Case
    now: Case

    @cached_property
    def km(self) -> Mapping[Place, float]:
        """Return the way of each place held."""
        return kilometres(self.case.ledger)

    @cached_property
    def held(self) -> Mapping[Need, Place]:
        """Return the place of each need that has one."""
        return {Need(p.applicant_id, p.period_id): p for p in self.case.matching.places}

    def groups(self, attribute: str) -> dict[str, list[Need]]:
        """Return the needs by the attribute of their applicants; of whom it is unknown under an empty name."""
        found: dict[str, list[Need]] = {}
        for need in self.case.eligibility.needs:
            found.setdefault(self._group(need, attribute) or "", []).append(need)
        return dict(sorted(found.items()))

    def _group(self, need: Need, attribute: str) -> str | None:
        if attribute == "specialty":
            return self.case.setting.specialty(need.applicant_id)
        value = getattr(self.case.setting.people[need.applicant_id], attribute)
        return None if value is None else str(value)

    def figure(self, weight: Weight, needs: Sequence[Need] | None = None, group: str | None = None) -> Figure:
        """Return a figure of all needs, or of those given."""
        part, whole = FIGURES[weight](self, self.case.eligibility.needs if needs is None else needs)
        return Figure(part, whole, group)

    def at_rank(self, needs: Sequence[Need], last: int) -> int:
        """Return how many of the needs are placed at a rank up to ``last``."""
        ranks = self.case.ledger.ranks
        return sum((ranks[self.held[n]] or last + 1) <= last for n in needs if n in self.held)


Counted = tuple[Fraction, int | None]


def _placed(w: Weighed, needs: Sequence[Need]) -> Counted:
    return Fraction(sum(n in w.held for n in needs)), len(needs)


def _unplaced(w: Weighed, needs: Sequence[Need]) -> Counted:
    return Fraction(sum(n not in w.held for n in needs)), None


def _top(last: int) -> Callable[[Weighed, Sequence[Need]], Counted]:
    return lambda w, needs: (Fraction(w.at_rank(needs, last)), len(needs))


def _mean_rank(w: Weighed, needs: Sequence[Need]) -> Counted:
    """An unranked place counts as one worse than the longest list."""
    ledger = w.case.ledger
    ranks = [ledger.ranks[w.held[n]] or ledger.worst_rank + 1 for n in needs if n in w.held]
    return Fraction(sum(ranks)), len(ranks)


def _mean_km(w: Weighed, needs: Sequence[Need]) -> Counted:
    """Ways that are not known count nowhere."""
    known = [w.km[w.held[n]] for n in needs if n in w.held and not isnan(w.km[w.held[n]])]
    return Fraction(sum(round(km * METRES) for km in known), METRES), len(known)


def _employment(w: Weighed, needs: Sequence[Need]) -> Counted:
    return Fraction(round(employment(Level(LevelName.EMPLOYMENT), w.case.ledger) * MICRO), MICRO), len(needs)


def _cost(w: Weighed, _: Sequence[Need]) -> Counted:
    return Fraction(round(cost(Level(LevelName.COST), w.case.ledger) * KOPECKS), KOPECKS), None


FIGURES: Mapping[Weight, Callable[[Weighed, Sequence[Need]], Counted]] = {
    Weight.PLACED: _placed,
    Weight.FIRST_CHOICES: _top(1),
    Weight.TOP_2: _top(2),
    Weight.TOP_3: _top(3),
    Weight.EMPLOYMENT: _employment,
    Weight.UNPLACED: _unplaced,
    Weight.MEAN_RANK: _mean_rank,
    Weight.MEAN_KM: _mean_km,
    Weight.AGREEMENTS: lambda w, _: (Fraction(agreements(Level(LevelName.AGREEMENTS), w.case.ledger)), None),
    Weight.COST: _cost,
    Weight.BLOCKING_PAIRS: lambda w, _: (Fraction(len(blocking_pairs(w.case))), None),
    Weight.CHANGES: lambda w, _: (Fraction(len(moves_between(w.now.matching, w.case.matching))), None),
}
"""The numerator and denominator of each figure, over some needs; what has no parts is of the whole round."""
