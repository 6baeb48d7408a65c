"""The verb ``frontier``."""

import json
from pathlib import Path

from matcher.cli import Exit, run
from tests.cli.test_cli import DEMO, TINY, Captured


def test_the_demos_frontier_is_whole_and_marks_its_policy(tmp_path: Path, capsys: Captured) -> None:
    asked = ["--levels", "placed", "first-choice", "--json", "--out", str(tmp_path)]
    assert run(["frontier", str(DEMO), *asked]) == Exit.DONE
    found = json.loads(capsys.readouterr().out)
    values = [(p["values"]["placed"], p["values"]["first-choice"]) for p in found["points"]]
    assert values == sorted(values, reverse=True)
    assert [b for _, b in values] == sorted({b for _, b in values})
    assert (found["complete"], found["policy"]["placed"]) == (True, values[0][0])
    assert {p.name for p in tmp_path.iterdir()} == {"frontier.json", "frontier.vl.json", "frontier.svg"}
    assert json.loads((tmp_path / "frontier.json").read_text("utf-8")) == found


def test_the_screen_shows_it(capsys: Captured) -> None:
    assert run(["frontier", str(TINY), "--levels", "placed", "first-choice", "--lang", "en"]) == Exit.DONE
    assert "People at their first choice" in capsys.readouterr().out


def test_unknown_levels_and_no_time_have_their_exit_codes(tmp_path: Path, capsys: Captured) -> None:
    assert run(["frontier", str(TINY), "--levels", "placed", "joy"]) == Exit.BAD_INPUT
    assert "[unknown-axis]" in capsys.readouterr().err
    policy = tmp_path / "policy.yaml"
    policy.write_text("limits: {seconds: 0.000000001}\n", "utf-8")
    asked = ["--levels", "placed", "first-choice", "--policy", str(policy)]
    assert run(["frontier", str(TINY), *asked]) == Exit.NONE_IN_TIME
