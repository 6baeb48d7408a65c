"""The verb ``compare --policies``: a table of conditions, and an exit code that says whether all are met."""

import json
from pathlib import Path

import pytest

from matcher.cli import Exit, run
from matcher.files.writing import write_round
from matcher.text import Lang
from tests.cli.test_cli import Captured
from tests.explain.test_acceptance import small

GOLDEN = Path(__file__).parents[1] / "golden"
FILE = """\
title: Сменить ли правила
rounds: {весна: round}
policies:
  сейчас:
  ближе: {title: Ближе к дому, policy: {objectives: [placed, distance]}}
conditions:
  - {measure: placed, at_least: 75%}
  - {measure: placed, fall_at_most: 2%, groups: group}
  - {measure: placed, at_least: 50%, groups: locality}
  - {measure: mean-km, at_most: 4}
  - {measure: changes, at_most: 2}
"""
STRICT = "  - {measure: first-choices, fall_at_most: 10%}\n  - {measure: placed, at_least: 1, policies: сейчас}\n"


@pytest.fixture
def tests_file(tmp_path: Path) -> Path:
    write_round(small(), tmp_path / "round")
    file = tmp_path / "policies.yaml"
    file.write_text(FILE, encoding="utf-8")
    return file


def strict(file: Path) -> str:
    file.write_text(FILE + STRICT, encoding="utf-8")
    return str(file)


def test_when_every_condition_is_met_the_code_is_zero(tests_file: Path, capsys: Captured) -> None:
    assert run(["compare", "--policies", str(tests_file), "--json"]) == Exit.DONE
    found = json.loads(capsys.readouterr().out)
    assert (found["passed"], found["current"]) == (True, "сейчас")
    assert [s["status"] for s in found["statuses"]] == ["optimal", "optimal"]
    assert found["checks"][1] == {
        "round": "весна",
        "policy": "ближе",
        "measure": "placed",
        "groups": "group",
        "bound": "fall_at_most",
        "limit": 0.02,
        "value": 1.0,
        "numerator": 2.0,
        "denominator": 2,
        "group": "x",
        "current": {"value": 1.0, "numerator": 2.0, "denominator": 2, "group": "x"},
        "passed": True,
    }


def test_when_a_condition_is_not_met_the_code_is_that_of_a_rejection(tests_file: Path, capsys: Captured) -> None:
    assert run(["compare", "--policies", strict(tests_file), "--json"]) == Exit.REJECTED
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert [(c["policy"], c["measure"]) for c in checks if not c["passed"]] == [
        ("сейчас", "placed"),
        ("ближе", "first-choices"),
    ]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_screen_shows_each_condition_with_what_was_found(
    lang: Lang, tests_file: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    assert run(["compare", "--policies", strict(tests_file), "--lang", lang]) == Exit.REJECTED
    shown = "".join(f"{line.rstrip()}\n" for line in capsys.readouterr().out.splitlines())
    assert shown == (GOLDEN / f"acceptance.{lang}.txt").read_text(encoding="utf-8")


def test_a_round_without_a_matching_and_a_mean_over_nobody_are_told(tests_file: Path, capsys: Captured) -> None:
    stuck = tests_file.parent / "round" / "locks.csv"
    stuck.write_text("applicant_id,position_id,kind,reason\na,p,assigned,x\nb,p,assigned,x\n", encoding="utf-8")
    assert run(["compare", "--policies", str(tests_file), "--lang", "en"]) == Exit.REJECTED
    assert "no matching" in capsys.readouterr().out
    stuck.write_text("applicant_id,position_id,kind,reason\na,p,forbidden,x\n", encoding="utf-8")
    conditions = "conditions: [{measure: mean-rank, at_most: 9, groups: group}]\n"
    tests_file.write_text(FILE.partition("conditions")[0] + conditions, encoding="utf-8")
    assert run(["compare", "--policies", str(tests_file), "--lang", "en"]) == Exit.DONE


def test_faults_are_told_with_line_and_character(tests_file: Path, capsys: Captured) -> None:
    tests_file.write_text(FILE.replace("at_most: 4", "at_mst: 4"), encoding="utf-8")
    assert run(["compare", "--policies", str(tests_file), "--lang", "en"]) == Exit.BAD_INPUT
    assert "policies.yaml:10:24 conditions.4.at_mst: the key" in capsys.readouterr().err


def test_results_and_tests_are_not_mixed(tests_file: Path, capsys: Captured) -> None:
    assert run(["compare", "result", "--policies", str(tests_file)]) == Exit.BAD_INPUT
    assert "[policies-or-results]" in capsys.readouterr().err
