"""``praktika serve`` as a process: it says where it is, shows the first key once, works, and ends in good order."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx

from tests.api.postgres import wait_until
from tests.api.service import document


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def started(home: Path, port: int) -> "subprocess.Popen[bytes]":
    environ = {**os.environ, "PRAKTIKA_HOME": str(home), "PRAKTIKA_PORT": str(port), "PRAKTIKA_LANG": "en"}
    out, err = (home.parent / name for name in ("out", "err"))
    with out.open("wb") as said, err.open("wb") as told:
        process = subprocess.Popen([sys.executable, "-m", "matcher", "serve"], env=environ, stdout=said, stderr=told)
    wait_until(lambda: b"Serving at" in err.read_bytes(), seconds=60)
    return process


def ended(process: "subprocess.Popen[bytes]") -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(15)


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_it_shows_the_first_key_once_solves_and_ends_with_all_it_began(tmp_path: Path) -> None:
    home, port = tmp_path / "home", free_port()
    process = started(home, port)
    key = (tmp_path / "out").read_text("utf-8").strip()
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}/api/v1", headers=headers, timeout=60) as client:
        assert client.post("/rounds", content=document().encode()).status_code == 201
        run = client.post("/rounds/tiny/runs", json={"kind": "solve"}).json()["run_id"]
        assert "event: done" in client.get(f"/runs/{run}/events").text
        assert client.get(f"/runs/{run}/result").json()["placed"] == 4
    children = children_of(process.pid)
    assert ended(process) == 0
    wait_until(lambda: not [child for child in children if Path(f"/proc/{child}").exists()])
    assert "Анна" not in (tmp_path / "err").read_text("utf-8")
    assert key not in (tmp_path / "err").read_text("utf-8")

    again = started(home, port)
    assert (tmp_path / "out").read_text("utf-8") == ""
    assert httpx.get(f"http://127.0.0.1:{port}/api/v1/me", headers=headers).json()["role"] == "administrator"
    assert ended(again) == 0
