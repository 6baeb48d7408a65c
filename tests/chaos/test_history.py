"""The history checker itself: a sound history passes, and each way to break one is told."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, update

from api.store import claims
from api.store.transactions import Store, Tx
from api.tables import results, run_events, runs
from tests.api.people import college, queued, stored
from tests.chaos.history import faults

pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


@pytest.fixture
def asked(store: Store) -> list[str]:
    """Runs that went all ways to their end."""
    officer = college(store)
    stored(store, officer)
    ids = [queued(store, officer).run_id for _ in range(3)]
    claims.release(store, taken(store), "w")
    claims.crash(store, taken(store), {"code": "x"}, "w")
    tokens = [taken(store) for _ in ids]
    for token in tokens:
        claims.tell(store, token, {})
    claims.finish(store, tokens[0], claims.Outcome("done", "{}"), "w")
    claims.fail(store, tokens[1], {"code": "x"}, "w")
    claims.stop_empty(store, tokens[2], "w")
    return ids


def taken(store: Store) -> claims.Token:
    run = claims.claim(store, "w")
    assert run is not None
    return claims.Token("north", run.run_id, run.attempt)


def test_a_sound_history_has_no_faults(store: Store, asked: list[str]) -> None:
    assert faults(store, asked) == []


def test_a_lost_run_and_an_unasked_one_are_told(store: Store, asked: list[str]) -> None:
    assert faults(store, [*asked[1:], "run-x"]) == [
        "run-x: acknowledged and lost",
        f"{asked[0]}: nobody was told of it",
    ]


BREAKS: dict[str, Callable[[Tx, str], int]] = {
    "a result twice, one of them unseen": lambda tx, id_: tx.run(delete(results).where(results.c.run_id == id_)),
    "a result of another attempt": lambda tx, id_: tx.run(update(results).values(attempt=9)),
    "stuck": lambda tx, id_: tx.run(update(runs).where(runs.c.run_id == id_).values(state="running")),
    "another end": lambda tx, id_: tx.run(update(runs).where(runs.c.run_id == id_).values(state="failed")),
    "an event lost": lambda tx, id_: tx.run(
        delete(run_events).where(run_events.c.run_id == id_, run_events.c.event_id == 2)
    ),
    "a stranger spoke": lambda tx, id_: tx.run(
        update(run_events).where(run_events.c.run_id == id_, run_events.c.kind == "progress").values(attempt=9)
    ),
    "ended twice": lambda tx, id_: tx.run(
        update(run_events).where(run_events.c.run_id == id_, run_events.c.kind == "progress").values(kind="done")
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_every_break_is_told(store: Store, asked: list[str], name: str) -> None:
    with store.write("north", "x") as tx:
        assert BREAKS[name](tx, asked[0])
    assert faults(store, asked) != []
