"""Trades: what kinds of enterprise the demo has, and which places of practice each kind offers."""

from typing import NamedTuple

WELDER, SETTER, MACHINES = "15.01.05", "15.01.38", "15.02.16"
ELECTRICIAN, ELECTRICS = "13.01.10", "13.02.13"
MECHANIC, AUTO = "23.01.17", "23.02.07"
FARMER, COOK, SOFTWARE = "35.01.27", "43.01.09", "09.02.07"


class Job(NamedTuple):
    """A place of practice of a trade; ``hazard`` and ``shift`` are drawn from the words given.

    ``hours`` are those of a week and of a day, where the trade has its own.
    """

    title: str
    specialties: tuple[str, ...]
    hazard: str = "2"
    shift: str = "day"
    medical: bool = False
    hours: tuple[float, float] | None = None


TRADES: dict[str, tuple[Job, ...]] = {
    "works": (
        Job("Сварочный участок", (WELDER,), "2 2 3.1"),
        Job("Механический цех", (SETTER, MACHINES)),
        Job("Технологическое бюро", (MACHINES,), "1"),
        Job("Энергоцех", (ELECTRICS, ELECTRICIAN), "2 2 3.1"),
    ),
    "metal": (
        Job("Сборочно-сварочный цех", (WELDER,), "2 2 3.1"),
        Job("Заготовительный участок", (WELDER, SETTER)),
        Job("Участок станков с ЧПУ", (SETTER,), "2", "day day rotating"),
    ),
    "tools": (
        Job("Участок станков с ЧПУ", (SETTER, MACHINES), "2", "day day rotating"),
        Job("Отдел технического контроля", (MACHINES,), "1"),
        Job("Инструментальный участок", (MACHINES, SETTER)),
    ),
    "grid": (
        Job("Бригада электромонтёров", (ELECTRICIAN,), "2 2 3.1", "day", medical=True),
        Job("Подстанция", (ELECTRICS,), "2 3.1", "day day rotating", medical=True),
    ),
    "garage": (
        Job("Пост ремонта", (MECHANIC, AUTO)),
        Job("Участок диагностики", (AUTO,)),
    ),
    "carrier": (
        Job("Ремонтная зона", (MECHANIC,), "2 2 3.1"),
        Job("Отдел технической службы", (AUTO,), "2", "day day night"),
    ),
    "kitchen": (
        Job("Горячий цех", (COOK,), medical=True),
        Job("Кондитерский цех", (COOK,), medical=True),
    ),
    "food": (
        Job("Производственный цех", (COOK,), "2", "day rotating", medical=True),
        Job("Пекарня", (COOK,), "2", "day night", medical=True),
        Job("Служба главного энергетика", (ELECTRICS,), medical=True),
    ),
    "software": (
        Job("Отдел разработки", (SOFTWARE,), "1"),
        Job("Служба поддержки", (SOFTWARE,), "1", "day day rotating"),
    ),
    "office": (
        Job("Отдел информационных технологий", (SOFTWARE,), "1"),
        Job("Столовая", (COOK,), medical=True),
        Job("Хозяйственная служба", (ELECTRICIAN,)),
    ),
    "farm": (
        Job("Машинный двор", (FARMER,), "2 2 2 3.1"),
        Job("Ремонтная мастерская", (FARMER, MECHANIC)),
        Job("Полевая бригада", (FARMER,), "2", "day day day rotating"),
    ),
    "quarry": (
        Job("Ремонтно-сварочный участок", (WELDER,), "3.2", "rotating", medical=True, hours=(42, 10.5)),
        Job("Электроучасток", (ELECTRICS,), "3.2", "rotating", medical=True),
        Job("Автоколонна", (AUTO, MECHANIC), "3.1", "day", medical=True),
    ),
    "chemistry": (
        Job("Электроцех", (ELECTRICS, ELECTRICIAN), "3.1", "day", medical=True, hours=(35, 7)),
        Job("Ремонтно-механический цех", (MACHINES, WELDER), "3.1", "day", medical=True),
        Job("Отдел автоматизации", (SOFTWARE,), "1"),
    ),
    "utility": (
        Job("Служба электрохозяйства", (ELECTRICIAN,)),
        Job("Аварийно-ремонтная служба", (WELDER,), "2 3.1", "day away"),
    ),
}
