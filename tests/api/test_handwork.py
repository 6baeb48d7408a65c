"""Locks, moves, scenarios, answers of hosts and students."""

import pytest

from api.store import answers, claims, locks, moves, runs, scenarios
from api.store.refusals import ConflictError, NotFoundError, StaleError
from api.store.transactions import Store
from tests.api.people import DOCUMENT, college, queued, stored


@pytest.fixture
def officer(store: Store) -> str:
    found = college(store)
    stored(store, found)
    return found


@pytest.fixture
def run_id(store: Store, officer: str) -> str:
    run = queued(store, officer)
    claims.claim(store, "w")
    claims.finish(store, claims.Token("north", run.run_id, 1), claims.Outcome("done", "{}"), "w")
    return run.run_id


def move(store: Store, officer: str, run_id: str, to: str | None = "P2", after: int | None = None) -> moves.MoveRecord:
    with store.write("north", officer) as tx:
        return moves.add(tx, run_id, "A1", "spring", "P1", to, "asked for it", after)


def test_locks_come_and_go_and_each_pair_has_one(store: Store, officer: str) -> None:
    with store.write("north", officer) as tx:
        made = locks.add(tx, "spring", "A1", "P1", "assigned", "promised")
    with pytest.raises(ConflictError, match="pair-locked"), store.write("north", officer) as tx:
        locks.add(tx, "spring", "A1", "P1", "forbidden", "no")
    with store.read("north") as tx:
        assert locks.listed(tx, "spring") == [made]
    with store.write("north", officer) as tx:
        locks.remove(tx, "spring", made.lock_id)
        with pytest.raises(NotFoundError):
            locks.remove(tx, "spring", made.lock_id)
    with pytest.raises(NotFoundError), store.write("north", officer) as tx:
        locks.add(tx, "autumn", "A1", "P1", "assigned", "promised")


def test_a_run_takes_the_locks_as_they_stand_when_it_is_asked_for(store: Store, officer: str) -> None:
    with store.write("north", officer) as tx:
        locks.add(tx, "spring", "A1", "P1", "assigned", "promised")
    run = queued(store, officer)
    with store.write("north", officer) as tx:
        locks.add(tx, "spring", "A1", "P2", "forbidden", "no")
        found = runs.get(tx, run.run_id).request["locks"]
    assert [(row["position_id"], row["kind"], row["reason"]) for row in found] == [("P1", "assigned", "promised")]
    assert locks.with_locks(DOCUMENT, found).count("promised") == 1
    assert locks.with_locks(DOCUMENT, []) == DOCUMENT


def test_moves_are_numbered_and_taken_back_from_the_end(store: Store, officer: str, run_id: str) -> None:
    assert [move(store, officer, run_id).move_no for _ in range(2)] == [1, 2]
    with store.write("north", officer) as tx:
        moves.undo(tx, run_id)
        assert [m.move_no for m in moves.listed(tx, run_id)] == [1]
        moves.undo(tx, run_id)
        with pytest.raises(NotFoundError, match="unknown-move"):
            moves.undo(tx, run_id)


def test_a_move_checked_against_an_older_board_is_refused(store: Store, officer: str, run_id: str) -> None:
    move(store, officer, run_id, after=0)
    with pytest.raises(ConflictError, match="moved-meanwhile"):
        move(store, officer, run_id, after=0)


def test_only_a_result_can_be_moved_about(store: Store, officer: str) -> None:
    with pytest.raises(ConflictError, match="no-result"):
        move(store, officer, queued(store, officer).run_id)
    with pytest.raises(NotFoundError):
        move(store, officer, "run-x")


def test_moves_change_the_lines_of_a_matching(store: Store, officer: str, run_id: str) -> None:
    rows = [
        {"applicant_id": "A1", "period_id": "spring", "position_id": "P1", "rank": 1},
        {"applicant_id": "A2", "period_id": "spring", "position_id": "P3", "rank": 2},
    ]
    made = [move(store, officer, run_id, "P2"), move(store, officer, run_id, None), move(store, officer, run_id, "P4")]
    assert moves.applied(rows, made[:2]) == [rows[1]]
    assert moves.applied(rows, made)[0] == {"applicant_id": "A1", "period_id": "spring", "position_id": "P4"}


def test_scenarios_are_kept_as_written(store: Store, officer: str) -> None:
    with store.write("north", officer) as tx:
        made = scenarios.create(tx, "Fewer seats", "changes:\n- x # why\n")
        changed = scenarios.replace(tx, made.scenario_id, "No seats", "changes: []\n", made.etag)
        with pytest.raises(StaleError):
            scenarios.replace(tx, made.scenario_id, "", "", made.etag)
        other = scenarios.create(tx, "Other", "{}")
        assert scenarios.listed(tx) == [changed, other]
        assert scenarios.listed(tx, after=made.scenario_id) == [other]
        scenarios.remove(tx, made.scenario_id, changed.etag)
        with pytest.raises(NotFoundError):
            scenarios.get(tx, made.scenario_id)
        with pytest.raises(NotFoundError):
            scenarios.remove(tx, made.scenario_id)


def test_the_last_answer_of_a_host_counts(store: Store, officer: str) -> None:
    with store.write("north", officer) as tx:
        answers.answer_seats(tx, "spring", "P1", "H1", 3)
        answers.answer_seats(tx, "spring", "P2", "H2", 1)
        answers.answer_seats(tx, "spring", "P1", "H1", 0, "closed")
        assert [(a.position_id, a.seats) for a in answers.seats_answered(tx, "spring")] == [("P1", 0), ("P2", 1)]
        assert [a.note for a in answers.seats_answered(tx, "spring", "H1")] == ["closed"]


def test_the_last_wishes_of_a_student_count(store: Store, officer: str) -> None:
    with store.write("north", officer) as tx:
        answers.wish(tx, "spring", "A1", ["P1", "P2"])
        answers.wish(tx, "spring", "A2", ["P2"])
        answers.wish(tx, "spring", "A1", ["P3"])
        assert [w.ranking for w in answers.wished(tx, "spring")] == [("P3",), ("P2",)]
        assert [w.ranking for w in answers.wished(tx, "spring", "A2")] == [("P2",)]


def test_runs_are_listed_latest_first(store: Store, officer: str, run_id: str) -> None:
    later = queued(store, officer).run_id
    with store.read("north") as tx:
        assert [r.run_id for r in runs.listed(tx)] == [later, run_id]
        assert [r.run_id for r in runs.listed(tx, before=later)] == [run_id]
        assert [r.run_id for r in runs.listed(tx, "spring", "queued")] == [later]
        with pytest.raises(ConflictError, match="no-result"):
            runs.result(tx, later)
