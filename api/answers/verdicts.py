"""Verdicts: what the judge says of a matching made by hand, and of one move at once."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from itertools import starmap
from typing import Any

from api.answers.asked import Move, Subject
from api.answers.subjects import after, case_of, handed, matching_of, policy_of, round_of
from matcher.explain.standing import broken, differences, values_of
from matcher.files.policies import policy_as_mapping
from matcher.files.recommendations import reasons
from matcher.files.results import verdict_as_mapping
from matcher.judge import Case, judge_case
from matcher.levels import goodness
from matcher.matching import LevelValue
from matcher.policy import Level
from matcher.quantities import quantities_of
from matcher.solve import refuse


def analyze(subject: Subject, policy: Mapping[str, Any] | None, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Judge any matching of the round under a policy (None: the round's own).

    Raises MatchingError for rows that are no matching, PolicyError for a policy that cannot be served.
    """
    asked = replace(subject, policy=policy)
    case = case_of(asked, matching_of(rows))
    refuse(case.round, case.policy)
    return verdict_as_mapping(judge_case(case))


def check_move(subject: Subject, locks: Sequence[Mapping[str, str]], move: Move) -> dict[str, Any]:
    """Return whether a move is allowed, which conditions it would break, and what each level changes by.

    The round's ``locks`` as they stand now count too; conditions that the matching breaks already do not. Raises
    MatchingError for ids that the round lacks.
    """
    before = locked(handed(subject).case, subject, locks)
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


def locked(case: Case, subject: Subject, locks: Sequence[Mapping[str, str]]) -> Case:
    """Return the case under the locks of now, where they are others than those of the run."""
    if list(locks) == list(subject.locks):
        return case
    round_ = round_of(replace(subject, locks=locks))
    return Case(quantities_of(round_, case.policy), case.matching)


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
    case = handed(subject).case
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


def policy(subject: Subject, entries: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the policy in plain data (None: the round's own), every key given, once it is known that it can be served.

    Raises PolicyError with everything that keeps it from being served.
    """
    round_ = round_of(subject)
    found = policy_of(replace(subject, policy=entries), round_)
    refuse(round_, found)
    return policy_as_mapping(found)
