"""Answers from outside: what hosts say of their seats, what students rank and whether they come.

The college takes seats and wishes into a version; who does not come is for people to settle.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, delete, insert, select

from api.store import audit, publications, rounds
from api.store.names import dumps, loads
from api.store.refusals import ConflictError
from api.store.transactions import Tx
from api.tables import confirmations, seat_answers, wishes


@dataclass(frozen=True, slots=True)
class SeatAnswer:
    """How many seats of a position a host confirms; 0 declines them."""

    position_id: str
    host_id: str
    seats: int
    note: str
    author: str
    updated_at: float


@dataclass(frozen=True, slots=True)
class Wish:
    """Positions in the order a student wants them."""

    applicant_id: str
    ranking: tuple[str, ...]
    updated_at: float


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Whether a student comes to the place that was published, and if not, why."""

    applicant_id: str
    is_coming: bool
    note: str
    author: str
    updated_at: float


def answer_seats(tx: Tx, round_id: str, position_id: str, host_id: str, seats: int, note: str = "") -> SeatAnswer:
    """Keep a host's answer, the last one counts. Raises NotFoundError for the round."""
    rounds.hold(tx, round_id)
    found = SeatAnswer(position_id, host_id, seats, note, tx.actor, tx.now())
    tx.run(
        delete(seat_answers).where(
            seat_answers.c.college_id == tx.college_id,
            seat_answers.c.round_id == round_id,
            seat_answers.c.position_id == position_id,
        )
    )
    tx.run(
        insert(seat_answers).values(
            college_id=tx.college_id,
            round_id=round_id,
            position_id=position_id,
            host_id=host_id,
            seats=seats,
            note=note,
            author=tx.actor,
            updated_at=found.updated_at,
        )
    )
    audit.record(tx, "seats.answer", f"{round_id}/{position_id}", seats=seats)
    return found


def seats_answered(tx: Tx, round_id: str, host_id: str | None = None) -> list[SeatAnswer]:
    """Return the answers of all hosts of a round, or of one."""
    query = select(seat_answers).where(seat_answers.c.college_id == tx.college_id, seat_answers.c.round_id == round_id)
    if host_id is not None:
        query = query.where(seat_answers.c.host_id == host_id)
    rows = tx.all(query.order_by(seat_answers.c.position_id))
    return [SeatAnswer(r.position_id, r.host_id, r.seats, r.note, r.author, r.updated_at) for r in rows]


def wish(tx: Tx, round_id: str, applicant_id: str, ranking: Sequence[str]) -> Wish:
    """Keep what a student wants, best first; the last word counts. Raises NotFoundError for the round."""
    rounds.hold(tx, round_id)
    found = Wish(applicant_id, tuple(ranking), tx.now())
    tx.run(
        delete(wishes).where(
            wishes.c.college_id == tx.college_id, wishes.c.round_id == round_id, wishes.c.applicant_id == applicant_id
        )
    )
    tx.run(
        insert(wishes).values(
            college_id=tx.college_id,
            round_id=round_id,
            applicant_id=applicant_id,
            ranking=dumps(list(ranking)),
            updated_at=found.updated_at,
        )
    )
    audit.record(tx, "wishes.set", round_id, n=len(ranking))
    return found


def wished(tx: Tx, round_id: str, applicant_id: str | None = None) -> list[Wish]:
    """Return what students of a round want, or one of them."""
    query = select(wishes).where(wishes.c.college_id == tx.college_id, wishes.c.round_id == round_id)
    if applicant_id is not None:
        query = query.where(wishes.c.applicant_id == applicant_id)
    rows = tx.all(query.order_by(wishes.c.applicant_id))
    return [Wish(r.applicant_id, tuple(loads(r.ranking)), r.updated_at) for r in rows]


def confirm(tx: Tx, publication_id: str, applicant_id: str, note: str = "", *, is_coming: bool) -> Confirmation:
    """Keep whether a student comes, the last word counts.

    Raises NotFoundError, or ConflictError for what is not published now: nobody need come to anything else.
    """
    found = publications.get(tx, publication_id)
    rounds.hold(tx, found.round_id)
    if publications.get(tx, publication_id).state != "published":
        raise ConflictError("publication-state", id=publication_id, state=found.state)
    own = (*_of_publication(tx, publication_id), confirmations.c.applicant_id == applicant_id)
    tx.run(delete(confirmations).where(*own))
    said = Confirmation(applicant_id, is_coming, note, tx.actor, tx.now())
    tx.run(insert(confirmations).values(college_id=tx.college_id, publication_id=publication_id, **asdict(said)))
    audit.record(tx, "place.confirm", publication_id, is_coming=is_coming)
    return said


def confirmed(tx: Tx, publication_id: str, applicant_id: str | None = None) -> list[Confirmation]:
    """Return what the students of a publication said, or one of them."""
    query = select(confirmations).where(*_of_publication(tx, publication_id))
    if applicant_id is not None:
        query = query.where(confirmations.c.applicant_id == applicant_id)
    rows = tx.all(query.order_by(confirmations.c.applicant_id))
    return [Confirmation(r.applicant_id, r.is_coming, r.note, r.author, r.updated_at) for r in rows]


def _of_publication(tx: Tx, publication_id: str) -> tuple[ColumnElement[bool], ...]:
    return (confirmations.c.college_id == tx.college_id, confirmations.c.publication_id == publication_id)
