"""The ledger finds what is lost and what nobody was told of; a checker that finds nothing would prove nothing."""

import pytest
from sqlalchemy import delete, update

from api.store import claims, locks, moves, publications, rounds, runs, scenarios
from api.store.transactions import Store
from api.tables import locks as lock_table
from api.tables import moves as move_table
from api.tables import publications as publication_table
from api.tables import scenarios as scenario_table
from tests.api.people import college, content
from tests.chaos.ledger import Ledger, beyond, lost


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """One thing of each kind, all of it acknowledged."""
    officer = college(store)
    with store.write("north", officer) as tx:
        rounds.create(tx, content("spring"))
        lock = locks.add(tx, "spring", "A1", "P1", "assigned", "x")
        run = runs.create(tx, "spring", "solve", {})
    claims.claim(store, "w")
    claims.finish(store, claims.Token("north", run.run_id, 1), claims.Outcome("done", "{}"), "w")
    with store.write("north", officer) as tx:
        scenario = scenarios.create(tx, "t", "a: 1")
        move = moves.add(tx, run.run_id, "A1", "p", None, "P1", "x")
        draft = publications.draft(tx, run.run_id, "{}")
        publications.withdraw(tx, draft.publication_id, "why")
    return Ledger(
        ["spring"],
        [("spring", lock.lock_id)],
        [("spring", run.run_id)],
        [(scenario.scenario_id, "t")],
        [(run.run_id, move.move_no, "P1")],
        [(run.run_id, draft.publication_id, draft.sha256)],
        [(draft.publication_id, "why")],
    )


def test_where_all_is_there_nothing_is_found(store: Store, ledger: Ledger) -> None:
    assert len(ledger) == 7
    assert lost(store, [ledger]) == beyond(store, [ledger]) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (delete(lock_table), "lock"),
        (delete(move_table), "move"),
        (update(move_table).values(to_position_id="P2"), "move"),
        (delete(scenario_table), "scenario"),
        (update(publication_table).values(sha256="other"), "publication"),
        (update(publication_table).values(state="draft"), "withdrawal"),
        (update(publication_table).values(withdrawal_reason="other"), "withdrawal"),
    ],
)
def test_what_was_acknowledged_and_is_gone_or_other_is_found(
    store: Store, ledger: Ledger, change: object, found: str
) -> None:
    with store.write("north", "test") as tx:
        tx.run(change)  # type: ignore[arg-type]  # statements of several kinds
    assert [fault.split()[3] for fault in lost(store, [ledger])] == [found]


def test_what_nobody_was_told_of_is_found(store: Store, ledger: Ledger) -> None:
    ledger.scenarios.clear()
    (fault,) = beyond(store, [ledger])
    assert fault.startswith("nobody was told of it: scenario")
