"""Routes of runs: start, watch, stop."""

import json
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from typing import Annotated, Any, Literal

from anyio import sleep
from fastapi import APIRouter, Body, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from api.answers.asked import Subject
from api.errors import RefusalError
from api.routes.callers import Caller, Reply, TheCaller
from api.routes.pages import Cursor, Limit, begins, page
from api.routes.saying import says
from api.routes.subjects import of_round, rounds_named_in
from api.schemas.runs import NewReplan, NewRun, NewSimulation, NewSolve, Run
from api.schemas.words import Id, Listed
from api.security.rights import Right
from api.store import events, runs, scenarios
from api.store.events import Event
from api.store.runs import OPEN_STATES, RunRecord
from api.store.transactions import Tx
from matcher.errors import InputError, Problem

router = APIRouter(tags=["runs"])
STREAM: dict[str, Any] = {
    "text/event-stream": {
        "schema": {
            "type": "object",
            "description": "An event: its number, its kind, and as JSON text what it tells.",
            "required": ["id", "event", "data"],
            "properties": {name: {"type": "string"} for name in ("id", "event", "data")},
        }
    }
}
QUIET_SECONDS = 15.0
"""After so long without an event a comment is sent, so that nobody between takes the line for dead."""


@router.post(
    "/rounds/{round_id}/runs",
    **says("createRun", Right.RUN_START, "Start a run", status=202, model=Run, may=(404, 409), headers=("Location",)),
)
def create_run(caller: TheCaller, round_id: Id, given: Annotated[NewRun, Body()]) -> Response:
    """Queue a solve, a simulation or a replan of a round; a worker takes it up."""

    def work(tx: Tx, request: Mapping[str, Any]) -> Reply:
        found = runs.create(tx, round_id, given.kind, request, given.version)
        headers = {"Location": f"/api/v1/runs/{found.run_id}"}
        return Reply(Run.model_validate(_told(found)), HTTPStatus.ACCEPTED, headers)

    return caller.once(work, lambda: _request(caller, round_id, given))


def _request(caller: Caller, round_id: str, given: NewSolve | NewSimulation | NewReplan) -> dict[str, Any]:
    """Return what the store keeps of a request, checked as far as can be without solving. Raises InputError."""
    asked = given.model_dump(exclude_none=True, exclude={"kind", "version"})
    with caller.read() as tx:
        subject = of_round(tx, caller, round_id, given.version)
        if isinstance(given, NewReplan):
            _check_earlier(tx, given.from_run, round_id)
        if isinstance(given, NewSimulation):
            asked["scenario"] = _scenario(tx, given)
            others = rounds_named_in(tx, asked["scenario"])
    if isinstance(given, NewSimulation):
        _check_scenario(caller, asked["scenario"], subject, others)
    else:
        policy = caller.ask("verdicts:policy", subject, given.policy)
        if given.policy is not None:
            asked["policy"] = policy
    return asked


def _check_earlier(tx: Tx, run_id: str, round_id: str) -> None:
    if runs.get(tx, run_id).round_id != round_id:
        raise InputError([Problem("from_run", "not-of-round", values={"named": run_id, "why": "round"})])
    if json.loads(runs.result(tx, run_id).content).get("matching") is None:
        raise InputError([Problem("from_run", "no-matching", values={"got": "null"})])


def _scenario(tx: Tx, given: NewSimulation) -> str:
    if (given.scenario is None) == (given.scenario_id is None):
        raise InputError([Problem("scenario", "one-scenario")])
    return given.scenario if given.scenario is not None else scenarios.get(tx, str(given.scenario_id)).content


def _check_scenario(caller: Caller, text: str, subject: Subject, others: Mapping[str, str]) -> None:
    found = caller.ask("scenarios:validate", text, subject, others)
    if found:
        raise InputError(Problem(**problem) for problem in found)


def _told(found: RunRecord) -> dict[str, Any]:
    """Return what is told of a run: its locks have routes of their own, and hold words."""
    names = Run.model_fields
    request = {key: value for key, value in found.request.items() if key != "locks"}
    return {name: getattr(found, name) for name in names} | {"request": request}


@router.get("/runs", **says("listRuns", Right.RUN_READ, "List runs", model=Listed[Run]))
def list_runs(
    caller: TheCaller,
    round_id: Annotated[Id | None, Query()] = None,
    state: Literal["queued", "running", "done", "failed", "stopped"] | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Listed[Run]:
    """List runs, the latest first."""
    with caller.read() as tx:
        found = runs.listed(tx, round_id, state, begins("runs", cursor), limit + 1)
    items, following = page("runs", found, limit, lambda r: r.run_id)
    return Listed[Run](items=[Run.model_validate(_told(r)) for r in items], next_cursor=following)


@router.get("/runs/{run_id}", **says("getRun", Right.RUN_READ, "Get a run", model=Run, may=(404,)))
def get_run(caller: TheCaller, run_id: Id) -> Run:
    """Return a run with its state and progress: what to poll where events cannot be streamed."""
    with caller.read() as tx:
        return Run.model_validate(_told(runs.get(tx, run_id)))


@router.delete("/runs/{run_id}", **says("stopRun", Right.RUN_START, "Stop a run", status=202, model=Run, may=(404,)))
def stop_run(caller: TheCaller, run_id: Id) -> Run:
    """Ask a run to stop and keep the best it has; one that has ended stays as it is."""
    with caller.write() as tx:
        return Run.model_validate(_told(runs.stop(tx, run_id)))


@router.get(
    "/runs/{run_id}/events",
    **says("streamRun", Right.RUN_READ, "Watch a run", media=STREAM, may=(404,)),
)
async def stream_run(
    caller: TheCaller,
    run_id: Id,
    request: Request,
    last_event_id: Annotated[str | None, Header(max_length=20)] = None,
) -> Response:
    """Stream a run's events (SSE), those after Last-Event-ID first; the stream ends when the run has ended."""
    last = _last(last_event_id)
    await run_in_threadpool(get_run, caller, run_id)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(caller, run_id, last, request), headers=headers, media_type="text/event-stream")


def _last(given: str | None) -> int:
    if given is None:
        return 0
    if not (given.isascii() and given.isdigit()) or int(given) >= 2**31:
        raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-event-id")
    return int(given)


async def _stream(caller: Caller, run_id: str, last: int, request: Request) -> AsyncIterator[str]:
    pause, quiet = caller.installation.settings.poll_seconds, 0.0
    while not caller.installation.is_ending() and not await request.is_disconnected():
        found, state = await run_in_threadpool(_since, caller, run_id, last)
        for event in found:
            last = event.event_id
            yield written(event)
        if not found and state not in OPEN_STATES:
            return
        quiet = 0.0 if found else quiet + pause
        if quiet >= QUIET_SECONDS:
            quiet = 0.0
            yield ": still here\n\n"
        if not found:
            await sleep(pause)


def _since(caller: Caller, run_id: str, last: int) -> tuple[list[Event], str]:
    with caller.read() as tx:
        return events.since(tx, run_id, last), runs.get(tx, run_id).state


def written(event: Event) -> str:
    """Return an event as it stands in a stream."""
    data = {"kind": event.kind, "attempt": event.attempt, "at": event.created_at, **event.data}
    return f"id: {event.event_id}\nevent: {event.kind}\ndata: {json.dumps(data, ensure_ascii=True)}\n\n"
