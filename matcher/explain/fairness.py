"""Fairness: how each class of applicants fares, beside the best that it could have, and whether lists can be gamed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.explain.best import Best, bests
from matcher.features import beyond_flow
from matcher.judge import Case
from matcher.matching import Place
from matcher.measures import kilometres
from matcher.needs import Need
from matcher.policy import LevelName, Policy
from matcher.rounds import Round
from matcher.rules.columns import Bools

SMALL = 5
"""A class of fewer is told by its counts alone: shares and means would speak of single people."""
MOST_PAIRS = {True: 300_000, False: 20_000_000}
"""How many pairs, summed over the classes, the best of each is sought among unasked: by programs, by flows."""
ATTRIBUTES = ("group", "sex", "specialty", "restriction")

Name = tuple[str, str | None]
"""An attribute and its value; None for those of whom it is unknown, or who have no restriction."""


@dataclass(frozen=True, slots=True)
class ClassFare:
    """How the needs of a class fare. ``rank_sum`` counts an unranked place as one worse than the longest list.

    ``km_sum`` (kilometres) is over the ``km_known`` places whose way is known; ``best`` is None where it was not
    sought or not proved in time.
    """

    attribute: str
    value: str | None
    needs: int
    placed: int
    first: int
    rank_sum: int
    km_sum: float
    km_known: int
    best: Best | None = None

    @property
    def is_small(self) -> bool:
        """Return whether the class is too small for shares and means."""
        return self.needs < SMALL

    @property
    def placed_share(self) -> float | None:
        """Return placed / needs, 0..1."""
        return self._mean(self.placed, self.needs)

    @property
    def first_share(self) -> float | None:
        """Return the first choices / needs, 0..1."""
        return self._mean(self.first, self.needs)

    @property
    def mean_rank(self) -> float | None:
        """Return the mean rank of the places held, >= 1."""
        return self._mean(self.rank_sum, self.placed)

    @property
    def mean_km(self) -> float | None:
        """Return the mean way in kilometres, of those whose way is known."""
        return self._mean(self.km_sum, self.km_known)

    @property
    def best_mean_rank(self) -> float | None:
        """Return the best mean rank when as many of the class as possible are placed."""
        return self._mean(self.best.rank_sum, self.best.placed) if self.best else None

    def _mean(self, total: float, n: int) -> float | None:
        return None if self.is_small or not n else total / n


@dataclass(frozen=True, slots=True)
class Audit:
    """The classes by attribute; ``asked`` is False where the round has no wishes, ``sex_counts`` where sex decides."""

    classes: tuple[ClassFare, ...]
    asked: bool
    sex_counts: bool
    sought: bool

    def of(self, attribute: str) -> tuple[ClassFare, ...]:
        """Return the classes of one attribute."""
        return tuple(c for c in self.classes if c.attribute == attribute)


def audit(case: Case, seconds: float | None = None) -> Audit:
    """Return how every class of applicants fares in a matching, beside its own best.

    Classes are made by group, sex, specialty and health restriction; an attribute that tells nobody apart is left out.
    Nothing here acts on the matching. The best of each class is sought for so many ``seconds``, by default only where
    that is easy (:data:`MOST_PAIRS`).
    """
    members = dict(_classes(case))
    easy = len(members) * len(case.eligibility.need_of) <= MOST_PAIRS[bool(beyond_flow(case.round, case.policy))]
    sought = seconds is not None or easy
    limit = case.policy.limits.seconds if seconds is None else seconds
    best = bests(case.quantities, members.values(), limit) if sought else iter([None] * len(members))
    fare = _Fares(case)
    classes = tuple(fare.of(name, mask, own) for (name, mask), own in zip(members.items(), best, strict=True))
    return Audit(classes, bool(case.round.preferences), sex_decides(case.round, case.policy), sought)


def _classes(case: Case) -> Iterator[tuple[Name, Bools]]:
    """Yield each class with the mask of its needs, shape (n_needs,), in order of attribute and value."""
    needs = case.eligibility.needs
    for attribute in ATTRIBUTES:
        own = [VALUES[attribute](case, need) for need in needs]
        values = sorted({value for found in own for value in found}, key=lambda v: (v is None, v or ""))
        if len(values) > 1:
            for value in values:
                yield (attribute, value), np.array([value in found for found in own], dtype=np.bool_)


Values = Sequence[str | None]


def _group(case: Case, need: Need) -> Values:
    return (case.setting.people[need.applicant_id].group,)


def _sex(case: Case, need: Need) -> Values:
    sex = case.setting.people[need.applicant_id].sex
    return (sex.strip().upper() or None if sex else None,)


def _specialty(case: Case, need: Need) -> Values:
    return (case.setting.specialty(need.applicant_id),)


def _restrictions(case: Case, need: Need) -> Values:
    return tuple(case.setting.people[need.applicant_id].restrictions) or (None,)


VALUES: Mapping[str, Callable[[Case, Need], Values]] = {
    "group": _group,
    "sex": _sex,
    "specialty": _specialty,
    "restriction": _restrictions,
}


class _Fares:
    """The matching need by need, so that classes are sums."""

    def __init__(self, case: Case) -> None:
        ledger, km = case.ledger, kilometres(case.ledger) if case.matching.places else {}
        held = {Need(p.applicant_id, p.period_id): p for p in case.matching.places}
        places: list[Place | None] = [held.get(need) for need in case.eligibility.needs]
        ranks = [0 if p is None else ledger.ranks[p] or ledger.worst_rank + 1 for p in places]
        self.placed = np.array([p is not None for p in places], dtype=np.bool_)
        self.rank = np.array(ranks, dtype=np.int64)
        self.km = np.array([np.nan if p is None else km[p] for p in places], dtype=np.float64)

    def of(self, name: Name, mask: Bools, best: Best | None) -> ClassFare:
        km = self.km[mask]
        return ClassFare(
            *name,
            needs=int(mask.sum()),
            placed=int(self.placed[mask].sum()),
            first=int((self.rank[mask] == 1).sum()),
            rank_sum=int(self.rank[mask].sum()),
            km_sum=float(np.nansum(km)),
            km_known=int((~np.isnan(km)).sum()),
            best=best,
        )


def sex_decides(round_: Round, policy: Policy) -> bool:
    """Return whether a quota or a balance between groups lets the sex of an applicant count."""
    balanced = any(level.name == LevelName.BALANCE and level.groups == "sex" for level in policy.objectives)
    return balanced or any("sex" in (quota.applicants or "") for quota in round_.quotas)
