"""Workers and solvers are killed, frozen and stopped at any moment: nothing is lost, doubled or stuck."""

import os
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from api.settings import Settings
from api.store import rounds, runs
from api.store.opening import open_store
from api.store.transactions import Store
from matcher.files.writing import document_text
from tests.api.installation import TINY, Service, run_of
from tests.api.people import college, content
from tests.api.postgres import wait_until
from tests.chaos.counts import IS_FULL, times
from tests.chaos.history import faults
from tests.hard_round import hard_round

KILLS = times(3, 200)
ZOMBIES = times(1, 30)
STOPS = times(2, 40)
ENDLESS = {"max_attempts": 100_000}
HASTE = {"lease_seconds": 1.5, "heartbeat_seconds": 0.3, "poll_seconds": 0.05, **ENDLESS}


@pytest.fixture
def hasty(settings: Settings) -> Settings:
    return replace(settings, **HASTE)  # type: ignore[arg-type]  # numbers, all of them


@pytest.fixture
def store(hasty: Settings) -> Iterator[Store]:
    opened = open_store(hasty, migrate=False)
    yield opened
    opened.close()


@pytest.fixture
def officer(store: Store) -> str:
    found = college(store)
    with store.write("north", found) as tx:
        rounds.create(tx, content("spring", TINY))
        rounds.create(tx, content("hard", document_text(hard_round())))
    return found


class Crew:
    """Workers that are replaced when they are gone."""

    def __init__(self, settings: Settings, n: int) -> None:
        self.settings = settings
        self.members = [Service(settings, "worker") for _ in range(n)]
        self.frozen: list[Service] = []

    def replace(self, n: int) -> None:
        self.members[n] = Service(self.settings, "worker")

    def freeze(self, n: int, store: Store) -> Service:
        """Freeze a worker with all it started, not in the middle of writing, and put another in its place."""
        frozen = self.members[n]
        self.frozen.append(frozen)
        with store.write("north", "test"):  # SQLite has one writer: whoever froze as such would hold up all others
            for pid in (frozen.pid, *frozen.children()):
                os.kill(pid, signal.SIGSTOP)
        self.replace(n)
        return frozen

    def thaw(self, frozen: Service) -> None:
        for pid in (*frozen.children(), frozen.pid):
            os.kill(pid, signal.SIGCONT)

    def kill_somebody(self, r: random.Random) -> None:
        """Kill a worker or one of its children."""
        n = r.randrange(len(self.members))
        children = self.members[n].children()
        if children and r.random() < 0.5:
            os.kill(r.choice(children), signal.SIGKILL)
        else:
            self.members[n].kill()
            self.replace(n)

    def end(self) -> None:
        for one in (*self.members, *self.frozen):
            if one.process.poll() is None:
                one.signal(signal.SIGCONT)
                one.kill()


@pytest.fixture
def crew(hasty: Settings) -> Iterator[Crew]:
    found = Crew(hasty, 2)
    yield found
    found.end()


def ask(store: Store, officer: str, round_id: str = "spring", seconds: float | None = None) -> str:
    with store.write("north", officer) as tx:
        return runs.create(tx, round_id, "solve", {"seconds": seconds}).run_id


def all_ended(store: Store, asked: list[str], seconds: float = 120.0) -> None:
    """Wait until all runs have ended; that none of them ends for so many seconds is being stuck."""
    waiting = set(asked)

    def fewer() -> bool:
        ended = [id_ for id_ in waiting if run_of(store, id_).state not in runs.OPEN_STATES]
        waiting.difference_update(ended)
        return bool(ended) or not waiting

    while waiting:
        wait_until(fewer, seconds, step=0.1)


def test_killed_workers_and_solvers_lose_double_and_hold_up_nothing(store: Store, officer: str, crew: Crew) -> None:
    r = random.Random(5)
    asked: list[str] = []
    for n in range(KILLS):
        asked.append(ask(store, officer) if n % 2 else ask(store, officer, "hard", seconds=1.0))
        time.sleep(r.uniform(0.2, 2.5))
        crew.kill_somebody(r)
    all_ended(store, asked)
    assert faults(store, asked) == []
    with store.read("north") as tx:
        assert {run.state for run in runs.listed(tx, limit=10_000)} == {"done"}


def test_zombies_are_fenced(store: Store, officer: str, crew: Crew) -> None:
    asked: list[str] = []
    fenced = 0
    for _ in range(ZOMBIES):
        run_id = ask(store, officer, "hard", seconds=2.0)
        asked.append(run_id)
        wait_until(lambda run_id=run_id: (run_of(store, run_id).progress or {}).get("step") == "solve", 60)  # type: ignore[misc]
        before = run_of(store, run_id).attempt
        holder = next(m for m in (0, 1) if run_id in crew.members[m].log.read_text())
        frozen = crew.freeze(holder, store)
        wait_until(lambda run_id=run_id, before=before: run_of(store, run_id).attempt > before, 60)  # type: ignore[misc]
        crew.thaw(frozen)
        wait_until(lambda frozen=frozen: '"how": "fenced"' in frozen.log.read_text(), 60)  # type: ignore[misc]
        fenced += 1
        frozen.kill()
    all_ended(store, asked)
    assert fenced == ZOMBIES
    assert faults(store, asked) == []


def test_stops_are_heard_within_a_second(store: Store, officer: str, crew: Crew) -> None:
    took, asked = [], []
    r = random.Random(3)
    for _ in range(STOPS):
        run_id = ask(store, officer, "hard")
        asked.append(run_id)
        wait_until(lambda run_id=run_id: (run_of(store, run_id).progress or {}).get("step") == "solve", 60)  # type: ignore[misc]
        time.sleep(r.uniform(0.0, 2.0))
        began = time.monotonic()
        with store.write("north", officer) as tx:
            runs.stop(tx, run_id)
        all_ended(store, [run_id], 30)
        took.append(time.monotonic() - began)
    assert faults(store, asked) == []
    with store.read("north") as tx:
        assert {runs.get(tx, run_id).state for run_id in asked} == {"stopped"}
    print("stops, seconds:", sorted(round(t, 2) for t in took))  # noqa: T201  # the figure that `make chaos` shows
    if IS_FULL:
        assert sorted(took)[int(0.95 * len(took))] <= 1.0
