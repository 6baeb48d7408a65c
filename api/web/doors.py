"""Doors: what every request to the page goes through: sign-in, CSRF, headers, and errors as plain words."""

import hmac
from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from api.children import ChildError
from api.desk import BusyError
from api.errors import RefusalError
from api.security.keys import csrf_fits
from api.store.refusals import ConflictError, NotFoundError, StaleError, StoreError
from api.web.pages import HEADERS, go, page, path_of, url
from api.web.turned_away import turned_away
from api.web.visitors import NoRightError, SignInNeededError, principal_of
from matcher.errors import InputError, PraktikaError

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
STATUS: tuple[tuple[type[Exception], HTTPStatus], ...] = (
    (NoRightError, HTTPStatus.FORBIDDEN),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (StaleError, HTTPStatus.PRECONDITION_FAILED),
    (ConflictError, HTTPStatus.CONFLICT),
    (StoreError, HTTPStatus.CONFLICT),
    (BusyError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ChildError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (InputError, HTTPStatus.UNPROCESSABLE_ENTITY),
)


TURNED_AWAY = (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.TOO_MANY_REQUESTS)


class ForgedError(PraktikaError):
    """A form that does not come from a page of this session."""


CODES: Mapping[type[Exception], str] = {NoRightError: "no-right", ForgedError: "forged"}
"""Codes of refusals that carry none."""


class PageRoute(APIRoute):
    """A route of the page. Forms must carry the session's CSRF token (field ``csrf`` or header ``X-CSRF-Token``)."""

    guarded: ClassVar[bool] = True

    def get_route_handler(self) -> Handler:
        """Return the handler, with the doors before and behind it."""
        inner = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                await self._check(request)
                answer = await inner(request)
            except SignInNeededError:
                answer = _to_sign_in(request)
            except (StoreError, ChildError, InputError, NoRightError, ForgedError) as error:
                answer = await run_in_threadpool(refusal, request, error)
            except (RefusalError, HTTPException) as error:
                answer = await run_in_threadpool(turned_away, request, _refusal_behind(error))
            for name, value in HEADERS.items():
                answer.headers.setdefault(name, value)
            return answer

        return handler

    async def _check(self, request: Request) -> None:
        if request.method in ("GET", "HEAD"):
            return
        if not _same_origin(request):
            raise ForgedError("origin")
        if self.guarded:
            principal = await run_in_threadpool(principal_of, request)
            if principal is None:
                raise SignInNeededError("sign-in")
            if not csrf_fits(principal, await _token(request)):
                raise ForgedError("csrf")


class OpenRoute(PageRoute):
    """A route for those who have no session: signing in, and pages by link, whose address is the secret."""

    guarded: ClassVar[bool] = False


def _refusal_behind(error: RefusalError | HTTPException) -> RefusalError:
    """Return why a body was not read to its end, which the framework may have wrapped. Raises what is no refusal."""
    found = error if isinstance(error, RefusalError) else error.__cause__
    if isinstance(found, RefusalError) and found.status in TURNED_AWAY:
        return found
    raise error


def _same_origin(request: Request) -> bool:
    """Return whether a form comes from a page of ours, as far as the browser says."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    host = request.headers.get("Host", "")
    return hmac.compare_digest(urlsplit(origin).netloc.encode(), host.encode())


async def _token(request: Request) -> str:
    header = request.headers.get("X-CSRF-Token")
    if header is not None:
        return header
    form: FormData = await request.form()
    value = form.get("csrf")
    return value if isinstance(value, str) else ""


def _to_sign_in(request: Request) -> Response:
    back = str(request.url) if request.method == "GET" else request.headers.get("Referer", "/")
    if "HX-Request" not in request.headers:
        return go(url("enter", back=path_of(back)))
    leads = url("enter", back=path_of(request.headers.get("HX-Current-URL", "/")))
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": leads})


def refusal(request: Request, error: Exception) -> Response:
    """Return the page that says what cannot be done and what to do next."""
    status = next((code for kind, code in STATUS if isinstance(error, kind)), HTTPStatus.FORBIDDEN)
    problems = error.problems if isinstance(error, InputError) else ()
    code = getattr(error, "code", None) or CODES.get(type(error), "bad-input")
    return page(request, "refusal.html.j2", int(status), code=code, kind=int(status), problems=problems)
