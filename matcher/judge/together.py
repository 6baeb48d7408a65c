"""May they be together? Hard conditions on the whole matching, tested in plain words, one function a condition."""

from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np

from matcher.constraints.company import passing, quota_periods
from matcher.constraints.keepers import share_of_agreements, share_of_mentors, share_of_supervisors
from matcher.constraints.sharing import first_unserved
from matcher.judge.case import Case
from matcher.judge.verdict import Violation
from matcher.measures import changes, kilometres
from matcher.needs import Need, PlaceKey
from matcher.policy import Level, LevelName
from matcher.rounds import Opening, Position

Found = Iterator[Violation]


def one_at_a_time(case: Case) -> Found:
    """An applicant is at one place at a time: no two places in periods that share a day."""
    for periods in case.setting.together:
        held = Counter(p.applicant_id for p in case.matching.places if p.period_id in periods)
        for applicant, number in sorted(held.items()):
            if number > 1:
                yield Violation("at-a-time", applicant, evidence={"periods": periods, "count": number})


def minimums(case: Case) -> Found:
    """A position has at least its minimum of seats taken, or stays empty where it may."""
    load = case.load
    for place in case.eligibility.places:
        position = case.setting.positions[place.position_id]
        empty = load[place] == 0 and position.opening == Opening.OPTIONAL
        if load[place] < position.minimum and not empty:
            evidence = {"taken": load[place], "minimum": position.minimum}
            yield Violation("minimum", period_id=place.period_id, position_id=place.position_id, evidence=evidence)


def host_minimums(case: Case) -> Found:
    """A host has at least its minimum of seats taken over all its positions."""
    taken: Counter[str] = Counter()
    for place, seats in case.load.items():
        taken[case.setting.positions[place.position_id].host] += seats
    for host in case.round.hosts:
        if host.minimum is not None and taken[host.host_id] < host.minimum:
            evidence = {"taken": taken[host.host_id], "minimum": host.minimum}
            yield Violation("host-minimum", host_id=host.host_id, evidence=evidence)


def minors(case: Case) -> Found:
    """A position takes at most max_minors seats at one time of people under 18 on the first day."""
    if case.setting.is_on("max-minors"):
        needs = zip(case.eligibility.needs, case.setting.minor.tolist(), strict=True)
        load = _load_of(case, {need for need, minor in needs if minor})
        yield from _crowded(case, load, "max-minors", "maximum", lambda position: position.max_minors)


def beds(case: Case) -> Found:
    """A position that houses people has a bed at any one time for everyone there who cannot come from home."""
    if case.setting.is_on("beds"):
        yield from _crowded(case, _lodgers(case), "beds", "beds", lambda position: position.housing_beds or None)


def _crowded(
    case: Case, load: Counter[PlaceKey], code: str, word: str, limit: Callable[[Position], int | None]
) -> Found:
    """Yield each position that takes more than its limit in periods that share a day."""
    for position_id, periods in sorted({(p.position_id, now) for p in load for now in _crowds(case, p, load)}):
        taken = sum(load[PlaceKey(position_id, t)] for t in periods)
        most = limit(case.setting.positions[position_id])
        if most is not None and taken > most:
            alone = periods[0] if len(periods) == 1 else None
            evidence: dict[str, object] = {"taken": taken, word: most}
            evidence |= {} if alone is not None else {"periods": periods}
            yield Violation(code, period_id=alone, position_id=position_id, evidence=evidence)


def _crowds(case: Case, place: PlaceKey, load: Counter[PlaceKey]) -> Iterator[tuple[str, ...]]:
    """Yield the periods that run together with the place's in which the position takes anyone."""
    for periods in case.setting.together:
        if place.period_id in periods:
            yield tuple(t for t in periods if load[PlaceKey(place.position_id, t)])


