"""A command that is not right is told in one language."""

import re
from collections.abc import Sequence

import pytest

from matcher.cli import Exit, run
from matcher.cli.app import app
from tests.cli.test_cli import TINY, Captured

ROUND = str(TINY)
WRONG: list[Sequence[str]] = [
    ["zzz"],
    ["solve"],
    ["solve", ROUND, "extra"],
    ["solve", ROUND, "--zzz"],
    ["solve", ROUND, "--out"],
    ["solve", "--json=1", ROUND],
    ["replan", ROUND],
    ["frontier", ROUND, "--levels", "placed"],
    ["dynamic", ROUND, "--by", "zzz"],
    ["key", "zzz"],
    *(["solve", ROUND, "--prices", value] for value in ("nan", "inf", "-inf", "-1", "1e300", "x", "", "9" * 400)),
    *(["fairness", ROUND, "r", "--seconds", value] for value in ("nan", "-1")),
    *(["replan", ROUND, "--from", "m", "--max-changes", value] for value in ("-1", "1.5", "9" * 400, "nan")),
    *(["frontier", ROUND, "--levels", "a", "b", "--points", value] for value in ("1", "1000000")),
    *(["simulate", "s.yaml", "--trials", value] for value in ("0", "nan", "9" * 23)),
    ["simulate", "s.yaml", "--workers", "1000000"],
    *(["levers", "s.yaml", "--budget", value] for value in ("nan", "inf", "-1", "1e300")),
    *(["levers", "s.yaml", f"--{name}", "0"] for name in ("trials", "sets", "workers")),
    *(["dynamic", ROUND, f"--{name}", "nan"] for name in ("comes", "leaves", "streams", "days", "window", "samples")),
    ["dynamic", ROUND, "--generate", "-1"],
    ["outcomes", ROUND, "--horizon", "121"],
]


@pytest.mark.parametrize("args", WRONG, ids=lambda args: " ".join(args)[-40:])
def test_wrong_command_is_told_in_the_language_asked_for(args: Sequence[str], capsys: Captured) -> None:
    assert run([*args, "--lang", "en"]) == Exit.BAD_INPUT
    said = capsys.readouterr().err
    assert not re.search("[а-яё]", said), said
    assert run([*args, "--lang", "ru"]) == Exit.BAD_INPUT
    said = capsys.readouterr().err
    assert said.startswith("Команда задана неверно: ")
    assert not re.search(r"(?i)\b(invalid|value|option|argument|missing|range|not|got|requires?)\b", said), said


def test_number_that_does_not_fit_is_told_with_its_option_and_range(capsys: Captured) -> None:
    run(["solve", ROUND, "--prices", "nan", "--lang", "en"])
    assert '--prices SECONDS: expected a number from 0 to 1,000,000, got "nan".' in capsys.readouterr().err


def test_unknown_language_is_told_with_those_there_are(capsys: Captured) -> None:
    assert run(["solve", ROUND, "--lang", "de"]) == Exit.BAD_INPUT
    assert "--lang: нужно одно из слов: ru, en; а указано «de»." in capsys.readouterr().err


def test_number_may_be_written_with_a_comma(capsys: Captured) -> None:
    assert run(["solve", ROUND, "--prices", "0,5"]) == Exit.DONE


def test_help_speaks_one_language(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr("sys.argv", ["praktika", "--lang", "ru"])
    assert run(["replan", "--help", "--lang", "ru"]) == Exit.DONE
    said = capsys.readouterr().out
    assert "[обязательно]" in said
    assert "[КЛЮЧИ] ROUND" in said
    assert "required" not in said


@pytest.mark.parametrize("verb", sorted(app.commands))
def test_every_verb_speaks_to_machines_and_in_two_languages(verb: str) -> None:
    options = {option for param in app.commands[verb].params for option in param.opts}
    assert {"--json", "--lang"} <= options
