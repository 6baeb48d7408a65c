"""The first tables: everything a college keeps, the runs and who may carry them out."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Step up."""
    op.create_table(
        "audit",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("entry_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("college_id", "entry_no", name="pk_audit"),
    )
    op.create_table(
        "audit_heads",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("college_id", name="pk_audit_heads"),
    )
    op.create_table(
        "colleges",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("college_id", name="pk_colleges"),
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_facts"),
    )
    op.create_table(
        "workers",
        sa.Column("worker_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("slots", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.Double(), nullable=False),
        sa.Column("seen_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("worker_id", name="pk_workers"),
    )
    op.create_table(
        "idempotency",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("actor", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("idempotency_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("body_sha256", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("lease_until", sa.Double(), nullable=False),
        sa.Column("expires_at", sa.Double(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["college_id"], ["colleges.college_id"], name="fk_idempotency_college_id_colleges", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("college_id", "actor", "idempotency_key", name="pk_idempotency"),
    )
    op.create_table(
        "publications",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("publication_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("corrects", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.Text(), nullable=False),
        sa.Column("drafted_at", sa.Double(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.Double(), nullable=True),
        sa.Column("published_by", sa.Text(), nullable=True),
        sa.Column("published_at", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["college_id"],
            ["colleges.college_id"],
            name="fk_publications_college_id_colleges",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("college_id", "publication_id", name="pk_publications"),
        sa.UniqueConstraint("college_id", "round_id", "number", name="uq_publications_number"),
    )
    op.create_table(
        "rounds",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("current_version", sa.Integer(), nullable=False),
        sa.Column("last_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("updated_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["college_id"], ["colleges.college_id"], name="fk_rounds_college_id_colleges", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("college_id", "round_id", name="pk_rounds"),
    )
    op.create_table(
        "scenarios",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scenario_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("updated_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["college_id"], ["colleges.college_id"], name="fk_scenarios_college_id_colleges", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("college_id", "scenario_id", name="pk_scenarios"),
    )
    op.create_table(
        "users",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("disabled_at", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["college_id"], ["colleges.college_id"], name="fk_users_college_id_colleges", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("college_id", "user_id", name="pk_users"),
    )
    op.create_table(
        "api_keys",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("key_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("expires_at", sa.Double(), nullable=True),
        sa.Column("revoked_at", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["college_id", "user_id"],
            ["users.college_id", "users.user_id"],
            name="fk_api_keys_college_id_users",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("college_id", "key_id", name="pk_api_keys"),
        sa.UniqueConstraint("key_id", name="uq_api_keys_key_id"),
    )
    op.create_table(
        "links",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("link_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("round_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("expires_at", sa.Double(), nullable=False),
        sa.Column("revoked_at", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["college_id", "round_id"],
            ["rounds.college_id", "rounds.round_id"],
            name="fk_links_college_id_rounds",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("college_id", "link_id", name="pk_links"),
        sa.UniqueConstraint("token_hash", name="uq_links_token_hash"),
    )
    op.create_table(
        "locks",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("lock_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.Text(), nullable=False),
        sa.Column("applicant_id", sa.Text(), nullable=False),
        sa.Column("position_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["college_id", "round_id"],
            ["rounds.college_id", "rounds.round_id"],
            name="fk_locks_college_id_rounds",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("college_id", "lock_id", name="pk_locks"),
        sa.UniqueConstraint("college_id", "round_id", "applicant_id", "position_id", name="uq_locks_pair"),
    )
    op.create_table(
        "runs",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("released", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_event", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stop_requested", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("worker_id", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.Double(), nullable=True),
        sa.Column("progress", sa.Text(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("started_at", sa.Double(), nullable=True),
        sa.Column("finished_at", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["college_id", "round_id"],
            ["rounds.college_id", "rounds.round_id"],
            name="fk_runs_college_id_rounds",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("college_id", "run_id", name="pk_runs"),
        sa.UniqueConstraint("run_id", name="uq_runs_run_id"),
    )
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.create_index("ix_runs_of_round", ["college_id", "round_id", "run_id"], unique=False)
        batch_op.create_index("ix_runs_waiting", ["state", "created_at"], unique=False)

    op.create_table(
        "seat_answers",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("position_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("host_id", sa.Text(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["college_id", "round_id"],
            ["rounds.college_id", "rounds.round_id"],
            name="fk_seat_answers_college_id_rounds",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("college_id", "round_id", "position_id", name="pk_seat_answers"),
    )
    op.create_table(
        "sessions",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("token_hash", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("csrf_secret", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("expires_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["college_id", "user_id"],
            ["users.college_id", "users.user_id"],
            name="fk_sessions_college_id_users",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("college_id", "token_hash", name="pk_sessions"),
        sa.UniqueConstraint("token_hash", name="uq_sessions_token_hash"),
    )
    op.create_table(
        "versions",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["college_id", "round_id"],
            ["rounds.college_id", "rounds.round_id"],
            name="fk_versions_college_id_rounds",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("college_id", "round_id", "version", name="pk_versions"),
    )
    op.create_table(
        "wishes",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("applicant_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("ranking", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["college_id", "round_id"],
            ["rounds.college_id", "rounds.round_id"],
            name="fk_wishes_college_id_rounds",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("college_id", "round_id", "applicant_id", name="pk_wishes"),
    )
    op.create_table(
        "moves",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("move_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("applicant_id", sa.Text(), nullable=False),
        sa.Column("period_id", sa.Text(), nullable=False),
        sa.Column("from_position_id", sa.Text(), nullable=True),
        sa.Column("to_position_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["college_id", "run_id"],
            ["runs.college_id", "runs.run_id"],
            name="fk_moves_college_id_runs",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("college_id", "run_id", "move_no", name="pk_moves"),
    )
    op.create_table(
        "results",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["college_id", "run_id"],
            ["runs.college_id", "runs.run_id"],
            name="fk_results_college_id_runs",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("college_id", "run_id", name="pk_results"),
    )
    op.create_table(
        "run_events",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["college_id", "run_id"],
            ["runs.college_id", "runs.run_id"],
            name="fk_run_events_college_id_runs",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("college_id", "run_id", "event_id", name="pk_run_events"),
    )


def downgrade() -> None:
    """Step down."""
    op.drop_table("run_events")
    op.drop_table("results")
    op.drop_table("moves")
    op.drop_table("wishes")
    op.drop_table("versions")
    op.drop_table("sessions")
    op.drop_table("seat_answers")
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.drop_index("ix_runs_waiting")
        batch_op.drop_index("ix_runs_of_round")

    op.drop_table("runs")
    op.drop_table("locks")
    op.drop_table("links")
    op.drop_table("api_keys")
    op.drop_table("users")
    op.drop_table("scenarios")
    op.drop_table("rounds")
    op.drop_table("publications")
    op.drop_table("idempotency")
    op.drop_table("workers")
    op.drop_table("facts")
    op.drop_table("colleges")
    op.drop_table("audit_heads")
    op.drop_table("audit")
