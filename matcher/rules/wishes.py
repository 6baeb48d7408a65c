"""Rules of what people said: vetoes and lists of both sides."""

import numpy as np

from matcher.lists import Entries
from matcher.policy import Unlisted
from matcher.rules.columns import Bools, Ints
from matcher.rules.frame import Frame
from matcher.rules.rule import Evidence, Rule
from matcher.rules.ties import Ties


def vetoed_by_applicant(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Send nobody where the applicant refuses to go: no veto in ``preferences``."""
    return _vetoed(frame.wished, frame.preferences, need_of, place_of)


def vetoed_by_position(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Send nobody whom the host refuses: no veto in ``priorities``."""
    return _vetoed(frame.listed, frame.priorities, need_of, place_of)


def _vetoed(pairs: Ties, entries: Entries, need_of: Ints, place_of: Ints) -> Bools:
    if not len(entries.veto):
        return np.zeros(len(need_of), dtype=np.bool_)
    at = pairs.find(need_of, place_of)
    return (at >= 0) & entries.veto[at]


def unranked(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Under ``unranked: unacceptable`` send applicants only where they ranked: the pair stands in ``preferences``.

    Without a preferences table nothing is excluded; a pair fixed by hand needs no rank.
    """
    if frame.policy.unranked != Unlisted.UNACCEPTABLE or not frame.round.preferences:
        return np.zeros(len(need_of), dtype=np.bool_)
    return ~frame.wished.holds(need_of, place_of) & ~frame.assigned.holds(need_of, place_of)


def unlisted(frame: Frame, need_of: Ints, place_of: Ints) -> Bools:
    """Under ``unlisted: unacceptable`` send to a position with a list only whom it listed in ``priorities``.

    A position without a list takes anyone; a pair fixed by hand needs no place on the list.
    """
    if frame.policy.unlisted != Unlisted.UNACCEPTABLE:
        return np.zeros(len(need_of), dtype=np.bool_)
    missing = frame.listing[place_of] & ~frame.listed.holds(need_of, place_of)
    return missing & ~frame.assigned.holds(need_of, place_of)


def _pair(frame: Frame, need: int, place: int) -> Evidence:
    position = frame.position(place)
    return {
        "applicant_id": frame.needs[need].applicant_id,
        "position_id": position.position_id,
        "host_id": position.host,
    }


VETO_APPLICANT = Rule("veto-applicant", vetoed_by_applicant, _pair, switchable=False)
VETO_POSITION = Rule("veto-position", vetoed_by_position, _pair, switchable=False)
UNRANKED = Rule("unranked", unranked, _pair, switchable=False)
UNLISTED = Rule("unlisted", unlisted, _pair, switchable=False)
