"""Rules of what was decided beforehand: locks and consent."""

from matcher.rounds import Lock, LockKind
from matcher.rules.columns import Bools, Ints
from matcher.rules.frame import Frame
from matcher.rules.rule import Evidence, Rule


def forbidden(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Keep apart whom a lock forbids: no lock ``forbidden`` on the pair."""
    return frame.forbidden.holds(need_of, place_of)


def assigned_elsewhere(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Send who is fixed by hand in a period nowhere else: a lock ``assigned`` names the only place of the need.

    It lifts no other rule but the lists: a lock against the law is a conflict to be shown, not to be hidden.
    """
    return frame.assigned.breaks(need_of, place_of)


def without_consent(frame: Frame, need_of: Ints, _place_of: Ints) -> Bools:
    """Pass no name to a host against the applicant's word: consent = no excludes every place; no answer passes."""
    return frame.need.consent_refused[need_of]


def _forbidden_evidence(frame: Frame, need: int, place: int) -> Evidence:
    asked = (frame.needs[need].applicant_id, frame.places[place].position_id)
    locks = [k for k in frame.round.locks if k.kind == LockKind.FORBIDDEN]
    return _lock([k for k in locks if (k.applicant_id, k.position_id) == asked])


def _assigned_evidence(frame: Frame, need: int, _place: int) -> Evidence:
    fixed = {frame.places[j].position_id for j in frame.assigned.targets(need)}
    locks = [k for k in frame.round.locks if k.kind == LockKind.ASSIGNED]
    own = [k for k in locks if k.applicant_id == frame.needs[need].applicant_id and k.position_id in fixed]
    return {**_lock(own), "assigned": sorted(fixed)}


def _lock(locks: list[Lock]) -> dict[str, object]:
    lock = min(locks, key=lambda k: (k.position_id, k.reason, k.author or ""))
    return {"reason": lock.reason, "author": lock.author}


def _consent_evidence(frame: Frame, need: int, place: int) -> Evidence:
    return {"applicant_id": frame.needs[need].applicant_id, "host_id": frame.position(place).host}


LOCK_FORBIDDEN = Rule("lock-forbidden", forbidden, _forbidden_evidence, switchable=False)
LOCK_ASSIGNED = Rule("lock-assigned", assigned_elsewhere, _assigned_evidence, switchable=False)
CONSENT = Rule("consent", without_consent, _consent_evidence)
