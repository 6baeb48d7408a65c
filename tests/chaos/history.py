"""The history checker: reads everything that was told of every run, not only how it ended.

For each run that was acknowledged it holds that its events are numbered without a gap; that it was queued first; that
each claim took the next attempt and followed on a state in which the run could be claimed; that only the attempt that
held the run spoke; that it ended once, as its last event, as its row says; that it has a result if and only if it was
done (or stopped with something to keep), handed in by the attempt that ended it; and that the audit chain tells of that
result once. What it returns are sentences; none means that the history holds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from sqlalchemy import select

from api.store import audit, events, runs
from api.store.events import Event
from api.store.transactions import Store, Tx
from api.tables import results

ENDS = ("done", "failed", "stopped")
AFTER = {
    "queued": {"claimed", "stopped"},
    "released": {"claimed", "stopped"},
    "crashed": {"claimed", "stopped"},
    # a claim may follow a claim: the lease ended and nobody was there to tell
    "claimed": {"claimed", "progress", "stop-requested", "released", "crashed", *ENDS},
    "progress": {"claimed", "progress", "stop-requested", "released", "crashed", *ENDS},
    "stop-requested": {"progress", "released", "crashed", *ENDS},
}


def faults(store: Store, acknowledged: Iterable[str], college_id: str = "north") -> list[str]:
    """Return what does not hold in the history of a college's runs, all of them ended by now."""
    asked = set(acknowledged)
    with store.snapshot(college_id) as tx:
        kept = {run.run_id: run for run in runs.listed(tx, limit=1_000_000)}
        found = [f"{run_id}: acknowledged and lost" for run_id in asked - kept.keys()]
        found += [f"{run_id}: nobody was told of it" for run_id in kept.keys() - asked]
        told = _results_told(tx)
        for run in kept.values():
            found += [f"{run.run_id}: {fault}" for fault in _of_run(tx, run, told[run.run_id])]
        found += [f"audit: {fault}" for fault in audit.verify(tx)]
    return found


def _results_told(tx: Tx) -> Counter[str]:
    return Counter(entry.subject for entry in audit.entries(tx, limit=1_000_000) if entry.action == "run.result")


def _of_run(tx: Tx, run: runs.RunRecord, results_told: int) -> Iterator[str]:
    found = events.since(tx, run.run_id, limit=1_000_000)
    yield from _in_order(found)
    if run.state not in ENDS:
        yield f"stuck as {run.state}"
    ends = [event for event in found if event.kind in ENDS]
    if [event.kind for event in ends] != [run.state] or found[-1] != ends[-1]:
        yield f"ended as {[event.kind for event in ends]}, its row says {run.state}"
    if (found[-1].event_id, found[-1].attempt) != (run.last_event, run.attempt):
        yield "its row and its last event differ"
    yield from _of_result(tx, run, results_told)


def _in_order(found: list[Event]) -> Iterator[str]:
    if [event.event_id for event in found] != list(range(1, len(found) + 1)):
        yield "events are missing or doubled"
    if not found or found[0].kind != "queued":
        yield "it was never queued"
    for before, event in pairwise(found):
        if event.kind not in AFTER.get(before.kind, set()):
            yield f"{event.kind} after {before.kind}"
        if event.attempt != before.attempt + (event.kind == "claimed"):
            yield f"attempt {event.attempt} spoke ({event.kind}) when it was the turn of {before.attempt}"


def _of_result(tx: Tx, run: runs.RunRecord, told: int) -> Iterator[str]:
    rows = tx.all(
        select(results.c.attempt).where(results.c.college_id == tx.college_id, results.c.run_id == run.run_id)
    )
    if len(rows) != told:
        yield f"{len(rows)} results, {told} in the audit chain"
    if (run.state == "done") > bool(rows) or (run.state == "failed" and rows):
        yield f"{run.state} with {len(rows)} results"
    if rows and rows[0].attempt != run.attempt:
        yield f"the result is of attempt {rows[0].attempt}, the end of {run.attempt}"
