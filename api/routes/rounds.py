"""Routes of rounds: upload, look, replace, delete, download."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Header, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.errors import RefusalError, entry
from api.routes.callers import Caller, Reply, TheCaller
from api.routes.downloads import CONTENT, download
from api.routes.pages import Cursor, Limit, begins, page
from api.routes.saying import says
from api.routes.subjects import of_round
from api.routes.uploads import BODY, Upload, received
from api.schemas.rounds import Differences, RecognisedColumn, Round, UploadReport, Version
from api.schemas.words import ErrorEntry, Id, Line, Listed
from api.security.rights import Right
from api.store import rounds
from api.store.refusals import NotFoundError
from api.store.rounds import VersionRecord
from api.store.transactions import Tx
from api.uploads.reading import CONTENT as DOCUMENT
from matcher.errors import InputError, Problem

router = APIRouter(tags=["rounds"])

DryRun = Annotated[bool, Query(description="Only tell every problem and what would change.")]
Note = Annotated[Line, Query(description="Why this version.")]
IfMatch = Annotated[str | None, Header(max_length=200, description="The `etag` this was made from, or `*`.")]
VersionNo = Annotated[int | None, Query(ge=1, le=2**31 - 1, description="The current one by default.")]
MOST_ID = 100
REPORTED: dict[int | str, Any] = {200: {"model": UploadReport, "description": "What a dry run found."}}


def etag_header(etag: str) -> dict[str, str]:
    """Return the header that carries an ETag."""
    return {"ETag": f'"{etag}"'}


def etag_given(if_match: str | None) -> str | None:
    """Return the ETag that a client holds, None for ``*``. Raises RefusalError 428 without one."""
    if if_match is None:
        raise RefusalError(HTTPStatus.PRECONDITION_REQUIRED, "if-match-needed")
    tag = if_match.strip().removeprefix("W/").strip('"')
    return None if tag == "*" else tag


@router.post(
    "/rounds",
    **says(
        "createRound",
        Right.ROUND_WRITE,
        "Upload a round",
        status=201,
        model=Round,
        may=(409, 413, 415),
        headers=("ETag", "Location"),
        also=REPORTED,
        body=BODY,
        streamed=True,
    ),
)
async def create_round(caller: TheCaller, request: Request, dry_run: DryRun = False, note: Note = "") -> Response:
    """Store a round from a zip of its folder, a workbook, JSON or a form; `dry_run` only checks it."""
    async with received(request) as upload:
        if dry_run:
            return await run_in_threadpool(_reported, caller, upload, None)
        return await run_in_threadpool(_created, caller, upload, note)


def _created(caller: Caller, upload: Upload, note: str) -> Response:
    def work(tx: Tx, content: rounds.Content) -> Reply:
        found = rounds.create(tx, content, note)
        headers = {**etag_header(found.etag), "Location": f"/api/v1/rounds/{found.round_id}"}
        return Reply(Round.model_validate(found), headers=_ascii(headers))

    return caller.once(work, lambda: _sound(caller, upload), upload.sha256)


def _ascii(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: quote(value, safe='/:"%?&=-._~') for name, value in headers.items()}


def _sound(caller: Caller, upload: Upload) -> rounds.Content:
    """Return a sound round's content. Raises InputError with every problem."""
    found = caller.installation.desk.read_upload(str(upload.path), upload.form, str(upload.folder), None)
    facts = found["round"]
    if facts is None:
        raise InputError(Problem(**problem) for problem in found["problems"])
    _refuse_id(facts["round_id"])
    return content_from(facts, upload.folder)


def content_from(facts: Mapping[str, Any], folder: Path) -> rounds.Content:
    """Return what a child found as what the store keeps."""
    text = (folder / DOCUMENT).read_text("utf-8")
    names = ("round_id", "title", "kind", "fingerprint", "counts")
    return rounds.Content(text=text, **{name: facts[name] for name in names})


def _refuse_id(round_id: str) -> None:
    """Refuse an id that cannot stand in an address."""
    odd = round_id in (".", "..") or not round_id.isprintable() or set(round_id) & set("/\\?#%")
    if odd or len(round_id) > MOST_ID or round_id != round_id.strip():
        raise InputError([Problem("round", "round-id-unfit", column="id", values={"n": MOST_ID})])


def _reported(caller: Caller, upload: Upload, round_id: str | None) -> Response:
    stored = None if round_id is None else _stored(caller, round_id, upload.folder)
    found = caller.installation.desk.read_upload(str(upload.path), upload.form, str(upload.folder), stored)
    facts = found["round"]
    if facts is not None and round_id is None:
        stored = _stored(caller, facts["round_id"], upload.folder)
        if stored is not None:
            found = caller.installation.desk.read_upload(str(upload.path), upload.form, str(upload.folder), stored)
    return Response(_report(caller, found).model_dump_json(), media_type="application/json")


def _stored(caller: Caller, round_id: str, folder: Path) -> str | None:
    """Write the stored document of a round beside the upload and return its path, None where there is none."""
    try:
        with caller.read() as tx:
            text = rounds.content(tx, round_id)
    except NotFoundError:
        return None
    path = folder / "stored.json"
    path.write_text(text, "utf-8")
    return str(path)


