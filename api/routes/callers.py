"""Callers: who asks, what they may, and how their requests are carried out once."""

import hmac
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request, Response
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from api.answers.nameless import LEFT_OUT
from api.errors import RefusalError
from api.installation import Installation
from api.security import keys
from api.security.principals import Principal
from api.security.rights import Right
from api.store import idempotency
from api.store.idempotency import Answer, Reserved
from api.store.transactions import Tx
from matcher.text import Lang

SESSION_COOKIE = "praktika_session"
CSRF_HEADER = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST_KEY = 200

bearer = HTTPBearer(auto_error=False, scheme_name="bearer", description="An API key (`pk_…`) or the token of a link.")
cookie = APIKeyCookie(
    name=SESSION_COOKIE,
    auto_error=False,
    scheme_name="session",
    description=f"A session of the page; unsafe methods also need its token in `{CSRF_HEADER}`.",
)

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a POST: a body, a status, headers. ``kept`` is what a repeated request gets instead of the body."""

    body: BaseModel | None = None
    status: int = HTTPStatus.CREATED
    headers: Mapping[str, str] = field(default_factory=dict)
    kept: BaseModel | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """One request: who asks, in which language, under which idempotency key, with which body."""

    installation: Installation
    principal: Principal
    lang: Lang
    route: str
    key: str | None
    body_sha256: str

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """Open a transaction that reads the caller's college."""
        with self.installation.store.read(self.principal.college_id, self.principal.actor) as tx:
            yield tx

    @contextmanager
    def write(self) -> Iterator[Tx]:
        """Open a transaction that writes the caller's college."""
        with self.installation.store.write(self.principal.college_id, self.principal.actor) as tx:
            yield tx

    def ask(self, task: str, *arguments: object) -> Any:
        """Return the desk's answer; see :meth:`api.desk.Desk.ask`."""
        return self.installation.desk.ask(task, *arguments)

    @property
    def salt(self) -> str | None:
        """Return None where the caller may see names, else what aliases are made with."""
        if self.principal.may(Right.NAMES):
            return None
        secret = self.installation.store.secret
        return hmac.new(secret, f"names/{self.principal.college_id}".encode(), sha256).hexdigest()

    def by_hand(self, text: str) -> str:
        """Return words that somebody typed as the caller may read them: they may name people."""
        return text if self.principal.may(Right.NAMES) or not text else LEFT_OUT

    def once(self, work: Callable[[Tx, Made], Reply], before: Callable[[], Made], body: str | None = None) -> Response:
        """Carry out a POST: ``before`` without, then ``work`` within one transaction; under a key only once.

        ``body`` is the hash of a body that was streamed. Raises what they raise, InFlightError, ReusedError.
        """
        if self.key is None:
            made = before()
            with self.write() as tx:
                return response(work(tx, made))
        who, store = self.principal, self.installation.store
        found = idempotency.reserve(store, who.college_id, who.actor, self.key, self.route, body or self.body_sha256)
        if isinstance(found, Answer):
            return _repeated(found)
        try:
            return self._kept(work, before(), found)
        except BaseException:
            with self.write() as tx:
                idempotency.give_up(tx, found)
            raise

    def _kept(self, work: Callable[[Tx, Made], Reply], made: Made, reserved: Reserved) -> Response:
        with self.write() as tx:
            reply = work(tx, made)
            body = reply.kept or reply.body
            text = "" if body is None else body.model_dump_json()
            idempotency.keep(tx, reserved, Answer(int(reply.status), dict(reply.headers), text))
        return response(reply)


def nothing() -> None:
    """Be what there is to do before a transaction where there is nothing."""


def response(reply: Reply) -> Response:
    """Return a reply as a response."""
    text = "" if reply.body is None else reply.body.model_dump_json()
    return Response(text, int(reply.status), dict(reply.headers), "application/json" if text else None)


def _repeated(answer: Answer) -> Response:
    headers = {**answer.headers, "Idempotent-Replayed": "true"}
    return Response(answer.body, answer.status, headers, "application/json" if answer.body else None)


def installation_of(request: Request) -> Installation:
    """Return what the application was made with."""
    found: Installation = request.app.state.installation
    return found


def lang_of(request: Request) -> Lang:
    """Return the first language of Accept-Language that there are words in, else the installation's."""
    for part in request.headers.get("accept-language", "").split(","):
        code = part.split(";")[0].strip().lower()[:2]
        if code in ("ru", "en"):
            return "ru" if code == "ru" else "en"
    return "en" if installation_of(request).settings.lang == "en" else "ru"


async def the_caller(
    request: Request,
    shown: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    session: Annotated[str | None, Depends(cookie)],
) -> Caller:
    """Return who asks. Raises RefusalError 401 without a live key, session or link, 403 without the CSRF token."""
    installation = installation_of(request)
    principal = await run_in_threadpool(_recognised, installation, shown, session)
    if principal is None:
        raise RefusalError(HTTPStatus.UNAUTHORIZED, "unknown-caller", headers={"WWW-Authenticate": "Bearer"})
    by_session = shown is None
    if (
        by_session
        and request.method not in SAFE
        and not keys.csrf_fits(principal, request.headers.get(CSRF_HEADER, ""))
    ):
        raise RefusalError(HTTPStatus.FORBIDDEN, "csrf")
    request.state.principal = principal
    return Caller(
        installation, principal, lang_of(request), _route(request), _key(request), await _body_sha256(request)
    )


def _recognised(
    installation: Installation, shown: HTTPAuthorizationCredentials | None, session: str | None
) -> Principal | None:
    if shown is not None:
        text = shown.credentials
        by = keys.by_key if text.startswith(f"{keys.PREFIX}_") else keys.by_link
        return by(installation.store, text)
    return None if session is None else keys.by_session(installation.store, session)


def _route(request: Request) -> str:
    return f"{request.method} {request.url.path}?{request.url.query}"


def _key(request: Request) -> str | None:
    if request.method != "POST":
        return None
    key = request.headers.get("idempotency-key")
    if key is not None and not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-idempotency-key")
    return key


async def _body_sha256(request: Request) -> str:
    """Return the hash of a JSON body; a streamed one is hashed by whoever reads it."""
    if request.method != "POST" or not request.headers.get("idempotency-key") or _is_streamed(request):
        return ""
    return sha256(await request.body()).hexdigest()


def _is_streamed(request: Request) -> bool:
    return bool(getattr(request.scope.get("route"), "openapi_extra", None) or {}) and bool(
        request.scope["route"].openapi_extra.get("x-streamed")
    )


TheCaller = Annotated[Caller, Depends(the_caller)]


def needs(right: Right) -> Any:
    """Return the dependency that refuses callers without a right."""

    def check(caller: TheCaller) -> None:
        if not caller.principal.may(right):
            raise RefusalError(HTTPStatus.FORBIDDEN, "no-right", right=str(right))

    return Depends(check)
