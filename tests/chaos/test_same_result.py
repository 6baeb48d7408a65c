"""The same round, policy and seed come to the same SHA-256, whatever way they go through the service."""

import random
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from api.runs.carrying import carry_out
from api.runs.children import Child
from api.runs.jobs import Job
from api.store import rounds
from api.store.transactions import Store
from matcher.files.writing import document_text
from matcher.rounds import Round
from tests.api.people import college
from tests.api.postgres import wait_until
from tests.chaos.counts import times
from tests.oracle.test_features import made
from tests.simulate.test_engines import dask, scheduler

ROUNDS = times(3, 42)
"""A third of each kind: with conditions, with stability, with both."""
LENGTH = 64
KINDS = ("feature", "stable", "both")


def sample() -> list[Round]:
    found = [made(kind, seed) for seed in range(ROUNDS) for kind in KINDS]
    return [replace(round_, round_id=f"round-{n}", policy=policy) for n, (round_, policy) in enumerate(found)]


def job(document: str) -> Job:
    return Job("solve", document, {}, 60.0)


def here(document: str, stop: Callable[[], bool] = lambda: False) -> str:
    return sha_of(carry_out(job(document), lambda _: None, stop, lambda _: None))


def sha_of(found: dict[str, Any]) -> str:
    return str(found["outcome"]["sha256"]) if "outcome" in found else str(found)


def in_a_child(document: str) -> str:
    child = Child(4096)
    try:
        wait_until(lambda: child.is_ready(1.0), 120)
        child.give(job(document))
        while (word := child.word(120.0)) is None or "progress" in word:
            assert word is not None
        return sha_of(word)
    finally:
        child.end()


def shuffled(round_: Round, seed: int) -> Round:
    r = random.Random(seed)
    tables: dict[str, Any] = {f.name: getattr(round_, f.name) for f in fields(round_)}
    tables = {name: tuple(r.sample(v, len(v))) for name, v in tables.items() if isinstance(v, tuple)}
    return replace(round_, **tables)


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_rows_in_another_order_and_processes_of_their_own_change_nothing(store: Store) -> None:
    n_solved = 0
    for n, round_ in enumerate(sample()):
        document = document_text(round_)
        expected = here(document)
        if len(expected) != LENGTH:
            continue  # refused as a file: what is told of it names rows
        n_solved += 1
        assert here(document_text(shuffled(round_, n))) == expected
        if n % 10 == 0:
            assert in_a_child(document) == expected
    assert n_solved >= 3 * ROUNDS * 4 // 5


def test_neither_a_pool_nor_a_cluster_changes_anything(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    documents = [document_text(round_) for round_ in sample()]
    expected = [here(document) for document in documents]
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        assert list(pool.map(here, documents)) == expected
    options = ("--nworkers", "2", "--nthreads", "1", "--no-dashboard", "--local-directory", str(tmp_path))
    with (
        scheduler(tmp_path) as address,
        dask("worker", address, "--host", "127.0.0.1", *options),
        distributed.Client(address, set_as_default=False) as client,
    ):
        assert client.gather(client.map(here, documents)) == expected


def test_no_database_changes_anything(store: Store) -> None:
    officer = college(store)
    for round_ in sample():
        document = document_text(round_)
        with store.write("north", officer) as tx:
            rounds.create(tx, rounds.Content(round_.round_id, None, "internship", document, "f", {}))
        with store.read("north") as tx:
            assert rounds.content(tx, round_.round_id) == document
