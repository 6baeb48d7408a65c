"""Tables about wishes and decisions: preferences, priorities, given numbers, locks and placements."""

from matcher.files.columns import Table, choice, key, number, standing, text, whole, yes_no
from matcher.files.tables_people import APPLICANT
from matcher.files.tables_places import host, period
from matcher.files.words import LOCK_KINDS
from matcher.rounds import Lock, Pair, Placement, Preference, Priority

_PLACE = text("position_id", "Код места", "Место", "Код заявки", "Код вакансии")
_GIVEN_PLACE = key("position_id", "Код места", "Место", "Код заявки", "Код вакансии", example="М-1")

PREFERENCES = Table(
    "preferences",
    Preference,
    "Пожелания",
    ("Предпочтения", "Пожелания студентов", "Приоритеты студентов"),
    (
        APPLICANT,
        _PLACE,
        host(),
        period(),
        standing("rank", "Приоритет", "Ранг", example="1"),
        yes_no("veto", "Отказ", example="нет"),
    ),
)

PRIORITIES = Table(
    "priorities",
    Priority,
    "Приоритеты предприятий",
    ("Приоритеты", "Пожелания предприятий"),
    (
        APPLICANT,
        _PLACE,
        host(),
        whole("rank", "Приоритет", "Ранг", low=1, example="1"),
        yes_no("veto", "Отказ", example="нет"),
    ),
)

PAIRS = Table(
    "pairs",
    Pair,
    "Пары",
    ("Оценки пар",),
    (
        APPLICANT,
        _GIVEN_PLACE,
        number("employment", "Вероятность трудоустройства", "Вероятность", low=0, high=1, example="0,7"),
        number("utility", "Полезность", "Польза"),
        number("cost", "Затраты (руб.)", "Затраты"),
        number("km", "Расстояние (км)", "Расстояние", low=0, example="12,5"),
        standing("tier", "Очередь"),
    ),
)

LOCKS = Table(
    "locks",
    Lock,
    "Закрепления",
    ("Закрепления и запреты", "Закреплено"),
    (
        APPLICANT,
        _GIVEN_PLACE,
        choice("kind", "Вид", "Вид закрепления", spellings=LOCK_KINDS, required=True, example="закреплено"),
        text("reason", "Основание", "Основание закрепления", "Причина", required=True, example="Целевой договор"),
        text("author", "Кто решил", "Автор", example="Орлова О.О."),
    ),
)

PLACEMENTS = Table(
    "placements",
    Placement,
    "Прежнее распределение",
    ("Распределение", "assignments", "История"),
    (APPLICANT, _PLACE, host(), period()),
)
