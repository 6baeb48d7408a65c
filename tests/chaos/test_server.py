"""``praktika serve`` is killed while people write to it over HTTP: what it acknowledged is there, once."""

import random
import socket
import time
from dataclasses import replace
from threading import Event, Thread

import httpx
import pytest

from api.security.keys import issue_key
from api.settings import Settings
from api.store import runs
from api.store.opening import open_store
from api.store.transactions import Store
from tests.api.installation import Service, is_alive
from tests.api.people import college
from tests.api.postgres import wait_until
from tests.chaos.client import Client
from tests.chaos.counts import times
from tests.chaos.history import faults
from tests.chaos.ledger import Ledger, beyond, lost

KILLS = times(1, 50)
CLIENTS = 3
HASTE = {
    "lease_seconds": 1.5,
    "heartbeat_seconds": 0.3,
    "poll_seconds": 0.05,
    "idempotency_lease_seconds": 0.2,
    "requests_per_minute": 0,
    "max_attempts": 1000,
}


def started(settings: Settings, base: str) -> Service:
    service = Service(settings, "serve")

    def answers() -> bool:
        assert service.process.poll() is None, service.log.read_text()
        try:
            return httpx.get(f"{base}/readyz", timeout=5).is_success
        except httpx.TransportError:
            return False

    wait_until(answers, 60)
    return service


def test_a_killed_server_keeps_its_word(settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    hasty = replace(settings, port=port, **HASTE)  # type: ignore[arg-type]  # numbers, all of them
    store = open_store(hasty, migrate=False)
    officer = college(store)
    with store.write("north", officer) as tx:
        key = issue_key(tx, officer).text
    base, ending, r = f"http://127.0.0.1:{port}", Event(), random.Random(13)
    clients = [Client(n, base, key, ending) for n in range(CLIENTS)]
    service = started(hasty, base)
    threads = [Thread(target=client.work, args=(client.begin(),), daemon=True) for client in clients]
    for thread in threads:
        thread.start()
    try:
        for _ in range(KILLS):
            known = _told(clients)
            wait_until(lambda known=known: _told(clients) > known, 60)  # type: ignore[misc]
            time.sleep(r.uniform(0.0, 1.5))
            left = service.children()
            service.process.kill()
            service.process.wait(10)
            wait_until(lambda left=left: not any(map(is_alive, left)), 20)  # type: ignore[misc]
            assert lost(store, _ledgers(clients)) == []
            service = started(hasty, base)
        ending.set()
        for thread in threads:
            thread.join(60)
        assert not any(thread.is_alive() for thread in threads)
        asked = {run_id for client in clients for _, run_id in client.ledger.runs}
        wait_until(lambda: _ended(store) >= asked, 600, 0.2)
    finally:
        ending.set()
        service.process.terminate()
        service.process.wait(20)
    _check(store, clients)
    store.close()


def _told(clients: list[Client]) -> int:
    """Return how many writes were acknowledged."""
    return sum(map(len, _ledgers(clients)))


def _ledgers(clients: list[Client]) -> list[Ledger]:
    return [client.ledger for client in clients]


def _ended(store: Store) -> set[str]:
    with store.read("north") as tx:
        return {run.run_id for run in runs.listed(tx, limit=1_000_000) if run.state not in ("queued", "running")}


def _check(store: Store, clients: list[Client]) -> None:
    """All that was acknowledged is there as it was told, and nothing else; every run is done."""
    assert [text for client in clients for text in client.refused] == []
    assert _told(clients) > KILLS
    assert all(rows for client in clients for rows in client.ledger.told().values())
    assert lost(store, _ledgers(clients)) == beyond(store, _ledgers(clients)) == []
    with store.read("north") as tx:
        assert {run.state for run in runs.listed(tx, limit=1_000_000)} == {"done"}
    assert faults(store, [run_id for client in clients for _, run_id in client.ledger.runs]) == []


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no proxy of the machine stand between."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
