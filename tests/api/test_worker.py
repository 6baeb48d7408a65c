"""Workers: runs are carried out in children, watched, stopped, begun again, and nobody else's result is taken."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.runs.child import NICENESS
from api.settings import Settings
from api.store import audit, claims, events, locks, moves, rounds, runs
from api.store.opening import open_store
from api.store.transactions import Store
from matcher.files.writing import document_text
from tests.api.installation import TINY, Service, environment, is_alive, run_of, wait_for
from tests.api.people import college, content
from tests.api.postgres import wait_until
from tests.hard_round import hard_round

pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
"""What befalls workers on both databases is in tests/chaos."""

ROOT = Path(__file__).parents[2]
HASTE = {"lease_seconds": 1.0, "heartbeat_seconds": 0.2, "poll_seconds": 0.05, "grace_seconds": 5.0}


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


Start = Callable[..., Service]


@pytest.fixture
def worker(hasty: Settings) -> Iterator[Start]:
    """Start workers; all of them end with the test."""
    started: list[Service] = []

    def start(**more: str) -> Service:
        started.append(Service(hasty, "worker", more=more))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.signal(signal.SIGCONT)
            one.kill()


def ask(store: Store, officer: str, round_id: str = "spring", kind: str = "solve", **request: object) -> str:
    with store.write("north", officer) as tx:
        return runs.create(tx, round_id, kind, request).run_id


def result(store: Store, run_id: str) -> dict[str, object]:
    with store.read("north") as tx:
        found: dict[str, object] = json.loads(runs.result(tx, run_id).content)
    return found


def kinds(store: Store, run_id: str) -> list[str]:
    with store.read("north") as tx:
        return [event.kind for event in events.since(tx, run_id)]


def solving(store: Store, run_id: str) -> None:
    """Wait until the solver is at work."""
    wait_until(lambda: (run_of(store, run_id).progress or {}).get("step") == "solve", 60)


def test_runs_of_every_kind_come_to_their_results(store: Store, officer: str, worker: Start) -> None:
    worker()
    with store.write("north", officer) as tx:
        locks.add(tx, "spring", "A2", "P1", "forbidden", "not there")
    first, again, unfit = ask(store, officer), ask(store, officer), ask(store, officer, policy={"mechanism": "magic"})
    assert wait_for(store, first).state == "done"
    with store.write("north", officer) as tx:
        moves.add(tx, first, "A2", "round", "P2", None, "fell ill")
    repair = ask(store, officer, kind="replan", from_run=first)
    lost = ask(store, officer, kind="replan", from_run="run-x")

    found = result(store, first)
    assert (found["status"], found["placed"]) == ("optimal", 2)
    assert [row["position_id"] for row in found["matching"]] == ["P1", "P2"]  # type: ignore[attr-defined]
    assert wait_for(store, again).state == "done"
    with store.read("north") as tx:
        assert runs.result(tx, first).sha256 == runs.result(tx, again).sha256
        assert runs.result(tx, first).certificate is not None

    failed = wait_for(store, unfit)
    assert failed.state == "failed"
    assert failed.failure is not None
    assert (failed.failure["code"], failed.failure["problems"][0]["code"]) == ("bad-input", "bad-value")

    assert wait_for(store, repair).state == "done"
    assert "replan" in result(store, repair)
    assert wait_for(store, lost).failure == {"code": "unknown-run"}


def test_events_tell_the_level_at_hand_with_the_best_so_far(store: Store, officer: str, worker: Start) -> None:
    worker()
    run_id = ask(store, officer, "hard")
    wait_until(lambda: "best" in (run_of(store, run_id).progress or {}), 60)
    with store.write("north", officer) as tx:
        runs.stop(tx, run_id)
    wait_for(store, run_id)
    with store.read("north") as tx:
        told = [event.data for event in events.since(tx, run_id) if "best" in event.data]
    assert (told[0]["step"], told[0]["level"], told[0]["number"], told[0]["levels"]) == ("solve", "placed", 1, 3)
    assert 0 < told[0]["best"] <= told[0]["bound"]


def stopped_after(store: Store, officer: str, seconds: float) -> str:
    """Stop a run without end after so many seconds at the solver; return it."""
    run_id = ask(store, officer, "hard")
    solving(store, run_id)
    time.sleep(seconds)
    with store.write("north", officer) as tx:
        runs.stop(tx, run_id)
    assert wait_for(store, run_id).state == "stopped"
    return run_id


def test_a_run_that_is_stopped_keeps_the_best_it_has(store: Store, officer: str, worker: Start) -> None:
    worker()
    for seconds in (1, 4, 16, 64):  # until the solver has found something, however busy the machine
        run_id = stopped_after(store, officer, seconds)
        if "result" in told(store, run_id):
            break
    assert result(store, run_id)["status"] == "feasible"
    assert kinds(store, run_id)[-1] == "stopped"


def told(store: Store, run_id: str) -> str:
    """Return what the audit chain tells of a run."""
    with store.read("north") as tx:
        return " ".join(entry.action for entry in audit.entries(tx) if entry.subject == run_id)


def test_a_solver_that_is_killed_is_begun_again_and_given_up_in_the_end(
    store: Store, officer: str, worker: Start
) -> None:
    service = worker()
    run_id = ask(store, officer, "hard")
    for attempt in range(1, store.settings.max_attempts + 1):
        wait_until(lambda attempt=attempt: run_of(store, run_id).attempt == attempt, 60)  # type: ignore[misc]
        solving(store, run_id)
        for child in service.children():
            os.kill(child, signal.SIGKILL)
    found = wait_for(store, run_id)
    assert (found.state, found.failure) == ("failed", {"code": "solver-died", "signal": 9})
    assert service.process.poll() is None


def test_children_give_way_to_whoever_waits_for_a_page(store: Store, worker: Start) -> None:
    service = worker()
    wait_until(lambda: any(os.getpriority(os.PRIO_PROCESS, pid) == NICENESS for pid in service.children()), 60)
    assert os.getpriority(os.PRIO_PROCESS, service.process.pid) == os.getpriority(os.PRIO_PROCESS, 0)


def test_when_a_worker_is_killed_its_children_go_with_it_and_another_takes_over(
    store: Store, officer: str, worker: Start
) -> None:
    service = worker()
    run_id = ask(store, officer, "hard", seconds=600)
    solving(store, run_id)
    children = service.children()
    service.kill()
    wait_until(lambda: not any(map(is_alive, children)))
    worker()
    wait_until(lambda: run_of(store, run_id).attempt == 2, 60)


def test_a_worker_told_to_end_gives_its_run_back(store: Store, officer: str, worker: Start) -> None:
    service = worker()
    run_id = ask(store, officer, "hard")
    solving(store, run_id)
    children = service.children()
    assert service.end() == 0
    assert run_of(store, run_id).state == "queued"
    assert kinds(store, run_id)[-1] == "released"
    assert not any(map(is_alive, children))
    assert claims.workers_seen(store) == 0


HELD = """
import os, signal, sys, time
from api.runs.worker import Worker

