"""Routes of publications: drafted, approved by a second person, published; and what the published ones say."""

from collections.abc import Callable
from functools import partial
from json import dumps, loads
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from fastapi import APIRouter, Response

from api.routes.callers import Caller, Reply, TheCaller, nothing
from api.routes.downloads import described, download
from api.routes.pages import Cursor, Limit, begins, page
from api.routes.results import with_matching
from api.routes.rounds import version_mark
from api.routes.saying import says
from api.routes.subjects import of_publication
from api.schemas.publications import NewPublication, Publication, PublishedContent, Withdrawal
from api.schemas.words import Id, Listed
from api.security.rights import Right
from api.store import moves, people, publications, rounds
from api.store.publications import PublicationRecord
from api.store.refusals import ConflictError
from api.store.transactions import Tx
from matcher.text import Lang

router = APIRouter(tags=["publications"])
Paper = Literal["order.docx", "letters.zip", "matching.xlsx", "report.html", "matching.csv"]
"""What a publication is printed as, the paper most asked for first."""


@router.post(
    "/runs/{run_id}/publications",
    **says(
        "draftPublication",
        Right.PUBLICATION_DRAFT,
        "Draft a publication",
        status=201,
        model=Publication,
        may=(404, 409),
        headers=("Location",),
    ),
)
def draft_publication(caller: TheCaller, run_id: Id, given: NewPublication) -> Response:
    """Draft what people will read: a run's matching with its moves; it must break no condition."""

    def work(tx: Tx, content: dict[str, Any]) -> Reply:
        found = drafted(tx, content, given.note, given.corrects)
        headers = {"Location": f"/api/v1/publications/{found.publication_id}"}
        return Reply(_told(caller, found), headers=headers)

    return caller.once(work, lambda: to_publish(caller, run_id))


def _told(caller: Caller, found: PublicationRecord) -> Publication:
    reason = found.withdrawal_reason
    typed = {"note": caller.by_hand(found.note), "withdrawal_reason": reason and caller.by_hand(reason)}
    return Publication.model_validate(found).model_copy(update=typed)


def to_publish(caller: Caller, run_id: str) -> dict[str, Any]:
    """Return what a publication of a run with its moves would say. Raises ConflictError where it breaks a condition."""
    found = with_matching(caller, run_id)
    answer = caller.ask("verdicts:standing", found.subject)
    if answer["violations"]:
        raise ConflictError("breaks-conditions", id=run_id, n=len(answer["violations"]))
    result = loads(found.subject.result or "{}")
    facts = {name: result["facts"].get(name) for name in ("policy", "round_sha256")}
    head = {"run_id": run_id, "round_id": found.run.round_id, "round_version": found.run.version}
    kept = {name: answer[name] for name in ("matching", "levels", "placed", "unplaced")}
    return {**head, "moves": len(found.moves), **kept, "facts": facts}


def drafted(tx: Tx, content: dict[str, Any], note: str, corrects: str | None) -> PublicationRecord:
    """Draft what :func:`to_publish` said. Raises NotFoundError, ConflictError: somebody moved, or corrected, since."""
    run_id = content["run_id"]
    if len(moves.listed(tx, run_id)) != content["moves"]:
        raise ConflictError("moved-meanwhile", id=run_id)
    text = dumps(content, ensure_ascii=False, sort_keys=True)
    return publications.draft(tx, run_id, text, note, corrects)


@router.get(
    "/rounds/{round_id}/publications",
    **says("listPublications", Right.PUBLICATION_READ, "List publications", model=Listed[Publication], may=(404,)),
)
def list_publications(caller: TheCaller, round_id: Id, limit: Limit = 50, cursor: Cursor = None) -> Listed[Publication]:
    """List the publications of a round, the latest first."""
    with caller.read() as tx:
        rounds.get(tx, round_id)
        found = publications.listed(tx, round_id, version_mark(begins("publications", cursor)), limit + 1)
    items, following = page("publications", found, limit, lambda p: p.number)
    return Listed[Publication](items=[_told(caller, p) for p in items], next_cursor=following)


@router.get(
    "/publications/{publication_id}",
    **says("getPublication", Right.PUBLICATION_READ, "Get a publication", model=Publication, may=(404,)),
)
def get_publication(caller: TheCaller, publication_id: Id) -> Publication:
    """Return a publication with its state and who did what."""
    with caller.read() as tx:
        return _told(caller, publications.get(tx, publication_id))


@router.get(
    "/publications/{publication_id}/content",
    **says("getPublished", Right.PUBLICATION_READ, "What a publication says", model=PublishedContent, may=(404,)),
)
def get_published(caller: TheCaller, publication_id: Id) -> Response:
    """Return what was drafted, approved or published, byte for byte where the caller may see names."""
    with caller.read() as tx:
        subject = of_publication(tx, caller, publication_id)
    text = subject.result or ""
    if caller.salt is not None:
        text = str(caller.ask("exporting:without_names", subject, text, caller.salt))
    return Response(text, media_type="application/json")


@router.get(
    "/publications/{publication_id}/papers/{name}",
    **says(
        "getPaper",
        Right.PUBLICATION_READ,
        "Print a publication",
        media=described(".docx", ".zip", ".xlsx", ".html", ".csv"),
        may=(404, 409),
    ),
)
def get_paper(caller: TheCaller, publication_id: Id, name: Paper) -> Response:
    """Return the order, all letters, the workbook, the report or the matching; names only for who may see them."""
    with TemporaryDirectory(prefix="praktika-paper-") as folder:
        return download(*printed(caller, publication_id, name, folder, caller.lang))


def printed(caller: Caller, publication_id: str, name: Paper, folder: str, lang: Lang) -> tuple[Path, str]:
    """Print a paper of a publication into a folder: where it lies and what it is called. Raises NotFoundError."""
    with caller.read() as tx:
        found, subject = publications.get(tx, publication_id), of_publication(tx, caller, publication_id)
        college = people.college_title(tx)
    path = Path(caller.ask("screens.papers:paper", subject, name, folder, lang, college))
    return path, f"{found.round_id}-{found.number}-{name}"


@router.post(
    "/publications/{publication_id}/approve",
    **says("approvePublication", Right.PUBLICATION_APPROVE, "Approve a draft", model=Publication, may=(404, 409)),
)
def approve_publication(caller: TheCaller, publication_id: Id) -> Response:
    """Approve a draft; whoever drafted it cannot."""
    return _changed(caller, publication_id, publications.approve)


@router.post(
    "/publications/{publication_id}/publish",
    **says("publish", Right.PUBLICATION_PUBLISH, "Publish", model=Publication, may=(404, 409)),
)
def publish(caller: TheCaller, publication_id: Id) -> Response:
    """Publish what was approved; what it corrects is withdrawn."""
    return _changed(caller, publication_id, publications.publish)


@router.post(
    "/publications/{publication_id}/withdraw",
    **says(
        "withdrawPublication", Right.PUBLICATION_PUBLISH, "Withdraw a publication", model=Publication, may=(404, 409)
    ),
)
def withdraw_publication(caller: TheCaller, publication_id: Id, given: Withdrawal) -> Response:
    """Withdraw a draft or a publication, with a reason; both stay on record."""
    return _changed(caller, publication_id, partial(publications.withdraw, reason=given.reason))


def _changed(caller: Caller, publication_id: str, change: Callable[[Tx, str], PublicationRecord]) -> Response:
    def work(tx: Tx, _: None) -> Reply:
        return Reply(_told(caller, change(tx, publication_id)), 200)

    return caller.once(work, nothing)
