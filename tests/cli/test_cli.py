"""The command line: verbs, exit codes, and that a user's mistake never ends in a traceback."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from matcher.cli import Exit, run

ROOT = Path(__file__).parents[2]
DEMO, TINY = ROOT / "scenarios" / "kireevsk-spring", ROOT / "scenarios" / "tiny"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny round that a test may spoil."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


def test_solve_writes_the_contracts_files(tmp_path: Path) -> None:
    assert run(["solve", str(TINY), "--out", str(tmp_path / "out"), "--report", "--workbook"]) == Exit.DONE
    written = {p.name for p in (tmp_path / "out").iterdir()}
    assert written == {"result.json", "matching.csv", "certificate.json", "report.html", "matching.xlsx"}


def test_solve_without_an_out_folder_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["solve", str(TINY)]) == Exit.DONE
    assert list(tmp_path.iterdir()) == []


def test_result_json_has_the_fields_of_the_contract(capsys: Captured) -> None:
    assert run(["solve", str(TINY), "--json"]) == Exit.DONE
    result = json.loads(capsys.readouterr().out)
    expected = json.loads((TINY / "expected.json").read_text("utf-8"))
    assert result["version"] == 1
    assert (result["status"], result["stop_reason"]) == ("optimal", "proved")
    assert result["placed"] == expected["placed"]
    assert {k["level"]: k["value"] for k in result["levels"]} == expected["levels"]
    assert all(k["proved"] and k["certified"] and k["bound"] == k["value"] for k in result["levels"])
    assert {m["applicant_id"]: m["position_id"] for m in result["matching"]} == expected["matching"]
    assert {"rank_profile", "unplaced", "reasons", "prices", "facts"} <= result.keys()
    assert {"round_sha256", "policy", "seed", "solver", "versions", "seconds"} <= result["facts"].keys()


def test_the_prices_of_a_flow_come_unasked_and_others_when_asked(capsys: Captured, tmp_path: Path) -> None:
    assert run(["solve", str(TINY), "--json"]) == Exit.DONE
    unasked = json.loads(capsys.readouterr().out)["prices"]
    assert len({p["position_id"] for p in unasked}) == 3
    assert run(["solve", str(TINY), "--json", "--prices", "5"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out)["prices"] == unasked
    assert run(["solve", str(DEMO), "--out", str(tmp_path)]) == Exit.DONE
    assert json.loads((tmp_path / "result.json").read_text("utf-8"))["prices"] == []
    assert run(["solve", str(DEMO), "--out", str(tmp_path), "--prices", "0"]) == Exit.DONE
    found = json.loads((tmp_path / "result.json").read_text("utf-8"))["prices"]
    assert all({"level", "next_seat", "last_seat"} <= p.keys() for p in found)
    assert found


def test_a_policy_file_replaces_the_rounds_own(tmp_path: Path, capsys: Captured) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("mechanism: serial\n", "utf-8")
    assert run(["solve", str(TINY), "--policy", str(policy), "--json"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out)["facts"]["solver"] == "serial"


def test_judge_accepts_what_solve_writes(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(["solve", str(DEMO), "--out", str(out)])
    certificate = ["--certificate", str(out / "certificate.json")]
    assert run(["judge", str(DEMO), str(out / "matching.csv"), *certificate]) == Exit.DONE
    assert run(["judge", str(DEMO), str(out / "result.json"), *certificate]) == Exit.DONE


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda rows: [*rows, rows[-1]], "several-places"),
        (lambda rows: [*rows[:-1], rows[-1].replace(rows[-1].split(",")[0], "nobody")], "unknown-need"),
        (lambda rows: [rows[0].replace(rows[0].split(",")[2], "nowhere"), *rows[1:]], "unknown-place"),
    ],
)
def test_judge_rejects_a_matching_with_one_row_spoilt(
    tmp_path: Path, capsys: Captured, spoil: Callable[[list[str]], list[str]], code: str
) -> None:
    run(["solve", str(DEMO), "--out", str(tmp_path)])
    matching = tmp_path / "matching.csv"
    head, *rows = matching.read_text("utf-8").splitlines()
    matching.write_text("\n".join([head, *spoil(rows)]) + "\n", "utf-8")
    capsys.readouterr()
    assert run(["judge", str(DEMO), str(matching), "--json"]) == Exit.REJECTED
    assert code in {v["code"] for v in json.loads(capsys.readouterr().out)["violations"]}


def test_judge_rejects_a_result_that_claims_too_much(tmp_path: Path) -> None:
    run(["solve", str(TINY), "--out", str(tmp_path)])
    result = json.loads((tmp_path / "result.json").read_text("utf-8"))
    result["levels"][0]["value"] += 1
    (tmp_path / "result.json").write_text(json.dumps(result), "utf-8")
    assert run(["judge", str(TINY), str(tmp_path / "result.json")]) == Exit.REJECTED


@pytest.mark.parametrize("text", ["", "{", "[]", '{"stages": 1}', '{"stages": [{"level": "x"}]}'])
def test_a_certificate_that_is_none_is_bad_input(tmp_path: Path, capsys: Captured, text: str) -> None:
    run(["solve", str(TINY), "--out", str(tmp_path)])
    (tmp_path / "certificate.json").write_text(text, "utf-8")
    command = ["judge", str(TINY), str(tmp_path / "matching.csv"), "--certificate", str(tmp_path / "certificate.json")]
    assert run(command) == Exit.BAD_INPUT
    assert "[bad-certificate]" in capsys.readouterr().err


def test_an_infeasible_round_exits_with_two_and_names_the_conflict(
    tiny: Path, tmp_path: Path, capsys: Captured
) -> None:
    applicants = [line.split(",")[0] for line in (tiny / "applicants.csv").read_text("utf-8").splitlines()[1:]]
    position, *_ = (line.split(",")[0] for line in (tiny / "positions.csv").read_text("utf-8").splitlines()[1:])
    rows = [f"{a},{position},assigned,по договору" for a in applicants]
    (tiny / "locks.csv").write_text("\n".join(["applicant_id,position_id,kind,reason", *rows]) + "\n", "utf-8")
    assert run(["solve", str(tiny), "--json"]) == Exit.INFEASIBLE
    result = json.loads(capsys.readouterr().out)
    assert result["status"] == "infeasible"
    assert result["matching"] is None
    assert any("lock-assigned" in c["rules"] for c in result["conflict"])
    assert run(["solve", str(tiny)]) == Exit.INFEASIBLE


def test_bad_input_exits_with_one_and_writes_nothing(tiny: Path, tmp_path: Path, capsys: Captured) -> None:
    (tiny / "positions.csv").write_text("position_id,capacity\np1,many\n", "utf-8")
    assert run(["solve", str(tiny), "--out", str(tmp_path / "out")]) == Exit.BAD_INPUT
    assert "positions.csv:2 capacity" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_level_without_data_is_named(tmp_path: Path, capsys: Captured) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("objectives: [placed, priority, cost]\n", "utf-8")
    assert run(["solve", str(TINY), "--policy", str(policy), "--lang", "en"]) == Exit.BAD_INPUT
    told = capsys.readouterr().err
    assert "priorities" in told
    assert "cost" in told


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    "args",
    [[], ["frob"], ["solve"], ["solve", "nowhere"], ["solve", "x", "--frob"], ["judge", str(TINY), "nowhere.csv"]],
)
def test_a_wrong_command_is_told_in_words(args: list[str], lang: str, capsys: Captured) -> None:
    assert run([*args, *(["--lang", lang] if args else [])]) == Exit.BAD_INPUT
    told = capsys.readouterr().err
    assert told
    assert "Traceback" not in told


def test_an_internal_error_exits_with_seventy(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(sys.modules["matcher.solve"], "refuse", fail)
    assert run(["solve", str(TINY), "--lang", "en"]) == Exit.INTERNAL
    assert "RuntimeError: boom" in capsys.readouterr().err


def test_check_shows_who_has_no_place(capsys: Captured) -> None:
    assert run(["check", str(DEMO), "--json"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out)["nowhere"]


def test_convert_goes_round_all_three_forms(tmp_path: Path, capsys: Captured) -> None:
    book, document, folder = tmp_path / "r.xlsx", tmp_path / "r.json", tmp_path / "folder"
    for source, target in ((TINY, book), (book, document), (document, folder)):
        assert run(["convert", str(source), str(target)]) == Exit.DONE
    capsys.readouterr()
    results = []
    for source in (TINY, folder):
        assert run(["solve", str(source), "--json"]) == Exit.DONE
        results.append(json.loads(capsys.readouterr().out)["facts"]["round_sha256"])
    assert results[0] == results[1]


def test_the_template_can_be_filled_and_solved(tmp_path: Path) -> None:
    assert run(["template", str(tmp_path / "t.xlsx")]) == Exit.DONE
    assert run(["check", str(tmp_path / "t.xlsx")]) == Exit.DONE


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_verb_explains_itself(lang: str, capsys: Captured) -> None:
    for verb in ("check", "solve", "judge", "convert", "template"):
        assert run([verb, "--help", "--lang", lang]) == Exit.DONE
    assert capsys.readouterr().out.count({"ru": "Показать эту справку.", "en": "Show this help."}[lang]) == 5


def test_the_installed_command_runs() -> None:
    command = Path(sys.executable).parent / "praktika"
    done = subprocess.run([command, "solve", TINY], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "4" in done.stdout
