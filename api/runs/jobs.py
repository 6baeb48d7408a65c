"""Jobs: what a child needs to carry out one run, all of it, so that it needs no database."""

from dataclasses import asdict, dataclass, field
from typing import Any

from api.settings import Settings
from api.store import locks, moves, rounds, runs
from api.store.names import loads
from api.store.runs import RunRecord
from api.store.transactions import Store, Tx

MOST_ROUNDS, MOST_OTHERS = 10_000, 12


@dataclass(frozen=True, slots=True)
class Job:
    """One run for a child. ``document`` is the round with its locks, ``earlier`` the matching to repair, as lines.

    ``others`` are further rounds of the college that a scenario speaks of, by id.
    """

    kind: str
    document: str
    request: dict[str, Any]
    most_seconds: float
    earlier: list[dict[str, Any]] | None = None
    others: dict[str, str] = field(default_factory=dict)
    engine: str = "local"
    engine_workers: int = 1

    def as_mapping(self) -> dict[str, Any]:
        """Return the job as plain data."""
        return asdict(self)


def job_for(store: Store, run: RunRecord) -> Job:
    """Return the job of a claimed run. Raises NotFoundError or ConflictError when what it rests on is gone."""
    settings: Settings = store.settings
    with store.read(run.college_id) as tx:
        document = rounds.content(tx, run.round_id, run.version)
        earlier_id = run.request.get("from_run")
        earlier = None
        others = _named_in(tx, str(run.request.get("scenario", "")))
        if earlier_id is not None:
            lines = loads(runs.result(tx, earlier_id).content)["matching"] or []
            earlier = moves.applied(lines, moves.listed(tx, earlier_id))
    return Job(
        run.kind,
        locks.with_locks(document, run.request.get("locks", ())),
        run.request,
        settings.run_seconds,
        earlier,
        others,
        settings.engine,
        settings.engine_workers,
    )


def _named_in(tx: Tx, scenario: str) -> dict[str, str]:
    """Return the rounds of the college whose ids stand in a scenario, as they are now; few of them, the first by id."""
    if not scenario:
        return {}
    named = [record.round_id for record in rounds.listed(tx, limit=MOST_ROUNDS) if record.round_id in scenario]
    return {round_id: rounds.content(tx, round_id) for round_id in named[:MOST_OTHERS]}
