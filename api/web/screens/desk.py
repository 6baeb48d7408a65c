"""Стол: what needs me today, and the rounds in work."""

from fastapi import APIRouter, Request, Response

from api.store import rounds
from api.web.doors import PageRoute
from api.web.pages import page
from api.web.visitors import AnyVisitor

router = APIRouter(route_class=PageRoute)


@router.get("/")
def desk(request: Request, visitor: AnyVisitor) -> Response:
    """Show the desk."""
    with visitor.caller.read() as tx:
        found = rounds.listed(tx)
    return page(request, "desk.html.j2", rounds=found)
