"""Subjects: what the desk is asked about, gathered from the store in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.answers.asked import Move, Subject
from api.routes.callers import Caller
from api.store import locks, moves, publications, rounds, runs
from api.store.moves import MoveRecord
from api.store.names import loads
from api.store.runs import RunRecord
from api.store.transactions import Tx

MOST_ROUNDS, MOST_NAMED = 1000, 10
"""Rounds looked through for those that a scenario names, and how many it may name."""


@dataclass(frozen=True, slots=True)
class RunSubject:
    """A run with the subject of its result, and the moves made since."""

    run: RunRecord
    subject: Subject
    moves: Sequence[MoveRecord]


def of_round(tx: Tx, caller: Caller, round_id: str, version: int | None = None) -> Subject:
    """Return a version of a round with the locks as they stand. Raises NotFoundError."""
    return Subject(rounds.content(tx, round_id, version), held_in(tx, round_id), salt=caller.salt)


def held_in(tx: Tx, round_id: str) -> list[dict[str, str]]:
    """Return the locks of a round as they stand, as rows of its table."""
    return [lock.as_mapping() for lock in locks.listed(tx, round_id)]


def of_run(tx: Tx, caller: Caller, run_id: str, upto: int | None = None) -> RunSubject:
    """Return a run's result with the moves made since, or the first ``upto`` of them.

    Raises NotFoundError, ConflictError.
    """
    run, found = runs.get(tx, run_id), runs.result(tx, run_id)
    made = moves.listed(tx, run_id)[:upto]
    subject = Subject(
        content=rounds.content(tx, run.round_id, run.version),
        locks=run.request.get("locks", ()),
        result=found.content,
        certificate=found.certificate,
        moves=[Move(m.applicant_id, m.period_id, m.to_position_id) for m in made],
        placements=_earlier(tx, run),
        salt=caller.salt,
    )
    return RunSubject(run, subject, made)


def _earlier(tx: Tx, run: RunRecord) -> Sequence[Mapping[str, Any]] | None:
    """Return the matching that a replan repaired: its levels count changes against it."""
    earlier = run.request.get("from_run")
    if earlier is None:
        return None
    return moves.applied(loads(runs.result(tx, earlier).content)["matching"] or [], moves.listed(tx, earlier))


def of_publication(tx: Tx, caller: Caller, publication_id: str) -> Subject:
    """Return what was published beside the version of the round it is of. Raises NotFoundError."""
    found = publications.get(tx, publication_id)
    content = publications.content(tx, publication_id)
    version = loads(content)["round_version"]
    return Subject(rounds.content(tx, found.round_id, version), result=content, salt=caller.salt)


def rounds_named_in(tx: Tx, text: str) -> dict[str, str]:
    """Return the documents of the college's rounds whose ids stand in a scenario, few of them, the first by id."""
    named = [record.round_id for record in rounds.listed(tx, limit=MOST_ROUNDS) if record.round_id in text]
    return {round_id: rounds.content(tx, round_id) for round_id in named[:MOST_NAMED]}
