"""Content last: SQLite walks through a megabyte of content to every column that stands behind it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Step up."""
    if op.get_bind().dialect.name != "sqlite":
        return  # PostgreSQL keeps long words elsewhere anyway
    for table in ("versions", "publications"):
        # Not a table made anew: dropping the old one would take along the rows that point to it.
        op.add_column(table, sa.Column("moved", sa.Text(), nullable=False, server_default=""))
        op.execute(f"UPDATE {table} SET moved = content")  # noqa: S608  # our own names
        op.execute(f"ALTER TABLE {table} DROP COLUMN content")
        op.execute(f"ALTER TABLE {table} RENAME COLUMN moved TO content")


def downgrade() -> None:
    """Step down: where a column stands says nothing to the steps before, so it stays."""
