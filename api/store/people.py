"""Colleges, users and what lets them in: API keys, sessions, links. Of every secret only a hash is kept."""

from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from api.store import audit, rounds
from api.store.names import new_id
from api.store.refusals import ConflictError, NotFoundError
from api.store.transactions import EVERY_COLLEGE, Store, Tx
from api.tables import api_keys, colleges, links, sessions, users


@dataclass(frozen=True, slots=True)
class UserRecord:
    """A person of the college; ``subject_id`` is the applicant a student is."""

    user_id: str
    name: str
    role: str
    subject_id: str | None
    created_at: float
    disabled_at: float | None


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """An API key, without its secret."""

    key_id: str
    user_id: str
    label: str
    created_at: float
    expires_at: float | None
    revoked_at: float | None


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """A link for a host contact or a student, without its secret."""

    link_id: str
    round_id: str
    kind: str
    subject_id: str
    author: str
    created_at: float
    expires_at: float
    revoked_at: float | None


Kept = TypeVar("Kept", UserRecord, KeyRecord, LinkRecord)


def add_college(store: Store, college_id: str, title: str, actor: str) -> bool:
    """Make a college; return False when it is there already."""
    try:
        with store.write(college_id, actor) as tx:
            tx.run(insert(colleges).values(college_id=college_id, title=title, created_at=tx.now()))
            audit.record(tx, "college.create", college_id)
    except IntegrityError:
        return False
    return True


def college_ids(store: Store) -> list[str]:
    """Return the ids of all colleges."""
    with store.read(EVERY_COLLEGE) as tx:
        return [row[0] for row in tx.all(select(colleges.c.college_id).order_by(colleges.c.college_id))]


def college_title(tx: Tx) -> str:
    """Return the title of the college at work. Raises NotFoundError."""
    title = tx.value(select(colleges.c.title).where(colleges.c.college_id == tx.college_id))
    if title is None:
        raise NotFoundError("college", tx.college_id)
    return str(title)


def hold_college(tx: Tx) -> None:
    """Hold the college until the transaction ends."""
    tx.one(select(colleges.c.college_id).where(colleges.c.college_id == tx.college_id).with_for_update())


def add_user(tx: Tx, name: str, role: str, subject_id: str | None = None) -> UserRecord:
    """Add a person. The audit chain has the id only."""
    found = UserRecord(new_id("user"), name, role, subject_id, tx.now(), None)
    tx.run(
        insert(users).values(
            college_id=tx.college_id,
            user_id=found.user_id,
            name=name,
            role=role,
            subject_id=subject_id,
            created_at=found.created_at,
        )
    )
    audit.record(tx, "user.create", found.user_id, role=role)
    return found


def user(tx: Tx, user_id: str) -> UserRecord:
    """Return a person. Raises NotFoundError."""
    row = tx.one(select(users).where(*_user(tx, user_id)))
    if row is None:
        raise NotFoundError("user", user_id)
    return _record(UserRecord, row)


def users_listed(tx: Tx, after: str | None = None, limit: int = 50) -> list[UserRecord]:
    """Return people in the order they were added, those after ``after``."""
    query = select(users).where(users.c.college_id == tx.college_id)
    if after is not None:
        query = query.where(users.c.user_id > after)
    return [_record(UserRecord, row) for row in tx.all(query.order_by(users.c.user_id).limit(limit))]


def change_role(tx: Tx, user_id: str, role: str) -> UserRecord:
    """Give a person another role. Raises NotFoundError, ConflictError for the last administrator."""
    if user(tx, user_id).role == "administrator" and role != "administrator":
        _keep_one_administrator(tx, user_id)
    tx.run(update(users).where(*_user(tx, user_id)).values(role=role))
    audit.record(tx, "user.role", user_id, role=role)
    return user(tx, user_id)


def disable_user(tx: Tx, user_id: str) -> UserRecord:
    """Shut a person out at once, by key and session. Raises NotFoundError; ConflictError for the last administrator."""
    if user(tx, user_id).role == "administrator":
        _keep_one_administrator(tx, user_id)
    tx.run(update(users).where(*_user(tx, user_id)).values(disabled_at=tx.now()))
    tx.run(delete(sessions).where(sessions.c.college_id == tx.college_id, sessions.c.user_id == user_id))
    audit.record(tx, "user.disable", user_id)
    return user(tx, user_id)


def _keep_one_administrator(tx: Tx, user_id: str) -> None:
    query = select(users.c.user_id).where(
        users.c.college_id == tx.college_id, users.c.role == "administrator", users.c.disabled_at.is_(None)
    )
    if all(row.user_id == user_id for row in tx.all(query.with_for_update())):
        raise ConflictError("last-administrator", id=user_id)


def add_key(
    tx: Tx, user_id: str, key_id: str, secret_hash: str, label: str = "", expires_at: float | None = None
) -> KeyRecord:
    """Keep the hash of a new key of a person. Raises NotFoundError."""
    user(tx, user_id)
    found = KeyRecord(key_id, user_id, label, tx.now(), expires_at, None)
    tx.run(
        insert(api_keys).values(
            college_id=tx.college_id,
            key_id=key_id,
            user_id=user_id,
            secret_hash=secret_hash,
            label=label,
            created_at=found.created_at,
            expires_at=expires_at,
        )
    )
    audit.record(tx, "key.create", key_id, user=user_id)
    return found


def keys_listed(tx: Tx) -> list[KeyRecord]:
    """Return every key of the college, the oldest first."""
    columns = [column for column in api_keys.c if column.name != "secret_hash"]
    query = select(*columns).where(api_keys.c.college_id == tx.college_id).order_by(api_keys.c.created_at)
    return [_record(KeyRecord, row) for row in tx.all(query)]


