"""Are the mentors named the right ones? Asked of those whom the matching names; it need not name any."""

from collections import Counter
from collections.abc import Iterable, Iterator

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


def named_mentors(case: Case) -> Found:
    """Yield what is wrong with the mentors named. Assumes that every pair held is eligible."""
    named = [p for p in case.matching.places if p.mentor_id is not None]
    if not named:
        return
    mentors = {m.mentor_id: m for m in case.round.mentors}
    wrong = [v for p in named for v in _unfit(case, p, mentors.get(str(p.mentor_id)))]
    wrong += _overloads(case, named, mentors)
    yield from wrong or _left_over(case)


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
    """With one of each applicant's seats at the mentor named, the rest can still be shared out.

    Says nothing where mentors do not suffice anyway: that is another violation.
    """
    for share in (share_of_mentors(case.setting), share_of_supervisors(case.setting)):
        free, bound = _demands(case, share)
        if first_unserved(share, free, case.setting.together) is None:
            short = first_unserved(_narrowed(share, bound), bound, case.setting.together)
            if short is not None:
                name, missing = short
                evidence = {"class": name, "missing": missing}
                yield Violation("mentor-shares", period_id=name[-1], host_id=name[0] or None, evidence=evidence)


def _demands(case: Case, share: ShareOut) -> tuple[Counter[Key], Counter[Key]]:
    """Return the seats of each class, and the same with one seat of everyone whose mentor is named set apart."""
    named = {Need(p.applicant_id, p.period_id): p.mentor_id for p in case.matching.places}
    held = set(case.held[case.held >= 0].tolist())
    free: Counter[Key] = Counter()
    bound: Counter[Key] = Counter()
    for name, pairs in share.classes.items():
        able = {keeper.key[0] for keeper in share.keepers[name]}
        for pair in held.intersection(pairs):
            seats = int(case.setting.seats[pair])
            mentor = named[case.setting.need(pair)]
            free[name] += seats
            bound[name] += seats - (mentor in able)
            if mentor is not None and mentor in able:
                bound[_with_mentor(name, mentor)] += 1
    return free, bound


def _with_mentor(name: Key, mentor: str) -> Key:
    return (*name[:-1], mentor, name[-1])


def _narrowed(share: ShareOut, classes: Iterable[Key]) -> ShareOut:
    """Return the share-out in which a class that names a mentor is served by nobody else."""
    alone = {_with_mentor(name, k.key[0]): (k,) for name, keepers in share.keepers.items() for k in keepers}
    return ShareOut(share.code, keepers={name: alone.get(name) or share.keepers[name] for name in classes})
