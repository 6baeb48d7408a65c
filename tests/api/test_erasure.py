"""Erasure: afterwards nothing that is kept tells of the person, and everything else is as it was."""

import json
import re
from collections.abc import Mapping

import pytest
from sqlalchemy import select, update

from api.store import (
    answers,
    audit,
    claims,
    drafts,
    idempotency,
    locks,
    moves,
    people,
    publications,
    rounds,
    runs,
    scenarios,
)
from api.store.erasure import erase, pseudonym, retire, scrub, tidy
from api.store.refusals import FencedError, NotFoundError
from api.store.traces import Overwriter, Person, spellings
from api.store.transactions import Store
from api.tables import metadata
from api.tables import rounds as round_table
from tests.api.people import college

NAME = "Одинцова Мария Львовна"
TRACES = re.compile("одинцова|S-77|мария", re.IGNORECASE)
DOCUMENT = {
    "round": {"version": 1, "id": "spring", "title": "Практика, просьба: Одинцова М.Л."},
    "applicants": [
        {"applicant_id": "S-77", "name": NAME, "group": "СВ-24", "birth_date": "2008-01-02", "restrictions": ["x"]},
        {"applicant_id": "S-78", "name": "Кедров Пётр", "group": "СВ-24"},
    ],
    "positions": [{"position_id": "P1", "capacity": 2}],
    "preferences": [{"applicant_id": "S-77", "position_id": "P1", "rank": 1}],
    "locks": [
        {"applicant_id": "S-78", "position_id": "P1", "kind": "assigned", "reason": f"вместе с {NAME}"},
    ],
}
RESULT = {
    "matching": [{"applicant_id": "S-77", "period_id": "p", "position_id": "P1", "rank": 1}],
    "reasons": [
        {"applicant_id": "S-78", "code": "full", "evidence": {"applicants": ["S-77"], "text": "М.Л. Одинцова"}},
    ],
    "prices": {"S-77": 3},
}


def text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def put(store: Store, officer: str, document: Mapping[str, object], round_id: str = "spring") -> None:
    with store.write("north", officer) as tx:
        content = rounds.Content(round_id, "Одинцова М. Л.", "internship", text(document), "f", {"applicants": 2})
        rounds.create(tx, content, f"принесла {NAME}")


@pytest.fixture
def officer(store: Store) -> str:
    return college(store)


@pytest.fixture
def run_id(store: Store, officer: str) -> str:
    """A round that tells of the person in every place there is; return its run."""
    put(store, officer, DOCUMENT)
    with store.write("north", officer) as tx:
        locks.add(tx, "spring", "S-77", "P1", "assigned", "so")
        locks.add(tx, "spring", "S-78", "P1", "forbidden", "из-за: Одинцова Мария")
        run = runs.create(tx, "spring", "solve", {"note": NAME})
    claims.claim(store, "w")
    token = claims.Token("north", run.run_id, 1)
    claims.tell(store, token, {"step": "solve", "of": "S-77"})
    claims.finish(store, token, claims.Outcome("done", text(RESULT), text({"rows": [["need", "S-77"]]})), "w")
    with store.write("north", officer) as tx:
        moves.add(tx, run.run_id, "S-77", "p", "P1", None, f"{NAME} переезжает")
        draft = publications.draft(tx, run.run_id, text(RESULT), "для: Одинцова М.Л.")
        publications.withdraw(tx, draft.publication_id, f"ушла {NAME}")
        scenarios.create(tx, "без: Одинцова М.", "note: ОДИНЦОВА МАРИЯ ЛЬВОВНА")
        drafts.add(tx, f"{NAME}.xlsx", {"columns": [NAME]}, text(DOCUMENT), None)
        answers.wish(tx, "spring", "S-77", ["P1"])
        answers.answer_seats(tx, "spring", "P1", "H", 1, f"только {NAME}")
        student = people.add_user(tx, NAME, "student", "S-77").user_id
        people.add_key(tx, student, "k1", "h")
        people.add_session(tx, student, "t1", "c", 60)
        people.add_link(tx, "spring", "student", "S-77", "t2", tx.now() + 60)
    kept = idempotency.reserve(store, "north", officer, "k", "r", "b")
    assert isinstance(kept, idempotency.Reserved)
    with store.write("north", officer) as tx:
        idempotency.keep(tx, kept, idempotency.Answer(200, {}, text(RESULT)))
    return run.run_id


