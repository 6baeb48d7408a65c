"""Answers from outside: what hosts say of their seats, what students rank; the college takes it into a version."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from api.store import audit, rounds
from api.store.names import dumps, loads
from api.store.transactions import Tx
from api.tables import seat_answers, wishes


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
