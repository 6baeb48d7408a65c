"""The verb ``simulate``, and ``compare`` on what it writes."""

import csv
import json
from pathlib import Path

import pytest

from matcher.cli import Exit, run
from matcher.errors import SimulationError
from matcher.files.simulations import read_simulation, told_as_mapping
from tests.cli.test_cli import TINY, Captured

STUDY = """
version: 1
title: Проба
round: {round}
trials: {trials}
outcomes: {{coefficients: {{}}}}
scenarios:
  as-is: {{title: Как сейчас}}
  more:
    title: Ещё место
    changes:
      - seats: {{by: 1}}
        cost: 1000
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    for name, trials in (("study", 10), ("longer", 14)):
        (folder / f"{name}.yaml").write_text(STUDY.format(round=TINY, trials=trials), "utf-8")
        args = ["simulate", str(folder / f"{name}.yaml"), "--workers", "1", "--out", str(folder / name)]
        assert run(args) == Exit.DONE
    return folder


def test_records_summary_and_report_are_written(written: Path) -> None:
    with (written / "study" / "records.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {r["scenario"] for r in rows} == {"as-is", "more"}
    assert {int(r["trial"]) for r in rows} == set(range(10))
    assert {r["horizon"] for r in rows} == {"12"}
    summary = json.loads((written / "study" / "summary.json").read_text("utf-8"))
    assert (summary["model"], summary["horizon"], summary["trials"]) == (True, 12, 10)
    assert all({"horizon", "numerator", "denominator", "unknown"} <= line.keys() for line in summary["lines"])
    assert summary["scenarios"][1]["cost"] == 1000
    assert "расчёт по модели" in (written / "study" / "report.html").read_text("utf-8")


def test_the_same_command_writes_the_same_bytes(written: Path, tmp_path: Path) -> None:
    run(["simulate", str(written / "study.yaml"), "--workers", "1", "--out", str(tmp_path)])
    for name in ("records.csv", "summary.json", "report.html"):
        assert (tmp_path / name).read_bytes() == (written / "study" / name).read_bytes()


def test_json_goes_to_standard_output_and_progress_beside_it(written: Path, tmp_path: Path, capsys: Captured) -> None:
    args = [
        "simulate",
        str(written / "study.yaml"),
        "--trials",
        "4",
        "--workers",
        "1",
        "--out",
        str(tmp_path),
        "--json",
    ]
    assert run(args) == Exit.DONE
    out, err = capsys.readouterr()
    assert json.loads(out)["trials"] == 4
    assert "Прогонов: 8 из 8" in err


def test_an_unknown_engine_is_bad_input(written: Path, capsys: Captured) -> None:
    assert run(["simulate", str(written / "study.yaml"), "--engine", "abacus"]) == Exit.BAD_INPUT
    assert "abacus" in capsys.readouterr().err


def test_workers_that_die_end_it_with_a_word_of_advice(
    written: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    from importlib import import_module

    def dies(*_: object, **__: object) -> None:
        raise SimulationError("workers-die")

    monkeypatch.setattr(import_module("matcher.simulate.simulation"), "simulate", dies)
    assert run(["simulate", str(written / "study.yaml")]) == Exit.NONE_IN_TIME
    assert "--workers" in capsys.readouterr().err


def test_simulations_stand_side_by_side(written: Path, capsys: Captured) -> None:
    pair = [str(written / "study"), str(written / "longer" / "summary.json")]
    assert run(["compare", *pair]) == Exit.DONE
    out = capsys.readouterr().out
    assert "прогонов 14" in out
    assert "Ещё место" in out
    assert run(["compare", *pair, "--json"]) == Exit.DONE
    found = json.loads(capsys.readouterr().out)["simulations"]
    assert [s["trials"] for s in found] == [10, 14]
    assert {x["change"] for x in found[0]["lines"]} <= {0, None}


def test_a_simulation_is_not_compared_with_a_matching_or_alone(written: Path, capsys: Captured) -> None:
    assert run(["compare", str(written / "study"), str(TINY)]) == Exit.BAD_INPUT
    assert run(["compare", str(written / "study")]) == Exit.BAD_INPUT
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_what_is_no_summary_is_told(written: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "summary.json").write_text('{"lines": 3}', "utf-8")
    assert run(["compare", str(written / "study"), str(tmp_path)]) == Exit.BAD_INPUT
    assert "[bad-simulation]" in capsys.readouterr().err


def test_rates_that_one_side_lacks_have_no_change(written: Path) -> None:
    one = read_simulation(written / "study" / "summary.json", "a")
    kept = one.lines[:1]
    other = type(one)("b", one.title, 0, 3, kept)
    lines = told_as_mapping([other, one])["simulations"]
    assert isinstance(lines, list)
    assert lines[1]["lines"][0]["change"] == 0
    assert lines[1]["lines"][1]["change"] is None
