"""Workbook: a summary as ``matching.xlsx``, for filtering, printing and sending on. No text in it is ever a formula."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from matcher.report import seat_words, wording
from matcher.report.directory import by_name
from matcher.report.figures import figures
from matcher.report.saving import save
from matcher.report.summary import PlacementLine, Summary
from matcher.text import Lang, say

Cell = str | int | float | date | None
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in every workbook, so that the same summary gives the same bytes."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: the key of its heading, and its width in characters."""

    key: str
    width: int


PLACEMENTS = (
    Column("name", 34),
    Column("number", 13),
    Column("group", 10),
    Column("period", 10),
    Column("starts", 11),
    Column("ends", 11),
    Column("host", 32),
    Column("position", 30),
    Column("locality", 18),
    Column("rank", 12),
    Column("km", 8),
    Column("mentor", 28),
)
BY_HOST = (
    Column("host", 32),
    Column("locality", 18),
    Column("position", 30),
    Column("capacity", 8),
    Column("taken", 8),
    Column("name", 34),
    Column("number", 13),
    Column("group", 10),
    Column("starts", 11),
    Column("ends", 11),
    Column("mentor", 28),
)
UNPLACED = (Column("name", 34), Column("number", 13), Column("group", 10), Column("period", 10), Column("reason", 90))
SEATS = (
    Column("order", 6),
    Column("host", 32),
    Column("position", 30),
    Column("level", 60),
    Column("next-seat", 44),
    Column("last-seat", 44),
)
TOTALS = (Column("figure", 60), Column("value", 44), Column("proof", 70))


def write_workbook(summary: Summary, path: Path, lang: Lang = "ru") -> None:
    """Write ``matching.xlsx``. Raises OSError."""
    save(path, workbook(summary, lang))


def workbook(summary: Summary, lang: Lang) -> bytes:
    """Return the workbook's bytes; the same summary gives the same bytes."""
    memory = BytesIO()
    book = xlsxwriter.Workbook(memory, OPTIONS)
    book.set_properties({"title": _printable(summary.title), "created": CREATED})
    pen = _Pen(book, summary, lang)
    pen.sheet("placements", PLACEMENTS, placements(summary))
    pen.sheet("hosts", BY_HOST, by_host(summary))
    pen.sheet("unplaced", UNPLACED, unplaced(summary, lang))
    if summary.seats:
        pen.sheet("seats", SEATS, seats(summary, lang))
    pen.sheet("totals", TOTALS, totals(summary, lang))
    book.close()
    return memory.getvalue()


def placements(summary: Summary) -> Iterator[Sequence[Cell]]:
    """Yield one row a placement, group by group."""
    for line in summary.placements:
        p = line.person
        who = (p.name or p.applicant_id, p.applicant_id, p.group, p.period_id, p.starts_on, p.ends_on)
        km = None if line.km is None else round(line.km, 1)
        yield (*who, line.host, line.title or line.position_id, line.locality, line.rank, km, line.mentor)


def by_host(summary: Summary) -> Iterator[Sequence[Cell]]:
    """Yield one row a person, host by host and position by position; an empty position has a row of its own."""
    at: dict[str, list[PlacementLine]] = {}
    for line in sorted(summary.placements, key=lambda k: by_name(k.person.name, k.person.applicant_id)):
        at.setdefault(line.position_id, []).append(line)
    for host in summary.hosts:
        for position in host.positions:
            where = (
                host.name,
                host.locality,
                position.title or position.position_id,
                position.capacity,
                position.taken,
            )
            for p, mentor in [(line.person, line.mentor) for line in at.get(position.position_id, ())]:
                yield (*where, p.name or p.applicant_id, p.applicant_id, p.group, p.starts_on, p.ends_on, mentor)
            if position.position_id not in at:
                yield (*where, *[None] * 6)


