"""Claims: how workers take runs, keep them, and hand results in, so that each run is carried out exactly once.

A claim gives the run's next ``attempt`` as a fencing token. Every later word of the worker is refused unless the run
still is at that attempt: a worker that was thought dead can do no harm, whatever the length of the lease.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, insert, select, update

from api.store import audit, events
from api.store.names import digest, dumps
from api.store.refusals import FencedError
from api.store.runs import RunRecord, record_of
from api.store.transactions import EVERY_COLLEGE, Store, Tx
from api.tables import now, results, runs, workers


@dataclass(frozen=True, slots=True)
class Token:
    """Which attempt at which run: what a worker must show with every word."""

    college_id: str
    run_id: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt hands in; ``state`` is ``done``, or ``stopped`` for the best found until a stop."""

    state: str
    content: str
    certificate: str | None = None
    sha256: str = ""  # of what was found, without how long it took: the same round and policy give the same


def claim(store: Store, worker_id: str) -> RunRecord | None:
    """Take the oldest run that waits or whose worker is gone, None without one."""
    settings = store.settings
    with store.read(EVERY_COLLEGE) as tx:  # a look costs others nothing; idle workers look often
        if tx.one(_open().limit(1)) is None:
            return None
    with store.write(EVERY_COLLEGE, worker_id) as tx:
        _give_up(tx, settings.max_attempts)
        row = tx.one(
            update(runs)
            .where(runs.c.run_id == _next().scalar_subquery())
            .values(
                state="running",
                attempt=runs.c.attempt + 1,
                worker_id=worker_id,
                lease_until=now() + settings.lease_seconds,
                started_at=func.coalesce(runs.c.started_at, now()),
                last_event=runs.c.last_event + 1,
            )
            .returning(*runs.c)
        )
        if row is None:
            return None
        events.add(_within(tx, row), row.run_id, row.last_event, row.attempt, "claimed", {"worker": worker_id})
        return record_of(row)


def _next() -> Select[Any]:
    """Return the query for the run to take: the oldest, past those that another worker is taking right now."""
    return _open().order_by(runs.c.created_at, runs.c.run_id).limit(1).with_for_update(skip_locked=True)


def _open() -> Select[Any]:
    return select(runs.c.run_id).where((runs.c.state == "queued") | _is_left())


def _is_left() -> ColumnElement[bool]:
    """Return the condition that a run's worker has not been heard of for a lease."""
    return (runs.c.state == "running") & (runs.c.lease_until <= now())


def _give_up(tx: Tx, most: int) -> None:
    """End runs whose workers died too often, or died after a stop was asked for."""
    spent = runs.c.attempt - runs.c.released >= most
    left = select(runs.c.college_id, runs.c.run_id, runs.c.stop_requested)
    query = left.where(_is_left(), spent | runs.c.stop_requested).with_for_update(skip_locked=True)
    for row in tx.all(query.order_by(runs.c.college_id, runs.c.run_id)):  # the same order everywhere: no deadlocks
        state = "stopped" if row.stop_requested else "failed"
        failure = None if row.stop_requested else {"code": "worker-died", "attempts": most}
        _end(_within(tx, row), row.run_id, _is_left(), state, failure)


def _within(tx: Tx, row: Row[Any]) -> Tx:
    """Return the same transaction for the college of a row."""
    return Tx(tx.connection, row.college_id, tx.actor, tx.secret)


def heartbeat(store: Store, token: Token) -> bool:
    """Renew the lease; return whether a stop was asked for. Raises FencedError when the run went on without us."""
    with store.write(token.college_id, "") as tx:
        row = tx.one(
            update(runs)
            .where(runs.c.college_id == token.college_id, runs.c.run_id == token.run_id, _is_ours(token))
            .values(lease_until=now() + store.settings.lease_seconds)
            .returning(runs.c.stop_requested)
        )
    if row is None:
        raise FencedError("run-went-on", id=token.run_id)
    return bool(row.stop_requested)


def is_stop_requested(store: Store, token: Token) -> bool:
    """Return whether a stop was asked for; a look only. Raises FencedError when the run went on without us."""
    with store.read(token.college_id) as tx:
        row = tx.one(
            select(runs.c.stop_requested).where(
                runs.c.college_id == token.college_id, runs.c.run_id == token.run_id, _is_ours(token)
            )
        )
    if row is None:
        raise FencedError("run-went-on", id=token.run_id)
    return bool(row.stop_requested)


