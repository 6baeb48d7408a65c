"""Workbooks: the sheets of an .xlsx file as grids of text, and its sheet ``Раунд`` as a header."""

import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum

from matcher.errors import Problem
from matcher.files.cells import Unfit
from matcher.files.findings import Findings, Grid, Source
from matcher.files.guards import Refused, write_checked
from matcher.files.halves import whole_json
from matcher.files.headers import KEYS, RUSSIAN_KEYS, SHEET_NAMES
from matcher.files.sheet_faults import Faults, sheet_faults
from matcher.files.structured import Lined, as_text, scalar_text
from matcher.files.tables import find_table
from matcher.files.words import squeeze

_KEYS = {squeeze(name): name for name in (*KEYS, *RUSSIAN_KEYS)} | {
    squeeze(russian): name for name, russian in RUSSIAN_KEYS.items()
}
IGNORED_SHEETS = frozenset(map(squeeze, ("Как заполнить", "How to fill in", "Инструкция")))


def read_workbook(path: Path, findings: Findings) -> Source:
    """Return the source in a workbook; a hostile or unreadable one is a problem."""
    source = Source(path.name, path.name)
    try:
        for name, rows in _sheets(path):
            _add_sheet(source, name, rows, findings)
    except Refused as refused:
        findings.problems.append(Problem(path.name, refused.code, values=refused.values))
        return source
    if source.header is None and not findings.problems:
        findings.problem(path.name, "no-round-sheet")
    return source


def _sheets(path: Path) -> list[tuple[str, list[list[str]]]]:
    """Return the name and the rows of every sheet. Raises Refused."""
    with TemporaryDirectory(prefix="praktika-") as folder:
        checked = Path(folder) / "checked.xlsx"
        with checked.open("wb") as target:
            write_checked(path, target)
        return _checked_sheets(checked)


def _checked_sheets(path: Path) -> list[tuple[str, list[list[str]]]]:
    try:
        with CalamineWorkbook.from_path(path) as book:
            names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            read = {name: _rows(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names}
    except BaseException as error:
        # A panic inside the library is no Exception; every other base exception is not ours to keep.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise Refused("not-a-workbook") from error
        raise
    with zipfile.ZipFile(path) as parts:
        for name, faults in sheet_faults(parts).items():
            _put_in(faults, read.get(name, []))
    return list(read.items())


def _put_in(faults: Faults, rows: list[list[str]]) -> None:
    """Put cells that were taken for empty where they stand."""
    for (row, column), cell in faults.items():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend("" for _ in range(column + 1 - len(rows[row])))
        rows[row][column] = cell


def _rows(rows: Iterable[Sequence[Any]]) -> list[list[str]]:
    return [[cell if type(cell) is str else _text(cell) for cell in row] for row in rows]


def _text(cell: Any) -> str:
    """Return a cell's value as text: a day for a date with or without a time, digits only for a whole number."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return scalar_text(cell)


def _add_sheet(source: Source, name: str, rows: list[list[str]], findings: Findings) -> None:
    table = find_table(name)
    if squeeze(name) in SHEET_NAMES:
        source.header_place = name
        source.header = read_keys(rows, name, findings)
    elif table is not None:
        source.add(table, Grid(name, rows, range(1, len(rows) + 1)), findings)
    elif squeeze(name) not in IGNORED_SHEETS and any(cell for row in rows for cell in row):
        findings.note(name, "unknown-table")


def read_keys(rows: Iterable[Sequence[str]], place: str, findings: Findings) -> Lined:
    """Return the header that stands in a sheet as rows of a key and its value; dotted keys lead into mappings."""
    header = Lined()
    header.lines = {}
    for line, row in enumerate(rows, start=1):
        name, value = (*row, "", "")[:2]
        key = _KEYS.get(squeeze(name), name.strip())
        if isinstance(value, Unfit):
            findings.bad(place, line, key, value.bad)
        elif key and value.strip() and squeeze(name) not in _HEADINGS:
            _put(header, key.split("."), _value(key, value, line, place, findings), line, findings, place)
    return header


_HEADINGS = frozenset(map(squeeze, ("key", "Поле", "Ключ", "Что")))


def _value(key: str, value: str, line: int, place: str, findings: Findings) -> object:
    if not key.startswith("policy") or not value.lstrip().startswith(("[", "{")):
        return value
    halves = Findings()
    text = whole_json(value, place, halves)
    for half in halves.problems[:1]:
        findings.problems.append(replace(half, row=line, column=key, at=None))
    try:
        return as_text(json.loads(text))
    except (ValueError, RecursionError) as error:
        findings.problem(place, "bad-json", line, key, detail=str(error))
        return None


def _put(header: Lined, path: list[str], value: object, line: int, findings: Findings, place: str) -> None:
    *outer, last = path
    inside = header
    for name in outer:
        inner = inside.setdefault(name, Lined())
        if not isinstance(inner, Lined):
            findings.problem(place, "duplicate-key", line, name=".".join(path), first=inside.lines.get(name, line))
            return
        inner.__dict__.setdefault("lines", {})
        inside.lines.setdefault(name, line)
        inside = inner
    if last in inside:
        findings.problem(place, "duplicate-key", line, name=".".join(path), first=inside.lines[last])
    else:
        inside[last] = value
        inside.lines[last] = line
