"""The service under test, with a worker in the same process: runs are carried out in children of their own."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import uvicorn

from api.app import create_app
from api.runs.worker import Worker
from api.settings import Settings
from api.store.opening import open_store


@contextlib.contextmanager
def served(settings: Settings) -> Iterator[str]:
    """Serve an installation with one worker; give its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        app = create_app(settings, open_store(settings))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on", timeout_graceful_shutdown=2))
        worker = Worker(open_store(settings))
        threads = [
            threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True),
            threading.Thread(target=worker.run, daemon=True),
        ]
        for thread in threads:
            thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        worker.end()
        for thread in threads:
            thread.join(timeout=10)
