"""Сравнение: two or three runs of a round side by side, with the differences by person."""

from collections.abc import Sequence
from json import loads
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.routes.subjects import RunSubject, of_run
from api.store import runs
from api.store.refusals import ConflictError, NotFoundError
from api.store.transactions import Tx
from api.web.doors import PageRoute
from api.web.pages import page
from api.web.rounds import tabs_of
from api.web.screens.data import author_of
from api.web.visitors import LangOf, Visitor, Watcher

router = APIRouter(route_class=PageRoute)
MOST = 3
Runs = Annotated[list[str] | None, Query(max_length=20)]


@router.get("/compare")
def show(request: Request, visitor: Watcher, lang: LangOf, run: Runs = None) -> Response:
    """Show runs side by side; with fewer than two, what there is to choose from."""
    asked = list(dict.fromkeys(run or ()))[:MOST]
    if not asked:
        raise NotFoundError("run", "")
    with visitor.caller.read() as tx:
        chosen = _chosen(tx, visitor, asked)
        if not chosen:
            raise ConflictError("no-matching", id=asked[0])
        round_id = chosen[0].run.round_id
        tabs = tabs_of(tx, round_id, chosen[0].run)
        listed = [one for one in runs.listed(tx, round_id) if one.run_id in tabs.with_result]
        authors = {actor: author_of(tx, actor) for actor in {one.author for one in listed}}
    found = None
    if len(chosen) > 1:
        subjects = {one.run.run_id: one.subject for one in chosen}
        found = visitor.caller.ask("screens.compare:compared", subjects, lang)
    return page(
        request,
        "compare.html.j2",
        tabs=tabs,
        chosen=chosen,
        listed=listed,
        authors=authors,
        found=found,
        most=MOST,
        too_many=len(set(run or ())) > MOST,
    )


def _chosen(tx: Tx, visitor: Visitor, asked: Sequence[str]) -> list[RunSubject]:
    """Return the runs with their results, all of the round of the first. Raises NotFoundError, ConflictError."""
    found = [of_run(tx, visitor.caller, one) for one in asked]
    return [one for one in found if one.run.round_id == found[0].run.round_id and _is_matching(one)]


def _is_matching(one: RunSubject) -> bool:
    return loads(one.subject.result or "{}").get("matching") is not None
