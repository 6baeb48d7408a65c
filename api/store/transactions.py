"""Store and Tx: every read and write of one college is a transaction that can see this college only."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, select, text
from sqlalchemy.sql.dml import ReturningDelete, ReturningInsert, ReturningUpdate, UpdateBase

from api.settings import Settings
from api.store.database import IMMEDIATE, open_engine
from api.tables import now

EVERY_COLLEGE = "*"
"""What row-level security takes for all colleges: for workers looking for runs, and keys of a college not yet known."""

Query = Select[Any] | ReturningInsert[Any] | ReturningUpdate[Any] | ReturningDelete[Any]


@dataclass(frozen=True, slots=True)
class Tx:
    """One transaction of one college: the connection, who acts (an id, never a name) and the secret of the store."""

    connection: Connection
    college_id: str
    actor: str
    secret: bytes

    def all(self, query: Query) -> list[Row[Any]]:
        """Return every row of a query."""
        return list(self.connection.execute(query).all())

    def one(self, query: Query) -> Row[Any] | None:
        """Return the first row of a query, None without one."""
        return self.connection.execute(query).first()

    def value(self, query: Query) -> Any:
        """Return the first column of the first row, None without one."""
        row = self.one(query)
        return None if row is None else row[0]

    def run(self, statement: UpdateBase) -> int:
        """Carry out a statement and return how many rows it changed."""
        return self.connection.execute(statement).rowcount

    def now(self) -> float:
        """Return the database's time in seconds since 1970."""
        return float(self.value(select(now())))

    @property
    def is_sqlite(self) -> bool:
        """Return whether this is SQLite."""
        return self.connection.dialect.name == "sqlite"


class Store:
    """The database of an installation. Make one a process; it is safe among threads, and not after a fork."""

    def __init__(self, settings: Settings, secret: bytes) -> None:
        self.settings = settings
        self.secret = secret
        self.engine: Engine = open_engine(settings)
        self._writer = Lock()

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()

    @contextmanager
    def read(self, college_id: str, actor: str = "") -> Iterator[Tx]:
        """Open a transaction that only reads this college: one consistent picture."""
        with self.engine.connect() as connection, connection.begin():
            yield self._tx(connection, college_id, actor)

    @contextmanager
    def snapshot(self, college_id: str) -> Iterator[Tx]:
        """Open a transaction in which all reads, however many, see one moment (on SQLite every one does)."""
        options = {} if self.settings.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield self._tx(connection, college_id, "")

    @contextmanager
    def write(self, college_id: str, actor: str) -> Iterator[Tx]:
        """Open a transaction that writes: all of it is kept when the block ends, none when it raises.

        SQLite has one writer; waiting for it in this process is fair and quick, waiting in SQLite is neither.
        """
        if self.settings.is_sqlite:
            with self._writer:
                yield from self._written(college_id, actor)
        else:
            yield from self._written(college_id, actor)

    def _written(self, college_id: str, actor: str) -> Iterator[Tx]:
        with self.engine.connect().execution_options(**{IMMEDIATE: True}) as connection, connection.begin():
            yield self._tx(connection, college_id, actor)

    def _tx(self, connection: Connection, college_id: str, actor: str) -> Tx:
        if connection.dialect.name == "postgresql":
            # The second wall: row-level security compares every row with this, until the transaction ends.
            connection.execute(select(func.set_config("praktika.college", college_id, True)))  # noqa: FBT003  # SQL has no names
        return Tx(connection, college_id, actor, self.secret)

    def is_ready(self) -> bool:
        """Return whether the database answers."""
        with self.engine.connect() as connection:
            return bool(connection.execute(text("SELECT 1")).scalar())
