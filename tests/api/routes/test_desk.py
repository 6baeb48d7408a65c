"""The desk: children that answer questions, lent to one asker at a time, put away when they fail."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from api import desk as desk_room
from api.children import Bounds, Child, ChildError
from api.desk import BusyError, Desk
from api.errors import as_document, told
from api.settings import Settings
from matcher.errors import InputError


@pytest.fixture
def lone() -> Iterator[Desk]:
    made = Desk(Settings(), n_children=1)
    yield made
    made.close()


def pid_of(desk: Desk) -> int | None:
    with desk._child() as child:
        return child.pid


def test_a_child_stays_for_the_next_question_and_after_a_fault_of_the_input(lone: Desk) -> None:
    first = pid_of(lone)
    with pytest.raises(InputError):
        lone.ask("eligibility:matrix", _subject("{}"))
    assert pid_of(lone) == first


def _subject(content: str) -> object:
    from api.answers.asked import Subject

    return Subject(content)


def test_a_child_that_is_late_is_put_away_and_another_answers(lone: Desk) -> None:
    first = pid_of(lone)
    lone.bounds = replace(lone.bounds, seconds=0.0)
    with lone._child() as child:
        child.bounds = lone.bounds
    with pytest.raises(ChildError) as raised:
        lone.ask("scenarios:validate", "a: 1", None, {})
    assert told(raised.value).status == 422
    lone.bounds = replace(lone.bounds, seconds=60.0)
    assert lone.ask("scenarios:validate", "a: [", None, {})
    assert pid_of(lone) != first


def test_who_finds_the_desk_full_is_told_to_come_back(lone: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_room, "PATIENCE", 0.05)
    with lone._child(), ThreadPoolExecutor(12) as pool:
        asked = [pool.submit(lone.ask, "scenarios:validate", "a: 1", None, {}) for _ in range(12)]
        assert all(isinstance(one.exception(), BusyError) for one in asked)
    found = told(BusyError())
    assert (found.status, found.headers["Retry-After"]) == (429, "1")
    assert "busy" in as_document(found, "en")["title"]


def test_a_child_ends_when_its_owner_lets_go() -> None:
    child = Child(Bounds(512, 30))
    pid = child.pid
    assert child.ask("os.path:basename", "a/b") == "b"
    assert pid is not None
    child.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
