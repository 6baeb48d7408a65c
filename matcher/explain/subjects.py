"""Subjects: what a round may have one more or one fewer of, and the round that would be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from matcher.policy import Policy
from matcher.rounds import Round


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """``kind`` as in :class:`matcher.matching.SeatPrice`, and the id of the row in its table."""

    kind: str
    subject_id: str


def subjects(round_: Round, policy: Policy) -> list[Subject]:
    """Return every subject in order of kind and id: positions and hosts, then what conditions in force count.

    A host or an agreement that sets no limit of its own has no seat more or fewer, and is no subject.
    """
    seats = [Subject("position", j.position_id) for j in round_.positions]
    seats += [Subject("host", h.host_id) for h in round_.hosts if h.capacity is not None]
    return [*sorted(seats, key=lambda s: (s.kind != "position", s.subject_id)), *sorted(_counted(round_, policy))]


def _counted(round_: Round, policy: Policy) -> Iterator[Subject]:
    for mentor in round_.mentors:
        if policy.rule_is_on("mentors" if mentor.host_id is not None else "supervisors", default=True):
            yield Subject("mentor", mentor.mentor_id)
    for agreement in round_.agreements:
        if agreement.seats is not None and policy.rule_is_on("agreement-seats", default=True):
            yield Subject("agreement", agreement.agreement_id)
    for quota in round_.quotas:
        if quota.maximum is not None:
            yield Subject("quota-maximum", quota.quota_id)
        if quota.minimum:
            yield Subject("quota-minimum", quota.quota_id)


SEATS: Mapping[str, tuple[str, str, str]] = {
    "position": ("positions", "position_id", "capacity"),
    "host": ("hosts", "host_id", "capacity"),
    "mentor": ("mentors", "mentor_id", "capacity"),
    "agreement": ("agreements", "agreement_id", "seats"),
    "quota-maximum": ("quotas", "quota_id", "maximum"),
    "quota-minimum": ("quotas", "quota_id", "minimum"),
}
"""The table of each kind, its id and the number of seats in it."""


def changed(round_: Round, subject: Subject, by: int) -> Round | None:
    """Return the round with ``by`` seats more (fewer when negative) at the subject; None where there are too few.

    At a minimum a seat more is one that need not be filled: it falls by one.
    """
    table, key, field = SEATS[subject.kind]
    rows: list[Any] = list(getattr(round_, table))
    own = [n for n, row in enumerate(rows) if getattr(row, key) == subject.subject_id]
    for n in own:
        seats = getattr(rows[n], field) + (-by if field == "minimum" else by)
        if seats < 0:
            return None
        rows[n] = replace(rows[n], **{field: seats})
    tables: dict[str, Any] = {table: tuple(rows)}
    return replace(round_, **tables)
