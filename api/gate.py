"""The gate: what every request passes, whatever route it is for. Sizes, rates, headers, a line in the log, a count."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from hashlib import sha256
from http import HTTPStatus
from json import dumps
from threading import Lock
from time import monotonic
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from api.errors import MEDIA_TYPE, RefusalError, as_document, told
from api.installation import Installation
from api.logs import log
from api.web.turned_away import turned_away, wants_page
from matcher.text import Lang

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_CALLERS = 10_000
PREFIX = "/api/v1"
UPLOADS = (f"{PREFIX}/rounds", "/drafts")
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


class Rates:
    """How often each caller may ask: so many requests a minute, a full minute's worth at once."""

    def __init__(self, a_minute: int) -> None:
        self.a_second, self.most = a_minute / 60, float(a_minute)
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, caller: str) -> float:
        """Return the seconds after which the caller may ask again, 0 for now. No limit where it is 0 a minute."""
        if not self.most:
            return 0.0
        at = monotonic()
        with self._lock:
            left, since = self._left.pop(caller, (self.most, at))
            left = min(self.most, left + (at - since) * self.a_second)
            allowed = left >= 1
            self._left[caller] = (left - 1 if allowed else left, at)
            if len(self._left) > MOST_CALLERS:
                self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self.a_second


class Gate:
    """Wraps the application."""

    def __init__(self, app: App, installation: Installation) -> None:
        self.app, self.installation = app, installation
        self.rates = Rates(installation.settings.requests_per_minute)
        self._log = log("http")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        passage = _Passage(scope, receive, send, self._most(scope))
        try:
            await self._let_through(scope, passage)
        finally:
            self._tell(scope, passage)

    async def _let_through(self, scope: Scope, passage: "_Passage") -> None:
        wait = self.rates.wait(_caller(scope))
        try:
            if wait:
                headers = {"Retry-After": str(int(wait) + 1)}
                raise RefusalError(HTTPStatus.TOO_MANY_REQUESTS, "too-many-requests", headers=headers)
            passage.check_length()
            await self.app(scope, passage.receive, passage.send)
        except Exception as error:
            if not isinstance(error, RefusalError):
                self._log.exception("request-failed", method=scope["method"], route=_route(scope))
            if passage.status:
                raise
            await self._refuse(error, scope, passage)

    async def _refuse(self, error: Exception, scope: Scope, passage: "_Passage") -> None:
        if isinstance(error, RefusalError) and wants_page(scope):
            answer = await run_in_threadpool(turned_away, Request(scope), error)
            await answer(scope, passage.receive, passage.send)
            return
        await refuse(error, passage.send, "en" if self.installation.settings.lang == "en" else "ru")

    def _most(self, scope: Scope) -> int:
        settings = self.installation.settings
        return (settings.max_upload_mb if scope["path"].startswith(UPLOADS) else settings.max_body_mb) << 20

    def _tell(self, scope: Scope, passage: "_Passage") -> None:
        seconds, route = monotonic() - passage.began, _route(scope)
        self.installation.measures.answered(scope["method"], route, passage.status, seconds)
        principal = scope.get("state", {}).get("principal")
        self._log.info(
            "request",
            method=scope["method"],
            route=route,
            status=passage.status,
            milliseconds=round(seconds * 1000, 1),
            college=getattr(principal, "college_id", None),
            actor=getattr(principal, "actor", None),
        )


class _Passage:
    """One request on its way: what comes in is counted, what goes out gets its headers."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        self.scope, self._receive, self._send, self.most = scope, receive, send, most
        self.began, self.status, self.taken = monotonic(), 0, 0

    def check_length(self) -> None:
        """Refuse a body that says it is too large before it is read."""
        said = dict(self.scope["headers"]).get(b"content-length", b"")
        if said.isdigit() and int(said) > self.most:
            raise self._too_large()

    def _too_large(self) -> RefusalError:
        return RefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body-too-large", megabytes=self.most >> 20)

    async def receive(self) -> Message:
        """Return the next part of the body."""
        message = await self._receive()
        self.taken += len(message.get("body", b""))
        if self.taken > self.most:
            raise self._too_large()
        return message

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(h for h in HEADERS if h[0] not in given)]
        await self._send(message)


def _route(scope: Scope) -> str:
    """Return the route's pattern: what stands in the path may be somebody's number."""
    found = str(getattr(scope.get("route"), "path", "-"))
    is_short = scope["path"].startswith(PREFIX) and not found.startswith((PREFIX, "-"))
    return PREFIX + found if is_short else found


def _caller(scope: Scope) -> str:
    """Return who asks, as a hash of what they show, else by address."""
    headers = dict(scope["headers"])
    shown = headers.get(b"authorization") or headers.get(b"cookie")
    if shown is not None:
        return sha256(shown).hexdigest()
    return str((scope.get("client") or ("?",))[0])


async def refuse(error: Exception, send: Send, lang: Lang) -> None:
    """Answer with a problem, outside of any route."""
    found = told(error)
    body = dumps(as_document(found, lang), ensure_ascii=False).encode()
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    headers += [(k.lower().encode("ascii"), v.encode("ascii")) for k, v in found.headers.items()]
    await send({"type": "http.response.start", "status": int(found.status), "headers": headers})
    await send({"type": "http.response.body", "body": body})
