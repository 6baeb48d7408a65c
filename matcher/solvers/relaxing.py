"""Relaxing: a round with one hard rule eased, as a college would ease it, one function a rule."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from matcher.constraints.row import Key
from matcher.policy import Policy
from matcher.rounds import LockKind, Mentor, Round

Steps = Mapping[Key, int]
"""Conditions by name, with how much each is eased."""

TABLES: Mapping[str, tuple[str, str, str, int]] = {
    "capacity": ("positions", "position_id", "capacity", 1),
    "position-capacity": ("positions", "position_id", "capacity", 1),
    "minimum": ("positions", "position_id", "minimum", -1),
    "max-minors": ("positions", "position_id", "max_minors", 1),
    "beds": ("positions", "position_id", "housing_beds", 1),
    "host-capacity": ("hosts", "host_id", "capacity", 1),
    "host-minimum": ("hosts", "host_id", "minimum", -1),
    "quota-minimum": ("quotas", "quota_id", "minimum", -1),
    "quota-maximum": ("quotas", "quota_id", "maximum", 1),
}
"""Rules that are a number in a table: table, key, column, and which way easing goes."""


def relaxed(round_: Round, policy: Policy, steps: Steps) -> tuple[Round, Policy]:
    """Return the round and policy with every step taken."""
    for name, by in sorted(steps.items()):
        code = name[0]
        if code in TABLES:
            round_ = _number(round_, name, by)
        elif code in LISTS:
            round_ = LISTS[code](round_, name, by)
        elif code == "max-changes":
            policy = replace(policy, max_changes=(policy.max_changes or 0) + by)
    return round_, policy


def _number(round_: Round, name: Key, by: int) -> Round:
    table, key, column, way = TABLES[name[0]]
    rows: Iterable[Any] = getattr(round_, table)
    eased: Any = tuple(
        replace(row, **{column: max(0, (getattr(row, column) or 0) + way * by)})
        if getattr(row, key) == name[1]
        else row
        for row in rows
    )
    return replace(round_, **{table: eased})


def without_locks(round_: Round, name: Key, _: int) -> Round:
    """Lift what is fixed by hand for an applicant in a period."""
    applicant, period = name[1:]
    open_ = {j.position_id for j in round_.positions if j.period_id in (None, period)}
    kept = (
        k
        for k in round_.locks
        if k.kind != LockKind.ASSIGNED or k.applicant_id != applicant or k.position_id not in open_
    )
    return replace(round_, locks=tuple(kept))


def apart(round_: Round, name: Key, _: int) -> Round:
    """Let companions go apart."""
    return replace(round_, companions=tuple(c for c in round_.companions if c.companions_id != name[1]))


def more_mentors(round_: Round, name: Key, by: int) -> Round:
    """Add a mentor of the host (or a supervisor, where the host is empty) for one specialty, for ``by`` people more."""
    host, specialty = name[1:3]
    added = Mentor(f"+{host}:{specialty}", by, host or None, (specialty,) if specialty else ())
    return replace(round_, mentors=(*round_.mentors, added))


def more_under_agreement(round_: Round, name: Key, by: int) -> Round:
    """Add seats to the first of the agreements that could carry them."""
    first = name[2]
    agreements = tuple(
        replace(a, seats=a.seats + by) if a.agreement_id == first and a.seats is not None else a
        for a in round_.agreements
    )
    return replace(round_, agreements=agreements)


LISTS: Mapping[str, Callable[[Round, Key, int], Round]] = {
    "lock-assigned": without_locks,
    "companions": apart,
    "mentor": more_mentors,
    "supervisor": more_mentors,
    "agreement": more_under_agreement,
}
"""Rules that are rows of a table."""
