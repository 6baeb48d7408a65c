"""The service under load, and beside the command line: ``python -m benchmarks.service [SECONDS]``.

1. A round of 10,000 applicants from the zip to the result through the API, beside ``praktika solve`` of its folder.
2. 200 requests a second for a minute while that round is solved again and again, on SQLite and on PostgreSQL: each
   request has its time to be sent, whatever the ones before it do, and its seconds count from then (no co-ordinated
   omission). Writes one dated CSV.
"""

import asyncio
import csv
import io
import json
import os
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import Request, urlopen

from benchmarks.markets import draw_market, write_folder
from tests.api.postgres import ROLE, Postgres, binaries

RATE, SECONDS, LINES = 200, 60, 32
N_APPLICANTS, ROUNDS = 10_000, 3
COLUMNS = (
    "date",
    "cores",
    "load_before",
    "what",
    "n",
    "errors",
    "p50_ms",
    "p95_ms",
    "p99_ms",
    "most_ms",
    "seconds",
    "ratio",
)


@dataclass(frozen=True)
class Server:
    """A service that listens on this machine."""

    port: int
    key: str

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "application/json") -> Any:
        """Return the JSON of an answer."""
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": kind}
        request = Request(f"http://127.0.0.1:{self.port}/api/v1{path}", body, headers, method=method)  # our own server
        with urlopen(request, timeout=600) as answer:  # noqa: S310  # our own server
            return json.loads(answer.read())

    def solved(self, round_id: str) -> str:
        """Start a solve and return the run's id once it is done."""
        run: str = self.ask("POST", f"/rounds/{round_id}/runs", b'{"kind": "solve"}')["run_id"]
        while (found := self.ask("GET", f"/runs/{run}"))["state"] in ("queued", "running"):
            time.sleep(0.05)
        assert found["state"] == "done", found
        return run


@contextmanager
def serving(home: Path, database: str = "") -> Iterator[Server]:
    """Start ``praktika serve`` on a free port, and end it; without an address of a database it has a SQLite."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {**os.environ, "PRAKTIKA_HOME": str(home), "PRAKTIKA_PORT": str(port)}
    environ |= {"PRAKTIKA_REQUESTS_PER_MINUTE": "0", "PRAKTIKA_LOG_LEVEL": "warning"}
    environ |= {"PRAKTIKA_DATABASE_URL": database} if database else {}
    command = [sys.executable, "-m", "matcher", "serve"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603  # our own command
        try:
            assert process.stdout is not None
            yield Server(port, process.stdout.readline().decode().strip())
        finally:
            process.terminate()


def zipped(folder: Path) -> bytes:
    """Return a folder as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    return out.getvalue()


class Load:
    """Sends requests at a steady rate over a few kept connections and remembers how long each took."""

    def __init__(self, server: Server, paths: list[tuple[str, str, bytes]]) -> None:
        self.server, self.paths = server, paths
        self.seconds: list[float] = []
        self.errors = 0

    async def run(self, seconds: int) -> None:
        """Send for so many seconds."""
        due: asyncio.Queue[tuple[float, int] | None] = asyncio.Queue()
        lines = [asyncio.create_task(self._line(due)) for _ in range(LINES)]
        began = time.perf_counter()
        for n in range(seconds * RATE):
            at = began + n / RATE
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            due.put_nowait((at, n))
        for _ in lines:
            due.put_nowait(None)
        await asyncio.gather(*lines)

    async def _line(self, due: "asyncio.Queue[tuple[float, int] | None]") -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port)
        while (next_ := await due.get()) is not None:
            at, n = next_
            method, path, body = self.paths[n % len(self.paths)]
            writer.write(self._request(method, path, body))
            status = await _answer(reader)
            self.seconds.append(time.perf_counter() - at)
            self.errors += status >= 400
        writer.close()

    def _request(self, method: str, path: str, body: bytes) -> bytes:
        head = f"{method} /api/v1{path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.server.key}\r\n"
        return f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


