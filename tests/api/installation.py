"""A worker of its own process beside a test, and a round that takes as long to solve as a test likes."""

import os
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from api.settings import Settings, variable
from api.store import runs
from api.store.transactions import Store
from tests.api.launching import launched
from tests.api.postgres import wait_until

TINY = (
    '{"round": {"version": 1, "id": "spring", "starts_on": "2026-04-13", "ends_on": "2026-05-24"},'
    '"applicants": [{"applicant_id": "A1"}, {"applicant_id": "A2"}],'
    '"positions": [{"position_id": "P1", "capacity": 1}, {"position_id": "P2", "capacity": 1}],'
    '"preferences": [{"applicant_id": "A1", "position_id": "P1", "rank": 1},'
    '{"applicant_id": "A2", "position_id": "P1", "rank": 1}]}'
)


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """Return the environment that gives these settings."""
    given = {variable(f.name): str(getattr(settings, f.name)) for f in fields(settings)}
    return {"PATH": os.environ["PATH"], "HOME": str(settings.home), **given, **more}


class Service:
    """A verb of the command line that keeps running: a worker, a server."""

    def __init__(self, settings: Settings, *verb: str, more: Mapping[str, str] | None = None) -> None:
        self.log = settings.home / f"{verb[0]}-{time.monotonic_ns()}.log"
        with self.log.open("wb") as out:
            command, env = [sys.executable, "-m", "matcher", *verb], environment(settings, **(more or {}))
            self.process = launched(command, out, out, cwd=Path(__file__).parents[2], env=env)

    @property
    def pid(self) -> int:
        return self.process.pid

    def children(self) -> list[int]:
        """Return the processes it started."""
        try:
            tasks = list(Path(f"/proc/{self.pid}/task").iterdir())
            return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]
        except OSError:
            return []

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def end(self, seconds: float = 10.0) -> int:
        """End it in good order and return its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(seconds)


def is_alive(pid: int) -> bool:
    """Return whether a process runs (one that has ended and waits for its parent does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def run_of(store: Store, run_id: str, college_id: str = "north") -> runs.RunRecord:
    with store.read(college_id) as tx:
        return runs.get(tx, run_id)


def wait_for(store: Store, run_id: str, *states: str, seconds: float = 60.0) -> runs.RunRecord:
    """Wait until a run is in one of the states (default: ended) and return it."""
    wanted = states or ("done", "failed", "stopped")
    wait_until(lambda: run_of(store, run_id).state in wanted, seconds)
    return run_of(store, run_id)
