"""The child that reads uploads: whatever it is given, it answers in time, within its memory, and the parent lives."""

from pathlib import Path

import pytest

from api.children import Bounds, ChildError, ask_once

from .files import hostile_files

FILES = hostile_files()
READ = "tests.hostile.harm:read"


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 60


@pytest.fixture(scope="module", autouse=True)
def started() -> None:
    """Let the fork server load its libraries before the first file is timed."""
    ask_once(Bounds(512, 60), "os.path:basename", "a")


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_time(name: str, tmp_path: Path) -> None:
    hostile = FILES[name]
    path = tmp_path / f"upload.{hostile.form}"
    path.write_bytes(hostile.content)
    try:
        found = ask_once(Bounds(512, 60), READ, str(path), hostile.form, str(tmp_path))
    except ChildError as error:
        found = {"refused": error.code == "too-large", "seconds": 0}
    assert found["refused"]
    assert found["seconds"] < 2


@pytest.mark.parametrize(("task", "code"), [("hog", "too-large"), ("abort", "too-large"), ("sleep", "too-slow")])
def test_a_child_that_does_harm_ends_alone(task: str, code: str) -> None:
    with pytest.raises(ChildError) as raised:
        ask_once(Bounds(300, 1), f"tests.hostile.harm:{task}")
    assert raised.value.code == code


def test_what_a_child_says_of_its_failure_holds_no_text() -> None:
    with pytest.raises(ChildError) as raised:
        ask_once(Bounds(300, 10), "builtins:int", "Иванов Иван")
    assert (raised.value.code, raised.value.detail) == ("broken", "ValueError")
