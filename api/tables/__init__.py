"""Tables: what the database holds. Every row of a college carries ``college_id``; times are seconds since 1970, UTC.

Ids that users choose (rounds, applicants) are unique in their college only; all keys therefore begin with the college.
JSON is kept as text: what was acknowledged comes back byte for byte, on both databases.
"""

from api.tables.columns import metadata, now
from api.tables.people import api_keys, colleges, sessions, users
from api.tables.record import audit, audit_heads, facts, idempotency
from api.tables.rounds import drafts, links, locks, rounds, scenarios, seat_answers, versions, wishes
from api.tables.runs import confirmations, moves, publications, results, run_events, runs, workers

__all__ = [
    "TENANT_TABLES",
    "api_keys",
    "audit",
    "audit_heads",
    "colleges",
    "confirmations",
    "drafts",
    "facts",
    "idempotency",
    "links",
    "locks",
    "metadata",
    "moves",
    "now",
    "publications",
    "results",
    "rounds",
    "run_events",
    "runs",
    "scenarios",
    "seat_answers",
    "sessions",
    "users",
    "versions",
    "wishes",
    "workers",
]

TENANT_TABLES = tuple(table.name for table in metadata.sorted_tables if "college_id" in table.c)
"""Tables whose rows belong to a college."""
