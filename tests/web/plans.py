"""Plans for the tests: the demo round with a result, and people of every role."""

from functools import cache
from typing import Any

from api.runs.carrying import carry_out
from api.runs.jobs import Job, job_for
from api.security.keys import issue_key
from api.security.rights import Role
from api.store import claims, people, runs
from api.store.claims import Outcome, Token
from api.store.transactions import Store

COLLEGE = "kireevsk"


@cache
def found(document: str) -> dict[str, Any]:
    """Return what solving a round comes to; each round is solved once."""
    job = Job("solve", document, {}, 600.0)
    return carry_out(job, lambda _: None, lambda: False, lambda _: None)


def solved(store: Store, round_id: str, author: str = "test", **request: Any) -> str:
    """Queue a run, carry it out in this process, and return its id."""
    with store.write(COLLEGE, author) as tx:
        run_id = runs.create(tx, round_id, "solve", request).run_id
    run = claims.claim(store, "worker")
    assert run is not None
    assert run.run_id == run_id
    job = job_for(store, run)
    said = found(job.document) if not request else carry_out(job, lambda _: None, lambda: False, lambda _: None)
    assert "outcome" in said, said
    claims.finish(store, Token(run.college_id, run.run_id, run.attempt), Outcome(**said["outcome"]), "worker")
    return run_id


def key_of(store: Store, role: Role, name: str) -> str:
    """Return a key of a new person."""
    with store.write(COLLEGE, "test") as tx:
        return issue_key(tx, people.add_user(tx, name, role).user_id).text
