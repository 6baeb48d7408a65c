"""Words for repairing an earlier matching with few moves."""

from collections.abc import Mapping

RU: Mapping[str, str] = {
    "command.replan": "Перераспределить после изменений так, чтобы сменить место пришлось немногим.",
    "option.earlier": "Прежнее распределение: matching.csv или result.json.",
    "option.max_changes": "Самое большее столько человек могут сменить прежнее место.",
    "option.frontier": "Показать, что дают перестановки: лучшее, что достижимо при разном их числе.",
    "problem.two-places": "{name}: в прежнем распределении два места на один период",
    "replan.heading": "Что меняется в прежнем распределении",
    "replan.counts": (
        "Остаются на месте: {kept:number}. Меняют или теряют место: {moves:number}, из них вынужденно: "
        "{forced:number}. Выбыли сами (не считаются): {withdrawn:number}. Получают место впервые: {placed:number}."
    ),
    "replan.proved": (
        "Меньше перестановок, не оставив без места ещё кого-то, невозможно: доказано. Место есть у стольких людей, у "
        "скольких оно вообще может быть, а прежних мест при этом меняется как можно меньше."
    ),
    "replan.unproved": "Не доказано, что перестановок не может быть меньше.",
    "replan.budget": "Больше {n:number} {n:plural:перестановки|перестановок|перестановок} не разрешено.",
    "replan.too-few": (
        "Разрешено перестановок: {n:number}, а нужно не меньше {fewest:number}: иначе не соблюсти обязательные условия."
    ),
    "replan.nothing": "Менять ничего не нужно.",
    "replan.moved": "{applicant}: {before} → {after}. {why}",
    "replan.cause.placed": "Раньше места не было.",
    "replan.cause.makes-room": "Прежнее место {n:plural:получает|получают|получают} {names}.",
    "replan.cause.level": "Так лучше для целей раунда.",
    "replan.cause.vanished": "Вынужденно: такого места больше нет.",
    "replan.cause.forced": "Вынужденно. {why}",
    "replan.cause.condition": "Остаться могли не все. {why}",
    "replan.frontier": "Что дают перестановки",
    "replan.frontier.row": "Перестановок: {n:number}",
    "replan.frontier.note": "Каждая строка доказана: лучше при таком числе перестановок нельзя.",
    "replan.written": "Проверить: praktika judge {round} {matching} --certificate {certificate}",
}

EN: Mapping[str, str] = {
    "command.replan": "Repair a matching after changes, so that few have to move.",
    "option.earlier": "The earlier matching: matching.csv or result.json.",
    "option.max_changes": "At most so many may leave their earlier place.",
    "option.frontier": "Show what moves buy: the best that different numbers of them reach.",
    "problem.two-places": "{name}: the earlier matching gives two places in one period",
    "replan.heading": "What changes in the earlier matching",
    "replan.counts": (
        "Stay in place: {kept:number}. Change or lose their place: {moves:number}, of these forced: "
        "{forced:number}. Withdrew (not counted): {withdrawn:number}. Get a place for the first time: {placed:number}."
    ),
    "replan.proved": (
        "Fewer moves, without leaving somebody more without a place, are impossible: proved. As many people have a "
        "place as can have one at all, and as few earlier places as possible change for it."
    ),
    "replan.unproved": "It is not proved that there could be no fewer moves.",
    "replan.budget": "No more than {n:number} {n:plural:move|moves} allowed.",
    "replan.too-few": (
        "{n:number} {n:plural:move is|moves are} allowed, but at least {fewest:number} are needed to keep all hard "
        "conditions."
    ),
    "replan.nothing": "Nothing has to change.",
    "replan.moved": "{applicant}: {before} → {after}. {why}",
    "replan.cause.placed": "Had no place before.",
    "replan.cause.makes-room": "The earlier place {n:plural:goes|goes} to {names}.",
    "replan.cause.level": "Better for the levels of the round.",
    "replan.cause.vanished": "Forced: the place is no more.",
    "replan.cause.forced": "Forced. {why}",
    "replan.cause.condition": "Not everyone could stay. {why}",
    "replan.frontier": "What moves buy",
    "replan.frontier.row": "Moves: {n:number}",
    "replan.frontier.note": "Every line is proved: with so many moves nothing better is possible.",
    "replan.written": "To check: praktika judge {round} {matching} --certificate {certificate}",
}
