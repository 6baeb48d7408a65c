"""Mentoring: which mentor looks after whom, shared out so that all capacities are kept and loads stay even."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from matcher.constraints.keepers import Keeper, ShareOut, share_of_mentors, share_of_supervisors
from matcher.constraints.row import Key
from matcher.constraints.setting import Setting
from matcher.constraints.sharing import share_out
from matcher.matching import Matching, Place

Ward = tuple[str, str]
"""An applicant in a period."""


def with_mentors(setting: Setting, matching: Matching) -> Matching:
    """Return the matching with the mentor of everyone for whom there is one; see :func:`mentors_of`."""
    if not setting.quantities.round.mentors:
        return matching
    found = mentors_of(setting, matching.places)
    return Matching(tuple(replace(p, mentor_id=found.get((p.applicant_id, p.period_id))) for p in matching.places))


def mentors_of(setting: Setting, places: Iterable[Place]) -> dict[Ward, str]:
    """Return the mentor of everyone placed in a period: the host's, else the college's supervisor, if there is one.

    Capacities and specialties are kept; who has room is chosen by load, then by id. A team shared by several mentors
    goes by the one who takes most of it. Nobody is named where the policy switches the condition off, or for whom no
    mentor is known. Assumes that the places obey the constraints.
    """
    held = {(p.applicant_id, p.period_id): p.position_id for p in places}
    found = _named(setting, share_of_supervisors(setting), held)
    return found | _named(setting, share_of_mentors(setting), held)


def _named(setting: Setting, share: ShareOut, held: Mapping[Ward, str]) -> dict[Ward, str]:
    wards = {name: _wards(setting, pairs, held) for name, pairs in share.classes.items()}
    given = share_out(share, {name: sum(own.values()) for name, own in wards.items()}, setting.together)
    if given is None:
        return {}
    return {
        ward: mentor
        for name, own in sorted(wards.items())
        for ward, mentor in _hand_out(own, {k: n for (k, c), n in given.items() if c == name and n})
    }


def _wards(setting: Setting, pairs: Iterable[int], held: Mapping[Ward, str]) -> dict[Ward, int]:
    """Return who of a class is placed, with seats, large teams first."""
    found: dict[Ward, int] = {}
    for pair in pairs:
        need, place = setting.need(pair), setting.places[int(setting.eligibility.place_of[pair])]
        if held.get((need.applicant_id, need.period_id)) == place.position_id:
            found[need.applicant_id, need.period_id] = int(setting.seats[pair])
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _hand_out(wards: Mapping[Ward, int], left: dict[Keeper, int]) -> Iterator[tuple[Ward, str]]:
    """Give each ward to the mentors with most seats left, the largest part first, and name that mentor."""
    for ward, seats in wards.items():
        first: Key | None = None
        while seats:
            keeper = min(left, key=lambda k: (-left[k], k.key))
            taken = min(seats, left[keeper])
            left[keeper] -= taken
            seats -= taken
            first = first or keeper.key
        if first is not None:
            yield ward, first[0]
