"""The workbook to fill in loads as it is, and says in words what every column means."""

import zipfile
from pathlib import Path

import pytest

from matcher.files.reading import read_checked
from matcher.files.tables import TABLES
from matcher.files.template import BINDING, write_template
from matcher.text import Lang, catalogue


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_template_loads_without_problems_and_notes(tmp_path: Path, lang: Lang) -> None:
    write_template(tmp_path / "t.xlsx", lang)
    loaded = read_checked(tmp_path / "t.xlsx")
    assert loaded.notes == ()
    assert loaded.round is not None
    filled = {table.name for table in TABLES if getattr(loaded.round, table.name)}
    assert filled == {table.name for table in TABLES} - BINDING


def test_template_has_a_sheet_a_table_with_every_column_known(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    origin = read_checked(tmp_path / "t.xlsx").origin
    assert dict(origin.places) == {"round": "Раунд", **{table.name: table.ru for table in TABLES}}
    for table in TABLES:
        headers = {c.name: f"{c.ru}{' *' if c.required else ''}" for c in table.columns}
        assert origin.columns[table.name] == headers


def test_template_has_notes_lists_and_a_guide(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        names = archive.namelist()
        sheet = archive.read("xl/worksheets/sheet3.xml").decode()
        assert "Как заполнить" in archive.read("xl/workbook.xml").decode()
    assert sum(name.startswith("xl/comments") for name in names) == len(TABLES)
    assert '"студент,выпускник,преподаватель,специалист"' in sheet.replace("&quot;", '"')
    assert 'type="date"' in sheet
    assert "<f>" not in sheet


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_column_and_sheet_is_explained(lang: Lang) -> None:
    said = catalogue(lang)
    for table in TABLES:
        assert f"sheet.{table.name}" in said
        for column in table.columns:
            assert f"column.{table.name}.{column.name}" in said or f"column.{column.name}" in said
