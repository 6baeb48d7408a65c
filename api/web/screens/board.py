"""Раунд · Доска: who goes where by student, host and load; one move, checked before it is made, with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Request, Response

from api.answers.asked import Move
from api.routes.publications import drafted, to_publish
from api.routes.results import with_matching
from api.routes.subjects import RunSubject, held_in
from api.security.rights import Right
from api.store import locks, moves, publications, runs
from api.store.locks import LockRecord
from api.store.refusals import ConflictError
from api.store.transactions import Tx
from api.web.doors import PageRoute
from api.web.pages import go, page, url
from api.web.rounds import RoundTabs, tabs_of
from api.web.screens.data import author_of
from api.web.visitors import LangOf, Visitor, holding
from api.web.words import word
from matcher.text import Lang

router = APIRouter(route_class=PageRoute)
By = Literal["student", "host", "load"]
NOWHERE = "-"
"""What the form sends for no place at all."""
Looker = Annotated[Visitor, Depends(holding(Right.RUN_READ))]
Mover = Annotated[Visitor, Depends(holding(Right.MOVE))]
Locker = Annotated[Visitor, Depends(holding(Right.LOCK))]
Drafter = Annotated[Visitor, Depends(holding(Right.PUBLICATION_DRAFT))]
Said = Annotated[str, Form(max_length=1000)]


@dataclass(frozen=True, slots=True)
class Plan:
    """A run with its moves, the locks that stand now, and the names of those who made them."""

    tabs: RoundTabs
    found: RunSubject
    held: Sequence[Mapping[str, str]]
    locks: Sequence[LockRecord]
    authors: Mapping[str, str]

    @property
    def run_id(self) -> str:
        """Return the run's id."""
        return self.found.run.run_id


def plan_of(visitor: Visitor, run_id: str) -> Plan:
    """Return the plan that a run and its moves make. Raises NotFoundError, ConflictError without a matching."""
    found = with_matching(visitor.caller, run_id)
    round_id = found.run.round_id
    with visitor.caller.read() as tx:
        held = held_in(tx, round_id)
        kept = locks.listed(tx, round_id)
        actors = {move.author for move in found.moves} | {one.author for one in kept}
        authors = {actor: author_of(tx, actor) for actor in actors}
        return Plan(tabs_of(tx, round_id, found.run), found, held, kept, authors)


@router.get("/runs/{run_id}/board")
def show(
    request: Request, run_id: str, visitor: Looker, lang: LangOf, by: By = "student", done: bool = False
) -> Response:
    """Show the board."""
    return _shown(request, visitor, plan_of(visitor, run_id), lang, by=by, done=done)


def _shown(request: Request, visitor: Visitor, plan: Plan, lang: Lang, status: int = 200, **more: Any) -> Response:
    board = visitor.caller.ask("screens.board:board", plan.found.subject, plan.held, lang)
    names = {line["applicant_id"]: line["name"] for line in board["lines"]}
    places = {place["position_id"]: place for place in board["places"]}
    values = {"by": "student", "done": False, "fault": "", "note": ""} | more
    return page(
        request,
        "board.html.j2",
        status,
        tabs=plan.tabs,
        plan=plan,
        board=board,
        hosts=_by_host(board),
        several=len({line["period_id"] for line in board["lines"]}) > 1,
        names=names,
        places=places,
        by_hand=visitor.caller.by_hand,
        **values,
    )


