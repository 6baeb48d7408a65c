"""Worker: claims runs and sees them through, each in a child of its own; many may work on one database."""

import os
import socket
from collections.abc import Callable
from secrets import token_hex
from threading import Event, Thread
from time import monotonic
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from api.logs import log
from api.runs.children import Child
from api.runs.watch import Watch
from api.store import claims
from api.store.erasure import tidy
from api.store.runs import RunRecord
from api.store.transactions import Store

Answer = TypeVar("Answer")
FINISH_SECONDS = 8.0
"""How long the slots may take to let go when the worker is told to end."""
READY_SECONDS = 0.5
"""How long to wait for a child to be warm before looking around: no run is claimed that nobody can begin."""
TIDY_SECONDS = 3600.0


class Worker:
    """Carries out runs in so many slots until it is told to end."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.worker_id = f"{socket.gethostname()}-{os.getpid()}-{token_hex(3)}"
        self.ending = Event()
        self._tidy_at = 0.0
        self._log = log("worker").bind(worker=self.worker_id)

    def run(self) -> None:
        """Work until :meth:`end` is called; runs at hand are then given back for others to take."""
        slots = [Thread(target=self._slot, name=f"slot-{n}") for n in range(self.store.settings.worker_slots)]
        for slot in slots:
            slot.start()
        self._log.info("worker-started", slots=len(slots))
        while not self.ending.is_set():
            self._patiently(lambda: claims.worker_seen(self.store, self.worker_id, len(slots)))
            self._tidy()
            self.ending.wait(self.store.settings.heartbeat_seconds)
        deadline = monotonic() + FINISH_SECONDS
        for slot in slots:
            slot.join(max(0.0, deadline - monotonic()))
        self._once(lambda: claims.worker_gone(self.store, self.worker_id))
        self._log.info("worker-ended")

    def end(self) -> None:
        """Tell the worker to end soon."""
        self.ending.set()

    def _tidy(self) -> None:
        """Once an hour, let go of what has had its time: keys of requests, and rounds where the settings say so."""
        if monotonic() >= self._tidy_at:
            self._tidy_at = monotonic() + TIDY_SECONDS
            self._patiently(lambda: tidy(self.store, self.worker_id))

    def _slot(self) -> None:
        child = Child(self.store.settings.run_memory_mb)
        try:
            while not self.ending.is_set():
                if child.is_gone():
                    child.end()
                    child = Child(self.store.settings.run_memory_mb)
                if not child.is_ready(READY_SECONDS):
                    continue
                run = self._patiently(lambda: claims.claim(self.store, self.worker_id))
                if run is None:
                    self.ending.wait(self.store.settings.poll_seconds)
                    continue
                self._see_through(run, child)
                child = Child(self.store.settings.run_memory_mb)
        finally:
            child.end()

    def _see_through(self, run: RunRecord, child: Child) -> None:
        told = self._log.bind(run=run.run_id, college=run.college_id, attempt=run.attempt, kind=run.kind)
        told.info("run-claimed")
        began = monotonic()
        try:
            how = Watch(self.store, run, child, self.ending, self.worker_id).see_through()
        except Exception:
            # Whatever went wrong with this run must not end the worker; its lease ends and it is taken up again.
            told.exception("run-let-go")
        else:
            told.info("run-ended", how=how, seconds=round(monotonic() - began, 3))
        finally:
            child.end()

    def _patiently(self, ask: Callable[[], Answer]) -> Answer | None:
        """Return an answer of the database; while it is away, wait and ask again, until the worker is to end."""
        while not self.ending.is_set():
            try:
                return ask()
            except DBAPIError as error:
                self._log.warning("database-away", kind=type(error).__name__)
                self.ending.wait(1.0)
        return None

    def _once(self, ask: Callable[[], None]) -> None:
        try:
            ask()
        except DBAPIError as error:
            self._log.warning("database-away", kind=type(error).__name__)
