"""Are the mentors named the right ones? Asked of those whom the matching names; it need not name any."""

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from matcher.constraints.keepers import ShareOut, share_of_mentors, share_of_supervisors
from matcher.constraints.row import Key
from matcher.constraints.sharing import first_unserved
from matcher.judge.case import Case
from matcher.judge.verdict import Violation
from matcher.matching import Place
from matcher.needs import Need
from matcher.rounds import Mentor

Found = Iterator[Violation]
SWITCH = {True: "supervisors", False: "mentors"}
"""The condition that a mentor falls under, by whether the college's supervisor it is."""


def named_mentors(case: Case, *, suffice: bool) -> Found:
    """Yield what is wrong with the mentors named. Assumes that every pair held is eligible.

    ``suffice`` says that there are mentors enough for everyone, if they are named well.
    """
    named = [p for p in case.matching.places if p.mentor_id is not None]
    if not named:
        return
    mentors = {m.mentor_id: m for m in case.round.mentors}
    wrong = [v for p in named for v in _unfit(case, p, mentors.get(str(p.mentor_id)))]
    wrong += _overloads(case, named, mentors)
    yield from wrong
    if suffice and not wrong:
        yield from _left_over(case)


def _unfit(case: Case, place: Place, mentor: Mentor | None) -> Found:
    """A mentor named stands in the table, belongs to the host or to the college, and covers the specialty."""
    evidence: dict[str, object] = {"mentor_id": place.mentor_id}
    who = place.applicant_id, place.period_id, place.position_id
    host = case.setting.positions[place.position_id].host
    if mentor is None:
        yield Violation("mentor-unknown", *who, evidence=evidence)
    elif mentor.host_id not in (None, host):
        yield Violation("mentor-host", *who, host_id=host, evidence=evidence | {"mentor_host": mentor.host_id})
    elif mentor.specialties and _is_held(case, mentor):
        own = case.setting.specialty(place.applicant_id)
        if own not in mentor.specialties:
            evidence |= {"specialty": own, "covered": mentor.specialties}
            yield Violation("mentor-specialty", *who, evidence=evidence)


def _is_held(case: Case, mentor: Mentor) -> bool:
    """Return whether the policy holds a mentor to specialties and capacity."""
    return case.setting.is_on(SWITCH[mentor.host_id is None])


def _overloads(case: Case, named: list[Place], mentors: dict[str, Mentor]) -> Found:
    """A mentor looks after at most ``capacity`` at one time; a team may be shared, so it counts one at the least."""
    held = [p for p in named if p.mentor_id in mentors and _is_held(case, mentors[p.mentor_id])]
    for periods in case.setting.together:
        load = Counter(str(p.mentor_id) for p in held if p.period_id in periods)
        for mentor, taken in sorted(load.items()):
            most = mentors[mentor].capacity
            if taken > most:
                evidence = {"mentor_id": mentor, "taken": taken, "capacity": most, "periods": periods}
                yield Violation("mentor-load", host_id=mentors[mentor].host_id, evidence=evidence)


def _left_over(case: Case) -> Found:
    """With one of each applicant's seats at the mentor named, the rest can still be shared out."""
    held = np.sort(case.held[case.held >= 0])
    for share in (share_of_mentors(case.setting, held), share_of_supervisors(case.setting, held)):
        bound = _bound(case, share)
        short = first_unserved(_narrowed(share, bound), bound, case.setting.together)
        if short is not None:
            name, missing = short
            evidence = {"class": name, "missing": missing}
            yield Violation("mentor-shares", period_id=name[-1], host_id=name[0] or None, evidence=evidence)


def _bound(case: Case, share: ShareOut) -> Counter[Key]:
    """Return the seats of each class, one seat of everyone whose mentor is named in a class of its own."""
    named = {Need(p.applicant_id, p.period_id): p.mentor_id for p in case.matching.places}
    bound: Counter[Key] = Counter()
    for name, pairs in share.classes.items():
        able = {keeper.key[0] for keeper in share.keepers[name]}
        for pair in pairs:
            mentor = named[case.setting.need(pair)]
            bound[name] += int(case.setting.seats[pair]) - (mentor in able)
            if mentor is not None and mentor in able:
                bound[_with_mentor(name, mentor)] += 1
    return bound


def _with_mentor(name: Key, mentor: str) -> Key:
    return (*name[:-1], mentor, name[-1])


def _narrowed(share: ShareOut, classes: Iterable[Key]) -> ShareOut:
    """Return the share-out in which a class that names a mentor is served by nobody else."""
    alone = {_with_mentor(name, k.key[0]): (k,) for name, keepers in share.keepers.items() for k in keepers}
    return ShareOut(share.code, keepers={name: alone.get(name) or share.keepers[name] for name in classes})
