"""Words for the search over levers: what gains most for the money."""

from collections.abc import Mapping

RU: Mapping[str, str] = {
    "command.levers": "Найти, на что потратить деньги: какие из возможных дел больше всего прибавят трудоустроенных.",
    "option.budget": "Бюджет в рублях в год вместо записанного в файле.",
    "option.kpi": "Что увеличивать: gross (трудоустроены), long-term-agreements (договоры), placed (есть место), …",
    "option.sets": "Перебирать все наборы, если их не больше; иначе искать по шагам.",
    "levers.heading": "На что потратить {budget} ₽ в год: «{kpi}»",
    "levers.heading.any": "На что потратить деньги, сколько бы их ни было: «{kpi}»",
    "levers.base": "Сейчас: {numerator} из {denominator} ({of}).",
    "levers.best": "Лучший набор: {cost} ₽ в год, прибавка {gain}.",
    "levers.best.nothing": "Лучшее по этому показателю - ничего не менять: ни одно дело заметно не помогает.",
    "levers.pulled.once": "{title}",
    "levers.pulled.often": "{title} (раз: {n})",
    "levers.whole": "Перебраны все наборы в пределах бюджета: {n:number}.",
    "levers.steps": "Все наборы перебрать было нельзя, испробовано {n:number} {n:plural:набор|набора|наборов}.",
    "levers.gap": (
        "Другой набор лучше этого в среднем не более чем на {mean} {unit}, с вероятностью 90 % не более чем на {most} "
        "{unit}."
    ),
    "levers.bound": (
        "Больше {bound} {unit} не даст ни один набор, если дела не мешают друг другу и не усиливают друг друга."
    ),
    "levers.unbound": "Вместе некоторые дела дают больше, чем порознь, поэтому границы сверху для всех наборов нет.",
    "levers.alone": "Каждое дело по отдельности, один раз",
    "levers.column.title": "дело",
    "levers.column.cost": "₽ в год",
    "levers.column.gain": "прибавка",
    "levers.column.interval": "с вероятностью 80 %",
    "levers.column.per": "на 100 000 ₽",
    "levers.free": "бесплатно",
    "levers.from-to": "{low} … {high}",
    "levers.model": (
        "Это расчёт на модели: {horizon} {horizon:plural:месяц|месяца|месяцев} после выпуска, {trials:number} "
        "{trials:plural:прогон|прогона|прогонов}, которых при выборе набора не видели; случай во всех наборах "
        "один и тот же. План практики для каждого набора найден заново. Промежуток накрывает среднюю прибавку с "
        "вероятностью 80 %."
    ),
    "levers.model.placement": (
        "План практики для каждого набора найден заново; {trials:number} {trials:plural:прогон|прогона|прогонов}, "
        "которых при выборе набора не видели."
    ),
    "levers.unit.people": "чел.",
    "levers.unit.places": "мест",
    "levers.unit.agreements": "дог.",
    "levers.progress": "наборов испробовано: {n}",
    "levers.chart": "Прибавка, {unit}",
    "levers.chart.best": "Лучший набор",
    "problem.no-levers": "в файле нет раздела levers: что можно сделать и сколько это стоит",
    "problem.uncounted-kpi": "показатель «{kpi}» нельзя увеличивать поиском: он не считает людей, места или договоры",
}

EN: Mapping[str, str] = {
    "command.levers": "Find what to spend money on: which of the things that could be done get most people employed.",
    "option.budget": "The budget in roubles a year instead of the file's.",
    "option.kpi": "What to raise: gross (employed), long-term-agreements, placed, …",
    "option.sets": "Try all sets where there are no more than so many; else search step by step.",
    "levers.heading": "What to spend {budget} roubles a year on: “{kpi}”",
    "levers.heading.any": "What to spend money on, however much there is: “{kpi}”",
    "levers.base": "Now: {numerator} of {denominator} ({of}).",
    "levers.best": "The best set: {cost} roubles a year, it gains {gain}.",
    "levers.best.nothing": "Best for this figure is to change nothing: nothing there helps noticeably.",
    "levers.pulled.once": "{title}",
    "levers.pulled.often": "{title} (times: {n})",
    "levers.whole": "All sets within the budget were tried: {n:number}.",
    "levers.steps": "There are too many sets to try all; {n:number} {n:plural:was|were} tried.",
    "levers.gap": (
        "On average no other set is better by more than {mean} {unit}, and with probability 90% by no more than {most} "
        "{unit}."
    ),
    "levers.bound": "No set gains more than {bound} {unit} if they neither harm nor strengthen one another.",
    "levers.unbound": "Together some things gain more than apart, so there is no bound for all sets.",
    "levers.alone": "Each by itself, once",
    "levers.column.title": "what",
    "levers.column.cost": "roubles a year",
    "levers.column.gain": "gain",
    "levers.column.interval": "with probability 80%",
    "levers.column.per": "per 100,000 roubles",
    "levers.free": "free",
    "levers.from-to": "{low} … {high}",
    "levers.model": (
        "These are a model's figures: {horizon} {horizon:plural:month|months} after graduation, {trials:number} "
        "{trials:plural:trial|trials} that the choice did not see, with the same chance in all. The plan of practice "
        "was solved anew for each set. The interval covers the mean gain with probability 80%."
    ),
    "levers.model.placement": (
        "The plan of practice was solved anew for each set; {trials:number} {trials:plural:trial|trials} that the "
        "choice did not see."
    ),
    "levers.unit.people": "people",
    "levers.unit.places": "places",
    "levers.unit.agreements": "agreements",
    "levers.progress": "sets tried: {n}",
    "levers.chart": "Gain, {unit}",
    "levers.chart.best": "The best set",
    "problem.no-levers": "the file has no section levers: what could be done and what it costs",
    "problem.uncounted-kpi": 'the figure "{kpi}" cannot be raised by search: it counts no people, places or agreements',
}
