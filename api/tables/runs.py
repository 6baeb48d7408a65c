"""Tables of runs, of what came of them, and of what was made of that."""

from sqlalchemy import Boolean, Column, Double, Index, Integer, Table, UniqueConstraint, false

from api.tables.columns import belongs, key, maybe, metadata, moment, whole, words

workers = Table("workers", metadata, key("worker_id"), whole("slots"), moment("started_at"), moment("seen_at"))

runs = Table(
    "runs",
    metadata,
    key("college_id"),
    key("run_id"),
    words("round_id"),
    whole("version"),
    words("kind"),  # solve | simulate | replan
    words("state"),  # queued | running | done | failed | stopped
    words("request"),
    words("author"),
    whole("attempt", 0),  # the fencing token: each claim takes the next
    whole("released", 0),  # attempts that were given back in good order
    whole("last_event", 0),
    Column("stop_requested", Boolean, nullable=False, server_default=false()),
    maybe("worker_id"),
    maybe("lease_until", Double),
    maybe("progress"),
    maybe("failure"),
    moment("created_at"),
    maybe("started_at", Double),
    maybe("finished_at", Double),
    UniqueConstraint("run_id"),
    Index("ix_runs_waiting", "state", "created_at"),
    Index("ix_runs_of_round", "college_id", "round_id", "run_id"),
    belongs("college_id", "round_id", table="rounds"),
)

run_events = Table(
    "run_events",
    metadata,
    key("college_id"),
    key("run_id"),
    key("event_id", Integer),  # 1, 2, 3 … within its run, without a gap
    whole("attempt"),
    words("kind"),
    words("data"),
    moment("created_at"),
    belongs("college_id", "run_id", table="runs"),
)

results = Table(
    "results",
    metadata,
    key("college_id"),
    key("run_id"),
    whole("attempt"),
    words("content"),
    maybe("certificate"),
    words("sha256"),
    moment("created_at"),
    belongs("college_id", "run_id", table="runs"),
)

moves = Table(
    "moves",
    metadata,
    key("college_id"),
    key("run_id"),
    key("move_no", Integer),
    words("applicant_id"),
    words("period_id"),
    maybe("from_position_id"),
    maybe("to_position_id"),
    words("reason"),
    words("author"),
    moment("created_at"),
    belongs("college_id", "run_id", table="runs"),
)

publications = Table(
    "publications",
    metadata,
    key("college_id"),
    key("publication_id"),
    words("round_id"),
    whole("number"),  # 1, 2, 3 … within its round: a correction is the next
    words("run_id"),
    words("state"),  # draft | approved | published | withdrawn
    words("sha256"),
    maybe("corrects"),
    words("note"),
    words("drafted_by"),
    moment("drafted_at"),
    maybe("approved_by"),
    maybe("approved_at", Double),
    maybe("published_by"),
    maybe("published_at", Double),
    maybe("withdrawn_by"),
    maybe("withdrawn_at", Double),
    maybe("withdrawal_reason"),  # none where a correction took its place
    words("content"),  # last, for SQLite reads a row from its beginning
    UniqueConstraint("college_id", "round_id", "number", name="uq_publications_number"),
    belongs("college_id", table="colleges"),
)

confirmations = Table(
    "confirmations",
    metadata,
    key("college_id"),
    key("publication_id"),
    key("applicant_id"),
    Column("is_coming", Boolean, nullable=False),
    words("note"),
    words("author"),
    moment("updated_at"),
    belongs("college_id", "publication_id", table="publications"),
)
"""What a student says of the place that was published: coming, or why not."""
