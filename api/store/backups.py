"""Backups: every row of every table in one file, taken while the service runs, for either kind of database.

The file is gzip over lines of JSON: a head, each row as ``[table, {column: value}]``, and an end that says how many
rows there are and their SHA-256. One snapshot is read, so what hangs together is together. Secrets stand in it as
hashes only, and the installation's own secret not at all: keep that apart.
"""

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, MetaData, func, insert, select

from api import migrations
from api.store import audit
from api.store.refusals import ConflictError
from api.store.transactions import EVERY_COLLEGE, Store, Tx
from api.tables import colleges, metadata

VERSION = 1
MANY = 500
"""Rows written at once."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: the revision of its tables and the number of rows."""

    revision: str
    rows: int


def backup(store: Store, path: Path) -> Backup:
    """Write a backup to ``path``, whole or not at all, to be read by its owner only."""
    revision = migrations.current(store.engine) or "base"
    beside = path.with_name(f".{path.name}.{token_hex(4)}.tmp")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as raw:
            rows = _write(store, raw, revision)
            raw.flush()
            os.fsync(raw.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return Backup(revision, rows)


def _write(store: Store, raw: Any, revision: str) -> int:
    rows, digest = 0, sha256()
    with gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as out, store.snapshot(EVERY_COLLEGE) as tx:
        out.write(_line({"praktika-backup": VERSION, "revision": revision}))
        for row in _rows(tx):
            line = _line(row)
            digest.update(line)
            out.write(line)
            rows += 1
        out.write(_line({"end": rows, "sha256": digest.hexdigest()}))
    return rows


def _rows(tx: Tx) -> Iterator[list[Any]]:
    for table in metadata.sorted_tables:
        query = select(table).order_by(*table.primary_key.columns)
        found = tx.connection.execution_options(stream_results=True, yield_per=20).execute(query)
        for row in found.mappings():
            yield [table.name, dict(row)]


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def restore(store: Store, path: Path) -> Backup:
    """Fill an empty database from a backup and bring it up to date; every audit chain must hold.

    Raises ConflictError: the file is no whole backup, is of a later version, the database is not empty, or a chain does
    not hold (another secret, or a changed file). Nothing is kept then.
    """
    found = checked(path)
    migrations.upgrade(store.engine)
    with store.read(EVERY_COLLEGE) as tx:
        if tx.value(select(func.count()).select_from(colleges)):
            raise ConflictError("not-empty")
    migrations.downgrade(store.engine, "base")
    try:
        migrations.upgrade(store.engine, found.revision)
        with store.write(EVERY_COLLEGE, "restore") as tx:
            _fill(tx.connection, path)
        migrations.upgrade(store.engine)
        _check_chains(store)
    except BaseException:
        migrations.downgrade(store.engine, "base")
        migrations.upgrade(store.engine)
        raise
    return found


def checked(path: Path) -> Backup:
    """Return what a backup says of itself after reading it whole. Raises ConflictError when it is damaged."""
    rows, digest, end, head = 0, sha256(), None, None
    try:
        with gzip.open(path, "rb") as lines:
            head = json.loads(next(lines))
            for line in lines:
                if line.startswith(b"["):
                    rows += 1
                    digest.update(line)
                else:
                    end = json.loads(line)
    except (EOFError, gzip.BadGzipFile, StopIteration, ValueError) as error:
        raise ConflictError("damaged-backup") from error
    if not isinstance(head, dict) or head.get("praktika-backup") != VERSION:
        raise ConflictError("no-backup")
    if end != {"end": rows, "sha256": digest.hexdigest()}:
        raise ConflictError("damaged-backup")
    if not migrations.is_known(head["revision"]):
        raise ConflictError("later-version", revision=head["revision"])
    return Backup(head["revision"], rows)


def _fill(connection: Connection, path: Path) -> None:
    """Write the rows into tables as they were at the backup's revision."""
    tables = MetaData()
    tables.reflect(connection)
    connection.execute(tables.tables["facts"].delete())
    with gzip.open(path, "rb") as lines:
        rows = (json.loads(line) for line in lines if line.startswith(b"["))
        for name, of_table in groupby(rows, key=lambda row: row[0]):
            values = [row[1] for row in of_table]
            for start in range(0, len(values), MANY):
                connection.execute(insert(tables.tables[name]), values[start : start + MANY])


def _check_chains(store: Store) -> None:
    with store.read(EVERY_COLLEGE) as tx:
        names = [row[0] for row in tx.all(select(colleges.c.college_id))]
    for college_id in names:
        with store.read(college_id) as tx:
            if audit.verify(tx):
                raise ConflictError("audit-broken", college=college_id)
