"""Watch: one attempt at one run, from the claim to the last word: heartbeats, stops, deadlines, what the child says."""

from collections.abc import Callable, Mapping
from threading import Event
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError

from api.runs.children import Child
from api.runs.jobs import job_for
from api.store import claims
from api.store.claims import Outcome, Token
from api.store.refusals import FencedError, StoreError
from api.store.runs import RunRecord
from api.store.transactions import Store

Answer = TypeVar("Answer")
LISTEN_SECONDS = 0.1
LOOK_SECONDS = 0.2
"""How often the database is asked whether a stop was asked for."""
TELL_SECONDS = 0.5
"""How often progress is written at most."""
KEEPING = frozenset({"solve", "judge", "prices", "trials"})
"""Steps at which a child that is asked to stop may have something to keep."""
PATIENCE_SECONDS = 300.0
"""How long a result is kept for a database that is away."""


class Watch:
    """Sees one attempt through. Every word to the store shows the token, so a run that went on without us is let go."""

    def __init__(self, store: Store, run: RunRecord, child: Child, ending: Event, worker_id: str) -> None:
        self.store, self.run, self.child, self.ending, self.worker_id = store, run, child, ending, worker_id
        self.token = Token(run.college_id, run.run_id, run.attempt)
        self.settings = store.settings
        self.deadline = monotonic() + self.settings.run_seconds
        self.stop_by: float | None = None
        self._step = ""
        self._waiting: Mapping[str, Any] | None = None
        self._next = dict.fromkeys(("beat", "look", "tell"), 0.0)
        self._next["beat"] = monotonic() + self.settings.heartbeat_seconds

    def see_through(self) -> str:
        """Return how the attempt ended: the run's state, ``released``, ``crashed`` or ``fenced``."""
        try:
            self.child.give(self._insist(lambda: job_for(self.store, self.run)))
            return self._listen()
        except FencedError:
            return "fenced"
        except OSError:
            return self._crashed()
        except StoreError as error:
            return self._failed({"code": error.code})

    def _listen(self) -> str:
        while True:
            try:
                word = self.child.word(LISTEN_SECONDS)
            except EOFError:
                return self._crashed()
            if word is not None and "progress" not in word:
                return self._last(word)
            if word is not None:
                self._note(word["progress"])
            ended = self._due()
            if ended is not None:
                return ended

    def _due(self) -> str | None:
        """Do what is due; return how the attempt ended when that ends it."""
        if self.ending.is_set():
            self._insist(lambda: claims.release(self.store, self.token, self.worker_id), seconds=3.0)
            return "released"
        if monotonic() > self.deadline and self.stop_by is None:
            self._ask_to_stop()
        if self.stop_by is None:
            self._look()
        elif monotonic() > self.stop_by or self._step not in KEEPING:
            return self._nothing()
        self._beat()
        self._tell()
        return None

    def _is_due(self, what: str, seconds: float) -> bool:
        due = monotonic() >= self._next[what]
        if due:
            self._next[what] = monotonic() + seconds
        return due

    def _look(self) -> None:
        due = self._is_due("look", LOOK_SECONDS)
        if due and self._try(lambda: claims.is_stop_requested(self.store, self.token)):
            self._ask_to_stop()

    def _ask_to_stop(self) -> None:
        self.child.ask_to_stop()
        self.stop_by = monotonic() + self.settings.grace_seconds

    def _beat(self) -> None:
        if self._is_due("beat", self.settings.heartbeat_seconds):
            self._try(lambda: claims.heartbeat(self.store, self.token))

    def _note(self, progress: Mapping[str, Any]) -> None:
        """Keep progress for the next time it is written; a new step is written at once."""
        if progress.get("step") != self._step:
            self._next["tell"] = 0.0
        self._step, self._waiting = str(progress.get("step")), progress

    def _tell(self) -> None:
        if self._waiting is not None and self._is_due("tell", TELL_SECONDS):
            progress, self._waiting = self._waiting, None
            self._try(lambda: claims.tell(self.store, self.token, progress))

    def _last(self, word: Mapping[str, Any]) -> str:
        if "outcome" in word:
            outcome = Outcome(**word["outcome"])
            self._insist(lambda: claims.finish(self.store, self.token, outcome, self.worker_id))
            return outcome.state
        return self._failed(word["failure"]) if "failure" in word else self._nothing()

    def _nothing(self) -> str:
        """End a run that has nothing to keep: stopped on request, or failed because its time was over."""
        if self.stop_by is None or monotonic() > self.deadline:
            return self._failed({"code": "time-limit", "seconds": self.settings.run_seconds})
        self._insist(lambda: claims.stop_empty(self.store, self.token, self.worker_id))
        return "stopped"

    def _failed(self, failure: Mapping[str, Any]) -> str:
        self._insist(lambda: claims.fail(self.store, self.token, failure, self.worker_id))
        return "failed"

    def _crashed(self) -> str:
        code = self.child.end()
        failure = {"code": "solver-died", "signal": -code} if code < 0 else {"code": "solver-died", "exit": code}
        if self.stop_by is not None:
            return self._nothing()
        self._insist(lambda: claims.crash(self.store, self.token, failure, self.worker_id))
        return "crashed"

    def _try(self, ask: Callable[[], object]) -> object:
        """Ask the database once; that it is away is no reason to give a run up."""
        try:
            return ask()
        except DBAPIError:
            return None

    def _insist(self, ask: Callable[[], Answer], seconds: float = PATIENCE_SECONDS) -> Answer:
        """Ask until the database has answered.

        A word that arrived although the answer to it was lost is fenced when it comes again: all is well then.
        """
        until = monotonic() + seconds
        while True:
            try:
                return ask()
            except DBAPIError:
                if monotonic() > until:
                    raise
                self.ending.wait(0.5)
