"""The order that sends people to their places: who stands in it, and that a college can change its template."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from matcher.errors import TemplateError
from matcher.matching import Matching
from matcher.report.letters.templates import read_template
from matcher.report.orders.fields import ORDER, order_fields
from matcher.report.orders.filing import write_order, write_order_template
from matcher.report.orders.shipped import order_template
from matcher.rounds import Agreement, AgreementStatus, Kind
from matcher.text import Lang
from tests.report.golden import assert_golden
from tests.report.letters.small import MATCHING, ROUND, case, words

LANGS: tuple[Lang, ...] = ("ru", "en")
SIGNED = replace(
    ROUND,
    agreements=(
        Agreement("12/2025", "П-1", signed_on=date(2025, 9, 1), valid_to=date(2026, 12, 31)),
        Agreement("3/2019", "П-1", signed_on=date(2019, 9, 1), valid_to=date(2020, 12, 31)),
        Agreement("4/2025", "П-1", status=AgreementStatus.DRAFT),
        Agreement("7", "П-2"),
    ),
)


@pytest.mark.parametrize("lang", LANGS)
def test_the_order_reads_as_in_the_golden_file(lang: Lang, tmp_path: Path) -> None:
    write_order(case(SIGNED), tmp_path / "order.docx", lang, "ГПОУ ТО «Киреевский колледж»" if lang == "ru" else "")
    assert_golden(f"order.{lang}.txt", words((tmp_path / "order.docx").read_bytes()))


def test_everybody_with_a_place_stands_in_the_order_once_and_nobody_else() -> None:
    people: Any = order_fields(case(), "ru")["people"]
    listed = [line["name"] for line in people]
    names = {a.applicant_id: a.name for a in ROUND.applicants}
    assert sorted(listed) == sorted(str(names[p.applicant_id]) for p in MATCHING.places)


def test_the_order_does_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    backwards = replace(
        SIGNED,
        applicants=SIGNED.applicants[::-1],
        positions=SIGNED.positions[::-1],
        agreements=SIGNED.agreements[::-1],
        hosts=SIGNED.hosts[::-1],
    )
    for name, round_, matching in (
        ("one", SIGNED, MATCHING),
        ("other", backwards, Matching(MATCHING.places[::-1])),
    ):
        write_order(case(round_, matching), tmp_path / name, "ru")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_a_team_counts_each_of_its_people() -> None:
    people = tuple(replace(a, seats=2) if a.applicant_id == "С-03" else a for a in ROUND.applicants)
    fields = order_fields(case(replace(ROUND, applicants=people)), "ru")
    assert fields["count"] == 7
    assert "(всего человек: 2)" in str(fields["people"])


def test_without_supervisors_of_the_college_there_is_no_point_about_them(tmp_path: Path) -> None:
    own = Matching(tuple(replace(p, mentor_id=None) for p in MATCHING.places))
    write_order(case(ROUND, own), tmp_path / "order.docx", "ru")
    text = words((tmp_path / "order.docx").read_bytes())
    assert "Назначить" not in text
    assert "2. Руководителям" in text
    assert "3. Контроль" in text


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("lang", LANGS)
def test_the_shipped_template_serves_every_kind_of_round(kind: Kind, lang: Lang) -> None:
    template = read_template(order_template(kind, lang), "order.docx", ORDER)
    assert template.fill(order_fields(case(replace(ROUND, kind=kind)), lang))


def test_the_template_can_be_edited_and_used(tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    write_order_template(Kind.INTERNSHIP, own, "ru")
    document = Document(str(own))
    document.add_paragraph("Всего: {{ count }}")
    document.save(str(own))
    write_order(case(), tmp_path / "order.docx", "ru", template=own)
    assert words((tmp_path / "order.docx").read_bytes()).endswith("Всего: 6\n")


def test_a_template_with_a_field_that_orders_lack_is_refused(tmp_path: Path) -> None:
    document, own = Document(), BytesIO()
    document.add_paragraph("{{ salary }}")
    document.save(own)
    (tmp_path / "own.docx").write_bytes(own.getvalue())
    with pytest.raises(TemplateError):
        write_order(case(), tmp_path / "order.docx", "ru", template=tmp_path / "own.docx")
    assert not (tmp_path / "order.docx").exists()


def test_orders_have_exactly_the_fields_that_are_told() -> None:
    def inner(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(inner, value.values()))
        return set().union(*map(inner, value)) if isinstance(value, list) else set()

    fields = order_fields(case(SIGNED), "ru")
    assert set(fields) == ORDER.fields
    assert set().union(*(inner(v) for v in fields.values())) == ORDER.inner
