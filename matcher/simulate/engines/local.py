"""Local: chunks in this process, or in processes of their own; a process that dies costs its chunk's time only."""

import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from ctypes import CDLL
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from matcher.errors import SimulationError
from matcher.simulate.chain.plan_store import PlanStore
from matcher.simulate.chunks import Bench, Chunk
from matcher.simulate.records import Counts
from matcher.simulate.scenarios import Study

MOST_DEATHS = 5
"""How often in a row workers may die without finishing anything before it is given up."""
AHEAD = 4
"""Chunks another process has before it: enough to last while this one solves a plan, few enough to lose by a stop."""
_PR_SET_PDEATHSIG = 1


class Alone:
    """Carries out chunks in this process, one after another."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def done(self, chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, Counts]]:
        """Yield each chunk with what it counts."""
        for chunk in chunks:
            yield chunk, self._bench.counted(chunk)

    def close(self) -> None:
        """Do nothing: there are no workers."""


class Processes:
    """Carries out chunks in ``workers`` (>= 2) processes: this one, at work while the others come up, and those.

    The others are started afresh so that nothing is inherited.
    """

    def __init__(self, study: Study, workers: int, *, antithetic: bool) -> None:
        self._study, self._others, self._antithetic = study, workers - 1, antithetic
        self._folder = TemporaryDirectory(prefix="praktika-plans-")
        self._own = Bench(study, antithetic=antithetic, plans=PlanStore(Path(self._folder.name)))
        self._pool = self._opened()

    def _opened(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._others,
            mp_context=get_context("spawn"),
            initializer=_begin,
            initargs=(self._study, self._antithetic, Path(self._folder.name)),
        )

    def done(self, chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, Counts]]:
        """Yield each chunk with what it counts. Raises SimulationError when workers die again and again."""
        left, deaths = list(chunks), 0
        while left:
            finished = []
            try:
                for chunk, counts in self._round(left):
                    finished.append(chunk)
                    yield chunk, counts
            except BrokenProcessPool as death:
                deaths = 1 if finished else deaths + 1
                if deaths >= MOST_DEATHS:
                    raise SimulationError("workers-die") from death
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = self._opened()
            left = sorted(set(left) - set(finished))

    def _round(self, chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, Counts]]:
        """Hand out chunks, a few ahead, carry some out, and yield what comes of all. Raises BrokenProcessPool."""
        waiting = list(reversed(chunks))
        at_work: dict[Future[Counts], Chunk] = {}
        while waiting or at_work:
            while waiting and len(at_work) < AHEAD * self._others:
                chunk = waiting.pop()
                at_work[self._pool.submit(_carry_out, chunk)] = chunk
            for future in wait(at_work, 0 if waiting else None, FIRST_COMPLETED).done:
                yield at_work.pop(future), future.result()
            if waiting:
                chunk = waiting.pop()
                yield chunk, self._own.counted(chunk)

    def close(self) -> None:
        """End the workers, whatever they are at."""
        processes = list((self._pool._processes or {}).values())  # Python 3.11 has no public way
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()
        self._folder.cleanup()


_bench: list[Bench] = []


def _begin(study: Study, antithetic: bool, folder: Path) -> None:
    """Make the worker's bench; a stop is for the process that asked, so that it can say what is done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)  # who kills the parent has no use for the worker
    _bench[:] = [Bench(study, antithetic=antithetic, plans=PlanStore(folder))]


def _carry_out(chunk: Chunk) -> Counts:
    return _bench[0].counted(chunk)
