"""Раунд · Данные, before it is one: an upload is read, shown with its faults and changes, and then taken."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile
from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from api.children import ChildError, problem_as_mapping
from api.routes.callers import Caller
from api.security.rights import Right
from api.store import drafts, rounds
from api.store.drafts import DraftRecord
from api.store.refusals import NotFoundError
from api.store.rounds import Content
from api.uploads.reading import CONTENT
from api.web.doors import PageRoute
from api.web.findings import findings
from api.web.pages import go, page, url
from api.web.visitors import LangOf, Writer, holding
from matcher.errors import InputError
from matcher.files.template import write_template

FORMS = {".zip": "zip", ".xlsx": "xlsx", ".json": "json"}
EMPTY: dict[str, Any] = {"n_problems": 0, "notes": [], "columns": [], "round": None, "differences": None}

router = APIRouter(route_class=PageRoute)


@router.get("/rounds/new", dependencies=[Depends(holding(Right.ROUND_WRITE))])
def ask(request: Request) -> Response:
    """Show the form for an upload."""
    return page(request, "upload.html.j2", fault="", tabs=None)


@router.get("/template.xlsx", dependencies=[Depends(holding())])
def template(lang: LangOf) -> Response:
    """Give the empty workbook, with its lists and notes."""
    folder = TemporaryDirectory(prefix="praktika-")
    path = Path(folder.name) / "praktika.xlsx"
    write_template(path, lang)
    return FileResponse(path, filename=path.name, background=BackgroundTask(folder.cleanup))


@router.post("/drafts")
def read(
    request: Request,
    visitor: Writer,
    files: Annotated[list[UploadFile] | None, File()] = None,
    round_id: Annotated[str, Form()] = "",
) -> Response:
    """Read an upload and go to what was found in it."""
    sent = [file for file in files or () if file.filename]
    if not sent:
        return page(request, "upload.html.j2", 422, fault="data.fault.nothing", tabs=None)
    with saved(sent) as (path, form):
        found, content, made_from = _compared(visitor.caller, (path, form), round_id)
    with visitor.caller.write() as tx:
        draft = drafts.add(tx, ", ".join(_name(file) for file in sent)[:200], found, content, made_from)
    return go(url("drafts", draft.draft_id))


@contextmanager
def saved(sent: Sequence[UploadFile]) -> Iterator[tuple[Path, str]]:
    """Lay an upload down as a file, or as a folder where there are several; give its path and its form."""
    with TemporaryDirectory(prefix="praktika-") as folder:
        home = Path(folder) / "upload"
        home.mkdir()
        for file in sent:
            with (home / _name(file)).open("wb") as target:
                shutil.copyfileobj(file.file, target)
        single = home / _name(sent[0])
        form = FORMS.get(single.suffix.lower()) if len(sent) == 1 else None
        yield (single, form) if form else (home, "folder")


def _name(file: UploadFile) -> str:
    """Return a file's own name, whatever folder the browser says it was in."""
    name = PurePosixPath((file.filename or "").replace("\\", "/").replace("\0", "")).name
    return name if name not in ("", ".", "..") else "upload"


def _compared(caller: Caller, upload: tuple[Path, str], round_id: str) -> tuple[dict[str, Any], str | None, str | None]:
    """Return what was found in an upload, the round's document if it is sound, and what it was compared with.

    It is compared with the stored round of the id that it carries, whatever round it was uploaded at.
    """
    stored = _stored(caller, round_id)
    found, content = _read(caller, upload, stored and stored[0])
    own = found["round"]["round_id"] if found["round"] else round_id
    if own != round_id:
        stored = _stored(caller, own)
        if stored is not None:
            found, content = _read(caller, upload, stored[0])
    return found | {"asked_for": round_id}, content, stored and stored[1]


def _stored(caller: Caller, round_id: str) -> tuple[str, str] | None:
    with caller.read() as tx:
        try:
            etag = rounds.get(tx, round_id).etag
        except NotFoundError:
            return None
        return rounds.content(tx, round_id), etag


def _read(caller: Caller, upload: tuple[Path, str], stored: str | None) -> tuple[dict[str, Any], str | None]:
    path, form = upload
    with TemporaryDirectory(prefix="praktika-") as folder:
        before = Path(folder) / "stored.json"
        if stored is not None:
            before.write_text(stored, "utf-8")
        try:
            found = caller.installation.desk.read_upload(
                str(path), form, folder, str(before) if stored is not None else None
            )
        except InputError as error:
            problems = [problem_as_mapping(problem) for problem in error.problems]
            return EMPTY | {"problems": problems, "n_problems": len(problems)}, None
        except ChildError as error:
            problem: dict[str, Any] = {
                "place": path.name,
                "code": error.code,
                "row": None,
                "column": None,
                "values": {},
            }
            return EMPTY | {"problems": [problem | {"sentence": f"upload.{error.code}"}], "n_problems": 1}, None
        content = Path(folder) / CONTENT
        return found, content.read_text("utf-8") if found["round"] else None


@router.get("/drafts/{draft_id}")
def show(request: Request, draft_id: str, visitor: Writer, lang: LangOf) -> Response:
    """Show what was found in an upload."""
    with visitor.caller.read() as tx:
        draft = drafts.get(tx, draft_id)
    found = findings(draft.findings, lang)
    return page(request, "draft.html.j2", 200 if found.sound else 422, draft=draft, found=found)


@router.post("/drafts/{draft_id}/keep")
def keep(draft_id: str, visitor: Writer, note: Annotated[str, Form(max_length=1000)] = "") -> Response:
    """Take an upload as a new version; somebody else's change in between is not overwritten."""
    with visitor.caller.write() as tx:
        draft = drafts.get(tx, draft_id)
        content = content_of(draft)
        if draft.made_from is None:
            rounds.create(tx, content, note)
        else:
            rounds.replace(tx, content, draft.made_from, note)
        drafts.remove(tx, draft_id)
    return go(url("rounds", content.round_id, kept=1))


def content_of(draft: DraftRecord) -> Content:
    """Return what a sound upload holds. Raises NotFoundError for one with faults."""
    facts = draft.findings["round"]
    if draft.content is None or facts is None:
        raise NotFoundError("draft", draft.draft_id)
    return Content(
        facts["round_id"], facts["title"], facts["kind"], draft.content, facts["fingerprint"], facts["counts"]
    )
