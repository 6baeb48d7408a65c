"""Standing: an earlier matching beside a round, what it breaks there, what its levels are worth, and who moves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from matcher.errors import MatchingError, Problem
from matcher.judge import Case, Violation
from matcher.judge.feasibility import STRUCTURE, violations
from matcher.judge.stability import blocking_pairs
from matcher.levels import difference, goodness
from matcher.matching import LevelValue, Matching
from matcher.measures import measure
from matcher.policy import Level, Stability
from matcher.rounds import Placement

Values = tuple[LevelValue, ...]
Held = dict[tuple[str, str], str]
"""The position of each applicant in each period."""


@dataclass(frozen=True, slots=True, order=True)
class Move:
    """Who changes places in a period; None is no place."""

    applicant_id: str
    period_id: str
    from_position: str | None
    to_position: str | None


def held_in(matching: Matching) -> Held:
    """Return who holds what."""
    return {(p.applicant_id, p.period_id): p.position_id for p in matching.places}


def moves_between(earlier: Matching, later: Matching) -> tuple[Move, ...]:
    """Return every applicant and period whose place is another, in order."""
    before, after = held_in(earlier), held_in(later)
    return tuple(
        Move(*key, before.get(key), after.get(key))
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    )


def placements_of(matching: Matching) -> tuple[Placement, ...]:
    """Return the matching as an earlier plan."""
    return tuple(Placement(p.applicant_id, p.position_id, period_id=p.period_id or None) for p in matching.places)


def unmentored(matching: Matching) -> Matching:
    """Return the matching without the mentors it names, so that they may be chosen anew."""
    return Matching(tuple(replace(p, mentor_id=None) for p in matching.places))


def insist_on_shape(case: Case) -> None:
    """Raise MatchingError where the matching names somebody or something that the round does not have."""
    found = [violation for check in STRUCTURE for violation in check(case)]
    if found:
        raise MatchingError(Problem("matching", "not-of-round", values=_named(v)) for v in found)


def _named(found: Violation) -> dict[str, object]:
    named = (found.applicant_id, found.period_id, found.position_id)
    return {"named": ", ".join(filter(None, named)), "why": found.code}


def values_of(case: Case) -> Values:
    """Return the value of every level, in natural units."""
    return tuple(measure(level, case.ledger) for level in case.policy.objectives)


def differences(levels: tuple[Level, ...], later: Values, now: Values) -> Values:
    """Return by how much each level's value changes."""
    return tuple(difference(*triple) for triple in zip(levels, later, now, strict=True))


def worth(levels: tuple[Level, ...], changes: Values) -> tuple[tuple[float, ...], ...]:
    """Return changes of all levels as numbers to compare by, level after level: more is better."""
    pairs = zip(levels, changes, strict=True)
    return tuple(goodness(k.name, k.measure, change) for k, change in pairs)


def broken(case: Case) -> tuple[Violation, ...]:
    """Return every hard condition that the matching breaks, stability among them where the policy asks for it."""
    found, _ = violations(case)
    return tuple(found) or tuple(_blocked(case))


def _blocked(case: Case) -> Iterator[Violation]:
    if case.policy.stability == Stability.STABLE:
        for pair in blocking_pairs(case):
            yield Violation("blocking-pair", pair.applicant_id, pair.period_id, pair.position_id)
