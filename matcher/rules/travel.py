"""Rules of the way to work: distance and housing."""

from collections.abc import Callable

import numpy as np

from matcher.rules.columns import Bools, Floats, Ints
from matcher.rules.distance import kilometres
from matcher.rules.frame import Frame
from matcher.rules.rule import Evidence, Rule

Test = Callable[[Floats, Floats], Bools]


def too_far(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Keep to the applicant's own maximum: km <= max_km unless the position gives housing or transport.

    An unknown distance or maximum excludes nobody.
    """
    limited = ~np.isnan(frame.need.max_km)[need_of]
    helped = (frame.place.beds | frame.place.transport)[place_of]
    return _where(frame, limited & ~helped, need_of, place_of, lambda km, most: km > most)


def without_housing(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """House who needs it: needs_housing implies housing_beds > 0 or km <= max_km.

    An unknown distance does not show that home is near. Where no position of the round tells of beds, nothing is known
    about housing and nobody is excluded.
    """
    if not frame.tells_of_beds:
        return np.zeros(len(need_of), dtype=np.bool_)
    homeless = frame.need.needs_housing[need_of] & ~frame.place.beds[place_of]
    return _where(frame, homeless, need_of, place_of, lambda km, most: ~(km <= most))


def _where(frame: Frame, asked: Bools, need_of: Ints, place_of: Ints, test: Test) -> Bools:
    """Return where ``asked`` holds and the distance fails the test; distances are made only where asked."""
    found = np.zeros(len(need_of), dtype=np.bool_)
    at = np.flatnonzero(asked)
    if len(at):
        needs = need_of[at]
        found[at] = test(kilometres(frame, needs, place_of[at]), frame.need.max_km[needs])
    return found


def _evidence(frame: Frame, need: int, place: int) -> Evidence:
    km = float(kilometres(frame, np.array([need]), np.array([place]))[0])
    return {
        "km": None if np.isnan(km) else round(km, 3),
        "max_km": frame.applicant(need).max_km,
        "housing_beds": frame.position(place).housing_beds,
    }


DISTANCE = Rule("distance", too_far, _evidence)
HOUSING = Rule("housing", without_housing, _evidence)
