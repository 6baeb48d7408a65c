"""Visitors: who looks at the page, in which language, and what they may do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.installation import Installation
from api.routes.callers import SESSION_COOKIE, Caller
from api.security.keys import by_session, csrf_token
from api.security.principals import Principal
from api.security.rights import Right
from api.settings import Settings
from api.store import people
from api.store.transactions import Store
from matcher.errors import PraktikaError
from matcher.text import Lang

LANG_COOKIE = "praktika_lang"
LANGS: tuple[Lang, ...] = ("ru", "en")


class SignInNeededError(PraktikaError):
    """Nobody is signed in, or the session has ended."""


class NoRightError(PraktikaError):
    """The visitor's role does not have the ``right``."""

    def __init__(self, right: Right) -> None:
        self.right = right
        super().__init__(str(right))


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks: ``name`` and ``college`` are shown on top of the page, ``csrf`` goes into every form.

    ``caller`` is the same one that a request to the API would have: it reads, writes and asks for this college.
    """

    caller: Caller
    name: str
    college: str
    csrf: str

    @property
    def principal(self) -> Principal:
        """Return who stands behind the session."""
        return self.caller.principal

    def may(self, right: Right) -> bool:
        """Return whether the visitor has a right."""
        return self.principal.may(right)


def installation_of(request: Request) -> Installation:
    """Return what the application was made with."""
    found: Installation = request.app.state.installation
    return found


def store_of(request: Request) -> Store:
    """Return the store behind the page."""
    return installation_of(request).store


def settings_of(request: Request) -> Settings:
    """Return the settings of the service."""
    return installation_of(request).settings


def lang_of(request: Request) -> Lang:
    """Return the language of the page: the visitor's choice, else the installation's."""
    chosen = request.cookies.get(LANG_COOKIE) or settings_of(request).lang
    return "en" if chosen == "en" else "ru"


def principal_of(request: Request) -> Principal | None:
    """Return whose session the request's cookie is, None without one; looked up once a request."""
    if not hasattr(request.state, "principal"):
        token = request.cookies.get(SESSION_COOKIE)
        request.state.principal = by_session(store_of(request), token) if token else None
    found: Principal | None = request.state.principal
    return found


def visitor_of(request: Request) -> Visitor | None:
    """Return who is signed in, None without anybody."""
    principal = principal_of(request)
    if principal is None:
        return None
    if not hasattr(request.state, "visitor"):
        caller = Caller(installation_of(request), principal, lang_of(request), request.url.path, None, "")
        with caller.read() as tx:
            name, college = people.user(tx, principal.actor).name, people.college_title(tx)
        request.state.visitor = Visitor(caller, name, college, csrf_token(principal.csrf_secret))
    found: Visitor = request.state.visitor
    return found


def holding(right: Right | None = None) -> Callable[[Request], Visitor]:
    """Return the dependency of a screen: who is signed in, if they have the right.

    Raises SignInNeededError, NoRightError; the page answers with the sign-in screen or with a plain word.
    """

    def signed_in(request: Request) -> Visitor:
        visitor = visitor_of(request)
        if visitor is None:
            raise SignInNeededError("sign-in")
        if right is not None and not visitor.may(right):
            raise NoRightError(right)
        return visitor

    return signed_in


AnyVisitor = Annotated[Visitor, Depends(holding())]
Reader = Annotated[Visitor, Depends(holding(Right.ROUND_READ))]
Writer = Annotated[Visitor, Depends(holding(Right.ROUND_WRITE))]
Watcher = Annotated[Visitor, Depends(holding(Right.RUN_READ))]
Runner = Annotated[Visitor, Depends(holding(Right.RUN_START))]
StoreOf = Annotated[Store, Depends(store_of)]
LangOf = Annotated[Lang, Depends(lang_of)]
