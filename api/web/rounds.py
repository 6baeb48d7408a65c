"""Rounds on the page: the name and the steps that every screen of a round has on top."""

from dataclasses import dataclass

from api.store import publications, rounds, runs
from api.store.publications import PublicationRecord
from api.store.rounds import RoundRecord
from api.store.runs import RunRecord
from api.store.transactions import Tx
from api.web.pages import url


@dataclass(frozen=True, slots=True)
class RoundTabs:
    """A round with what there is of it: the run to look at (the latest with a result), and what is published.

    ``latest`` is the latest run of a solve, whatever its state; ``with_result`` are the ids of the runs with a result.
    """

    record: RoundRecord
    run: RunRecord | None
    latest: RunRecord | None
    with_result: frozenset[str]
    published: PublicationRecord | None

    @property
    def round_id(self) -> str:
        """Return the round's id."""
        return self.record.round_id

    @property
    def title(self) -> str:
        """Return what the round is called."""
        return self.record.title or self.record.round_id

    @property
    def version(self) -> int:
        """Return the number of the current version."""
        return self.record.version

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Return the steps with their addresses; one without an address comes later."""
        of_round = ("rounds", self.round_id)
        run = ("runs", self.run.run_id) if self.run is not None else None
        return [
            ("data", url(*of_round)),
            ("who", url(*of_round, "who")),
            ("policy", url(*of_round, "policy")),
            ("run", url("runs", self.latest.run_id) if self.latest is not None else ""),
            ("outcome", url(*run, "outcome") if run else ""),
            ("board", url(*run, "board") if run else ""),
            ("papers", url(*of_round, "papers") if run else ""),
        ]


def tabs_of(tx: Tx, round_id: str, run: RunRecord | None = None) -> RoundTabs:
    """Return the tabs of a round, beside a run that is looked at. Raises NotFoundError."""
    record = rounds.get(tx, round_id)
    found = [r for r in runs.listed(tx, round_id) if r.kind != "simulate"]
    solved = runs.with_results(tx, [r.run_id for r in found] + ([run.run_id] if run is not None else []))
    best = next((r for r in ([run] if run is not None else []) + found if r.run_id in solved), None)
    return RoundTabs(record, best, run or next(iter(found), None), solved, publications.published(tx, round_id))
