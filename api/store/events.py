"""Events of a run: what happened to it, numbered 1, 2, 3 … without a gap, for the progress stream and for checkers."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update

from api.store.names import dumps, loads
from api.store.refusals import FencedError
from api.store.transactions import Tx
from api.tables import run_events, runs


@dataclass(frozen=True, slots=True)
class Event:
    """One event. ``kind``: queued, claimed, progress, stop-requested, released, crashed, done, failed, stopped."""

    event_id: int
    attempt: int
    kind: str
    data: dict[str, Any]
    created_at: float


def change(tx: Tx, run_id: str, event: str, only: ColumnElement[bool], data: object = None, **values: object) -> int:
    """Change a run and tell of it in one stroke; ``only`` guards the change. Returns the run's attempt.

    The run's row gives the event its number, so numbers follow the order in which changes are committed.
    Raises FencedError when the guard does not hold.
    """
    row = tx.one(
        update(runs)
        .where(runs.c.college_id == tx.college_id, runs.c.run_id == run_id, only)
        .values(last_event=runs.c.last_event + 1, **values)
        .returning(runs.c.last_event, runs.c.attempt)
    )
    if row is None:
        raise FencedError("run-went-on", id=run_id)
    add(tx, run_id, row.last_event, row.attempt, event, data)
    return int(row.attempt)


def add(tx: Tx, run_id: str, event_id: int, attempt: int, kind: str, data: object = None) -> None:
    """Write an event whose number the run's row has given."""
    tx.run(
        insert(run_events).values(
            college_id=tx.college_id,
            run_id=run_id,
            event_id=event_id,
            attempt=attempt,
            kind=kind,
            data=dumps(data or {}),
            created_at=tx.now(),
        )
    )


def since(tx: Tx, run_id: str, last: int = 0, limit: int = 1000) -> list[Event]:
    """Return the events of a run after the one numbered ``last``, in order."""
    query = (
        select(run_events)
        .where(run_events.c.college_id == tx.college_id, run_events.c.run_id == run_id, run_events.c.event_id > last)
        .order_by(run_events.c.event_id)
        .limit(limit)
    )
    return [Event(r.event_id, r.attempt, r.kind, loads(r.data), r.created_at) for r in tx.all(query)]
