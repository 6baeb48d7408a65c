"""Words for the best places of one more applicant, and the best applicants for one seat."""

from collections.abc import Mapping

RU: Mapping[str, str] = {
    "command.recommend": "Подобрать лучшие места для ещё одного участника или лучших участников на свободное место.",
    "option.applicant": "Номер участника, которому нужно место.",
    "option.position": "Код места, на котором есть или появилось свободное.",
    "option.moves": "Разрешить переставить остальных: каждый вариант распределяется заново, лучшим образом.",
    "option.placed": "Предлагать и тех, кто уже размещён в другом месте и перешёл бы сюда.",
    "problem.not-in-round": "{name}: в раунде такого нет или в его периодах нечего предложить",
    "problem.not-of-round": (
        "{named}: в раунде такой строки быть не может (нет участника, места или периода, либо строка повторена). "
        "Если раунд с тех пор изменился, сначала: praktika replan"
    ),
    "problem.needs-levels": "переставлять остальных можно лишь при механизме optimal, а в правилах раунда {mechanism}",
    "problem.one-of-two": "укажите одно из двух: --applicant или --position",
    "recommend.applicant": "Лучшие места: {name}",
    "recommend.position": "Лучшие участники: {name}",
    "recommend.added": "Свободного места там нет, поэтому всё ниже сказано об ещё одном, добавленном месте.",
    "recommend.stay": "Остальные остаются, где были.",
    "recommend.moves": "Остальных можно переставить: для каждого варианта все распределены заново, лучшим образом.",
    "recommend.standing": "Уже и без этого нарушено: {n:number}. Сначала исправьте (команда judge назовёт каждое).",
    "recommend.option": "{n}. {name}",
    "recommend.changes": "Изменится: {changes}.",
    "recommend.same": "Ни один уровень не изменится.",
    "recommend.leaves": "Уйдёт с места: {position}.",
    "recommend.moved": (
        "Место {n:plural:сменит|сменят|сменят} ещё {n:number} {n:plural:человек|человека|человек}: {moves}."
    ),
    "recommend.moved.more": "{moves}; и ещё {n:number}",
    "recommend.more": "… и ещё вариантов: {n:number} (полностью: ключ --json)",
    "recommend.none": "Ни одного варианта нет.",
    "recommend.refused": "Нельзя: {n:number}",
    "recommend.refused.line": "{name}: {why}",
    "recommend.refused.more": "… и ещё {n:number} (полностью: ключ --json)",
    "recommend.refused.specialty": "Кроме того, не подходят по специальности: {n:number}.",
    "violation.blocking-pair": "Появилась бы пара, которой вместе лучше: {applicant} и место {position}.",
    "violation.no-matching": "При этом условии распределить остальных нельзя.",
    "violation.not-in-time": "За отведённое время не доказано, что вышло бы лучше всего.",
    "breach.capacity": "Свободных мест нет, всего их {capacity:number}.",
    "move.to": "{applicant}: {before} → {after}",
    "move.nowhere": "без места",
}

EN: Mapping[str, str] = {
    "command.recommend": "Find the best places for one more applicant, or the best applicants for one seat.",
    "option.applicant": "Id of the applicant who needs a place.",
    "option.position": "Id of the position with a seat to fill.",
    "option.moves": "Allow others to move: for each choice everyone is placed anew, as well as can be.",
    "option.placed": "Offer also those who are placed elsewhere and would come here.",
    "problem.not-in-round": "{name}: the round has none such, or nothing to offer in its periods",
    "problem.not-of-round": (
        "{named}: the round can have no such line (no such applicant, position or period, or the line stands twice). "
        "If the round has changed since, first: praktika replan"
    ),
    "problem.needs-levels": "others may move only under the mechanism optimal, and the policy says {mechanism}",
    "problem.one-of-two": "give one of the two: --applicant or --position",
    "recommend.applicant": "The best places: {name}",
    "recommend.position": "The best applicants: {name}",
    "recommend.added": "No seat is free there, so all below is said of one more, added seat.",
    "recommend.stay": "Everyone else stays in place.",
    "recommend.moves": "Others may move: for each choice everyone is placed anew, as well as can be.",
    "recommend.standing": "Broken as it stands: {n:number}. Mend this first (the verb judge names each).",
    "recommend.option": "{n}. {name}",
    "recommend.changes": "Changes: {changes}.",
    "recommend.same": "No level changes.",
    "recommend.leaves": "Would leave: {position}.",
    "recommend.moved": "{n:number} more {n:plural:person|people} would move: {moves}.",
    "recommend.moved.more": "{moves}; and {n:number} more",
    "recommend.more": "… and {n:number} more (all of them: option --json)",
    "recommend.none": "No place is possible.",
    "recommend.refused": "Impossible: {n:number}",
    "recommend.refused.line": "{name}: {why}",
    "recommend.refused.more": "… and {n:number} more (all of them: option --json)",
    "recommend.refused.specialty": "Besides, of another specialty: {n:number}.",
    "violation.blocking-pair": "A pair would be better off together: {applicant} and {position}.",
    "violation.no-matching": "With this condition the others cannot be placed.",
    "violation.not-in-time": "Within the time allowed it was not proved what would be best.",
    "breach.capacity": "Taken: {capacity:number} of {capacity:number} {capacity:plural:seat|seats}.",
    "move.to": "{applicant}: {before} → {after}",
    "move.nowhere": "no place",
}
