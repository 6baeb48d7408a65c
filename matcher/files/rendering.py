"""Rendering: typed values as the text of cells, in English for programs or in Russian for people."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Any

from matcher.files.columns import Column, Holds, Table
from matcher.files.escapes import encode_list, encode_text
from matcher.files.structured import scalar_text
from matcher.text import Lang

YES_NO: dict[Lang, tuple[str, str]] = {"en": ("yes", "no"), "ru": ("да", "нет")}
Render = Callable[[Any], str]


def header_of(column: Column, lang: Lang) -> str:
    """Return a column's header."""
    return column.name if lang == "en" else column.ru


def sheet_of(table: Table, lang: Lang) -> str:
    """Return a table's sheet name."""
    return table.name if lang == "en" else table.ru


def word_of(column: Column, value: StrEnum, lang: Lang) -> str:
    """Return a fixed value as a cell spells it."""
    return str(value) if lang == "en" else column.spellings[value][0]


def said_columns(table: Table, rows: Sequence[object]) -> list[Column]:
    """Return the columns worth writing: the required ones and those in which some row differs from the default."""
    return [c for c in table.columns if c.required or _is_said(rows, c.name, table.defaults[c.name])]


def _is_said(rows: Sequence[object], name: str, default: object) -> bool:
    get = attrgetter(name)
    return any(get(row) != default for row in rows)


def renderer(column: Column, lang: Lang = "en", separator: str = "|") -> Render:
    """Return the function from a value of the column to the text of its cell; None becomes an empty cell."""
    render = _renderer(column, lang, separator)
    return lambda value: "" if value is None else render(value)


def _renderer(column: Column, lang: Lang, separator: str) -> Render:
    yes, no = YES_NO[lang]
    by_content: dict[Holds, Render] = {
        Holds.TEXT: encode_text,
        Holds.FILTER: encode_text,
        Holds.LIST: lambda items: encode_list(items, separator),
        Holds.DATE: date.isoformat,
        Holds.BOOL: lambda value: yes if value else no,
        Holds.CHOICE: lambda value: word_of(column, value, lang),
    }
    return by_content.get(column.holds, scalar_text)


def table_texts(columns: Sequence[Column], rows: Iterable[object]) -> Iterable[tuple[str, ...]]:
    """Yield the rows of a table as the texts of their cells."""
    rows = list(rows)
    rendered = [map(renderer(column), map(attrgetter(column.name), rows)) for column in columns]
    return zip(*rendered, strict=True)
