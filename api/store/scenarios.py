"""Scenarios: what-ifs a college keeps, as YAML text."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update

from api.store import audit
from api.store.names import digest, new_id
from api.store.refusals import NotFoundError, StaleError
from api.store.transactions import Tx
from api.tables import scenarios


@dataclass(frozen=True, slots=True)
class ScenarioRecord:
    """One scenario; ``content`` is its YAML text, kept as written."""

    scenario_id: str
    title: str
    content: str
    etag: str
    author: str
    created_at: float
    updated_at: float


def create(tx: Tx, title: str, content: str) -> ScenarioRecord:
    """Store a new scenario."""
    scenario_id, at = new_id("scenario"), tx.now()
    etag = digest(title + "\n" + content)
    found = ScenarioRecord(scenario_id, title, content, etag, tx.actor, at, at)
    tx.run(
        insert(scenarios).values(
            college_id=tx.college_id,
            scenario_id=scenario_id,
            title=title,
            content=content,
            etag=etag,
            author=tx.actor,
            created_at=at,
            updated_at=at,
        )
    )
    audit.record(tx, "scenario.create", scenario_id, etag=etag)
    return found


def replace(tx: Tx, scenario_id: str, title: str, content: str, etag: str | None) -> ScenarioRecord:
    """Replace a scenario made from the one with ``etag`` (None: any). Raises NotFoundError, StaleError."""
    _hold(tx, scenario_id, etag)
    new = digest(title + "\n" + content)
    tx.run(
        update(scenarios)
        .where(*_is(tx, scenario_id))
        .values(title=title, content=content, etag=new, updated_at=tx.now())
    )
    audit.record(tx, "scenario.replace", scenario_id, etag=new)
    return get(tx, scenario_id)


def remove(tx: Tx, scenario_id: str, etag: str | None = None) -> None:
    """Delete a scenario. Raises NotFoundError, StaleError."""
    _hold(tx, scenario_id, etag)
    tx.run(delete(scenarios).where(*_is(tx, scenario_id)))
    audit.record(tx, "scenario.delete", scenario_id)


def get(tx: Tx, scenario_id: str) -> ScenarioRecord:
    """Return a scenario. Raises NotFoundError."""
    row = tx.one(select(scenarios).where(*_is(tx, scenario_id)))
    if row is None:
        raise NotFoundError("scenario", scenario_id)
    return _record(row)


def listed(tx: Tx, after: str | None = None, limit: int = 50) -> list[ScenarioRecord]:
    """Return scenarios in the order they were made, those after ``after``."""
    query = select(scenarios).where(scenarios.c.college_id == tx.college_id)
    if after is not None:
        query = query.where(scenarios.c.scenario_id > after)
    return [_record(row) for row in tx.all(query.order_by(scenarios.c.scenario_id).limit(limit))]


def _hold(tx: Tx, scenario_id: str, etag: str | None) -> None:
    row = tx.one(select(scenarios.c.etag).where(*_is(tx, scenario_id)).with_for_update())
    if row is None:
        raise NotFoundError("scenario", scenario_id)
    if etag is not None and etag != row.etag:
        raise StaleError("scenario-changed", id=scenario_id)


def _is(tx: Tx, scenario_id: str) -> tuple[ColumnElement[bool], ...]:
    return (scenarios.c.college_id == tx.college_id, scenarios.c.scenario_id == scenario_id)


def _record(row: Any) -> ScenarioRecord:
    return ScenarioRecord(**{k: v for k, v in row._mapping.items() if k != "college_id"})
