"""What the tests of routes share: one installation on SQLite a module, and one on each database where asked for."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.desk import Desk
from api.settings import Settings
from tests.api.service import Service, serving, upload


@pytest.fixture(scope="session")
def desk() -> Iterator[Desk]:
    made = Desk(Settings())
    yield made
    made.close()


@pytest.fixture(scope="module")
def service(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Iterator[Service]:
    home = tmp_path_factory.mktemp("home")
    shutil.copy(sqlite_template, home / "praktika.db")
    with serving(Settings(home=home, secret="s" * 32), desk) as found:
        yield found


@pytest.fixture(scope="module")
def tiny(service: Service) -> str:
    """The id of the round ``tiny``, stored in the college north."""
    round_id: str = upload(service)["round_id"]
    return round_id


@pytest.fixture(scope="module")
def run(service: Service, tiny: str) -> str:
    """The id of a solve of ``tiny`` that is done."""
    return service.solved(tiny)


@pytest.fixture
def either(settings: Settings, desk: Desk) -> Iterator[Service]:
    """A fresh installation, once on each kind of database."""
    with serving(settings, desk) as found:
        yield found
