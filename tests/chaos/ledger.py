"""The ledger: what was acknowledged to somebody who writes, and the checker that holds a store to it.

``lost`` may be asked at any time: whatever was acknowledged by then must be there as it was told. ``beyond`` is for the
end, when nothing is under way any more: then nothing may be there that nobody was told of.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from api.store import locks, moves, publications, rounds, runs, scenarios
from api.store.transactions import Store, Tx

ALL = 1_000_000
Kept = dict[str, set[tuple[object, ...]]]
"""What there is, by kind: rows that say all that was acknowledged of each."""


@dataclass
class Ledger:
    """What one client was told, in the order in which it was told."""

    rounds: list[str] = field(default_factory=list)
    locks: list[tuple[str, str]] = field(default_factory=list)
    runs: list[tuple[str, str]] = field(default_factory=list)
    scenarios: list[tuple[str, str]] = field(default_factory=list)
    moves: list[tuple[str, int, str | None]] = field(default_factory=list)
    publications: list[tuple[str, str, str]] = field(default_factory=list)
    withdrawals: list[tuple[str, str]] = field(default_factory=list)

    def told(self) -> Kept:
        """Return what was told so far, as rows like those of :func:`kept`."""
        return {
            "round": {(round_id,) for round_id in self.rounds},
            "lock": set(self.locks),
            "run": set(self.runs),
            "scenario": set(self.scenarios),
            "move": set(self.moves),
            "publication": set(self.publications),
            "withdrawal": set(self.withdrawals),
        }

    def __len__(self) -> int:
        return sum(map(len, self.told().values()))


def kept(tx: Tx) -> Kept:
    """Return what a college has: rounds, locks and runs with their rounds, scenarios, moves, publications."""
    round_ids = [record.round_id for record in rounds.listed(tx, limit=ALL)]
    found = runs.listed(tx, limit=ALL)
    published = [one for round_id in round_ids for one in publications.listed(tx, round_id, limit=ALL)]
    return {
        "round": {(round_id,) for round_id in round_ids},
        "lock": {(round_id, one.lock_id) for round_id in round_ids for one in locks.listed(tx, round_id)},
        "run": {(run.round_id, run.run_id) for run in found},
        "scenario": {(one.scenario_id, one.title) for one in scenarios.listed(tx, limit=ALL)},
        "move": {(run.run_id, m.move_no, m.to_position_id) for run in found for m in moves.listed(tx, run.run_id)},
        "publication": {(one.run_id, one.publication_id, one.sha256) for one in published},
        "withdrawal": {
            (one.publication_id, str(one.withdrawal_reason)) for one in published if one.state == "withdrawn"
        },
    }


def lost(store: Store, ledgers: Iterable[Ledger], college_id: str = "north") -> list[str]:
    """Return what was acknowledged and is not there."""
    told = _together(ledgers)  # before the store is looked at: what is told meanwhile is for the next time
    with store.snapshot(college_id) as tx:
        return [f"acknowledged and lost: {row}" for row in _less(told, kept(tx))]


def beyond(store: Store, ledgers: Iterable[Ledger], college_id: str = "north") -> list[str]:
    """Return what is there and nobody was told of, all requests having been answered."""
    with store.snapshot(college_id) as tx:
        return [f"nobody was told of it: {row}" for row in _less(kept(tx), _together(ledgers))]


def _together(ledgers: Iterable[Ledger]) -> Kept:
    found: Kept = {}
    for ledger in ledgers:
        for kind, rows in ledger.told().items():
            found.setdefault(kind, set()).update(rows)
    return found


def _less(these: Kept, those: Kept) -> Iterator[str]:
    for kind, rows in these.items():
        yield from (f"{kind} {row}" for row in sorted(rows - those.get(kind, set()), key=str))
