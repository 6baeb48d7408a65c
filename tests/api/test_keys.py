"""Keys, sessions, links: shown once, kept as hashes, ended at once."""

import pytest
from sqlalchemy import select, update

from api.security import keys
from api.security.rights import RIGHTS, Right, Role, may
from api.store import people
from api.store.refusals import ConflictError, NotFoundError
from api.store.transactions import Store
from api.tables import api_keys, links, metadata, sessions
from tests.api.people import college, stored, user


def issued(store: Store, user_id: str, expires_at: float | None = None) -> keys.NewKey:
    with store.write("north", "test") as tx:
        return keys.issue_key(tx, user_id, "laptop", expires_at)


def test_a_key_lets_its_owner_in(store: Store) -> None:
    officer = college(store)
    principal = keys.by_key(store, f" {issued(store, officer).text}\n")
    assert principal is not None
    assert (principal.college_id, principal.actor, principal.role) == ("north", officer, "placement-officer")
    assert principal.may(Right.MOVE)
    assert not principal.may(Right.PUBLICATION_APPROVE)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: "pk",
        lambda text: "pk__",
        lambda text: text + "0",
        lambda text: text[:-1],
        lambda text: text.replace("pk_", "xx_"),
        lambda text: text.rsplit("_", 1)[0] + "_",
        lambda text: "pk_\x00_x",
        lambda text: "pk_\ud800_x",
        lambda text: text.rsplit("_", 1)[0] + "_\ud800",
    ],
)
def test_anything_else_does_not(store: Store, spoil) -> None:  # type: ignore[no-untyped-def]  # a lambda of the list above
    assert keys.by_key(store, spoil(issued(store, college(store)).text)) is None


def test_keys_that_ended_let_nobody_in(store: Store) -> None:
    officer = college(store)
    with store.read("north") as tx:
        at = tx.now()
    assert keys.by_key(store, issued(store, officer, at - 1).text) is None
    assert keys.by_key(store, issued(store, officer, at + 60).text) is not None
    revoked = issued(store, officer)
    with store.write("north", "test") as tx:
        people.revoke_key(tx, revoked.key_id)
        with pytest.raises(NotFoundError):
            people.revoke_key(tx, revoked.key_id)
        assert [key.revoked_at is None for key in people.keys_listed(tx)] == [True, True, False]
    assert keys.by_key(store, revoked.text) is None


def test_whoever_is_shut_out_has_no_key_and_no_session_any_more(store: Store) -> None:
    officer = college(store)
    made = issued(store, officer)
    principal = keys.by_key(store, made.text)
    assert principal is not None
    with store.write("north", officer) as tx:
        session = keys.begin_session(tx, principal, 60)
    with store.write("north", "test") as tx:
        assert people.disable_user(tx, officer).disabled_at is not None
    assert keys.by_key(store, made.text) is None
    assert keys.by_session(store, session.token) is None


def test_the_first_key_is_made_once(store: Store) -> None:
    first = keys.first_key(store, "north", "College", "Administrator")
    assert first is not None
    principal = keys.by_key(store, first.text)
    assert principal is not None
    assert principal.role == Role.ADMINISTRATOR
    assert keys.first_key(store, "north", "College", "Administrator") is None


def test_there_is_always_an_administrator_left(store: Store) -> None:
    keys.first_key(store, "north", "College", "Administrator")
    with store.read("north") as tx:
        (only,) = people.users_listed(tx)
    for change in (people.disable_user, lambda tx, id_: people.change_role(tx, id_, "planner")):
        with pytest.raises(ConflictError, match="last-administrator"), store.write("north", "test") as tx:
            change(tx, only.user_id)
    user(store, "administrator")
    with store.write("north", "test") as tx:
        assert people.change_role(tx, only.user_id, "planner").role == "planner"


def test_a_session_carries_its_csrf_token_and_ends(store: Store) -> None:
    officer = college(store)
    principal = keys.by_key(store, issued(store, officer).text)
    assert principal is not None
    assert not keys.csrf_fits(principal, keys.csrf_token(""))
    with store.write("north", officer) as tx:
        session = keys.begin_session(tx, principal, 60)
        other = keys.begin_session(tx, principal, 60)
    found = keys.by_session(store, session.token)
    assert found is not None
    assert found.actor == officer
    assert keys.csrf_fits(found, session.csrf_token)
    assert not keys.csrf_fits(found, other.csrf_token)
    assert not keys.csrf_fits(found, "\ud800")
    with store.write("north", officer) as tx:
        keys.end_session(tx, session.token)
    assert keys.by_session(store, session.token) is None
    with store.write("north", officer) as tx:
        tx.run(update(sessions).values(expires_at=tx.now() - 1))
    assert keys.by_session(store, other.token) is None


@pytest.mark.parametrize(("kind", "role"), [("host", Role.HOST_CONTACT), ("student", Role.STUDENT)])
def test_a_link_opens_one_page_of_one_round_until_it_ends(store: Store, kind: str, role: Role) -> None:
    officer = college(store)
    stored(store, officer)
    with store.write("north", officer) as tx:
        made, late = (keys.issue_link(tx, "spring", kind, "H1", seconds) for seconds in (60, -1))
    found = keys.by_link(store, made.token)
    assert found is not None
    assert (found.role, found.subject_id, found.round_id, found.actor) == (role, "H1", "spring", made.link_id)
    assert keys.by_link(store, late.token) is None
    with store.write("north", officer) as tx:
        people.revoke_link(tx, made.link_id)
        assert [link.revoked_at is None for link in people.links_listed(tx, "spring")] == [False, True]
        with pytest.raises(NotFoundError):
            people.revoke_link(tx, made.link_id)
    assert keys.by_link(store, made.token) is None


def test_no_secret_stands_in_the_database(store: Store) -> None:
    officer = college(store)
    stored(store, officer)
    key = issued(store, officer)
    principal = keys.by_key(store, key.text)
    assert principal is not None
    with store.write("north", officer) as tx:
        secrets = [key.text.split("_")[2], keys.begin_session(tx, principal, 60).token]
        secrets.append(keys.issue_link(tx, "spring", "host", "H1", 60).token)
        kept = str([tx.all(select(table)) for table in metadata.sorted_tables])
    assert tx.college_id == "north"
    assert [secret for secret in secrets if secret in kept] == []
    assert {api_keys.name, sessions.name, links.name} <= set(metadata.tables)


def test_every_right_is_held_by_somebody_and_roles_differ() -> None:
    assert set().union(*RIGHTS.values()) == set(Right)
    assert len(set(RIGHTS.values())) == len(Role)
    assert not may("emperor", Right.ROUND_READ)


def test_who_may_see_names() -> None:
    assert {role for role in Role if may(role, Right.NAMES)} == {Role.ADMINISTRATOR, Role.OFFICER, Role.APPROVER}


def test_unknown_people_are_not_found(store: Store) -> None:
    college(store)
    with store.read("north") as tx, pytest.raises(NotFoundError, match="unknown-user"):
        people.user(tx, "user-x")
    with store.read("south") as tx, pytest.raises(NotFoundError, match="unknown-college"):
        people.college_title(tx)
    assert people.college_ids(store) == ["north"]