def unplaced(summary: Summary, lang: Lang) -> Iterator[Sequence[Cell]]:
    """Yield one row for each person without a place, with the reason as a sentence."""
    for line in summary.unplaced:
        p = line.person
        yield p.name or p.applicant_id, p.applicant_id, p.group, p.period_id, wording.reason(line, lang)


def seats(summary: Summary, lang: Lang) -> Iterator[Sequence[Cell]]:
    """Yield one row a level for whatever may have a seat more, where it gains most first."""
    for n, line in enumerate(summary.seats, start=1):
        for price in line.levels:
            said = seat_words.next_seat(price, lang), seat_words.last_seat(price, lang)
            level = wording.level_name(price.level, price.measure, lang)
            yield (n, line.host, seat_words.subject(line, lang), level, *said)


def totals(summary: Summary, lang: Lang) -> Iterator[Sequence[Cell]]:
    """Yield the headline, the figures, the rank profile, the levels with their proof, and what to keep in mind."""
    yield summary.title, wording.dates(summary.starts_on, summary.ends_on, lang), wording.status(summary, lang)
    if summary.placed or summary.unplaced:
        yield from ((f.label, f"{f.number} ({f.basis})", None) for f in figures(summary, lang))
    if summary.asked and summary.placed:
        yield from ((name, n, wording.percent(n, summary.placed, lang)) for name, n in wording.ranks(summary, lang))
    for n, level in enumerate(summary.levels, start=1):
        name = wording.level_name(level.level, level.measure, lang)
        value = wording.level_value(level.level, level.measure, level.value, lang)
        yield say("level.heading", lang, number=n, name=name), value, wording.proof(level, lang, first=n == 1)
    yield from ((said, None, None) for said in wording.conflicts(summary, lang))
    yield from ((wording.caution(found, lang), None, None) for found in summary.cautions)
    yield from ((said, None, None) for said in wording.advice(summary.unverified_rules, lang))


def _printable(text: str) -> str:
    """Return text without characters that XML forbids, short enough for a page header."""
    return "".join(c for c in text if c.isprintable())[:80]


class _Pen:
    """Writes sheets of one look: frozen bold headings, a filter, wrapped text, landscape A4 one page wide."""

    def __init__(self, book: Any, summary: Summary, lang: Lang) -> None:
        self.book, self.summary, self.lang = book, summary, lang
        look = {"valign": "top", "text_wrap": True, "font_name": "Arial", "font_size": 10}
        self.plain = book.add_format(look)
        self.day = book.add_format(
            look | {"num_format": "dd.mm.yyyy" if lang == "ru" else "yyyy-mm-dd", "align": "left"}
        )
        self.head = book.add_format(look | {"bold": True, "bg_color": "#D5E1EF", "bottom": 1})

    def sheet(self, key: str, columns: Sequence[Column], rows: Iterator[Sequence[Cell]]) -> None:
        """Write a sheet."""
        sheet = self.book.add_worksheet(say(f"sheet.{key}", self.lang))
        for c, column in enumerate(columns):
            sheet.set_column(c, c, column.width, self.plain)
            sheet.write_string(0, c, say(f"column.{column.key}", self.lang), self.head)
        last = 0
        for last, row in enumerate(rows, start=1):
            for c, value in enumerate(row):
                self._cell(sheet, last, c, value)
        sheet.freeze_panes(1, 1)
        if key != "totals":
            sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        self._page(sheet, key)

    def _cell(self, sheet: Any, row: int, column: int, value: Cell) -> None:
        write: Callable[..., object] = sheet.write_string
        form = self.plain
        if value is None:
            return
        if isinstance(value, date):
            write, form = sheet.write_datetime, self.day
        elif isinstance(value, int | float):
            write = sheet.write_number
        write(row, column, value, form)

    def _page(self, sheet: Any, key: str) -> None:
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        title = f"{_printable(self.summary.title)}. {say(f'sheet.{key}', self.lang)}"
        sheet.set_header("&L" + title.replace("&", "&&"))
        sheet.set_footer("&R" + say("sheet.page", self.lang, page="&P", pages="&N"))
