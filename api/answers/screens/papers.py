"""Papers: what a plan is printed as: the order, letters, the workbook; and how a paper reads before it is printed."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table

from api.answers.asked import Subject
from api.answers.exporting import export
from api.answers.subjects import handed
from matcher.report.letters.filing import letter_for
from matcher.report.orders.filing import write_order
from matcher.text import Lang

ORDER, LETTER = "order.docx", "letter.docx"
MOST_ROWS = 12
"""Rows of a table that a preview shows."""
_STYLES = {"Title": "title", "Heading 2": "heading", "List Bullet": "point"}
_PLACED: dict[WD_ALIGN_PARAGRAPH | None, str] = {WD_ALIGN_PARAGRAPH.CENTER: "centre", WD_ALIGN_PARAGRAPH.RIGHT: "right"}


def paper(subject: Subject, name: str, folder: str, lang: Lang, college: str) -> str:
    """Write the order or one of the exports of a plan into a folder and return the path."""
    if name != ORDER:
        return export(subject, name, folder, lang)
    target = Path(folder) / ORDER
    write_order(handed(subject).case, target, lang, college)
    return str(target)


def letter(subject: Subject, kind: str, subject_id: str, folder: str, lang: Lang) -> str:
    """Write the letter to one applicant or host into a folder and return the path. Raises InputError for a stranger."""
    target = Path(folder) / LETTER
    target.write_bytes(letter_for(handed(subject).case, kind, subject_id, lang))
    return str(target)


def order_shown(subject: Subject, lang: Lang, college: str) -> list[dict[str, Any]]:
    """Return the order as it will be printed, block by block."""
    with TemporaryDirectory(prefix="praktika-") as folder:
        return list(_blocks(Path(paper(subject, ORDER, folder, lang, college))))


def letter_shown(subject: Subject, kind: str, subject_id: str, lang: Lang) -> list[dict[str, Any]]:
    """Return a letter as it will be printed, block by block."""
    with TemporaryDirectory(prefix="praktika-") as folder:
        return list(_blocks(Path(letter(subject, kind, subject_id, folder, lang))))


def _blocks(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the paragraphs and tables of a Word document; of a long table the first rows, and how many follow."""
    for item in Document(str(path)).iter_inner_content():
        if isinstance(item, Table):
            rows = [[cell.text for cell in row.cells] for row in item.rows[: MOST_ROWS + 1]]
            yield {"kind": "table", "rows": rows, "more": len(item.rows) - len(rows)}
        elif item.text.strip():
            strong = bool(item.runs) and all(run.bold for run in item.runs)
            kind = _STYLES.get(item.style.name if item.style is not None else "", "heading" if strong else "line")
            yield {"kind": kind, "text": item.text, "placed": _PLACED.get(item.alignment, "left")}
