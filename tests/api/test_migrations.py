"""Migrations: up, down, up again; what they make is what the tables say."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, inspect

from api import migrations, tables
from api.settings import Settings, SettingsError
from api.store import people, publications, rounds
from api.store.opening import SECRET_FILE, open_store, secret_of
from api.store.transactions import Store
from api.tables import metadata
from tests.api.people import college, queued, stored


def test_every_step_goes_up_and_down(store: Store) -> None:
    assert migrations.current(store.engine) == migrations.newest()
    while migrations.current(store.engine) is not None:
        migrations.downgrade(store.engine)
    assert inspect(store.engine).get_table_names() == ["alembic_version"]
    migrations.upgrade(store.engine)
    assert migrations.current(store.engine) == migrations.newest()


def test_content_is_the_same_after_it_was_moved(store: Store) -> None:
    migrations.downgrade(store.engine, "0004")
    people.add_college(store, "old", "Old", "test")
    own = {"college_id": "old", "round_id": "r"}
    times = {"created_at": 1.0, "updated_at": 1.0}
    said = {"fingerprint": "f", "etag": "e", "counts": "{}", "author": "a", "note": "", "created_at": 1.0}
    drafted = {"run_id": "run", "state": "draft", "sha256": "s", "note": "", "drafted_by": "a", "drafted_at": 1.0}
    with store.write("old", "test") as tx:
        tx.run(insert(tables.rounds).values(**own, kind="practice", current_version=1, last_version=1, **times))
        tx.run(insert(tables.versions).values(**own, version=1, content='{"id": "r"}', **said))
        made = {"publication_id": "p", "number": 1, "content": '{"placed": 1}'}
        tx.run(insert(tables.publications).values(**own, **made, **drafted))
    migrations.upgrade(store.engine)
    last = [column["name"] for column in inspect(store.engine).get_columns("publications")][-1]
    assert last == "content" or not store.settings.is_sqlite
    with store.read("old") as tx:
        assert rounds.content(tx, "r", 1) == '{"id": "r"}'
        assert [found.publication_id for found in publications.listed(tx, "r")] == ["p"]
        assert publications.content(tx, "p") == '{"placed": 1}'


def test_a_withdrawn_publication_outlives_the_step_of_withdrawals(store: Store) -> None:
    officer = college(store)
    stored(store, officer)
    run_id = queued(store, officer).run_id
    with store.write("north", officer) as tx:
        made = publications.draft(tx, run_id, '{"placed": 1}').publication_id
        publications.withdraw(tx, made, "a mistake")
    migrations.downgrade(store.engine, "0005")
    migrations.upgrade(store.engine)
    with store.read("north") as tx:
        found = publications.get(tx, made)
        assert (found.state, found.withdrawn_by, found.withdrawal_reason) == ("withdrawn", None, None)
        assert publications.content(tx, made) == '{"placed": 1}'


def test_the_steps_make_what_the_tables_say(store: Store) -> None:
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_known_revisions(store: Store) -> None:
    assert migrations.is_known("0001")
    assert migrations.is_known("base")
    assert not migrations.is_known("9999")


def test_opening_makes_the_tables_and_keeps_a_secret_of_its_own(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "a" / "b")
    store = open_store(settings)
    assert migrations.current(store.engine) == migrations.newest()
    assert store.is_ready()
    store.close()
    file = settings.home / SECRET_FILE
    assert file.stat().st_mode & 0o777 == 0o600
    assert secret_of(settings) == file.read_bytes()
    open_store(settings).close()


def test_another_secret_is_refused(store: Store, settings: Settings) -> None:
    from dataclasses import replace

    open_store(settings, migrate=False).close()
    with pytest.raises(SettingsError, match="other-secret"):
        open_store(replace(settings, secret="another secret altogether"))


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(SettingsError, match="too-short"):
        secret_of(Settings(secret="short"))
