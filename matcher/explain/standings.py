"""Standings: those who hold a place all come before the applicant, in the place's eyes or in the order of choosing."""

from collections.abc import Iterator, Sequence

import numpy as np

from matcher.explain.tight import Crowds
from matcher.judge import Case
from matcher.policy import Mechanism, Stability

BY_PRIORITY = frozenset({Mechanism.APPLICANT_PROPOSING, Mechanism.POSITION_PROPOSING})


def standard(case: Case) -> str | None:
    """Return by what seats are handed out one by one: ``priority``, ``order``, or None where levels decide."""
    if case.policy.mechanism == Mechanism.SERIAL:
        return "order"
    stable = case.policy.mechanism in BY_PRIORITY or case.policy.stability == Stability.STABLE
    return "priority" if stable else None


def ahead(case: Case, crowds: Crowds, need: int, place: int) -> dict[str, object] | None:
    """Return who fill the place (or what it shares with others) and stand no lower than the need; None: too few do.

    ``seats`` are all there are, ``ahead`` the applicants, ``own`` the place's rank of who asks (None: not listed).
    """
    own = case.setting.seats[_pair(case, need, place)]
    for scope, seats, places in _scopes(case, place):
        found = [i for j in places for i in crowds.holders.get(j, ()) if _before(case, i, j, need, place)]
        if sum(crowds.seats[i] for i in found) + int(own) > seats:
            ids = sorted({case.eligibility.needs[i].applicant_id for i in found})
            return {**scope, "seats": seats, "ahead": ids, "own": listed_rank(case, need, place)}
    return None


def _scopes(case: Case, place: int) -> Iterator[tuple[dict[str, object], int, Sequence[int]]]:
    yield {"scope": "position"}, case.capacity[place], (place,)
    for shared in case.shared:
        if place in shared.places:
            yield {"scope": shared.kind, "owner": shared.owner}, shared.capacity, shared.places


def _before(case: Case, other: int, at: int, need: int, place: int) -> bool:
    """Return whether one's standing where one is is no lower than the need's at the place it asks for.

    The need's own seat is in its way only where it is liked better than at the place it asks for.
    """
    if standard(case) == "order":
        fixed, order = case.quantities.fixed, case.quantities.order
        return (not fixed[other], order[other]) < (not fixed[need], order[need])
    standing = case.quantities.host_standing
    one, asked = standing[_pair(case, other, at)], standing[_pair(case, need, place)]
    return bool(one < asked or (one == asked and other != need))


def _pair(case: Case, need: int, place: int) -> int:
    own = case.setting.of_need(need)
    return int(own[case.eligibility.place_of[own] == place][0])


def listed_rank(case: Case, need: int, place: int) -> int | None:
    """Return the place's rank of a need, None where it gave none."""
    entries = case.quantities.priorities
    at = int(entries.find(np.array([need]), np.array([place]))[0])
    return int(entries.rank[at]) or None if at >= 0 else None
