"""The verb ``levers``: the best set for a budget on screen, as JSON and as files with a chart."""

import json
from pathlib import Path

import pytest

from matcher.cli import Exit, run
from tests.cli.test_cli import TINY, Captured

FILE = f"""\
version: 1
title: T
round: {TINY.resolve()}
horizon: 6
outcomes: {{coefficients: {{}}}}
scenarios:
  as-is: {{title: As is}}
budget: 50000
levers:
  lathe:
    title: Ещё место токаря
    changes: [seats: {{position_id: lathe, by: 1}}]
    cost: 30000
    most: 2
  free:
    title: Даром
    changes: [pay: {{position_id: lathe, to: 9000}}]
    cost: 0
"""


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "what-if.yaml"
    path.write_text(FILE, "utf-8")
    return path


def test_the_advice_comes_as_json_and_in_a_folder_with_a_chart(
    scenario: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "out"
    assert run(["levers", str(scenario), "--trials", "20", "--workers", "1", "--json", "--out", str(out)]) == Exit.DONE
    found = json.loads(capsys.readouterr().out)
    assert (found["kind"], found["kpi"], found["horizon"], found["n_sets"]) == ("levers", "gross", 6, 4)
    assert found["model"]
    assert found["all_sets"]
    assert found["best"]["cost"] <= found["budget"] == 50000
    assert found["base"]["denominator"] == 4
    assert [e["gain"] for e in found["alone"]] == sorted((e["gain"] for e in found["alone"]), reverse=True)
    assert all(e["low"] <= e["gain"] <= e["high"] for e in (found["best"], *found["alone"]))
    assert {p.name for p in out.iterdir()} == {"levers.json", "levers.vl.json", "levers.svg"}
    assert "Ещё место токаря" in (out / "levers.svg").read_text("utf-8")


@pytest.mark.parametrize("more", [[], ["--sets", "1"], ["--budget", "0", "--kpi", "placed"]])
@pytest.mark.parametrize(("lang", "words"), [("ru", "Каждое дело по отдельности"), ("en", "Each by itself")])
def test_the_screen_shows_the_best_and_each_by_itself(
    scenario: Path, lang: str, words: str, more: list[str], capsys: Captured
) -> None:
    assert run(["levers", str(scenario), "--trials", "20", "--workers", "1", "--lang", lang, *more]) == Exit.DONE
    shown = capsys.readouterr()
    assert words in shown.out
    assert "20" in shown.out
    assert ":" in shown.err


def test_at_horizon_nought_no_chance_is_spoken_of(scenario: Path, capsys: Captured) -> None:
    scenario.write_text(FILE.replace("horizon: 6", "horizon: 0"), "utf-8")
    assert run(["levers", str(scenario), "--trials", "2", "--workers", "1", "--lang", "en"]) == Exit.DONE
    shown = capsys.readouterr().out
    assert "a model's figures" not in shown
    assert "no practice" not in shown


def test_an_unknown_figure_is_told(scenario: Path, capsys: Captured) -> None:
    assert run(["levers", str(scenario), "--kpi", "joy"]) == Exit.BAD_INPUT
    assert "[uncounted-kpi]" in capsys.readouterr().err
