"""The child that reads uploads: whatever it is given, it answers in time, within its memory, and the parent lives."""

from pathlib import Path
from time import perf_counter

import pytest

from api.children import Bounds, ChildError, ask_once
from matcher.errors import InputError

from .files import hostile_files

FILES = hostile_files()
READ = "api.uploads.reading:read_upload"


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
    started = perf_counter()
    try:
        found = ask_once(Bounds(512, 2), READ, str(path), hostile.form, str(tmp_path), None)
        refused = bool(found["problems"]) or found["round"]["round_id"] != "r"
    except (InputError, ChildError):
        refused = True
    assert refused
    assert perf_counter() - started < 4  # two seconds for the child, and room for a busy machine


@pytest.mark.parametrize(("task", "code"), [("hog", "too-large"), ("abort", "too-large"), ("sleep", "too-slow")])
def test_a_child_that_does_harm_ends_alone(task: str, code: str) -> None:
    with pytest.raises(ChildError) as raised:
        ask_once(Bounds(300, 1), f"tests.hostile.harm:{task}")
    assert raised.value.code == code


def test_what_a_child_says_of_its_failure_holds_no_text() -> None:
    with pytest.raises(ChildError) as raised:
        ask_once(Bounds(300, 10), "builtins:int", "Иванов Иван")
    assert (raised.value.code, raised.value.detail) == ("broken", "ValueError")
