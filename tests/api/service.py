"""A service in this process: an installation with people of every role in two colleges, and clients for each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.desk import Desk
from api.runs.carrying import carry_out
from api.runs.jobs import job_for
from api.security.keys import issue_key
from api.security.rights import Role
from api.settings import Settings
from api.store import claims, people
from api.store.claims import Outcome, Token
from api.store.opening import open_store
from api.store.transactions import Store
from matcher.files.reading import load_round
from matcher.files.writing import document_text
from tests.api.postgres import wait_until

ROOT = Path(__file__).parents[2]
STAFF = (Role.ADMINISTRATOR, Role.OFFICER, Role.APPROVER, Role.PLANNER, Role.READER)
COLLEGES = ("north", "south")


@dataclass
class Service:
    """The installation with a client for each college and role, and one for nobody."""

    store: Store
    client: httpx.Client
    app: FastAPI
    keys: dict[tuple[str, Role], str] = field(default_factory=dict)

    def headers(self, role: Role = Role.OFFICER, college: str = "north") -> dict[str, str]:
        return {"Authorization": f"Bearer {self.keys[college, role]}"}

    def ask(
        self, method: str, path: str, role: Role = Role.OFFICER, college: str = "north", **more: Any
    ) -> httpx.Response:
        headers = {**self.headers(role, college), "Accept-Language": "en", **more.pop("headers", {})}
        return self.client.request(method, f"/api/v1{path}", headers=headers, **more)

    def get(self, path: str, role: Role = Role.OFFICER, **more: Any) -> httpx.Response:
        return self.ask("GET", path, role, **more)

    def post(self, path: str, role: Role = Role.OFFICER, **more: Any) -> httpx.Response:
        return self.ask("POST", path, role, **more)

    def work(self) -> None:
        """Carry out every run that waits, in this process."""
        while (run := claims.claim(self.store, "worker")) is not None:
            token = Token(run.college_id, run.run_id, run.attempt)
            said = carry_out(job_for(self.store, run), lambda _: None, lambda: False, lambda _: None)
            if "outcome" in said:
                claims.finish(self.store, token, Outcome(**said["outcome"]), "worker")
            else:
                claims.fail(self.store, token, said.get("failure", {"code": "nothing"}), "worker")

    def solved(self, round_id: str, college: str = "north", **request: Any) -> str:
        """Solve a round and return the run's id."""
        answer = self.post(f"/rounds/{round_id}/runs", college=college, json={"kind": "solve", **request})
        assert answer.status_code == 202, answer.text
        self.work()
        run_id: str = answer.json()["run_id"]
        return run_id


@contextmanager
def serving(settings: Settings, desk: Desk | None = None) -> Iterator[Service]:
    """Open an installation with people in it."""
    settings = replace(settings, requests_per_minute=0, lang="en")
    store = open_store(settings, migrate=False)
    own = desk or Desk(settings)
    app = create_app(settings, store, own)
    with listening(app) as address, httpx.Client(base_url=address, timeout=60) as client:
        service = Service(store, client, app)
        _bring_people(service)
        yield service
    store.close()
    if desk is None:
        own.close()


@contextmanager
def listening(app: FastAPI) -> Iterator[str]:
    """Let the application answer on a free port of this machine, in a thread, and give its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off", loop="uvloop"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    wait_until(lambda: server.started)
    try:
        host, port = server.servers[0].sockets[0].getsockname()
        yield f"http://{host}:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def _bring_people(service: Service) -> None:
    for college in COLLEGES:
        people.add_college(service.store, college, college.title(), "test")
        for role in STAFF:
            with service.store.write(college, "test") as tx:
                user = people.add_user(tx, f"Имя {role} {college}", role)
                service.keys[college, role] = issue_key(tx, user.user_id).text


def document(name: str = "tiny") -> str:
    """Return a round of ``scenarios`` as its JSON document."""
    return document_text(load_round(ROOT / "scenarios" / name))


def upload(service: Service, name: str = "tiny", college: str = "north") -> dict[str, Any]:
    """Store a round of ``scenarios`` and return what is told of it."""
    headers = {"Content-Type": "application/json"}
    answer = service.post("/rounds", content=document(name).encode(), headers=headers, college=college)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found
