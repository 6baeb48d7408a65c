"""Invented people: names drawn at random from lists of common words; any likeness is chance."""

from typing import Literal, NamedTuple

import numpy as np

Sex = Literal["М", "Ж"]


def _words(text: str) -> list[str]:
    return text.split()


SURNAMES = _words(
    "Абрикосов Астафуров Берестов Боровицын Булавкин Васильков Ветлугин Гороховцев Грибоваров Дубравин Ежевикин "
    "Журавлихин Заозёрцев Звонарёв Ивнянский Калитин Камышов Клюквин Колосников Косогоров Кузовлёв Лесовиков Липатцев "
    "Лугинин Малинкин Медуницын Морошкин Мостовщиков Нагорнов Незабудкин Облепихин Овражкин Одуванов Опёнкин Осинцев "
    "Пеньков Перелескин Подберёзов Полынин Просекин Родниковский Росинкин Рябинкин Садовничев Самоваров Сенокосов "
    "Синеозёров Смородинов Снегирёв Соловейкин Тальников Тихоплесов Травин Тропинин Угольков Уключин Филинов "
    "Хвощёв Цветиков Черёмухин Чугунков Шиповников Щавелев Яблочков Яровицын Ясенев"
)
FIRST: dict[Sex, list[str]] = {
    "М": _words(
        "Александр Алексей Андрей Антон Артём Богдан Вадим Валерий Виктор Виталий Владислав Глеб Даниил Денис Дмитрий "
        "Егор Иван Игорь Илья Кирилл Константин Лев Максим Матвей Михаил Никита Олег Павел Роман Сергей Степан Тимофей"
    ),
    "Ж": _words(
        "Алина Алёна Анастасия Анна Валерия Варвара Вероника Виктория Дарья Диана Ева Екатерина Елизавета Злата Ирина "
        "Карина Кира Ксения Маргарита Мария Милана Надежда Ольга Полина София Таисия Ульяна Юлия"
    ),
}
FATHERS = _words(
    "Александров Алексеев Андреев Антонов Борисов Вадимов Викторов Витальев Владимиров Денисов Дмитриев Евгеньев "
    "Иванов Игорев Константинов Леонидов Максимов Михайлов Николаев Олегов Павлов Петров Романов Сергеев Юрьев"
)


class Person(NamedTuple):
    """A name and a sex."""

    name: str
    sex: Sex


def invent_person(rng: np.random.Generator, sex: Sex) -> Person:
    """Return a person of the given sex with a full Russian name."""
    surname, first, father = (words[rng.integers(len(words))] for words in (SURNAMES, FIRST[sex], FATHERS))
    return Person(f"{_surname(surname, sex)} {first} {father}{'ич' if sex == 'М' else 'на'}", sex)


def invent_people(rng: np.random.Generator, sexes: list[Sex]) -> list[Person]:
    """Return one person a sex asked for, no two of one name."""
    seen: set[str] = set()
    return [_unlike(rng, sex, seen) for sex in sexes]


def _unlike(rng: np.random.Generator, sex: Sex, seen: set[str]) -> Person:
    person = invent_person(rng, sex)
    while person.name in seen:
        person = invent_person(rng, sex)
    seen.add(person.name)
    return person


def _surname(surname: str, sex: Sex) -> str:
    if sex == "М" or surname.endswith("ич"):
        return surname
    return f"{surname.removesuffix('ий')}ая" if surname.endswith("ий") else f"{surname}а"


def initials(name: str) -> str:
    """Return «Иванов И.И.» for «Иванов Иван Иванович»."""
    surname, first, father = name.split()
    return f"{surname} {first[0]}.{father[0]}."
