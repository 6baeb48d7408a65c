"""Children: processes with bounds on memory and time in which untrusted files are read and questions worked out.

A child is made from a fork server that has the libraries loaded, so that it starts in milliseconds; whatever happens
to it (a library that aborts, memory that runs out), the server goes on. It answers in JSON: nothing that it sends is
ever unpickled.
"""

import json
import os
import resource
import signal
from collections.abc import Sequence
from ctypes import CDLL
from dataclasses import asdict, dataclass
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

from matcher.errors import InputError, PraktikaError, Problem

ANSWERS = ("eligibility", "verdicts", "telling", "exporting", "own", "scenarios")
PRELOADED = ("__main__", "api.uploads.reading", *(f"api.answers.{name}" for name in ANSWERS))
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child may use: megabytes of memory of its own, seconds a task, megabytes of the largest file it writes."""

    memory_mb: int
    seconds: float
    file_mb: int = 512


class ChildError(PraktikaError):
    """A child could not carry its task out; ``code`` is ``too-slow``, ``too-large`` or ``broken``."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code} {detail}".strip())


def context() -> ForkServerContext:
    """Return the way children are made; the fork server is shared by the whole process."""
    found = get_context("forkserver")
    found.set_forkserver_preload(list(PRELOADED))
    return found


class Child:
    """One process that carries out tasks, one at a time, until it is closed or fails."""

    def __init__(self, bounds: Bounds) -> None:
        made = context()
        self.bounds = bounds
        self._pipe, other = made.Pipe()
        self._process = made.Process(target=_serve, args=(other, bounds), daemon=True)
        self._process.start()
        other.close()

    def ask(self, task: str, *arguments: object) -> Any:
        """Return what the task ``module:function`` gives for the arguments, as plain data.

        Raises InputError with what the task found wrong with its input, else ChildError; after that the child is gone.
        """
        try:
            self._pipe.send((task, arguments))
            if not self._pipe.poll(self.bounds.seconds):
                raise ChildError("too-slow")
            return _taken(json.loads(self._pipe.recv_bytes()))
        except (EOFError, OSError) as error:
            raise ChildError("too-large") from error

    @property
    def pid(self) -> int | None:
        """Return the process id."""
        return self._process.pid

    def close(self) -> None:
        """End the process, whatever it does."""
        self._pipe.close()
        self._process.kill()
        self._process.join()
        self._process.close()


def ask_once(bounds: Bounds, task: str, *arguments: object) -> Any:
    """Carry out one task in a child of its own; see :meth:`Child.ask`."""
    child = Child(bounds)
    try:
        return child.ask(task, *arguments)
    finally:
        child.close()


def _taken(reply: dict[str, Any]) -> Any:
    if "problems" in reply:
        raise InputError(problem_from(entries) for entries in reply["problems"])
    if "failed" in reply:
        raise ChildError("too-large" if reply["failed"] == "MemoryError" else "broken", reply["failed"])
    return reply["answer"]


def problem_as_mapping(problem: Problem) -> dict[str, object]:
    """Return a problem as plain data."""
    return asdict(problem)


def problem_from(entries: dict[str, Any]) -> Problem:
    """Return the problem in plain data."""
    return Problem(**entries)


def _serve(pipe: Connection, bounds: Bounds) -> None:
    """Carry out tasks until the other end of the pipe is closed."""
    _confine(bounds)
    while True:
        try:
            task, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send_bytes(_written(_carry_out(task, arguments)))


def _written(reply: dict[str, object]) -> bytes:
    return json.dumps(reply, ensure_ascii=True, default=_plain).encode("ascii")


def _plain(value: object) -> object:
    if isinstance(value, set | frozenset):
        return sorted(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _carry_out(task: str, arguments: Sequence[object]) -> dict[str, object]:
    module, _, name = task.partition(":")
    try:
        return {"answer": getattr(import_module(module), name)(*arguments)}
    except InputError as error:
        return {"problems": [problem_as_mapping(problem) for problem in error.problems]}
    except Exception as error:  # the type alone goes out: its words might hold a name
        return {"failed": type(error).__name__}


def _confine(bounds: Bounds) -> None:
    """Take away what a child must not have: more memory, large files, core dumps, a terminal, a life of its own."""
    CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    memory, file = bounds.memory_mb << 20, bounds.file_mb << 20
    for kind, most in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_FSIZE, file), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most))
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.chdir(Path(os.sep))
