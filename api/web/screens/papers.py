"""Раунд · Документы: versions of the plan on their way from draft to published, and what is printed from each."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from json import loads
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Depends, Form, Request, Response

from api.routes.downloads import download
from api.routes.publications import Paper, printed
from api.routes.subjects import of_publication
from api.security.rights import Right
from api.store import people, publications
from api.store.publications import PublicationRecord
from api.store.refusals import ConflictError, NotFoundError
from api.store.transactions import Tx
from api.web.doors import PageRoute
from api.web.pages import Fault, go, page, refused, url
from api.web.rounds import tabs_of
from api.web.screens.data import author_of
from api.web.visitors import LangOf, Visitor, holding
from api.web.words import word
from matcher.text import Lang

router = APIRouter(route_class=PageRoute)
PAPERS: tuple[Paper, ...] = get_args(Paper)
Reader = Annotated[Visitor, Depends(holding(Right.PUBLICATION_READ))]
Kind = Literal["student", "host"]
Approver = Annotated[Visitor, Depends(holding(Right.PUBLICATION_APPROVE))]
Publisher = Annotated[Visitor, Depends(holding(Right.PUBLICATION_PUBLISH))]
LONGEST_REASON = 500
Change = Callable[[Tx, str], PublicationRecord]


@router.get("/rounds/{round_id}/papers")
def show(
    request: Request, round_id: str, visitor: Reader, lang: LangOf, version: int | None = None, saved: bool = False
) -> Response:
    """Show the versions of a round's plan, and one of them with its papers."""
    return _shown(request, visitor, lang, round_id, version, saved=saved)


def _shown(
    request: Request,
    visitor: Visitor,
    lang: Lang,
    round_id: str,
    version: int | None,
    status: int = 200,
    faults: Sequence[Fault] = (),
    **more: Any,
) -> Response:
    with visitor.caller.read() as tx:
        tabs, versions = tabs_of(tx, round_id), publications.listed(tx, round_id)
        chosen = _chosen(versions, version)
        content = {} if chosen is None else loads(publications.content(tx, chosen.publication_id))
        authors = {actor: author_of(tx, actor) for one in versions for actor in _actors(one)}
        subjects = _with_corrected(tx, visitor, chosen)
    told = _told(visitor, subjects, lang) if chosen is not None else {}
    return page(
        request,
        "papers.html.j2",
        status,
        tabs=tabs,
        versions=versions,
        chosen=chosen,
        content=content,
        authors=authors,
        faults=faults,
        papers=PAPERS,
        by_hand=visitor.caller.by_hand,
        **{"students": [], "hosts": [], "differing": None, "saved": False, "typed": {"reason": "", "sure": ""}}
        | told
        | more,
    )


def _chosen(versions: Sequence[PublicationRecord], number: int | None) -> PublicationRecord | None:
    """Return the version asked for; else the one that waits for somebody, else what people read, else the latest.

    Raises NotFoundError.
    """
    if number is not None:
        found = next((one for one in versions if one.number == number), None)
        if found is None:
            raise NotFoundError("publication", str(number))
        return found
    waiting = (one for one in versions[:1] if one.state in ("draft", "approved"))
    published = (one for one in versions if one.state == "published")
    return next(waiting, None) or next(published, None) or next(iter(versions), None)


def _actors(one: PublicationRecord) -> list[str]:
    return [
        actor for actor in (one.drafted_by, one.approved_by, one.published_by, one.withdrawn_by) if actor is not None
    ]


def _with_corrected(tx: Tx, visitor: Visitor, chosen: PublicationRecord | None) -> dict[str, Any]:
    """Return the subject of a version, behind that of the one it corrects."""
    if chosen is None:
        return {}
    ids = [one for one in (chosen.corrects, chosen.publication_id) if one is not None]
    return {one: of_publication(tx, visitor.caller, one) for one in ids}