def everything(store: Store) -> str:
    with store.read("north") as tx:
        return str([[tuple(row) for row in tx.all(select(table))] for table in metadata.sorted_tables])


def erased(store: Store, officer: str, applicant_id: str = "S-77") -> None:
    with store.write("north", officer) as tx:
        erase(tx, applicant_id)
    scrub(store)


def test_nothing_tells_of_the_person_any_more(store: Store, officer: str, run_id: str) -> None:
    assert len(TRACES.findall(everything(store))) > 25
    erased(store, officer)
    assert TRACES.findall(everything(store)) == []
    with store.read("north") as tx:
        assert audit.verify(tx) == []


def test_the_file_itself_has_no_trace(store: Store, officer: str, run_id: str) -> None:
    if not store.settings.is_sqlite:
        pytest.skip("PostgreSQL frees old rows in its own time")
    erased(store, officer)
    kept = b"".join(path.read_bytes() for path in store.settings.home.iterdir())
    assert TRACES.findall(kept.decode("utf-8", "replace")) == []


def test_what_was_decided_about_others_stays(store: Store, officer: str, run_id: str) -> None:
    erased(store, officer)
    with store.read("north") as tx:
        found = json.loads(runs.result(tx, run_id).content)
        instead = pseudonym(tx.secret, "north", "S-77")
        older = json.loads(rounds.content(tx, "spring", 1))
    assert found["matching"] == [{"applicant_id": instead, "period_id": "p", "position_id": "P1", "rank": 1}]
    assert found["reasons"][0]["evidence"] == {"applicants": [instead], "text": "…"}
    assert older["applicants"] == [{"applicant_id": instead, "group": "СВ-24"}, DOCUMENT["applicants"][1]]  # type: ignore[index]


def test_the_round_goes_on_without_the_person(store: Store, officer: str, run_id: str) -> None:
    erased(store, officer)
    with store.read("north") as tx:
        record, now = rounds.get(tx, "spring"), json.loads(rounds.content(tx, "spring"))
    assert (record.version, record.counts) == (2, {"applicants": 1})
    assert [row["applicant_id"] for row in now["applicants"]] == ["S-78"]
    assert now["preferences"] == []


def test_a_worker_cannot_bring_the_person_back(store: Store, officer: str) -> None:
    put(store, officer, DOCUMENT)
    with store.write("north", officer) as tx:
        run = runs.create(tx, "spring", "solve", {})
    claims.claim(store, "w")
    erased(store, officer)
    with pytest.raises(FencedError):
        claims.finish(store, claims.Token("north", run.run_id, 1), claims.Outcome("done", text(RESULT)), "w")
    again = claims.claim(store, "w")
    assert again is not None
    assert again.attempt == 2


def test_an_id_that_something_else_has_too_is_only_taken_where_it_names_the_person(store: Store, officer: str) -> None:
    document = {
        "round": {"id": "spring"},
        "applicants": [{"applicant_id": "1", "name": NAME}],
        "positions": [{"position_id": "1", "capacity": 1}],
        "preferences": [{"applicant_id": "1", "position_id": "1", "rank": 1}],
    }
    put(store, officer, document)
    with store.write("north", officer) as tx:
        found = erase(tx, "1")
        older = json.loads(rounds.content(tx, "spring", 1))
    assert older["positions"] == document["positions"]
    assert older["preferences"] == [{"applicant_id": found.pseudonym, "position_id": "1", "rank": 1}]


def test_other_colleges_are_left_alone(store: Store, officer: str) -> None:
    put(store, officer, DOCUMENT)
    south = college(store, "south")
    with store.write("south", south) as tx:
        rounds.create(tx, rounds.Content("spring", None, "internship", text(DOCUMENT), "f", {}))
    erased(store, officer)
    with store.read("south") as tx:
        assert rounds.content(tx, "spring") == text(DOCUMENT)


