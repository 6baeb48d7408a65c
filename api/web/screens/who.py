"""Раунд · Кому куда можно: the matrix of hosts and groups, those with nowhere to go, one person's row."""

from fastapi import APIRouter, Request, Response

from api.routes.subjects import of_round
from api.web.doors import PageRoute
from api.web.pages import page
from api.web.rounds import tabs_of
from api.web.visitors import LangOf, Reader

router = APIRouter(route_class=PageRoute)


@router.get("/rounds/{round_id}/who")
def matrix(request: Request, round_id: str, visitor: Reader, lang: LangOf) -> Response:
    """Show who may go where."""
    with visitor.caller.read() as tx:
        tabs, subject = tabs_of(tx, round_id), of_round(tx, visitor.caller, round_id)
    found = visitor.caller.ask("screens.who:matrix", subject, lang)
    return page(request, "who.html.j2", tabs=tabs, found=found)


@router.get("/rounds/{round_id}/who/{applicant_id}")
def row(request: Request, round_id: str, applicant_id: str, visitor: Reader, lang: LangOf) -> Response:
    """Show every place for one person, with the rules that exclude it."""
    with visitor.caller.read() as tx:
        tabs, subject = tabs_of(tx, round_id), of_round(tx, visitor.caller, round_id)
    found = visitor.caller.ask("screens.who:row", subject, applicant_id, lang)
    return page(request, "person.html.j2", tabs=tabs, found=found)
