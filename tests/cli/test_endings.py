"""How a command ends: exit codes when something outside goes wrong, notes, and machine output."""

import json
import os
import runpy
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import pytest

from matcher.cli import Exit, run
from matcher.judge import Verdict, Violation

TINY = Path(__file__).parents[2] / "scenarios" / "tiny"
Captured = pytest.CaptureFixture[str]


def test_the_package_runs_as_a_module(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr(sys, "argv", ["praktika", "check", str(TINY), "--json"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("matcher", run_name="__main__")
    assert ended.value.code == Exit.DONE
    assert json.loads(capsys.readouterr().out)


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(sys.modules["matcher.solve"], "refuse", fail)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BrokenPipeError(), Exit.DONE),
        (KeyboardInterrupt(), Exit.INTERRUPTED),
        (click.Abort(), Exit.INTERRUPTED),
        (PermissionError(13, "Permission denied", "out/result.json"), Exit.BAD_INPUT),
        (OSError("disk"), Exit.BAD_INPUT),
    ],
)
def test_what_goes_wrong_outside_has_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, code: Exit
) -> None:
    failing(monkeypatch, error)
    assert run(["solve", str(TINY)]) == code


def test_a_file_in_the_way_is_named(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "out").write_text("a file")
    assert run(["solve", str(TINY), "--out", str(tmp_path / "out")]) == Exit.BAD_INPUT
    assert str(tmp_path / "out") in capsys.readouterr().err


def test_an_internal_error_is_shown_whole_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, RuntimeError("boom"))
    monkeypatch.setenv("PRAKTIKA_DEBUG", "1")
    with pytest.raises(RuntimeError, match="boom"):
        run(["solve", str(TINY)])


def test_a_language_that_is_not_spoken_is_a_wrong_command(capsys: Captured) -> None:
    assert run(["solve", str(TINY), "--lang", "de"]) == Exit.BAD_INPUT
    assert "de" in capsys.readouterr().err


def test_notes_are_told_and_stop_nothing(tmp_path: Path, capsys: Captured) -> None:
    tiny = shutil.copytree(TINY, tmp_path / "tiny")
    (tiny / "shoes.csv").write_text("size\n42\n", "utf-8")
    assert run(["check", str(tiny)]) == Exit.DONE
    assert "shoes" in capsys.readouterr().err


def test_convert_and_template_say_as_json_what_they_wrote(tmp_path: Path, capsys: Captured) -> None:
    for args in (["convert", str(TINY), str(tmp_path / "r.json")], ["template", str(tmp_path / "t.xlsx")]):
        assert run([*args, "--json"]) == Exit.DONE
        assert json.loads(capsys.readouterr().out) == {"written": args[-1]}
        assert Path(args[-1]).is_file()


def judged_with(monkeypatch: pytest.MonkeyPatch, evidence: object, tmp_path: Path) -> int:
    """Judge a matching by a verdict of one violation with this evidence."""
    verdict = Verdict((Violation("medical", evidence={"seen": evidence}),), (), (), stable_required=False)
    monkeypatch.setattr(sys.modules["matcher.judge"], "judge", lambda *_: verdict)
    (tmp_path / "m.csv").write_text("applicant_id,position_id\n", "utf-8")
    return run(["judge", str(TINY), str(tmp_path / "m.csv"), "--json"])


def test_days_are_written_as_in_the_tables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured) -> None:
    assert judged_with(monkeypatch, date(2026, 4, 13), tmp_path) == Exit.REJECTED
    assert json.loads(capsys.readouterr().out)["violations"][0]["evidence"] == {"seen": "2026-04-13"}


def test_what_json_cannot_say_is_an_internal_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert judged_with(monkeypatch, object(), tmp_path) == Exit.INTERNAL


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_reader_that_goes_away_is_no_fault(more: list[str]) -> None:
    command = Path(sys.executable).parent / "praktika"
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([command, "check", TINY, *more], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (Exit.DONE, b"")
