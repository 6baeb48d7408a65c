"""Confirmations: a student says of a published place whether they come; the last word counts."""

import pytest

from api.store import answers, publications
from api.store.erasure import erase
from api.store.refusals import ConflictError, NotFoundError
from api.store.transactions import Store
from tests.api.people import college, queued, stored, user


@pytest.fixture
def published(store: Store) -> str:
    """A published plan; return its id."""
    officer, approver = college(store), user(store, "approver")
    stored(store, officer)
    run_id = queued(store, officer).run_id
    with store.write("north", officer) as tx:
        made = publications.draft(tx, run_id, "{}").publication_id
    with store.write("north", approver) as tx:
        publications.approve(tx, made)
        publications.publish(tx, made)
    return made


def test_the_last_word_of_a_student_counts(store: Store, published: str) -> None:
    with store.write("north", "link-1") as tx:
        answers.confirm(tx, published, "A1", is_coming=True)
        answers.confirm(tx, published, "A2", is_coming=True)
        answers.confirm(tx, published, "A1", "в больнице", is_coming=False)
        said = [(one.applicant_id, one.is_coming, one.note, one.author) for one in answers.confirmed(tx, published)]
        assert said == [("A1", False, "в больнице", "link-1"), ("A2", True, "", "link-1")]
        assert [one.applicant_id for one in answers.confirmed(tx, published, "A2")] == ["A2"]


def test_only_what_is_published_now_can_be_confirmed(store: Store, published: str) -> None:
    with store.write("north", "approver") as tx:
        publications.withdraw(tx, published, "a mistake")
        with pytest.raises(ConflictError, match="publication-state"):
            answers.confirm(tx, published, "A1", is_coming=True)
        with pytest.raises(NotFoundError):
            answers.confirm(tx, "pub-x", "A1", is_coming=True)


def test_an_erased_student_leaves_no_confirmation(store: Store, published: str) -> None:
    with store.write("north", "link-1") as tx:
        answers.confirm(tx, published, "A9", "болею", is_coming=False)
        assert erase(tx, "A9").rows == {"confirmations": 1}
        assert answers.confirmed(tx, published) == []
