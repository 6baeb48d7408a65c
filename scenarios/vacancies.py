"""Vacancies of the region: work that graduates of the demo can find in the year after they leave; all invented.

Partners of the college look for people too, and so do employers it has no agreement with. Titles, pay and conditions
have the form of the public vacancies of «Работа России»; none is copied.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from matcher.rounds import Host, Position, Shift
from scenarios import trades
from scenarios.hosts import inn, near

FIRST_INN = 301
"""The INNs of employers without an agreement begin here; those of the partners lie below."""

STRANGERS: tuple[tuple[str, str], ...] = tuple(
    (name, town)
    for name, _, town in (
        line.partition("; ")
        for line in """\
ООО «Крыша и купол»; Киреевск
ИП Синеволин, шиномонтаж; Киреевск
ООО «Продукты у реки»; Киреевск
ООО «Липовская упаковка»; Липки
ООО «Болоховская доставка»; Болохово
ООО «Узловская кровля»; Узловая
ООО «Техцентр на объездной»; Узловая
АО «Новомосковский насос»; Новомосковск
ООО «Северный склад»; Новомосковск
ООО «Стальной мост-монтаж»; Новомосковск
АО «Тульский привод»; Тула
ООО «Кремлёвский общепит»; Тула
ООО «Пятый маршрут»; Тула
ООО «Заокский код»; Тула
ООО «Щекинский кабель»; Щекино
ООО «Богородицкая теплица»; Богородицк
ООО «Донской щебень»; Донской
ООО «Советская пекарня»; Советск
""".splitlines()
    )
)


class Call(NamedTuple):
    """A kind of vacancy: how many of them, whom they want, and the least and most pay in thousand roubles a month."""

    title: str
    specialties: tuple[str, ...]
    number: int
    pay: tuple[int, int]
    medical: bool = False
    away: bool = False


CALLS: tuple[Call, ...] = (
    Call("Электрогазосварщик", (trades.WELDER,), 6, (45, 80)),
    Call("Сварщик вахтой", (trades.WELDER,), 1, (90, 120), away=True),
    Call("Оператор станков с программным управлением", (trades.SETTER, trades.MACHINES), 6, (45, 75)),
    Call("Техник-технолог", (trades.MACHINES,), 4, (38, 55)),
    Call("Электромонтёр", (trades.ELECTRICIAN, trades.ELECTRICS), 7, (38, 60)),
    Call("Слесарь по ремонту автомобилей", (trades.MECHANIC, trades.AUTO), 6, (40, 70)),
    Call("Механик автоколонны", (trades.AUTO,), 2, (42, 60)),
    Call("Тракторист-машинист", (trades.FARMER,), 4, (40, 65)),
    Call("Повар", (trades.COOK,), 5, (32, 48), medical=True),
    Call("Программист, стажёр", (trades.SOFTWARE,), 2, (40, 70)),
    Call("Подсобный рабочий", (), 3, (28, 38)),
    Call("Кладовщик", (), 2, (32, 42)),
    Call("Продавец-кассир", (), 2, (30, 40), medical=True),
)
LARGEST = 3


def make_strangers(rng: np.random.Generator) -> tuple[Host, ...]:
    """Return the employers without an agreement."""
    numbered = enumerate(STRANGERS, start=FIRST_INN)
    return tuple(Host(inn(serial), name, town, *near(rng, town)) for serial, (name, town) in numbered)


def make_vacancies(
    rng: np.random.Generator, partners: Sequence[Host], strangers: Sequence[Host], offered: Sequence[Position]
) -> tuple[Position, ...]:
    """Return the vacancies, numbered; a partner looks only for trades in which it offers practice."""
    drawn = [_vacancy(rng, call, host) for call, host in _callers(rng, partners, strangers, offered)]
    return tuple(replace(v, position_id=f"В-{n:02d}") for n, v in enumerate(drawn, start=1))


def _callers(
    rng: np.random.Generator, partners: Sequence[Host], strangers: Sequence[Host], offered: Sequence[Position]
) -> Iterator[tuple[Call, Host]]:
    """Yield each vacancy with its employer, half of them partners where there are any of the trade."""
    trades_of = {h.host_id: {s for j in offered if j.host == h.host_id for s in j.specialties} for h in partners}
    for call in CALLS:
        fitting = [h for h in partners if not trades_of[h.host_id].isdisjoint(call.specialties)]
        for _ in range(call.number):
            among = fitting if fitting and rng.random() < 0.5 else strangers
            yield call, among[int(rng.integers(len(among)))]


def _vacancy(rng: np.random.Generator, call: Call, host: Host) -> Position:
    least, most = call.pay
    remote = host.locality not in ("Киреевск", "Липки", "Болохово", "Узловая")
    hazard = "3.1" if rng.random() < 0.25 else "2"
    return Position(
        "",
        int(rng.integers(1, LARGEST + 1)),
        host.host_id,
        title=call.title,
        specialties=call.specialties,
        hours_week=40,
        hours_day=8,
        shift=Shift.AWAY if call.away else Shift.ROTATING if rng.random() < 0.2 else Shift.DAY,
        hazard_class=hazard,
        medical_required=call.medical,
        housing_beds=4 if call.away else None,
        transport=call.away or (remote and bool(rng.random() < 0.35)),
        pay=int(rng.integers(least, most + 1)) * 1000,
    )
