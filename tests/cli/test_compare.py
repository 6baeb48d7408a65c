"""The verb ``compare``."""

import json
from pathlib import Path

import pytest

from matcher.cli import Exit, run
from tests.cli.test_cli import DEMO, TINY, Captured


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The tiny round as it is and by another policy, and the demo."""
    folder = tmp_path_factory.mktemp("results")
    (folder / "policy.yaml").write_text("objectives: [placed, {level: preference, measure: rank-sum}]\n", "utf-8")
    by_policy = [str(TINY), "--policy", str(folder / "policy.yaml")]
    for name, asked in {"own": [str(TINY)], "other": by_policy, "demo": [str(DEMO)]}.items():
        assert run(["solve", *asked, "--out", str(folder / name)]) == Exit.DONE
    return [str(folder / name) for name in ("own", "other", "demo")]


def test_results_of_one_round_stand_side_by_side(results: list[str], capsys: Captured) -> None:
    assert run(["compare", results[0], f"{results[1]}/result.json", "--json"]) == Exit.DONE
    found = json.loads(capsys.readouterr().out)
    assert found["same_round"] is True
    assert [r["name"] for r in found["results"]] == [results[0], f"{results[1]}/result.json"]
    placed = found["levels"][0]
    assert (placed["level"], placed["differences"]) == ("placed", [{"change": 0, "verdict": "same"}])
    assert {"level", "measure"} <= found["levels"][1].keys()
    assert len(found["moves"]) == 1


def test_results_of_different_rounds_are_told_apart_on_the_screen(results: list[str], capsys: Captured) -> None:
    assert run(["compare", *results, "--lang", "en"]) == Exit.DONE
    assert "different rounds" in capsys.readouterr().out


@pytest.mark.parametrize("spoiled", ["placed", "status", "facts", "rank_profile", "matching", "levels"])
def test_what_is_no_result_is_bad_input(spoiled: str, results: list[str], tmp_path: Path, capsys: Captured) -> None:
    entries = json.loads((Path(results[0]) / "result.json").read_text("utf-8"))
    entries[spoiled] = True
    path = tmp_path / "result.json"
    path.write_text(json.dumps(entries), "utf-8")
    code = run(["compare", results[0], str(path)])
    assert code == (Exit.DONE if spoiled == "status" else Exit.BAD_INPUT)


def test_one_result_alone_has_nothing_beside_it(results: list[str], capsys: Captured) -> None:
    assert run(["compare", results[0]]) == Exit.BAD_INPUT
    assert "[two-results]" in capsys.readouterr().err
