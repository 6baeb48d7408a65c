"""Backups: everything comes back, on either database, and nothing but a whole one is taken."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from api import migrations
from api.settings import Settings
from api.store import audit, claims, rounds
from api.store.backups import backup, restore
from api.store.opening import open_store
from api.store.refusals import ConflictError
from api.store.transactions import Store, Tx
from api.tables import metadata
from tests.api.people import college, queued, stored


@pytest.fixture
def full(store: Store) -> Store:
    for name in ("north", "south"):
        officer = college(store, name)
        stored(store, officer, name)
        run = queued(store, officer, name)
        claims.claim(store, "w")
        claims.finish(store, claims.Token(name, run.run_id, 1), claims.Outcome("done", '{"é":1}'), "w")
    return store


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(Settings(home=tmp_path / "other", secret="s" * 32), migrate=False)
    yield opened
    opened.close()


def rows(tx: Tx) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: [tuple(row) for row in tx.all(select(table).order_by(*table.primary_key.columns))]
        for table in metadata.sorted_tables
    }


def all_rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.read("*") as tx:
        return rows(tx)


def test_everything_comes_back_in_another_database(full: Store, empty: Store, tmp_path: Path) -> None:
    written = backup(full, tmp_path / "b.gz")
    assert restore(empty, tmp_path / "b.gz") == written
    assert all_rows(empty) == all_rows(full)
    assert written.rows == sum(map(len, all_rows(full).values()))
    with empty.read("south") as tx:
        assert audit.verify(tx) == []
        assert rounds.get(tx, "spring").version == 1


def test_a_backup_of_sqlite_fills_the_database_it_came_from_kind_or_not(
    full: Store, empty: Store, tmp_path: Path
) -> None:
    backup(full, tmp_path / "b.gz")
    restore(empty, tmp_path / "b.gz")
    backup(empty, tmp_path / "c.gz")
    before = all_rows(full)
    migrations.downgrade(full.engine, "base")
    restore(full, tmp_path / "c.gz")
    assert all_rows(full) == before


def test_a_backup_is_for_its_owner_only_and_the_same_twice(full: Store, tmp_path: Path) -> None:
    for name in ("b.gz", "c.gz"):
        backup(full, tmp_path / name)
    assert (tmp_path / "b.gz").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "b.gz").read_bytes() == (tmp_path / "c.gz").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"b.gz", "c.gz", "home"}


def test_a_database_in_use_is_not_overwritten(full: Store, tmp_path: Path) -> None:
    backup(full, tmp_path / "b.gz")
    before = all_rows(full)
    with pytest.raises(ConflictError, match="not-empty"):
        restore(full, tmp_path / "b.gz")
    assert all_rows(full) == before


def spoilt(path: Path, how: str) -> Path:
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    other = path.with_name("spoilt.gz")
    if how == "cut":
        other.write_bytes(path.read_bytes()[:-20])
    elif how == "no-gzip":
        other.write_bytes(b"PK")
    else:
        changed = {
            "a row less": [*lines[:3], *lines[4:]],
            "no end": lines[:-1],
            "another head": [b'{"x":1}\n', *lines[1:]],
            "a word changed": [line.replace(b"Spring", b"Winter") for line in lines],
            "later": [json.dumps({"praktika-backup": 1, "revision": "9999"}).encode() + b"\n", *lines[1:]],
            "empty": [],
        }[how]
        other.write_bytes(gzip.compress(b"".join(changed)))
    return other


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("cut", "damaged-backup"),
        ("no-gzip", "damaged-backup"),
        ("a row less", "damaged-backup"),
        ("no end", "damaged-backup"),
        ("a word changed", "damaged-backup"),
        ("empty", "damaged-backup"),
        ("another head", "no-backup"),
        ("later", "later-version"),
    ],
)
def test_a_damaged_backup_changes_nothing(
    sqlite_store: Store, empty: Store, tmp_path: Path, how: str, code: str
) -> None:
    stored(sqlite_store, college(sqlite_store))
    backup(sqlite_store, tmp_path / "b.gz")
    with pytest.raises(ConflictError, match=code):
        restore(empty, spoilt(tmp_path / "b.gz", how))
    assert migrations.current(empty.engine) is None


def test_a_backup_whose_history_was_written_over_is_refused(full: Store, settings: Settings, tmp_path: Path) -> None:
    backup(full, tmp_path / "b.gz")
    other = open_store(Settings(home=tmp_path / "other", secret="t" * 32), migrate=False)
    with pytest.raises(ConflictError, match="audit-broken"):
        restore(other, tmp_path / "b.gz")
    assert not any(all_rows(other).values())
    other.close()


def test_a_backup_is_one_moment_while_others_write(full: Store, empty: Store, tmp_path: Path) -> None:
    """Rounds and audit entries that come in between are both in it or both not."""
    from threading import Event, Thread

    ending = Event()

    def write() -> None:
        n = 0
        while not ending.is_set():
            stored(full, "someone", "north", f"round-{n}")
            n += 1

    writer = Thread(target=write)
    writer.start()
    try:
        backup(full, tmp_path / "b.gz")
    finally:
        ending.set()
        writer.join()
    restore(empty, tmp_path / "b.gz")
    found = all_rows(empty)
    assert len(found["rounds"]) == len(found["versions"])


@pytest.fixture
def sqlite_store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    home = tmp_path / "lite"
    home.mkdir()
    (home / "praktika.db").write_bytes(sqlite_template.read_bytes())
    opened = open_store(Settings(home=home, secret="s" * 32), migrate=False)
    yield opened
    opened.close()
