"""Rounds and their versions: every upload is a version that never changes; one of them is the current one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, insert, select, update

from api.store import audit
from api.store.names import digest, dumps, loads
from api.store.refusals import ConflictError, NotFoundError, StaleError
from api.store.transactions import Tx
from api.tables import publications, rounds, runs, versions


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """A round with its current version."""

    round_id: str
    title: str | None
    kind: str
    version: int
    etag: str
    fingerprint: str
    counts: dict[str, int]
    created_at: float
    updated_at: float


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One version of a round, without its content."""

    round_id: str
    version: int
    fingerprint: str
    etag: str
    counts: dict[str, int]
    author: str
    note: str
    created_at: float


@dataclass(frozen=True, slots=True)
class Content:
    """What a round holds: ``text`` is its JSON document, ``counts`` how many rows each table has."""

    round_id: str
    title: str | None
    kind: str
    text: str
    fingerprint: str
    counts: Mapping[str, int]


def create(tx: Tx, content: Content, note: str = "") -> RoundRecord:
    """Store a new round as its version 1. Raises ConflictError when the college has one of this id."""
    if tx.value(select(rounds.c.round_id).where(*_is(tx, content.round_id)).with_for_update()) is not None:
        raise ConflictError("round-exists", id=content.round_id)
    at = tx.now()
    tx.run(
        insert(rounds).values(
            college_id=tx.college_id,
            round_id=content.round_id,
            title=content.title,
            kind=content.kind,
            current_version=1,
            last_version=1,
            created_at=at,
            updated_at=at,
        )
    )
    _add(tx, content, 1, note, at)
    audit.record(tx, "round.create", content.round_id, version=1, etag=digest(content.text))
    return get(tx, content.round_id)


def replace(tx: Tx, content: Content, etag: str | None, note: str = "") -> RoundRecord:
    """Store a further version and make it the current one.

    ``etag`` is that of the version it was made from; None replaces whatever is there. The same content again changes
    nothing. Raises NotFoundError, or StaleError when the round has changed since.
    """
    found = hold(tx, content.round_id)
    now_etag = _etag(tx, content.round_id, found.current_version)
    if etag is not None and etag != now_etag:
        raise StaleError("round-changed", id=content.round_id)
    if digest(content.text) == now_etag:
        return get(tx, content.round_id)
    version, at = found.last_version + 1, tx.now()
    _add(tx, content, version, note, at)
    tx.run(
        update(rounds)
        .where(*_is(tx, content.round_id))
        .values(title=content.title, kind=content.kind, current_version=version, last_version=version, updated_at=at)
    )
    audit.record(tx, "round.replace", content.round_id, version=version, etag=digest(content.text))
    return get(tx, content.round_id)


def remove(tx: Tx, round_id: str, etag: str | None) -> None:
    """Delete a round with its versions, runs and results.

    Raises NotFoundError, StaleError, or ConflictError: a run is being carried out, or something of it is published;
    that stays until it is withdrawn, for people act on it.
    """
    found = hold(tx, round_id)
    if etag is not None and etag != _etag(tx, round_id, found.current_version):
        raise StaleError("round-changed", id=round_id)
    of_round = (publications.c.college_id == tx.college_id, publications.c.round_id == round_id)
    if tx.one(select(publications.c.number).where(*of_round, publications.c.state == "published")) is not None:
        raise ConflictError("round-published", id=round_id)
    running = (runs.c.college_id == tx.college_id, runs.c.round_id == round_id, runs.c.state == "running")
    if tx.one(select(runs.c.run_id).where(*running)) is not None:
        raise ConflictError("round-running", id=round_id)
    tx.run(delete(publications).where(*of_round))
    tx.run(delete(rounds).where(*_is(tx, round_id)))
    audit.record(tx, "round.delete", round_id)


