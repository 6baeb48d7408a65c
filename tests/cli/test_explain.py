"""praktika explain: of a result from its folder, its file or a matching alone; for everyone or for one id."""

import json
from pathlib import Path

import pytest

from matcher.cli import Exit, run

DEMO = Path(__file__).parents[2] / "scenarios" / "kireevsk-spring"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that solve wrote of the demo."""
    folder = tmp_path_factory.mktemp("solved")
    assert run(["solve", str(DEMO), "--out", str(folder), "--json"]) == Exit.DONE
    return folder


def explained(capsys: Captured, *args: str) -> dict[str, list[dict[str, object]]]:
    capsys.readouterr()
    assert run(["explain", str(DEMO), *args, "--json"]) == Exit.DONE
    found: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return found


def test_everyone_without_a_place_is_told_why_and_what_would_help(solved: Path, capsys: Captured) -> None:
    found = explained(capsys, str(solved))
    assert len(found["applicants"]) == 13
    assert all(a["unplaced"] and a["position_id"] is None for a in found["applicants"])
    assert sum(bool(a["remedies"]) for a in found["applicants"]) == 12
    assert len(found["positions"]) == 10


def test_one_applicant_may_be_asked_about(solved: Path, capsys: Captured) -> None:
    (account,) = explained(capsys, str(solved / "result.json"), "--applicant", "ТМ-22-007")["applicants"]
    assert account["here"] == {
        "code": "lock",
        "evidence": {"position_id": "МП-143", "rank": account["rank"], "reason": "целевой договор", "author": AUTHOR},
    }


AUTHOR = "Ветлугина О.С., зав. практикой"


def test_one_position_may_be_asked_about(solved: Path, capsys: Captured) -> None:
    found = explained(capsys, str(solved), "--position", "МП-004")
    (account,) = found["positions"]
    assert found["applicants"] == []
    assert (account["capacity"], account["taken"], account["unfilled"]) == (3, 3, None)
    assert account["turned_away"]


def test_a_matching_alone_can_be_explained(solved: Path, capsys: Captured) -> None:
    (account,) = explained(capsys, str(solved / "matching.csv"), "--applicant", "ПК-24-017")["applicants"]
    assert isinstance(account["unplaced"], dict)
    assert account["unplaced"]["code"] == "competition"
    evidence = account["unplaced"]["evidence"]
    assert len(evidence["competitors"]) == evidence["wanted"] > evidence["seats"]


def test_the_screen_names_people_places_and_help(solved: Path, capsys: Captured) -> None:
    assert run(["explain", str(DEMO), str(solved), "--applicant", "ПК-24-028", "--lang", "en"]) == Exit.DONE
    said = " ".join(capsys.readouterr().out.split())
    assert "A medical certificate is required to the end (2026-05-24)" in said
    assert "Have the medical certificate prolonged to 2026-05-24 (now to: 2026-05-10)." in said
    assert run(["explain", str(DEMO), str(solved), "--position", "МП-004"]) == Exit.DONE
    assert "Занято 3 из 3. Последний из принятых:" in " ".join(capsys.readouterr().out.split())
    assert run(["explain", str(DEMO), str(solved)]) == Exit.DONE
    assert "Куда хотело больше всего людей" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--applicant", "--applicant: участника «нет» в раунде нет"),
        ("--position", "--position: места «нет» в раунде нет"),
    ],
)
def test_an_unknown_id_is_bad_input(solved: Path, capsys: Captured, option: str, said: str) -> None:
    assert run(["explain", str(DEMO), str(solved), option, "нет"]) == Exit.BAD_INPUT
    assert said in capsys.readouterr().err
