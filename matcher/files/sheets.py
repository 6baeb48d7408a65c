"""Sheets: a round as a workbook, its texts as texts, so that nothing in a cell runs as a formula or a link."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

import xlsxwriter

from matcher.errors import Problem, RoundError
from matcher.files.columns import Column, Holds, Table
from matcher.files.headers import RUSSIAN_KEYS, header_as_mapping
from matcher.files.rendering import header_of, renderer, said_columns, sheet_of
from matcher.files.structured import scalar_text
from matcher.files.tables import TABLES
from matcher.rounds import Round
from matcher.text import Lang

PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
ROUND_SHEET: Mapping[Lang, str] = {"en": "round", "ru": "Раунд"}
KEY_VALUE: Mapping[Lang, tuple[str, str]] = {"en": ("Key", "Value"), "ru": ("Поле", "Значение")}
MOST_ROWS = 1_048_575
"""Rows of a sheet below its header."""
LONGEST_TEXT = 32_767
"""Characters of a cell."""
FIRST_DAY = date(1901, 1, 1)
"""Earlier days stand as text: spreadsheets count days from 1900, and count them wrongly at first."""


def write_sheets(round_: Round, path: Path, lang: Lang) -> None:
    """Write a round as a workbook. Raises RoundError when a table or a text is too long for one."""
    _refuse_too_long(round_, path)
    with xlsxwriter.Workbook(str(path), {**PLAIN, "constant_memory": True}) as book:
        formats = {
            "header": book.add_format({"bold": True, "bg_color": "#DDE7F3"}),
            "date": book.add_format({"num_format": "dd.mm.yyyy"}),
        }
        _write_header(book.add_worksheet(ROUND_SHEET[lang]), header_as_mapping(round_), lang, formats["header"])
        for table in TABLES:
            rows = getattr(round_, table.name)
            if rows or table.required:
                _write_table(book.add_worksheet(sheet_of(table, lang)), table, rows, lang, formats)


def _refuse_too_long(round_: Round, path: Path) -> None:
    problems = [
        Problem(path.name, "too-many-rows", column=table.name, values={"n": MOST_ROWS})
        for table in TABLES
        if len(getattr(round_, table.name)) > MOST_ROWS
    ]
    if problems:
        raise RoundError(problems)


def _write_table(sheet: Any, table: Table, rows: Sequence[object], lang: Lang, formats: Mapping[str, object]) -> None:
    columns = said_columns(table, rows)
    sheet.freeze_panes(1, 0)
    for i, column in enumerate(columns):
        sheet.set_column(i, i, max(12, min(40, len(header_of(column, lang)) + 2)))
    sheet.write_row(0, 0, [header_of(column, lang) for column in columns], formats["header"])
    writers = [(i, attrgetter(c.name), _writer(sheet, c, lang, formats["date"])) for i, c in enumerate(columns)]
    for line, row in enumerate(rows, start=1):
        for i, get, write in writers:
            value = get(row)
            if value is not None:
                write(line, i, value)


def _writer(sheet: Any, column: Column, lang: Lang, date_format: object) -> Callable[[int, int, Any], None]:
    """Return what writes one value of a column into a cell."""
    render = renderer(column, lang, separator="; ")

    def write_text(line: int, i: int, value: Any) -> None:
        text = render(value)
        if len(text) > LONGEST_TEXT:
            place = f"{sheet.get_name()}"
            raise RoundError([Problem(place, "text-too-long", line + 1, header_of(column, lang), {"n": LONGEST_TEXT})])
        if text:
            sheet.write_string(line, i, text)

    def write_number(line: int, i: int, value: Any) -> None:
        # Sixteen digits are all that the writing library keeps of a number.
        if float(f"{value:.16G}") == value:
            sheet.write_number(line, i, value)
        else:
            sheet.write_string(line, i, repr(value))

    def write_day(line: int, i: int, value: Any) -> None:
        if value >= FIRST_DAY:
            sheet.write_datetime(line, i, value, date_format)
        else:
            sheet.write_string(line, i, value.isoformat())

    return {Holds.INT: write_number, Holds.NUMBER: write_number, Holds.DATE: write_day}.get(column.holds, write_text)


def _write_header(sheet: Any, header: Mapping[str, object], lang: Lang, bold: object) -> None:
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 60)
    sheet.write_row(0, 0, KEY_VALUE[lang], bold)
    for line, (key, value) in enumerate(flattened(header), start=1):
        name = RUSSIAN_KEYS.get(key, key) if lang == "ru" else key
        sheet.write_string(line, 0, name)
        sheet.write_string(line, 1, value)


def flattened(entries: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the dotted keys of nested mappings with their values as text; lists become JSON."""
    for key, value in entries.items():
        if isinstance(value, Mapping):
            yield from flattened(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            yield f"{prefix}{key}", json.dumps(value, ensure_ascii=False)
        elif value is not None:
            yield f"{prefix}{key}", value if isinstance(value, str) else scalar_text(value)
