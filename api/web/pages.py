"""Pages: how a screen's template becomes an answer."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.security.rights import Right
from api.web.visitors import lang_of, visitor_of
from api.web.words import known, word
from matcher.errors import Problem
from matcher.report import wording
from matcher.text import Lang, day, number, say

STATIC = Path(__file__).parent / "static"
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
"""What every page says to the browser: nothing from elsewhere, nothing inline, nothing kept on a shared computer."""

Fault = dict[str, str]
"""What is wrong with a form: the ``field`` and what is ``said`` of it."""


@cache
def environment() -> Environment:
    """Return the templates of the page."""
    made = Environment(
        loader=PackageLoader("api.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(asset=asset, url=url, wording=wording, refused=refused, said=said, Right=Right)
    made.filters["plain"] = _plain
    return made


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a template of a screen as an answer, in the visitor's language."""
    text = rendered(request, template, **values)
    return HTMLResponse(text, status_code=status)


def rendered(request: Request, template: str, **values: Any) -> str:
    """Return a template filled in; beside ``values`` it has what :func:`_given` lists."""
    return environment().get_template(template).render(**_given(request), **values)


def _given(request: Request) -> dict[str, Any]:
    lang = lang_of(request)
    visitor = visitor_of(request)
    return {
        "lang": lang,
        "w": partial(word, lang=lang),
        "say": partial(say, lang=lang),
        "number": partial(number, lang=lang),
        "day": lambda seconds: day(datetime.fromtimestamp(seconds, UTC).date(), lang),
        "moment": partial(moment, lang=lang),
        "visitor": visitor,
        "csrf": visitor.csrf if visitor else "",
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
    }


def moment(seconds: float, lang: Lang) -> str:
    """Return a time as day and minute, in the server's zone."""
    at = datetime.fromtimestamp(seconds, UTC).astimezone()
    return f"{day(at.date(), lang)}, {at:%H:%M}"


def refused(code: str, lang: Lang, **values: object) -> str:
    """Return what cannot be done, in a sentence; a code without words of its own is named."""
    key = f"refusal.{code}"
    return word(key, lang, **values) if known(key, lang) else word("refusal.other", lang, code=code)


def said(problem: Problem, lang: Lang) -> str:
    """Return what is wrong, in a sentence; a code without words is still a code."""
    try:
        return say(f"problem.{problem.sentence}", lang, **problem.values)
    except (KeyError, ValueError, TypeError, IndexError):
        return problem.code


def go(path: str) -> RedirectResponse:
    """Return the answer to a form: look there."""
    return RedirectResponse(path, status_code=303)


def url(*parts: str, **query: object) -> str:
    """Return a path of the service; whatever ids hold, it stays one path."""
    path = "/" + "/".join(quote(part, safe="") for part in parts)
    asked = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(asked, doseq=True)}" if asked else path


def path_of(address: str) -> str:
    """Return the path and query of an address."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def local(path: str) -> str:
    """Return a path to go back to if it leads into this service, else the desk."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if inside else "/"


@cache
def asset(name: str) -> str:
    """Return the address of a file of ours; it changes with its content, so browsers may keep it."""
    return f"/static/{name}?v={sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


def _plain(text: str) -> str:
    """Return a text with its first letter small, to stand within a sentence."""
    return text[:1].lower() + text[1:]
