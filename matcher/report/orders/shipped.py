"""Shipped: the template of the order that comes with praktika; a college edits a copy.

A4; each annex begins on a page of its own, and the heading of its table stands on every page.
"""

from io import BytesIO
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from matcher.report.letters.shipped import Sheet, fill, keep_whole, repeat, set_widths
from matcher.rounds import Kind
from matcher.text import Lang, say

WIDTH, SMALL = Cm(17), Pt(9)
CENTRE, RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
PEOPLE = (
    ("number", "person.number", Cm(0.9)),
    ("name", "person.name", Cm(3.6)),
    ("group", "person.group", Cm(1.6)),
    ("host", "person.host", Cm(3.1)),
    ("position", "person.position", Cm(2.7)),
    ("dates", "person.dates", Cm(2.3)),
    ("mentor", "person.mentor", Cm(2.8)),
)
HOSTS = (
    ("number", "host.number", Cm(1.0)),
    ("host", "host.host", Cm(5.6)),
    ("town", "host.town", Cm(3.4)),
    ("agreement", "host.agreement", Cm(5.0)),
    ("count", "host.count", Cm(2.0)),
)
"""The columns of the annexes: the key of the heading, the field, the width."""


def order_template(kind: Kind, lang: Lang) -> bytes:
    """Return the template of the order about a round of a kind."""
    sheet = Sheet(lang)
    _head(sheet, kind)
    _points(sheet)
    for key in ("order.sign", "order.known"):
        _spread(sheet, say(key, lang)).paragraph_format.space_before = Pt(18)
    _annex(sheet, 1, f"order.list.{kind}", PEOPLE, "person in people")
    _annex(sheet, 2, "order.hosts", HOSTS, "host in hosts")
    target = BytesIO()
    sheet.document.save(target)
    return target.getvalue()


def _head(sheet: Sheet, kind: Kind) -> None:
    blank = say("order.college", sheet.lang)
    _placed(sheet, "{% if college %}{{ college }}{% else %}" + blank + "{% endif %}", CENTRE)
    title = _placed(sheet, "", CENTRE)
    title.add_run(say("order.title", sheet.lang)).bold = True
    title.runs[0].font.size = Pt(16)
    title.paragraph_format.space_before = Pt(18)
    _spread(sheet, say("order.number", sheet.lang))
    about = sheet.line("")
    about.paragraph_format.space_before = Pt(12)
    about.add_run(say(f"order.about.{kind}", sheet.lang)).bold = True
    sheet.small("{{ round }}")
    _placed(sheet, say(f"order.basis.{kind}", sheet.lang), JUSTIFY)
    _placed(sheet, say("order.orders", sheet.lang), WD_ALIGN_PARAGRAPH.LEFT)


def _points(sheet: Sheet) -> None:
    """Add the numbered points; who leads is one of them where the college has supervisors of its own."""
    _placed(sheet, "1. {{ send }}", JUSTIFY)
    sheet.points("part", "parts", "part.line")
    sheet.tag("if supervisors")
    _placed(sheet, "2. " + say("order.supervisors", sheet.lang), JUSTIFY)
    sheet.points("one", "supervisors", "one.line")
    sheet.tag("endif")
    _placed(sheet, "{{ last }}. " + say("order.inform", sheet.lang), JUSTIFY)
    _placed(sheet, "{{ last + 1 }}. " + say("order.control", sheet.lang), WD_ALIGN_PARAGRAPH.LEFT)


def _annex(sheet: Sheet, n: int, title: str, columns: Any, each: str) -> None:
    sheet.line("").add_run().add_break(WD_BREAK.PAGE)
    _placed(sheet, say("order.annex", sheet.lang, n=n), RIGHT)
    _placed(sheet, say("order.annex.to", sheet.lang), RIGHT)
    heading = _placed(sheet, "", CENTRE)
    heading.add_run(say(title, sheet.lang)).bold = True
    table = sheet.document.add_table(rows=4, cols=len(columns), style="Table Grid")
    rest = [""] * (len(columns) - 1)
    fill(table.rows[0], [say(f"order.column.{key}", sheet.lang) for key, *_ in columns], bold=True, size=SMALL)
    fill(table.rows[1], [f"{{%tr for {each} %}}", *rest])
    fill(table.rows[2], [f"{{{{ {field} }}}}" for _, field, _ in columns], size=SMALL)
    fill(table.rows[3], ["{%tr endfor %}", *rest])
    set_widths(table, [width for *_, width in columns])
    repeat(table.rows[0])
    keep_whole(table.rows[2])


def _placed(sheet: Sheet, text: str, alignment: Any) -> Any:
    paragraph = sheet.line(text)
    paragraph.alignment = alignment
    return paragraph


def _spread(sheet: Sheet, text: str) -> Any:
    """Add a line whose second part, behind a tab, ends at the right margin."""
    paragraph = sheet.line(text)
    paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    return paragraph
