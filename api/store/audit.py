"""Audit: who did what, as a chain in which each entry's hash covers the one before; no entry holds a name.

Hashes are keyed (HMAC-SHA-256) with the installation's secret, so that whoever can write to the database still cannot
write history. ``audit_heads`` holds how long the chain is, under a seal that only the secret makes; a head noted on
paper can be proved later (``anchor``), even against somebody who kept an old database.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from api.store.names import dumps, loads
from api.store.transactions import Tx
from api.tables import audit, audit_heads

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the actor's id, an action such as ``round.replace``, the id it is about, and values without names."""

    entry_no: int
    created_at: float
    actor: str
    action: str
    subject: str
    data: dict[str, object]
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """How long a chain is and the hash of its last entry."""

    entries: int
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a chain does not hold: ``code`` is ``edited``, ``missing``, ``cut`` or ``anchor``."""

    entry_no: int
    code: str


def record(tx: Tx, action: str, subject: str, **data: object) -> None:
    """Add an entry, in the same transaction as what it tells of."""
    head = _locked_head(tx)
    text = dumps(data)
    values = (head.entries + 1, tx.now(), tx.actor, action, subject, text)
    link = _link(tx, head.hash, values)
    names = ("entry_no", "created_at", "actor", "action", "subject", "data")
    tx.run(insert(audit).values(college_id=tx.college_id, hash=link, **dict(zip(names, values, strict=True))))
    tx.run(
        update(audit_heads)
        .where(audit_heads.c.college_id == tx.college_id)
        .values(**_sealed(tx, Head(head.entries + 1, link)))
    )


def mark(tx: Tx, text: str) -> str:
    """Return what shows that words are those of then, and tells nothing of them to whoever lacks the secret."""
    return hmac.new(tx.secret, dumps(["mark", tx.college_id, text]).encode(), sha256).hexdigest()


def _locked_head(tx: Tx) -> Head:
    """Return the head, held until the transaction ends: entries of one college are written one after another."""
    row = tx.one(select(audit_heads).where(audit_heads.c.college_id == tx.college_id).with_for_update())
    if row is not None:
        return Head(row.entries, row.hash)
    try:
        with tx.connection.begin_nested():
            tx.run(insert(audit_heads).values(college_id=tx.college_id, **_sealed(tx, Head(0, START))))
    except IntegrityError:
        return _locked_head(tx)
    return Head(0, START)


def _link(tx: Tx, before: str, values: tuple[int, float, str, str, str, str]) -> str:
    """Return the hash that covers an entry and all before it. Fields are told apart by their JSON form."""
    return hmac.new(tx.secret, dumps([before, tx.college_id, *values]).encode(), sha256).hexdigest()


def _sealed(tx: Tx, head: Head) -> dict[str, Any]:
    """Return the columns of a head with its seal."""
    words = dumps(["head", tx.college_id, head.entries, head.hash])
    seal = hmac.new(tx.secret, words.encode(), sha256).hexdigest()
    return {"entries": head.entries, "hash": head.hash, "seal": seal}


def head(tx: Tx) -> Head:
    """Return how long the chain is now."""
    row = tx.one(select(audit_heads).where(audit_heads.c.college_id == tx.college_id))
    return Head(0, START) if row is None else Head(row.entries, row.hash)


def entries(tx: Tx, before: int | None = None, limit: int = 100) -> list[Entry]:
    """Return entries, the latest first, those before an entry number."""
    query = select(audit).where(audit.c.college_id == tx.college_id)
    if before is not None:
        query = query.where(audit.c.entry_no < before)
    return [_entry(row) for row in tx.all(query.order_by(audit.c.entry_no.desc()).limit(limit))]


def _entry(row: Row[Any]) -> Entry:
    data = loads(row.data)
    return Entry(row.entry_no, row.created_at, row.actor, row.action, row.subject, data, row.hash)


def verify(tx: Tx, anchor: Head | None = None) -> list[Fault]:
    """Return every place where the chain does not hold: edits, deletions, another order, a cut end.

    ``anchor`` is a head noted earlier: the chain must still go through it.
    """
    faults = list(_faults(tx))
    if anchor is not None and anchor.entries:
        query = select(audit.c.hash).where(audit.c.college_id == tx.college_id, audit.c.entry_no == anchor.entries)
        if tx.value(query) != anchor.hash:
            faults.append(Fault(anchor.entries, "anchor"))
    return faults


def _faults(tx: Tx) -> Iterator[Fault]:
    before, expected = START, 1
    for row in tx.all(select(audit).where(audit.c.college_id == tx.college_id).order_by(audit.c.entry_no)):
        if row.entry_no != expected:
            yield Fault(expected, "missing")
        values = (row.entry_no, row.created_at, row.actor, row.action, row.subject, row.data)
        if row.hash != _link(tx, before, values):
            yield Fault(row.entry_no, "edited")
        before, expected = row.hash, row.entry_no + 1
    end = tx.one(select(audit_heads).where(audit_heads.c.college_id == tx.college_id))
    held = {} if end is None else {name: end._mapping[name] for name in ("entries", "hash", "seal")}
    if held != (_sealed(tx, Head(expected - 1, before)) if end is not None or expected > 1 else {}):
        yield Fault(expected, "cut")
