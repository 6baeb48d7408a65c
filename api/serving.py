"""Serving: the web server with the application, and one worker beside it, until told to end."""

import signal
import subprocess
import sys
from collections.abc import Callable
from ctypes import CDLL
from socket import socket
from threading import Event, Thread
from types import FrameType

import uvicorn

from api import logs
from api.app import create_app
from api.security.keys import NewKey, first_key
from api.settings import Settings
from api.store.opening import open_store

GRACE_SECONDS = 6
"""How long requests at hand may take to end; open streams end by themselves before that."""
WORKER_SECONDS = 3.0
WATCH_SECONDS = 1.0
_PR_SET_PDEATHSIG = 1
_C = CDLL(None)  # loaded here: between fork and exec nothing is


class Server(uvicorn.Server):
    """Tells whoever asks whether it is to end; says when it has begun."""

    def __init__(self, config: uvicorn.Config, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._begun = begun

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        if self.started:
            self._begun()

    def is_ending(self) -> bool:
        """Return whether the server was told to end."""
        return bool(self.should_exit)


def serve(
    settings: Settings, show: Callable[[str, NewKey | None], None], title: str, name: str, *, with_worker: bool = True
) -> bool:
    """Serve until SIGTERM or SIGINT; return whether the server ever came up.

    ``show`` is told the address and, at the very first start, the first key; ``title`` and ``name`` are those of the
    college and its administrator then.
    """
    logs.configure(settings.log_level)
    store = open_store(settings)
    made = first_key(store, settings.college, title, name)
    app = create_app(settings, store)
    config = uvicorn.Config(
        app,
        host=settings.address,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = Server(config, lambda: show(settings.public_url or f"http://{settings.address}:{settings.port}", made))
    app.state.installation.is_ending = server.is_ending
    worker = _Worker() if with_worker else None
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, _heard)  # the server raises what it heard once more when it has ended
    try:
        server.run()
    finally:
        if worker is not None:
            worker.end()
        store.close()
    return bool(server.started)


def _heard(_number: int, _frame: FrameType | None) -> None:
    """Let the signal be: the server has ended in good order."""


def _end_with_parent() -> None:
    """Let the worker be told to end when the server is gone, however that came about."""
    _C.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class _Worker:
    """A worker in a process of its own, begun again should it die while the server lives."""

    def __init__(self) -> None:
        self._ending = Event()
        self._process = self._start()
        self._watch = Thread(target=self._keep, daemon=True)
        self._watch.start()

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "matcher", "worker"]
        return subprocess.Popen(command, preexec_fn=_end_with_parent)  # noqa: S603  # our own; it takes no lock

    def _keep(self) -> None:
        while not self._ending.wait(WATCH_SECONDS):
            if self._process.poll() is not None:
                logs.log("serve").warning("worker-died", code=self._process.returncode)
                self._process = self._start()

    def end(self) -> None:
        """Let the worker give its runs back and end."""
        self._ending.set()
        self._watch.join()
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(WORKER_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
