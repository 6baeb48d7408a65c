"""Workbooks: sheets, cells of every type, the sheet of the round, and hostile files."""

import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import Any

import pytest
import xlsxwriter

from matcher.errors import Problem
from matcher.files import guards
from matcher.files.guards import MOST_PARTS
from matcher.files.reading import read_round
from matcher.policy import Level, LevelName, Measure
from matcher.rounds import Applicant, Position, Round

Sheets = Mapping[str, list[list[Any]]]
GOOD: Sheets = {
    "Раунд": [["Поле", "Значение"], ["Код раунда *", "r"]],
    "Студенты": [["Номер студента", "ФИО"], ["1", "Анна"]],
    "Заявки на места": [["Код места", "Мест"], ["p", 1]],
}


def book(path: Path, **sheets: list[list[Any]]) -> Path:
    """A sound workbook, with some of its sheets replaced or added."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd.mm.yyyy"}) as written:
        for name, rows in {**GOOD, **{n.replace("_", " "): rows for n, rows in sheets.items()}}.items():
            sheet = written.add_worksheet(name)
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
    return path


def sound(path: Path) -> Round:
    loaded = read_round(path)
    assert loaded.problems == ()
    assert loaded.round is not None
    return loaded.round


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(p.where, p.code) for p in problems]


def test_cells_of_every_type(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Списки на весну 2026"],
        [],
        ["Номер студента", "Дата рождения", "Средний балл", "Личный транспорт", "Занимает мест", "ФИО"],
        [7128000001, datetime(2009, 5, 14), 4.25, True, 2, 12.5],  # noqa: DTZ001  # a spreadsheet knows no zones
        ["007", date(2009, 5, 14), "4,25", "нет", "2", "=1+1"],
    ]
    rows[4][5] = "Анна"
    found = sound(book(tmp_path / "b.xlsx", Студенты=rows)).applicants
    born = date(2009, 5, 14)
    assert found == (
        Applicant("7128000001", "12.5", birth_date=born, grade=4.25, own_transport=True, seats=2),
        Applicant("007", "Анна", birth_date=born, grade=4.25, seats=2),
    )


def test_problem_names_sheet_row_and_header(tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", Студенты=[[], ["ID", "Средний балл *"], ["1", 3], ["2", "пять"]])
    assert told(read_round(path).problems) == [("Студенты:4 Средний балл *", "bad-value")]


def with_formulas(path: Path, **cells: tuple[str, Any]) -> Path:
    """A sound workbook with formulas among the students, and what was calculated for them."""
    with xlsxwriter.Workbook(str(path)) as written:
        for name, rows in GOOD.items():
            sheet = written.add_worksheet(name)
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
        for cell, (formula, value) in cells.items():
            written.get_worksheet_by_name("Студенты").write_formula(cell, formula, None, value)
    return path


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"])
def test_error_cell_is_a_fault_with_its_place(tmp_path: Path, error: str) -> None:
    (found,) = read_round(with_formulas(tmp_path / "b.xlsx", B2=("=1/0", error))).problems
    assert (found.where, found.code, found.values["got"]) == ("Студенты:2 ФИО", "error-cell", error)


def test_error_cell_beyond_all_others_is_a_fault(tmp_path: Path) -> None:
    path = with_formulas(tmp_path / "b.xlsx", A9=("=1/0", "#N/A"))
    assert told(read_round(path).problems) == [("Студенты:9 Номер студента", "error-cell")]


def test_error_cell_beside_the_same_text_is_told_apart(tmp_path: Path) -> None:
    path = with_formulas(tmp_path / "b.xlsx", A3=('="#N/A"&""', "#N/ A"), A4=("=1/0", "#N/A"))
    assert told(read_round(path).problems) == [("Студенты:4 Номер студента", "error-cell")]


def test_error_cell_in_the_sheet_of_the_round_or_in_a_header_is_a_fault(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="e"><v>#REF!</v></c></row>'
    path = repacked(tmp_path / "b.xlsx", **{"xl/worksheets/sheet1.xml": sheet(rows)})
    assert ("Раунд:1 id", "error-cell") in told(read_round(path).problems)
    path = with_formulas(tmp_path / "c.xlsx", B1=("=1/0", "#REF!"))
    assert told(read_round(path).problems) == [("Студенты:1 #REF!", "error-cell")]


FORMULAS = {
    "without a value": ("<f>1+1</f>", "uncounted-formula"),
    "with an empty value": ("<f>1+1</f><v></v>", "uncounted-formula"),
    "shared and without a value": ('<f t="shared" si="0"/>', "uncounted-formula"),
    "with a value": ("<f>1+1</f><v>2</v>", None),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_formula_that_was_never_calculated_is_a_fault(tmp_path: Path, name: str) -> None:
    content, code = FORMULAS[name]
    header = '<row r="1"><c r="A1" t="inlineStr"><is><t>ID</t></is></c></row>'
    path = repacked(tmp_path / "b.xlsx", sheet=sheet(f'{header}<row r="2"><c r="A2">{content}</c></row>'))
    assert told(read_round(path).problems) == ([] if code is None else [("Студенты:2 ID", code)])


def test_formula_whose_text_is_empty_is_an_empty_cell(tmp_path: Path) -> None:
    header = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>ID</t></is></c><c r="B1" t="inlineStr"><is><t>ФИО</t></is></c></row>'
    )
    empty = '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str"><f>""</f><v></v></c></row>'
    assert sound(repacked(tmp_path / "b.xlsx", sheet=sheet(header + empty))).applicants == (Applicant("1"),)


def test_unknown_sheets_are_noted_unless_empty_or_ours(tmp_path: Path) -> None:
    loaded = read_round(book(tmp_path / "b.xlsx", Черновик=[["x"]], Лист1=[], Как_заполнить=[["x"]]))
    assert told(loaded.notes) == [("Черновик", "unknown-table")]


def test_two_sheets_of_one_table(tmp_path: Path) -> None:
    loaded = read_round(book(tmp_path / "b.xlsx", applicants=[["ID"], ["2"]]))
    assert told(loaded.problems) == [("applicants", "duplicate-table")]


def test_round_sheet_with_dotted_keys(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Раунд"],
        ["id", 7],
        ["Название", "[проба]"],
        ["Начало", date(2026, 4, 13)],
        ["policy.objectives", '["placed", {"level": "preference", "measure": "generous"}]'],
        ["policy.limits.seed", 5],
        ["policy.rules.minors-hazard", "off"],
        ["policy.rules.medical", True],
        ["Окончание", None],
        ["ends_on"],
    ]
    found = sound(book(tmp_path / "b.xlsx", Раунд=rows))
    assert (found.round_id, found.title, found.starts_on, found.ends_on) == ("7", "[проба]", date(2026, 4, 13), None)
    assert found.policy.objectives == (Level(LevelName.PLACED), Level(LevelName.PREFERENCE, Measure.GENEROUS))
    assert found.policy.limits.seed == 5
    assert found.policy.rules == {"minors-hazard": False, "medical": True}


def test_faults_of_the_round_sheet(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["id", "r"],
        ["Код раунда", "s"],
        ["policy.limits.seed", "x"],
        ["policy.objectives", "[placed"],
        ["policy.objectives.x", "y"],
        ["speed", "9"],
    ]
    assert told(read_round(book(tmp_path / "b.xlsx", Раунд=rows)).problems) == [
        ("Раунд:2", "duplicate-key"),
        ("Раунд:4 policy.objectives", "bad-json"),
        ("Раунд:5", "duplicate-key"),
        ("Раунд:6 speed", "unknown-key"),
        ("Раунд:3 policy.limits.seed", "bad-value"),
    ]


def test_workbook_without_round_sheet(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as written:
        written.add_worksheet("Студенты").write_row(0, 0, ["ID"])
    assert [p.code for p in read_round(path).problems] == ["no-round-sheet", "missing-table"]


SHEET = "xl/worksheets/sheet2.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def repacked(path: Path, **parts: str | bytes) -> Path:
    """A sound workbook whose second sheet (``sheet``) or other parts are replaced or added."""
    book(path)
    with zipfile.ZipFile(path) as source:
        contents: dict[str, str | bytes] = {name: source.read(name) for name in source.namelist()}
    contents.update({SHEET if name == "sheet" else name: content for name, content in parts.items()})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in contents.items():
            target.writestr(name, content)
    return path


def sheet(cells: str) -> str:
    return f'<worksheet xmlns="{NAMESPACE}"><sheetData>{cells}</sheetData></worksheet>'


HOSTILE_SHEETS = {
    "far cell": ('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>', "workbook-far-cells"),
    "far cell in small letters": ('<row><c r="xfd1048576"><v>1</v></c></row>', "workbook-far-cells"),
    "far cell in single quotes": ("<row><c r='XFD1048576'><v>1</v></c></row>", "workbook-far-cells"),
    "far cell with a prefix": ('<x:row><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>', "workbook-far-cells"),
    "far cell on other lines": ('<row><c\n  r\n=\n"XFD1048576"><v>1</v></c></row>', "workbook-far-cells"),
    "far cell without a space": ('<row><c s="1"r="XFD1048576"><v>1</v></c></row>', "workbook-far-cells"),
    "far cell behind a bracket": ('<row><c s=">" r="XFD1048576"><v>1</v></c></row>', "workbook-suspicious"),
    "far cell behind a decoy": ("""<row><c s="r='A1'" r="XFD1048576"><v>1</v></c></row>""", "workbook-suspicious"),
    "row beyond a sheet": ('<row r="1"><c r="A99999999999"><v>1</v></c></row>', "workbook-far-cells"),
    "row of seven digits": ('<row r="1"><c r="A9999999"><v>1</v></c></row>', "workbook-far-cells"),
    "column beyond a sheet": ('<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>', "workbook-far-cells"),
    "row without references": ('<row r="9999999"><c><v>1</v></c></row>', "workbook-far-cells"),
    "wide and high": (
        '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="9000"><c r="A9000"><v>1</v></c></row>',
        "workbook-far-cells",
    ),
    "unfinished": ("<row", "not-a-workbook"),
}


@pytest.mark.parametrize("name", HOSTILE_SHEETS)
def test_hostile_sheet_is_refused(tmp_path: Path, name: str) -> None:
    cells, code = HOSTILE_SHEETS[name]
    path = repacked(tmp_path / "b.xlsx", sheet=sheet(cells))
    assert path.stat().st_size < 10_000
    assert told(read_round(path).problems) == [("b.xlsx", code)]


HOSTILE_PARTS: Mapping[str, tuple[str, str | bytes, str]] = {
    "entities": (SHEET, '<!DOCTYPE l [<!ENTITY a "b">]>' + sheet(""), "workbook-entities"),
    "another encoding": (SHEET, sheet('<row><c r="XFD1048576"/></row>').encode("utf-16"), "workbook-suspicious"),
    "bomb": (SHEET, sheet(" " * 5_000_000), "workbook-too-large"),
    "macros": ("xl/vbaProject.bin", b"x", "workbook-macros"),
    "part outside": ("../evil.xml", "<a/>", "workbook-suspicious"),
    "part at the root": ("/evil.xml", "<a/>", "workbook-suspicious"),
    "part on a drive": ("c:evil.xml", "<a/>", "workbook-suspicious"),
    "part of two names": ("XL/Workbook.xml", "<a/>", "workbook-suspicious"),
    "no workbook inside": ("xl/workbook.xml", "<a/>", "not-a-workbook"),
    "zero bytes": (SHEET, sheet("").encode() + b"\0", "workbook-suspicious"),
    "tag without end": (SHEET, b"<" + b"x" * 3_000_000, "workbook-too-large"),
}


@pytest.mark.parametrize("name", HOSTILE_PARTS)
def test_hostile_part_is_refused(tmp_path: Path, name: str) -> None:
    part, content, code = HOSTILE_PARTS[name]
    path = repacked(tmp_path / "b.xlsx", **{part: content})
    assert told(read_round(path).problems) == [("b.xlsx", code)]


def test_tag_without_end_that_does_not_pack_is_refused(tmp_path: Path) -> None:
    letters = Random(1).choices(b"abcdefghijklmnop", k=2_500_000)
    path = repacked(tmp_path / "b.xlsx", sheet=b"<" + bytes(letters))
    assert told(read_round(path).problems) == [("b.xlsx", "workbook-suspicious")]


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = repacked(tmp_path / "b.xlsx", **{f"xl/p{n}.xml": "" for n in range(MOST_PARTS)})
    assert told(read_round(path).problems) == [("b.xlsx", "workbook-too-large")]


def test_size_that_lies_is_refused(tmp_path: Path) -> None:
    path = repacked(tmp_path / "b.xlsx", sheet=sheet(" " * 900_000))
    content = path.read_bytes()
    honest = len(sheet(" " * 900_000)).to_bytes(4, "little")
    assert honest in content
    path.write_bytes(content.replace(honest, (100).to_bytes(4, "little")))
    assert told(read_round(path).problems) == [("b.xlsx", "not-a-workbook")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-a-workbook"),
        (b"PK\x03\x04" + bytes(range(256)), "not-a-workbook"),
        (b"applicant_id;name\n1;2\n", "not-a-workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 512, "old-workbook"),
    ],
)
def test_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(content)
    assert told(read_round(path).problems) == [("b.xlsx", code)]


def test_truncated_workbook_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx")
    path.write_bytes(path.read_bytes()[:-200])
    assert told(read_round(path).problems) == [("b.xlsx", "not-a-workbook")]


def test_encrypted_part_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx")
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(bytes(content))
    assert told(read_round(path).problems) == [("b.xlsx", "old-workbook")]


def test_formatted_but_empty_cells_far_away_are_no_harm(tmp_path: Path) -> None:
    header = '<row r="1"><c r="A1" t="inlineStr"><is><t>ID</t></is></c></row>'
    last = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    loaded = read_round(repacked(tmp_path / "b.xlsx", sheet=sheet(header + last)))
    assert loaded.problems == ()


def test_long_sheet_is_read(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["ID", "ФИО"], *([f"s{n}", "имя"] for n in range(20_000))]
    assert sound(book(tmp_path / "b.xlsx", Студенты=rows)).applicants[-1] == Applicant("s19999", "имя")
    assert sound(book(tmp_path / "b.xlsx")).positions == (Position("p", 1),)


def test_archive_without_a_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as written:
        written.writestr("word/document.xml", "<a/>")
    assert told(read_round(tmp_path / "b.xlsx").problems) == [("b.xlsx", "not-a-workbook")]


def test_more_than_the_list_of_parts_promises_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "b.xlsx")
    monkeypatch.setattr(guards, "MOST_BYTES", 3_000)
    monkeypatch.setattr(guards, "_check_list", lambda _: None)
    assert told(read_round(path).problems) == [("b.xlsx", "workbook-too-large")]


def test_an_interruption_while_reading_is_not_taken_for_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    path = book(tmp_path / "b.xlsx")
    monkeypatch.setattr("matcher.files.workbooks.CalamineWorkbook.from_path", interrupted)
    with pytest.raises(KeyboardInterrupt):
        read_round(path)


def test_a_time_of_day_does_not_change_the_day_and_alone_stays_a_time(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Номер студента", "Дата рождения", "ФИО"], ["1"]]
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as written:
        for name, content in {**GOOD, "Студенты": rows}.items():
            sheet = written.add_worksheet(name)
            for i, row in enumerate(content):
                sheet.write_row(i, 0, row)
            if name == "Студенты":
                born = datetime(2009, 5, 14, 8, 30)  # noqa: DTZ001  # a spreadsheet knows no zones
                sheet.write_datetime(1, 1, born, written.add_format({"num_format": "dd.mm.yyyy hh:mm"}))
                sheet.write_datetime(1, 2, time(8, 30), written.add_format({"num_format": "hh:mm"}))
    assert sound(path).applicants == (Applicant("1", "08:30:00", birth_date=date(2009, 5, 14)),)