def tell(store: Store, token: Token, progress: Mapping[str, object]) -> None:
    """Tell how far the run is. Raises FencedError."""
    with store.write(token.college_id, "") as tx:
        events.change(tx, token.run_id, "progress", _is_ours(token), progress, progress=dumps(dict(progress)))


def finish(store: Store, token: Token, outcome: Outcome, actor: str) -> None:
    """Hand the result in: result and state in one transaction, or neither. Raises FencedError."""
    with store.write(token.college_id, actor) as tx:
        _end(tx, token.run_id, _is_ours(token), outcome.state, None)
        sha256 = outcome.sha256 or digest(outcome.content)
        tx.run(
            insert(results).values(
                college_id=token.college_id,
                run_id=token.run_id,
                attempt=token.attempt,
                content=outcome.content,
                certificate=outcome.certificate,
                sha256=sha256,
                created_at=tx.now(),
            )
        )
        audit.record(tx, "run.result", token.run_id, sha256=sha256, attempt=token.attempt)


def fail(store: Store, token: Token, failure: Mapping[str, object], actor: str) -> None:
    """End a run that cannot be carried out, with the reason: a ``code`` and what belongs to it. Raises FencedError."""
    with store.write(token.college_id, actor) as tx:
        _end(tx, token.run_id, _is_ours(token), "failed", failure)


def stop_empty(store: Store, token: Token, actor: str) -> None:
    """End a run that was stopped before it had found anything. Raises FencedError."""
    with store.write(token.college_id, actor) as tx:
        _end(tx, token.run_id, _is_ours(token), "stopped", None)


def _end(tx: Tx, run_id: str, only: ColumnElement[bool], state: str, failure: Mapping[str, object] | None) -> None:
    events.change(
        tx,
        run_id,
        state,
        only,
        failure,
        state=state,
        failure=None if failure is None else dumps(dict(failure)),
        finished_at=now(),
        lease_until=None,
    )
    if state != "done":
        audit.record(tx, f"run.{state}", run_id)


def release(store: Store, token: Token, actor: str) -> None:
    """Give a run back in good order: it waits again, and the attempt does not count. Raises FencedError."""
    with store.write(token.college_id, actor) as tx:
        events.change(
            tx,
            token.run_id,
            "released",
            _is_ours(token),
            state="queued",
            lease_until=None,
            released=runs.c.released + 1,
        )


def crash(store: Store, token: Token, failure: Mapping[str, object], actor: str) -> None:
    """Tell that the child of this attempt died: the run waits again, or fails after the last attempt allowed.

    Raises FencedError.
    """
    with store.write(token.college_id, actor) as tx:
        spent = runs.c.attempt - runs.c.released >= store.settings.max_attempts
        query = select(runs.c.run_id).where(runs.c.college_id == tx.college_id, runs.c.run_id == token.run_id, spent)
        if tx.one(query) is not None:
            _end(tx, token.run_id, _is_ours(token), "failed", failure)
        else:
            events.change(tx, token.run_id, "crashed", _is_ours(token), failure, state="queued", lease_until=None)


def _is_ours(token: Token) -> ColumnElement[bool]:
    return (runs.c.attempt == token.attempt) & (runs.c.state == "running")


def worker_seen(store: Store, worker_id: str, slots: int) -> None:
    """Write that a worker is there."""
    with store.write(EVERY_COLLEGE, worker_id) as tx:
        if not tx.run(update(workers).where(workers.c.worker_id == worker_id).values(seen_at=now(), slots=slots)):
            tx.run(insert(workers).values(worker_id=worker_id, slots=slots, started_at=now(), seen_at=now()))
        tx.run(workers.delete().where(workers.c.seen_at < now() - 3600))


def worker_gone(store: Store, worker_id: str) -> None:
    """Write that a worker left."""
    with store.write(EVERY_COLLEGE, worker_id) as tx:
        tx.run(workers.delete().where(workers.c.worker_id == worker_id))


def workers_seen(store: Store, within: float = 60.0) -> int:
    """Return how many workers were heard of within so many seconds."""
    with store.read(EVERY_COLLEGE) as tx:
        return int(tx.value(select(func.count()).select_from(workers).where(workers.c.seen_at >= now() - within)))


def counts(store: Store) -> dict[str, int]:
    """Return how many runs are in each state, over all colleges."""
    with store.read(EVERY_COLLEGE) as tx:
        query = select(runs.c.state, func.count().label("n")).group_by(runs.c.state)
        return {row.state: row.n for row in tx.all(query)}
