"""Migrations: the steps from one form of the tables to the next, up and down; shipped in the wheel, run from code."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

LOCK = 7_206_115_002
"""The number of the lock that keeps two servers from migrating one PostgreSQL at once."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the tables up to a revision, the newest by default; all steps in one transaction."""
    with engine.begin() as connection:
        _hold(connection)
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str = "-1") -> None:
    """Take the tables back by one revision, or to the one named (``base``: no tables)."""
    with engine.begin() as connection:
        _hold(connection)
        command.downgrade(_config(connection), revision)


def current(engine: Engine) -> str | None:
    """Return the revision of the tables, None for an empty database."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """Return the newest revision this version knows."""
    return str(ScriptDirectory.from_config(_config(None)).get_current_head())


def is_known(revision: str) -> bool:
    """Return whether this version knows a revision."""
    steps = ScriptDirectory.from_config(_config(None)).walk_revisions()
    return revision in {"base", *(step.revision for step in steps)}


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def _hold(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
