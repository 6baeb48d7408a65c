"""Routes of people: who the caller is; users, keys and links; the audit chain."""

from http import HTTPStatus

from fastapi import APIRouter, Query, Response

from api.errors import RefusalError
from api.routes.callers import Reply, TheCaller, nothing
from api.routes.pages import Cursor, Limit, begins, page
from api.routes.rounds import version_mark
from api.routes.saying import says
from api.routes.subjects import of_round
from api.schemas.people import (
    AuditEntry,
    AuditFault,
    AuditVerdict,
    Erased,
    Key,
    Link,
    MadeKey,
    MadeLink,
    Me,
    NewKey,
    NewLink,
    NewRole,
    NewUser,
    ToErase,
    User,
)
from api.schemas.words import Id, Listed
from api.security import keys
from api.security.rights import Right
from api.store import audit, erasure, people, rounds
from api.store.transactions import Tx
from matcher.errors import InputError, Problem

router = APIRouter(tags=["people"])
DAY = 86_400.0


@router.get("/me", **says("getMe", None, "Who am I", model=Me))
def get_me(caller: TheCaller) -> Me:
    """Return who the caller is and what they may do."""
    who = caller.principal
    return Me(
        college_id=who.college_id,
        actor=who.actor,
        role=who.role,
        subject_id=who.subject_id,
        round_id=who.round_id,
        rights=sorted(right for right in Right if who.may(right)),
    )


@router.post(
    "/users",
    **says("createUser", Right.PEOPLE, "Add a person", status=201, model=User, may=(409,), headers=("Location",)),
)
def create_user(caller: TheCaller, given: NewUser) -> Response:
    """Add a person with a role; a key of theirs is made apart."""
    if (given.role in ("student", "host-contact")) != (given.subject_id is not None):
        raise InputError([Problem("user", "subject-needed", column="subject_id")])

    def work(tx: Tx, _: None) -> Reply:
        found = people.add_user(tx, given.name, given.role, given.subject_id)
        return Reply(User.model_validate(found), headers={"Location": f"/api/v1/users/{found.user_id}"})

    return caller.once(work, nothing)


@router.get("/users", **says("listUsers", Right.PEOPLE, "List people", model=Listed[User]))
def list_users(caller: TheCaller, limit: Limit = 50, cursor: Cursor = None) -> Listed[User]:
    """List people in the order they were added."""
    with caller.read() as tx:
        found = people.users_listed(tx, begins("users", cursor), limit + 1)
    items, following = page("users", found, limit, lambda u: u.user_id)
    return Listed[User](items=[User.model_validate(u) for u in items], next_cursor=following)


@router.get("/users/{user_id}", **says("getUser", Right.PEOPLE, "Get a person", model=User, may=(404,)))
def get_user(caller: TheCaller, user_id: Id) -> User:
    """Return a person."""
    with caller.read() as tx:
        return User.model_validate(people.user(tx, user_id))


@router.patch("/users/{user_id}", **says("changeRole", Right.PEOPLE, "Change a role", model=User, may=(404, 409)))
def change_role(caller: TheCaller, user_id: Id, given: NewRole) -> User:
    """Give a person another role; one administrator always stays."""
    with caller.write() as tx:
        return User.model_validate(people.change_role(tx, user_id, given.role))


@router.delete("/users/{user_id}", **says("disableUser", Right.PEOPLE, "Shut a person out", model=User, may=(404, 409)))
def disable_user(caller: TheCaller, user_id: Id) -> User:
    """Shut a person out at once, by key and by session; what they did stays on record."""
    with caller.write() as tx:
        return User.model_validate(people.disable_user(tx, user_id))


@router.post(
    "/users/{user_id}/keys",
    **says("createKey", Right.PEOPLE, "Make a key", status=201, model=MadeKey, may=(404, 409)),
)
def create_key(caller: TheCaller, user_id: Id, given: NewKey) -> Response:
    """Make an API key for a person; it is shown this once."""

    def work(tx: Tx, _: None) -> Reply:
        expires = None if given.days is None else tx.now() + given.days * DAY
        made = keys.issue_key(tx, user_id, given.label, expires)
        shown, kept = (MadeKey(key_id=made.key_id, key=key) for key in (made.text, None))
        return Reply(shown, kept=kept)

    return caller.once(work, nothing)


