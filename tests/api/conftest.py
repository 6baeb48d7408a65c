"""What the tests of the service share: databases, brought up to date once and copied for each test."""

import itertools
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.migrations import upgrade
from api.settings import Settings
from api.store.database import open_engine
from api.store.opening import open_store
from api.store.transactions import Store
from tests.api.postgres import ROLE, Postgres, binaries

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    found = binaries()
    if found is None:
        warnings.warn("NO POSTGRESQL ON THIS MACHINE: its tests are skipped", stacklevel=1)
        pytest.skip("no PostgreSQL on this machine (apt-get install postgresql)")
    server = Postgres(found)
    server.start()
    try:
        server.sql(f"CREATE ROLE {ROLE} LOGIN")
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> str:
    _bring_up(Settings(database_url=postgres.database("model")))
    return "model"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("model")
    _bring_up(Settings(home=home))
    return home / "praktika.db"


def _bring_up(settings: Settings) -> None:
    engine = open_engine(settings)
    upgrade(engine)
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of an installation with a fresh database, once for each kind of database."""
    given = Settings(home=tmp_path / "home", secret="s" * 32, college="north")
    given.home.mkdir()
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), given.home / "praktika.db")
        yield given
        return
    template = request.getfixturevalue("postgres_template")
    server: Postgres = request.getfixturevalue("postgres")
    name = f"test_{next(_numbers)}"
    yield replace(given, database_url=server.database(name, template))
    server.drop(name)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings, migrate=False)
    yield opened
    opened.close()
