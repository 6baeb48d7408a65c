"""Colleges: nobody reads or writes another's rows, in the store, and on PostgreSQL whatever a query forgets."""

from collections.abc import Callable

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError

from api.store import locks, moves, people, publications, rounds, runs, scenarios
from api.store.refusals import ConflictError, NotFoundError
from api.store.transactions import Store, Tx
from api.tables import TENANT_TABLES, colleges, metadata
from api.tables import rounds as round_table
from tests.api.people import college, queued, stored


@pytest.fixture
def both(store: Store) -> tuple[str, str]:
    """A run in the north, nothing in the south; return the run and the southern officer."""
    north, south = college(store, "north"), college(store, "south")
    stored(store, north)
    return queued(store, north).run_id, south


def test_what_is_the_norths_does_not_exist_for_the_south(store: Store, both: tuple[str, str]) -> None:
    run_id, south = both
    with store.write("north", "x") as tx:
        scenario = scenarios.create(tx, "t", "{}").scenario_id
        draft = publications.draft(tx, run_id, "{}").publication_id
        user_id = people.add_user(tx, "n", "planner").user_id
    looks: list[Callable[[Tx], object]] = [
        lambda tx: rounds.get(tx, "spring"),
        lambda tx: rounds.content(tx, "spring"),
        lambda tx: rounds.history(tx, "spring"),
        lambda tx: rounds.remove(tx, "spring", None),
        lambda tx: runs.get(tx, run_id),
        lambda tx: runs.stop(tx, run_id),
        lambda tx: runs.result(tx, run_id),
        lambda tx: runs.create(tx, "spring", "solve", {}),
        lambda tx: moves.add(tx, run_id, "A", "p", None, "P", "r"),
        lambda tx: locks.add(tx, "spring", "A", "P", "assigned", "r"),
        lambda tx: publications.get(tx, draft),
        lambda tx: publications.approve(tx, draft),
        lambda tx: scenarios.get(tx, scenario),
        lambda tx: scenarios.remove(tx, scenario),
        lambda tx: people.user(tx, user_id),
    ]
    for look in looks:
        with store.write("south", south) as tx, pytest.raises(NotFoundError):
            look(tx)
    with store.read("south") as tx:
        assert (rounds.listed(tx), runs.listed(tx), scenarios.listed(tx)) == ([], [], [])
        assert publications.listed(tx, "spring") == []


def test_two_colleges_may_call_a_round_the_same(store: Store, both: tuple[str, str]) -> None:
    stored(store, both[1], "south")
    with store.write("north", "x") as tx, pytest.raises(ConflictError):
        rounds.create(tx, rounds.Content("spring", None, "internship", "{}", "", {}))


def test_row_level_security_hides_other_colleges_from_any_query(store: Store, both: tuple[str, str]) -> None:
    if store.settings.is_sqlite:
        pytest.skip("SQLite has no row-level security")
    with store.read("south") as tx:
        seen = {row[0] for table in TENANT_TABLES for row in tx.all(select(metadata.tables[table].c.college_id))}
        assert seen == {"south"}
        assert tx.run(update(round_table).values(title="stolen")) == 0
    with store.engine.connect() as connection:
        assert connection.execute(select(colleges)).all() == []


def test_row_level_security_keeps_rows_out_of_other_colleges(store: Store, both: tuple[str, str]) -> None:
    if store.settings.is_sqlite:
        pytest.skip("SQLite has no row-level security")
    statement = insert(colleges).values(college_id="west", title="t", created_at=0.0)
    with store.engine.connect() as connection, pytest.raises(DBAPIError, match="row-level security"):
        connection.execute(statement)
    with store.read("south") as tx, pytest.raises(DBAPIError, match="row-level security"):
        tx.run(statement)


def test_every_table_of_a_college_is_behind_the_wall(store: Store) -> None:
    if store.settings.is_sqlite:
        pytest.skip("SQLite has no row-level security")
    query = text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
    with store.engine.connect() as connection:
        assert {row[0] for row in connection.execute(query)} == set(TENANT_TABLES)


def test_a_college_is_forgotten_when_its_transaction_ends(store: Store, both: tuple[str, str]) -> None:
    with store.read("north") as tx:
        assert rounds.listed(tx) != []
    with store.engine.connect() as connection:
        found = connection.execute(select(round_table)).all()
    assert found == [] or store.settings.is_sqlite
