"""Rules of health: medical certificates, access for people with a disability, health restrictions."""

import numpy as np

from matcher.rounds import Shift
from matcher.rules.columns import HARMFUL, SHIFTS, Bools, Ints
from matcher.rules.frame import Frame
from matcher.rules.restrictions import Restriction, asked
from matcher.rules.rule import Evidence, Rule


def without_medical(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Ask for a certificate to the end: medical_required implies medical_until >= last day. None given is too short."""
    until = frame.need.medical_until[need_of]
    too_short = np.isnan(until) | (until < frame.period.ends[frame.need.period[need_of]])
    excluded: Bools = frame.place.medical_required[place_of] & too_short
    return excluded


def _medical_evidence(frame: Frame, need: int, _place: int) -> Evidence:
    until, period = frame.applicant(need).medical_until, frame.period_of(need)
    ends = None if np.isnan(frame.period.ends[frame.need.period[need]]) else period.ends_on.isoformat()
    return {"medical_until": until.isoformat() if until is not None else None, "ends_on": ends}


def without_access(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Send people with a disability (restrictions инв.1, инв.2, инв.3, disability…) only where accessible = yes."""
    needs_access: Bools = (frame.need.restrictions[need_of] & Restriction.ACCESS) != 0
    return needs_access & ~frame.place.accessible[place_of]


def against_restrictions(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Obey health restrictions: no-night excludes night and rotating shifts, no-rotating rotating, no-away away.

    no-hazard, no-noise and no-chemicals exclude hazard class >= 3.1. Other words cannot be decided from the columns
    of a position and exclude nothing.
    """
    excluded: Bools = (frame.need.restrictions[need_of] & _refused(frame, place_of)) != 0
    return excluded


def _refused(frame: Frame, place_of: Ints) -> Ints:
    """Return for each asked place the restrictions that refuse it, as flags."""
    shift = frame.place.shift[place_of]
    night, rotating, away = (shift == SHIFTS.index(s) for s in (Shift.NIGHT, Shift.ROTATING, Shift.AWAY))
    flags = np.zeros(len(shift), dtype=np.int64)
    flags[night | rotating] |= int(Restriction.NO_NIGHT)
    flags[rotating] |= int(Restriction.NO_ROTATING)
    flags[away] |= int(Restriction.NO_AWAY)
    flags[frame.place.hazard[place_of] >= HARMFUL] |= int(Restriction.NO_HAZARD)
    return flags


def _access_evidence(frame: Frame, need: int, _place: int) -> Evidence:
    return {"restrictions": _words(frame, need, Restriction.ACCESS)}


def _health_evidence(frame: Frame, need: int, place: int) -> Evidence:
    position = frame.position(place)
    refused = Restriction(int(_refused(frame, np.array([place]))[0]))
    return {
        "restrictions": _words(frame, need, refused),
        "shift": position.shift,
        "hazard_class": position.hazard_class,
    }


def _words(frame: Frame, need: int, flags: Restriction) -> list[str]:
    return sorted(word for word in frame.applicant(need).restrictions if asked([word]) & flags)


MEDICAL = Rule("medical", without_medical, _medical_evidence)
ACCESSIBLE = Rule("accessible", without_access, _access_evidence)
HEALTH = Rule("health", against_restrictions, _health_evidence)
