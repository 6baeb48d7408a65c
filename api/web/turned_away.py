"""Turned away: the pages for whoever asks too often or sends too much, instead of the API's problem+json."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response

from api.errors import RefusalError
from api.web.pages import HEADERS, local, page, path_of

PROGRAMS = ("/api/", "/static/", "/docs", "/livez", "/readyz", "/metrics")
"""Addresses that are no pages."""


def wants_page(scope: Mapping[str, Any]) -> bool:
    """Return whether a browser asks for something to show to people."""
    accepted = dict(scope["headers"]).get(b"accept", b"")
    return b"text/html" in accepted and not scope["path"].startswith(PROGRAMS)


def turned_away(request: Request, error: RefusalError) -> Response:
    """Return the page that says why, and leads back to where the visitor was.

    Who asks too often is not looked up: that would cost what the limit is to save.
    """
    if error.status == HTTPStatus.TOO_MANY_REQUESTS:
        request.state.principal = None
    values = {**error.values, "seconds": int(error.headers.get("Retry-After", 0))}
    kind, again = int(error.status), _again(request)
    answer = page(request, "turned_away.html.j2", kind, code=error.code, kind=kind, values=values, again=again)
    answer.headers.update({**HEADERS, **error.headers})
    return answer


def _again(request: Request) -> str:
    """Return where the visitor may try again: the page asked for, or the one with the form."""
    asked = str(request.url) if request.method == "GET" else request.headers.get("Referer", "/")
    return local(path_of(asked))
