"""Раунд · Ссылки и ответы: links for hosts and students, what they said, and taking it into the round."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Request, Response

from api.routes.own import answers_taken
from api.routes.subjects import of_round
from api.security.keys import issue_link
from api.security.rights import Right
from api.store import answers, people, publications, rounds
from api.store.answers import Confirmation, SeatAnswer, Wish
from api.store.people import LinkRecord
from api.store.transactions import Tx
from api.web.doors import PageRoute
from api.web.pages import go, page, url
from api.web.rounds import tabs_of
from api.web.visitors import LangOf, Visitor, Writer, holding, settings_of
from api.web.words import word
from matcher.text import Lang

router = APIRouter(route_class=PageRoute)
Linker = Annotated[Visitor, Depends(holding(Right.LINKS))]
Kind = Literal["host", "student"]
KINDS: tuple[Kind, ...] = ("host", "student")
DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Said:
    """What came in for a round, by whom: links that still hold, seats, wishes, confirmations."""

    links: dict[tuple[str, str], LinkRecord]
    seats: dict[str, list[SeatAnswer]]
    wishes: dict[str, Wish]
    confirmed: dict[str, Confirmation]
    counts: Counter[str] = field(default_factory=Counter)


def said_of(tx: Tx, round_id: str) -> Said:
    """Return what hosts and students of a round have said."""
    at = tx.now()
    live = [k for k in people.links_listed(tx, round_id) if k.revoked_at is None and k.expires_at > at]
    seats: defaultdict[str, list[SeatAnswer]] = defaultdict(list)
    for one in answers.seats_answered(tx, round_id):
        seats[one.host_id].append(one)
    current = publications.published(tx, round_id)
    confirmed = answers.confirmed(tx, current.publication_id) if current is not None else []
    wishes = answers.wished(tx, round_id)
    return Said(
        {(k.kind, k.subject_id): k for k in live},
        dict(seats),
        {w.applicant_id: w for w in wishes},
        {c.applicant_id: c for c in confirmed},
        Counter(host=len(seats), student=len(wishes), confirmed=sum(c.is_coming for c in confirmed)),
    )


@router.get("/rounds/{round_id}/answers")
def show(request: Request, round_id: str, visitor: Linker) -> Response:
    """Show who has a link, who has answered, and what."""
    return _shown(request, visitor, round_id, [])


def _shown(request: Request, visitor: Visitor, round_id: str, made: Sequence[dict[str, str]]) -> Response:
    with visitor.caller.read() as tx:
        tabs, said, subject = tabs_of(tx, round_id), said_of(tx, round_id), of_round(tx, visitor.caller, round_id)
    everyone = visitor.caller.ask("screens.own:everyone", subject)
    return page(request, "answers.html.j2", tabs=tabs, said=said, everyone=everyone, made=made)


@router.post("/rounds/{round_id}/answers/links")
def link(
    request: Request,
    round_id: str,
    visitor: Linker,
    kind: Annotated[Kind, Form()],
    of: Annotated[str, Form()] = "",
) -> Response:
    """Make a link for one, or for each of a kind without one; they are shown this once."""
    with visitor.caller.read() as tx:
        subject, said = of_round(tx, visitor.caller, round_id), said_of(tx, round_id)
    people_of_kind = visitor.caller.ask("screens.own:everyone", subject)[f"{kind}s"]
    wanted = [one for one in people_of_kind if (one["id"] == of if of else (kind, one["id"]) not in said.links)]
    seconds = settings_of(request).link_days * DAY
    with visitor.caller.write() as tx:
        earlier = [said.links[kind, one["id"]] for one in wanted if (kind, one["id"]) in said.links]
        for old in earlier:
            people.revoke_link(tx, old.link_id)
        tokens = [issue_link(tx, round_id, kind, one["id"], seconds).token for one in wanted]
    made = [_made(request, one, token) for one, token in zip(wanted, tokens, strict=True)]
    return _shown(request, visitor, round_id, made)


def _made(request: Request, one: dict[str, Any], token: str) -> dict[str, str]:
    home = settings_of(request).public_url or str(request.base_url)
    return {"name": one["name"], "about": one["about"] or "", "address": home.rstrip("/") + url("link", token)}


@router.post("/rounds/{round_id}/answers/end")
def end(round_id: str, visitor: Linker, link_id: Annotated[str, Form()]) -> Response:
    """End a link at once."""
    with visitor.caller.write() as tx:
        people.revoke_link(tx, link_id)
    return go(url("rounds", round_id, "answers"))


@router.post("/rounds/{round_id}/answers/take")
def take(round_id: str, visitor: Writer, lang: LangOf, etag: Annotated[str, Form()] = "") -> Response:
    """Take every answer into a further version of the round."""
    content = answers_taken(visitor.caller, round_id)
    with visitor.caller.write() as tx:
        rounds.replace(tx, content, etag or None, _note(tx, round_id, lang))
    return go(url("rounds", round_id, kept=1))


def _note(tx: Tx, round_id: str, lang: Lang) -> str:
    counts = said_of(tx, round_id).counts
    return word("answers.taken", lang, hosts=counts["host"], students=counts["student"])
