"""Jobs: what a child needs to carry out one run, all of it, so that it needs no database."""

from dataclasses import asdict, dataclass
from typing import Any

from api.settings import Settings
from api.store import locks, moves, rounds, runs
from api.store.names import loads
from api.store.runs import RunRecord
from api.store.transactions import Store


@dataclass(frozen=True, slots=True)
class Job:
    """One run for a child. ``document`` is the round with its locks, ``earlier`` the matching to repair, as lines."""

    kind: str
    document: str
    request: dict[str, Any]
    most_seconds: float
    earlier: list[dict[str, Any]] | None = None
    engine: str = "local"
    dask_address: str = ""

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
        if earlier_id is not None:
            lines = loads(runs.result(tx, earlier_id).content)["matching"] or []
            earlier = moves.applied(lines, moves.listed(tx, earlier_id))
    return Job(
        run.kind,
        locks.with_locks(document, run.request.get("locks", ())),
        run.request,
        settings.run_seconds,
        earlier,
        settings.engine,
        settings.dask_address,
    )
