"""Idempotency keys: the same request twice is carried out once, and answered twice with the same words.

1. ``reserve`` the key before the work; 2. in the transaction that does the work, ``keep`` the answer: both are there
or neither; 3. ``give_up`` a key whose request was refused. A key left by a server that died is free again after its
lease, and a server that lives on after that cannot keep an answer, nor therefore its work.
"""

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from api.store.names import dumps, loads, new_id
from api.store.refusals import FencedError, InFlightError, ReusedError
from api.store.transactions import Store, Tx
from api.tables import idempotency


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: status, headers that matter (Location, ETag), body as text."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True, slots=True)
class Reserved:
    """A key that is ours until its lease ends."""

    key: str
    token: str


def reserve(store: Store, college_id: str, actor: str, key: str, route: str, body_sha256: str) -> Reserved | Answer:
    """Take a key, or return what was answered under it.

    Raises ReusedError when it came with another route or body, InFlightError while the first is being carried out.
    """
    for _ in range(2):
        try:
            with store.write(college_id, actor) as tx:
                return _reserve(tx, key, route, body_sha256, store)
        except IntegrityError:
            continue  # another server took it in between: look again
    raise InFlightError("request-in-flight")


def _reserve(tx: Tx, key: str, route: str, body_sha256: str, store: Store) -> Reserved | Answer:
    at = tx.now()
    row = tx.one(select(idempotency).where(*_is(tx, key)).with_for_update())
    if row is not None and row.expires_at <= at:
        tx.run(delete(idempotency).where(*_is(tx, key)))
        row = None
    if row is not None and (row.route, row.body_sha256) != (route, body_sha256):
        raise ReusedError("idempotency-key-reused")
    if row is not None and row.status is not None:
        return Answer(row.status, loads(row.headers), row.body)
    if row is not None and row.lease_until > at:
        raise InFlightError("request-in-flight")
    token = new_id("token")
    lease = at + store.settings.idempotency_lease_seconds
    if row is not None:
        tx.run(update(idempotency).where(*_is(tx, key)).values(token=token, lease_until=lease))
        return Reserved(key, token)
    expires = at + store.settings.idempotency_hours * 3600
    tx.run(
        insert(idempotency).values(
            college_id=tx.college_id,
            actor=tx.actor,
            idempotency_key=key,
            route=route,
            body_sha256=body_sha256,
            token=token,
            lease_until=lease,
            expires_at=expires,
        )
    )
    return Reserved(key, token)


def keep(tx: Tx, reserved: Reserved, answer: Answer) -> None:
    """Keep the answer in the transaction of the work itself. Raises FencedError when the key is no longer ours."""
    changed = tx.run(
        update(idempotency)
        .where(*_is(tx, reserved.key), idempotency.c.token == reserved.token, idempotency.c.status.is_(None))
        .values(status=answer.status, headers=dumps(answer.headers), body=answer.body)
    )
    if not changed:
        raise FencedError("key-taken-over")


def give_up(tx: Tx, reserved: Reserved) -> None:
    """Free a key whose request was refused or failed, so that it may be sent again."""
    tx.run(
        delete(idempotency).where(
            *_is(tx, reserved.key), idempotency.c.token == reserved.token, idempotency.c.status.is_(None)
        )
    )


def sweep(tx: Tx) -> int:
    """Delete keys that expired; return how many."""
    return tx.run(
        delete(idempotency).where(idempotency.c.college_id == tx.college_id, idempotency.c.expires_at <= tx.now())
    )


def _is(tx: Tx, key: str) -> tuple[ColumnElement[bool], ...]:
    return (
        idempotency.c.college_id == tx.college_id,
        idempotency.c.actor == tx.actor,
        idempotency.c.idempotency_key == key,
    )
