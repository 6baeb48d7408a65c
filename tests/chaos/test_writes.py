"""Servers and databases are killed in the middle of writes: whatever was acknowledged is there, once."""

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.migrations import upgrade
from api.settings import Settings
from api.store import rounds, runs
from api.store.database import open_engine
from api.store.opening import open_store
from api.store.transactions import Store
from tests.api.installation import environment
from tests.api.launching import launched
from tests.api.people import college
from tests.api.postgres import ROLE, Postgres, binaries, wait_until
from tests.chaos.counts import times
from tests.chaos.history import faults

SERVERS = times(3, 50)
DATABASES = times(2, 20)


class Writer:
    """A process that writes and acknowledges."""

    def __init__(self, settings: Settings, actor: str, first: int, out: Path) -> None:
        self.out = out
        with out.open("ab") as acknowledged:
            command = [sys.executable, "-m", "tests.chaos.writer", actor, str(first)]
            self.process = launched(command, acknowledged, cwd=Path(__file__).parents[2], env=environment(settings))

    def acknowledged(self) -> dict[int, str]:
        """Return what was acknowledged; the last line may be half written."""
        text = self.out.read_text()
        lines = text[: text.rfind("\n") + 1].splitlines()
        return {int(n): run_id for n, run_id in (line.split() for line in lines)}

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)


def stop_all(store: Store) -> list[str]:
    """End every run, so that the history can be checked as a whole; return their ids."""
    with store.write("north", "test") as tx:
        return [runs.stop(tx, run.run_id).run_id for run in runs.listed(tx, limit=1_000_000)]


def check(store: Store, acknowledged: dict[int, str]) -> None:
    """Every acknowledged round is there, with the run that was told of it and no other."""
    with store.read("north") as tx:
        kept = {run.round_id: run.run_id for run in runs.listed(tx, limit=1_000_000)}
        assert len(runs.listed(tx, limit=1_000_000)) == len(kept)
        assert {record.round_id for record in rounds.listed(tx, limit=1_000_000)} == set(kept)
    assert [n for n, run_id in acknowledged.items() if kept.get(f"round-{n}") != run_id] == []
    assert faults(store, stop_all(store)) == []


def test_killed_servers_keep_their_word(settings: Settings, tmp_path: Path) -> None:
    brief = replace(settings, idempotency_lease_seconds=0.2)
    store = open_store(brief, migrate=False)
    officer = college(store)
    r = random.Random(11)
    told: dict[int, str] = {}
    for _ in range(SERVERS):
        known = len(told)
        writer = Writer(brief, officer, max(told, default=0), tmp_path / "told")
        wait_until(lambda known=known, writer=writer: len(writer.acknowledged()) > known, 60)  # type: ignore[misc]
        time.sleep(r.uniform(0.0, 0.3))
        writer.kill()
        told = writer.acknowledged()
    check(store, told)
    store.close()


@pytest.fixture
def durable() -> Iterator[Postgres]:
    """A PostgreSQL that waits for the disk, as it does in production."""
    found = binaries()
    if found is None:
        pytest.skip("no PostgreSQL on this machine (apt-get install postgresql)")
    server = Postgres(found)
    server.durable = True
    server.start()
    server.sql(f"CREATE ROLE {ROLE} LOGIN")
    yield server
    server.remove()


def test_a_killed_database_keeps_its_word(durable: Postgres, tmp_path: Path) -> None:
    settings = Settings(
        home=tmp_path, secret="s" * 32, database_url=durable.database("chaos"), idempotency_lease_seconds=0.2
    )
    engine = open_engine(settings)
    upgrade(engine)
    engine.dispose()
    store = open_store(settings, migrate=False)
    officer = college(store)
    r = random.Random(12)
    writer = Writer(settings, officer, 0, tmp_path / "told")
    try:
        for _ in range(DATABASES):
            known = len(writer.acknowledged())
            wait_until(lambda known=known: len(writer.acknowledged()) > known, 60)  # type: ignore[misc]
            time.sleep(r.uniform(0.0, 0.3))
            durable.kill()
            durable.start()
    finally:
        writer.kill()
    store.engine.dispose()
    check(store, writer.acknowledged())
    store.close()
