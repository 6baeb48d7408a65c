"""Вход: signing in with a key, signing out, the choice of the language."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from api.routes.callers import SESSION_COOKIE
from api.security.keys import begin_session, by_key, end_session
from api.web.doors import OpenRoute, PageRoute
from api.web.pages import go, local, page
from api.web.visitors import LANG_COOKIE, LANGS, AnyVisitor, StoreOf, settings_of, visitor_of

YEAR = 365 * 86400

router = APIRouter()
open_router = APIRouter(route_class=OpenRoute)
shut_router = APIRouter(route_class=PageRoute)


@open_router.get("/enter")
def ask(request: Request, back: str = "/") -> Response:
    """Show the form for the key; whoever is signed in goes on."""
    if visitor_of(request) is not None:
        return go(local(back))
    return page(request, "entry.html.j2", back=local(back), fault="")


@open_router.post("/enter")
def enter(
    request: Request, store: StoreOf, key: Annotated[str, Form()] = "", back: Annotated[str, Form()] = "/"
) -> Response:
    """Begin a session for whoever shows a key that fits."""
    principal = by_key(store, key[:500])
    if principal is None:
        fault = "entry.fault.wrong" if key.strip() else "entry.fault.empty"
        return page(request, "entry.html.j2", 422, back=local(back), fault=fault)
    seconds = store.settings.session_hours * 3600
    with store.write(principal.college_id, principal.actor) as tx:
        session = begin_session(tx, principal, seconds)
    answer = go(local(back))
    _set(request, answer, SESSION_COOKIE, session.token, int(seconds))
    return answer


@shut_router.post("/leave")
def leave(request: Request, visitor: AnyVisitor) -> Response:
    """End the session."""
    with visitor.caller.write() as tx:
        end_session(tx, request.cookies[SESSION_COOKIE])
    answer = go("/enter")
    answer.delete_cookie(SESSION_COOKIE)
    return answer


@open_router.get("/language/{lang}")
def choose(request: Request, lang: str, back: str = "/") -> Response:
    """Keep the language the visitor chose."""
    answer = go(local(back))
    if lang in LANGS:
        _set(request, answer, LANG_COOKIE, lang, YEAR)
    return answer


def _set(request: Request, answer: Response, name: str, value: str, seconds: int) -> None:
    public = settings_of(request).public_url or str(request.url)
    answer.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="lax", secure=public.startswith("https:"), path="/"
    )


router.include_router(open_router)
router.include_router(shut_router)