def _lodgers(case: Case) -> Counter[PlaceKey]:
    """Count who asks for housing and is not known to live near, and who lives too far without a ride."""
    load: Counter[PlaceKey] = Counter()
    keeps_distance = case.policy.rule_is_on("distance", default=True)
    for p, km in kilometres(case.ledger).items():
        person, position = case.setting.people[p.applicant_id], case.setting.positions[p.position_id]
        most = person.max_km
        near, far = most is not None and km <= most, most is not None and km > most
        if (person.needs_housing and not near) or (far and not position.transport and keeps_distance):
            load[PlaceKey(p.position_id, p.period_id)] += person.seats
    return load


def _load_of(case: Case, needs: set[Need]) -> Counter[PlaceKey]:
    load: Counter[PlaceKey] = Counter()
    for p in case.matching.places:
        if Need(p.applicant_id, p.period_id) in needs:
            load[PlaceKey(p.position_id, p.period_id)] += case.seats[p.applicant_id]
    return load


def companions(case: Case) -> Found:
    """Companions are all at one host, or none of them has a place, in each period."""
    members: dict[str, set[str]] = {}
    for row in case.round.companions:
        members.setdefault(row.companions_id, set()).add(row.applicant_id)
    for company, own in sorted(members.items()):
        for period in sorted({n.period_id for n in case.eligibility.needs}):
            needed = {a for a in own if Need(a, period) in case.need_index}
            hosts = {
                p.applicant_id: case.setting.positions[p.position_id].host
                for p in case.matching.places
                if p.period_id == period and p.applicant_id in needed
            }
            if hosts and (len(hosts) < len(needed) or len(set(hosts.values())) > 1):
                evidence = {"companions_id": company, "hosts": hosts, "unplaced": sorted(needed - hosts.keys())}
                yield Violation("companions", period_id=period, evidence=evidence)


def quotas(case: Case) -> Found:
    """A quota's number of applicants is within its bounds, in each period it concerns."""
    for quota in sorted(case.round.quotas, key=lambda q: q.quota_id):
        kind = passing(case.setting, quota.applicants)
        for period in quota_periods(case.setting, quota):
            number = sum(
                p.period_id == period
                and quota.position_id in (None, p.position_id)
                and (quota.position_id or quota.host_id in (None, case.setting.positions[p.position_id].host))
                and p.applicant_id in kind
                for p in case.matching.places
            )
            if number < (quota.minimum or 0) or (quota.maximum is not None and number > quota.maximum):
                evidence = {
                    "quota_id": quota.quota_id,
                    "count": number,
                    "minimum": quota.minimum,
                    "maximum": quota.maximum,
                }
                yield Violation("quota", period_id=period, evidence=evidence)


def kept_together(case: Case, host: str | None = None) -> Found:
    """Mentors, supervisors and agreements with limited seats suffice for everyone placed.

    Mentors and agreements of one ``host`` alone are asked where those of all others are known to suffice.
    """
    held = np.sort(case.held[case.held >= 0])
    there = held if host is None else np.intersect1d(held, case.setting.at_host(host), assume_unique=True)
    shares = (
        share_of_mentors(case.setting, there),
        share_of_supervisors(case.setting, held),
        share_of_agreements(case.setting, set(), there),
    )
    for share in shares:
        demand = {name: int(case.setting.seats[pairs].sum()) for name, pairs in share.classes.items()}
        short = first_unserved(share, demand, case.setting.together)
        if short is not None:
            name, missing = short
            evidence = {"class": name, "missing": missing}
            yield Violation(share.code, period_id=name[-1], host_id=name[0] or None, evidence=evidence)


def few_changes(case: Case) -> Found:
    """At most max_changes of the earlier placements are given up."""
    most = case.policy.max_changes
    if most is not None:
        moved = changes(Level(LevelName.CHANGES), case.ledger)
        if moved > most:
            yield Violation("max-changes", evidence={"moved": moved, "maximum": most})


TOGETHER: tuple[Callable[[Case], Found], ...] = (
    one_at_a_time,
    minimums,
    host_minimums,
    minors,
    beds,
    companions,
    quotas,
    few_changes,
)
"""Conditions that need only the matching; ``kept_together`` needs eligible pairs and comes after them."""
