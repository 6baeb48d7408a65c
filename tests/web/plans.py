"""Plans for the tests: the demo round with a result, and people of every role."""

from time import sleep
from typing import Any

from api.security.keys import issue_key
from api.security.rights import Role
from api.store import people, runs
from api.store.transactions import Store

COLLEGE, ROUND = "kireevsk", "kireevsk-2026-spring"
PATIENCE = 600
"""Times that the state of a run is looked at, ten a second."""


def solved(store: Store, author: str = "test", **request: Any) -> str:
    """Queue a run of the demo round, wait until the served worker has carried it out, and return its id."""
    with store.write(COLLEGE, author) as tx:
        run_id = runs.create(tx, ROUND, "solve", request).run_id
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
