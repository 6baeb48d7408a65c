"""Cluster: chunks on the workers of a Dask scheduler; needs the extra ``cluster``.

Workers must have the same version of praktika. A worker that is killed costs time only: its chunks are done again.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import uuid4

from matcher.errors import InputError, Problem, SimulationError
from matcher.simulate.chunks import Bench, Chunk
from matcher.simulate.records import Counts
from matcher.simulate.scenarios import Study

MOST_DEATHS = 5
"""How often in a row a chunk may take its worker with it before it is given up."""
SECONDS = 15
"""How long a scheduler may take to answer."""
SECONDS_FOR_WORKERS = 60
"""How long a scheduler may be without a worker."""


class Cluster:
    """Carries out chunks on the workers of the scheduler at ``address`` (HOST:PORT).

    Raises InputError where the extra is missing, no scheduler answers or it has no workers.
    """

    def __init__(self, study: Study, address: str, *, antithetic: bool) -> None:
        self._client = _client(address)
        self._key = uuid4().hex
        self._antithetic = antithetic
        # A task and not scattered data: what a killed worker held the scheduler can then make again.
        self._study = self._client.submit(held, study, pure=False)

    def done(self, chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, Counts]]:
        """Yield each chunk with what it counts. Raises SimulationError when workers die again and again."""
        from distributed import CancelledError, as_completed
        from distributed.scheduler import KilledWorker

        chunk_of = {self._submitted(chunk): chunk for chunk in chunks}
        deaths: dict[Chunk, int] = {}
        ready = as_completed(list(chunk_of), loop=self._client.loop)
        for future in ready:
            chunk = chunk_of.pop(future)
            try:
                counts = future.result()
            except KilledWorker as death:
                deaths[chunk] = deaths.get(chunk, 0) + 1
                if deaths[chunk] >= MOST_DEATHS:
                    raise SimulationError("workers-die") from death
                again = self._submitted(chunk)
                chunk_of[again] = chunk
                ready.add(again)
                continue
            except CancelledError as lost:
                raise SimulationError("cluster-lost") from lost
            yield chunk, counts

    def _submitted(self, chunk: Chunk) -> Any:
        return self._client.submit(
            carried_out, self._key, self._study, chunk, self._antithetic, pure=False, priority=-chunk.first
        )

    def close(self) -> None:
        """Leave the scheduler; what it still had to do for this client it drops."""
        self._client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as missing:
        raise InputError([Problem("--engine", "no-cluster-extra")]) from missing
    try:
        client = Client(f"tcp://{address}", timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as silent:
        raise InputError([Problem("--engine", "no-scheduler", values={"address": address})]) from silent
    try:
        client.wait_for_workers(1, timeout=SECONDS_FOR_WORKERS)
    except TimeoutError as idle:
        client.close()
        raise InputError([Problem("--engine", "no-workers", values={"address": address})]) from idle
    return client


def held(study: Study) -> Study:
    """Return the study, which a worker then holds for the chunks it carries out."""
    return study


_benches: dict[str, Bench] = {}


def carried_out(key: str, study: Study, chunk: Chunk, antithetic: bool) -> Counts:
    """Return what a chunk counts, on a worker: it keeps the bench of the study it last worked for."""
    if key not in _benches:
        _benches.clear()
        _benches[key] = Bench(study, antithetic=antithetic)
    return _benches[key].counted(chunk)
