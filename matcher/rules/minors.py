"""Rules for minors: what nobody under 18 may do, on any day of the period.

The applicant is youngest on the period's first day, so that day decides for all of them.
"""

import numpy as np

from matcher.rounds import Shift
from matcher.rules.columns import HARMFUL, SHIFTS, Bools, Ints, dated
from matcher.rules.frame import Frame
from matcher.rules.rule import Evidence, Rule

FULL_AGE = 18
EXCEPTION_AGE = 16
EXCEPTION_HOURS_DAY = 4
NOT_FOR_MINORS = [SHIFTS.index(s) for s in (Shift.NIGHT, Shift.ROTATING, Shift.AWAY)]


def minors_at_hazard(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Keep minors from harmful work: age(first day) < 18 excludes hazard class >= 3.1 and minors_allowed = no.

    Source: ст. 265 ТК РФ. The switch ``practice-exception`` lifts the hazard class, never the host's own refusal.
    """
    minor = frame.need.age[need_of] < FULL_AGE
    harmful = (frame.place.hazard[place_of] >= HARMFUL) & ~excepted(frame, need_of, place_of)
    return minor & (harmful | frame.place.minors_refused[place_of])


def excepted(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Return where the exception for practice lifts the hazard class: age >= 16 and hours_day <= 4, if switched on."""
    if not frame.policy.rule_is_on(EXCEPTION.code, EXCEPTION.default_on):
        return np.zeros(len(need_of), dtype=np.bool_)
    old_enough = frame.need.age[need_of] >= EXCEPTION_AGE
    return old_enough & (frame.place.hours_day[place_of] <= EXCEPTION_HOURS_DAY)


def _hazard_evidence(frame: Frame, need: int, place: int) -> Evidence:
    position = frame.position(place)
    return {
        **age_evidence(frame, need),
        "hazard_class": position.hazard_class,
        "minors_allowed": position.minors_allowed,
    }


def age_evidence(frame: Frame, need: int) -> dict[str, object]:
    """Return the first day of the period and the age on it, None for what is unknown."""
    age, period = frame.need.age[need], frame.period_of(need)
    return {
        "on": period.starts_on.isoformat() if dated(period) else None,
        "age": None if np.isnan(age) else int(age),
    }


def minors_on_shift(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Keep minors from night, rotating and away work: age(first day) < 18 excludes those shifts.

    Source: ст. 268 ТК РФ.
    """
    return (frame.need.age[need_of] < FULL_AGE) & np.isin(frame.place.shift[place_of], NOT_FOR_MINORS)


def _shift_evidence(frame: Frame, need: int, place: int) -> Evidence:
    return {**age_evidence(frame, need), "shift": frame.position(place).shift}


def nothing(_frame: Frame, need_of: Ints, _place_of: Ints) -> Bools:
    """Exclude nobody: an exception only lifts another rule (age >= 16 and hours_day <= 4 lift ``minors-hazard``).

    Source: note to Постановление Правительства РФ 25.02.2000 № 163, from memory and unverified.
    """
    return np.zeros(len(need_of), dtype=np.bool_)


def _no_evidence(_frame: Frame, _need: int, _place: int) -> Evidence:
    return {}


MINORS_HAZARD = Rule("minors-hazard", minors_at_hazard, _hazard_evidence, source="ст. 265 ТК РФ", verified="V")
MINORS_SHIFT = Rule("minors-shift", minors_on_shift, _shift_evidence, source="ст. 268 ТК РФ", verified="V")
EXCEPTION = Rule(
    "practice-exception",
    nothing,
    _no_evidence,
    source="Постановление № 163 от 25.02.2000",
    verified="M",
    default_on=False,
)
