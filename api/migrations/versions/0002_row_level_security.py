"""Row-level security on PostgreSQL: a second wall between colleges, whatever a query forgets."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = (
    "colleges",
    "users",
    "api_keys",
    "sessions",
    "rounds",
    "versions",
    "links",
    "runs",
    "run_events",
    "results",
    "locks",
    "moves",
    "publications",
    "scenarios",
    "seat_answers",
    "wishes",
    "idempotency",
    "audit",
    "audit_heads",
)
COLLEGE = "current_setting('praktika.college', true)"


def upgrade() -> None:
    """Let every row be seen and written only by its own college, or by who looks at all (``*``)."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_college ON {table} USING (college_id = {COLLEGE} OR {COLLEGE} = '*')")


def downgrade() -> None:
    """Take the wall down."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in TABLES:
        op.execute(f"DROP POLICY own_college ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
