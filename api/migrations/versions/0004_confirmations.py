"""Confirmations: whether students come to the places that were published."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
COLLEGE = "current_setting('praktika.college', true)"


def upgrade() -> None:
    """Step up."""
    op.create_table(
        "confirmations",
        sa.Column("college_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("publication_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("applicant_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_coming", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["college_id", "publication_id"],
            ["publications.college_id", "publications.publication_id"],
            name="fk_confirmations_college_id_publications",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("college_id", "publication_id", "applicant_id", name="pk_confirmations"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE confirmations ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE confirmations FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_college ON confirmations USING (college_id = {COLLEGE} OR {COLLEGE} = '*')")


def downgrade() -> None:
    """Step down."""
    op.drop_table("confirmations")
