"""Раунд · Данные: what the round holds, its versions, and a new upload."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from api.routes.subjects import of_round
from api.store import people, rounds
from api.store.names import loads
from api.store.refusals import NotFoundError
from api.store.rounds import Content
from api.store.transactions import Tx
from api.web.doors import PageRoute
from api.web.findings import counts
from api.web.pages import go, page, url
from api.web.rounds import tabs_of
from api.web.visitors import LangOf, Reader, Writer
from api.web.words import word

router = APIRouter(route_class=PageRoute)
COPIES = {"xlsx": "xlsx", "json": "json", "zip": "zip"}


@router.get("/rounds/{round_id}")
def show(request: Request, round_id: str, visitor: Reader, lang: LangOf, kept: bool = False) -> Response:
    """Show what a round holds and its versions."""
    with visitor.caller.read() as tx:
        tabs = tabs_of(tx, round_id)
        history = rounds.history(tx, round_id)
        authors = {actor: author_of(tx, actor) for actor in {version.author for version in history}}
    return page(
        request,
        "data.html.j2",
        tabs=tabs,
        history=history,
        authors=authors,
        counts=counts(tabs.record.counts, lang),
        kept=kept,
        fault="",
        by_hand=visitor.caller.by_hand,
    )


def author_of(tx: Tx, actor: str) -> str:
    """Return the name of who did something; a link or a person who is gone is named by the id."""
    try:
        return people.user(tx, actor).name
    except NotFoundError:
        return actor


@router.post("/rounds/{round_id}/versions/{number}/restore")
def restore(
    round_id: str,
    number: int,
    visitor: Writer,
    lang: LangOf,
    etag: Annotated[str, Form()] = "",
) -> Response:
    """Make an earlier version the current one again, as a further version."""
    with visitor.caller.write() as tx:
        version = rounds.version(tx, round_id, number)
        text = rounds.content(tx, round_id, number)
        head = loads(text)["round"]
        content = Content(round_id, head.get("title"), head["kind"], text, version.fingerprint, version.counts)
        rounds.replace(tx, content, etag or None, word("data.restored", lang, n=number))
    return go(url("rounds", round_id, kept=1))


@router.get("/rounds/{round_id}/copy.{form}")
def copy(round_id: str, form: str, visitor: Reader, lang: LangOf) -> Response:
    """Give the round as a file to work on; whoever may not see names gets a copy without them."""
    if form not in COPIES:
        raise NotFoundError("form", form)
    with visitor.caller.read() as tx:
        subject = of_round(tx, visitor.caller, round_id)
    folder = TemporaryDirectory(prefix="praktika-")
    path = Path(visitor.caller.ask("exporting:write_copy", subject, form, folder.name, lang))
    return FileResponse(path, filename=f"{round_id}.{form}", background=BackgroundTask(folder.cleanup))
