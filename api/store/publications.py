"""Publications: drafted, approved by a second person, published and then never changed; a correction is the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, update

from api.store import audit, rounds, runs
from api.store.names import digest, new_id
from api.store.refusals import ConflictError, NotFoundError
from api.store.transactions import Tx
from api.tables import publications

STATES = ("draft", "approved", "published", "withdrawn")


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """A publication without its content. ``number`` counts those of a round; ``corrects`` names the one before.

    ``withdrawal_reason`` is None where nobody withdrew it, or a correction took its place.
    """

    publication_id: str
    round_id: str
    number: int
    run_id: str
    state: str
    sha256: str
    corrects: str | None
    note: str
    drafted_by: str
    drafted_at: float
    approved_by: str | None
    approved_at: float | None
    published_by: str | None
    published_at: float | None
    withdrawn_by: str | None
    withdrawn_at: float | None
    withdrawal_reason: str | None


def draft(tx: Tx, run_id: str, content: str, note: str = "", corrects: str | None = None) -> PublicationRecord:
    """Draft the publication of a run with its moves; ``content`` is what people will read, as JSON text.

    Where the round has a publication that people read, the new one must say that it corrects it.
    Raises NotFoundError, ConflictError.
    """
    round_id = runs.get(tx, run_id).round_id
    rounds.hold(tx, round_id)
    _check_correction(tx, round_id, corrects)
    number = 1 + int(tx.value(select(func.coalesce(func.max(publications.c.number), 0)).where(*_of(tx, round_id))))
    publication_id = new_id("pub")
    tx.run(
        insert(publications).values(
            college_id=tx.college_id,
            publication_id=publication_id,
            round_id=round_id,
            number=number,
            run_id=run_id,
            state="draft",
            content=content,
            sha256=digest(content),
            corrects=corrects,
            note=note,
            drafted_by=tx.actor,
            drafted_at=tx.now(),
        )
    )
    audit.record(tx, "publication.draft", publication_id, round=round_id, run=run_id, sha256=digest(content))
    return get(tx, publication_id)


def _check_correction(tx: Tx, round_id: str, corrects: str | None) -> None:
    current = published(tx, round_id)
    expected = None if current is None else current.publication_id
    if corrects != expected:
        raise ConflictError("not-the-published-one", published=expected, corrects=corrects)


def approve(tx: Tx, publication_id: str) -> PublicationRecord:
    """Approve a draft. Raises NotFoundError, ConflictError: not a draft, or the actor drafted it."""
    found = _in_state(tx, publication_id, "draft")
    if found.drafted_by == tx.actor:
        raise ConflictError("second-person-needed", id=publication_id)
    return _change(tx, found, "approve", state="approved", approved_by=tx.actor, approved_at=tx.now())


def publish(tx: Tx, publication_id: str) -> PublicationRecord:
    """Publish what a second person approved; what it corrects is withdrawn. Raises NotFoundError, ConflictError."""
    found = _in_state(tx, publication_id, "approved")
    _check_correction(tx, found.round_id, found.corrects)
    if found.corrects is not None:
        _give_way(tx, found.corrects, publication_id)
    return _change(tx, found, "publish", state="published", published_by=tx.actor, published_at=tx.now())


def withdraw(tx: Tx, publication_id: str, reason: str) -> PublicationRecord:
    """Withdraw a publication; it stays to be read by those who may. Raises NotFoundError, ConflictError."""
    found = _in_state(tx, publication_id, "draft", "approved", "published")
    return _change(tx, found, "withdraw", _said(tx, reason), **_withdrawn(tx), withdrawal_reason=reason)


def _give_way(tx: Tx, publication_id: str, correction: str) -> None:
    found = _in_state(tx, publication_id, "published")
    _change(tx, found, "withdraw", {"corrected_by": correction}, **_withdrawn(tx))


def _withdrawn(tx: Tx) -> dict[str, object]:
    return {"state": "withdrawn", "withdrawn_by": tx.actor, "withdrawn_at": tx.now()}


def _said(tx: Tx, reason: str) -> dict[str, object]:
    """Return what the audit chain keeps of a reason: its mark, for the words may name people and the chain none."""
    return {"reason_mark": audit.mark(tx, reason)}


def get(tx: Tx, publication_id: str) -> PublicationRecord:
    """Return a publication. Raises NotFoundError."""
    row = tx.one(_columns().where(*_is(tx, publication_id)))
    if row is None:
        raise NotFoundError("publication", publication_id)
    return _record(row)


def content(tx: Tx, publication_id: str) -> str:
    """Return what a publication says, as JSON text. Raises NotFoundError."""
    text = tx.value(select(publications.c.content).where(*_is(tx, publication_id)))
    if text is None:
        raise NotFoundError("publication", publication_id)
    return str(text)


def published(tx: Tx, round_id: str) -> PublicationRecord | None:
    """Return what people read now of a round, None without it."""
    row = tx.one(_columns().where(*_of(tx, round_id), publications.c.state == "published"))
    return None if row is None else _record(row)


def listed(tx: Tx, round_id: str, before: int | None = None, limit: int = 50) -> list[PublicationRecord]:
    """Return the publications of a round, the latest first."""
    query = _columns().where(*_of(tx, round_id))
    if before is not None:
        query = query.where(publications.c.number < before)
    return [_record(row) for row in tx.all(query.order_by(publications.c.number.desc()).limit(limit))]


def _in_state(tx: Tx, publication_id: str, *states: str) -> PublicationRecord:
    rounds.hold(tx, get(tx, publication_id).round_id)
    found = get(tx, publication_id)
    if found.state not in states:
        raise ConflictError("publication-state", id=publication_id, state=found.state)
    return found


def _change(
    tx: Tx, found: PublicationRecord, action: str, told: Mapping[str, object] | None = None, **values: object
) -> PublicationRecord:
    tx.run(update(publications).where(*_is(tx, found.publication_id)).values(**values))
    audit.record(tx, f"publication.{action}", found.publication_id, sha256=found.sha256, **(told or {}))
    return get(tx, found.publication_id)


def _columns() -> Any:
    return select(*(column for column in publications.c if column.name not in ("content", "college_id")))


def _is(tx: Tx, publication_id: str) -> tuple[ColumnElement[bool], ...]:
    return (publications.c.college_id == tx.college_id, publications.c.publication_id == publication_id)


def _of(tx: Tx, round_id: str) -> tuple[ColumnElement[bool], ...]:
    return (publications.c.college_id == tx.college_id, publications.c.round_id == round_id)


def _record(row: Row[Any]) -> PublicationRecord:
    return PublicationRecord(**row._mapping)
