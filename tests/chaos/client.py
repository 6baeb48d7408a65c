"""Somebody who writes over HTTP, sends again what was not answered, and keeps a ledger of what was."""

import json
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Event
from typing import Any

import httpx

from tests.api.installation import TINY
from tests.chaos.ledger import Ledger

RUN_EVERY = 10
"""Every so many rounds one is solved: a run takes longer than the rest of the work."""
BUSY = (HTTPStatus.CONFLICT, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS)
"""What a request that is sent again may hear while the first of its kind is under way."""


@dataclass
class Client:
    """One of several; its number is in every id and key that it chooses."""

    number: int
    base: str
    key: str
    ending: Event
    ledger: Ledger = field(default_factory=Ledger)
    refused: list[str] = field(default_factory=list)

    def begin(self) -> str:
        """Write a round and have it solved; return the run, whose matching is then moved and published."""
        run_id = self._solved(self._round("plan"))
        while not self._is_done(run_id):
            time.sleep(0.1)
        return run_id

    def work(self, run_id: str) -> None:
        """Write one round after another, with a lock, a scenario, a move, a publication, and at times a run."""
        n = 0
        while not self.ending.is_set():
            round_id = self._round(str(n))
            self._lock(round_id)
            self._scenario(f"scenario-{self.number}-{n}")
            self._move(run_id, n)
            self._published(run_id, n)
            if n % RUN_EVERY == 0:
                self._solved(round_id)
            n += 1

    def _round(self, name: str) -> str:
        document = TINY.replace('"id": "spring"', f'"id": "round-{self.number}-{name}"')
        round_id = str(self.acknowledged("/rounds", document, f"round-{name}")["round_id"])
        self.ledger.rounds.append(round_id)
        return round_id

    def _lock(self, round_id: str) -> None:
        lock = {"applicant_id": "A1", "position_id": "P1", "kind": "forbidden", "reason": "x"}
        made = self.acknowledged(f"/rounds/{round_id}/locks", json.dumps(lock), f"lock-{round_id}")
        self.ledger.locks.append((round_id, made["lock_id"]))

    def _scenario(self, title: str) -> None:
        made = self.acknowledged("/scenarios", json.dumps({"title": title, "content": "a: 1"}), title)
        self.ledger.scenarios.append((made["scenario_id"], title))

    def _move(self, run_id: str, n: int) -> None:
        """Take the second applicant's place away and give it back, turn by turn."""
        to = "P2" if n % 2 else None
        asked = {"applicant_id": "A2", "to_position_id": to, "reason": "x", "after": n}
        made = self.acknowledged(f"/runs/{run_id}/moves", json.dumps(asked), f"move-{n}")["move"]
        self.ledger.moves.append((run_id, made["move_no"], made["to_position_id"]))

    def _published(self, run_id: str, n: int) -> None:
        """Draft a publication, and withdraw every second one."""
        made = self.acknowledged(f"/runs/{run_id}/publications", "{}", f"publication-{n}")
        publication_id, reason = made["publication_id"], f"reason {n}"
        self.ledger.publications.append((run_id, publication_id, made["sha256"]))
        if n % 2 == 0:
            path = f"/publications/{publication_id}/withdraw"
            self.acknowledged(path, json.dumps({"reason": reason}), f"withdrawal-{n}")
            self.ledger.withdrawals.append((publication_id, reason))

    def _solved(self, round_id: str) -> str:
        run_id = str(self.acknowledged(f"/rounds/{round_id}/runs", '{"kind": "solve"}', f"run-{round_id}")["run_id"])
        self.ledger.runs.append((round_id, run_id))
        return run_id

    def _is_done(self, run_id: str) -> bool:
        headers = {"Authorization": f"Bearer {self.key}"}
        answer = httpx.get(f"{self.base}/api/v1/runs/{run_id}", headers=headers, timeout=20)
        return bool(answer.json()["state"] == "done")

    def acknowledged(self, path: str, body: str, name: str) -> dict[str, Any]:
        """Send a request, again and again under the same key, until it is answered."""
        headers = {
            "Authorization": f"Bearer {self.key}",
            "Idempotency-Key": f"{self.number}-{name}",
            "Content-Type": "application/json",
        }
        while True:
            try:
                answer = httpx.post(f"{self.base}/api/v1{path}", content=body, headers=headers, timeout=20)
            except httpx.TransportError:
                time.sleep(0.05)
                continue
            if answer.is_success:
                found: dict[str, Any] = answer.json()
                return found
            if answer.status_code not in BUSY or answer.json()["code"] not in ("in-flight", "busy"):
                self.refused.append(answer.text)
                self.ending.set()
                raise AssertionError(answer.text)
            time.sleep(0.05)
