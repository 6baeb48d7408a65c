"""Withdrawals: who withdrew a publication, when and why; content stays the last column."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
COLUMNS = (("withdrawn_by", sa.Text), ("withdrawn_at", sa.Double), ("withdrawal_reason", sa.Text))


def upgrade() -> None:
    """Step up."""
    for name, kind in COLUMNS:
        op.add_column("publications", sa.Column(name, kind(), nullable=True))
    if op.get_bind().dialect.name != "sqlite":
        return
    # As in step 0005: SQLite walks through a megabyte of content to whatever stands behind it.
    op.add_column("publications", sa.Column("moved", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE publications SET moved = content")
    op.execute("ALTER TABLE publications DROP COLUMN content")
    op.execute("ALTER TABLE publications RENAME COLUMN moved TO content")


def downgrade() -> None:
    """Step down."""
    for name, _ in reversed(COLUMNS):
        op.drop_column("publications", name)
