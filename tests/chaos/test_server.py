"""``praktika serve`` is killed while people write to it over HTTP: what it acknowledged is there, once."""

import json
import random
import socket
import time
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from threading import Event, Thread

import httpx
import pytest

from api.security.keys import issue_key
from api.settings import Settings
from api.store import locks, rounds, runs
from api.store.opening import open_store
from api.store.transactions import Store
from tests.api.installation import TINY, Service, is_alive
from tests.api.people import college
from tests.api.postgres import wait_until
from tests.chaos.counts import times
from tests.chaos.history import faults

KILLS = times(1, 50)
CLIENTS = 3
RUN_EVERY = 10
"""Every so many rounds one is solved: a run takes longer than the rest of the work."""
HASTE = {
    "lease_seconds": 1.5,
    "heartbeat_seconds": 0.3,
    "poll_seconds": 0.05,
    "idempotency_lease_seconds": 0.2,
    "requests_per_minute": 0,
    "max_attempts": 1000,
}
BUSY = (HTTPStatus.CONFLICT, HTTPStatus.SERVICE_UNAVAILABLE)
"""What a request that is sent again may hear while the first of its kind is under way."""


@dataclass
class Client:
    """Somebody who writes, sends again what was not answered, and remembers what was."""

    number: int
    base: str
    key: str
    ending: Event
    rounds: list[str] = field(default_factory=list)
    locks: dict[str, str] = field(default_factory=dict)
    runs: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def work(self) -> None:
        """Write one round after another, with a lock, and at times a run."""
        n = 0
        while not self.ending.is_set():
            round_id = f"round-{self.number}-{n}"
            document = TINY.replace('"id": "spring"', f'"id": "{round_id}"')
            self.rounds.append(self.acknowledged("/rounds", document)["round_id"])
            lock = {"applicant_id": "A1", "position_id": "P1", "kind": "forbidden", "reason": "x"}
            self.locks[round_id] = self.acknowledged(f"/rounds/{round_id}/locks", json.dumps(lock))["lock_id"]
            if n % RUN_EVERY == 0:
                self.runs[round_id] = self.acknowledged(f"/rounds/{round_id}/runs", '{"kind": "solve"}')["run_id"]
            n += 1

    def acknowledged(self, path: str, body: str) -> dict[str, str]:
        """Send a request, again and again under the same key, until it is answered."""
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": path, "Content-Type": "application/json"}
        if path == "/rounds":
            headers["Idempotency-Key"] = f"{self.number}-{len(self.rounds)}"
        while True:
            try:
                answer = httpx.post(f"{self.base}/api/v1{path}", content=body, headers=headers, timeout=20)
            except httpx.TransportError:
                time.sleep(0.05)
                continue
            if answer.is_success:
                found: dict[str, str] = answer.json()
                return found
            if answer.status_code not in BUSY or answer.json()["code"] not in ("in-flight", "busy"):
                self.refused.append(answer.text)
                self.ending.set()
                raise AssertionError(answer.text)
            time.sleep(0.05)


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
    threads = [Thread(target=client.work, daemon=True) for client in clients]
    service = started(hasty, base)
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
            service = started(hasty, base)
        ending.set()
        for thread in threads:
            thread.join(60)
        assert not any(thread.is_alive() for thread in threads)
        asked = {run_id for client in clients for run_id in client.runs.values()}
        wait_until(lambda: _ended(store) >= asked, 600, 0.2)
    finally:
        ending.set()
        service.process.terminate()
        service.process.wait(20)
    _check(store, clients)
    store.close()


def _told(clients: list[Client]) -> int:
    """Return how many writes were acknowledged."""
    return sum(len(client.rounds) + len(client.locks) + len(client.runs) for client in clients)


def _ended(store: Store) -> set[str]:
    with store.read("north") as tx:
        return {run.run_id for run in runs.listed(tx, limit=1_000_000) if run.state not in ("queued", "running")}


def _check(store: Store, clients: list[Client]) -> None:
    """Every round, lock and run that was acknowledged is there, and nothing else; every run is done."""
    assert [text for client in clients for text in client.refused] == []
    told = {round_id for client in clients for round_id in client.rounds}
    assert _told(clients) > KILLS
    with store.read("north") as tx:
        assert {record.round_id for record in rounds.listed(tx, limit=1_000_000)} == told
        kept = {round_id: [one.lock_id for one in locks.listed(tx, round_id)] for round_id in sorted(told)}
        assert kept == {round_id: [lock] for client in clients for round_id, lock in client.locks.items()}
        found = runs.listed(tx, limit=1_000_000)
    asked = {round_id: run_id for client in clients for round_id, run_id in client.runs.items()}
    assert {run.round_id: run.run_id for run in found} == asked
    assert {run.state for run in found} == {"done"}
    assert len(found) == len(asked)
    assert faults(store, asked.values()) == []


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no proxy of the machine stand between."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
