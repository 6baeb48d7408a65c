"""Words for the frontier of two levels."""

from collections.abc import Mapping

RU: Mapping[str, str] = {
    "command.frontier": "Показать, сколько от одной цели придётся уступить ради другой: все лучшие сочетания.",
    "option.levels": "Две цели: placed, employment, first-choice, rank-sum, distance, cost, …",
    "option.points": "Самое большее столько точек.",
    "problem.unknown-axis": "нужны две разные цели из числа известных, а задано «{name}»; есть {known:list}",
    "frontier.heading": "«{first}» и «{second}»: лучшие сочетания",
    "frontier.kept": "При этом удерживается достигнутое на уровнях выше: {levels}.",
    "frontier.complete": (
        "Это все сочетания, лучше которых нет: улучшить одно можно, лишь уступив в другом. Доказано для каждой строки."
    ),
    "frontier.some": (
        "Показаны не все сочетания, а некоторые, от края до края. Каждое доказано: лучше в обоих сразу не бывает. "
        "Больше строк: ключ --points."
    ),
    "frontier.late": "Отведённое время вышло, показано найденное. Больше времени: limits в правилах раунда.",
    "frontier.none": "Ни одного допустимого распределения не найдено.",
    "frontier.given-up": "уступка",
    "frontier.percent": "{value:number} %",
    "frontier.best": "лучшие сочетания",
    "frontier.now": "по правилам раунда",
    "frontier.now.on": "По правилам раунда выходит {first} и {second}: это одно из лучших сочетаний.",
    "frontier.now.off": (
        "По правилам раунда выходит {first} и {second}. По этим двум целям бывает и лучше: правила раунда ставят выше "
        "другое."
    ),
    "axis.placed": "Людей с местом",
    "axis.agreements": "Действующих долгосрочных договоров",
    "axis.employment": "Ожидаемых трудоустройств",
    "axis.utility": "Полезность",
    "axis.priority": "Сумма приоритетов предприятий",
    "axis.distance": "Километров в сумме",
    "axis.cost": "Рублей в сумме",
    "axis.changes": "Изменений в прежнем плане",
    "axis.first-choice": "Людей на первом приоритете",
    "axis.first-tier": "Людей по договорам первой очереди",
    "axis.rank-sum": "Сумма приоритетов",
    "axis.balance": "Разница между группами",
}

EN: Mapping[str, str] = {
    "command.frontier": "Show how much of one goal must be given up for another: all best combinations.",
    "option.levels": "Two goals: placed, employment, first-choice, rank-sum, distance, cost, …",
    "option.points": "At most so many points.",
    "problem.unknown-axis": 'two different goals that are known are needed, got "{name}"; known are {known:list}',
    "frontier.heading": "“{first}” and “{second}”: the best combinations",
    "frontier.kept": "Meanwhile what the levels above attain is held: {levels}.",
    "frontier.complete": (
        "These are all combinations that none beats: either gets better only where the other gives way. Every line is "
        "proved."
    ),
    "frontier.some": (
        "Not all combinations are shown but some, from end to end. Each is proved: none is better in both at once. "
        "More of them: option --points."
    ),
    "frontier.late": "The time allowed is over, and what was found is shown. More time: limits in the policy.",
    "frontier.none": "No feasible matching was found.",
    "frontier.given-up": "given up",
    "frontier.percent": "{value:number}%",
    "frontier.best": "best combinations",
    "frontier.now": "by the policy",
    "frontier.now.on": "The policy comes to {first} and {second}: one of the best combinations.",
    "frontier.now.off": (
        "The policy comes to {first} and {second}. In these two alone there is better: the policy puts other things "
        "first."
    ),
    "axis.placed": "People with a place",
    "axis.agreements": "Long-term agreements active",
    "axis.employment": "Expected to be employed",
    "axis.utility": "Utility",
    "axis.priority": "Sum of the hosts' ranks",
    "axis.distance": "Kilometres in all",
    "axis.cost": "Roubles in all",
    "axis.changes": "Changes to the earlier plan",
    "axis.first-choice": "People at their first choice",
    "axis.first-tier": "People under agreements of the first tier",
    "axis.rank-sum": "Sum of ranks",
    "axis.balance": "Difference between groups",
}
