"""Serve the page with the demo round in it, in the background: ``python tools/demo_service.py start|stop``.

Everything of it lies in ``out/service``: the database, what the server says, its process id and the first key. It ends
by itself after eight hours.
"""

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from socket import socket
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).parents[1]
HOME = ROOT / "out" / "service"
ROUND = ROOT / "scenarios" / "kireevsk-spring"
ROUND_ID = "kireevsk-2026-spring"
PROCESS, KEY, ADDRESS, LOG = (HOME / name for name in ("process", "key", "address", "log"))
FIRST_PORT, PORTS = 8000, 20
HOURS = 8
SECONDS_TO_START = 60


def start() -> None:
    """Start the server unless it runs, put the demo round in once, say the address and the key."""
    HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_running():
        serve()
    address, key = ADDRESS.read_text(), KEY.read_text() if KEY.exists() else ""
    if key and status(f"{address}/api/v1/rounds/{ROUND_ID}", key) == 404:
        call(f"{address}/api/v1/rounds", key, zipped(ROUND), "application/zip")
        call(
            f"{address}/api/v1/rounds/{ROUND_ID}/runs", key, json.dumps({"kind": "solve"}).encode(), "application/json"
        )
    say(f"Страница с учебным раундом: {address}")
    say(f"Ключ для входа: {key or 'в этой базе он уже был показан; новый даёт praktika key new'}")
    say(f"Остановить: make stop (сама остановится через {HOURS} ч)")


def serve() -> None:
    """Start the server apart from this process and wait until it is ready."""
    port = next(p for p in range(FIRST_PORT, FIRST_PORT + PORTS) if is_free(p))
    address = f"http://127.0.0.1:{port}"
    environ = os.environ | {
        "PRAKTIKA_HOME": str(HOME / "home"),
        "PRAKTIKA_PORT": str(port),
        "PRAKTIKA_ADDRESS": "127.0.0.1",
    }
    with LOG.open("wb") as log:
        command = ["timeout", f"{HOURS}h", sys.executable, "-m", "matcher", "serve"]
        process = subprocess.Popen(  # noqa: S603  # our own command
            command, env=environ, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    PROCESS.write_text(str(process.pid))
    ADDRESS.write_text(address)
    ends = time.monotonic() + SECONDS_TO_START
    while status(f"{address}/readyz") != 200:
        if process.poll() is not None or time.monotonic() > ends:
            sys.exit(f"the service does not start:\n{LOG.read_text()}")
        time.sleep(0.1)
    keep_first_key()


def keep_first_key() -> None:
    """Keep the key that was shown at the first start, for the owner of the folder alone."""
    shown = next((line.strip() for line in LOG.read_text().splitlines() if line.strip().startswith("pk_")), None)
    if shown is not None:
        KEY.touch(mode=0o600)
        KEY.write_text(shown)


def stop() -> None:
    """End the server that was started here."""
    if is_running():
        number = int(PROCESS.read_text())
        os.kill(number, signal.SIGTERM)
        while is_running():
            time.sleep(0.1)
    PROCESS.unlink(missing_ok=True)


def is_running() -> bool:
    """Return whether the process started here lives and is a server of ours."""
    try:
        said = Path(f"/proc/{int(PROCESS.read_text())}/cmdline").read_bytes()
    except (OSError, ValueError):
        return False
    return b"matcher" in said and b"serve" in said


def is_free(port: int) -> bool:
    """Return whether nobody listens at a port."""
    with socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def status(address: str, key: str = "") -> int:
    """Return the status of a GET, 0 when nobody answers."""
    try:
        with urlopen(Request(address, headers=bearer(key)), timeout=10) as answer:  # noqa: S310  # our own address
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except (URLError, OSError):
        return 0


def call(address: str, key: str, body: bytes, kind: str) -> None:
    """Send a POST. Leaves with the answer when it is refused."""
    try:
        urlopen(Request(address, body, bearer(key) | {"Content-Type": kind}), timeout=120).close()  # noqa: S310  # our own address
    except HTTPError as error:
        sys.exit(f"{address}: {error.code} {error.read().decode()}")


def bearer(key: str) -> dict[str, str]:
    """Return the header that carries a key."""
    return {"Authorization": f"Bearer {key}"} if key else {}


def zipped(folder: Path) -> bytes:
    """Return a folder's files as a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    return buffer.getvalue()


def say(text: str) -> None:
    """Write a line to the screen."""
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    {"start": start, "stop": stop}[sys.argv[1]]()