def _report(caller: Caller, found: Mapping[str, Any]) -> UploadReport:
    facts, changes = found["round"] or {}, found["differences"]
    return UploadReport(
        sound=found["round"] is not None,
        round_id=facts.get("round_id"),
        title=facts.get("title"),
        counts=facts.get("counts", {}),
        problems=[ErrorEntry(**entry(Problem(**problem), caller.lang)) for problem in found["problems"]],
        n_problems=found["n_problems"],
        notes=[ErrorEntry(**entry(Problem(**note), caller.lang)) for note in found["notes"]],
        columns=[RecognisedColumn(**column) for column in found["columns"]],
        differences=None if changes is None else Differences(**changes),
    )


@router.get("/rounds", **says("listRounds", Right.ROUND_READ, "List rounds", model=Listed[Round]))
def list_rounds(caller: TheCaller, limit: Limit = 50, cursor: Cursor = None) -> Listed[Round]:
    """List the college's rounds by id."""
    with caller.read() as tx:
        found = rounds.listed(tx, begins("rounds", cursor), limit + 1)
    items, following = page("rounds", found, limit, lambda r: r.round_id)
    return Listed[Round](items=[Round.model_validate(r) for r in items], next_cursor=following)


@router.get(
    "/rounds/{round_id}",
    **says("getRound", Right.ROUND_READ, "Get a round", model=Round, may=(404,), headers=("ETag",)),
)
def get_round(caller: TheCaller, round_id: Id, response: Response) -> Round:
    """Return a round at its current version."""
    with caller.read() as tx:
        found = rounds.get(tx, round_id)
    response.headers.update(etag_header(found.etag))
    return Round.model_validate(found)


@router.put(
    "/rounds/{round_id}",
    **says(
        "replaceRound",
        Right.ROUND_WRITE,
        "Replace a round",
        model=Round | UploadReport,
        may=(404, 412, 413, 415, 428),
        headers=("ETag",),
        body=BODY,
        streamed=True,
    ),
)
async def replace_round(
    caller: TheCaller,
    request: Request,
    round_id: Id,
    if_match: IfMatch = None,
    dry_run: DryRun = False,
    note: Note = "",
) -> Response:
    """Store a further version of a round; `dry_run` only tells what would change."""
    tag = None if dry_run else etag_given(if_match)
    await run_in_threadpool(_known, caller, round_id)
    async with received(request) as upload:
        if dry_run:
            return await run_in_threadpool(_reported, caller, upload, round_id)
        return await run_in_threadpool(_replaced, caller, upload, round_id, tag, note)


def _known(caller: Caller, round_id: str) -> None:
    with caller.read() as tx:
        rounds.get(tx, round_id)


def _replaced(caller: Caller, upload: Upload, round_id: str, tag: str | None, note: str) -> Response:
    content = _sound(caller, upload)
    if content.round_id != round_id:
        raise InputError([Problem("round", "round-id-other", column="id", values={"expected": round_id})])
    with caller.write() as tx:
        found = rounds.replace(tx, content, tag, note)
    body = Round.model_validate(found).model_dump_json()
    return Response(body, headers=etag_header(found.etag), media_type="application/json")


@router.delete(
    "/rounds/{round_id}",
    **says("deleteRound", Right.ROUND_DELETE, "Delete a round", status=204, may=(404, 409, 412, 428)),
)
def delete_round(caller: TheCaller, round_id: Id, if_match: IfMatch = None) -> Response:
    """Delete a round with its versions, runs and results; one that is published or running stays."""
    tag = etag_given(if_match)
    with caller.write() as tx:
        rounds.remove(tx, round_id, tag)
    return Response(status_code=204)


@router.get(
    "/rounds/{round_id}/versions",
    **says("listVersions", Right.ROUND_READ, "List versions", model=Listed[Version], may=(404,)),
)
def list_versions(caller: TheCaller, round_id: Id, limit: Limit = 50, cursor: Cursor = None) -> Listed[Version]:
    """List the versions of a round, the latest first."""
    with caller.read() as tx:
        found = rounds.history(tx, round_id, version_mark(begins("versions", cursor)), limit + 1)
    items, following = page("versions", found, limit, lambda v: v.version)
    return Listed[Version](items=[_told(caller, v) for v in items], next_cursor=following)


def _told(caller: Caller, found: VersionRecord) -> Version:
    return Version.model_validate(found).model_copy(update={"note": caller.by_hand(found.note)})


def version_mark(mark: Any) -> int | None:
    """Return what a cursor by numbers stands for. Raises RefusalError for any other cursor."""
    if mark is None or (isinstance(mark, int) and 0 < mark < 2**31):
        return mark
    raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-cursor")


@router.get(
    "/rounds/{round_id}/content",
    **says("downloadRound", Right.ROUND_READ, "Download a round", may=(404,), media=CONTENT),
)
def download_round(
    caller: TheCaller, round_id: Id, form: Literal["json", "xlsx", "zip"] = "json", version: VersionNo = None
) -> Response:
    """Return a version as JSON, a workbook or a zip of its folder; without the right to names, without them."""
    with caller.read() as tx:
        subject = of_round(tx, caller, round_id, version)
    with TemporaryDirectory(prefix="praktika-copy-") as folder:
        path = caller.ask("exporting:write_copy", replace(subject, locks=()), form, folder, caller.lang)
        return download(Path(path), f"{round_id}.{form}")
