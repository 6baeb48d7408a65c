"""Words: how Russian and English spell the fixed values of cells, and when two spellings are the same."""

import re
from collections.abc import Mapping
from enum import StrEnum

from matcher.rounds import AgreementKind, AgreementStatus, Kind, LockKind, Opening, PeriodKind, Role, Shift

_NOT_LETTERS = re.compile(r"[\W_]+")

Spellings = Mapping[StrEnum, tuple[str, ...]]
"""Russian spellings of each value; the first is the one that is written."""


def squeeze(text: str) -> str:
    """Return letters and digits only, in lower case, ё as е: spellings that differ elsewhere mean the same."""
    return _NOT_LETTERS.sub("", text.casefold().replace("ё", "е"))


YES = frozenset({"yes", "true", "1", "да", "истина"})
NO = frozenset({"no", "false", "0", "нет", "ложь"})

HAZARD_CLASSES = ("1", "2", "3.1", "3.2", "3.3", "3.4", "4")

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
