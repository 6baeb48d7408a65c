"""Templates of letters: what Word does to fields is mended, what cannot be right is refused, nothing is executed."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from matcher.errors import TemplateError
from matcher.report.letters.hosts import host_letters
from matcher.report.letters.kinds import HOST, STUDENT
from matcher.report.letters.shipped import host_template, student_template
from matcher.report.letters.students import student_letters
from matcher.report.letters.templates import read_template
from matcher.rounds import Kind
from matcher.text import sentence
from tests.report.letters.small import ROUND, facts, words

FIELDS: Any = dict(student_letters(facts()))["С-02"]


def document(*paragraphs: str) -> bytes:
    made, target = Document(), BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(target)
    return target.getvalue()


def filled(*paragraphs: str, fields: Any = FIELDS) -> str:
    return words(read_template(document(*paragraphs), "t.docx", STUDENT).fill(fields))


def refusal(content: bytes) -> tuple[str, str]:
    """The code of the problem and its sentence."""
    with pytest.raises(TemplateError) as caught:
        read_template(content, "t.docx", STUDENT).fill(FIELDS)
    (problem,) = caught.value.problems
    assert "t.docx" in sentence(problem, "en")
    return problem.code, sentence(problem, "ru")


def repacked(content: bytes, **changes: bytes | None) -> bytes:
    """The archive with parts (``__`` for ``/``, ``_`` before the ending) replaced, added, or left out."""
    target = BytesIO()
    named = {name.replace("__", "/"): part for name, part in changes.items()}
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            if name not in named:
                made.writestr(name, source.read(name))
        for name, part in named.items():
            if part is not None:
                made.writestr(name, part)
    return target.getvalue()


def test_fields_loops_and_conditions_are_filled() -> None:
    said = filled(
        "{{ name }}{% if group %}, {{ group }}{% endif %}", "{%p for p in places %}", "{{ p.host }}", "{%p endfor %}"
    )
    assert said == "Еремеева Инна Олеговна, СВ-24\nООО «Ремонт и Ко»\n"


def test_a_field_that_word_split_into_runs_is_mended() -> None:
    made, target = Document(), BytesIO()
    paragraph = made.add_paragraph()
    for piece in ("Кому: {", "{ na", "me }", "}!"):
        paragraph.add_run(piece).bold = piece == "{ na"
    made.save(target)
    assert words(read_template(target.getvalue(), "t.docx", STUDENT).fill(FIELDS)) == "Кому: Еремеева Инна Олеговна!\n"


def test_headers_are_filled_too() -> None:
    made, target = Document(), BytesIO()
    made.sections[0].header.paragraphs[0].text = "{{ round }}"
    made.save(target)
    letter = read_template(target.getvalue(), "t.docx", STUDENT).fill(FIELDS)
    assert Document(BytesIO(letter)).sections[0].header.paragraphs[0].text == "Весна 2026"


def test_the_same_letter_is_the_same_bytes() -> None:
    template = read_template(document("{{ name }}"), "t.docx", STUDENT)
    assert template.fill(FIELDS) == template.fill(FIELDS)


@pytest.mark.parametrize("evil", ["<w:p>&amp;</w:p>", "{{ 7*7 }}", "a\x00b\x0bc\ufffe", "\"'<>&", "]]>"])
def test_a_name_that_tries_to_be_markup_stays_a_name(evil: str) -> None:
    expected = re.sub("[\x00\x0b\ufffe]", "", evil)
    assert filled("{{ name }}", fields={**FIELDS, "name": evil}) == f"{expected}\n"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Кому: {{ nmae }}", "nmae"),
        ("{% for p in places %}{{ p.hots }}{% endfor %}", "hots"),
        ("{% if False %}{{ hidden }}{% endif %}", "hidden"),
        ("{{ places.people }}", "people"),
    ],
)
def test_an_unknown_field_is_named_with_what_stands_beside_it(text: str, field: str) -> None:
    code, said = refusal(document("До", text, "После"))
    assert code == "template-field"
    assert f"«{field}»" in said
    assert text[:12] in said
    assert "curator" in said


def test_a_field_of_the_other_kind_of_letter_is_unknown() -> None:
    assert refusal(document("{{ sends }}"))[0] == "template-field"


def test_a_known_field_in_the_wrong_place_is_refused_when_it_is_filled() -> None:
    code, said = refusal(document("{{ name.host }}"))
    assert code == "template-field"
    assert "«host»" in said
    assert "curator" in said


def test_a_comparison_that_cannot_be_is_refused_when_it_is_filled() -> None:
    assert refusal(document("{% if name < 3 %}x{% endif %}"))[0] == "template-syntax"


@pytest.mark.parametrize(
    "text", ["{{ name", "{% if name %}", "{% endfor %}", "{{ name | nofilter }}", "{% wat %}", "{{ }}"]
)
def test_what_is_no_template_is_refused(text: str) -> None:
    assert refusal(document(text))[0] in ("template-syntax", "template-result")


@pytest.mark.parametrize(
    "text",
    [
        "{{ name.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ name.upper() }}",
        "{{ lipsum() }}",
        "{{ lipsum.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ self.__init__ }}",
        "{{ name['__class__'] }}",
        "{{ name | attr('__class__') }}",
        "{{ [] | map('upper') | list }}",
        "{{ 'x' * 999999999 }}",
        "{{ 9 ** 999999999 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '%999999999d' | format(1) }}",
        "{{ 'x' | center(999999999) }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{% for i in range(999999999) %}x{% endfor %}",
        "{% include 'word/document.xml' %}",
        "{% import 'os' as os %}",
        "{% from 'os' import path %}",
        "{% extends 'x' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set name = name.__class__ %}{{ name }}",
    ],
)
def test_a_hostile_template_executes_nothing(text: str) -> None:
    assert refusal(document(text))[0] in ("template-unsafe", "template-field", "template-syntax")


def test_what_is_no_document_is_refused() -> None:
    whole = document("{{ name }}")
    for content in (b"", b"PK", b"%PDF-1.7", whole[: len(whole) // 2], repacked(whole, **{"word__document.xml": None})):
        assert refusal(content)[0] == "template-broken"
    assert refusal(repacked(whole, **{"word__document.xml": b"<w:document"}))[0] == "template-broken"


def test_a_document_with_macros_is_refused() -> None:
    assert refusal(repacked(document("{{ name }}"), **{"word__vbaProject.bin": b"x"}))[0] == "template-macros"


def test_a_document_that_unpacks_to_too_much_is_refused() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/media/x.png", b"\0" * 2**26)
    assert refusal(target.getvalue())[0] == "template-large"
    assert refusal(document("x" * 2**22))[0] == "template-large"


def test_entities_of_a_document_are_not_resolved() -> None:
    bomb = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'
    assert refusal(repacked(document("x"), **{"word__document.xml": bomb}))[0] == "template-broken"


@pytest.mark.parametrize("kind", list(Kind))
def test_the_shipped_templates_serve_every_kind_of_round(kind: Kind) -> None:
    own = replace(ROUND, kind=kind)
    for lang in ("ru", "en"):
        template = read_template(student_template(lang), "student.docx", STUDENT)
        assert all(template.fill(fields) for _, fields in student_letters(facts(lang, own)))
        template = read_template(host_template(kind, lang), "host.docx", HOST)
        assert all(template.fill(fields) for _, fields in host_letters(facts(lang, own)))


def test_the_shipped_templates_are_a4() -> None:
    page = Document(BytesIO(student_template("ru"))).sections[0]
    assert page.page_width is not None
    assert page.page_height is not None
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)


def test_letters_have_exactly_the_fields_that_are_told() -> None:
    def inner(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(inner, value.values()))
        return set().union(*map(inner, value)) if isinstance(value, list) else set()

    for kind, letters in ((STUDENT, student_letters(facts())), (HOST, host_letters(facts()))):
        written = [fields for _, fields in letters]
        assert all(set(fields) == kind.fields for fields in written)
        assert set().union(*(inner(v) for fields in written for v in fields.values())) == kind.inner
