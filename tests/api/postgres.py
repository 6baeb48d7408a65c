"""A PostgreSQL of the tests' own: a fresh folder, a free port of this machine, and gone when its owner is."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from tests.api.launching import launched

ROLE = "praktika"
"""Whom the service comes as: owner of its database, but no superuser, so that row-level security binds it."""


def binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL on this machine, None without one."""
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "postgres").exists()]
    if found:
        return max(found, key=lambda path: float(path.parent.name))
    at_hand = shutil.which("postgres")
    return Path(at_hand).resolve().parent if at_hand and shutil.which("initdb") else None


def _user() -> str | None:
    """Return whom PostgreSQL must run as: it refuses to be root."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


class Postgres:
    """One server. ``stop`` ends it in good order, ``kill`` at once, ``start`` begins again on the same data."""

    def __init__(self, bin_: Path) -> None:
        self.bin, self.user = bin_, _user()
        self.folder = Path(tempfile.mkdtemp(prefix="praktika-pg-"))
        if self.user is not None:
            shutil.chown(self.folder, self.user)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None
        self.durable = False
        self._run("initdb", "-D", str(self.folder / "data"), "-U", "owner", "-A", "trust", "-E", "UTF8", "--no-sync")

    def _run(self, name: str, *args: str) -> None:
        subprocess.run([str(self.bin / name), *args], check=True, user=self.user, capture_output=True, cwd=self.folder)

    def start(self) -> None:
        fsync = "on" if self.durable else "off"
        options = {"fsync": fsync, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "port": self.port}
        options |= {"max_connections": 100, "shared_buffers": "32MB"}
        log = (self.folder / "log").open("ab")
        settings = (f"--{name}={value}" for name, value in options.items())
        command = [str(self.bin / "postgres"), "-D", str(self.folder / "data"), *settings]
        self.process = launched(command, log, log, cwd=self.folder, user=self.user)
        log.close()
        wait_until(self._answers)

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, (self.folder / "log").read_text()
        try:
            psycopg.connect(self.address("postgres", "owner", scheme="postgresql")).close()
        except psycopg.OperationalError:
            return False
        return True

    def address(self, database: str, user: str = ROLE, scheme: str = "postgresql+psycopg") -> str:
        return f"{scheme}://{user}@127.0.0.1:{self.port}/{database}"

    def sql(self, statement: str, database: str = "postgres") -> None:
        with psycopg.connect(self.address(database, "owner", scheme="postgresql"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def database(self, name: str, template: str = "template1") -> str:
        """Make a database of the service's role and return its address."""
        self.sql(f"CREATE DATABASE {name} OWNER {ROLE} TEMPLATE {template}")
        return self.address(name)

    def drop(self, name: str) -> None:
        self.sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def kill(self) -> None:
        """End every process of the server at once, as a power cut would."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for pid in (self.process.pid, *map(int, children)):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait(10)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def wait_until(holds: Callable[[], bool], seconds: float = 30.0, step: float = 0.02) -> None:
    """Wait until something holds; fail when it never does."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(step)