def _told(visitor: Visitor, subjects: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    """Return who gets a letter, and how a correction differs from what it corrects."""
    *earlier, subject = subjects.values()
    board = visitor.caller.ask("screens.board:board", subject, subject.locks, lang)
    students = {line["applicant_id"]: line for line in board["lines"]}
    hosts = {place["host_id"]: place for place in board["places"]}
    differing = visitor.caller.ask("screens.compare:compared", subjects, lang)["lines"] if earlier else None
    return {"students": list(students.values()), "hosts": list(hosts.values()), "differing": differing}


@router.get("/publications/{publication_id}/papers/{name}")
def download_paper(publication_id: str, name: str, visitor: Reader, lang: LangOf) -> Response:
    """Give the order or another paper of a version."""
    known: Mapping[str, Paper] = {paper: paper for paper in PAPERS}
    if name not in known:
        raise NotFoundError("paper", name)
    with TemporaryDirectory(prefix="praktika-") as folder:
        return download(*printed(visitor.caller, publication_id, known[name], folder, lang))


@router.get("/publications/{publication_id}/letter.docx")
def letter(publication_id: str, visitor: Reader, lang: LangOf, kind: Kind, of: str) -> Response:
    """Give the letter to one student or host."""
    with visitor.caller.read() as tx:
        subject = of_publication(tx, visitor.caller, publication_id)
    with TemporaryDirectory(prefix="praktika-") as folder:
        path = Path(visitor.caller.ask("screens.papers:letter", subject, kind, of, folder, lang))
        return download(path, "letter.docx")


@router.get("/publications/{publication_id}/preview")
def preview(
    request: Request, publication_id: str, visitor: Reader, lang: LangOf, kind: Kind | None = None, of: str = ""
) -> Response:
    """Show the order, or a letter, as it will be printed."""
    with visitor.caller.read() as tx:
        found, subject = publications.get(tx, publication_id), of_publication(tx, visitor.caller, publication_id)
        tabs, college = tabs_of(tx, found.round_id), people.college_title(tx)
    if kind is None:
        blocks = visitor.caller.ask("screens.papers:order_shown", subject, lang, college)
    else:
        blocks = visitor.caller.ask("screens.papers:letter_shown", subject, kind, of, lang)
    return page(request, "preview.html.j2", tabs=tabs, chosen=found, blocks=blocks, kind=kind, of=of)


@router.post("/publications/{publication_id}/approve")
def approve(request: Request, publication_id: str, visitor: Approver, lang: LangOf) -> Response:
    """Approve a version; whoever saved it cannot."""
    return _changed(request, visitor, lang, publication_id, publications.approve)


@router.post("/publications/{publication_id}/publish")
def publish(request: Request, publication_id: str, visitor: Publisher, lang: LangOf) -> Response:
    """Publish an approved version; what it corrects is withdrawn."""
    return _changed(request, visitor, lang, publication_id, publications.publish)


@router.post("/publications/{publication_id}/withdraw")
def withdraw(
    request: Request,
    publication_id: str,
    visitor: Publisher,
    lang: LangOf,
    reason: Annotated[str, Form(max_length=1000)] = "",
    sure: Annotated[str, Form()] = "",
) -> Response:
    """Withdraw a version, with a reason, by somebody who ticked that they are sure."""
    why = " ".join(reason.split())
    if faults := _withdrawal_faults(why, sure, lang):
        with visitor.caller.read() as tx:
            found = publications.get(tx, publication_id)
        typed = {"reason": reason, "sure": sure}
        return _shown(request, visitor, lang, found.round_id, found.number, 422, faults, typed=typed)
    return _changed(request, visitor, lang, publication_id, partial(publications.withdraw, reason=why))


def _withdrawal_faults(why: str, sure: str, lang: Lang) -> list[Fault]:
    """Return what is missing in the form of a withdrawal, by field."""
    missing = (("reason", not why), ("too-long", len(why) > LONGEST_REASON), ("sure", not sure))
    fields = {"too-long": "reason"}
    found = [code for code, is_missing in missing if is_missing]
    return [{"field": fields.get(code, code), "said": word(f"papers.fault.{code}", lang)} for code in found]


def _changed(request: Request, visitor: Visitor, lang: Lang, publication_id: str, change: Change) -> Response:
    """Carry a change out; what the state does not allow is told beside the version."""
    try:
        with visitor.caller.write() as tx:
            found = change(tx, publication_id)
    except ConflictError as error:
        with visitor.caller.read() as tx:
            found = publications.get(tx, publication_id)
        faults = [{"field": "version", "said": refused(error.code, lang)}]
        return _shown(request, visitor, lang, found.round_id, found.number, 409, faults)
    return go(url("rounds", found.round_id, "papers", version=found.number))