def run(self):
    with self.ending._cond:  # as the main thread does for a moment whenever it begins to wait
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.2)
    assert self.ending.wait(30)

Worker.run = run
sys.argv = ["praktika", "worker"]
from matcher.__main__ import main
main()
"""


def test_a_worker_hears_whatever_it_is_at(hasty: Settings) -> None:
    done = subprocess.run([sys.executable, "-c", HELD], env=environment(hasty), cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 0


def test_a_worker_that_slept_past_its_lease_is_fenced(store: Store, officer: str, worker: Start) -> None:
    sleeper = worker()
    run_id = ask(store, officer, "hard", seconds=4)
    solving(store, run_id)
    with store.write("north", officer):  # so that it does not freeze in the middle of writing: SQLite has one writer
        for pid in (sleeper.pid, *sleeper.children()):
            os.kill(pid, signal.SIGSTOP)
    worker()
    wait_until(lambda: run_of(store, run_id).attempt == 2, 60)
    for pid in (sleeper.pid, *sleeper.children()):
        os.kill(pid, signal.SIGCONT)
    found = wait_for(store, run_id)
    assert (found.state, found.attempt) == ("done", 2), found
    with store.read("north") as tx:
        assert runs.result(tx, run_id).attempt == 2
    wait_until(lambda: '"how": "fenced"' in sleeper.log.read_text(), 60)


def test_a_run_that_takes_more_memory_than_it_may_fails(store: Store, officer: str, worker: Start) -> None:
    worker(PRAKTIKA_RUN_MEMORY_MB="40", PRAKTIKA_MAX_ATTEMPTS="1")
    failed = wait_for(store, ask(store, officer))
    assert failed.state == "failed"
    assert failed.failure is not None
    assert failed.failure["code"] in ("out-of-memory", "solver-died")


def test_a_run_past_its_time_keeps_what_it_has_or_fails_with_a_reason(
    store: Store, officer: str, worker: Start
) -> None:
    worker(PRAKTIKA_RUN_SECONDS="0.01")
    assert wait_for(store, ask(store, officer, "hard")).failure == {"code": "time-limit", "seconds": 0.01}
