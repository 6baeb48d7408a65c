"""Moves: changes made by hand to what a run found, one applicant and period at a time, in order."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select

from api.store import audit, runs
from api.store.refusals import ConflictError, NotFoundError
from api.store.transactions import Tx
from api.tables import moves, results


@dataclass(frozen=True, slots=True)
class MoveRecord:
    """One move, numbered within its run; no position is no place."""

    move_no: int
    applicant_id: str
    period_id: str
    from_position_id: str | None
    to_position_id: str | None
    reason: str
    author: str
    created_at: float


def add(
    tx: Tx,
    run_id: str,
    applicant_id: str,
    period_id: str,
    from_position_id: str | None,
    to_position_id: str | None,
    reason: str,
    after: int | None = None,
) -> MoveRecord:
    """Write a move that the rules allow. ``after`` is the number of the last move it was checked against.

    Raises NotFoundError for the run, ConflictError when it has no result, or when another move came in between.
    """
    _hold(tx, run_id)
    last = _last(tx, run_id)
    if after is not None and after != last:
        raise ConflictError("moved-meanwhile", id=run_id, last=last)
    found = MoveRecord(last + 1, applicant_id, period_id, from_position_id, to_position_id, reason, tx.actor, tx.now())
    tx.run(insert(moves).values(college_id=tx.college_id, run_id=run_id, **asdict(found)))
    audit.record(tx, "move.add", f"{run_id}/{found.move_no}")
    return found


def applied(rows: Iterable[Mapping[str, Any]], made: Iterable[MoveRecord]) -> list[dict[str, Any]]:
    """Return the lines of a matching with moves made one after another; a line that was moved has no rank or mentor."""
    lines = {(row["applicant_id"], row["period_id"]): dict(row) for row in rows}
    for move in made:
        key = (move.applicant_id, move.period_id)
        lines.pop(key, None)
        if move.to_position_id is not None:
            names = ("applicant_id", "period_id", "position_id")
            lines[key] = dict(zip(names, (*key, move.to_position_id), strict=True))
    return [lines[key] for key in sorted(lines)]


def undo(tx: Tx, run_id: str) -> None:
    """Take the last move back. Raises NotFoundError when there is none."""
    _hold(tx, run_id)
    last = _last(tx, run_id)
    if not last:
        raise NotFoundError("move", run_id)
    tx.run(delete(moves).where(*_of(tx, run_id), moves.c.move_no == last))
    audit.record(tx, "move.undo", f"{run_id}/{last}")


def listed(tx: Tx, run_id: str) -> list[MoveRecord]:
    """Return the moves of a run in order."""
    return [_record(row) for row in tx.all(select(moves).where(*_of(tx, run_id)).order_by(moves.c.move_no))]


def _hold(tx: Tx, run_id: str) -> None:
    """Hold the run's result until the transaction ends, so that moves of a run come one after another."""
    query = select(results.c.run_id).where(results.c.college_id == tx.college_id, results.c.run_id == run_id)
    if tx.one(query.with_for_update()) is None:
        raise ConflictError("no-result", id=run_id, state=runs.get(tx, run_id).state)


def _last(tx: Tx, run_id: str) -> int:
    return int(tx.value(select(func.coalesce(func.max(moves.c.move_no), 0)).where(*_of(tx, run_id))))


def _of(tx: Tx, run_id: str) -> tuple[ColumnElement[bool], ...]:
    return (moves.c.college_id == tx.college_id, moves.c.run_id == run_id)


def _record(row: Any) -> MoveRecord:
    return MoveRecord(
        row.move_no,
        row.applicant_id,
        row.period_id,
        row.from_position_id,
        row.to_position_id,
        row.reason,
        row.author,
        row.created_at,
    )
