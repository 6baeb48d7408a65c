"""Routes of what is one's own: a host's seats, a student's wishes and place; and what the college takes from them."""

from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Response

from api.errors import RefusalError
from api.routes.callers import Caller, Reply, TheCaller
from api.routes.rounds import IfMatch, content_from, etag_given, etag_header
from api.routes.saying import says
from api.routes.subjects import of_publication, of_round
from api.schemas.people import (
    Answers,
    Coming,
    Confirmation,
    HostSeats,
    NewWishes,
    Offered,
    OwnPlace,
    OwnResult,
    Proposed,
    SeatAnswer,
    SeatsGiven,
    StudentWish,
    Wishes,
)
from api.schemas.rounds import Round
from api.schemas.words import Id, Listed
from api.security.rights import Right
from api.store import answers, publications, rounds
from api.store.refusals import ConflictError, NotFoundError
from api.store.transactions import Tx
from matcher.errors import InputError, Problem

router = APIRouter(tags=["own"])


def _own(caller: Caller, round_id: str, right: Right) -> str:
    """Return the applicant or host whom the caller stands for. Another round than the link's is none: NotFoundError."""
    who = caller.principal
    if who.round_id is not None and who.round_id != round_id:
        raise NotFoundError("round", round_id)
    is_student = who.may(Right.WISHES_SET)
    if who.subject_id is None or is_student != (right is Right.WISHES_SET):
        raise RefusalError(HTTPStatus.FORBIDDEN, "no-right", right=str(right))
    return who.subject_id


@router.get(
    "/rounds/{round_id}/own/seats",
    **says("getOwnSeats", Right.OWN_READ, "A host's seats", model=Listed[HostSeats], may=(404, 409)),
)
def get_own_seats(caller: TheCaller, round_id: Id) -> Listed[HostSeats]:
    """Return a host's positions, who is proposed as far as consent allows, and what the host said so far."""
    host = _own(caller, round_id, Right.SEATS_ANSWER)
    with caller.read() as tx:
        current = publications.published(tx, round_id)
        subject = (
            of_round(tx, caller, round_id) if current is None else of_publication(tx, caller, current.publication_id)
        )
        said = {answer.position_id: answer for answer in answers.seats_answered(tx, round_id, host)}
    items = [
        HostSeats(
            position_id=seat["position_id"],
            title=seat["title"],
            capacity=seat["capacity"],
            proposed=[Proposed(**one) for one in seat["proposed"]],
            seats=said[seat["position_id"]].seats if seat["position_id"] in said else None,
            note=said[seat["position_id"]].note if seat["position_id"] in said else None,
            answered_at=said[seat["position_id"]].updated_at if seat["position_id"] in said else None,
        )
        for seat in caller.ask("own:seats", replace(subject, salt=None), host)
    ]
    return Listed[HostSeats](items=items)


@router.put(
    "/rounds/{round_id}/own/seats",
    **says("answerSeats", Right.SEATS_ANSWER, "Confirm or decline seats", model=SeatAnswer, may=(404, 409)),
)
def answer_seats(caller: TheCaller, round_id: Id, given: SeatsGiven) -> SeatAnswer:
    """Say how many seats of a position the host confirms; 0 declines and needs a note. The last word counts."""
    host = _own(caller, round_id, Right.SEATS_ANSWER)
    if given.seats == 0 and not given.note.strip():
        raise InputError([Problem("seats", "note-needed", column="note")])
    with caller.read() as tx:
        subject = of_round(tx, caller, round_id)
    own = {seat["position_id"] for seat in caller.ask("own:seats", subject, host)}
    if given.position_id not in own:
        raise NotFoundError("position", given.position_id)
    with caller.write() as tx:
        found = answers.answer_seats(tx, round_id, given.position_id, host, given.seats, given.note)
    return SeatAnswer.model_validate(found)


@router.get(
    "/rounds/{round_id}/own/wishes",
    **says("getOwnWishes", Right.OWN_READ, "A student's wishes", model=Wishes, may=(404, 409)),
)
def get_own_wishes(caller: TheCaller, round_id: Id) -> Wishes:
    """Return what a student may rank and has ranked, and whether it may still be changed."""
    return _wishes(caller, round_id, _own(caller, round_id, Right.WISHES_SET))


def _wishes(caller: Caller, round_id: str, applicant: str) -> Wishes:
    with caller.read() as tx:
        subject = of_round(tx, caller, round_id)
        said = next(iter(answers.wished(tx, round_id, applicant)), None)
        is_open = publications.published(tx, round_id) is None
    return Wishes(
        ranking=list(said.ranking) if said else [],
        updated_at=said.updated_at if said else None,
        open=is_open,
        choices=[Offered(**choice) for choice in caller.ask("own:choices", subject, applicant)],
    )


