"""Migrations: up, down, up again; what they make is what the tables say."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from api import migrations
from api.settings import Settings, SettingsError
from api.store.opening import SECRET_FILE, open_store, secret_of
from api.store.transactions import Store
from api.tables import metadata


def test_every_step_goes_up_and_down(store: Store) -> None:
    assert migrations.current(store.engine) == migrations.newest()
    while migrations.current(store.engine) is not None:
        migrations.downgrade(store.engine)
    assert inspect(store.engine).get_table_names() == ["alembic_version"]
    migrations.upgrade(store.engine)
    assert migrations.current(store.engine) == migrations.newest()


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
