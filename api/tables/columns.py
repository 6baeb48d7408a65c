"""Columns: the kinds of columns all tables are made of, and the database's own clock."""

from typing import Any

from sqlalchemy import (
    Column,
    Double,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Text,
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


def key(name: str, kind: type[Any] = Text) -> Column[Any]:
    """Return a column of the primary key."""
    return Column(name, kind, primary_key=True, autoincrement=False)


def words(name: str) -> Column[Any]:
    """Return a column of text that is always there."""
    return Column(name, Text, nullable=False)


def maybe(name: str, kind: type[Any] = Text) -> Column[Any]:
    """Return a column that may be empty."""
    return Column(name, kind, nullable=True)


def whole(name: str, default: int | None = None) -> Column[Any]:
    """Return a column of whole numbers."""
    return Column(name, Integer, nullable=False, server_default=None if default is None else str(default))


def moment(name: str) -> Column[Any]:
    """Return a column of seconds since 1970, UTC."""
    return Column(name, Double, nullable=False)


def belongs(*columns: str, table: str) -> ForeignKeyConstraint:
    """Return the reference by which rows go when what they belong to goes."""
    return ForeignKeyConstraint(columns, [f"{table}.{column}" for column in columns], ondelete="CASCADE")
