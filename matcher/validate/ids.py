"""Checks of ids: each once, and none that nobody knows."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import partial
from operator import attrgetter
from typing import Any

from matcher.origin import Origin
from matcher.rounds import Preference, Priority, Round
from matcher.validate.fault import Fault, repeated, rows_where

IDS: Mapping[str, str] = {
    "applicants": "applicant_id",
    "groups": "group",
    "periods": "period_id",
    "hosts": "host_id",
    "positions": "position_id",
    "agreements": "agreement_id",
    "mentors": "mentor_id",
    "quotas": "quota_id",
}
"""The tables whose rows have an id, and the field that holds it."""

REFERENCES: tuple[tuple[str, str, str], ...] = (
    ("applicants", "group", "groups"),
    ("positions", "host_id", "hosts"),
    ("positions", "period_id", "periods"),
    ("preferences", "applicant_id", "applicants"),
    ("preferences", "position_id", "positions"),
    ("preferences", "host_id", "hosts"),
    ("preferences", "period_id", "periods"),
    ("priorities", "applicant_id", "applicants"),
    ("priorities", "position_id", "positions"),
    ("priorities", "host_id", "hosts"),
    ("pairs", "applicant_id", "applicants"),
    ("pairs", "position_id", "positions"),
    ("agreements", "host_id", "hosts"),
    ("agreements", "applicant_id", "applicants"),
    ("mentors", "host_id", "hosts"),
    ("quotas", "host_id", "hosts"),
    ("quotas", "position_id", "positions"),
    ("locks", "applicant_id", "applicants"),
    ("locks", "position_id", "positions"),
    ("companions", "applicant_id", "applicants"),
)
"""Fields that name a row of another table. Placements and outcomes are history: they may name whom and what is gone."""


def duplicate_ids(round_: Round, _: Origin) -> Iterator[Fault]:
    """Two rows of one table share an id."""
    for table, name in IDS.items():
        rows, key = getattr(round_, table), attrgetter(name)
        for i, first in repeated(rows, key):
            yield Fault(table, "duplicate-id", i, (name,), {"id": key(rows[i])}, first=first)


def duplicate_rows(round_: Round, _: Origin) -> Iterator[Fault]:
    """Two rows of one table speak of the same thing."""
    for table, key in KEYS.items():
        rows = getattr(round_, table)
        for i, first in repeated(rows, key):
            values = {"applicant_id": rows[i].applicant_id}
            yield Fault(table, "duplicate-row", i, ("applicant_id",), values, first=first)


def _wish(row: Preference) -> Hashable:
    return (row.applicant_id, row.position_id, row.host_id if row.position_id is None else None, row.period_id)


def _priority(row: Priority) -> Hashable:
    return (row.applicant_id, row.position_id, row.host_id if row.position_id is None else None)


KEYS: Mapping[str, Callable[[Any], Hashable]] = {
    "preferences": _wish,
    "priorities": _priority,
    "pairs": attrgetter("applicant_id", "position_id"),
    "locks": attrgetter("applicant_id", "position_id", "kind"),
    "companions": attrgetter("companions_id", "applicant_id"),
}
"""What a row of a table speaks of; a position before a host."""


def unknown_ids(round_: Round, origin: Origin) -> Iterator[Fault]:
    """A row names an id that its table does not have."""
    known = known_ids(round_)
    unsure = {table for table, _, name in origin.damaged if IDS.get(table) == name}
    for table, name, target in REFERENCES:
        own = known[target]
        if own is not None and target not in unsure:
            for i, value in rows_where(getattr(round_, table), name, partial(_outside, own)):
                yield Fault(table, "unknown-id", i, (name,), {"id": value, "table": target})


def _outside(known: frozenset[str], value: str) -> bool:
    return value not in known


def unknown_groups_of_periods(round_: Round, _: Origin) -> Iterator[Fault]:
    """A period is for a group that neither the groups table nor any applicant names."""
    known = {g.group for g in round_.groups} or {a.group for a in round_.applicants if a.group is not None}
    for i, period in enumerate(round_.periods):
        for group in sorted(set(period.group) - known):
            yield Fault("periods", "unknown-id", i, ("group",), {"id": group, "table": "groups"})


def known_ids(round_: Round) -> Mapping[str, frozenset[str] | None]:
    """Return the ids that rows may name, by table; None where the table is absent and anything may be named.

    Without a hosts table the positions say which hosts there are. A position without a host is one of its own.
    """
    known: dict[str, frozenset[str] | None] = {
        table: frozenset(map(attrgetter(name), getattr(round_, table))) for table, name in IDS.items()
    }
    if not round_.groups:
        known["groups"] = None
    own = frozenset(j.host for j in round_.positions if j.host_id is None or not round_.hosts)
    known["hosts"] = frozenset(h.host_id for h in round_.hosts) | own
    return known
