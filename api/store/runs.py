"""Runs: what was asked for, how far it is, and what came of it. A run is a row; workers claim it (see ``claims``)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, false, insert, select

from api.store import audit, events, locks, rounds
from api.store.names import dumps, loads, new_id
from api.store.refusals import ConflictError, FencedError, NotFoundError
from api.store.transactions import Tx
from api.tables import results, runs

KINDS = ("solve", "simulate", "replan")
OPEN_STATES = ("queued", "running")
STATES = (*OPEN_STATES, "done", "failed", "stopped")


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run. ``progress`` and ``failure`` are None until there is one; times are seconds since 1970.

    ``request`` is what was asked for (see :func:`create`); ``failure`` has a ``code`` and, where known, ``problems``.
    """

    college_id: str
    run_id: str
    round_id: str
    version: int
    kind: str
    state: str
    request: dict[str, Any]
    author: str
    attempt: int
    stop_requested: bool
    progress: dict[str, Any] | None
    failure: dict[str, Any] | None
    last_event: int
    created_at: float
    started_at: float | None
    finished_at: float | None


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """What a run came to: ``content`` is result.json, ``certificate`` certificate.json, both as text."""

    run_id: str
    attempt: int
    content: str
    certificate: str | None
    sha256: str
    created_at: float


def create(tx: Tx, round_id: str, kind: str, request: Mapping[str, Any], version: int | None = None) -> RunRecord:
    """Queue a run of a version of a round, the current one by default. Raises NotFoundError.

    ``request`` by kind, all keys optional unless marked: ``policy`` (a mapping as in round.yaml, instead of the
    round's own), ``seconds``, ``prices`` (seconds for the worth of seats) · simulate: ``scenario`` (YAML text) ·
    replan: ``from_run`` (required: a run with a result), ``max_changes``, ``points``. The round's locks as they
    stand now are added to it.
    """
    number = rounds.version(tx, round_id, version).version
    held = [lock.as_mapping() for lock in locks.listed(tx, round_id)]
    run_id = new_id("run")
    tx.run(
        insert(runs).values(
            college_id=tx.college_id,
            run_id=run_id,
            round_id=round_id,
            version=number,
            kind=kind,
            state="queued",
            request=dumps({**request, "locks": held}),
            author=tx.actor,
            created_at=tx.now(),
            last_event=1,
        )
    )
    events.add(tx, run_id, 1, 0, "queued")
    audit.record(tx, "run.create", run_id, round=round_id, version=number, kind=kind)
    return get(tx, run_id)


def get(tx: Tx, run_id: str) -> RunRecord:
    """Return a run. Raises NotFoundError."""
    row = tx.one(select(runs).where(*is_run(tx, run_id)))
    if row is None:
        raise NotFoundError("run", run_id)
    return record_of(row)


def listed(
    tx: Tx, round_id: str | None = None, state: str | None = None, before: str | None = None, limit: int = 50
) -> list[RunRecord]:
    """Return runs, the latest first, those before the run ``before``."""
    query = select(runs).where(runs.c.college_id == tx.college_id)
    for column, wanted in ((runs.c.round_id, round_id), (runs.c.state, state)):
        if wanted is not None:
            query = query.where(column == wanted)
    if before is not None:
        query = query.where(runs.c.run_id < before)
    return [record_of(row) for row in tx.all(query.order_by(runs.c.run_id.desc()).limit(limit))]


def stop(tx: Tx, run_id: str) -> RunRecord:
    """Ask a run to stop and keep the best it has; one that still waits stops at once, one that ended stays as it is.

    Raises NotFoundError.
    """
    get(tx, run_id)
    if not _stop_waiting(tx, run_id):
        _ask_running(tx, run_id)
    return get(tx, run_id)


def _stop_waiting(tx: Tx, run_id: str) -> bool:
    try:
        waiting = runs.c.state == "queued"
        events.change(tx, run_id, "stopped", waiting, state="stopped", stop_requested=True, finished_at=tx.now())
    except FencedError:
        return False
    audit.record(tx, "run.stop", run_id)
    return True


def _ask_running(tx: Tx, run_id: str) -> None:
    try:
        unasked = (runs.c.state == "running") & (runs.c.stop_requested == false())
        events.change(tx, run_id, "stop-requested", unasked, stop_requested=True)
    except FencedError:
        return
    audit.record(tx, "run.stop", run_id)


def result(tx: Tx, run_id: str) -> ResultRecord:
    """Return what a run came to. Raises NotFoundError for an unknown run, ConflictError while there is no result."""
    row = tx.one(select(results).where(results.c.college_id == tx.college_id, results.c.run_id == run_id))
    if row is None:
        raise ConflictError("no-result", id=run_id, state=get(tx, run_id).state)
    return ResultRecord(row.run_id, row.attempt, row.content, row.certificate, row.sha256, row.created_at)


def with_results(tx: Tx, run_ids: Collection[str]) -> frozenset[str]:
    """Return which of some runs came to a result; one that was stopped early, or failed, has none."""
    query = select(results.c.run_id).where(results.c.college_id == tx.college_id, results.c.run_id.in_(run_ids))
    return frozenset(row.run_id for row in tx.all(query))


def is_run(tx: Tx, run_id: str) -> tuple[ColumnElement[bool], ...]:
    """Return the condition for a run of this college."""
    return (runs.c.college_id == tx.college_id, runs.c.run_id == run_id)


def record_of(row: Row[Any]) -> RunRecord:
    """Return a row of runs as a record."""
    return RunRecord(
        college_id=row.college_id,
        run_id=row.run_id,
        round_id=row.round_id,
        version=row.version,
        kind=row.kind,
        state=row.state,
        request=loads(row.request),
        author=row.author,
        attempt=row.attempt,
        stop_requested=row.stop_requested,
        progress=loads(row.progress),
        failure=loads(row.failure),
        last_event=row.last_event,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )
