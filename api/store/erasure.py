"""Erasure: one person taken out of everything a college keeps, and old rounds taken out whole.

What was decided about others stays readable: the person stands there under a pseudonym that only the installation's
secret connects with them. The audit chain needs no change, for it never held the name.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, and_, delete, select, update

from api.store import audit, events, people, rounds
from api.store.drafts import naming
from api.store.drafts import sweep as sweep_drafts
from api.store.idempotency import sweep
from api.store.names import digest, dumps, loads
from api.store.refusals import NotFoundError
from api.store.traces import Overwriter, Person, called_otherwise
from api.store.transactions import Store, Tx
from api.tables import (
    api_keys,
    confirmations,
    drafts,
    idempotency,
    links,
    locks,
    metadata,
    moves,
    publications,
    runs,
    sessions,
    users,
    versions,
    wishes,
)
from api.tables import rounds as round_table

JSON_COLUMNS = {
    "versions": ("content",),
    "runs": ("request", "progress", "failure"),
    "run_events": ("data",),
    "results": ("content", "certificate"),
    "publications": ("content",),
}
TEXT_COLUMNS = {
    "versions": ("note",),
    "rounds": ("title",),
    "locks": ("reason",),
    "moves": ("reason",),
    "publications": ("note", "withdrawal_reason"),
    "scenarios": ("title", "content"),
    "seat_answers": ("note",),
    "confirmations": ("note",),
}


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did: the pseudonym, and how many rows were changed or deleted, by table."""

    pseudonym: str
    rows: dict[str, int]


def pseudonym(secret: bytes, college_id: str, applicant_id: str) -> str:
    """Return the pseudonym of a person: the same wherever they stand, and nothing to be guessed from."""
    mark = hmac.new(secret, dumps(["pseudonym", college_id, applicant_id]).encode(), sha256)
    return f"anon-{mark.hexdigest()[:16]}"


def erase(tx: Tx, applicant_id: str) -> Erased:
    """Take a person out of everything this college keeps. Raises NotFoundError when they are in none of it.

    Runs under way are begun again, without the person; the rounds they are in now get a version without their rows.
    """
    documents, uploads = _documents_with(tx, applicant_id), naming(tx, applicant_id)
    rows = _rows_in([*documents.values(), *(loads(one.content) for one in uploads if one.content)], applicant_id)
    is_faulty = any(one.content is None for one in uploads)
    if not rows and not is_faulty and not _stands_elsewhere(tx, applicant_id):
        raise NotFoundError("applicant", applicant_id)
    person = Person(applicant_id, _names(rows), pseudonym(tx.secret, tx.college_id, applicant_id))
    is_shared = any(applicant_id in called_otherwise(document) for document in documents.values())
    over = Overwriter([person], {applicant_id} if is_shared else ())
    counted: dict[str, int] = {}
    for round_id in sorted({round_id for round_id, _ in documents}):
        rounds.hold(tx, round_id)  # all of them before anything is told: no deadlocks
    _begin_again(tx, {round_id for round_id, _ in documents})
    _delete_own(tx, applicant_id, counted)
    _rename(tx, person, counted)
    for table in metadata.sorted_tables:
        _overwrite(tx, table, over, counted)
    for round_id in sorted({round_id for round_id, _ in documents}):
        _leave_out(tx, round_id, person.instead)
    audit.record(tx, "person.erase", person.instead, rows=counted)
    return Erased(person.instead, counted)


def _documents_with(tx: Tx, applicant_id: str) -> dict[tuple[str, int], dict[str, Any]]:
    query = select(versions.c.round_id, versions.c.version, versions.c.content).where(
        versions.c.college_id == tx.college_id, versions.c.content.contains(dumps(applicant_id), autoescape=True)
    )
    found = {(row.round_id, row.version): loads(row.content) for row in tx.all(query)}
    return {key: document for key, document in found.items() if _rows_of(document, applicant_id)}


def _rows_of(document: dict[str, Any], applicant_id: str) -> list[dict[str, Any]]:
    return [row for row in document.get("applicants", ()) if row.get("applicant_id") == applicant_id]


def _rows_in(documents: Iterable[dict[str, Any]], applicant_id: str) -> list[dict[str, Any]]:
    return [row for document in documents for row in _rows_of(document, applicant_id)]


def _names(rows: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(sorted({row["name"] for row in rows if row.get("name")}))


def _stands_elsewhere(tx: Tx, applicant_id: str) -> bool:
    places = (
        users.c.subject_id,
        links.c.subject_id,
        wishes.c.applicant_id,
        confirmations.c.applicant_id,
        locks.c.applicant_id,
        moves.c.applicant_id,
    )
    return any(
        tx.one(select(column).where(column.table.c.college_id == tx.college_id, column == applicant_id)) is not None
        for column in places
    )


def _begin_again(tx: Tx, round_ids: set[str]) -> None:
    """Take runs of the rounds from their workers: what they have in hand still holds the person."""
    query = select(runs.c.run_id).where(
        runs.c.college_id == tx.college_id, runs.c.round_id.in_(round_ids), runs.c.state == "running"
    )
    for row in tx.all(query.with_for_update()):
        again = {"state": "queued", "lease_until": None, "released": runs.c.released + 1}
        events.change(tx, row.run_id, "released", runs.c.state == "running", **again)


def _delete_own(tx: Tx, applicant_id: str, counted: dict[str, int]) -> None:
    own_users = select(users.c.user_id).where(users.c.college_id == tx.college_id, users.c.subject_id == applicant_id)
    wheres = (
        (wishes, wishes.c.applicant_id == applicant_id),
        (confirmations, confirmations.c.applicant_id == applicant_id),
        (locks, locks.c.applicant_id == applicant_id),
        (links, and_(links.c.kind == "student", links.c.subject_id == applicant_id)),
        (sessions, sessions.c.user_id.in_(own_users)),
        (api_keys, api_keys.c.user_id.in_(own_users)),
        (users, users.c.subject_id == applicant_id),
        (drafts, drafts.c.findings.is_not(None)),  # uploads not yet taken may hold anybody; they live a day only
        (idempotency, idempotency.c.body.is_not(None)),  # answers may quote anything; they live a day only
    )
    for table, condition in wheres:
        _count(counted, table, tx.run(delete(table).where(table.c.college_id == tx.college_id, condition)))


def _rename(tx: Tx, person: Person, counted: dict[str, int]) -> None:
    own = (moves.c.college_id == tx.college_id, moves.c.applicant_id == person.applicant_id)
    _count(counted, moves, tx.run(update(moves).where(*own).values(applicant_id=person.instead)))


def _overwrite(tx: Tx, table: Table, over: Overwriter, counted: dict[str, int]) -> None:
    """Write the person over in every column of a table that holds JSON or what people typed."""
    names = (*JSON_COLUMNS.get(table.name, ()), *TEXT_COLUMNS.get(table.name, ()))
    if not names:
        return
    keys = list(table.primary_key.columns)
    for found in tx.all(select(*keys).where(table.c.college_id == tx.college_id)):
        is_row = and_(*(key == value for key, value in zip(keys, found, strict=True)))
        row = tx.one(select(*(table.c[name] for name in names)).where(is_row))
        new = {name: _without(table.name, name, old, over) for name, old in zip(names, row or (), strict=False)}
        changed = {name: value for name, value in new.items() if value is not None}
        if changed:
            tx.run(update(table).where(is_row).values(**changed, **_hashes(table.name, changed)))
            _count(counted, table, 1)


def _without(table: str, column: str, old: str | None, over: Overwriter) -> str | None:
    """Return a value without the person, None where there is nothing of them in it."""
    if old is None:
        return None
    if column in TEXT_COLUMNS.get(table, ()):
        new = over.text(old)
    else:
        before = loads(old)
        after = over.document(before) if table == "versions" else over.data(before)
        new = old if after == before else dumps(after)
    return None if new == old else new


def _hashes(table: str, changed: dict[str, str]) -> dict[str, str]:
    """Return the hashes that follow from changed content."""
    if "content" not in changed:
        return {}
    found = digest(changed["content"])
    return {
        "versions": {"etag": found, "fingerprint": found},
        "results": {"sha256": found},
        "publications": {"sha256": found},
        "scenarios": {"etag": found},
    }.get(table, {})


def _leave_out(tx: Tx, round_id: str, applicant_id: str) -> None:
    """Give a round in which the person still stands a version without their rows."""
    record = rounds.get(tx, round_id)
    document = loads(rounds.content(tx, round_id))
    if not _rows_of(document, applicant_id):
        return
    left = {
        table: [row for row in rows if row.get("applicant_id") != applicant_id] if isinstance(rows, list) else rows
        for table, rows in document.items()
    }
    counts = {**record.counts, **{table: len(rows) for table, rows in left.items() if table in record.counts}}
    text_ = dumps(left)
    content = rounds.Content(round_id, record.title, record.kind, text_, digest(text_), counts)
    rounds.replace(tx, content, None, "person.erase")


def _count(counted: dict[str, int], table: Table, n: int) -> None:
    if n:
        counted[table.name] = counted.get(table.name, 0) + n


def scrub(store: Store) -> None:
    """After an erasure, leave nothing in SQLite's log either. PostgreSQL frees the old rows by itself, in time."""
    if store.settings.is_sqlite:
        with store.engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def tidy(store: Store, actor: str) -> None:
    """Let go, in every college, of expired idempotency keys, uploads never taken, and rounds past the retention."""
    for college_id in people.college_ids(store):
        with store.write(college_id, actor) as tx:
            sweep(tx)
            sweep_drafts(tx)
            if store.settings.retention_days:
                retire(tx, store.settings.retention_days)


def retire(tx: Tx, days: int) -> list[str]:
    """Delete rounds untouched for so many days, whole, with what was published of them; return their ids."""
    last = tx.now() - days * 86400
    query = select(round_table.c.round_id).where(
        round_table.c.college_id == tx.college_id, round_table.c.updated_at < last
    )
    gone = [row.round_id for row in tx.all(query.order_by(round_table.c.round_id))]
    for round_id in gone:
        rounds.hold(tx, round_id)  # all of them before anything is told: no deadlocks
    for round_id in gone:
        for table in (publications, round_table):
            tx.run(delete(table).where(table.c.college_id == tx.college_id, table.c.round_id == round_id))
        audit.record(tx, "round.retire", round_id, days=days)
    return gone
