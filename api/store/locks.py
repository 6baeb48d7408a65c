"""Locks: pairs fixed or forbidden by hand, beside those that stand in the round's own table."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.exc import IntegrityError

from api.store import audit, rounds
from api.store.names import dumps, loads, new_id
from api.store.refusals import ConflictError, NotFoundError
from api.store.transactions import Tx
from api.tables import locks


@dataclass(frozen=True, slots=True)
class LockRecord:
    """One lock; ``kind`` is ``assigned`` or ``forbidden``, ``author`` an id."""

    lock_id: str
    applicant_id: str
    position_id: str
    kind: str
    reason: str
    author: str
    created_at: float

    def as_mapping(self) -> dict[str, str]:
        """Return the lock as a row of the round's table."""
        row = asdict(self)
        return {name: row[name] for name in ("applicant_id", "position_id", "kind", "reason", "author")}


def with_locks(document: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Return a round's JSON document with further locks in its own table: the round that a run solves."""
    if not rows:
        return document
    content = loads(document)
    return dumps({**content, "locks": [*content.get("locks", ()), *rows]})


def add(tx: Tx, round_id: str, applicant_id: str, position_id: str, kind: str, reason: str) -> LockRecord:
    """Lock a pair. Raises NotFoundError for the round, ConflictError when the pair is locked already."""
    rounds.get(tx, round_id)
    found = LockRecord(new_id("lock"), applicant_id, position_id, kind, reason, tx.actor, tx.now())
    try:
        with tx.connection.begin_nested():
            tx.run(insert(locks).values(college_id=tx.college_id, round_id=round_id, **asdict(found)))
    except IntegrityError as error:
        raise ConflictError("pair-locked", applicant=applicant_id, position=position_id) from error
    audit.record(tx, "lock.add", found.lock_id, round=round_id, kind=kind)
    return found


def remove(tx: Tx, round_id: str, lock_id: str) -> None:
    """Take a lock away. Raises NotFoundError."""
    if not tx.run(delete(locks).where(*_of(tx, round_id), locks.c.lock_id == lock_id)):
        raise NotFoundError("lock", lock_id)
    audit.record(tx, "lock.remove", lock_id, round=round_id)


def listed(tx: Tx, round_id: str) -> list[LockRecord]:
    """Return the locks of a round, the oldest first."""
    return [_record(row) for row in tx.all(select(locks).where(*_of(tx, round_id)).order_by(locks.c.lock_id))]


def _of(tx: Tx, round_id: str) -> tuple[ColumnElement[bool], ...]:
    return (locks.c.college_id == tx.college_id, locks.c.round_id == round_id)


def _record(row: Any) -> LockRecord:
    return LockRecord(row.lock_id, row.applicant_id, row.position_id, row.kind, row.reason, row.author, row.created_at)
