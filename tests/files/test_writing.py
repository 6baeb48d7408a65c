"""Writing: whole or not at all, nothing live, nothing foreign lost."""

import csv
import zipfile
from datetime import date
from pathlib import Path

import pytest

from matcher.errors import RoundError
from matcher.files import replacing, sheets
from matcher.files.reading import load_round
from matcher.files.writing import write_round, write_text
from matcher.rounds import Applicant, Group, Position, Preference, Round

ROUND = Round(
    "r",
    (Applicant("1", "=HYPERLINK(1)"), Applicant("2", "@SUM(1)", birth_date=date(2009, 5, 14))),
    (Position("-1", 1, title="+7 (4872)"),),
    preferences=(Preference("1", "-1", rank=1),),
)


def test_folder_is_plain_csv_with_english_names(tmp_path: Path) -> None:
    write_round(ROUND, tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "applicants.csv",
        "positions.csv",
        "preferences.csv",
        "round.yaml",
    ]
    assert (tmp_path / "out" / "preferences.csv").read_bytes() == b"applicant_id,position_id,rank\n1,'-1,1\n"


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    write_round(ROUND, tmp_path / "out")
    for path in (tmp_path / "out").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell[:1] in set("=+-@\t\r")]


def test_no_cell_of_a_workbook_is_a_formula_or_link(tmp_path: Path) -> None:
    write_round(ROUND, tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist() if "worksheets" in name)
    assert b"<f>" not in parts
    assert b"hyperlink " not in parts.lower()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_workbook_speaks_the_language_asked_for(tmp_path: Path, lang: str) -> None:
    write_round(ROUND, tmp_path / "out.xlsx", lang)  # type: ignore[arg-type]  # one of both
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        names = archive.read("xl/workbook.xml").decode()
    assert ("Студенты" in names, '"applicants"' in names) == (lang == "ru", lang == "en")


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for form in ("a", "b"):
        write_round(ROUND, tmp_path / form)
        write_round(ROUND, tmp_path / f"{form}.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_folder_keeps_foreign_files_and_loses_old_tables(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("thesis.docx", "notes.csv", "groups.csv", "Группы.csv"):
        (folder / name).write_text("group\nA\n", "utf-8")
    write_round(ROUND, folder)
    assert {p.name for p in folder.iterdir()} == {
        "thesis.docx",
        "notes.csv",
        "applicants.csv",
        "positions.csv",
        "preferences.csv",
        "round.yaml",
    }
    assert load_round(folder) == ROUND


@pytest.mark.parametrize("form", ["out", "out.xlsx", "out.json"])
def test_failure_leaves_what_was_there(tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write_round(ROUND, tmp_path / form)
    worse = Round("worse", ROUND.applicants, ROUND.positions, groups=(Group("x", course=object()),))  # type: ignore[arg-type]  # cannot be written
    monkeypatch.setattr("matcher.files.rendering.scalar_text", _fail)
    with pytest.raises((RuntimeError, TypeError, ValueError)):
        write_round(worse, tmp_path / form)
    assert load_round(tmp_path / form) == ROUND
    assert not list(tmp_path.rglob("*.tmp"))


def _fail(_: object) -> str:
    raise RuntimeError("disk full")


def _break_off(path: Path) -> None:
    with replacing.replacing(path) as beside:
        beside.write_text("half")
        _fail(beside)


def test_text_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "old\n")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "new \ud800")
    assert path.read_text("utf-8") == "old\n"
    with pytest.raises(RuntimeError):
        _break_off(path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("name", ["r.csv", "r.xls", "r.xlsm", "r.yaml"])
def test_form_that_is_not_written_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RoundError) as caught:
        write_round(ROUND, tmp_path / name)
    assert caught.value.problems[0].code == "unknown-form"


def test_what_a_sheet_cannot_hold_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = Round("r", (Applicant("1", "x" * 40_000),), ROUND.positions)
    with pytest.raises(RoundError) as caught:
        write_round(long, tmp_path / "r.xlsx")
    assert [(p.where, p.code) for p in caught.value.problems] == [("Студенты:2 ФИО", "text-too-long")]
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    with pytest.raises(RoundError) as caught:
        write_round(ROUND, tmp_path / "r.xlsx")
    assert [p.code for p in caught.value.problems] == ["too-many-rows"]
    assert not list(tmp_path.iterdir())


def test_missing_parents_are_made(tmp_path: Path) -> None:
    write_round(ROUND, tmp_path / "a" / "b" / "r.json")
    assert load_round(tmp_path / "a" / "b" / "r.json") == ROUND
