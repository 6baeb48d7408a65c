"""Drafts: uploads that were read and shown, and are not yet taken as a version; they are swept after a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, insert, or_, select

from api.store.names import dumps, loads, new_id
from api.store.refusals import NotFoundError
from api.store.transactions import Tx
from api.tables import drafts

KEPT_SECONDS = 86400.0


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """An upload with what was found in it; ``content`` is the round's document, None where the upload has faults.

    ``made_from`` is the etag of the version it was compared with, None for a new round.
    """

    draft_id: str
    author: str
    file_name: str
    findings: dict[str, Any]
    content: str | None
    made_from: str | None
    created_at: float


def add(tx: Tx, file_name: str, findings: Mapping[str, Any], content: str | None, made_from: str | None) -> DraftRecord:
    """Keep an upload; those older than a day go."""
    sweep(tx)
    found = DraftRecord(new_id("draft"), tx.actor, file_name, dict(findings), content, made_from, tx.now())
    tx.run(
        insert(drafts).values(
            college_id=tx.college_id,
            draft_id=found.draft_id,
            author=tx.actor,
            file_name=file_name,
            findings=dumps(found.findings),
            content=content,
            made_from=made_from,
            created_at=found.created_at,
        )
    )
    return found


def get(tx: Tx, draft_id: str) -> DraftRecord:
    """Return an upload. Raises NotFoundError."""
    row = tx.one(select(drafts).where(drafts.c.college_id == tx.college_id, drafts.c.draft_id == draft_id))
    if row is None:
        raise NotFoundError("draft", draft_id)
    return _record(row)


def _record(row: Row[Any]) -> DraftRecord:
    return DraftRecord(
        row.draft_id, row.author, row.file_name, loads(row.findings), row.content, row.made_from, row.created_at
    )


def naming(tx: Tx, text: str) -> list[DraftRecord]:
    """Return the uploads in whose round or findings a text stands as a value."""
    stands = (column.contains(dumps(text), autoescape=True) for column in (drafts.c.content, drafts.c.findings))
    rows = tx.all(select(drafts).where(drafts.c.college_id == tx.college_id, or_(*stands)))
    return [_record(row) for row in rows]


def remove(tx: Tx, draft_id: str) -> None:
    """Drop an upload; one that is not there is gone already."""
    tx.run(delete(drafts).where(drafts.c.college_id == tx.college_id, drafts.c.draft_id == draft_id))


def sweep(tx: Tx) -> None:
    """Drop uploads that nobody took within a day."""
    tx.run(delete(drafts).where(drafts.c.college_id == tx.college_id, drafts.c.created_at < tx.now() - KEPT_SECONDS))