def get(tx: Tx, round_id: str) -> RoundRecord:
    """Return a round. Raises NotFoundError."""
    row = tx.one(_current().where(*_is(tx, round_id)))
    if row is None:
        raise NotFoundError("round", round_id)
    return _round(row)


def listed(tx: Tx, after: str | None = None, limit: int = 50) -> list[RoundRecord]:
    """Return rounds by id, those after ``after``."""
    query = _current().where(rounds.c.college_id == tx.college_id)
    if after is not None:
        query = query.where(rounds.c.round_id > after)
    return [_round(row) for row in tx.all(query.order_by(rounds.c.round_id).limit(limit))]


def version(tx: Tx, round_id: str, number: int | None = None) -> VersionRecord:
    """Return one version, the current one by default. Raises NotFoundError."""
    number = get(tx, round_id).version if number is None else number
    row = tx.one(_versions(tx, round_id).where(versions.c.version == number))
    if row is None:
        raise NotFoundError("version", f"{round_id}/{number}")
    return _version(row)


def history(tx: Tx, round_id: str, before: int | None = None, limit: int = 50) -> list[VersionRecord]:
    """Return the versions of a round, the latest first. Raises NotFoundError for an unknown round."""
    get(tx, round_id)
    query = _versions(tx, round_id)
    if before is not None:
        query = query.where(versions.c.version < before)
    return [_version(row) for row in tx.all(query.order_by(versions.c.version.desc()).limit(limit))]


def content(tx: Tx, round_id: str, number: int | None = None) -> str:
    """Return the JSON document of a version, of the current one by default. Raises NotFoundError."""
    number = get(tx, round_id).version if number is None else number
    text = tx.value(
        select(versions.c.content).where(
            versions.c.college_id == tx.college_id, versions.c.round_id == round_id, versions.c.version == number
        )
    )
    if text is None:
        raise NotFoundError("version", f"{round_id}/{number}")
    return str(text)


def _is(tx: Tx, round_id: str) -> tuple[ColumnElement[bool], ...]:
    return (rounds.c.college_id == tx.college_id, rounds.c.round_id == round_id)


def hold(tx: Tx, round_id: str) -> Row[Any]:
    """Hold a round until the transaction ends: others who would change it wait. Raises NotFoundError."""
    row = tx.one(select(rounds).where(*_is(tx, round_id)).with_for_update())
    if row is None:
        raise NotFoundError("round", round_id)
    return row


def _etag(tx: Tx, round_id: str, number: int) -> str:
    return version(tx, round_id, number).etag


def _add(tx: Tx, content: Content, number: int, note: str, at: float) -> None:
    tx.run(
        insert(versions).values(
            college_id=tx.college_id,
            round_id=content.round_id,
            version=number,
            content=content.text,
            fingerprint=content.fingerprint,
            etag=digest(content.text),
            counts=dumps(dict(content.counts)),
            author=tx.actor,
            note=note,
            created_at=at,
        )
    )


def _current() -> Select[Any]:
    return select(rounds, versions.c.etag, versions.c.fingerprint, versions.c.counts).join(
        versions,
        (versions.c.college_id == rounds.c.college_id)
        & (versions.c.round_id == rounds.c.round_id)
        & (versions.c.version == rounds.c.current_version),
    )


def _versions(tx: Tx, round_id: str) -> Select[Any]:
    columns = [column for column in versions.c if column.name != "content"]
    return select(*columns).where(versions.c.college_id == tx.college_id, versions.c.round_id == round_id)


def _round(row: Row[Any]) -> RoundRecord:
    return RoundRecord(
        row.round_id,
        row.title,
        row.kind,
        row.current_version,
        row.etag,
        row.fingerprint,
        loads(row.counts),
        row.created_at,
        row.updated_at,
    )


def _version(row: Row[Any]) -> VersionRecord:
    return VersionRecord(
        row.round_id,
        row.version,
        row.fingerprint,
        row.etag,
        loads(row.counts),
        row.author,
        row.note,
        row.created_at,
    )
