"""The desk: a few children that answer questions about rounds and results, and one more for each upload."""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from threading import BoundedSemaphore
from typing import Any

from api.children import Bounds, Child, ChildError, ask_once
from api.settings import Settings
from matcher.errors import InputError

READ_UPLOAD = "api.uploads.reading:read_upload"
MOST_WAITING = 8
"""Questions (and as many uploads) that wait for a child; whoever comes then is told to come back, so that threads stay
free for everything else."""
PATIENCE = 30.0
"""Seconds that a question waits for a child to become free."""
_MEMORY_MB = 3072
"""Memory of a child that answers: it holds a few rounds laid out as arrays."""
_SECONDS = 60.0


class BusyError(ChildError):
    """Every child is at work."""

    def __init__(self) -> None:
        super().__init__("busy")


@contextmanager
def _entry(room: BoundedSemaphore, patience: float = 0.0) -> Iterator[None]:
    """Hold a place in a room. Raises BusyError when none becomes free in time."""
    if not room.acquire(timeout=patience):
        raise BusyError
    try:
        yield
    finally:
        room.release()


class Desk:
    """Answers questions in children; the latest used comes first, since it remembers the round. Safe among threads."""

    def __init__(self, settings: Settings, n_children: int = 2, n_uploads: int = 2) -> None:
        self.settings = settings
        self.bounds = Bounds(_MEMORY_MB, _SECONDS)
        self._free: LifoQueue[Child | None] = LifoQueue()
        for _ in range(n_children):
            self._free.put(None)
        self._asked = BoundedSemaphore(n_children + MOST_WAITING)
        self._uploads = BoundedSemaphore(n_uploads)
        self._sent = BoundedSemaphore(n_uploads + MOST_WAITING)

    def ask(self, task: str, *arguments: object) -> Any:
        """Return the answer to a task of ``api.answers``. Raises InputError, ChildError, BusyError."""
        with _entry(self._asked), self._child() as child:
            return child.ask(f"api.answers.{task}", *arguments)

    @contextmanager
    def _child(self) -> Iterator[Child]:
        """Lend a child; one that failed is put away and made anew when it is needed."""
        try:
            kept = self._free.get(timeout=PATIENCE)
        except Empty:
            raise BusyError from None
        child = kept
        try:
            child = kept or Child(self.bounds)
            yield child
            kept = child
        except InputError:
            kept = child
            raise
        except BaseException:
            kept = None
            if child is not None:
                child.close()
            raise
        finally:
            self._free.put(kept)

    def read_upload(self, path: str, form: str, folder: str, stored: str | None) -> dict[str, Any]:
        """Return what is in an upload, see :func:`api.uploads.reading.read_upload`. Raises as :meth:`ask` does."""
        bounds = Bounds(self.settings.upload_memory_mb, self.settings.upload_seconds)
        with _entry(self._sent), _entry(self._uploads, PATIENCE):
            found: dict[str, Any] = ask_once(bounds, READ_UPLOAD, path, form, folder, stored)
            return found

    def close(self) -> None:
        """End every child."""
        while not self._free.empty():
            child = self._free.get_nowait()
            if child is not None:
                child.close()
