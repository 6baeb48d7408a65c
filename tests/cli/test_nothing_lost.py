"""What verbs write never takes the place of what a person keeps."""

from pathlib import Path

import pytest

from matcher.cli import Exit, run
from matcher.files.results import write_result
from matcher.matching import Result, Status, StopReason
from matcher.rounds import Round
from tests.cli.test_cli import TINY, Captured


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_convert_leaves_an_existing_folder_alone(tmp_path: Path, capsys: Captured) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "groups.csv").write_text("group\nA\n", "utf-8")
    assert run(["convert", str(TINY), str(kept)]) == Exit.BAD_INPUT
    assert contents(kept) == {"groups.csv": b"group\nA\n"}
    assert f"{kept}: здесь уже что-то есть; укажите другое имя" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["r.json", "r.xlsx", "r"])
def test_convert_does_not_overwrite_what_it_reads(tmp_path: Path, form: str, capsys: Captured) -> None:
    path = tmp_path / form
    assert run(["convert", str(TINY), str(path)]) == Exit.DONE
    before = contents(tmp_path)
    assert run(["convert", str(path), str(path), "--lang", "en"]) == Exit.BAD_INPUT
    assert contents(tmp_path) == before
    assert "choose another name" in capsys.readouterr().err


def test_convert_fills_an_empty_folder(tmp_path: Path) -> None:
    assert run(["convert", str(TINY), str(tmp_path)]) == Exit.DONE
    assert (tmp_path / "round.yaml").is_file()


def test_convert_does_not_write_through_a_link_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "r.json").symlink_to(tmp_path / "nowhere")
    assert run(["convert", str(TINY), str(tmp_path / "r.json")]) == Exit.BAD_INPUT


@pytest.mark.parametrize("name", ["x.pdf", "x.docx", "x.csv", "x.v2"])
def test_convert_names_the_three_forms_for_any_other_ending(tmp_path: Path, name: str, capsys: Captured) -> None:
    assert run(["convert", str(TINY), str(tmp_path / name), "--lang", "en"]) == Exit.BAD_INPUT
    assert not list(tmp_path.iterdir())
    said = capsys.readouterr().err
    assert all(form in said for form in ("folder", ".xlsx", ".json", name[1:]))


def test_convert_takes_a_date_in_a_name_for_no_ending(tmp_path: Path) -> None:
    assert run(["convert", str(TINY), str(tmp_path / "2026.04")]) == Exit.DONE
    assert (tmp_path / "2026.04" / "round.yaml").is_file()


def test_template_leaves_an_existing_workbook_alone(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(b"mine")
    assert run(["template", str(tmp_path / "t.xlsx")]) == Exit.BAD_INPUT
    assert (tmp_path / "t.xlsx").read_bytes() == b"mine"


def test_template_is_a_workbook_only(tmp_path: Path, capsys: Captured) -> None:
    assert run(["template", str(tmp_path / "t.csv")]) == Exit.BAD_INPUT
    assert ".xlsx" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_order_leaves_an_edited_order_alone(tmp_path: Path) -> None:
    assert run(["solve", str(TINY), "--out", str(tmp_path / "out")]) == Exit.DONE
    (tmp_path / "order.docx").write_bytes(b"edited")
    args = ["order", str(TINY), str(tmp_path / "out"), "--out", str(tmp_path / "order.docx")]
    assert run(args) == run([*args, "--blank"]) == Exit.BAD_INPUT
    assert (tmp_path / "order.docx").read_bytes() == b"edited"


def test_solve_renews_an_earlier_result_and_keeps_other_files(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_bytes(b"mine")
    for _ in range(2):
        assert run(["solve", str(TINY), "--out", str(tmp_path)]) == Exit.DONE
    assert (tmp_path / "notes.docx").read_bytes() == b"mine"


def test_result_without_a_matching_leaves_none_of_an_earlier_one(tmp_path: Path) -> None:
    assert run(["solve", str(TINY), "--out", str(tmp_path)]) == Exit.DONE
    write_result(Round("r", (), ()), Result(Status.NONE, StopReason.TIME), tmp_path)
    assert sorted(contents(tmp_path)) == ["result.json"]


def test_replan_does_not_overwrite_the_round_or_the_plan_it_repairs(tmp_path: Path, capsys: Captured) -> None:
    round_, out = tmp_path / "round.json", tmp_path / "out"
    assert run(["convert", str(TINY), str(round_)]) == run(["solve", str(TINY), "--out", str(out)]) == Exit.DONE
    before = contents(tmp_path)
    for earlier, target in ((out / "matching.csv", tmp_path), (out / "matching.csv", out), (out, out)):
        args = ["replan", str(round_), "--from", str(earlier), "--out", str(target)]
        assert run(args) == Exit.BAD_INPUT
    assert contents(tmp_path) == before
    assert "[would-overwrite-input]" in capsys.readouterr().err
