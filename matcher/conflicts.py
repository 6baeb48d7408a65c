"""Conflicts: hard rules that cannot hold together, so that no matching exists: pairs fixed by hand that clash."""

from collections import Counter

import numpy as np

from matcher.capacities import place_capacities, shared_capacities
from matcher.needs import Need, PlaceKey
from matcher.quantities import Quantities
from matcher.rounds import Lock, LockKind

Conflict = dict[str, object]


def conflicts(quantities: Quantities) -> list[Conflict]:
    """Return every set of hard rules that clash, each with its evidence; empty when a matching exists."""
    return [
        *idle_locks(quantities),
        *double_locks(quantities),
        *broken_locks(quantities),
        *crowded_places(quantities),
        *crowded_hosts(quantities),
    ]


def idle_locks(quantities: Quantities) -> list[Conflict]:
    """Pairs fixed by hand that never meet: the position is open in no period in which the applicant needs a place."""
    e = quantities.eligibility
    return [
        {
            "rules": ["lock-assigned", "period"],
            "applicant_id": lock.applicant_id,
            "position_id": lock.position_id,
            "evidence": {"period_id": ", ".join(sorted(asked)), "open_in": ", ".join(sorted(opened))},
        }
        for lock in _assigned(quantities)
        for asked in [{n.period_id for n in e.needs if n.applicant_id == lock.applicant_id}]
        for opened in [{p.period_id for p in e.places if p.position_id == lock.position_id}]
        if not asked & opened
    ]


def double_locks(quantities: Quantities) -> list[Conflict]:
    """Applicants fixed by hand to several positions for one period."""
    e = quantities.eligibility
    fixed: dict[Need, set[str]] = {}
    for lock in _assigned(quantities):
        for place in e.places:
            if place.position_id == lock.position_id:
                fixed.setdefault(Need(lock.applicant_id, place.period_id), set()).add(lock.position_id)
    return [
        {
            "rules": ["lock-assigned", "lock-assigned"],
            "applicant_id": need.applicant_id,
            "position_id": min(positions),
            "evidence": {"period_id": need.period_id, "assigned": sorted(positions)},
        }
        for need in e.needs
        if len(positions := fixed.get(need, set())) > 1
    ]


def broken_locks(quantities: Quantities) -> list[Conflict]:
    """Pairs fixed by hand that a rule forbids."""
    e = quantities.eligibility
    rows = np.bincount(e.need_of, minlength=len(e.needs))
    stuck = {e.needs[i] for i in np.flatnonzero(quantities.fixed & (rows == 0)).tolist()}
    return [
        {
            "rules": ["lock-assigned", breach.code],
            "applicant_id": lock.applicant_id,
            "position_id": lock.position_id,
            "evidence": dict(breach.evidence),
        }
        for lock in _assigned(quantities)
        for place in e.places
        if place.position_id == lock.position_id and (need := Need(lock.applicant_id, place.period_id)) in stuck
        for breach in quantities.book.breaches(need, place)
    ]


def crowded_places(quantities: Quantities) -> list[Conflict]:
    """More fixed by hand at a position than it has seats."""
    e = quantities.eligibility
    seats = place_capacities(quantities.round, e.places)
    load = _load(quantities)
    return [
        {
            "rules": ["lock-assigned", "capacity"],
            "position_id": place.position_id,
            "evidence": {"fixed": load[place], "capacity": seats[j]},
        }
        for j, place in enumerate(e.places)
        if load[place] > seats[j]
    ]


def crowded_hosts(quantities: Quantities) -> list[Conflict]:
    """More fixed by hand at a host than it takes at one time."""
    e = quantities.eligibility
    load = _load(quantities)
    return [
        {
            "rules": ["lock-assigned", f"{shared.kind}-capacity"],
            f"{shared.kind}_id": shared.owner,
            "evidence": {"fixed": taken, "capacity": shared.capacity},
        }
        for shared in shared_capacities(quantities.round, e.places)
        if (taken := sum(load[e.places[j]] for j in shared.places)) > shared.capacity
    ]


def _assigned(quantities: Quantities) -> list[Lock]:
    return sorted(
        (k for k in quantities.round.locks if k.kind == LockKind.ASSIGNED),
        key=lambda k: (k.applicant_id, k.position_id),
    )


def _load(quantities: Quantities) -> Counter[PlaceKey]:
    fixed = {(k.applicant_id, k.position_id) for k in _assigned(quantities)}
    needs = set(quantities.eligibility.needs)
    return Counter(
        place
        for applicant, position in fixed
        for place in quantities.eligibility.places
        if place.position_id == position and Need(applicant, place.period_id) in needs
    )
