"""The workbook to fill in: every sheet with its headers, notes, lists and an example, and how to fill it in."""

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

import xlsxwriter

from matcher.files.cells import parser
from matcher.files.columns import Column, Holds, Table
from matcher.files.headers import RUSSIAN_KEYS
from matcher.files.rendering import YES_NO, header_of, sheet_of, word_of
from matcher.files.replacing import replacing
from matcher.files.sheets import PLAIN, ROUND_SHEET
from matcher.files.tables import TABLES
from matcher.files.validations import header_validation, validation
from matcher.policy import Policy
from matcher.text import Lang, catalogue, say

ROWS = 2000
"""Rows of a sheet that have lists and checks."""
BINDING = frozenset({"quotas", "companions"})
"""Sheets without an example: one forgotten there would bind everybody else's places."""
HEADER_EXAMPLE: Mapping[Lang, Mapping[str, str]] = {
    "ru": {"id": "пример-2026", "title": "Пример: весенняя практика", "kind": "практика"},
    "en": {"id": "example-2026", "title": "Example: spring practice", "kind": "internship"},
}
FORMATS: Mapping[str, Mapping[str, object]] = {
    "required": {"bold": True, "bg_color": "#F7C98B", "border": 1, "text_wrap": True, "valign": "vcenter"},
    "optional": {"bold": True, "bg_color": "#DDE7F3", "border": 1, "text_wrap": True, "valign": "vcenter"},
    "text": {"num_format": "@"},
    "day": {"num_format": "dd.mm.yyyy"},
    "example": {"italic": True, "font_color": "#7F7F7F", "num_format": "@"},
    "example-day": {"italic": True, "font_color": "#7F7F7F", "num_format": "dd.mm.yyyy"},
    "example-number": {"italic": True, "font_color": "#7F7F7F"},
    "title": {"bold": True, "font_size": 16},
    "wrap": {"text_wrap": True, "valign": "top"},
    "bold": {"bold": True, "valign": "top"},
}
TEXTS = (Holds.TEXT, Holds.LIST, Holds.HAZARD, Holds.CHOICE, Holds.FILTER)
"""Columns set as text, so that no program turns 15.01.05 or 3.1 into a date or drops a zero."""


def write_template(path: str | PathLike[str], lang: Lang = "ru") -> None:
    """Write an empty workbook to fill in, whole or not at all."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as beside, xlsxwriter.Workbook(str(beside), dict(PLAIN)) as book:
        formats = {name: book.add_format(dict(look)) for name, look in FORMATS.items()}
        _write_guide(book.add_worksheet(say("template.title", lang)), formats, lang)
        _write_header(book.add_worksheet(ROUND_SHEET[lang]), formats, lang)
        for table in TABLES:
            _write_sheet(book.add_worksheet(sheet_of(table, lang)), table, formats, lang)


def _write_guide(sheet: Any, formats: Mapping[str, Any], lang: Lang) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 0, say("template.title", lang), formats["title"])
    guide = [key for key in catalogue(lang) if key.startswith("guide.")]
    for row, key in enumerate(guide, start=2):
        sheet.merge_range(row, 0, row, 1, say(key, lang), formats["wrap"])
    for row, table in enumerate(TABLES, start=len(guide) + 3):
        sheet.write_url(row, 0, f"internal:'{sheet_of(table, lang)}'!A1", formats["bold"], sheet_of(table, lang))
        sheet.write_string(row, 1, say(f"sheet.{table.name}", lang), formats["wrap"])


def _write_header(sheet: Any, formats: Mapping[str, Any], lang: Lang) -> None:
    sheet.set_tab_color("#E08A1E")
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 1, 36, formats["text"])
    sheet.set_column(2, 2, 100)
    sheet.freeze_panes(1, 0)
    for i, key in enumerate(("key", "value", "meaning")):
        sheet.write_string(0, i, say(f"template.{key}", lang), formats["optional"])
    values = _header_values(lang)
    for row, (key, russian) in enumerate(RUSSIAN_KEYS.items(), start=1):
        name = f"{russian if lang == 'ru' else key}{' *' if key == 'id' else ''}"
        sheet.write_string(row, 0, name, formats["bold"])
        sheet.write_string(row, 1, values.get(key, ""), formats["text"])
        sheet.write_string(row, 2, say(f"header.{key}", lang), formats["wrap"])
        allowed = header_validation(key, lang)
        if allowed:
            sheet.data_validation(row, 1, row, 1, allowed)


def _header_values(lang: Lang) -> dict[str, str]:
    policy = Policy()
    return {
        "version": "1",
        **HEADER_EXAMPLE[lang],
        "policy.mechanism": policy.mechanism,
        "policy.objectives": "; ".join(level.name for level in policy.objectives),
        "policy.stability": policy.stability,
        "policy.unranked": policy.unranked,
        "policy.unlisted": policy.unlisted,
        "policy.order": "; ".join(policy.order),
        "policy.limits.seconds": f"{policy.limits.seconds:.0f}",
        "policy.limits.workers": str(policy.limits.workers),
        "policy.limits.seed": str(policy.limits.seed),
    }


def _write_sheet(sheet: Any, table: Table, formats: Mapping[str, Any], lang: Lang) -> None:
    if table.required:
        sheet.set_tab_color("#E08A1E")
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 45)
    for i, column in enumerate(table.columns):
        header = header_of(column, lang)
        sheet.set_column(i, i, max(12, min(28, len(header) + 4)), formats.get(_look(column)))
        star, look = (" *", "required") if column.required else ("", "optional")
        sheet.write_string(0, i, f"{header}{star}", formats[look])
        sheet.write_comment(0, i, _note(table, column, lang), {"x_scale": 2, "y_scale": 1.5})
        allowed = validation(column, lang)
        if allowed:
            sheet.data_validation(1, i, ROWS, i, allowed)
        if column.example and table.name not in BINDING:
            _write_example(sheet, i, table, column, formats, lang)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{ROWS + 1}"})


def _look(column: Column) -> str:
    return "text" if column.holds in TEXTS else "day" if column.holds is Holds.DATE else ""


def _note(table: Table, column: Column, lang: Lang) -> str:
    """Return what a column means, whether it must be there, and an example."""
    own = f"column.{table.name}.{column.name}"
    lines = [say(own if own in catalogue(lang) else f"column.{column.name}", lang)]
    if column.required:
        lines.append(say("template.required", lang))
    if column.example:
        lines.append(say("template.example", lang, example=_example_text(table, column, lang)))
    return "\n".join(lines)


def _example_text(table: Table, column: Column, lang: Lang) -> str:
    value = _example(table, column)
    if column.holds is Holds.CHOICE:
        return word_of(column, value, lang)
    if column.holds is Holds.BOOL:
        return YES_NO[lang][not value]
    return column.example


def _example(table: Table, column: Column) -> Any:
    return parser(column, table.defaults[column.name])(column.example)


def _write_example(sheet: Any, i: int, table: Table, column: Column, formats: Mapping[str, Any], lang: Lang) -> None:
    if column.holds is Holds.DATE:
        sheet.write_datetime(1, i, _example(table, column), formats["example-day"])
    elif column.holds in (Holds.INT, Holds.NUMBER):
        sheet.write_number(1, i, _example(table, column), formats["example-number"])
    else:
        sheet.write_string(1, i, _example_text(table, column, lang), formats["example"])
