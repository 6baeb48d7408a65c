"""Итог: is it good; who has no place and what would help; why this one."""

from json import loads
from typing import Any

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from api.routes.subjects import of_run
from api.store import moves
from api.store.refusals import ConflictError, NotFoundError
from api.web.doors import PageRoute
from api.web.pages import page
from api.web.rounds import RoundTabs, tabs_of
from api.web.visitors import LangOf, Visitor, Watcher

router = APIRouter(route_class=PageRoute)


def asked(visitor: Visitor, run_id: str, upto: int | None = None) -> tuple[RoundTabs, Any, int]:
    """Return a run's round, the subject of its result and how many moves were made since.

    Raises NotFoundError, ConflictError while there is no result.
    """
    with visitor.caller.read() as tx:
        found = of_run(tx, visitor.caller, run_id, upto)
        return tabs_of(tx, found.run.round_id, found.run), found, len(moves.listed(tx, run_id))


@router.get("/runs/{run_id}/outcome")
def show(request: Request, run_id: str, visitor: Watcher, lang: LangOf) -> Response:
    """Show what a run came to, as the run found it."""
    tabs, found, n_moves = asked(visitor, run_id, 0)
    if loads(found.subject.result or "{}").get("matching") is None:
        answer = visitor.caller.ask("screens.outcome:without", found.subject, lang)
        return page(request, "no_outcome.html.j2", tabs=tabs, run=found.run, found=answer)
    answer = visitor.caller.ask("screens.outcome:outcome", found.subject, lang)
    # The pictures were made in the child by Vega, which escapes the names in them.
    pictures = {name: Markup(svg) for name, svg in answer["charts"].items()}  # noqa: S704  # see the line above
    return page(request, "outcome.html.j2", tabs=tabs, run=found.run, found=answer, charts=pictures, n_moves=n_moves)


@router.get("/runs/{run_id}/unplaced")
def unplaced(request: Request, run_id: str, visitor: Watcher, lang: LangOf) -> Response:
    """Show who has no place with what would help: as a part of the outcome, or as a page where there are no scripts."""
    tabs, found, _ = asked(visitor, run_id, 0)
    lines = visitor.caller.ask("screens.outcome:remedies", found.subject, lang)
    template = "unplaced.html.j2" if "HX-Request" in request.headers else "unplaced_page.html.j2"
    return page(request, template, tabs=tabs, run=found.run, lines=lines)


@router.get("/runs/{run_id}/why/{applicant_id}")
def why(request: Request, run_id: str, applicant_id: str, visitor: Watcher, lang: LangOf) -> Response:
    """Show why somebody has the place they have, moves made by hand included."""
    tabs, found, _ = asked(visitor, run_id)
    result = loads(found.subject.result or "{}")
    if result.get("matching") is None:
        raise ConflictError("no-matching", id=run_id)
    answer = visitor.caller.ask("screens.outcome:why", found.subject, applicant_id, lang)
    if answer is None:
        raise NotFoundError("applicant", applicant_id)
    return page(request, "why.html.j2", tabs=tabs, run=found.run, found=answer)
