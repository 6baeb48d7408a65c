"""Routes of results: what a run came to, in whole and in parts, as files, and what there is to say of it."""

from collections.abc import Sequence
from http import HTTPStatus
from json import loads
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from api.answers.asked import Subject
from api.errors import RefusalError
from api.routes.callers import Caller, TheCaller
from api.routes.downloads import described, download
from api.routes.saying import says
from api.routes.subjects import RunSubject, of_round, of_run
from api.schemas.results import (
    Certificate,
    Comparison,
    Explanation,
    Price,
    Recommendation,
    Result,
    Simulation,
    Standing,
    Unplaced,
)
from api.schemas.words import Id, Listed
from api.security.rights import Right
from api.store import runs
from api.store.refusals import ConflictError
from api.store.transactions import Tx

router = APIRouter(tags=["results"])
MovesMade = Annotated[
    int | None, Query(ge=0, le=2**31 - 1, description="After so many of the moves made by hand; all by default.")
]
ApplicantId = Annotated[Id | None, Query()]
PositionId = Annotated[Id | None, Query()]
Export = Literal["matching.csv", "matching.xlsx", "report.html", "letters.zip"]
MOST_COMPARED = 5


@router.get(
    "/runs/{run_id}/result",
    **says("getResult", Right.RUN_READ, "Get a result", model=Result | Simulation, may=(404, 409)),
)
def get_result(caller: TheCaller, run_id: Id) -> Response:
    """Return `result.json` as the run wrote it, byte for byte where the caller may see names."""
    return _as_written(caller, *_text(caller, run_id))


def _text(caller: Caller, run_id: str) -> tuple[Subject, str]:
    with caller.read() as tx:
        run, found = runs.get(tx, run_id), runs.result(tx, run_id)
        return of_round(tx, caller, run.round_id, run.version), found.content


def _as_written(caller: Caller, subject: Subject, text: str) -> Response:
    return Response(_unnamed(caller, subject, text), media_type="application/json")


def _unnamed(caller: Caller, subject: Subject, text: str) -> str:
    """Return a JSON text of a round, for callers without the right to names with nobody named."""
    return text if caller.salt is None else str(caller.ask("exporting:without_names", subject, text, caller.salt))


@router.get(
    "/runs/{run_id}/certificate",
    **says("getCertificate", Right.RUN_READ, "Get a certificate", model=Certificate, may=(404, 409)),
)
def get_certificate(caller: TheCaller, run_id: Id) -> Response:
    """Return `certificate.json`: what proves the levels without a solver."""
    with caller.read() as tx:
        run, found = runs.get(tx, run_id), runs.result(tx, run_id)
        subject = of_round(tx, caller, run.round_id, run.version)
    if found.certificate is None:
        raise ConflictError("no-certificate", id=run_id)
    return _as_written(caller, subject, found.certificate)


@router.get(
    "/runs/{run_id}/matching",
    **says("getMatching", Right.RUN_READ, "Get a matching", model=Standing, may=(404, 409)),
)
def get_matching(caller: TheCaller, run_id: Id, moves: MovesMade = None) -> Standing:
    """Return who goes where after the moves made by hand, with levels and breaches as the judge finds them."""
    found = with_matching(caller, run_id, moves)
    return Standing(run_id=run_id, moves=len(found.moves), **caller.ask("verdicts:standing", found.subject))


def with_matching(caller: Caller, run_id: str, upto: int | None = None) -> RunSubject:
    """Return a run's subject. Raises ConflictError for a result without a matching."""
    with caller.read() as tx:
        found = of_run(tx, caller, run_id, upto)
    if loads(found.subject.result or "{}").get("matching") is None:
        raise ConflictError("no-matching", id=run_id)
    return found


@router.get(
    "/runs/{run_id}/reasons",
    **says("listReasons", Right.RUN_READ, "Why some have no place", model=Listed[Unplaced], may=(404, 409)),
)
def list_reasons(caller: TheCaller, run_id: Id) -> Listed[Unplaced]:
    """Return one reason for each applicant without a place, as the run found them."""
    return Listed[Unplaced](items=[Unplaced(**reason) for reason in _part(caller, run_id, "reasons")])


@router.get(
    "/runs/{run_id}/prices",
    **says("listPrices", Right.RUN_READ, "What seats are worth", model=Listed[Price], may=(404, 409)),
)
def list_prices(caller: TheCaller, run_id: Id) -> Listed[Price]:
    """Return what one seat more and one fewer change, seat by seat and level by level."""
    return Listed[Price](items=[Price(**price) for price in _part(caller, run_id, "prices")])


def _part(caller: Caller, run_id: str, name: str) -> Sequence[dict[str, Any]]:
    subject, text = _text(caller, run_id)
    found = loads(_unnamed(caller, subject, text)).get(name)
    if not isinstance(found, list):
        raise ConflictError("no-matching", id=run_id)
    return found


@router.get(
    "/runs/{run_id}/exports/{name}",
    **says(
        "exportResult",
        Right.RUN_READ,
        "Download a result",
        media=described(".csv", ".xlsx", ".html", ".zip"),
        may=(404, 409),
    ),
)
def export_result(caller: TheCaller, run_id: Id, name: Export, moves: MovesMade = None) -> Response:
    """Return the matching as CSV or a workbook, the report, or all letters; names only for those who may see them."""
    found = with_matching(caller, run_id, moves)
    with TemporaryDirectory(prefix="praktika-export-") as folder:
        path = Path(caller.ask("exporting:export", found.subject, name, folder, caller.lang))
        return download(path, f"{run_id}-{name}")


@router.get(
    "/runs/{run_id}/explain",
    **says("explainResult", Right.RUN_READ, "Why this place", model=Explanation, may=(404, 409)),
)
def explain_result(
    caller: TheCaller, run_id: Id, applicant_id: ApplicantId = None, position_id: PositionId = None
) -> Explanation:
    """Return why this place and not that one, and what would help: for one applicant, one position, or the unplaced."""
    found = with_matching(caller, run_id)
    return Explanation.model_validate(caller.ask("telling:explain", found.subject, applicant_id, position_id))


@router.get(
    "/runs/{run_id}/recommend",
    **says("recommend", Right.RUN_READ, "Best places, best applicants", model=Recommendation, may=(404, 409)),
)
def recommend(
    caller: TheCaller,
    run_id: Id,
    applicant_id: ApplicantId = None,
    position_id: PositionId = None,
    placed: Annotated[bool, Query(description="Ask also those who have a place elsewhere.")] = False,
) -> Recommendation:
    """Return the best places for one more applicant, or the best applicants for one seat; name one of the two."""
    found = with_matching(caller, run_id)
    answer = caller.ask("telling:recommend", found.subject, applicant_id, position_id, placed)
    return Recommendation.model_validate(answer)


@router.get(
    "/compare", **says("compareResults", Right.RUN_READ, "Results side by side", model=Comparison, may=(404, 409))
)
def compare_results(
    caller: TheCaller, run_id: Annotated[list[Id], Query(min_length=2, max_length=MOST_COMPARED)]
) -> Comparison:
    """Lay runs side by side: levels, rank profiles, and who has another place than in the first."""
    with caller.read() as tx:
        found = {one: _with_levels(tx, one) for one in run_id}
    if len(found) == 1:
        raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "same-run")
    return Comparison.model_validate(caller.ask("telling:compare", found))


def _with_levels(tx: Tx, run_id: str) -> str:
    content = runs.result(tx, run_id).content
    if "levels" not in loads(content):
        raise ConflictError("no-matching", id=run_id)
    return content
