"""Routes of eligibility: who may go where; locks; and the judge's word on any matching."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import TypeAdapter

from api.routes.callers import Caller, Reply, TheCaller
from api.routes.rounds import VersionNo
from api.routes.saying import says
from api.routes.subjects import of_round
from api.schemas.rounds import Eligibility, EligibilityRow, HandMade, Lock, NewLock, Verdict
from api.schemas.words import Id, Listed
from api.security.rights import Right
from api.store import locks, rounds
from api.store.locks import LockRecord
from api.store.refusals import ConflictError
from api.store.transactions import Tx
from matcher.errors import InputError, Problem

router = APIRouter(tags=["eligibility"])
_ROWS = TypeAdapter(list[EligibilityRow])
Applicant = Annotated[Id, Query(description="The applicant's id.")]


@router.get(
    "/rounds/{round_id}/eligibility",
    **says("getEligibility", Right.ROUND_READ, "Who may go where", model=Eligibility, may=(404,)),
)
def get_eligibility(caller: TheCaller, round_id: Id, version: VersionNo = None) -> Eligibility:
    """Return a matrix of groups and hosts, who has nowhere to go, and which rules exclude how much."""
    with caller.read() as tx:
        subject = of_round(tx, caller, round_id, version)
    return Eligibility.model_validate(caller.ask("eligibility:matrix", subject))


@router.get(
    "/rounds/{round_id}/eligibility/applicant",
    **says(
        "getApplicantEligibility",
        Right.ROUND_READ,
        "Where one applicant may go",
        model=Listed[EligibilityRow],
        may=(404,),
    ),
)
def get_applicant_eligibility(
    caller: TheCaller, round_id: Id, applicant_id: Applicant, version: VersionNo = None
) -> Listed[EligibilityRow]:
    """Return every place for an applicant, with each rule that excludes it and why; one item a period."""
    with caller.read() as tx:
        subject = of_round(tx, caller, round_id, version)
    return Listed[EligibilityRow](items=_ROWS.validate_python(caller.ask("eligibility:row", subject, applicant_id)))


@router.post(
    "/rounds/{round_id}/analyze",
    **says("analyzeMatching", Right.ROUND_READ, "Judge a matching", model=Verdict, may=(404, 409, 413)),
)
def analyze_matching(caller: TheCaller, round_id: Id, given: HandMade) -> Response:
    """Judge a matching from any source under the round's policy or another; nothing is stored."""

    def before() -> Verdict:
        with caller.read() as tx:
            subject = of_round(tx, caller, round_id, given.version)
        rows = [line.model_dump() for line in given.matching]
        return Verdict.model_validate(caller.ask("verdicts:analyze", subject, given.policy, rows))

    return caller.once(lambda _, verdict: Reply(verdict, HTTPStatus.OK), before)


@router.get(
    "/rounds/{round_id}/locks", **says("listLocks", Right.ROUND_READ, "List locks", model=Listed[Lock], may=(404,))
)
def list_locks(caller: TheCaller, round_id: Id) -> Listed[Lock]:
    """List the pairs fixed or forbidden by hand, the oldest first."""
    with caller.read() as tx:
        rounds.get(tx, round_id)
        found = locks.listed(tx, round_id)
    return Listed[Lock](items=[_lock(caller, lock) for lock in found])


def _lock(caller: Caller, found: LockRecord) -> Lock:
    return Lock.model_validate(found).model_copy(update={"reason": caller.by_hand(found.reason)})


@router.post(
    "/rounds/{round_id}/locks",
    **says("createLock", Right.LOCK, "Lock a pair", status=201, model=Lock, may=(404, 409)),
)
def create_lock(caller: TheCaller, round_id: Id, given: NewLock) -> Response:
    """Fix or forbid a pair, with a reason; runs started from now on keep to it."""

    def before() -> None:
        with caller.read() as tx:
            subject = of_round(tx, caller, round_id)
        found = caller.ask("eligibility:lockable", subject, given.applicant_id, given.position_id)
        unknown = [name for name in ("applicant", "position") if not found[name]]
        if unknown:
            ids = {name: getattr(given, f"{name}_id") for name in unknown}
            raise InputError(
                Problem("lock", "not-in-round", column=f"{n}_id", values={"name": i}) for n, i in ids.items()
            )
        if found["locked"]:
            raise ConflictError("pair-locked", applicant=given.applicant_id, position=given.position_id)

    def work(tx: Tx, _: None) -> Reply:
        found = locks.add(tx, round_id, given.applicant_id, given.position_id, given.kind, given.reason)
        return Reply(Lock.model_validate(found))

    return caller.once(work, before)


@router.delete(
    "/rounds/{round_id}/locks/{lock_id}", **says("deleteLock", Right.LOCK, "Take a lock away", status=204, may=(404,))
)
def delete_lock(caller: TheCaller, round_id: Id, lock_id: Id) -> Response:
    """Take a lock away."""
    with caller.write() as tx:
        locks.remove(tx, round_id, lock_id)
    return Response(status_code=204)
