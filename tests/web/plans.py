"""Plans for the tests: copies of the demo round with results, people of every role, forms without a browser."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from json import loads
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Any

import httpx

from api.security.keys import issue_key
from api.security.rights import Role
from api.store import people, rounds, runs
from api.store.transactions import Store
from api.uploads.reading import CONTENT, facts_of
from tests.web import books
from tests.web.desk import Desk, Watched

COLLEGE = "kireevsk"
PATIENCE = 600
"""Times that the state of a run is looked at, ten a second."""
BARRED, FREE = "optgroup:nth-of-type(3) option", "optgroup:nth-of-type(1) option"
"""Places that rules bar, and places that can be had at once, in the list of a move."""


@dataclass(frozen=True)
class Plan:
    """A copy of the demo round with a result."""

    desk: Desk
    round_id: str
    run_id: str

    @property
    def board(self) -> str:
        return f"/runs/{self.run_id}/board"

    @property
    def papers(self) -> str:
        return f"/rounds/{self.round_id}/papers"

    @property
    def answers(self) -> str:
        return f"/rounds/{self.round_id}/answers"


def planned(desk: Desk, round_id: str) -> Plan:
    """Store a copy of the demo round under an id and solve it."""
    stored(desk.store, round_id)
    return Plan(desk, round_id, solved(desk.store, round_id))


def stored(store: Store, round_id: str) -> None:
    """Store a copy of the demo round under an id."""
    copy = replace(books.spring(), round_id=round_id)
    with TemporaryDirectory() as folder, store.write(COLLEGE, "test") as tx:
        facts = facts_of(copy, Path(folder))
        text = (Path(folder) / CONTENT).read_text("utf-8")
        names = ("round_id", "title", "kind", "fingerprint", "counts")
        rounds.create(tx, rounds.Content(text=text, **{name: facts[name] for name in names}))


def solved(store: Store, round_id: str, **request: Any) -> str:
    """Queue a run, wait until the served worker has carried it out, and return its id."""
    with store.write(COLLEGE, "test") as tx:
        run_id = runs.create(tx, round_id, "solve", request).run_id
    for _ in range(PATIENCE):
        with store.read(COLLEGE) as tx:
            state = runs.get(tx, run_id).state
        if state == "done":
            return run_id
        assert state in ("queued", "running"), state
        sleep(0.1)
    raise AssertionError("the run takes too long")


def key_of(store: Store, role: Role, name: str) -> str:
    """Return a key of a new person."""
    with store.write(COLLEGE, "test") as tx:
        return issue_key(tx, people.add_user(tx, name, role).user_id).text


def open_somebody(visit: Watched, board: str) -> None:
    """Open the page of the first person on the board who has a place and another one to go to."""
    visit.go(board)
    links = visit.page.locator("#board tbody tr:not(:has(td[colspan])) a")
    for address in links.evaluate_all("(all) => all.map((a) => a.getAttribute('href'))"):
        visit.go(address)
        if visit.page.locator(FREE).count():
            return
    raise AssertionError("nobody has anywhere else to go")


@dataclass(frozen=True)
class Clerk:
    """Somebody who sends forms without a browser; ``csrf`` is the token of the session."""

    client: httpx.Client
    csrf: str

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path)

    def post(self, path: str, **fields: Any) -> httpx.Response:
        return self.client.post(path, data={**fields, "csrf": self.csrf})


@contextmanager
def clerk(desk: Desk, key: str | None = None) -> Iterator[Clerk]:
    """Sign somebody in, the administrator by default."""
    with httpx.Client(base_url=desk.address, timeout=60, cookies={"praktika_lang": "ru"}) as client:
        client.post("/enter", data={"key": desk.key if key is None else key})
        found = re.search(r'name="csrf" value="(\w+)"', client.get("/nowhere").text)
        assert found is not None
        yield Clerk(client, found[1])


def first_placed(plan: Plan) -> str:
    """Return somebody with a place."""
    with plan.desk.store.read(COLLEGE) as tx:
        rows = loads(runs.result(tx, plan.run_id).content)["matching"]
    return str(rows[0]["applicant_id"])
