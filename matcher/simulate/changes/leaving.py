"""Leaving: positions that close and applicants who go, with everything that speaks of them put in order."""

from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import replace

from matcher.rounds import AgreementStatus, LockKind, Round


def closed(round_: Round, positions: AbstractSet[str]) -> Round:
    """Return the round with positions that have no seat any more.

    They stay in the tables, so that wishes and documents still find them; minimums at them fall to 0 (a host's own
    once it has no seat left), and whoever was fixed to them is free.
    """
    if not positions:
        return round_
    open_hosts = {j.host for j in round_.positions if j.position_id not in positions and j.capacity}
    shut = {j.host for j in round_.positions} - open_hosts
    return replace(
        round_,
        positions=tuple(
            replace(j, capacity=0, minimum=0, hire_places=0) if j.position_id in positions else j
            for j in round_.positions
        ),
        hosts=tuple(replace(h, minimum=0) if h.host_id in shut and h.minimum else h for h in round_.hosts),
        quotas=tuple(
            replace(q, minimum=None) if q.position_id in positions or (not q.position_id and q.host_id in shut) else q
            for q in round_.quotas
        ),
        locks=tuple(k for k in round_.locks if k.position_id not in positions or k.kind != LockKind.ASSIGNED),
    )


def without_people(round_: Round, gone: AbstractSet[str]) -> Round:
    """Return the round without some applicants: wishes, locks and companies go too, what was signed for them ends.

    History keeps them. A company left with one member is no company any more.
    """
    if not gone:
        return round_
    left = [c for c in round_.companions if c.applicant_id not in gone]
    sizes = Counter(c.companions_id for c in left)
    return replace(
        round_,
        applicants=tuple(a for a in round_.applicants if a.applicant_id not in gone),
        preferences=tuple(p for p in round_.preferences if p.applicant_id not in gone),
        priorities=tuple(p for p in round_.priorities if p.applicant_id not in gone),
        pairs=tuple(p for p in round_.pairs if p.applicant_id not in gone),
        agreements=tuple(
            replace(a, applicant_id=None, status=AgreementStatus.TERMINATED) if a.applicant_id in gone else a
            for a in round_.agreements
        ),
        locks=tuple(k for k in round_.locks if k.applicant_id not in gone),
        companions=tuple(c for c in left if sizes[c.companions_id] > 1),
    )