def revoke_key(tx: Tx, key_id: str) -> None:
    """End a key. Raises NotFoundError for one that is unknown or ended already."""
    live = (api_keys.c.college_id == tx.college_id, api_keys.c.key_id == key_id, api_keys.c.revoked_at.is_(None))
    if not tx.run(update(api_keys).where(*live).values(revoked_at=tx.now())):
        raise NotFoundError("key", key_id)
    audit.record(tx, "key.revoke", key_id)


@dataclass(frozen=True, slots=True)
class Found:
    """What stands behind a secret that was shown: whose it is, and the hash it must have."""

    college_id: str
    user_id: str
    role: str
    subject_id: str | None
    secret_hash: str
    csrf_secret: str = ""
    round_id: str | None = None


def key_shown(store: Store, key_id: str) -> Found | None:
    """Return what stands behind a live key of a person who may come in."""
    with store.read(EVERY_COLLEGE) as tx:
        at = tx.now()
        row = tx.one(_with_user(api_keys).where(api_keys.c.key_id == key_id, api_keys.c.revoked_at.is_(None)))
        if row is None or (row.expires_at is not None and row.expires_at <= at):
            return None
        return Found(row.college_id, row.user_id, row.role, row.subject_id, row.secret_hash)


def session_shown(store: Store, token_hash: str) -> Found | None:
    """Return what stands behind a session that has not ended."""
    with store.read(EVERY_COLLEGE) as tx:
        at = tx.now()
        row = tx.one(_with_user(sessions).where(sessions.c.token_hash == token_hash, sessions.c.expires_at > at))
        if row is None:
            return None
        return Found(row.college_id, row.user_id, row.role, row.subject_id, token_hash, row.csrf_secret)


def _with_user(table: Any) -> Any:
    both = (users.c.college_id == table.c.college_id) & (users.c.user_id == table.c.user_id)
    return select(table, users.c.role, users.c.subject_id).join(users, both).where(users.c.disabled_at.is_(None))


def add_session(tx: Tx, user_id: str, token_hash: str, csrf_secret: str, seconds: float) -> None:
    """Begin a session of a person; sessions that ended are swept."""
    at = tx.now()
    tx.run(delete(sessions).where(sessions.c.college_id == tx.college_id, sessions.c.expires_at <= at))
    tx.run(
        insert(sessions).values(
            college_id=tx.college_id,
            token_hash=token_hash,
            user_id=user_id,
            csrf_secret=csrf_secret,
            created_at=at,
            expires_at=at + seconds,
        )
    )
    audit.record(tx, "session.begin", user_id)


def end_session(tx: Tx, token_hash: str) -> None:
    """End a session; one that is not there has ended already."""
    of_token = (sessions.c.college_id == tx.college_id, sessions.c.token_hash == token_hash)
    if tx.run(delete(sessions).where(*of_token)):
        audit.record(tx, "session.end", tx.actor)


def add_link(tx: Tx, round_id: str, kind: str, subject_id: str, token_hash: str, expires_at: float) -> LinkRecord:
    """Keep the hash of a new link to one host's or student's page of a round. Raises NotFoundError for the round."""
    rounds.get(tx, round_id)
    found = LinkRecord(new_id("link"), round_id, kind, subject_id, tx.actor, tx.now(), expires_at, None)
    tx.run(
        insert(links).values(
            college_id=tx.college_id,
            link_id=found.link_id,
            token_hash=token_hash,
            round_id=round_id,
            kind=kind,
            subject_id=subject_id,
            author=tx.actor,
            created_at=found.created_at,
            expires_at=expires_at,
        )
    )
    audit.record(tx, "link.create", found.link_id, round=round_id, kind=kind)
    return found


def links_listed(tx: Tx, round_id: str) -> list[LinkRecord]:
    """Return the links of a round, the oldest first."""
    columns = [column for column in links.c if column.name not in ("token_hash", "college_id")]
    query = select(*columns).where(links.c.college_id == tx.college_id, links.c.round_id == round_id)
    return [_record(LinkRecord, row) for row in tx.all(query.order_by(links.c.link_id))]


def revoke_link(tx: Tx, link_id: str) -> None:
    """End a link. Raises NotFoundError for one that is unknown or ended already."""
    live = (links.c.college_id == tx.college_id, links.c.link_id == link_id, links.c.revoked_at.is_(None))
    if not tx.run(update(links).where(*live).values(revoked_at=tx.now())):
        raise NotFoundError("link", link_id)
    audit.record(tx, "link.revoke", link_id)


def link_shown(store: Store, token_hash: str) -> Found | None:
    """Return what stands behind a live link; its user is the link itself, its role the kind of link."""
    with store.read(EVERY_COLLEGE) as tx:
        at = tx.now()
        live = (links.c.token_hash == token_hash, links.c.revoked_at.is_(None), links.c.expires_at > at)
        row = tx.one(select(links).where(*live))
        if row is None:
            return None
        role = {"host": "host-contact", "student": "student"}[row.kind]
        return Found(row.college_id, row.link_id, role, row.subject_id, token_hash, round_id=row.round_id)


def _user(tx: Tx, user_id: str) -> tuple[ColumnElement[bool], ...]:
    return (users.c.college_id == tx.college_id, users.c.user_id == user_id)


def _record(kind: type[Kept], row: Any) -> Kept:
    return kind(**{name: value for name, value in row._mapping.items() if name != "college_id"})
