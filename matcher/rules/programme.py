"""Rules of the study programme: which period and which specialty a place is for."""

from matcher.rules.columns import Bools, Ints
from matcher.rules.frame import Frame
from matcher.rules.rule import Evidence, Rule


def other_period(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Serve a need only with a position that stands open in its period: period(place) = period(need)."""
    apart: Bools = frame.need.period[need_of] != frame.place.period[place_of]
    return apart


def _period_evidence(frame: Frame, need: int, place: int) -> Evidence:
    return {"period_id": frame.needs[need].period_id, "open_in": frame.places[place].period_id}


def other_specialty(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Send only the specialties a position names: specialties(place) = {} or specialty(need) in specialties(place).

    The specialty is the applicant's own, else the group's; who has none goes only where none is named.
    """
    return ~frame.admits[frame.place.admission[place_of], frame.need.specialty[need_of]]


def _specialty_evidence(frame: Frame, need: int, place: int) -> Evidence:
    return {"specialty": frame.specialty(need), "admitted": sorted(frame.position(place).specialties)}


PERIOD = Rule("period", other_period, _period_evidence, switchable=False)
SPECIALTY = Rule("specialty", other_specialty, _specialty_evidence)