def _by_host(board: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the hosts with their places, and who holds each."""
    hosts: dict[str, dict[str, Any]] = {}
    for place in board["places"]:
        kept = {name: place[name] for name in ("host_id", "host", "town")}
        host = hosts.setdefault(place["host_id"], kept | board["hosts"][place["host_id"]] | {"places": []})
        key = (place["position_id"], place["period_id"])
        people = [line for line in board["lines"] if (line["position_id"], line["period_id"]) == key]
        host["places"].append(place | {"people": people})
    return list(hosts.values())


@router.get("/runs/{run_id}/board/move")
def ask(
    request: Request,
    run_id: str,
    visitor: Looker,
    lang: LangOf,
    applicant: str,
    period: str = "",
    to: str = "",
    done: bool = False,
) -> Response:
    """Show one person's place and the places there are; with ``to``, what a move there would do."""
    return _asked(request, visitor, plan_of(visitor, run_id), lang, Move(applicant, period, to), done=done)


def _asked(
    request: Request, visitor: Visitor, plan: Plan, lang: Lang, move: Move, status: int = 200, **more: Any
) -> Response:
    subject = plan.found.subject
    found = visitor.caller.ask("screens.board:seat", subject, plan.held, move.applicant_id, move.period_id, lang)
    check = None
    if move.to_position_id:
        check = visitor.caller.ask("screens.board:tried", subject, plan.held, _real(move), lang)
    values = {"faults": [], "typed": "", "later": False, "locked": {}, "done": False} | more
    return page(
        request, "move.html.j2", status, tabs=plan.tabs, plan=plan, found=found, move=move, check=check, **values
    )


def _real(move: Move) -> Move:
    """Return a move as the library knows it: no place is None."""
    to = None if move.to_position_id == NOWHERE else move.to_position_id
    return Move(move.applicant_id, move.period_id, to)


@router.post("/runs/{run_id}/board/move")
def make(
    request: Request,
    run_id: str,
    visitor: Mover,
    lang: LangOf,
    applicant: Annotated[str, Form()],
    to: Annotated[str, Form()],
    period: Annotated[str, Form()] = "",
    reason: Said = "",
    after: Annotated[int, Form()] = 0,
) -> Response:
    """Make a move that the rules allow; whatever else came in between is checked again."""
    plan, move = plan_of(visitor, run_id), Move(applicant, period, to)
    if not reason.strip():
        faults = [{"field": "reason", "said": word("board.fault.reason", lang)}]
        return _asked(request, visitor, plan, lang, move, 422, faults=faults)
    check = visitor.caller.ask("verdicts:check_move", plan.found.subject, plan.held, _real(move))
    if not check["allowed"] or after != len(plan.found.moves):
        return _asked(request, visitor, plan, lang, move, 409, typed=reason, later=True)
    try:
        with visitor.caller.write() as tx:
            to_id = _real(move).to_position_id
            moves.add(tx, run_id, applicant, period, check["from_position_id"], to_id, reason.strip(), after=after)
    except ConflictError:
        return _asked(request, visitor, plan_of(visitor, run_id), lang, move, 409, typed=reason, later=True)
    return go(url("runs", run_id, "board", done=1))


@router.post("/runs/{run_id}/board/undo")
def undo(run_id: str, visitor: Mover, after: Annotated[int, Form()] = 0) -> Response:
    """Take the last move back, if it is still the last."""
    with visitor.caller.write() as tx:
        if len(moves.listed(tx, run_id)) != after:
            raise ConflictError("moved-meanwhile", id=run_id)
        moves.undo(tx, run_id)
    return go(url("runs", run_id, "board"))


@router.post("/runs/{run_id}/board/lock")
def lock(
    request: Request,
    run_id: str,
    visitor: Locker,
    lang: LangOf,
    applicant: Annotated[str, Form()],
    position: Annotated[str, Form()],
    period: Annotated[str, Form()] = "",
    kind: Annotated[Literal["assigned", "forbidden"], Form()] = "assigned",
    why: Said = "",
) -> Response:
    """Fix a person at a place, or keep them from it, from now on."""
    if not why.strip():
        faults, locked = [{"field": "why", "said": word("board.fault.reason", lang)}], {"kind": kind}
        move = Move(applicant, period, "")
        return _asked(request, visitor, plan_of(visitor, run_id), lang, move, 422, faults=faults, locked=locked)
    with visitor.caller.write() as tx:
        locks.add(tx, runs.get(tx, run_id).round_id, applicant, position, kind, why.strip())
    return go(url("runs", run_id, "board", "move", applicant=applicant, period=period, done=1))


@router.post("/runs/{run_id}/board/unlock")
def unlock(run_id: str, visitor: Locker, lock_id: Annotated[str, Form()]) -> Response:
    """Take a lock away."""
    with visitor.caller.write() as tx:
        locks.remove(tx, runs.get(tx, run_id).round_id, lock_id)
    return go(url("runs", run_id, "board") + "#locks")


@router.post("/runs/{run_id}/board/keep")
def keep(
    request: Request, run_id: str, visitor: Drafter, lang: LangOf, note: Annotated[str, Form(max_length=1000)] = ""
) -> Response:
    """Save the board as a version of the plan, to be approved by somebody else."""
    try:
        content = to_publish(visitor.caller, run_id)
        with visitor.caller.write() as tx:
            found = drafted(tx, content, note.strip(), _current(tx, content["round_id"]))
    except ConflictError as error:
        return _shown(request, visitor, plan_of(visitor, run_id), lang, 409, fault=error.code, note=note)
    return go(url("rounds", found.round_id, "papers", version=found.number, saved=1))


def _current(tx: Tx, round_id: str) -> str | None:
    """Return the publication that people read now: a further one corrects it."""
    found = publications.published(tx, round_id)
    return None if found is None else found.publication_id
