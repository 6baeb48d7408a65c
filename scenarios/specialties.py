"""The study groups of the demo and their specialties.

Codes and names come from the state classifier of vocational specialties (see scenarios/README.md); the groups are
invented.
"""

from datetime import date
from typing import NamedTuple

SPECIALTIES: dict[str, str] = {
    "09.02.07": "Информационные системы и программирование",
    "13.01.10": "Электромонтер по ремонту и обслуживанию электрооборудования (по отраслям)",
    "13.02.13": "Эксплуатация и обслуживание электрического и электромеханического оборудования (по отраслям)",
    "15.01.05": "Сварщик (ручной и частично механизированной сварки (наплавки))",
    "15.01.38": "Оператор-наладчик металлообрабатывающих станков",
    "15.02.16": "Технология машиностроения",
    "23.01.17": "Мастер по ремонту и обслуживанию автомобилей",
    "23.02.07": "Техническое обслуживание и ремонт автотранспортных средств",
    "35.01.27": "Мастер сельскохозяйственного производства",
    "43.01.09": "Повар, кондитер",
}


class StudyGroup(NamedTuple):
    """A group: its size in students, course, and the share of women (0..1)."""

    name: str
    specialty: str
    course: int
    size: int
    women: float
    graduation: date
    curator: str

    @property
    def born_from(self) -> date:
        """Return the day from which most of the group were born: they came at 15 or 16, after the ninth form."""
        return date(2026 - self.course - 16, 7, 1)


GROUPS: tuple[StudyGroup, ...] = (
    StudyGroup("СВ-24", "15.01.05", 2, 27, 0.0, date(2027, 6, 30), "Ветлугина О.С."),
    StudyGroup("СВ-23", "15.01.05", 3, 26, 0.0, date(2026, 6, 30), "Дроздецкий П.А."),
    StudyGroup("ОН-24", "15.01.38", 2, 27, 0.1, date(2027, 6, 30), "Заречная Т.И."),
    StudyGroup("ТМ-23", "15.02.16", 3, 26, 0.25, date(2027, 6, 30), "Колокольцев В.Н."),
    StudyGroup("ТМ-22", "15.02.16", 4, 25, 0.25, date(2026, 6, 30), "Лугинина М.В."),
    StudyGroup("ЭМ-24", "13.01.10", 2, 28, 0.0, date(2027, 6, 30), "Морошкин Е.Д."),
    StudyGroup("ЭО-22", "13.02.13", 4, 26, 0.05, date(2026, 6, 30), "Овсеенко Л.Г."),
    StudyGroup("АМ-24", "23.01.17", 2, 28, 0.0, date(2027, 6, 30), "Перелыгин С.Ю."),
    StudyGroup("АТ-23", "23.02.07", 3, 27, 0.05, date(2027, 6, 30), "Рябинкина А.К."),
    StudyGroup("ПК-24", "43.01.09", 2, 28, 0.8, date(2028, 6, 30), "Снежинская Н.Б."),
    StudyGroup("ИС-23", "09.02.07", 3, 27, 0.35, date(2027, 6, 30), "Тихоплесов И.Р."),
    StudyGroup("СХ-24", "35.01.27", 2, 27, 0.1, date(2028, 6, 30), "Усольская Е.М."),
)
