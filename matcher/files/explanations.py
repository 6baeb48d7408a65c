"""Explanations as plain data: typed codes with their evidence, for scripts and pages."""

from collections.abc import Mapping
from dataclasses import asdict

from matcher.explain.accounts import ApplicantAccount, Explanation, PositionAccount
from matcher.matching import Reason

VERSION = 1


def explanation_as_mapping(found: Explanation) -> dict[str, object]:
    """Return an explanation as the plain data of ``praktika explain --json``."""
    return {
        "version": VERSION,
        "applicants": [_applicant(account) for account in found.applicants],
        "positions": [_position(account) for account in found.positions],
    }


def _applicant(account: ApplicantAccount) -> dict[str, object]:
    return {
        "applicant_id": account.applicant_id,
        "period_id": account.period_id,
        "position_id": account.position_id,
        "rank": account.rank,
        "here": _reason(account.here),
        "unplaced": _reason(account.unplaced),
        "choices": [
            {"position_id": c.position_id, "rank": c.rank, "reason": _reason(c.reason)} for c in account.choices
        ],
        "remedies": [_plain(asdict(remedy)) for remedy in account.remedies],
    }


def _position(account: PositionAccount) -> dict[str, object]:
    why = account.unfilled
    return {
        "position_id": account.position_id,
        "period_id": account.period_id,
        "capacity": account.capacity,
        "taken": account.taken,
        "cutoff": dict(account.cutoff),
        "turned_away": [{"applicant_id": r.applicant_id, "reason": _reason(r)} for r in account.turned_away],
        "unfilled": None if why is None else {"code": why.code, "evidence": _plain(why.evidence)},
    }


def _reason(reason: Reason | None) -> dict[str, object] | None:
    return None if reason is None else {"code": reason.code, "evidence": _plain(reason.evidence)}


def _plain(value: object) -> object:
    """Return a value of evidence as JSON holds it: mappings, lists, numbers, texts."""
    if isinstance(value, Mapping):
        return {str(key): _plain(own) for key, own in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(own) for own in value]
    return value
