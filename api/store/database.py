"""The database: how an engine is made, and where SQLite and PostgreSQL differ."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from api.settings import Settings

IMMEDIATE = "praktika_immediate"
"""The execution option of a transaction that will write."""
BUSY_SECONDS = 30


def open_engine(settings: Settings) -> Engine:
    """Return an engine for the database of the settings; nothing is connected yet."""
    if settings.is_sqlite:
        return _sqlite(settings)
    return create_engine(
        settings.url,
        pool_size=settings.pool_size,
        max_overflow=settings.pool_size,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10},
    )


def _sqlite(settings: Settings) -> Engine:
    database = make_url(settings.url).database
    if database and database != ":memory:":
        settings.home.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        settings.url,
        pool_size=settings.pool_size,
        max_overflow=settings.pool_size,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """Take transactions into our own hands; what is acknowledged is on the disk (synchronous=FULL)."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once where a transaction will write: waiting for it later would end in a deadlock."""
    immediate = connection.get_execution_options().get(IMMEDIATE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
