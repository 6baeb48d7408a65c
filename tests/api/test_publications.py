"""Publications: a second person approves, what is published never changes, a correction is the next one."""

from collections.abc import Callable, Mapping
from functools import partial

import pytest

from api.store import audit
from api.store import publications as pubs
from api.store.refusals import ConflictError, NotFoundError
from api.store.transactions import Store, Tx
from tests.api.people import college, queued, stored, user

STEPS: Mapping[str, Callable[[Tx, str], pubs.PublicationRecord]] = {
    "approve": pubs.approve,
    "publish": pubs.publish,
    "withdraw": partial(pubs.withdraw, reason="the plant refused"),
}


@pytest.fixture
def officer(store: Store) -> str:
    found = college(store)
    stored(store, found)
    return found


@pytest.fixture
def approver(store: Store, officer: str) -> str:
    return user(store, "approver")


@pytest.fixture
def run_id(store: Store, officer: str) -> str:
    return queued(store, officer).run_id


def draft(store: Store, who: str, run_id: str, text: str = '{"a":1}', corrects: str | None = None) -> str:
    with store.write("north", who) as tx:
        return pubs.draft(tx, run_id, text, "first", corrects).publication_id


def step(store: Store, who: str, publication_id: str, *names: str) -> pubs.PublicationRecord:
    with store.write("north", who) as tx:
        for name in names:
            found = STEPS[name](tx, publication_id)
    return found


def test_the_way_to_a_publication(store: Store, officer: str, approver: str, run_id: str) -> None:
    made = draft(store, officer, run_id)
    assert step(store, approver, made, "approve").state == "approved"
    found = step(store, officer, made, "publish")
    assert (found.state, found.drafted_by, found.approved_by, found.published_by) == (
        "published",
        officer,
        approver,
        officer,
    )
    with store.read("north") as tx:
        assert pubs.published(tx, "spring") == found
        assert pubs.content(tx, made) == '{"a":1}'


def test_nobody_approves_a_draft_of_their_own(store: Store, officer: str, run_id: str) -> None:
    with pytest.raises(ConflictError, match="second-person-needed"):
        step(store, officer, draft(store, officer, run_id), "approve")


@pytest.mark.parametrize(
    ("before", "step_"),
    [((), "publish"), (("approve",), "approve"), (("approve", "publish"), "approve"), (("withdraw",), "withdraw")],
)
def test_steps_out_of_order_are_refused(
    store: Store, officer: str, approver: str, run_id: str, before: tuple[str, ...], step_: str
) -> None:
    made = draft(store, officer, run_id)
    if before:
        step(store, approver, made, *before)
    with pytest.raises(ConflictError, match="publication-state"):
        step(store, approver, made, step_)


def test_a_correction_takes_the_place_of_what_it_corrects(
    store: Store, officer: str, approver: str, run_id: str
) -> None:
    first = draft(store, officer, run_id)
    step(store, approver, first, "approve", "publish")
    with pytest.raises(ConflictError, match="not-the-published-one"):
        draft(store, officer, run_id, "{}")
    second = draft(store, officer, run_id, "{}", corrects=first)
    assert step(store, approver, second, "approve", "publish").number == 2
    with store.read("north") as tx:
        assert [(p.number, p.state) for p in pubs.listed(tx, "spring")] == [(2, "published"), (1, "withdrawn")]
        assert [p.number for p in pubs.listed(tx, "spring", before=2)] == [1]
        assert pubs.content(tx, first) == '{"a":1}'


def test_a_withdrawal_keeps_who_and_why(store: Store, officer: str, approver: str, run_id: str) -> None:
    found = step(store, approver, draft(store, officer, run_id), "withdraw")
    assert (found.state, found.withdrawn_by, found.withdrawal_reason) == ("withdrawn", approver, "the plant refused")
    assert found.withdrawn_at is not None


def test_the_audit_chain_proves_a_reason_without_its_words(
    store: Store, officer: str, approver: str, run_id: str
) -> None:
    step(store, approver, draft(store, officer, run_id), "withdraw")
    with store.read("north") as tx:
        entry = audit.entries(tx)[0]
        assert (entry.action, entry.actor) == ("publication.withdraw", approver)
        assert entry.data["reason_mark"] == audit.mark(tx, "the plant refused")
        assert "refused" not in str(entry.data)


def test_what_is_corrected_names_who_corrected_it_and_no_reason(
    store: Store, officer: str, approver: str, run_id: str
) -> None:
    first = draft(store, officer, run_id)
    step(store, approver, first, "approve", "publish")
    second = draft(store, officer, run_id, "{}", corrects=first)
    step(store, approver, second, "approve", "publish")
    with store.read("north") as tx:
        found = pubs.get(tx, first)
        entry = next(e for e in audit.entries(tx) if e.action == "publication.withdraw")
    assert (found.withdrawn_by, found.withdrawal_reason) == (approver, None)
    assert entry.data["corrected_by"] == second


def test_of_two_corrections_one_is_published(store: Store, officer: str, approver: str, run_id: str) -> None:
    first = draft(store, officer, run_id)
    step(store, approver, first, "approve", "publish")
    one, other = (draft(store, officer, run_id, "{}", corrects=first) for _ in range(2))
    step(store, approver, one, "approve", "publish")
    with pytest.raises(ConflictError, match="not-the-published-one"):
        step(store, approver, other, "approve", "publish")


def test_unknown_publications_are_not_found(store: Store, officer: str) -> None:
    for name in ("approve", "publish", "withdraw"):
        with pytest.raises(NotFoundError, match="unknown-publication"):
            step(store, officer, "pub-x", name)
    with store.read("north") as tx, pytest.raises(NotFoundError):
        pubs.content(tx, "pub-x")
