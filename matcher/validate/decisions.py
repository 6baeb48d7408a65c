"""Checks of decisions made beforehand: locks and companies."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from matcher.needs import overlap, periods_of
from matcher.origin import Origin
from matcher.rounds import Lock, LockKind, Period, Round
from matcher.validate.fault import Fault


def contradictory_locks(round_: Round, _: Origin) -> Iterator[Fault]:
    """An applicant is fixed to two positions on the same days, or fixed to a position and forbidden there."""
    own: dict[str, list[int]] = {}
    for i, lock in enumerate(round_.locks):
        own.setdefault(lock.applicant_id, []).append(i)
    periods = lock_periods(round_)
    for i, j in (pair for indices in own.values() for pair in combinations(indices, 2)):
        one, other = round_.locks[i], round_.locks[j]
        values = {"applicant_id": one.applicant_id, "position_id": one.position_id, "other": other.position_id}
        if one.position_id == other.position_id and one.kind != other.kind:
            yield Fault("locks", "lock-both-ways", j, ("kind", "position_id", "applicant_id"), values, first=i)
        elif _both_fixed(one, other) and any(overlap(s, t) for s in periods[i] or () for t in periods[j] or ()):
            yield Fault("locks", "two-locks", j, ("position_id", "kind", "applicant_id"), values, first=i)


def _both_fixed(one: Lock, other: Lock) -> bool:
    return one.kind == other.kind == LockKind.ASSIGNED and one.position_id != other.position_id


def locks_out_of_period(round_: Round, _: Origin) -> Iterator[Fault]:
    """A lock's position is open only in periods in which the applicant needs no place."""
    for i, (lock, periods) in enumerate(zip(round_.locks, lock_periods(round_), strict=True)):
        if periods == []:
            values = {"applicant_id": lock.applicant_id, "position_id": lock.position_id}
            yield Fault("locks", "lock-period", i, ("position_id", "applicant_id"), values)


def lock_periods(round_: Round) -> list[list[Period] | None]:
    """Return for each lock the periods in which its position is open and its applicant needs a place.

    None stands for a lock that names an unknown applicant, position or period.
    """
    periods = periods_of(round_)
    positions = {j.position_id: j for j in round_.positions}
    groups = {a.applicant_id: a.group for a in round_.applicants}

    def shared(lock: Lock) -> list[Period] | None:
        position = positions.get(lock.position_id)
        if position is None or lock.applicant_id not in groups or position.period_id not in {None, *periods}:
            return None
        open_in = periods if position.period_id is None else (position.period_id,)
        group = groups[lock.applicant_id]
        return [periods[t] for t in open_in if not periods[t].group or group in periods[t].group]

    return [shared(lock) for lock in round_.locks]


def companies_of_one(round_: Round, _: Origin) -> Iterator[Fault]:
    """A company has a single member."""
    sizes = Counter(c.companions_id for c in {(c.companions_id, c.applicant_id): c for c in round_.companions}.values())
    for i, companion in enumerate(round_.companions):
        if sizes[companion.companions_id] == 1:
            yield Fault("companions", "company-of-one", i, ("companions_id",), {"id": companion.companions_id})


def members_of_two_companies(round_: Round, _: Origin) -> Iterator[Fault]:
    """An applicant belongs to two companies."""
    first: dict[str, int] = {}
    for i, companion in enumerate(round_.companions):
        j = first.setdefault(companion.applicant_id, i)
        if round_.companions[j].companions_id != companion.companions_id:
            values = {"applicant_id": companion.applicant_id, "other": round_.companions[j].companions_id}
            yield Fault("companions", "two-companies", i, ("applicant_id", "companions_id"), values, first=j)
