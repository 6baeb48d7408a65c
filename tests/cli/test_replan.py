"""The verb ``replan``, on the demo after ten withdrawals."""

import csv
import json
import shutil
from pathlib import Path
from random import Random

import pytest

from matcher.cli import Exit, run
from tests.cli.test_cli import DEMO, Captured


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo")
    assert run(["solve", str(DEMO), "--out", str(out)]) == Exit.DONE
    return out


@pytest.fixture(scope="module")
def withdrawn(solved: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo without ten of those who have a place."""
    folder = Path(shutil.copytree(DEMO, tmp_path_factory.mktemp("edited") / "round"))
    locked = {row["applicant_id"] for row in rows(folder / "locks.csv")}
    placed = sorted({row["applicant_id"] for row in rows(solved / "matching.csv")} - locked)
    gone = set(Random(1).sample(placed, 10))
    for path in folder.glob("*.csv"):
        kept = [row for row in rows(path) if row.get("applicant_id") not in gone]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, kept[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_ten_withdrawals_take_the_fewest_moves_and_that_is_proved(
    solved: Path, withdrawn: Path, tmp_path: Path, capsys: Captured
) -> None:
    asked = ["--from", str(solved / "matching.csv"), "--out", str(tmp_path), "--json"]
    assert run(["replan", str(withdrawn), *asked]) == Exit.DONE
    found = json.loads(capsys.readouterr().out)
    placed, changes = found["levels"][:2]
    assert (placed["level"], changes["level"]) == ("placed", "changes")
    assert all(level["proved"] and level["certified"] for level in (placed, changes))
    assert found["replan"]["moves"] == changes["value"] <= 10
    assert (len(found["replan"]["withdrawn"]), found["replan"]["forced"]) == (10, 0)
    assert found["replan"]["kept"] + found["replan"]["moves"] + 10 == len(rows(solved / "matching.csv"))
    assert {p.name for p in tmp_path.iterdir()} == {
        *("result.json", "matching.csv", "certificate.json", "round.json", "replan.json")
    }
    judged = [str(tmp_path / "round.json"), str(tmp_path / "result.json")]
    assert run(["judge", *judged, "--certificate", str(tmp_path / "certificate.json")]) == Exit.DONE
    assert run(["judge", str(withdrawn), str(tmp_path / "matching.csv")]) == Exit.DONE


def test_the_screen_tells_who_moves_and_why(solved: Path, withdrawn: Path, capsys: Captured) -> None:
    asked = ["--from", str(solved / "result.json"), "--max-changes", "2", "--lang", "en"]
    assert run(["replan", str(withdrawn), *asked]) == Exit.DONE
    shown = capsys.readouterr().out
    assert "No more than 2 moves allowed." in shown
    assert "Had no place before." in shown


def test_a_matching_is_asked_for(capsys: Captured) -> None:
    assert run(["replan", str(DEMO)]) == Exit.BAD_INPUT
    assert "MATCHING" in capsys.readouterr().err
