"""Routes of the installation itself: is it alive, is it ready, how does it fare; and the reference of the API."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response

from api.errors import RefusalError
from api.routes.callers import installation_of
from api.routes.saying import refusal
from api.schemas.words import Told
from api.store import claims

router = APIRouter(tags=["installation"])
REFERENCE = Path(__file__).parents[1] / "reference"
ASSETS = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css", "start.js": "text/javascript"}
SCRAPED = {200: {"description": "OK", "content": {"text/plain": {"schema": {"type": "string"}}}}}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


class Alive(Told):
    """The process answers."""

    alive: bool


class Ready(Told):
    """The database answers; ``workers`` were heard of within a minute."""

    ready: bool
    workers: int


def _says(operation_id: str, summary: str, *statuses: int, **more: Any) -> dict[str, Any]:
    return {
        "operation_id": operation_id,
        "summary": summary,
        "responses": {code: refusal(code) for code in (429, *statuses)} | more.pop("also", {}),
        "openapi_extra": {"x-right": "public", "security": []},
        **more,
    }


@router.get("/livez", **_says("getLiveness", "Is it alive"))
async def livez() -> Alive:
    """Tell that the process answers."""
    return Alive(alive=True)


@router.get("/readyz", **_says("getReadiness", "Is it ready", 503))
def readyz(request: Request) -> Ready:
    """Tell whether the database answers, and how many workers there are."""
    store = installation_of(request).store
    try:
        store.is_ready()
        return Ready(ready=True, workers=claims.workers_seen(store))
    except Exception as error:  # whatever keeps the database from answering
        raise RefusalError(HTTPStatus.SERVICE_UNAVAILABLE, "not-ready") from error


@router.get("/metrics", **_says("getMetrics", "How it fares", also=SCRAPED, response_class=Response))
def metrics(request: Request) -> Response:
    """Return counters for a scraper, by route and state and never by whom."""
    installation = installation_of(request)
    measures = installation.measures
    for state, n in claims.counts(installation.store).items():
        measures.runs.labels(state).set(n)
    measures.workers.set(claims.workers_seen(installation.store))
    return Response(measures.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


@router.get("/docs", include_in_schema=False)
async def docs() -> Response:
    """Return the reference of the API as a page; nothing on it comes from elsewhere."""
    page = (REFERENCE / "index.html").read_bytes()
    return Response(page, headers={"Content-Security-Policy": POLICY}, media_type="text/html; charset=utf-8")


@router.get("/docs/{name}", include_in_schema=False)
async def docs_asset(name: str) -> Response:
    """Return a part of the reference page."""
    if name not in ASSETS:
        raise RefusalError(HTTPStatus.NOT_FOUND, "no-such-page")
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response((REFERENCE / name).read_bytes(), headers=headers, media_type=f"{ASSETS[name]}; charset=utf-8")
