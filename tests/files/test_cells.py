"""One cell at a time."""

from datetime import date
from typing import Any

import pytest

from matcher.files.cells import MISSING, Bad, parser
from matcher.files.columns import Table
from matcher.files.tables import find_table
from matcher.rounds import AgreementKind, AgreementStatus, LockKind, Opening, PeriodKind, Role, Shift
from matcher.simulate.categories import Category


def read(table_name: str, column: str, cell: str) -> Any:
    table = find_table(table_name)
    assert isinstance(table, Table)
    declared = next(c for c in table.columns if c.name == column)
    return parser(declared, table.defaults[column])(cell)


@pytest.mark.parametrize(
    ("table", "column", "cell", "value"),
    [
        ("applicants", "applicant_id", " 007 ", "007"),
        ("hosts", "host_id", "7128000001", "7128000001"),
        ("applicants", "name", "", None),
        ("applicants", "name", " \t", None),
        ("applicants", "role", "", Role.STUDENT),
        ("applicants", "seats", "", 1),
        ("applicants", "seats", "5.0", 5),
        ("applicants", "seats", "5,0", 5),
        ("applicants", "credit", "1 000", 1000),
        ("applicants", "credit", "1\u00a0000", 1000),
        ("applicants", "grade", "4,2", 4.2),
        ("applicants", "grade", "4.2", 4.2),
        ("outcomes", "category", "Трудоустроен по ТД", Category.CONTRACT),
        ("outcomes", "category", "employed by contract", Category.CONTRACT),
        ("outcomes", "category", "ИП", Category.ENTREPRENEUR),
        ("outcomes", "category", "Учеба", Category.STUDY),
        ("outcomes", "category", "parental-leave", Category.PARENTAL_LEAVE),
        ("outcomes", "category", "на учёте в ЦЗН", Category.UNEMPLOYED),
        ("outcomes", "category", "нет сведений", Category.UNKNOWN),
        ("positions", "pay", "15 000,50", 15000.5),
        ("positions", "pay", "1.5e3", 1500.0),
        ("pairs", "utility", "-0,25", -0.25),
        ("applicants", "birth_date", "2009-05-14", date(2009, 5, 14)),
        ("applicants", "birth_date", "14.05.2009", date(2009, 5, 14)),
        ("applicants", "birth_date", "4.5.2009", date(2009, 5, 4)),
        ("applicants", "birth_date", "2009-05-14 00:00:00", date(2009, 5, 14)),
        ("positions", "hazard_class", "3,1", "3.1"),
        ("positions", "hazard_class", "2.0", "2"),
        ("applicants", "restrictions", "инв.1; ОВЗ|не шум;", ("инв.1", "ОВЗ", "не шум")),
        ("applicants", "restrictions", '["a;b", " c "]', ("a;b", " c ")),
        ("applicants", "restrictions", "[not json", ("[not json",)),
        ("applicants", "name", "'=1+1", "=1+1"),
        ("applicants", "name", "'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("applicants", "name", "'", ""),
        ("applicants", "name", '\'"a\\u0000b"', "a\0b"),
        ("applicants", "name", '\'"a\\q"', '"a\\q"'),
        ("periods", "kind", "уп", PeriodKind.TRAINING),
        ("periods", "kind", "ПП", PeriodKind.PRODUCTION),
        ("periods", "kind", "преддипломная", PeriodKind.PRE_DIPLOMA),
        ("periods", "kind", "pre_diploma", PeriodKind.PRE_DIPLOMA),
        ("positions", "shift", "вахта", Shift.AWAY),
        ("positions", "shift", "Night", Shift.NIGHT),
        ("positions", "opening", "обязательно", Opening.REQUIRED),
        ("applicants", "role", "Преподаватель", Role.TEACHER),
        ("locks", "kind", "запрет", LockKind.FORBIDDEN),
        ("agreements", "kind", "трехсторонний", AgreementKind.TRIPARTITE),
        ("agreements", "kind", "Практическая  подготовка", AgreementKind.PRACTICE),
        ("agreements", "status", "На подписи", AgreementStatus.SIGNING),
        ("agreements", "status", "истек", AgreementStatus.EXPIRED),
    ],
)
def test_cell_is_read(table: str, column: str, cell: str, value: object) -> None:
    found = read(table, column, cell)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("word", ["yes", "TRUE", "1", "да", "Да", " истина "])
def test_words_for_yes(word: str) -> None:
    assert read("applicants", "consent", word) is True


@pytest.mark.parametrize("word", ["no", "False", "0", "НЕТ", "ложь"])
def test_words_for_no(word: str) -> None:
    assert read("applicants", "consent", word) is False


@pytest.mark.parametrize(
    ("table", "column", "cell", "sentence"),
    [
        ("preferences", "rank", "a", "bad-whole-min"),
        ("preferences", "rank", "0", "bad-whole-min"),
        ("preferences", "rank", "1.5", "bad-whole-min"),
        ("preferences", "rank", "9" * 5000, "bad-whole-range"),
        ("preferences", "rank", "1_0", "bad-whole-min"),
        ("preferences", "rank", "٣", "bad-whole-min"),
        ("preferences", "rank", "1 2", "bad-whole-min"),
        ("preferences", "rank", "10001", "bad-whole-range"),
        ("pairs", "tier", "1000000", "bad-whole-range"),
        ("positions", "capacity", "10000000000", "bad-whole-range"),
        ("pairs", "employment", "1.01", "bad-number-range"),
        ("pairs", "utility", "NaN", "bad-number-any"),
        ("pairs", "utility", "inf", "bad-number-any"),
        ("pairs", "utility", "1e999", "bad-number-range"),
        ("pairs", "utility", "1,234.5", "bad-number-any"),
        ("pairs", "utility", "1 2,5", "bad-number-any"),
        ("pairs", "km", "-1", "bad-number-min"),
        ("applicants", "birth_date", "31.02.2009", "bad-date"),
        ("applicants", "birth_date", "14.05.09", "bad-date"),
        ("applicants", "birth_date", "46125", "bad-date"),
        ("applicants", "birth_date", "0000-01-01", "bad-date"),
        ("applicants", "consent", "maybe", "bad-bool"),
        ("applicants", "consent", "2", "bad-bool"),
        ("positions", "shift", "вечер", "bad-word"),
        ("outcomes", "category", "космонавт", "bad-word"),
        ("positions", "hazard_class", "2026-01-03", "bad-hazard"),
    ],
)
def test_unfit_cell_is_bad(table: str, column: str, cell: str, sentence: str) -> None:
    found = read(table, column, cell)
    assert isinstance(found, Bad)
    assert (found.code, found.sentence) == ("bad-value", sentence)


@pytest.mark.parametrize(("table", "column"), [("positions", "capacity"), ("locks", "reason"), ("periods", "ends_on")])
def test_empty_required_cell_is_missing(table: str, column: str) -> None:
    assert read(table, column, "  ") is MISSING


def test_empty_text_is_no_id() -> None:
    assert read("applicants", "applicant_id", "'") is MISSING


def test_shown_cell_is_short_and_on_one_line() -> None:
    found = read("preferences", "rank", "a\nb" + "x" * 100)
    assert found.values["got"] == "a b" + "x" * 57 + "…"


@pytest.mark.parametrize(
    ("cell", "sex"),
    [("М", "М"), ("м", "М"), ("m", "М"), ("MALE", "М"), ("муж.", "М"), ("ж", "Ж"), ("F", "Ж"), ("Женский", "Ж")],
)
def test_sex_in_any_spelling_is_one_of_two_letters(cell: str, sex: str) -> None:
    assert read("applicants", "sex", cell) == sex
    assert read("quotas", "applicants", f"sex={cell}") == f"sex={sex}"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("role=студент", "role=student"),
        ("group=св-21", "group=св-21"),
        (" group = A &sex = m ", "group = A &sex = М"),
        ("restriction=Инв.3", "restriction=Инв.3"),
        ("sex", "sex"),
        ("sex=", "sex="),
    ],
)
def test_filter_spells_fixed_words_as_their_columns_do(written: str, kept: str) -> None:
    assert read("quotas", "applicants", written) == kept


@pytest.mark.parametrize("cell", ["sex=х", "group=A&role=курсант"])
def test_filter_by_a_word_that_nobody_can_have_is_a_fault(cell: str) -> None:
    found = read("quotas", "applicants", cell)
    assert isinstance(found, Bad)
    assert found.sentence == "bad-word"


def test_sex_that_is_neither_is_a_fault() -> None:
    assert isinstance(read("applicants", "sex", "x"), Bad)


@pytest.mark.parametrize("cell", ["1e15", "9" * 400, "1e999", "-" + "9" * 400, "1 000 000 000 000 000"])
@pytest.mark.parametrize(("table", "column"), [("positions", "capacity"), ("positions", "pay"), ("pairs", "utility")])
def test_number_that_is_too_large_is_told_the_whole_range(table: str, column: str, cell: str) -> None:
    found = read(table, column, cell)
    assert isinstance(found, Bad)
    assert found.sentence.endswith("-range")
