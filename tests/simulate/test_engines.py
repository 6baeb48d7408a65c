"""Engines: the same bytes from one process, several and a Dask cluster; deaths cost time, a stop keeps the rest."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import ClassVar

import pytest

from matcher.errors import InputError, SimulationError
from matcher.files.simulations import records_text
from matcher.simulate.chunks import Bench, Chunk, chunks
from matcher.simulate.engines.local import Alone, Processes
from matcher.simulate.scenarios import Scenario, Study
from matcher.simulate.simulation import simulate
from tests.simulate.models import BASE, Seats, small, study, vacancies

local = import_module("matcher.simulate.engines.local")
ROOT = Path(__file__).parents[2]


def trying(trials: int = 120) -> Study:
    closing = Scenario("closing", "Одно место закрыто", (Seats("P0", 0, chance=0.5),))
    return study(small(hire_places=2), BASE, closing, vacancies=vacancies(5), trials=trials)


@pytest.fixture(scope="module")
def alone() -> str:
    return records_text(simulate(trying()))


def test_the_number_of_workers_changes_no_byte(alone: str) -> None:
    assert records_text(simulate(trying(), workers=3)) == alone


def test_another_seed_gives_other_numbers(alone: str) -> None:
    assert records_text(simulate(replace(trying(), seed=2))) != alone


def kill_one(pids: list[int]) -> None:
    os.kill(pids[0], signal.SIGKILL)


def test_a_killed_process_costs_only_time(alone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Processes] = []
    original = Processes._opened

    def noted(self: Processes) -> object:
        opened.append(self)
        return original(self)

    monkeypatch.setattr(Processes, "_opened", noted)
    killed: list[int] = []

    def kill(done: int, most: int) -> None:
        if not killed:
            killed.extend(opened[-1]._pool._processes or {})
            kill_one(killed)

    found = simulate(trying(), workers=2, progress=kill)
    assert len(opened) == 2
    assert records_text(found) == alone


def test_processes_that_die_again_and_again_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        _processes: ClassVar[dict[int, object]] = {}

        def submit(self, *_: object) -> object:
            raise local.BrokenProcessPool

        def shutdown(self, **_: object) -> None:
            pass

    monkeypatch.setattr(Processes, "_opened", lambda self: Broken())
    engine = Processes(trying(), 2, antithetic=True)
    with pytest.raises(SimulationError, match="workers-die"):
        list(engine.done([Chunk(0, 2, 0)]))
    engine.close()


def test_a_stop_keeps_the_trials_that_all_scenarios_have() -> None:
    def stop(done: int, most: int) -> None:
        if done >= 150:
            raise KeyboardInterrupt

    found = simulate(trying(), progress=stop, tornado=True)
    assert (found.stopped, found.counts.n_trials, found.tilts) == ("interrupted", 50, None)
    whole = simulate(trying(trials=50))
    assert records_text(found) == records_text(whole)


def test_a_stop_before_anything_is_done_is_passed_on() -> None:
    def stop(done: int, most: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(trying(), progress=stop)


def test_a_stop_of_the_terminal_ends_the_processes() -> None:
    engine = Processes(trying(4), 3, antithetic=True)
    list(engine.done(chunks(range(2), 0, 4)))
    processes = list(engine._pool._processes.values())
    engine.close()
    assert [p.is_alive() for p in processes] == [False, False]


def test_workers_end_with_the_process_that_started_them() -> None:
    code = (
        "import time\nfrom tests.simulate.test_engines import *\n"
        "if __name__ == '__main__':\n"
        "    engine = Processes(trying(4), 3, antithetic=True)\n    list(engine.done(chunks(range(2), 0, 4)))\n"
        "    print(*engine._pool._processes, flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = [Path("/proc") / pid for pid in parent.stdout.readline().split()]
        alive = [worker.exists() for worker in workers]
        parent.kill()
    ends = time.monotonic() + 30
    while any(worker.exists() for worker in workers) and time.monotonic() < ends:
        time.sleep(0.05)
    assert (alive, [worker.exists() for worker in workers]) == ([True, True], [False, False])


def test_the_trials_wanted_are_cut_in_even_chunks_by_trial_then_scenario() -> None:
    assert chunks(range(2), 0, 120) == tuple(
        Chunk(a, b, s) for a, b in ((0, 50), (50, 100), (100, 120)) for s in (0, 1)
    )


def test_a_worker_makes_its_bench_once_and_leaves_interrupts_to_the_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local.signal, "signal", lambda *_: None)
    monkeypatch.setattr(local.sys, "platform", "elsewhere")
    local._begin(trying(4), antithetic=True, folder=tmp_path)
    bench = Bench(trying(4), antithetic=True)
    chunk = Chunk(0, 4, 1)
    assert (local._carry_out(chunk).figures == bench.counted(chunk).figures).all()
    Alone(bench).close()


@pytest.mark.parametrize("engine", ["threads", "dask://127.0.0.1:1", "dask://nowhere"])
def test_an_engine_that_cannot_be_used_is_told(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(import_module("matcher.simulate.engines.cluster"), "SECONDS", 1)
    with pytest.raises(InputError):
        simulate(trying(), engine=engine)


def test_a_cluster_without_its_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match="no-cluster-extra"):
        simulate(trying(), engine="dask://127.0.0.1:1")


@contextmanager
def dask(*args: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a part of a Dask cluster, ended with the block."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "dask", *args]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """Run a scheduler on loopback and give its address."""
    file = folder / "scheduler.json"
    with dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)):
        deadline = time.monotonic() + 60
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        yield json.loads(file.read_text("utf-8"))["address"]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a scheduler and two workers on loopback and return the scheduler's HOST:PORT."""
    pytest.importorskip("distributed")
    folder = tmp_path_factory.mktemp("dask")
    options = ("--nworkers", "2", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
    with scheduler(folder) as address, dask("worker", address, "--host", "127.0.0.1", *options):
        yield address.removeprefix("tcp://")


def test_a_dask_cluster_gives_the_same_bytes(cluster: str, alone: str) -> None:
    assert records_text(simulate(trying(), engine=f"dask://{cluster}")) == alone


def test_a_killed_dask_worker_costs_only_time(cluster: str, alone: str) -> None:
    from distributed import Client

    with Client(f"tcp://{cluster}", set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        pids = sorted(client.run(os.getpid).values())
    killed: list[int] = []

    def kill(done: int, most: int) -> None:
        if not killed:
            killed.extend(pids)
            kill_one(pids)

    assert records_text(simulate(trying(), engine=f"dask://{cluster}", progress=kill)) == alone
    assert killed


class Lost:
    """A client whose scheduler is gone: every future of it is cancelled."""

    loop = None

    def submit(self, *_: object, **__: object) -> object:
        return object()

    def close(self) -> None:
        pass


class Ended:
    """What comes of a future: an error, or a value."""

    def __init__(self, error: Exception | None) -> None:
        self.error = error

    def result(self) -> str:
        if self.error is not None:
            raise self.error
        return "counts"


def answered(monkeypatch: pytest.MonkeyPatch, errors: list[Exception | None]) -> list[tuple[Chunk, object]]:
    """Carry out one chunk on a cluster that answers with these errors, one after another."""
    distributed = pytest.importorskip("distributed")
    cluster = import_module("matcher.simulate.engines.cluster")
    futures = [Ended(error) for error in errors]
    waiting: list[Ended] = []

    class Ready(list[Ended]):
        def __init__(self, first: list[Ended], loop: object) -> None:
            super().__init__(first)

        add = list.append

    client = Lost()
    monkeypatch.setattr(client, "submit", lambda *_, **__: futures.pop(0) if waiting else waiting.append(Ended(None)))
    monkeypatch.setattr(cluster, "_client", lambda _: client)
    monkeypatch.setattr(distributed, "as_completed", Ready)
    return list(cluster.Cluster(trying(2), "anywhere", antithetic=True).done([Chunk(0, 2, 0)]))


def killed_worker() -> Exception:
    from distributed.scheduler import KilledWorker

    death: Exception = KilledWorker("task", None, 3)
    return death


def test_a_chunk_whose_workers_died_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    assert answered(monkeypatch, [killed_worker(), killed_worker(), None]) == [(Chunk(0, 2, 0), "counts")]


def test_a_chunk_that_takes_worker_after_worker_with_it_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(SimulationError, match="workers-die"):
        answered(monkeypatch, [killed_worker() for _ in range(9)])


def test_a_cluster_that_is_lost_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    with pytest.raises(SimulationError, match="cluster-lost"):
        answered(monkeypatch, [distributed.CancelledError("task")])


def test_a_worker_of_a_cluster_keeps_the_bench_of_the_study_it_works_for() -> None:
    from matcher.simulate.engines.cluster import _benches, carried_out, held

    chunk, own = Chunk(0, 4, 1), held(trying(4))
    expected = Bench(own, antithetic=True).counted(chunk).figures
    assert (carried_out("one", own, chunk, antithetic=True).figures == expected).all()
    bench = _benches["one"]
    carried_out("one", own, chunk, antithetic=True)
    assert _benches == {"one": bench}
    carried_out("two", own, chunk, antithetic=True)
    assert set(_benches) == {"two"}


def test_a_scheduler_without_workers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(import_module("matcher.simulate.engines.cluster"), "SECONDS_FOR_WORKERS", 1)
    with scheduler(tmp_path) as address, pytest.raises(InputError, match="no-workers"):
        simulate(trying(), engine=f"dask://{address.removeprefix('tcp://')}")