@router.put(
    "/rounds/{round_id}/own/wishes",
    **says("setOwnWishes", Right.WISHES_SET, "Rank places", model=Wishes, may=(404, 409)),
)
def set_own_wishes(caller: TheCaller, round_id: Id, given: NewWishes) -> Wishes:
    """Rank places, the best first, until the round is published; the last word counts."""
    applicant = _own(caller, round_id, Right.WISHES_SET)
    offered = _wishes(caller, round_id, applicant)
    known = {choice.position_id for choice in offered.choices}
    problems = [Problem("ranking", "not-offered", row=n, values={"id": i}) for n, i in _odd(given.ranking, known)]
    if problems:
        raise InputError(problems)
    with caller.write() as tx:
        if publications.published(tx, round_id) is not None:
            raise ConflictError("window-closed", id=round_id)
        answers.wish(tx, round_id, applicant, given.ranking)
    return _wishes(caller, round_id, applicant)


def _odd(ranking: list[str], known: set[str]) -> list[tuple[int, str]]:
    """Return the ranks (from 1) that name a place not offered, or one that stood before."""
    return [(n, i) for n, i in enumerate(ranking, start=1) if i not in known or i in ranking[: n - 1]]


@router.get(
    "/rounds/{round_id}/own/place",
    **says("getOwnPlace", Right.OWN_READ, "A student's place", model=OwnResult, may=(404, 409)),
)
def get_own_place(caller: TheCaller, round_id: Id) -> OwnResult:
    """Return a student's place as published: where, when, with whom, and why."""
    applicant = _own(caller, round_id, Right.WISHES_SET)
    with caller.read() as tx:
        rounds.get(tx, round_id)
        current = publications.published(tx, round_id)
        if current is None:
            raise ConflictError("not-published", id=round_id)
        subject = of_publication(tx, caller, current.publication_id)
        said = next(iter(answers.confirmed(tx, current.publication_id, applicant)), None)
    found = caller.ask("own:place", replace(subject, salt=None), applicant, caller.lang)
    return OwnResult(
        publication_id=current.publication_id,
        places=[OwnPlace(**place) for place in found],
        confirmed=None if said is None else Confirmation.model_validate(said),
    )


@router.put(
    "/rounds/{round_id}/own/place",
    **says("confirmOwnPlace", Right.WISHES_SET, "Say whether one comes", model=Confirmation, may=(404, 409)),
)
def confirm_own_place(caller: TheCaller, round_id: Id, given: Coming) -> Confirmation:
    """Say whether the student comes to the place that is published; who does not says why. The last word counts."""
    applicant = _own(caller, round_id, Right.WISHES_SET)
    if not given.coming and not given.note.strip():
        raise InputError([Problem("place", "why-needed", column="note")])
    with caller.write() as tx:
        rounds.get(tx, round_id)
        current = publications.published(tx, round_id)
        if current is None:
            raise ConflictError("not-published", id=round_id)
        said = answers.confirm(tx, current.publication_id, applicant, given.note, is_coming=given.coming)
    return Confirmation.model_validate(said)


@router.get(
    "/rounds/{round_id}/answers",
    **says("listAnswers", Right.ROUND_WRITE, "What hosts and students answered", model=Answers, may=(404,)),
)
def list_answers(caller: TheCaller, round_id: Id) -> Answers:
    """Return what hosts say of their seats, students of their wishes and of the places published."""
    with caller.read() as tx:
        rounds.get(tx, round_id)
        seats, wishes = answers.seats_answered(tx, round_id), answers.wished(tx, round_id)
        current = publications.published(tx, round_id)
        said = [] if current is None else answers.confirmed(tx, current.publication_id)
    return Answers(
        seats=[SeatAnswer.model_validate(seat) for seat in seats],
        wishes=[
            StudentWish(applicant_id=w.applicant_id, ranking=list(w.ranking), updated_at=w.updated_at) for w in wishes
        ],
        confirmations=[Confirmation.model_validate(one) for one in said],
    )


@router.post(
    "/rounds/{round_id}/answers/take",
    **says(
        "takeAnswers",
        Right.ROUND_WRITE,
        "Take answers into the round",
        model=Round,
        may=(404, 409, 412, 428),
        headers=("ETag",),
    ),
)
def take_answers(caller: TheCaller, round_id: Id, if_match: IfMatch = None) -> Response:
    """Make a further version: capacities as hosts confirm them, preferences as students rank."""
    tag = etag_given(if_match)

    def work(tx: Tx, content: rounds.Content) -> Reply:
        found = rounds.replace(tx, content, tag, "answers")
        return Reply(Round.model_validate(found), 200, etag_header(found.etag))

    return caller.once(work, lambda: answers_taken(caller, round_id))


def answers_taken(caller: Caller, round_id: str) -> rounds.Content:
    """Return the round as it would be with every answer taken in. Raises NotFoundError."""
    with caller.read() as tx:
        text = rounds.content(tx, round_id)
        seats = {seat.position_id: seat.seats for seat in answers.seats_answered(tx, round_id)}
        wishes = {wish.applicant_id: list(wish.ranking) for wish in answers.wished(tx, round_id)}
    with TemporaryDirectory(prefix="praktika-answers-") as folder:
        return content_from(caller.ask("own:taken", text, seats, wishes, folder), Path(folder))
