"""Child: the process that carries out one run: ``python -m api.runs.child READ WRITE MEGABYTES``.

It gets its job over a pipe, tells how far it is over another, and ends. It has no database, ends with its parent, and
may use so much memory. Asked to stop, it keeps the best it has: while prices are sought that is at hand already; while
a solver runs, the solver is asked; before that there is nothing.
"""

import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from api.runs.jobs import Job
from api.store.claims import Outcome

_SET_PDEATHSIG = 1
NICENESS = 5
MEGABYTE = 2**20


def main() -> None:
    """Carry out one job."""
    _die_with_parent()
    _give_way()
    read, write, megabytes = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * MEGABYTE, megabytes * MEGABYTE))
    _Talk(Connection(read, writable=False), Connection(write, readable=False)).run()


def _die_with_parent() -> None:
    ctypes.CDLL(None, use_errno=True).prctl(_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the worker, which asks politely
    if os.getppid() == 1:
        os._exit(1)  # the parent was gone before it could be bound to it


def _give_way() -> None:
    """Let people who wait for a page come first where the processor is short."""
    os.nice(NICENESS)
    with suppress(OSError):  # Linux may weigh sessions before it weighs processes; not every kernel does
        Path("/proc/self/autogroup").write_text(str(NICENESS), encoding="ascii")


class _Talk:
    """What is said between a child and its worker."""

    def __init__(self, incoming: Connection, outgoing: Connection) -> None:
        self.incoming, self.outgoing = incoming, outgoing
        self.stopped = Event()
        self.kept: Outcome | None = None
        self._words = Lock()

    def run(self) -> None:
        """Warm up, wait for the job, carry it out, hand in what came of it."""
        from api.runs.carrying import carry_out
        from matcher.kernels.__main__ import compile_all

        compile_all()
        self._say({"ready": True})
        job = Job(**json.loads(self.incoming.recv_bytes()))
        Thread(target=self._listen, daemon=True).start()
        self._last(carry_out(job, self.tell, self.stopped.is_set, self.keep))

    def tell(self, progress: Mapping[str, object]) -> None:
        """Tell how far the run is."""
        self._say({"progress": dict(progress)})

    def keep(self, outcome: Outcome) -> None:
        """Keep what could be handed in already."""
        self.kept = outcome

    def _listen(self) -> None:
        """Wait for the word to stop; what is kept is handed in at once."""
        try:
            self.incoming.recv_bytes()
        except EOFError:
            os._exit(1)
        self.stopped.set()
        if self.kept is not None:
            self._last({"outcome": asdict(self.kept)})

    def _last(self, word: Mapping[str, Any]) -> None:
        """Say the last word and end at once; whoever comes second says nothing."""
        self._words.acquire()  # held for good
        self.outgoing.send_bytes(json.dumps(word).encode())
        os._exit(0)

    def _say(self, word: Mapping[str, Any]) -> None:
        with self._words:
            self.outgoing.send_bytes(json.dumps(word).encode())


if __name__ == "__main__":
    main()
