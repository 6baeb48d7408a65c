"""Routes of moves: one change by hand, checked at once, made with a reason, taken back."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from api.answers.asked import Move as Tried
from api.errors import RefusalError
from api.routes.callers import Caller, Reply, TheCaller
from api.routes.results import with_matching
from api.routes.saying import says
from api.routes.subjects import RunSubject, held_in
from api.schemas.results import MadeMove, Move, MoveCheck, NewMove, TriedMove
from api.schemas.words import Id, Listed
from api.security.rights import Right
from api.store import moves, runs
from api.store.moves import MoveRecord
from api.store.refusals import ConflictError
from api.store.transactions import Tx

router = APIRouter(tags=["moves"])


@router.post(
    "/runs/{run_id}/moves/check",
    **says("checkMove", Right.RUN_READ, "Check a move", model=MoveCheck, may=(404, 409)),
)
def check_move(caller: TheCaller, run_id: Id, given: TriedMove) -> Response:
    """Tell whether a move is allowed, which conditions refuse it, and what each level changes by."""
    return caller.once(lambda _, check: Reply(check, 200), lambda: _checked(caller, run_id, given))


def _checked(caller: Caller, run_id: str, given: TriedMove | NewMove) -> MoveCheck:
    found = with_matching(caller, run_id)
    return _asked(caller, found, given)


def _asked(caller: Caller, found: RunSubject, given: TriedMove | NewMove) -> MoveCheck:
    """Ask the desk, with the locks as they stand now: one set since the run binds moves too."""
    with caller.read() as tx:
        held = held_in(tx, found.run.round_id)
    tried = Tried(given.applicant_id, given.period_id, given.to_position_id)
    answer = caller.ask("verdicts:check_move", found.subject, held, tried)
    return MoveCheck(moves=len(found.moves), **answer)


@router.post(
    "/runs/{run_id}/moves",
    **says("createMove", Right.MOVE, "Make a move", status=201, model=MadeMove, may=(404, 409)),
)
def create_move(caller: TheCaller, run_id: Id, given: NewMove) -> Response:
    """Make a move that breaks nothing, with its reason; 409 names every condition that refuses it."""

    def before() -> MoveCheck:
        check = _checked(caller, run_id, given)
        if given.after is not None and given.after != check.moves:
            raise ConflictError("moved-meanwhile", id=run_id, last=check.moves)
        if not check.allowed:
            raise refused(check)
        return check

    def work(tx: Tx, check: MoveCheck) -> Reply:
        found = moves.add(
            tx,
            run_id,
            given.applicant_id,
            given.period_id,
            check.from_position_id,
            given.to_position_id,
            given.reason,
            after=check.moves,
        )
        return Reply(MadeMove(move=Move.model_validate(found), levels=check.levels))

    return caller.once(work, before)


def refused(check: MoveCheck) -> Exception:
    """Return the refusal of a move, with an entry for each condition it breaks."""
    errors = [
        {
            "place": "move",
            "table": None,
            "row": None,
            "column": None,
            "code": violation.code,
            "message": ", ".join(filter(None, (violation.applicant_id, violation.position_id, violation.host_id)))
            or violation.code,
        }
        for violation in check.violations
    ]
    return RefusalError(HTTPStatus.CONFLICT, "move-refused", errors=errors)


@router.get("/runs/{run_id}/moves", **says("listMoves", Right.RUN_READ, "List moves", model=Listed[Move], may=(404,)))
def list_moves(caller: TheCaller, run_id: Id) -> Listed[Move]:
    """List the moves made by hand, in order."""
    with caller.read() as tx:
        runs.get(tx, run_id)
        found = moves.listed(tx, run_id)
    return Listed[Move](items=[_move(caller, move) for move in found])


def _move(caller: Caller, found: MoveRecord) -> Move:
    return Move.model_validate(found).model_copy(update={"reason": caller.by_hand(found.reason)})


@router.delete(
    "/runs/{run_id}/moves/last",
    **says("undoMove", Right.MOVE, "Take the last move back", status=204, may=(404, 409)),
)
def undo_move(caller: TheCaller, run_id: Id) -> Response:
    """Take the last move back; the audit chain keeps both."""
    with caller.write() as tx:
        moves.undo(tx, run_id)
    return Response(status_code=204)
