"""The names of tables and columns: complete, unambiguous, and those of the import templates among them."""

from dataclasses import fields

import pytest

from matcher.files.columns import Table
from matcher.files.tables import TABLES, find_table
from matcher.files.words import squeeze
from matcher.rounds import Round

TEMPLATES = {
    "applicants": (
        "Студенты",
        "students",
        {
            "Номер студента": "applicant_id",
            "№ студ. билета": "applicant_id",
            "ФИО": "name",
            "Дата рождения": "birth_date",
            "Д.р.": "birth_date",
            "Группа": "group",
            "Пол": "sex",
            "Населённый пункт": "locality",
            "населенный  ПУНКТ *": "locality",
            "Нужно жильё": "needs_housing",
            "Личный транспорт": "own_transport",
            "Средний балл": "grade",
            "Медосмотр действителен до": "medical_until",
            "Ограничения по здоровью": "restrictions",
            "Согласие на обработку ПДн": "consent",
        },
    ),
    "positions": (
        "Заявки на места",
        "offers",
        {
            "ИНН": "host_id",
            "Код практики": "period_id",
            "Код специальности": "specialties",
            "Площадка (цех)": "title",
            "Мест": "capacity",
            "Количество мест": "capacity",
            "Минимум (если берут)": "minimum",
            "Из них до 18 лет не более": "max_minors",
            "Класс условий труда": "hazard_class",
            "Допустимы до 18 лет": "minors_allowed",
            "Оплата практиканту (руб./мес.)": "pay",
            "График": "shift",
            "Готовы принять на работу": "hire_places",
        },
    ),
    "agreements": (
        "Договоры",
        "contracts",
        {"Номер договора": "agreement_id", "Мест по договору": "seats", "Сумма финансирования (руб.)": "amount"},
    ),
    "periods": ("График практики", "periods", {"Начало": "starts_on", "date_to": "ends_on", "Вид практики": "kind"}),
    "hosts": ("Предприятия", "enterprises", {"ИНН": "host_id", "Руководитель - выпускник": "alumni_led"}),
    "preferences": ("Пожелания", "preferences", {"Приоритет": "rank", "Отказ": "veto", "student_no": "applicant_id"}),
    "mentors": ("Наставники", "mentors", {"ФИО наставника": "mentor_id", "Не более студентов": "capacity"}),
    "outcomes": ("Трудоустройство", "outcomes", {"Дата среза": "check_date", "ИНН работодателя": "host_id"}),
    "placements": ("Распределение", "assignments", {"ИНН": "host_id", "Номер студента": "applicant_id"}),
    "groups": ("Группы", "groups", {"Код специальности": "specialty", "Мастер п/о": "curator"}),
}


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_columns_are_exactly_the_fields_of_the_entry(table: Table) -> None:
    assert {c.name for c in table.columns} == {f.name for f in fields(table.entry)}


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_no_header_means_two_columns(table: Table) -> None:
    names = [name for column in table.columns for name in set(column.names)]
    assert len(names) == len(set(names))
    assert all(names)


def test_no_name_means_two_tables() -> None:
    names = [name for table in TABLES for name in set(table.names)]
    assert len(names) == len(set(names))


def test_tables_are_exactly_the_tables_of_a_round() -> None:
    header = {"round_id", "title", "kind", "starts_on", "ends_on", "policy"}
    assert {t.name for t in TABLES} == {f.name for f in fields(Round)} - header


@pytest.mark.parametrize("name", TEMPLATES)
def test_names_of_the_import_templates_are_known(name: str) -> None:
    russian, english, headers = TEMPLATES[name]
    table = find_table(russian)
    assert table is not None
    assert table.name == name
    assert find_table(f"{english} ") is table
    assert {header: table.by_header[squeeze(header)].name for header in headers} == headers


def test_only_what_the_contract_marks_is_required() -> None:
    required = {f"{t.name}.{c.name}" for t in TABLES for c in t.columns if c.required}
    assert required == {
        "applicants.applicant_id", "groups.group", "periods.period_id", "periods.starts_on", "periods.ends_on",
        "hosts.host_id", "positions.position_id", "positions.capacity", "preferences.applicant_id",
        "priorities.applicant_id", "pairs.applicant_id", "pairs.position_id", "agreements.agreement_id",
        "agreements.host_id", "mentors.mentor_id", "mentors.capacity", "quotas.quota_id", "locks.applicant_id",
        "locks.position_id", "locks.kind", "locks.reason", "companions.companions_id", "companions.applicant_id",
        "placements.applicant_id", "outcomes.applicant_id", "outcomes.check_date", "outcomes.category",
    }  # fmt: skip
    assert [t.name for t in TABLES if t.required] == ["applicants", "positions"]
