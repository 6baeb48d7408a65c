"""Words for results side by side."""

from collections.abc import Mapping

RU: Mapping[str, str] = {
    "command.compare": "Сравнить результаты: цели, приоритеты, кто без места, кто его сменил; испытать новые правила.",
    "problem.two-results": "сравнивать нужно два результата или больше",
    "compare.heading": "Сравнение результатов",
    "compare.result": "{n}. {name}",
    "compare.other-rounds": (
        "Это результаты разных раундов: участники, места или пожелания в них не одни и те же, и разница может идти "
        "оттуда."
    ),
    "compare.unknown-round": "Не у каждого результата записано, к какому раунду он относится.",
    "compare.against": "Разница указана с первым.",
    "compare.status": "Статус",
    "compare.placed": "С местом",
    "compare.unplaced": "Без места",
    "compare.rank": "{rank}-й приоритет",
    "compare.unranked": "Без приоритета",
    "compare.people": "Люди",
    "compare.goals": "Цели",
    "compare.status.optimal": "лучшее, доказано",
    "compare.status.mechanism": "точно по порядку выбора",
    "compare.status.feasible": "допустимо",
    "compare.status.infeasible": "невозможно",
    "compare.status.none": "не найдено",
    "compare.missing": "такой цели нет",
    "compare.better": "{n}: {value} — лучше ({change})",
    "compare.worse": "{n}: {value} — хуже ({change})",
    "compare.same": "{n}: {value} — то же",
    "compare.alone": "{n}: {value}",
    "compare.moves": "Сменили место: {n:number}",
    "compare.moves.of": "Сменили место между 1 и {number}: {n:number}",
    "compare.moves.more": "… и ещё {n:number} (полностью: ключ --json)",
}

EN: Mapping[str, str] = {
    "command.compare": "Compare results: levels, ranks, who has another place; or test new policies.",
    "problem.two-results": "two results or more are needed to compare",
    "compare.heading": "Results side by side",
    "compare.result": "{n}. {name}",
    "compare.other-rounds": (
        "These are results of different rounds: their applicants, positions or wishes are not the same, and "
        "differences may come from there."
    ),
    "compare.unknown-round": "Not every result says of which round it is.",
    "compare.against": "Differences are against the first.",
    "compare.status": "Status",
    "compare.placed": "With a place",
    "compare.unplaced": "Without a place",
    "compare.rank": "Choice {rank}",
    "compare.unranked": "Unranked",
    "compare.people": "People",
    "compare.goals": "Levels",
    "compare.status.optimal": "the best, proved",
    "compare.status.mechanism": "exactly in order of choice",
    "compare.status.feasible": "feasible",
    "compare.status.infeasible": "impossible",
    "compare.status.none": "none found",
    "compare.missing": "has no such level",
    "compare.better": "{n}: {value} — better ({change})",
    "compare.worse": "{n}: {value} — worse ({change})",
    "compare.same": "{n}: {value} — the same",
    "compare.alone": "{n}: {value}",
    "compare.moves": "Have another place: {n:number}",
    "compare.moves.of": "Have another place, 1 against {number}: {n:number}",
    "compare.moves.more": "… and {n:number} more (all of them: option --json)",
}
