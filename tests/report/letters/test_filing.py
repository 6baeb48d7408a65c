"""The folder of letters: whole or not there at all, with names that every system takes."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.errors import InputError, TemplateError
from matcher.report.letters.filing import file_names, letter_for, write_letters
from tests.report.letters.small import ROUND, case, words


def template(text: str, path: Path) -> Path:
    document = Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def test_everyone_gets_a_letter_and_a_line_in_the_index(tmp_path: Path) -> None:
    written = write_letters(case(), tmp_path / "letters", "ru")
    assert len(written) == len(ROUND.applicants) + len(ROUND.hosts)
    assert all(path.exists() for path in written)
    with (tmp_path / "letters" / "letters.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert {tmp_path / "letters" / row["file"] for row in rows} == set(written)
    assert {row["id"] for row in rows if row["kind"] == "student"} == {a.applicant_id for a in ROUND.applicants}


def test_names_of_people_stand_in_no_file_name(tmp_path: Path) -> None:
    names = " ".join(str(path) for path in write_letters(case(), tmp_path / "letters", "ru"))
    assert not any(str(a.name).split()[0] in names for a in ROUND.applicants)


def test_only_those_who_consent_are_named_to_hosts(tmp_path: Path) -> None:
    people = tuple(replace(a, consent={"С-01": None, "С-03": True}.get(a.applicant_id)) for a in ROUND.applicants)
    written = write_letters(case(replace(ROUND, applicants=people)), tmp_path / "letters", "ru")
    said = "".join(words(p.read_bytes()) for p in written if p.parent.name == "hosts")
    assert [a.name for a in people if str(a.name) in said or a.applicant_id in said] == ["Жуков Олег Львович"]
    assert said.count("имя сообщим позже") == 5


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    backwards = replace(
        ROUND, **{t: getattr(ROUND, t)[::-1] for t in ("applicants", "positions", "hosts", "preferences")}
    )
    one, other = (write_letters(case(r), tmp_path / r.applicants[0].applicant_id, "ru") for r in (ROUND, backwards))
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in other]


def test_the_templates_used_lie_beside_the_letters_and_can_be_used_again(tmp_path: Path) -> None:
    write_letters(case(), tmp_path / "one", "ru")
    own = {kind: tmp_path / "one" / "templates" / f"{kind}.docx" for kind in ("student", "host")}
    again = write_letters(case(), tmp_path / "two", "ru", own)
    assert all(p.read_bytes() == (tmp_path / "one" / p.relative_to(tmp_path / "two")).read_bytes() for p in again)


def test_a_template_of_ones_own_is_used(tmp_path: Path) -> None:
    own = template("{{ number }}: {{ name }}", tmp_path / "own.docx")
    written = write_letters(case(), tmp_path / "letters", "ru", {"student": own})
    assert words(written[0].read_bytes()) == "С-01: Ёлкин Пётр Ильич\n"


@pytest.mark.parametrize("kind", ["student", "host"])
def test_a_fault_in_a_template_leaves_nothing_behind(tmp_path: Path, kind: str) -> None:
    own = template("{{ nobody }}", tmp_path / "own.docx")
    with pytest.raises(TemplateError):
        write_letters(case(), tmp_path / "letters", "ru", {kind: own})
    assert [p.name for p in tmp_path.iterdir()] == ["own.docx"]


def test_an_empty_folder_is_filled_and_another_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    write_letters(case(), tmp_path / "letters", "ru")
    before = sorted((tmp_path / "letters").rglob("*"))
    with pytest.raises(InputError):
        write_letters(case(), tmp_path / "letters", "ru")
    assert sorted((tmp_path / "letters").rglob("*")) == before
    (tmp_path / "file").touch()
    with pytest.raises(InputError):
        write_letters(case(), tmp_path / "file", "ru")


def test_plain_ids_are_their_own_file_names() -> None:
    assert file_names(["СВ-24-001", "7199001014", "a.b_c"]) == {k: k for k in ("СВ-24-001", "7199001014", "a.b_c")}


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=90), unique=True, max_size=12))
def test_file_names_are_safe_and_never_shared(keys: list[str]) -> None:
    names = file_names(keys)
    assert len({name.casefold() for name in names.values()}) == len(keys)
    assert all(sign.isalnum() or sign in "-_." for name in names.values() for sign in name)
    assert not any(name.startswith(".") or name.endswith(".") for name in names.values())
    assert all(len(name) <= 70 for name in names.values())
    assert names == {key: file_names(keys[::-1])[key] for key in keys}


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "a/b", "a\\b", "c:d", "con", "NUL.txt", "..", "", " ", "a\0b", "x" * 300]
)
def test_hostile_ids_stay_in_the_folder(key: str) -> None:
    name = file_names([key])[key]
    assert name not in ("", ".", "..", "con")
    assert not set(name) & set("/\\: \0")


def test_ids_that_differ_by_case_alone_get_two_files() -> None:
    assert len({name.casefold() for name in file_names(["a1", "A1"]).values()}) == 2


def test_a_formula_in_an_id_is_no_formula_in_the_index(tmp_path: Path) -> None:
    people = (*ROUND.applicants, replace(ROUND.applicants[0], applicant_id="=1+1"))
    write_letters(case(replace(ROUND, applicants=people)), tmp_path / "letters", "ru")
    assert "student,'=1+1," in (tmp_path / "letters" / "letters.csv").read_text("utf-8-sig")
    assert len(list((tmp_path / "letters" / "students").glob("_1_1-*.docx"))) == 1


@pytest.mark.parametrize(("kind", "key", "folder"), [("student", "С-02", "students"), ("host", "П-1", "hosts")])
def test_one_letter_is_the_one_of_the_folder(tmp_path: Path, kind: str, key: str, folder: str) -> None:
    write_letters(case(), tmp_path / "letters", "ru")
    assert letter_for(case(), kind, key, "ru") == (tmp_path / "letters" / folder / f"{key}.docx").read_bytes()


def test_there_is_no_letter_for_whom_the_round_does_not_know() -> None:
    with pytest.raises(InputError):
        letter_for(case(), "student", "П-1", "ru")


def test_one_letter_may_have_a_template_of_its_own(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{{ name }}")
    document.save(str(tmp_path / "own.docx"))
    letter = letter_for(case(), "student", "С-01", "ru", {"student": tmp_path / "own.docx"})
    assert words(letter) == "Ёлкин Пётр Ильич\n"
