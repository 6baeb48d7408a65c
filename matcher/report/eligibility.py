"""Eligibility, for reading: who may go where, which rule excludes how much, and who has nowhere to go."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from matcher.policy import Policy
from matcher.report.directory import Directory
from matcher.report.persons import people_of, reading_order
from matcher.rounds import Round
from matcher.rules import Eligibility, RuleBook


@dataclass(frozen=True, slots=True)
class PlacesCount:
    """How many needs have exactly ``places`` eligible places."""

    places: int
    needs: int


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many pairs (or places, for one person) a rule excludes."""

    rule: str
    pairs: int


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Who has no eligible place, and the rules that exclude the most places, most first."""

    applicant_id: str
    name: str | None
    group: str | None
    period_id: str
    excluded: tuple[RuleCount, ...]


@dataclass(frozen=True, slots=True)
class EligibilitySummary:
    """The eligibility of a round: counts, places a need, exclusions by rule, and who has nowhere to go."""

    round_id: str
    title: str
    kind: str
    needs: int
    places: int
    candidates: int
    eligible_pairs: int
    histogram: tuple[PlacesCount, ...]
    excluded: tuple[RuleCount, ...]
    nowhere: tuple[Nowhere, ...]
    unverified_rules: tuple[str, ...]


def summarise_eligibility(round_: Round, policy: Policy | None = None) -> EligibilitySummary:
    """Return who may go where under a policy (the round's own by default)."""
    book = RuleBook(round_, policy or round_.policy)
    found = book.eligible()
    counts = np.bincount(found.need_of, minlength=len(found.needs)).tolist()
    return EligibilitySummary(
        round_id=round_.round_id,
        title=round_.title or round_.round_id,
        kind=round_.kind.value,
        needs=len(found.needs),
        places=len(found.places),
        candidates=found.n_candidates,
        eligible_pairs=len(found.need_of),
        histogram=tuple(PlacesCount(places, needs) for places, needs in sorted(Counter(counts).items())),
        excluded=_most_first(found.excluded.items()),
        nowhere=_nowhere(round_, book, found, counts),
        unverified_rules=tuple(sorted(r.code for r in book.rules if r.verified == "M")),
    )


def _most_first(counts: Iterable[tuple[str, int]]) -> tuple[RuleCount, ...]:
    return tuple(RuleCount(code, n) for code, n in sorted(counts, key=lambda kv: (-kv[1], kv[0])) if n)


def _nowhere(round_: Round, book: RuleBook, found: Eligibility, counts: list[int]) -> tuple[Nowhere, ...]:
    people = people_of(round_, Directory(round_))
    needs = [need for need, n in zip(found.needs, counts, strict=True) if n == 0]
    lines = [(people[n.applicant_id, n.period_id], _most_first(book.exclusions_of(n).items())) for n in needs]
    lines.sort(key=lambda line: (line[0].group or "", *reading_order(line[0])))
    return tuple(Nowhere(p.applicant_id, p.name, p.group, p.period_id, excluded) for p, excluded in lines)
