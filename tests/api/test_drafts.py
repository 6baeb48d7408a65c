"""Drafts: kept as they were read, seen by their own college only, gone when they are taken or too old."""

import pytest
from sqlalchemy import update

from api.store import drafts
from api.store.erasure import tidy
from api.store.refusals import NotFoundError
from api.store.transactions import Store
from api.tables import drafts as table
from tests.api.people import college


def kept(store: Store, officer: str) -> str:
    with store.write("north", officer) as tx:
        return drafts.add(tx, "книга.xlsx", {"n_problems": 0}, "{}", "etag").draft_id


def test_a_draft_comes_back_as_it_was(store: Store) -> None:
    officer = college(store)
    draft_id = kept(store, officer)
    with store.read("north") as tx:
        found = drafts.get(tx, draft_id)
    assert (found.author, found.file_name, found.findings) == (officer, "книга.xlsx", {"n_problems": 0})
    assert (found.content, found.made_from) == ("{}", "etag")


def test_another_college_does_not_see_it(store: Store) -> None:
    draft_id = kept(store, college(store))
    college(store, "south")
    with store.read("south") as tx, pytest.raises(NotFoundError):
        drafts.get(tx, draft_id)


def test_what_was_taken_is_gone(store: Store) -> None:
    officer = college(store)
    draft_id = kept(store, officer)
    with store.write("north", officer) as tx:
        drafts.remove(tx, draft_id)
        drafts.remove(tx, draft_id)
    with store.read("north") as tx, pytest.raises(NotFoundError):
        drafts.get(tx, draft_id)


def test_what_nobody_took_in_a_day_is_swept(store: Store) -> None:
    officer = college(store)
    draft_id, later = kept(store, officer), kept(store, officer)
    with store.write("north", officer) as tx:
        old = update(table).where(table.c.draft_id == draft_id).values(created_at=tx.now() - drafts.KEPT_SECONDS - 1)
        tx.run(old)
    tidy(store, "keeper")
    with store.read("north") as tx:
        assert drafts.get(tx, later).draft_id == later
        with pytest.raises(NotFoundError):
            drafts.get(tx, draft_id)
