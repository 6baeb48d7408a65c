"""Rounds: versions that never change, and one that is current."""

import pytest

from api.store import claims, publications, rounds, runs
from api.store.refusals import ConflictError, NotFoundError, StaleError
from api.store.transactions import Store
from tests.api.people import college, content, queued, stored, user

LATER = '{"round": {"id": "spring"}, "applicants": []}'


@pytest.fixture
def officer(store: Store) -> str:
    found = college(store)
    stored(store, found)
    return found


def replaced(store: Store, officer: str, etag: str | None, text: str = LATER) -> rounds.RoundRecord:
    with store.write("north", officer) as tx:
        return rounds.replace(tx, content(text=text), etag, "two seats lost")


def test_a_round_comes_back_byte_for_byte(store: Store, officer: str) -> None:
    awkward = '{"round": {"title": "Ёлка «№1»", "x": "\\u0000\\ud800", "n": 1e400}}'
    replaced(store, officer, None, awkward)
    with store.read("north") as tx:
        assert rounds.content(tx, "spring") == awkward


def test_a_round_of_the_same_id_is_refused(store: Store, officer: str) -> None:
    with pytest.raises(ConflictError, match="round-exists"):
        stored(store, officer)


def test_replacing_makes_a_version_and_leaves_the_old_one(store: Store, officer: str) -> None:
    with store.read("north") as tx:
        first = rounds.get(tx, "spring")
    second = replaced(store, officer, first.etag)
    assert (second.version, second.etag != first.etag) == (2, True)
    with store.read("north") as tx:
        assert [v.version for v in rounds.history(tx, "spring")] == [2, 1]
        assert [v.version for v in rounds.history(tx, "spring", before=2)] == [1]
        assert rounds.content(tx, "spring", 1) == content().text
        assert rounds.version(tx, "spring").note == "two seats lost"


def test_what_changed_meanwhile_is_not_replaced(store: Store, officer: str) -> None:
    with store.read("north") as tx:
        first = rounds.get(tx, "spring")
    replaced(store, officer, first.etag)
    with pytest.raises(StaleError):
        replaced(store, officer, first.etag, "{}")


def test_the_same_content_again_is_no_version(store: Store, officer: str) -> None:
    second = replaced(store, officer, None)
    assert replaced(store, officer, second.etag).version == 2


def test_unknown_rounds_and_versions_are_told_apart(store: Store, officer: str) -> None:
    with store.read("north") as tx:
        with pytest.raises(NotFoundError, match="unknown-round"):
            rounds.get(tx, "autumn")
        for read in (rounds.content, rounds.version):
            with pytest.raises(NotFoundError, match="unknown-version"):
                read(tx, "spring", 9)
    with pytest.raises(NotFoundError), store.write("north", officer) as tx:
        rounds.replace(tx, content("autumn"), None)


def test_rounds_are_listed_page_by_page(store: Store, officer: str) -> None:
    for name in ("autumn", "winter"):
        stored(store, officer, round_id=name)
    with store.read("north") as tx:
        page = rounds.listed(tx, limit=2)
        rest = rounds.listed(tx, after=page[-1].round_id, limit=2)
    assert [r.round_id for r in (*page, *rest)] == ["autumn", "spring", "winter"]


def test_deleting_takes_versions_runs_and_results_along(store: Store, officer: str) -> None:
    run = queued(store, officer)
    with store.write("north", officer) as tx:
        rounds.remove(tx, "spring", rounds.get(tx, "spring").etag)
    with store.read("north") as tx:
        assert rounds.listed(tx) == []
        with pytest.raises(NotFoundError):
            runs.get(tx, run.run_id)


def test_a_round_that_runs_or_is_published_or_changed_is_not_deleted(store: Store, officer: str) -> None:
    run = queued(store, officer)
    claimed = claims.claim(store, "w")
    assert claimed is not None
    with pytest.raises(ConflictError, match="round-running"), store.write("north", officer) as tx:
        rounds.remove(tx, "spring", None)
    claims.finish(store, claims.Token("north", run.run_id, 1), claims.Outcome("done", "{}"), "w")
    with pytest.raises(StaleError), store.write("north", officer) as tx:
        rounds.remove(tx, "spring", "old")
    with store.write("north", officer) as tx:
        draft = publications.draft(tx, run.run_id, "{}")
    with store.write("north", user(store, "approver")) as tx:
        publications.approve(tx, draft.publication_id)
        publications.publish(tx, draft.publication_id)
    with pytest.raises(ConflictError, match="round-published"), store.write("north", officer) as tx:
        rounds.remove(tx, "spring", None)
    with store.write("north", officer) as tx:
        publications.withdraw(tx, draft.publication_id, "no longer held")
        rounds.remove(tx, "spring", None)
