"""Rules of working hours: the longest week and day by age, health, hazard and study. Unknown hours exclude nobody."""

from collections.abc import Callable

import numpy as np

from matcher.rules.columns import HIGHLY_HARMFUL, Bools, Floats, Ints
from matcher.rules.frame import Frame
from matcher.rules.minors import FULL_AGE, age_evidence
from matcher.rules.restrictions import Restriction
from matcher.rules.rule import Evidence, Rule, Witness

Limits = Callable[[Floats], Floats]
NO_LIMIT = np.inf


def minors_week(age: Floats) -> Floats:
    """Return hours a week: 24 under 16, 35 under 18 (ст. 92 ТК РФ)."""
    return np.select([age < 16, age < FULL_AGE], [24.0, 35.0], NO_LIMIT)


def minors_day(age: Floats) -> Floats:
    """Return hours a day: 4 under 15, 5 under 16, 7 under 18 (ст. 94 ТК РФ)."""
    return np.select([age < 15, age < 16, age < FULL_AGE], [4.0, 5.0, 7.0], NO_LIMIT)


def study_week(age: Floats) -> Floats:
    """Return hours a week beside study: 12 under 16, 17.5 under 18 (ст. 92 ТК РФ)."""
    return minors_week(age) / 2


def study_day(age: Floats) -> Floats:
    """Return hours a day beside study: 2.5 under 16, 4 under 18 (ст. 94 ТК РФ)."""
    return np.select([age < 16, age < FULL_AGE], [2.5, 4.0], NO_LIMIT)


def adult_week(age: Floats) -> Floats:
    """Return hours a week: 40 for whoever is not known to be a minor (ст. 91 ТК РФ)."""
    return np.where(age < FULL_AGE, NO_LIMIT, 40.0)


def no_day_limit(age: Floats) -> Floats:
    """Return that the day has no limit of its own."""
    return np.full(len(age), NO_LIMIT)


def _too_long(frame: Frame, need_of: Ints, place_of: Ints, week: Limits, day: Limits) -> Bools:
    age = frame.need.age[need_of]
    return (frame.place.hours_week[place_of] > week(age)) | (frame.place.hours_day[place_of] > day(age))


def minors_hours(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Shorten minors' work: hours_week <= 24 (under 16), 35 (16-17); hours_day <= 4 (under 15), 5 (15), 7 (16-17).

    By the age on the first day, the strictest of the period. Source: ст. 92, 94 ТК РФ.
    """
    return _too_long(frame, need_of, place_of, minors_week, minors_day)


def adult_hours(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Keep to the normal week: hours_week <= 40 for everyone not known to be a minor. Source: ст. 91 ТК РФ."""
    return _too_long(frame, need_of, place_of, adult_week, no_day_limit)


def study_hours(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Halve the hours of minors beside study: hours_week <= 12 or 17.5, hours_day <= 2.5 or 4.

    Source: ст. 92, 94 ТК РФ. Off by default: a practice period usually stands in place of lessons; switch it on for
    practice spread over weeks with lessons.
    """
    return _too_long(frame, need_of, place_of, study_week, study_day)


def disability_hours(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Shorten the week of disability groups I and II: hours_week <= 35. Source: ст. 92 ТК РФ, unverified."""
    short: Bools = (frame.need.restrictions[need_of] & Restriction.SHORT_WEEK) != 0
    return short & (frame.place.hours_week[place_of] > 35)


def hazard_hours(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Shorten the week at hazard class >= 3.3 for adults: hours_week <= 36. Source: ст. 92 ТК РФ, unverified."""
    adult = ~(frame.need.age[need_of] < FULL_AGE)
    highly_harmful = frame.place.hazard[place_of] >= HIGHLY_HARMFUL
    return adult & highly_harmful & (frame.place.hours_week[place_of] > 36)


def by_age(week: Limits, day: Limits) -> Witness:
    """Return the evidence of a limit that depends on age."""

    def evidence(frame: Frame, need: int, place: int) -> Evidence:
        age = frame.need.age[[need]]
        return {
            **age_evidence(frame, need),
            **_hours(frame, place),
            "week_limit": _finite(week(age)),
            "day_limit": _finite(day(age)),
        }

    return evidence


def fixed(week_limit: float) -> Witness:
    """Return the evidence of a weekly limit that is the same for all it speaks of."""

    def evidence(frame: Frame, _need: int, place: int) -> Evidence:
        hazard = frame.position(place).hazard_class
        return {**_hours(frame, place), "hazard_class": hazard, "week_limit": week_limit}

    return evidence


def _hours(frame: Frame, place: int) -> dict[str, object]:
    position = frame.position(place)
    return {"hours_week": position.hours_week, "hours_day": position.hours_day}


def _finite(limit: Floats) -> float | None:
    return float(limit[0]) if np.isfinite(limit[0]) else None


MINORS_HOURS = Rule(
    "minors-hours", minors_hours, by_age(minors_week, minors_day), source="ст. 92, 94 ТК РФ", verified="V"
)
ADULT_HOURS = Rule("adult-hours", adult_hours, by_age(adult_week, no_day_limit), source="ст. 91 ТК РФ", verified="V")
STUDY_HOURS = Rule(
    "study-hours", study_hours, by_age(study_week, study_day), source="ст. 92, 94 ТК РФ", verified="V", default_on=False
)
DISABILITY_HOURS = Rule(
    "disability-hours", disability_hours, fixed(35.0), source="ст. 92 ТК РФ", verified="M", default_on=False
)
HAZARD_HOURS = Rule("hazard-hours", hazard_hours, fixed(36.0), source="ст. 92 ТК РФ", verified="M", default_on=False)
