"""Shipped: the templates that come with praktika, built from the catalogue of a language; a college edits a copy.

A4, plain styles of Word under their own names, no picture and no logo: the letterhead is the college's.
"""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from matcher.rounds import Kind
from matcher.text import Lang, say

FONT = "Times New Roman"
BODY, SMALL, TABLE = Pt(12), Pt(10), Pt(10.5)
GREY = RGBColor(0x55, 0x55, 0x55)
LOCALES = {"ru": "ru-RU", "en": "en-GB"}
FACTS_WIDTHS = (Cm(5.5), Cm(11.5))
PEOPLE = (
    ("number", "person.number", Cm(0.9)),
    ("name", "person.name", Cm(4.1)),
    ("group", "person.studies", Cm(2.3)),
    ("position", "person.position", Cm(4.1)),
    ("dates", "person.dates", Cm(2.6)),
    ("mentor", "person.mentor", Cm(3.0)),
)
"""The columns of a host's table: the key of the heading, the field, the width."""


def student_template(lang: Lang) -> bytes:
    """Return the template of the letters to applicants."""
    sheet = Sheet(lang)
    sheet.small("{{ round }}")
    sheet.title("{{ title }}")
    group = "{% if group %}, " + say("letter.group", lang, group="{{ group }}") + "{% endif %}"
    sheet.line(say("letter.to", lang, name="{{ name }}") + group)
    sheet.said("letter.greeting")
    sheet.line("{{ intro }}")
    sheet.tag("for place in places")
    sheet.facts()
    sheet.heading("letter.why")
    sheet.line("{{ place.why }}")
    sheet.tag("if place.better")
    sheet.heading("letter.better")
    sheet.points("line", "place.better")
    sheet.tag("endif", "endfor", "for gap in missing", "if gap.what")
    sheet.line("{{ gap.what }}")
    sheet.tag("endif")
    sheet.heading("letter.missing")
    sheet.line("{{ gap.why }}")
    sheet.heading("letter.steps")
    sheet.points("step", "gap.steps")
    sheet.tag("endfor")
    sheet.heading("letter.ask")
    sheet.line("{{ ask }}")
    sheet.said("letter.change")
    return sheet.signed()


def host_template(kind: Kind, lang: Lang) -> bytes:
    """Return the template of the letters to hosts in a round of a kind."""
    sheet = Sheet(lang)
    sheet.small("{{ round }}")
    sheet.title(say(f"letter.host.title.{kind}", lang))
    sheet.line(say("letter.host.to", lang, host="{{ host }}") + "{% if town %}, {{ town }}{% endif %}")
    sheet.said("letter.host.greeting")
    sheet.line("{{ sends }}")
    sheet.tag("if people")
    sheet.people()
    sheet.tag("if withheld")
    sheet.line("{{ withheld }}")
    sheet.tag("endif", "if curators")
    sheet.heading("letter.host.curators")
    sheet.points("curator", "curators", "curator.line")
    sheet.tag("endif")
    sheet.said("letter.host.change")
    sheet.tag("endif")
    return sheet.signed()


class Sheet:
    """An A4 document in the making, line by line."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self.document: Any = Document()
        self._page()
        self._styles()
        properties = self.document.core_properties
        properties.author = properties.comments = properties.keywords = properties.title = ""

    def _page(self) -> None:
        page = self.document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin, page.right_margin = Cm(2.5), Cm(1.5)
        page.top_margin = page.bottom_margin = Cm(2)

    def _styles(self) -> None:
        for name, size in (("Normal", BODY), ("Title", Pt(18)), ("Heading 2", Pt(13)), ("List Bullet", BODY)):
            style = self.document.styles[name]
            style.font.name, style.font.size, style.font.color.rgb = FONT, size, RGBColor(0, 0, 0)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(script), FONT)
            for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
                fonts.attrib.pop(qn(theme), None)
        self.document.styles["Normal"].paragraph_format.space_after = Pt(6)
        self.document.styles["List Bullet"].paragraph_format.space_after = Pt(3)
        heading = self.document.styles["Heading 2"].paragraph_format
        heading.space_before, heading.space_after, heading.keep_with_next = Pt(12), Pt(4), True
        for language in self.document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), LOCALES[self.lang])

    def line(self, text: str) -> Any:
        """Add a paragraph."""
        return self.document.add_paragraph(text)

    def said(self, key: str) -> None:
        """Add a sentence of the catalogue."""
        self.line(say(key, self.lang))

    def small(self, text: str) -> None:
        """Add a small grey line."""
        run = self.line("").add_run(text)
        run.font.size, run.font.color.rgb = SMALL, GREY

    def title(self, text: str) -> None:
        """Add the title, without the line that Word draws below it."""
        paragraph = self.document.add_paragraph(text, style="Title")
        borders = paragraph.style.element.pPr.find(qn("w:pBdr"))
        if borders is not None:
            paragraph.style.element.pPr.remove(borders)

    def heading(self, key: str) -> None:
        """Add a heading."""
        self.document.add_paragraph(say(key, self.lang), style="Heading 2")

    def tag(self, *tags: str) -> None:
        """Add tags that stand in paragraphs of their own, which vanish when the letter is filled."""
        for tag in tags:
            self.line(f"{{%p {tag} %}}")

    def points(self, name: str, items: str, shown: str = "") -> None:
        """Add a list: a bullet for each of ``items``."""
        self.tag(f"for {name} in {items}")
        self.document.add_paragraph(f"{{{{ {shown or name} }}}}", style="List Bullet")
        self.tag("endfor")

    def facts(self) -> None:
        """Add the table of a place's facts."""
        table = self.document.add_table(rows=3, cols=2, style="Table Grid")
        fill(table.rows[0], ["{%tr for fact in place.facts %}", ""])
        fill(table.rows[1], ["{{ fact.label }}", "{{ fact.value }}"])
        fill(table.rows[2], ["{%tr endfor %}", ""])
        set_widths(table, FACTS_WIDTHS)

    def people(self) -> None:
        """Add the table of the people sent to a host."""
        table = self.document.add_table(rows=4, cols=len(PEOPLE), style="Table Grid")
        rest = [""] * (len(PEOPLE) - 1)
        headings = [say(f"letter.host.column.{key}", self.lang) for key, *_ in PEOPLE]
        fill(table.rows[0], headings, bold=True, size=TABLE)
        fill(table.rows[1], ["{%tr for person in people %}", *rest])
        fill(table.rows[2], [f"{{{{ {field} }}}}" for _, field, _ in PEOPLE], size=TABLE)
        fill(table.rows[3], ["{%tr endfor %}", *rest])
        set_widths(table, [width for *_, width in PEOPLE])
        repeat(table.rows[0])

    def signed(self) -> bytes:
        """Add the closing lines and return the document."""
        for key in ("letter.regards", "letter.sign"):
            paragraph = self.line(say(key, self.lang))
            paragraph.paragraph_format.space_before = Pt(12)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        target = BytesIO()
        self.document.save(target)
        return target.getvalue()


def fill(row: Any, texts: list[str], *, bold: bool = False, size: Any = BODY) -> None:
    """Write a text into each cell of a row."""
    for cell, text in zip(row.cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, size


def set_widths(table: Any, widths: Any) -> None:
    """Give every column its width, whatever stands in it."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def repeat(row: Any) -> None:
    """Let a heading stand on every page that the table reaches."""
    _mark(row, "w:tblHeader")


def keep_whole(row: Any) -> None:
    """Let no page end within a row."""
    _mark(row, "w:cantSplit")


def _mark(row: Any, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn(name), {}))
