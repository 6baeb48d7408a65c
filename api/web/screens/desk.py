"""Стол: what needs me today, most urgent first, and the rounds in work with their next step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from api.answers.asked import Subject
from api.children import ChildError
from api.routes.subjects import of_round, of_run
from api.security.rights import Right
from api.store import answers, people, publications, rounds, runs
from api.store.names import loads
from api.store.rounds import RoundRecord
from api.store.runs import OPEN_STATES
from api.store.transactions import Tx
from api.web.doors import PageRoute
from api.web.pages import page, url
from api.web.rounds import RoundTabs, tabs_of
from api.web.visitors import AnyVisitor, Visitor
from matcher.errors import InputError

router = APIRouter(route_class=PageRoute)
MOST_ROUNDS = 50
MOST_LOOKED_AT = 4
"""Rounds in work whose data are looked through for the desk: the latest ones."""
URGENCY = ("unplaced", "nowhere", "mentors", "failed", "approve", "publish", "agreements", "medicals", "silent")


@dataclass(frozen=True, slots=True)
class Work:
    """A round on the desk: its tabs, a code for where it stands, and the address of the next step."""

    tabs: RoundTabs
    state: str
    step: str
    href: str


@router.get("/")
def desk(request: Request, visitor: AnyVisitor) -> Response:
    """Show the desk."""
    if not visitor.may(Right.ROUND_READ):
        return page(request, "desk.html.j2", items=[], works=[], unknown=[])
    with visitor.caller.read() as tx:
        found = sorted(rounds.listed(tx, limit=MOST_ROUNDS), key=lambda record: -record.updated_at)
        works = [_work(tx, record) for record in found]
    items, unknown = _items(visitor, [work for work in works if work.state != "published"][:MOST_LOOKED_AT])
    return page(request, "desk.html.j2", items=items, works=works, unknown=unknown)


def _work(tx: Tx, record: RoundRecord) -> Work:
    """Return where a round stands and what comes next."""
    tabs = tabs_of(tx, record.round_id)
    listed = publications.listed(tx, record.round_id, limit=1)
    papers = url("rounds", record.round_id, "papers")
    if listed and listed[0].state in ("draft", "approved", "published"):
        return Work(tabs, listed[0].state, "papers", papers)
    if tabs.latest is not None and tabs.latest.state in OPEN_STATES:
        return Work(tabs, "running", "run", url("runs", tabs.latest.run_id))
    if tabs.run is not None:
        return Work(tabs, "solved", "outcome", url("runs", tabs.run.run_id, "outcome"))
    return Work(tabs, "data", "who", url("rounds", record.round_id, "who"))


def _items(visitor: Visitor, works: list[Work]) -> tuple[list[Mapping[str, Any]], list[Work]]:
    """Return what needs somebody, most urgent first, and the rounds that could not be looked through."""
    items: list[Mapping[str, Any]] = []
    unknown = []
    for work in works:
        with visitor.caller.read() as tx:
            subject = _subject(tx, visitor, work)
            items += _of_store(tx, visitor, work)
        try:
            found = visitor.caller.ask("screens.attention:attention", subject)
        except (ChildError, InputError):
            unknown.append(work)
        else:
            items += (item | _leads(work, item) for item in found)
    return sorted(items, key=lambda item: (URGENCY.index(item["code"]), item["by"] or "9")), unknown


def _subject(tx: Tx, visitor: Visitor, work: Work) -> Subject:
    """Return the round with its latest result, or alone where that holds no matching."""
    run = work.tabs.run
    if run is not None and loads(runs.result(tx, run.run_id).content).get("matching") is not None:
        return of_run(tx, visitor.caller, run.run_id).subject
    return of_round(tx, visitor.caller, work.tabs.round_id)


def _leads(work: Work, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the round of an item and where each of those concerned is shown."""
    round_id, run = work.tabs.round_id, work.tabs.run
    page_of = {
        "unplaced": url("runs", run.run_id, "outcome") + "#unplaced" if run else "",
        "mentors": url("runs", run.run_id, "board") if run else "",
        "nowhere": url("rounds", round_id, "who") + "#nowhere",
    }
    return {
        "round": work.tabs.title,
        "href": page_of.get(item["code"], url("rounds", round_id) + "#again"),
        "who": [{**one, "href": _person(work, item["code"], one["id"])} for one in item["who"]],
    }


def _person(work: Work, code: str, applicant_id: str) -> str:
    """Return where a person of an item is shown, nothing for who is none."""
    if code == "unplaced" and work.tabs.run is not None:
        return url("runs", work.tabs.run.run_id, "why", applicant_id)
    return url("rounds", work.tabs.round_id, "who", applicant_id) if code in ("nowhere", "medicals") else ""


def _of_store(tx: Tx, visitor: Visitor, work: Work) -> list[dict[str, Any]]:
    """Return what the store itself knows: runs that failed, papers that wait for a person, hosts that are silent."""
    round_id = work.tabs.round_id
    found: list[dict[str, Any]] = []
    plain: dict[str, Any] = {"who": [], "by": None, "n": 1, "round": work.tabs.title}
    if work.tabs.latest is not None and work.tabs.latest.state == "failed":
        found.append(plain | {"code": "failed", "href": url("runs", work.tabs.latest.run_id)})
    if work.state == "draft" and visitor.may(Right.PUBLICATION_APPROVE) and not _is_own_draft(tx, visitor, round_id):
        found.append(plain | {"code": "approve", "href": work.href})
    if work.state == "approved" and visitor.may(Right.PUBLICATION_PUBLISH):
        found.append(plain | {"code": "publish", "href": work.href})
    silent = _silent(tx, round_id)
    if silent:
        found.append(plain | {"code": "silent", "n": silent, "href": url("rounds", round_id, "papers")})
    return found


def _is_own_draft(tx: Tx, visitor: Visitor, round_id: str) -> bool:
    """Return whether the visitor saved the latest version: somebody else has to approve it."""
    return publications.listed(tx, round_id, limit=1)[0].drafted_by == visitor.principal.actor


def _silent(tx: Tx, round_id: str) -> int:
    """Return how many hosts have a live link and have not answered."""
    at = tx.now()
    live = (k for k in people.links_listed(tx, round_id) if k.revoked_at is None and k.expires_at > at)
    asked = {link.subject_id for link in live if link.kind == "host"}
    return len(asked - {answer.host_id for answer in answers.seats_answered(tx, round_id)})
