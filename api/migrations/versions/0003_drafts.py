"""Drafts: uploads that were read and shown, and are not yet taken as a version."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
COLLEGE = "current_setting('praktika.college', true)"


def upgrade() -> None:
    """Step up."""
    op.create_table(
        "drafts",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("draft_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("made_from", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["college_id"], ["colleges.college_id"], name="fk_drafts_college_id_colleges", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("college_id", "draft_id", name="pk_drafts"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE drafts ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE drafts FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_college ON drafts USING (college_id = {COLLEGE} OR {COLLEGE} = '*')")


def downgrade() -> None:
    """Step down."""
    op.drop_table("drafts")
