"""A small round in which every kind of letter is written, with its matching made by hand."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from docx import Document
from docx.table import Table

from matcher.judge import Case
from matcher.matching import Matching, Place
from matcher.policy import Level, LevelName, Measure, Mechanism, Policy
from matcher.quantities import quantities_of
from matcher.report.letters.facts import Facts
from matcher.rounds import (
    Applicant,
    Group,
    Host,
    Lock,
    LockKind,
    Mentor,
    Period,
    PeriodKind,
    Position,
    Preference,
    Round,
    Shift,
)
from matcher.text import Lang

POLICY = Policy(
    objectives=(Level(LevelName.PLACED), Level(LevelName.PREFERENCE, measure=Measure.GENEROUS)),
    rules={"agreement-valid": False},
)
WELDER, TURNER, BAKER = "15.01.05", "15.02.16", "43.01.09"


def person(number: int, name: str, group: str, **given: object) -> Applicant:
    return replace(
        Applicant(f"С-{number:02}", name, group=group, birth_date=date(2005, 1, 1), consent=True),
        **given,  # type: ignore[arg-type]  # any column may be given
    )


ROUND = Round(
    "letters",
    applicants=(
        person(1, "Ёлкин Пётр Ильич", "СВ-24"),
        person(2, "Еремеева Инна Олеговна", "СВ-24", consent=None),
        person(3, "Жуков Олег Львович", "ТМ-23", birth_date=date(2009, 1, 1)),
        person(4, "Абрамов Лев Юрьевич", "СВ-24"),
        person(5, "Яшина Вера Павловна", "ПК-24", medical_until=date(2026, 5, 1)),
        person(6, "Ким Юлия", "ТМ-23"),
        person(7, "Орлова Нина", "СВ-24"),
        person(8, "Щукин Ян", "ТМ-23", lat=54.0, lon=38.0, max_km=10.0),
        person(9, "Юдина Ада", "ПК-24", medical_until=date(2026, 6, 30)),
    ),
    positions=(
        Position(
            "М-1", 1, "П-1", None, "Сварочный участок", (WELDER,), hours_day=6.0, hours_week=30.0, shift=Shift.DAY
        ),
        Position("М-2", 2, "П-1", None, "Механический цех", (TURNER,)),
        Position("М-3", 2, "П-2", None, "Ремонтная зона", (WELDER,)),
        Position("М-4", 1, "П-3", None, "Кондитерский цех", (BAKER,), medical_required=True),
        Position("М-5", 0, "П-2", None, "Литейный цех", (WELDER, TURNER), hazard_class="3.2"),
        Position("М-6", 1, "П-1", None, "Столовая", (BAKER,), medical_required=True),
    ),
    title="Весна 2026",
    policy=POLICY,
    groups=(
        Group("СВ-24", WELDER, curator="Ветлугина О.С."),
        Group("ТМ-23", TURNER),
        Group("ПК-24", BAKER, curator="Перелыгин С.Ю."),
    ),
    periods=(Period("ПП", PeriodKind.PRODUCTION, (), date(2026, 4, 13), date(2026, 5, 24)),),
    hosts=(
        Host("П-1", "АО «Завод»", "Киреевск", 54.0, 38.0, capacity=3),
        Host("П-2", "ООО «Ремонт и Ко»", "Липки", 54.0, 39.0),
        Host("П-3", "ИП Пекарь", "Тула"),
    ),
    preferences=(
        Preference("С-01", "М-1", rank=1),
        Preference("С-01", "М-3", rank=2),
        Preference("С-02", "М-1", rank=1),
        Preference("С-02", "М-2", rank=2),
        Preference("С-02", "М-3", rank=3),
        Preference("С-03", "М-5", rank=1),
        Preference("С-03", "М-2", rank=2),
        Preference("С-06", host_id="П-2", rank=1),
        Preference("С-08", "М-2", rank=1),
        Preference("С-09", "М-6", rank=1),
        Preference("С-09", "М-4", rank=2),
    ),
    mentors=(
        Mentor("Рябинкин И.Д.", 3, "П-1"),
        Mentor("Заречная Т.И.", 9),
    ),
    locks=(Lock("С-06", "М-2", LockKind.ASSIGNED, "целевой договор", "зав. практикой"),),
)
MATCHING = Matching(
    (
        Place("С-01", "ПП", "М-1", "Рябинкин И.Д."),
        Place("С-02", "ПП", "М-3", "Заречная Т.И."),
        Place("С-03", "ПП", "М-2", "Рябинкин И.Д."),
        Place("С-04", "ПП", "М-3", "Заречная Т.И."),
        Place("С-06", "ПП", "М-2", "Рябинкин И.Д."),
        Place("С-09", "ПП", "М-4", "Заречная Т.И."),
    )
)


def case(round_: Round = ROUND, matching: Matching = MATCHING, policy: Policy | None = None) -> Case:
    return Case(quantities_of(round_, policy or round_.policy), matching)


def facts(lang: Lang = "ru", round_: Round = ROUND, matching: Matching = MATCHING) -> Facts:
    return Facts(case(round_, matching), lang)


def mechanism(name: Mechanism) -> Policy:
    return replace(POLICY, mechanism=name)


def words(content: bytes) -> str:
    """The text of a Word document, a paragraph or a row of a table a line."""
    lines: list[str] = []
    for item in Document(BytesIO(content)).iter_inner_content():
        if isinstance(item, Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in item.rows]
        else:
            lines.append(item.text)
    return "\n".join(lines) + "\n"
