"""Tables: what the database holds. Every row of a college carries ``college_id``; times are seconds since 1970, UTC.

Ids that users choose (rounds, applicants) are unique in their college only; all keys therefore begin with the college.
JSON is kept as text: what was acknowledged comes back byte for byte, on both databases.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class now(FunctionElement[float]):  # noqa: N801  # reads as the SQL function it is
    """The database's own clock, in seconds since 1970: one clock for workers on several machines."""

    type = Double()
    inherit_cache = True


@compiles(now, "sqlite")
def _sqlite_now(_element: Any, _compiler: Any, **_: Any) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(now, "postgresql")
def _postgresql_now(_element: Any, _compiler: Any, **_: Any) -> str:
    return "extract(epoch from clock_timestamp())::double precision"


def _key(name: str, kind: type[Any] = Text) -> Column[Any]:
    return Column(name, kind, primary_key=True, autoincrement=False)


def _text(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False)


def _maybe(name: str, kind: type[Any] = Text) -> Column[Any]:
    return Column(name, kind, nullable=True)


def _whole(name: str, default: int | None = None) -> Column[Any]:
    return Column(name, Integer, nullable=False, server_default=None if default is None else str(default))


def _at(name: str) -> Column[Any]:
    return Column(name, Double, nullable=False)


def _of(*columns: str, table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(columns, [f"{table}.{column}" for column in columns], ondelete="CASCADE")


facts = Table("facts", metadata, _key("name"), _text("value"))
"""What the installation knows of itself (which secret it was made with)."""

workers = Table("workers", metadata, _key("worker_id"), _whole("slots"), _at("started_at"), _at("seen_at"))

colleges = Table("colleges", metadata, _key("college_id"), _text("title"), _at("created_at"))

users = Table(
    "users",
    metadata,
    _key("college_id"),
    _key("user_id"),
    _text("name"),
    _text("role"),
    _maybe("subject_id"),  # the applicant a student is
    _at("created_at"),
    _maybe("disabled_at", Double),
    _of("college_id", table="colleges"),
)

api_keys = Table(
    "api_keys",
    metadata,
    _key("college_id"),
    _key("key_id"),
    _text("user_id"),
    _text("secret_hash"),
    _text("label"),
    _at("created_at"),
    _maybe("expires_at", Double),
    _maybe("revoked_at", Double),
    UniqueConstraint("key_id"),
    _of("college_id", "user_id", table="users"),
)

sessions = Table(
    "sessions",
    metadata,
    _key("college_id"),
    _key("token_hash"),
    _text("user_id"),
    _text("csrf_secret"),
    _at("created_at"),
    _at("expires_at"),
    UniqueConstraint("token_hash"),
    _of("college_id", "user_id", table="users"),
)

rounds = Table(
    "rounds",
    metadata,
    _key("college_id"),
    _key("round_id"),
    _maybe("title"),
    _text("kind"),
    _whole("current_version"),
    _whole("last_version"),
    _at("created_at"),
    _at("updated_at"),
    _of("college_id", table="colleges"),
)

versions = Table(
    "versions",
    metadata,
    _key("college_id"),
    _key("round_id"),
    _key("version", Integer),
    _text("content"),  # the round as one JSON document
    _text("fingerprint"),  # of the tables, whatever their order
    _text("etag"),  # of the content, policy included
    _text("counts"),
    _text("author"),
    _text("note"),
    _at("created_at"),
    _of("college_id", "round_id", table="rounds"),
)

links = Table(
    "links",
    metadata,
    _key("college_id"),
    _key("link_id"),
    _text("token_hash"),
    _text("round_id"),
    _text("kind"),  # host | student
    _text("subject_id"),
    _text("author"),
    _at("created_at"),
    _at("expires_at"),
    _maybe("revoked_at", Double),
    UniqueConstraint("token_hash"),
    _of("college_id", "round_id", table="rounds"),
)

runs = Table(
    "runs",
    metadata,
    _key("college_id"),
    _key("run_id"),
    _text("round_id"),
    _whole("version"),
    _text("kind"),  # solve | simulate | replan
    _text("state"),  # queued | running | done | failed | stopped
    _text("request"),
    _text("author"),
    _whole("attempt", 0),  # the fencing token: each claim takes the next
    _whole("released", 0),  # attempts that were given back in good order
    _whole("last_event", 0),
    Column("stop_requested", Boolean, nullable=False, server_default=false()),
    _maybe("worker_id"),
    _maybe("lease_until", Double),
    _maybe("progress"),
    _maybe("failure"),
    _at("created_at"),
    _maybe("started_at", Double),
    _maybe("finished_at", Double),
    UniqueConstraint("run_id"),
    Index("ix_runs_waiting", "state", "created_at"),
    Index("ix_runs_of_round", "college_id", "round_id", "run_id"),
    _of("college_id", "round_id", table="rounds"),
)

run_events = Table(
    "run_events",
    metadata,
    _key("college_id"),
    _key("run_id"),
    _key("event_id", Integer),  # 1, 2, 3 … within its run, without a gap
    _whole("attempt"),
    _text("kind"),
    _text("data"),
    _at("created_at"),
    _of("college_id", "run_id", table="runs"),
)

results = Table(
    "results",
    metadata,
    _key("college_id"),
    _key("run_id"),
    _whole("attempt"),
    _text("content"),
    _maybe("certificate"),
    _text("sha256"),
    _at("created_at"),
    _of("college_id", "run_id", table="runs"),
)

locks = Table(
    "locks",
    metadata,
    _key("college_id"),
    _key("lock_id"),
    _text("round_id"),
    _text("applicant_id"),
    _text("position_id"),
    _text("kind"),
    _text("reason"),
    _text("author"),
    _at("created_at"),
    UniqueConstraint("college_id", "round_id", "applicant_id", "position_id", name="uq_locks_pair"),
    _of("college_id", "round_id", table="rounds"),
)

moves = Table(
    "moves",
    metadata,
    _key("college_id"),
    _key("run_id"),
    _key("move_no", Integer),
    _text("applicant_id"),
    _text("period_id"),
    _maybe("from_position_id"),
    _maybe("to_position_id"),
    _text("reason"),
    _text("author"),
    _at("created_at"),
    _of("college_id", "run_id", table="runs"),
)

publications = Table(
    "publications",
    metadata,
    _key("college_id"),
    _key("publication_id"),
    _text("round_id"),
    _whole("number"),  # 1, 2, 3 … within its round: a correction is the next
    _text("run_id"),
    _text("state"),  # draft | approved | published | withdrawn
    _text("content"),
    _text("sha256"),
    _maybe("corrects"),
    _text("note"),
    _text("drafted_by"),
    _at("drafted_at"),
    _maybe("approved_by"),
    _maybe("approved_at", Double),
    _maybe("published_by"),
    _maybe("published_at", Double),
    UniqueConstraint("college_id", "round_id", "number", name="uq_publications_number"),
    _of("college_id", table="colleges"),
)

scenarios = Table(
    "scenarios",
    metadata,
    _key("college_id"),
    _key("scenario_id"),
    _text("title"),
    _text("content"),
    _text("etag"),
    _text("author"),
    _at("created_at"),
    _at("updated_at"),
    _of("college_id", table="colleges"),
)

seat_answers = Table(
    "seat_answers",
    metadata,
    _key("college_id"),
    _key("round_id"),
    _key("position_id"),
    _text("host_id"),
    _whole("seats"),
    _text("note"),
    _text("author"),
    _at("updated_at"),
    _of("college_id", "round_id", table="rounds"),
)
"""What a host says of its seats; 0 declines them."""

wishes = Table(
    "wishes",
    metadata,
    _key("college_id"),
    _key("round_id"),
    _key("applicant_id"),
    _text("ranking"),
    _at("updated_at"),
    _of("college_id", "round_id", table="rounds"),
)
"""What a student ranks on the page, until the college takes it into a version of the round."""

idempotency = Table(
    "idempotency",
    metadata,
    _key("college_id"),
    _key("actor"),
    _key("idempotency_key"),
    _text("route"),
    _text("body_sha256"),
    _text("token"),
    _at("lease_until"),
    _at("expires_at"),
    _maybe("status", Integer),
    _maybe("headers"),
    _maybe("body"),
    _of("college_id", table="colleges"),
)

audit = Table(
    "audit",
    metadata,
    _key("college_id"),
    _key("entry_no", Integer),
    _at("created_at"),
    _text("actor"),
    _text("action"),
    _text("subject"),
    _text("data"),
    _text("hash"),
)

audit_heads = Table("audit_heads", metadata, _key("college_id"), _whole("entries"), _text("hash"), _text("seal"))
"""The last entry's number and hash: a chain that was cut short does not reach it."""

TENANT_TABLES = tuple(table.name for table in metadata.sorted_tables if "college_id" in table.c)
"""Tables whose rows belong to a college."""
