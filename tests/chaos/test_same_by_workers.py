"""The same round comes to the same SHA-256 through services of one, two and four workers, on a Dask cluster too."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from api.settings import Settings
from api.store import rounds, runs
from api.store.transactions import Store
from matcher.files.reading import load_round
from matcher.files.writing import document_text
from tests.api.people import college, content
from tests.chaos.counts import IS_FULL, times
from tests.chaos.test_same_result import KINDS, LENGTH, here
from tests.chaos.test_workers import Crew, all_ended, hasty, store
from tests.oracle.test_features import made
from tests.simulate.test_engines import dask, scheduler

__all__ = ["hasty", "store"]

CREWS = (1, 2, 4) if IS_FULL else (2,)
SEEDS = times(1, 30)
"""So many rounds of each kind."""
TWICE = 2
SCENARIO = Path("scenarios/tiny-what-if.yaml")


def expected() -> dict[str, tuple[str, str]]:
    """Return rounds by their ids: the document, and what solving it here comes to."""
    sample = [made(kind, seed) for seed in range(SEEDS) for kind in KINDS]
    named = [replace(round_, round_id=f"round-{n}", policy=policy) for n, (round_, policy) in enumerate(sample)]
    found = {one.round_id: (document_text(one), here(document_text(one))) for one in named}
    return {name: (text, sha) for name, (text, sha) in found.items() if len(sha) == LENGTH}


@contextmanager
def crew_of(settings: Settings, n: int) -> Iterator[Crew]:
    crew = Crew(settings, n)
    try:
        yield crew
    finally:
        crew.end()


def came_to(store: Store, asked: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """Wait for runs (round and run id) and return what each round came to."""
    all_ended(store, [run_id for _, run_id in asked])
    with store.read("north") as tx:
        return {(round_id, runs.result(tx, run_id).sha256) for round_id, run_id in asked}


def test_no_number_of_workers_changes_anything(store: Store, hasty: Settings) -> None:
    officer, known = college(store), expected()
    assert len(known) >= SEEDS * 2
    with store.write("north", officer) as tx:
        for round_id, (text, _) in known.items():
            rounds.create(tx, content(round_id, text))
    for n in CREWS:
        with crew_of(hasty, n):
            with store.write("north", officer) as tx:
                asked = [(id_, runs.create(tx, id_, "solve", {}).run_id) for id_ in known for _ in range(TWICE)]
            assert came_to(store, asked) == {(round_id, sha) for round_id, (_, sha) in known.items()}


@contextmanager
def engine_of(name: str, folder: Path) -> Iterator[str]:
    """Give what the setting says: this machine, or a cluster that lives as long as the block."""
    if name == "local":
        yield name
        return
    pytest.importorskip("distributed")
    options = ("--nworkers", "2", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
    with ExitStack() as stack:
        address = stack.enter_context(scheduler(folder))
        stack.enter_context(dask("worker", address, "--host", "127.0.0.1", *options))
        yield f"dask://{address.removeprefix('tcp://')}"


@pytest.mark.skipif(not IS_FULL, reason="starts a cluster and crews for each database: with PRAKTIKA_CHAOS")
def test_neither_workers_nor_a_cluster_change_a_simulation(store: Store, hasty: Settings, tmp_path: Path) -> None:
    officer = college(store)
    request = {"scenario": SCENARIO.read_text("utf-8"), "trials": times(10, 200)}
    with store.write("north", officer) as tx:
        rounds.create(tx, content("tiny", document_text(load_round("scenarios/tiny"))))
    found = set()
    for engine, n in (("local", 1), ("dask", max(CREWS))):
        with engine_of(engine, tmp_path) as name, crew_of(replace(hasty, engine=name, engine_workers=n), n):
            with store.write("north", officer) as tx:
                asked = [("tiny", runs.create(tx, "tiny", "simulate", request).run_id) for _ in range(TWICE)]
            found |= came_to(store, asked)
    assert len(found) == 1
