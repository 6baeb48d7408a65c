"""The verb ``recommend``."""

import json
from pathlib import Path

import pytest

from matcher.cli import Exit, run
from tests.cli.test_cli import DEMO, TINY, Captured


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo")
    assert run(["solve", str(DEMO), "--out", str(out)]) == Exit.DONE
    return out


def test_places_for_one_more_come_best_first_with_what_each_changes(solved: Path, capsys: Captured) -> None:
    asked = ["--position", "МП-123", "--moves", "--json"]
    assert run(["recommend", str(DEMO), str(solved), *asked]) == Exit.DONE
    found = json.loads(capsys.readouterr().out)
    assert found["position_id"] == "МП-123"
    assert [level["level"] for level in found["levels"]] == ["placed", "preference", "distance"]
    assert all(option["changes"][0]["value"] >= 0 and option["moves"] for option in found["options"])
    assert all(refusal["reasons"][0]["code"] for refusal in found["refusals"])
    assert {r["applicant_id"] for r in found["refusals"]}.isdisjoint(o["applicant_id"] for o in found["options"])


def test_nobody_without_a_place_on_the_demo_could_have_had_one_unmoved(solved: Path, capsys: Captured) -> None:
    result = json.loads((solved / "result.json").read_text("utf-8"))
    for applicant in {r["applicant_id"] for r in result["reasons"]}:
        assert run(["recommend", str(DEMO), str(solved / "matching.csv"), "--applicant", applicant, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["options"] == []


@pytest.mark.parametrize("asked", [[], ["--applicant", "нет такого"], ["--position", "нет такого"]])
def test_a_question_about_nobody_is_bad_input(asked: list[str], tmp_path: Path, capsys: Captured) -> None:
    assert run(["solve", str(TINY), "--out", str(tmp_path)]) == Exit.DONE
    assert run(["recommend", str(TINY), str(tmp_path / "matching.csv"), *asked]) == Exit.BAD_INPUT
    assert "[" in capsys.readouterr().err


def test_the_screen_names_who_and_where(tmp_path: Path, capsys: Captured) -> None:
    assert run(["solve", str(TINY), "--out", str(tmp_path)]) == Exit.DONE
    capsys.readouterr()
    position = json.loads((tmp_path / "result.json").read_text("utf-8"))["matching"][0]["position_id"]
    asked = ["--position", position, "--placed", "--lang", "en"]
    assert run(["recommend", str(TINY), str(tmp_path / "matching.csv"), *asked]) == Exit.DONE
    assert position in capsys.readouterr().out