async def _answer(reader: asyncio.StreamReader) -> int:
    """Read an answer and return its status."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = next((int(line[15:]) for line in head.split("\r\n") if line.startswith("content-length:")), 0)
    await reader.readexactly(length)
    return int(head.split()[1])


@contextmanager
def databases() -> Iterator[list[tuple[str, str]]]:
    """Name the databases and say where they are; a PostgreSQL, started for this, only where the machine has one."""
    found = binaries()
    if found is None:
        print("no PostgreSQL on this machine: left out")
        yield [("SQLite", "")]
        return
    postgres = Postgres(found)
    try:
        postgres.durable = True
        postgres.start()
        postgres.sql(f"CREATE ROLE {ROLE} LOGIN")
        yield [("SQLite", ""), ("PostgreSQL", postgres.database("bench"))]
    finally:
        postgres.remove()


def under_load(server: Server, seconds: int) -> dict[str, object]:
    """Return how long requests take while a round is solved again and again."""
    run = server.solved("bench")
    scenario = json.dumps({"title": "t", "content": "a: 1"}).encode()
    reads = (
        "/rounds",
        "/rounds/bench",
        f"/runs/{run}",
        "/runs?limit=10",
        "/me",
        "/rounds/bench/locks",
        "/scenarios?limit=5",
    )
    load = Load(server, [*(("GET", path, b"") for path in reads), ("POST", "/scenarios", scenario)])

    async def both() -> None:
        sending = asyncio.create_task(load.run(seconds))
        while not sending.done():
            await asyncio.to_thread(server.solved, "bench")
        await sending

    asyncio.run(both())
    cut = quantiles(load.seconds, n=100)
    return {
        "n": len(load.seconds),
        "errors": load.errors,
        "p50_ms": round(cut[49] * 1000, 1),
        "p95_ms": round(cut[94] * 1000, 1),
        "p99_ms": round(cut[98] * 1000, 1),
        "most_ms": round(max(load.seconds) * 1000, 1),
    }


def through_the_api(server: Server, folder: Path, n: int) -> float:
    """Return the seconds from the zip to the result."""
    content = zipped(folder)
    started = time.perf_counter()
    server.ask("POST", "/rounds", content, "application/zip")
    result = server.ask("GET", f"/runs/{server.solved('bench')}/result")
    seconds = time.perf_counter() - started
    assert result["placed"] > 0, n
    return seconds


def by_command(folder: Path, out: Path) -> float:
    """Return the seconds of ``praktika solve``."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "matcher", "solve", str(folder), "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # our own command
    return time.perf_counter() - started


def measured(seconds: int) -> Iterator[dict[str, object]]:
    """Yield the lines of the CSV."""
    with TemporaryDirectory() as work:
        folder = Path(work) / "round"
        write_folder(draw_market(N_APPLICANTS, 1.0), folder)
        header = folder / "round.yaml"
        lines = [line for line in header.read_text("utf-8").splitlines() if not line.startswith("id:")]
        header.write_text("\n".join(["id: bench", *lines]) + "\n", "utf-8")
        command, api = [], []
        for n in range(ROUNDS):
            command.append(by_command(folder, Path(work) / f"out{n}"))
            with serving(Path(work) / f"home{n}") as server:
                server.ask("GET", "/me")
                time.sleep(8)  # the worker's first child loads its libraries, as it has by any Monday morning
                api.append(through_the_api(server, folder, n))
        yield {"what": f"praktika solve, {N_APPLICANTS} applicants", "n": ROUNDS, "seconds": round(median(command), 2)}
        yield {
            "what": f"upload to result, {N_APPLICANTS} applicants",
            "n": ROUNDS,
            "seconds": round(median(api), 2),
            "ratio": round(median(api) / median(command), 2),
        }
        with databases() as found:
            for name, address in found:
                with serving(Path(work) / name, address) as server:
                    server.ask("POST", "/rounds", zipped(folder), "application/zip")
                    yield {
                        "what": f"load {RATE}/s for {seconds} s while solving, {name}",
                        **under_load(server, seconds),
                    }


def main() -> None:
    """Measure and write."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    path = Path(__file__).parent / "results" / f"{date.today()}-service.csv"
    same = {"date": date.today(), "cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 1)}
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        for line in measured(seconds):
            print(line)
            writer.writerow({**same, **line})


if __name__ == "__main__":
    main()
