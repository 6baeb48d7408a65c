import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from matcher.matching import Matching, SeatPrice
from matcher.report.workbook import workbook, write_workbook
from matcher.text import Lang, say
from tests.report.small import INFEASIBLE, PLACES, RESULT, hostile, summary


def sheet(content: bytes, name: str) -> Sequence[Sequence[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(name).to_python()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_sheets_have_the_languages_names(lang: Lang) -> None:
    names = CalamineWorkbook.from_filelike(BytesIO(workbook(summary(), lang))).sheet_names
    assert names == [say(f"sheet.{key}", lang) for key in ("placements", "hosts", "unplaced", "totals")]


def test_seats_have_a_sheet_once_they_are_priced() -> None:
    prices = (SeatPrice("position", "М-1", "placed", 1, 2),)
    rows = sheet(workbook(summary(result=replace(RESULT, prices=prices)), "ru"), "Ценность мест")
    assert rows[1] == [
        *(1, "АО «Завод»", "Сварочный участок", "Как можно больше людей с местом"),
        *("+1 человек с местом", "+2 человека с местом"),
    ]


def test_placements_have_dates_as_dates_and_ranks_as_numbers() -> None:
    head, first, *rest = sheet(workbook(summary(), "ru"), "Распределение")
    keys = ("name", "number", "group", "period", "starts", "ends", "host", "position", "locality", "rank", "km")
    assert head == [say(f"column.{key}", "ru") for key in (*keys, "mentor")]
    assert first[:3] == ["Абрамов Лев", "С-05", "СВ-24"]
    assert first[4:9] == [date(2026, 4, 13), date(2026, 5, 24), "АО «Завод»", "Сварочный участок", "Киреевск"]
    assert first[9] == 1
    assert [r[10] for r in rest] == [6.5, "", ""]


def test_mentors_stand_beside_their_people() -> None:
    places = (replace(p, mentor_id="Орлова") for p in PLACES)
    content = workbook(summary(result=replace(RESULT, matching=Matching(tuple(places)))), "ru")
    assert {r[11] for r in sheet(content, "Распределение")[1:]} == {"Орлова"}
    assert {r[10] for r in sheet(content, "По предприятиям")[1:] if r[6]} == {"Орлова"}


def test_dates_show_as_day_month_year() -> None:
    styles = zipfile.ZipFile(BytesIO(workbook(summary(), "ru"))).read("xl/styles.xml").decode()
    assert 'formatCode="dd.mm.yyyy"' in styles


def test_hosts_list_their_people_and_empty_positions() -> None:
    rows = sheet(workbook(summary(), "ru"), "По предприятиям")[1:]
    assert [(r[0], r[2], r[4], r[6]) for r in rows] == [
        ("АО «Завод»", "Сварочный участок", 2, "С-05"),
        ("АО «Завод»", "Сварочный участок", 2, "С-01"),
        ("АО «Завод»", "Механический цех", 1, "С-03"),
        ("ООО «Ремонт»", "Ремонтная зона", 1, "С-02"),
        ("П-3", "М-4", 0, ""),
    ]


def test_the_unplaced_have_their_reason_as_a_sentence() -> None:
    rows = sheet(workbook(summary(), "ru"), "Не распределены")[1:]
    assert [r[1] for r in rows] == ["С-06", "С-04"]
    assert str(rows[0][4]).startswith("Некуда направить.")


def test_totals_hold_levels_and_proof() -> None:
    rows = sheet(workbook(summary(), "ru"), "Итоги")
    assert [
        "Уровень 1. Как можно больше людей с местом",
        "4 человека",
        "больше невозможно: доказано и проверяемо",
    ] in rows


def test_no_text_becomes_a_formula_or_a_link() -> None:
    content = workbook(hostile(), "ru")
    parts = {
        n: zipfile.ZipFile(BytesIO(content)).read(n).decode() for n in zipfile.ZipFile(BytesIO(content)).namelist()
    }
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/")]
    assert len(sheets) >= 4
    assert not any("<f>" in text or "hyperlink" in text for text in sheets)
    assert sheet(content, "Распределение")[1][7] == '=HYPERLINK("http://x")<script>alert(1)</script>'


def test_headings_are_frozen_filtered_and_printed_on_a4_landscape() -> None:
    text = zipfile.ZipFile(BytesIO(workbook(summary(), "ru"))).read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in text
    assert '<autoFilter ref="A1:L5"' in text
    assert 'paperSize="9" orientation="landscape"' in text.replace(' fitToHeight="0"', "")


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert workbook(summary(), "ru") == workbook(summary(), "ru")


def test_a_title_of_control_characters_and_ampersands_does_no_harm() -> None:
    content = workbook(replace(summary(), title="\x01&A" * 100), "ru")
    assert "\x01" not in zipfile.ZipFile(BytesIO(content)).read("docProps/core.xml").decode()


def test_an_infeasible_result_still_makes_a_workbook_with_its_conflicts() -> None:
    rows = sheet(workbook(summary(result=INFEASIBLE), "ru"), "Итоги")
    assert any("Закрепление вручную" in str(r[0]) for r in rows)


def test_the_workbook_is_written_whole(tmp_path: Path) -> None:
    write_workbook(summary(), tmp_path / "matching.xlsx")
    assert (tmp_path / "matching.xlsx").read_bytes() == workbook(summary(), "ru")
    assert [p.name for p in tmp_path.iterdir()] == ["matching.xlsx"]
