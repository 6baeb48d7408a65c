"""Words for what one seat more or fewer is worth."""

from collections.abc import Mapping

RU: Mapping[str, str] = {
    "report.seats": "Где нужнее всего ещё одно место",
    "report.seats.caption": (
        "Что изменится, если добавить одно место, и что даёт последнее из имеющихся. Каждый раз всё распределено "
        "заново, лучшим образом: кто-то ещё получит место, а суммы по следующим целям могут и ухудшиться. "
        "Вверху те, где ещё одно место даёт больше всего."
    ),
    "report.seats.none": "Ещё одно место где бы то ни было ничего не меняет.",
    "report.seats.more": "Показано {shown:number} из {n:number}. Все — в таблице Excel.",
    "sheet.seats": "Ценность мест",
    "column.next-seat": "Ещё одно место даст",
    "column.last-seat": "Последнее место даёт",
    "column.order": "№",
    "seat.kind.host": "все места предприятия",
    "seat.kind.position": "{name}",
    "seat.kind.mentor": "наставник {name}",
    "seat.kind.agreement": "договор {name}",
    "seat.kind.quota-maximum": "квота {name}, не больше",
    "seat.kind.quota-minimum": "квота {name}, не меньше",
    "seat.same": "ничего",
    "seat.no-seat": "мест нет",
    "seat.no-matching": "иначе распределить нельзя",
    "change.placed": "{value:signed} {value:plural:человек|человека|человек} с местом",
    "change.agreements": "{value:signed} {value:plural:договор|договора|договоров}",
    "change.employment": "{value:signed} ожидаемых трудоустройств",
    "change.utility": "{value:signed} полезности",
    "change.preference.rank-sum": "{value:signed} к сумме приоритетов",
    "change.priority": "{value:signed} к сумме приоритетов предприятий",
    "change.distance": "{value:signed} км в сумме",
    "change.cost": "{value:signed} руб. в сумме",
    "change.changes": "{value:signed} {value:plural:изменение|изменения|изменений}",
    "change.balance": "{value:signed} к разнице между группами",
    "change.rank": "{rank}-й приоритет: {n:signed}",
    "change.unranked": "без приоритета: {n:signed}",
    "change.tier": "{rank}-я очередь: {n:signed}",
}

EN: Mapping[str, str] = {
    "report.seats": "Where one more seat is needed most",
    "report.seats.caption": (
        "What changes with one more seat, and what the last of those at hand brings. Each time everyone is placed "
        "anew, as well as can be: somebody more gets a place, and the sums of later goals may even fall back. "
        "On top is where one more seat brings most."
    ),
    "report.seats.none": "One more seat, wherever it be, changes nothing.",
    "report.seats.more": "{shown:number} of {n:number} are shown. The Excel table has all.",
    "sheet.seats": "Worth of seats",
    "column.next-seat": "One more seat brings",
    "column.last-seat": "The last seat brings",
    "column.order": "No.",
    "seat.kind.host": "all places of the host",
    "seat.kind.position": "{name}",
    "seat.kind.mentor": "mentor {name}",
    "seat.kind.agreement": "agreement {name}",
    "seat.kind.quota-maximum": "quota {name}, at most",
    "seat.kind.quota-minimum": "quota {name}, at least",
    "seat.same": "nothing",
    "seat.no-seat": "has no seats",
    "seat.no-matching": "nobody could be placed otherwise",
    "change.placed": "{value:signed} {value:plural:person|people} with a place",
    "change.agreements": "{value:signed} {value:plural:agreement|agreements}",
    "change.employment": "{value:signed} expected to be employed",
    "change.utility": "{value:signed} of utility",
    "change.preference.rank-sum": "{value:signed} in the sum of ranks",
    "change.priority": "{value:signed} in the sum of the hosts' priorities",
    "change.distance": "{value:signed} km in all",
    "change.cost": "{value:signed} roubles in all",
    "change.changes": "{value:signed} {value:plural:change|changes}",
    "change.balance": "{value:signed} between the groups",
    "change.rank": "choice {rank}: {n:signed}",
    "change.unranked": "unranked: {n:signed}",
    "change.tier": "tier {rank}: {n:signed}",
}
