"""Verdicts: what the judge says of a matching made by hand, and of one move at once."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import starmap
from typing import Any

from api.answers.subjects import Move, Subject, after, case_of, handed, matching_of, mentored
from matcher.explain.standing import broken, differences, values_of
from matcher.files.recommendations import reasons
from matcher.files.results import verdict_as_mapping
from matcher.judge import Case, judge_case
from matcher.levels import goodness
from matcher.matching import LevelValue
from matcher.policy import Level


def analyze(subject: Subject, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Judge any matching of the round. Raises MatchingError for rows that are none."""
    return verdict_as_mapping(judge_case(case_of(subject, matching_of(rows))))


def check_move(subject: Subject, move: Move) -> dict[str, Any]:
    """Return whether a move is allowed, which conditions it would break, and what each level changes by.

    Only conditions that the matching does not break already count. Raises MatchingError for ids the round lacks.
    """
    before = handed(subject).case
    later = before.beside(after(before, [move]))
    standing = broken(before)
    found = [v for v in broken(later) if v not in standing]
    position = {(p.applicant_id, p.period_id): p.position_id for p in before.matching.places}
    return {
        "allowed": not found,
        "from_position_id": position.get((move.applicant_id, move.period_id)),
        "violations": reasons(found),
        "levels": _levels(before, later) if _measurable(later) else [],
    }


def _measurable(case: Case) -> bool:
    """Return whether every pair of the matching is eligible: levels are counted over eligible pairs."""
    return bool((case.pairs >= 0).all())


def _levels(before: Case, later: Case) -> list[dict[str, Any]]:
    levels = before.policy.objectives
    now, then = values_of(before), values_of(later)
    changes = differences(levels, then, now)
    return list(starmap(_level, zip(levels, now, then, changes, strict=True)))


def _level(level: Level, before: LevelValue, later: LevelValue, change: LevelValue) -> dict[str, Any]:
    good = goodness(level.name, level.measure, change)
    verdict = "same" if not any(good) else "better" if good > (0,) * len(good) else "worse"
    named = {"level": str(level.name), "measure": level.measure}
    return {**named, "before": before, "after": later, "change": change, "verdict": verdict}


def standing(subject: Subject) -> dict[str, Any]:
    """Return the matching of a result with its moves made: its lines, levels and what it breaks."""
    case = mentored(handed(subject).case) if subject.moves else handed(subject).case
    hosts = {j.position_id: j.host for j in case.round.positions}
    verdict = judge_case(case)
    return {
        "matching": [
            {**asdict(place), "host_id": hosts[place.position_id], "rank": case.ledger.ranks.get(place)}
            for place in case.matching.places
        ],
        "levels": verdict_as_mapping(verdict)["levels"],
        "violations": reasons(verdict.violations),
        "placed": len(case.matching.places),
        "unplaced": len(case.eligibility.needs) - len(case.matching.places),
    }
