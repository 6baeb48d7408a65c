"""The verb ``outcomes``."""

import json
from pathlib import Path

import pytest

from matcher.cli import Exit, run
from matcher.files.outcome_models import read_model
from matcher.files.writing import write_round
from scenarios.histories import Town, make_history
from tests.cli.test_cli import TINY, Captured


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The folders of two small cohorts."""
    folder = tmp_path_factory.mktemp("history")
    for round_ in make_history(4, Town(records=160, cohorts=2, hosts=8)):
        write_round(round_, folder / round_.round_id)
    return [str(path) for path in sorted(folder.iterdir())]


def test_a_history_becomes_a_model_a_report_and_data(history: list[str], tmp_path: Path, capsys: Captured) -> None:
    assert run(["outcomes", *history, "--horizon", "3", "--out", str(tmp_path), "--json"]) == Exit.DONE
    said = json.loads(capsys.readouterr().out)
    assert said["horizon"] == 3
    assert said["cohorts"] == ["cohort-2018", "cohort-2019"]
    assert json.loads((tmp_path / "outcomes.json").read_text("utf-8")) == said
    assert read_model(tmp_path / "model.json").n_records == said["records"]
    assert "<svg" in (tmp_path / "report.html").read_text("utf-8")


def test_the_screen_says_whether_the_model_may_be_trusted(history: list[str], capsys: Captured) -> None:
    assert run(["outcomes", history[0], "--horizon", "3", "--lang", "en"]) == Exit.DONE
    told = " ".join(capsys.readouterr().out.split())
    assert "Brier score" in told
    assert "Nothing to test on" in told


def test_what_is_off_by_default_can_be_allowed_by_name(history: list[str], capsys: Captured) -> None:
    asked = ["outcomes", history[0], "--horizon", "3", "--allow", "woman", "--allow", "km", "--json"]
    assert run(asked) == Exit.DONE
    attributes = json.loads(capsys.readouterr().out)["attributes"]
    assert attributes.count("km") == 1
    assert attributes[-1] == "woman"


def test_an_attribute_that_does_not_exist_is_bad_input(history: list[str], capsys: Captured) -> None:
    assert run(["outcomes", history[0], "--horizon", "3", "--allow", "shoes", "--lang", "en"]) == Exit.BAD_INPUT
    assert "shoes" in capsys.readouterr().err


def test_rounds_without_outcomes_are_bad_input(capsys: Captured) -> None:
    assert run(["outcomes", str(TINY), "--lang", "en"]) == Exit.BAD_INPUT
    assert "[no-history]" in capsys.readouterr().err


def test_a_category_that_means_nothing_is_told_with_its_cell(
    history: list[str], tmp_path: Path, capsys: Captured
) -> None:
    for file in Path(history[0]).iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    table = tmp_path / "outcomes.csv"
    lines = table.read_text("utf-8").splitlines()
    cells = lines[4].split(",")
    cells[lines[0].split(",").index("category")] = "космонавт"
    lines[4] = ",".join(cells)
    table.write_text("\n".join(lines) + "\n", "utf-8")
    assert run(["outcomes", str(tmp_path), "--lang", "en"]) == Exit.BAD_INPUT
    assert "outcomes.csv:5 category:" in capsys.readouterr().err
