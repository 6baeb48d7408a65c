"""Filing: the order as a Word document."""

from pathlib import Path

from matcher.judge import Case
from matcher.report.letters.templates import content_of, read_template
from matcher.report.orders.fields import ORDER, order_fields
from matcher.report.orders.shipped import order_template
from matcher.report.saving import save
from matcher.rounds import Kind
from matcher.text import Lang


def write_order(case: Case, target: Path, lang: Lang, college: str = "", template: Path | None = None) -> None:
    """Write the order about a matching, from the shipped template or one's own.

    Raises TemplateError for a template that cannot be used, OSError.
    """
    content = content_of(template) if template else order_template(case.round.kind, lang)
    ready = read_template(content, template.name if template else "order.docx", ORDER)
    _put(target, ready.fill(order_fields(case, lang, college)))


def write_order_template(kind: Kind, target: Path, lang: Lang) -> None:
    """Write the shipped template of the order, to be edited. Raises OSError."""
    _put(target, order_template(kind, lang))


def _put(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    save(target, content)