def test_nobody_is_not_erased(store: Store, officer: str, run_id: str) -> None:
    with pytest.raises(NotFoundError, match="unknown-applicant"):
        erased(store, officer, "S-79")


def test_whoever_stands_only_in_wishes_is_erased_too(store: Store, officer: str) -> None:
    put(store, officer, DOCUMENT)
    with store.write("north", officer) as tx:
        answers.wish(tx, "spring", "S-99", ["P1"])
        assert erase(tx, "S-99").rows == {"wishes": 1}


def test_whoever_stands_only_in_an_upload_not_yet_taken_is_erased_too(store: Store, officer: str) -> None:
    with store.write("north", officer) as tx:
        drafts.add(tx, "spring.xlsx", {}, text(DOCUMENT), None)
        assert erase(tx, "S-77").rows == {"drafts": 1}
    assert TRACES.findall(everything(store)) == []


def test_whoever_stands_only_in_the_faults_of_an_upload_is_erased_too(store: Store, officer: str) -> None:
    with store.write("north", officer) as tx:
        drafts.add(tx, "spring.xlsx", {"problems": [{"values": {"id": "S-77"}}]}, None, None)
        assert erase(tx, "S-77").rows == {"drafts": 1}


def test_a_name_known_only_from_an_upload_is_written_over_everywhere(store: Store, officer: str) -> None:
    with store.write("north", officer) as tx:
        drafts.add(tx, "spring.xlsx", {}, text(DOCUMENT), None)
        scenarios.create(tx, f"без: {NAME}", "a: 1")
        erase(tx, "S-77")
    assert TRACES.findall(everything(store)) == []


def test_uploads_without_the_person_name_nobody(store: Store, officer: str) -> None:
    with store.write("north", officer) as tx:
        drafts.add(tx, "spring.xlsx", {}, text(DOCUMENT), None)
        with pytest.raises(NotFoundError, match="unknown-applicant"):
            erase(tx, "P1")


def test_staff_of_the_same_name_keep_theirs() -> None:
    over = Overwriter([Person("1", ("Одинцова Мария",), "x")])
    assert over.data({"author": "Одинцова М.", "mentor_id": "Одинцова М.", "reason": "Одинцова М."}) == {
        "author": "Одинцова М.",
        "mentor_id": "Одинцова М.",
        "reason": "…",
    }


@pytest.mark.parametrize(
    "way",
    ["Одинцова Мария Львовна", "Одинцова М.Л.", "М.Л. Одинцова", "Одинцова М. Л.", "Одинцова М.", "Мария Одинцова"],
)
def test_names_are_known_however_they_are_written(way: str) -> None:
    assert way in set(spellings(NAME))


def test_no_name_has_no_spellings() -> None:
    assert list(spellings("  ")) == []
    assert set(spellings("Одинцова")) == {"Одинцова"}


def aged(store: Store, officer: str, days: float) -> None:
    with store.write("north", officer) as tx:
        tx.run(update(round_table).values(updated_at=tx.now() - days * 86400))


def test_old_rounds_are_let_go_with_all_that_hangs_on_them(store: Store, officer: str, run_id: str) -> None:
    aged(store, officer, 31)
    put(store, officer, {**DOCUMENT, "round": {}}, "autumn")
    with store.write("north", officer) as tx:
        assert retire(tx, 30) == ["spring"]
        assert [r.round_id for r in rounds.listed(tx)] == ["autumn"]
        assert publications.listed(tx, "spring") == []
        assert "round.retire" in [entry.action for entry in audit.entries(tx)]


def test_without_a_retention_nothing_is_let_go(store: Store, officer: str) -> None:
    put(store, officer, DOCUMENT)
    aged(store, officer, 10_000)
    tidy(store, "worker")
    with store.read("north") as tx:
        assert len(rounds.listed(tx)) == 1
