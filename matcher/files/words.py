"""Words: how Russian and English spell the fixed values of cells, and when two spellings are the same."""

import re
from collections.abc import Mapping
from enum import StrEnum

from matcher.rounds import AgreementKind, AgreementStatus, Kind, LockKind, Opening, PeriodKind, Role, Shift
from matcher.simulate.categories import Category

_NOT_LETTERS = re.compile(r"[\W_]+")

Spellings = Mapping[StrEnum, tuple[str, ...]]
"""Russian spellings of each value; the first is the one that is written."""


def squeeze(text: str) -> str:
    """Return letters and digits only, in lower case, ё as е: spellings that differ elsewhere mean the same."""
    return _NOT_LETTERS.sub("", text.casefold().replace("ё", "е"))


YES = frozenset({"yes", "true", "1", "да", "истина"})
NO = frozenset({"no", "false", "0", "нет", "ложь"})

HAZARD_CLASSES = ("1", "2", "3.1", "3.2", "3.3", "3.4", "4")


class Sex(StrEnum):
    """The letters of the column ``sex``; filters and groups compare them as they stand here."""

    MALE = "М"
    FEMALE = "Ж"


SEXES: Spellings = {
    Sex.MALE: ("М", "муж", "мужской", "мужчина", "юноша", "m", "male", "man"),
    Sex.FEMALE: ("Ж", "жен", "женский", "женщина", "девушка", "f", "female", "w", "woman"),
}

ROLES: Spellings = {
    Role.STUDENT: ("студент", "обучающийся"),
    Role.GRADUATE: ("выпускник",),
    Role.TEACHER: ("преподаватель", "мастер п/о"),
    Role.SPECIALIST: ("специалист",),
}

PERIOD_KINDS: Spellings = {
    PeriodKind.TRAINING: ("УП", "учебная", "учебная практика"),
    PeriodKind.PRODUCTION: ("ПП", "производственная", "производственная практика"),
    PeriodKind.PRE_DIPLOMA: ("ПДП", "преддипломная", "преддипломная практика"),
}

OPENINGS: Spellings = {
    Opening.REQUIRED: ("обязательно",),
    Opening.OPTIONAL: ("по возможности", "необязательно"),
}

SHIFTS: Spellings = {
    Shift.DAY: ("дневной", "день", "дневная"),
    Shift.ROTATING: ("сменный", "сменная"),
    Shift.NIGHT: ("ночной", "ночь", "ночная"),
    Shift.AWAY: ("вахта", "вахтовый"),
}

AGREEMENT_KINDS: Spellings = {
    AgreementKind.PRACTICE: ("практическая подготовка", "о практической подготовке"),
    AgreementKind.COOPERATION: ("о сотрудничестве", "сотрудничество"),
    AgreementKind.TRIPARTITE: ("трёхсторонний",),
    AgreementKind.TARGET: ("целевой",),
    AgreementKind.NETWORK: ("сетевой",),
    AgreementKind.APPRENTICESHIP: ("ученический",),
    AgreementKind.TEACHER_INTERNSHIP: ("стажировка преподавателя",),
}

AGREEMENT_STATUSES: Spellings = {
    AgreementStatus.DRAFT: ("проект",),
    AgreementStatus.SIGNING: ("на подписи",),
    AgreementStatus.ACTIVE: ("действует", "действующий"),
    AgreementStatus.EXPIRED: ("истёк",),
    AgreementStatus.TERMINATED: ("расторгнут",),
}

LOCK_KINDS: Spellings = {
    LockKind.ASSIGNED: ("закреплено", "закрепление"),
    LockKind.FORBIDDEN: ("запрет", "запрещено"),
}

CATEGORIES: Spellings = {
    Category.CONTRACT: (
        "трудоустроен по ТД",
        "трудоустроен",
        "трудоустроен по трудовому договору",
        "по трудовому договору",
        "employed by contract",
        "employed",
    ),
    Category.SELF_EMPLOYED: ("самозанятый", "самозанятость", "НПД", "плательщик НПД", "самозанятые"),
    Category.ENTREPRENEUR: ("предприниматель", "ИП", "индивидуальный предприниматель"),
    Category.ARMY: ("армия", "служба в армии", "служит в армии", "призван", "служба по призыву", "ВС РФ"),
    Category.STUDY: (
        "продолжает обучение",
        "учёба",
        "продолжил обучение",
        "учится",
        "обучается в вузе",
        "continuing study",
    ),
    Category.PARENTAL_LEAVE: (
        "отпуск по уходу за ребёнком",
        "по уходу за ребёнком",
        "декретный отпуск",
        "декрет",
        "в отпуске по уходу",
    ),
    Category.INFORMAL: (
        "неформальная занятость",
        "без оформления",
        "работает неофициально",
        "неофициально",
        "informal work",
    ),
    Category.UNEMPLOYED: (
        "безработный",
        "на учёте в ЦЗН",
        "состоит на учёте в ЦЗН",
        "состоит на учёте в центре занятости",
        "зарегистрирован безработным",
        "registered unemployed",
    ),
    Category.NOT_SEEKING: ("не ищет работу", "not seeking work"),
    Category.OTHER: ("иное", "другое", "прочее", "смена места жительства", "выехал"),
    Category.UNKNOWN: ("нет сведений", "неизвестно", "нет данных", "не установлено"),
}
"""Words of the monitoring of graduates; one that means no category is a problem with its cell."""

ROUND_KINDS: Spellings = {
    Kind.INTERNSHIP: ("практика",),
    Kind.VACANCY: ("вакансии", "вакансия", "трудоустройство"),
    Kind.TEACHER_INTERNSHIP: ("стажировка преподавателей", "стажировка преподавателя"),
    Kind.TEACHING: ("преподавание",),
}


def by_spelling(spellings: Spellings) -> dict[str, StrEnum]:
    """Return the values by every accepted spelling, Russian or English, squeezed."""
    english = {squeeze(value): value for value in spellings}
    return english | {squeeze(word): value for value, words in spellings.items() for word in words}
