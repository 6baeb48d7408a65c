"""Frame: puts the page into an application. ``app.state.installation`` must hold what it works with."""

from importlib import import_module

from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.store.refusals import NotFoundError
from api.web.doors import OpenRoute
from api.web.pages import HEADERS, STATIC

SCREENS = (
    "entry",
    "desk",
    "drafts",
    "data",
    "who",
    "policy",
    "running",
    "outcome",
    "board",
    "papers",
    "compare",
    "answers",
    "visits",
    "what_if",
)
"""The screens, a file each in ``screens``; each has a ``router``."""

APART = ("api/", "static/")
"""Addresses that are no pages."""


def add_pages(app: FastAPI) -> None:
    """Add every screen and the files they need. None of it stands in the OpenAPI file."""
    for name in SCREENS:
        router: APIRouter = import_module(f"api.web.screens.{name}").router
        app.include_router(router, include_in_schema=False)
    app.mount("/static", Assets(directory=STATIC), name="static")
    app.include_router(nowhere, include_in_schema=False)


nowhere = APIRouter(route_class=OpenRoute)


@nowhere.get("/{path:path}")
def lost(path: str) -> Response:
    """Say that an address leads nowhere: on a page to people, in the API's own form to programs."""
    if path.startswith(APART):
        raise HTTPException(404)
    raise NotFoundError("page", "")


class Assets(StaticFiles):
    """Our own files; their addresses change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file that browsers may keep."""
        answer = await super().get_response(path, scope)
        answer.headers.update(HEADERS)
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer
