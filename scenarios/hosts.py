"""The sixty enterprises of the demo: invented names in real towns, each with a trade and the papers it has signed."""

from typing import NamedTuple

import numpy as np

from matcher.rounds import Host
from scenarios.towns import TOWNS, Spot

INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)
"""The weights of the check digit of a ten-digit INN."""

SPREAD = 0.012
"""Premises and homes lie within this many degrees of the middle of their town."""


class Enterprise(NamedTuple):
    """An invented enterprise; ``papers`` names what it has signed (see :mod:`scenarios.agreements`)."""

    name: str
    town: str
    trade: str
    papers: str
    alumni_led: bool = False
    capacity: int | None = None


ENTERPRISES: tuple[Enterprise, ...] = tuple(
    Enterprise(name, town, trade, papers, "alumni" in marks, next((int(m) for m in marks if m.isdigit()), None))
    for name, town, trade, papers, *marks in (
        line.split("; ")
        for line in """\
АО «Станкозавод Берёзовый»; Киреевск; works; base; 14
АО «Полевой прибор»; Киреевск; works; base
ООО «Сварная дуга»; Киреевск; metal; long; alumni
ООО «Медвежий профиль»; Киреевск; metal; year; 5
ООО «Резец и фреза»; Киреевск; tools; renewing
АО «Светлая линия»; Киреевск; grid; long; 4
ООО «Три гаечных ключа»; Киреевск; garage; year; alumni
ООО «Колесо удачи»; Киреевск; garage; year
ООО «Автокараван»; Киреевск; carrier; long
ООО «Щи да каша»; Киреевск; kitchen; year; alumni
ООО «Рыжая печка»; Киреевск; kitchen; tripartite
АО «Хлебный дворик»; Киреевск; food; long; 7
ООО «Синий байт»; Киреевск; software; year; 4
МКУ «Городской узел»; Киреевск; office; network
МУП «Тёплый дом»; Киреевск; utility; year
ООО «Заречная нива»; Киреевск; farm; long; alumni
АО «Липовский механический»; Липки; works; base; 12
ООО «Стальной каркас»; Липки; metal; year
ООО «Шахтёрский мотор»; Липки; garage; year
ООО «Пирожковая у вокзала»; Липки; kitchen; renewing
МУП «Липовый ключ»; Липки; utility; year
ООО «Гречишное поле»; Липки; farm; long
АО «Болоховский точный»; Болохово; works; base
ООО «Железный узел»; Болохово; metal; tripartite; 4; alumni
ООО «Микрон-Овраг»; Болохово; tools; year
ООО «Перекрёсток-ремонт»; Болохово; garage; year
ООО «Сладкая роща»; Болохово; kitchen; year
ООО «Вектор кода»; Болохово; software; signing
АО «Карьер Белый бугор»; Болохово; quarry; year
АО «Узловской вагон»; Узловая; works; long; 10
ООО «Дуговой разряд»; Узловая; metal; year
АО «Медный провод»; Узловая; grid; network
ООО «Рельс-авто»; Узловая; carrier; year
ООО «Столовая №0»; Узловая; kitchen; draft
ООО «Цифровой перегон»; Узловая; software; year; alumni
ООО «Жаворонок-агро»; Узловая; farm; year
АО «Новый реактив»; Новомосковск; chemistry; long
ООО «Иван-энерго»; Новомосковск; grid; year
ООО «Озёрный автоцентр»; Новомосковск; garage; renewing
АО «Ватрушка»; Новомосковск; food; year
ООО «Облако и компания»; Новомосковск; software; expired
ООО «Токарь-пекарь»; Новомосковск; tools; year
АО «Самоварный механик»; Тула; works; long
ООО «Пряник-софт»; Тула; software; network; 3
ООО «Левша-инструмент»; Тула; tools; tripartite
АО «Старая слобода-транс»; Тула; carrier; year
ГБУ «Областной узор»; Тула; office; year
ООО «Шестая засека»; Тула; metal; terminated
АО «Полимер с горки»; Щекино; chemistry; year
ООО «Дальняя поляна-авто»; Щекино; garage; expiring
ООО «Чайный куст»; Щекино; kitchen; year
ООО «Семь валков»; Советск; metal; year
МУП «Водяной»; Советск; utility; expiring
ООО «Усадьба-агро»; Богородицк; farm; long; alumni
ООО «Техника Богородицкая-2»; Богородицк; tools; target
ООО «Городской привод»; Богородицк; carrier; late
АО «Подземный ход»; Донской; quarry; long
ООО «Донская искра»; Донской; grid; none
АО «Красивый меч»; Ефремов; chemistry; year
ООО «Плавское зерно»; Плавск; farm; expiring
""".splitlines()
    )
)


def inn(serial: int) -> str:
    """Return an invented ten-digit INN with a right check digit; no tax office has the number 7199 it begins with."""
    digits = f"7199{serial:05d}"
    total = sum(w * int(d) for w, d in zip(INN_WEIGHTS, digits, strict=True))
    return f"{digits}{total % 11 % 10}"


def near(rng: np.random.Generator, town: str) -> Spot:
    """Return a point in or about the town, to four decimals."""
    lat, lon = rng.uniform(-SPREAD, SPREAD, 2) + TOWNS[town]
    return Spot(round(float(lat), 4), round(float(lon), 4))


def make_hosts(rng: np.random.Generator) -> tuple[Host, ...]:
    """Return one host an enterprise, in the order of :data:`ENTERPRISES`."""
    return tuple(
        Host(inn(serial), e.name, e.town, *near(rng, e.town), capacity=e.capacity, alumni_led=e.alumni_led)
        for serial, e in enumerate(ENTERPRISES, start=101)
    )
