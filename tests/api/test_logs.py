"""Logs: JSON, and no name in them, not even in the text of an exception."""

import json
from collections.abc import Iterator

import pytest
import structlog

from api import logs

NAME = "Одинцова Мария Львовна"


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def test_every_line_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info")
    logs.log("worker").info("run-claimed", run="run-1", attempt=2)
    logs.log("worker").debug("too quiet to be heard")
    (line,) = capsys.readouterr().err.splitlines()
    entry = json.loads(line)
    assert {k: entry[k] for k in ("room", "event", "run", "attempt", "level")} == {
        "room": "worker",
        "event": "run-claimed",
        "run": "run-1",
        "attempt": 2,
        "level": "info",
    }


def test_no_name_gets_into_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info")
    told = logs.log("routes")
    told.info("moved", name=NAME, reason=NAME, content=NAME)
    try:
        cell = f"bad cell: {NAME}"
        raise ValueError(cell)
    except ValueError:
        told.exception("failed")
    written = capsys.readouterr().err
    assert NAME not in written
    assert "Мария" not in written
    assert "ValueError" in written