@router.get("/keys", **says("listKeys", Right.PEOPLE, "List keys", model=Listed[Key]))
def list_keys(caller: TheCaller) -> Listed[Key]:
    """List every key of the college, without secrets."""
    with caller.read() as tx:
        return Listed[Key](items=[Key.model_validate(key) for key in people.keys_listed(tx)])


@router.delete("/keys/{key_id}", **says("revokeKey", Right.PEOPLE, "End a key", status=204, may=(404,)))
def revoke_key(caller: TheCaller, key_id: Id) -> Response:
    """End a key at once."""
    with caller.write() as tx:
        people.revoke_key(tx, key_id)
    return Response(status_code=204)


@router.post(
    "/rounds/{round_id}/links",
    **says("createLink", Right.LINKS, "Make a link", status=201, model=MadeLink, may=(404, 409)),
)
def create_link(caller: TheCaller, round_id: Id, given: NewLink) -> Response:
    """Make an expiring link for one host's contact or one student; its token is shown this once."""

    def before() -> None:
        with caller.read() as tx:
            subject = of_round(tx, caller, round_id)
        if not caller.ask("own:is_known", subject, given.kind, given.subject_id):
            raise InputError([Problem("link", "not-in-round", column="subject_id", values={"name": given.subject_id})])

    def work(tx: Tx, _: None) -> Reply:
        days = given.days or caller.installation.settings.link_days
        made = keys.issue_link(tx, round_id, given.kind, given.subject_id, days * DAY)
        shown, kept = (MadeLink(link_id=made.link_id, token=token) for token in (made.token, None))
        return Reply(shown, kept=kept)

    return caller.once(work, before)


@router.get("/rounds/{round_id}/links", **says("listLinks", Right.LINKS, "List links", model=Listed[Link], may=(404,)))
def list_links(caller: TheCaller, round_id: Id) -> Listed[Link]:
    """List the links of a round, without secrets."""
    with caller.read() as tx:
        rounds.get(tx, round_id)
        return Listed[Link](items=[Link.model_validate(link) for link in people.links_listed(tx, round_id)])


@router.delete("/links/{link_id}", **says("revokeLink", Right.LINKS, "End a link", status=204, may=(404,)))
def revoke_link(caller: TheCaller, link_id: Id) -> Response:
    """End a link at once."""
    with caller.write() as tx:
        people.revoke_link(tx, link_id)
    return Response(status_code=204)


@router.get("/audit", **says("listAudit", Right.AUDIT, "Read the audit chain", model=Listed[AuditEntry]))
def list_audit(caller: TheCaller, limit: Limit = 50, cursor: Cursor = None) -> Listed[AuditEntry]:
    """List who did what, the latest first; no entry holds a name."""
    with caller.read() as tx:
        found = audit.entries(tx, version_mark(begins("audit", cursor)), limit + 1)
    items, following = page("audit", found, limit, lambda e: e.entry_no)
    return Listed[AuditEntry](items=[AuditEntry.model_validate(e) for e in items], next_cursor=following)


@router.get("/audit/verify", **says("verifyAudit", Right.AUDIT, "Verify the audit chain", model=AuditVerdict))
def verify_audit(
    caller: TheCaller,
    entries: int | None = Query(default=None, ge=1, le=2**31 - 1, description="A head noted earlier: its number."),
    hash: str | None = Query(default=None, pattern="^[0-9a-f]{64}$", description="And its hash."),  # noqa: A002  # the word of the API
) -> AuditVerdict:
    """Tell every place where the chain does not hold; it must also go through a head noted earlier."""
    if (entries is None) != (hash is None):
        raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "whole-head")
    anchor = None if entries is None or hash is None else audit.Head(entries, hash)
    with caller.read() as tx:
        faults, head = audit.verify(tx, anchor), audit.head(tx)
    return AuditVerdict(
        holds=not faults,
        entries=head.entries,
        hash=head.hash,
        faults=[AuditFault.model_validate(fault) for fault in faults],
    )


@router.post("/erase", **says("erasePerson", Right.ERASE, "Erase a person", model=Erased, may=(404, 409)))
def erase_person(caller: TheCaller, given: ToErase) -> Response:
    """Take one person out of everything the college keeps; others' results stay readable under a pseudonym."""

    def work(tx: Tx, _: None) -> Reply:
        found = erasure.erase(tx, given.applicant_id)
        return Reply(Erased(pseudonym=found.pseudonym, rows=found.rows), 200)

    answer = caller.once(work, nothing)
    erasure.scrub(caller.installation.store)
    return answer
