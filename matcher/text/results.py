"""Sentences about results: figures, levels and their proof, reasons, conflicts, verdicts, and the words on reports."""

RU: dict[str, str] = {
    # how many, in the words of the round's kind
    "people.internship": "{n:plural:студент|студента|студентов}",
    "people.vacancy": "{n:plural:выпускник|выпускника|выпускников}",
    "people.teacher-internship": "{n:plural:преподаватель|преподавателя|преподавателей}",
    "people.teaching": "{n:plural:специалист|специалиста|специалистов}",
    "people.of.internship": "{n:plural:студента|студентов|студентов}",
    "people.of.vacancy": "{n:plural:выпускника|выпускников|выпускников}",
    "people.of.teacher-internship": "{n:plural:преподавателя|преподавателей|преподавателей}",
    "people.of.teaching": "{n:plural:специалиста|специалистов|специалистов}",
    "summary.placed": "Распределено {placed:number} из {needs:number} {people}",
    "summary.placed.periods": "Занято {placed:number} из {needs:number} мест, считая каждый период каждого человека",
    "summary.dates": "{starts_on:date} – {ends_on:date}",
    "summary.unplaced": "Без места: {n:number}",
    "summary.unplaced.more": "… и ещё {n:number}: полный список в отчёте (ключ --report, файл report.html)",
    "summary.everyone": "Место есть у каждого.",
    "summary.not-asked": "Таблицы пожеланий в раунде нет: все подходящие места считались равно желанными.",
    "status.optimal": "Лучше распределить нельзя: это доказано.",
    "status.optimal.mechanism": "Распределение найдено точно по выбранному порядку.",
    "status.feasible": "Распределение есть, но не доказано, что лучше нельзя.",
    "status.infeasible": "Распределения нет: обязательные условия противоречат друг другу.",
    "status.none": "За отведённое время распределение не найдено.",
    "mechanism.optimal": "Уровни цели выполнялись строго по порядку: следующий никогда не ухудшает предыдущий.",
    "mechanism.applicant-proposing": (
        "Места распределены по спискам обеих сторон в пользу участников: нет двоих (участник и предприятие), "
        "кому обоим было бы лучше друг с другом."
    ),
    "mechanism.position-proposing": (
        "Места распределены по спискам обеих сторон в пользу предприятий: нет двоих (участник и предприятие), "
        "кому обоим было бы лучше друг с другом."
    ),
    "mechanism.serial": "Участники выбирали места по очереди; очередь задана правилами раунда.",
    # levels
    "level.heading": "Уровень {number}. {name}",
    "level.placed": "Как можно больше людей с местом",
    "level.agreements": "Как можно больше действующих долгосрочных договоров",
    "level.employment": "Как можно больше будущих трудоустроенных",
    "level.utility": "Как можно большая заданная полезность",
    "level.preference.rank-sum": "Как можно лучшие приоритеты в сумме",
    "level.preference.rank-maximal": "Как можно больше первых приоритетов, затем вторых и далее",
    "level.preference.generous": "Как можно меньше последних приоритетов, затем предпоследних и далее",
    "level.priority": "Как можно лучшие приоритеты предприятий",
    "level.distance": "Как можно ближе к дому",
    "level.cost": "Как можно дешевле",
    "level.changes": "Как можно меньше изменений в прежнем плане",
    "level.tier": "Сначала договоры первой очереди, затем второй и далее",
    "level.balance": "Как можно ровнее между группами",
    "value.placed": "{value:number} {value:plural:человек|человека|человек}",
    "value.agreements": "{value:number} {value:plural:договор|договора|договоров}",
    "value.employment": "ожидается {value:number}",
    "value.utility": "{value:number}",
    "value.preference.rank-sum": "сумма приоритетов {value:number} (меньше — лучше)",
    "value.priority": "сумма приоритетов предприятий {value:number} (меньше — лучше)",
    "value.distance": "{value:number} км в сумме",
    "value.cost": "{value:number} руб. в сумме",
    "value.changes": "{value:number} {value:plural:изменение|изменения|изменений}",
    "value.balance": "{value:number}",
    "value.rank": "{rank}-й: {n:number}",
    "value.unranked": "без приоритета: {n:number}",
    "value.tier": "{rank}-я очередь: {n:number}",
    "proof.certified.more": "больше невозможно: доказано и проверяемо",
    "proof.certified.less": "меньше невозможно: доказано и проверяемо",
    "proof.certified.better": "лучше невозможно: доказано и проверяемо",
    "proof.proved.more": "больше невозможно: доказано программой",
    "proof.proved.less": "меньше невозможно: доказано программой",
    "proof.proved.better": "лучше невозможно: доказано программой",
    "proof.bound.more": "доказано лишь, что не больше: {bound}",
    "proof.bound.less": "доказано лишь, что не меньше: {bound}",
    "proof.bound.better": "доказана лишь граница: {bound}",
    "proof.checkable": "проверяемо доказана граница {bound}",
    "proof.none": "не доказано, что лучше нельзя",
    "proof.given-earlier": "при том, что достигнуто на уровнях выше",
    "proof.how": (
        "К уровню приложены цены мест и других условий. Для каждого участника складывается лучшее, что он мог бы "
        "получить сверх цены места, и к сумме прибавляются сами цены. Никакое распределение не может дать больше этой "
        "суммы, а найденное даёт ровно столько. Сложение занимает один проход по допустимым парам и "
        "не требует решателя."
    ),
    "proof.solver": (
        "Где не сказано «проверяемо», доказательство дал решатель, и независимо от него оно пока не проверено."
    ),
    "proof.check": "Проверить самостоятельно: praktika judge РАУНД matching.csv --certificate certificate.json",
    "proof.figures": "Достигнуто: {value}. Граница: {bound}.",
    "proof.blocking": "Пар (участник и место), где обоим было бы лучше друг с другом: {n:number}.",
    "proof.blocking.meaning": (
        "Это не ошибка: уровни цели поставлены выше. Чтобы таких пар не было, выберите механизм с устойчивостью."
    ),
    "warning.minimise-before-placed": (
        "Уровень «{level}» стоит раньше уровня «размещено»: он выгоднее всего, когда не размещён никто. "
        "Поставьте «размещено» первым, если места должны получить все, кому можно."
    ),
    "warning.no-placed-level": (
        "Среди уровней цели нет уровня «размещено»: кто-то может остаться без места, хотя места есть."
    ),
    # reasons
    "reason.no-eligible-place": "Некуда направить.",
    "reason.no-eligible-place.specialty": "Не по специальности мест: {n:number}.",
    "reason.no-eligible-place.rules": "Чаще всего не выполнено: {rules}.",
    "reason.no-eligible-place.besides": "Кроме того, не выполнено: {rules}.",
    "reason.rule": "«{rule}» (мест: {n:number})",
    "reason.competition": (
        "{n:plural:Подходит|Подходят|Подходит} {n:number} {n:plural:место|места|мест}, но там уже другие "
        "({taken:number} {taken:plural:человек|человека|человек}): {positions}."
    ),
    "reason.competition.free": (
        "{n:plural:Подходит|Подходят|Подходит} {n:number} {n:plural:место|места|мест}, но порядок уровней никого туда "
        "больше не направляет: {positions}."
    ),
    "reason.condition": (
        "{n:plural:Подходит|Подходят|Подходит} {n:number} {n:plural:место|места|мест}, свободные есть "
        "({free:number}), но занять их не дают условия: {conditions}. Места: {positions}."
    ),
    "reason.level-trade": (
        "{n:plural:Подходит|Подходят|Подходит} {n:number} {n:plural:место|места|мест}, свободные есть "
        "({free:number}), но тогда пострадал бы уровень цели, который правила раунда ставят выше. Места: {positions}."
    ),
    "reason.and-more": "{positions} и другие",
    "reason.unknown": "Причина: {code}.",
    # conditions on the whole matching
    "condition.capacity": "число мест",
    "condition.host-capacity": "число мест на предприятии",
    "condition.position-capacity": "число мест в одни и те же дни",
    "condition.at-a-time": "одно место в одни и те же дни",
    "condition.minimum": "минимум группы",
    "condition.host-minimum": "минимум предприятия",
    "condition.max-minors": "предел несовершеннолетних",
    "condition.beds": "число коек",
    "condition.companions": "кто идёт только вместе",
    "condition.quota": "квота",
    "condition.mentor": "число наставников",
    "condition.supervisor": "число руководителей от колледжа",
    "condition.agreement": "места по договорам",
    "condition.max-changes": "предел изменений",
    "condition.lock-assigned": "закрепления вручную",
    # conflicts
    "conflict.pair": "Закрепление вручную: {applicant}, место {position}{why}. Не выполнено правило «{rule}». {broken}",
    "conflict.why": " ({reason})",
    "conflict.capacity": "На место {position} закреплено вручную: {fixed:number}, а мест там: {capacity:number}.",
    "conflict.host-capacity": (
        "На предприятие {host} закреплено вручную: {fixed:number}, а принять одновременно оно может: {capacity:number}."
    ),
    "conflict.position-capacity": (
        "На место {position} закреплено вручную в одни и те же дни: {fixed:number}, а мест там: {capacity:number}."
    ),
    "conflict.remedy": "Что изменить: снять лишнее закрепление или исправить данные, на которые указано выше.",
    "conflict.unnamed": (
        "Какие именно, программа пока не называет. Проверьте минимумы, квоты, закрепления, тех, кто идёт "
        "только вместе, и предел изменений."
    ),
    "conflict.unknown": "Противоречат друг другу: {rules}.",
    # verdict
    "verdict.accepted": "Распределение принято: все обязательные правила соблюдены.",
    "verdict.rejected": "Распределение не принято.",
    "verdict.violations": "Нарушений: {n:number}",
    "verdict.claims": "Заявлено, но не подтвердилось: {n:number}",
    "verdict.blocking": "Пары, которым обоим было бы лучше друг с другом: {n:number}",
    "verdict.blocking.forbidden": "Правила раунда требуют, чтобы таких пар не было.",
    "verdict.blocking.excused": (
        "Правила раунда требуют, чтобы таких пар не было, но в результате прямо сказано, что другие условия этого "
        "не допускают и меньше пар быть не может."
    ),
    "verdict.pair": "{applicant}, место {position}",
    "verdict.pair.sentence": "{applicant}, место {position}: {sentence}",
    "verdict.more": "… и ещё {n:number} (полностью: ключ --json)",
    "verdict.no-certificate": (
        "Границы не проверялись: для этого нужны mechanism: optimal и файл certificate.json (ключ --certificate)."
    ),
    "violation.capacity": "На месте {position} занято {taken:number}, а мест {capacity:number}.",
    "violation.host-capacity": (
        "На предприятии {host} одновременно занято {taken:number}, а принять оно может {capacity:number}."
    ),
    "violation.position-capacity": (
        "На месте {position} одновременно занято {taken:number}, а мест {capacity:number}."
    ),
    "violation.several-places": (
        "У участника {applicant} в одном периоде {count:number} {count:plural:место|места|мест}, а должно быть одно."
    ),
    "violation.unknown-need": "{applicant}: такого участника в раунде нет или в этом периоде место ему не нужно.",
    "violation.unknown-place": "{position}: такого места в раунде нет или в этом периоде оно закрыто.",
    "violation.lock-assigned": (
        "{applicant} не на месте {position}, за которым закреплён(а) вручную. Причина закрепления: {reason}."
    ),
    "violation.at-a-time": (
        "{applicant}: {count:number} {count:plural:место|места|мест} в одни и те же дни (периоды: {periods:list})."
    ),
    "violation.minimum": (
        "На месте {position} занято {taken:number}, а нужно не меньше {minimum:number} (ни одного — если место может "
        "остаться закрытым)."
    ),
    "violation.host-minimum": "На предприятии {host} занято {taken:number}, а нужно не меньше {minimum:number}.",
    "violation.max-minors": (
        "На месте {position} несовершеннолетних {taken:number}, а можно не больше {maximum:number}."
    ),
    "violation.beds": "На месте {position} жильё нужно {taken:number}, а коек {beds:number}.",
    "violation.companions": (
        "«{companions_id}» должны быть на одном предприятии или все без места. Размещены: {hosts:list}; без места: "
        "{unplaced:list}."
    ),
    "violation.quota.low": "Квота «{quota_id}»: набралось {count:number}, а нужно не меньше {minimum:number}.",
    "violation.quota.high": "Квота «{quota_id}»: набралось {count:number}, а можно не больше {maximum:number}.",
    "violation.max-changes": "В прежнем плане изменено мест: {moved:number}, а можно не больше {maximum:number}.",
    "violation.mentor": "На предприятии {host} не хватает наставников: без них мест {missing:number}.",
    "violation.mentor-unknown": "{applicant}: наставника {mentor_id} нет в таблице наставников.",
    "violation.mentor-host": (
        "{applicant}: наставник {mentor_id} — с предприятия {mentor_host}, а место практики на предприятии {host}."
    ),
    "violation.mentor-specialty": (
        "{applicant}: наставник {mentor_id} ведёт специальности {covered:list}, а у участника {specialty:known}."
    ),
    "violation.mentor-load": "К наставнику {mentor_id} записано {taken:number}, а можно не больше {capacity:number}.",
    "violation.mentor-shares": (
        "При таких наставниках другим участникам наставника не хватает: без него мест {missing:number}."
    ),
    "violation.supervisor": "Не хватает руководителей практики от колледжа: без них мест {missing:number}.",
    "violation.agreement": "В договорах с предприятием {host} не хватает мест: {missing:number}.",
    "violation.unknown": "Нарушено правило {code}.",
    "value.nothing": "ничего",
    # check
    "check.heading": "Кому куда можно",
    "check.counts": (
        "{people:number} {who}, {places:number} {places:plural:место|места|мест} практики, допустимых пар "
        "{pairs:number} из {candidates:number}."
    ),
    "check.histogram": "Сколько мест подходит каждому",
    "check.bin.one": "{low} {low:plural:место|места|мест}",
    "check.bin.range": "от {low} до {high} мест",
    "check.bin.more": "{low} и больше",
    "check.rules": "Какие пары исключены и каким правилом",
    "check.rules.note": "Одну пару могут исключать несколько правил.",
    "check.rules.none": "Ни одна пара не исключена.",
    "check.nowhere": "Некуда направить: {n:number}",
    "check.nowhere.none": "Каждому подходит хотя бы одно место.",
    # words on pages and sheets
    "report.figure.placed": "с местом",
    "report.figure.first": "по 1-му приоритету",
    "report.figure.employed": "ожидаемо трудоустроенных",
    "report.figure.agreements": "действует долгосрочных договоров",
    "report.figure.unplaced": "без места",
    "report.figure.hosts": "предприятий принимают",
    "report.figure.seats": "мест занято",
    "report.of": "из {n:number}",
    "report.percent": "{percent:number} %",
    "report.heading": "Итог распределения",
    "report.nav": "Разделы отчёта",
    "report.warnings": "Обратите внимание",
    "report.wishes": "По какому приоритету",
    "report.wishes.caption": "Сколько мест получено по 1-му, 2-му, … приоритету студента",
    "chart.flows": "Куда идут специальности",
    "chart.other-hosts": "ещё {n:number} {n:plural:предприятие|предприятия|предприятий}",
    "chart.towns": "Откуда и куда едут",
    "report.hosts-fill": "Заполнение предприятий",
    "report.hosts-fill.caption": "Занято мест из возможных; бледная полоса показывает свободное",
    "report.hosts-fill.first": (
        "На рисунке {n:number} {n:plural:предприятие|предприятия|предприятий} с наибольшим числом мест, в таблице все."
    ),
    "report.as-table": "Показать таблицей",
    "report.levels": "Чего удалось достичь",
    "report.proof": "Как это доказано",
    "report.unplaced": "Без места и почему",
    "report.placements": "Распределение по группам",
    "report.by-host": "Предприятия и кого они принимают",
    "report.no-group": "Без группы",
    "report.conflicts": "Что противоречит друг другу",
    "report.nobody": "Никого",
    "report.rank": "{rank}-й приоритет",
    "report.unranked": "без приоритета",
    "report.no-advice": "Правила с юридическим основанием — настройка программы, а не юридическая консультация.",
    "report.unverified": "Основание не проверено по источнику: {rules}.",
    "report.facts": "Раунд {round_id}, зерно жребия {seed}, отпечаток данных {sha}.",
    "column.name": "ФИО",
    "column.number": "Номер",
    "column.group": "Группа",
    "column.period": "Период",
    "column.starts": "Начало",
    "column.ends": "Окончание",
    "column.host": "Предприятие",
    "column.position": "Место",
    "column.locality": "Населённый пункт",
    "column.rank": "Приоритет",
    "column.mentor": "Наставник",
    "column.km": "Км",
    "column.reason": "Причина",
    "column.taken": "Занято",
    "column.capacity": "Мест",
    "column.free": "Свободно",
    "column.people": "Человек",
    "column.share": "Доля",
    "column.level": "Уровень",
    "column.value": "Достигнуто",
    "column.proof": "Доказательство",
    "column.rule": "Правило",
    "column.pairs": "Пар",
    "column.places": "Подходит мест",
    "column.figure": "Показатель",
    "sheet.placements": "Распределение",
    "sheet.hosts": "По предприятиям",
    "sheet.unplaced": "Не распределены",
    "sheet.totals": "Итоги",
    "sheet.page": "Стр. {page} из {pages}",
}

EN: dict[str, str] = {
    "people.internship": "{n:plural:student|students}",
    "people.vacancy": "{n:plural:graduate|graduates}",
    "people.teacher-internship": "{n:plural:teacher|teachers}",
    "people.teaching": "{n:plural:specialist|specialists}",
    "people.of.internship": "{n:plural:student|students}",
    "people.of.vacancy": "{n:plural:graduate|graduates}",
    "people.of.teacher-internship": "{n:plural:teacher|teachers}",
    "people.of.teaching": "{n:plural:specialist|specialists}",
    "summary.placed": "Placed {placed:number} of {needs:number} {people}",
    "summary.placed.periods": "Filled {placed:number} of {needs:number} places, each person counted in each period",
    "summary.dates": "{starts_on:date} – {ends_on:date}",
    "summary.unplaced": "Without a place: {n:number}",
    "summary.unplaced.more": "… and {n:number} more: the report lists everyone (option --report, file report.html)",
    "summary.everyone": "Everyone has a place.",
    "summary.not-asked": "The round has no table of wishes: all eligible places counted as equally welcome.",
    "status.optimal": "Nothing better is possible: this is proved.",
    "status.optimal.mechanism": "The matching was found exactly as the chosen procedure asks.",
    "status.feasible": "There is a matching, but it is not proved that nothing better is possible.",
    "status.infeasible": "There is no matching: hard conditions contradict each other.",
    "status.none": "No matching was found within the time allowed.",
    "mechanism.optimal": "The levels were served strictly in order: a later one never harms an earlier one.",
    "mechanism.applicant-proposing": (
        "Places were given by the lists of both sides in the applicants' favour: no applicant and host would both be "
        "better off with each other."
    ),
    "mechanism.position-proposing": (
        "Places were given by the lists of both sides in the hosts' favour: no applicant and host would both be "
        "better off with each other."
    ),
    "mechanism.serial": "Applicants chose one after another, in the order the policy sets.",
    "level.heading": "Level {number}. {name}",
    "level.placed": "As many people with a place as possible",
    "level.agreements": "As many long-term agreements active as possible",
    "level.employment": "As many later employed as possible",
    "level.utility": "As much of the given utility as possible",
    "level.preference.rank-sum": "The best ranks possible, in sum",
    "level.preference.rank-maximal": "As many first choices as possible, then second, and so on",
    "level.preference.generous": "As few last choices as possible, then last but one, and so on",
    "level.priority": "The best priorities of the hosts possible",
    "level.distance": "As close to home as possible",
    "level.cost": "As cheap as possible",
    "level.changes": "As few changes to the earlier plan as possible",
    "level.tier": "Agreements of the first tier first, then the second, and so on",
    "level.balance": "As even between groups as possible",
    "value.placed": "{value:number} {value:plural:person|people}",
    "value.agreements": "{value:number} {value:plural:agreement|agreements}",
    "value.employment": "{value:number} expected",
    "value.utility": "{value:number}",
    "value.preference.rank-sum": "sum of ranks {value:number} (less is better)",
    "value.priority": "sum of the hosts' priorities {value:number} (less is better)",
    "value.distance": "{value:number} km in all",
    "value.cost": "{value:number} roubles in all",
    "value.changes": "{value:number} {value:plural:change|changes}",
    "value.balance": "{value:number}",
    "value.rank": "choice {rank}: {n:number}",
    "value.unranked": "unranked: {n:number}",
    "value.tier": "tier {rank}: {n:number}",
    "proof.certified.more": "more is impossible: proved and checkable",
    "proof.certified.less": "less is impossible: proved and checkable",
    "proof.certified.better": "nothing better is possible: proved and checkable",
    "proof.proved.more": "more is impossible: proved by the program",
    "proof.proved.less": "less is impossible: proved by the program",
    "proof.proved.better": "nothing better is possible: proved by the program",
    "proof.bound.more": "proved only that it is at most: {bound}",
    "proof.bound.less": "proved only that it is at least: {bound}",
    "proof.bound.better": "only a bound is proved: {bound}",
    "proof.checkable": "the bound {bound} is proved and open to check",
    "proof.none": "not proved that nothing better is possible",
    "proof.given-earlier": "given what the levels above attain",
    "proof.how": (
        "A level comes with prices of the places and other conditions. For each applicant we add the best that could "
        "be had above the price of a place, and then the prices themselves. No matching can give more than this sum, "
        "and the one found gives exactly as much. The sum takes one pass over the eligible pairs and no solver."
    ),
    "proof.solver": (
        "Where it does not say “checkable”, the proof is the solver's, and nothing independent has confirmed it yet."
    ),
    "proof.check": "Check it yourself: praktika judge ROUND matching.csv --certificate certificate.json",
    "proof.figures": "Attained: {value}. Bound: {bound}.",
    "proof.blocking": "Pairs (applicant and position) who would both be better off with each other: {n:number}.",
    "proof.blocking.meaning": (
        "This is no fault: the policy puts its levels first. A stable mechanism makes this number zero."
    ),
    "warning.minimise-before-placed": (
        "The level “{level}” stands before the level `placed`: it is served best when nobody is placed. "
        "Put `placed` first if everyone who can should have a place."
    ),
    "warning.no-placed-level": (
        "The level `placed` is not among the objectives: someone may stay without a place though there are places."
    ),
    "reason.no-eligible-place": "Nowhere to go.",
    "reason.no-eligible-place.specialty": "Places for other specialties: {n:number}.",
    "reason.no-eligible-place.rules": "Most often not met: {rules}.",
    "reason.no-eligible-place.besides": "Besides, not met: {rules}.",
    "reason.rule": "“{rule}” (places: {n:number})",
    "reason.competition": (
        "{n:number} {n:plural:position is|positions are} eligible, but taken by others "
        "({taken:number} {taken:plural:person|people}): {positions}."
    ),
    "reason.competition.free": (
        "{n:number} {n:plural:position is|positions are} eligible, but the order of levels sends nobody "
        "there any more: {positions}."
    ),
    "reason.condition": (
        "{n:number} {n:plural:position is|positions are} eligible, {free:number} with free seats, but conditions keep "
        "them out: {conditions}. Positions: {positions}."
    ),
    "reason.level-trade": (
        "{n:number} {n:plural:position is|positions are} eligible, {free:number} with free seats, but a level that the "
        "policy puts first would lose by it. Positions: {positions}."
    ),
    "reason.and-more": "{positions} and others",
    "reason.unknown": "Reason: {code}.",
    "condition.capacity": "seats",
    "condition.host-capacity": "seats of the host",
    "condition.position-capacity": "seats on the same days",
    "condition.at-a-time": "one place on the same days",
    "condition.minimum": "minimum of a position",
    "condition.host-minimum": "minimum of a host",
    "condition.max-minors": "limit of minors",
    "condition.beds": "beds",
    "condition.companions": "who goes together only",
    "condition.quota": "quota",
    "condition.mentor": "mentors",
    "condition.supervisor": "supervisors of the college",
    "condition.agreement": "seats of agreements",
    "condition.max-changes": "limit of changes",
    "condition.lock-assigned": "locks",
    "conflict.pair": "Fixed by hand: {applicant} at {position}{why}. The rule “{rule}” is not met. {broken}",
    "conflict.why": " ({reason})",
    "conflict.capacity": "Fixed by hand at {position}: {fixed:number}, but it has {capacity:number} seats.",
    "conflict.host-capacity": (
        "Fixed by hand at the host {host}: {fixed:number}, but it takes {capacity:number} at one time."
    ),
    "conflict.position-capacity": (
        "Fixed by hand at {position} on the same days: {fixed:number}, but it has {capacity:number} seats."
    ),
    "conflict.remedy": "What to change: remove a lock too many, or correct the data named above.",
    "conflict.unnamed": (
        "Which of them, the program does not name yet. Look at minimums, quotas, locks, companions and the limit of "
        "changes."
    ),
    "conflict.unknown": "These contradict each other: {rules}.",
    "verdict.accepted": "The matching is accepted: it obeys every hard rule.",
    "verdict.rejected": "The matching is rejected.",
    "verdict.violations": "Violations: {n:number}",
    "verdict.claims": "Claimed but not confirmed: {n:number}",
    "verdict.blocking": "Pairs who would both be better off with each other: {n:number}",
    "verdict.blocking.forbidden": "The policy allows no such pairs.",
    "verdict.blocking.excused": (
        "The policy allows no such pairs, but the result says openly that the other conditions leave no matching "
        "without them, and that there cannot be fewer."
    ),
    "verdict.pair": "{applicant} and {position}",
    "verdict.pair.sentence": "{applicant} at {position}: {sentence}",
    "verdict.more": "… and {n:number} more (all of them: option --json)",
    "verdict.no-certificate": (
        "No bound was checked: that takes mechanism: optimal and the file certificate.json (option --certificate)."
    ),
    "violation.capacity": "{position}: {taken:number} taken, but it has {capacity:number} seats.",
    "violation.host-capacity": "{host}: {taken:number} taken at one time, but it takes {capacity:number}.",
    "violation.position-capacity": "{position}: {taken:number} taken at one time, but it has {capacity:number} seats.",
    "violation.several-places": (
        "{applicant} has {count:number} {count:plural:place|places} in one period; there must be one."
    ),
    "violation.unknown-need": "{applicant}: no such applicant in the round, or no place is needed in this period.",
    "violation.unknown-place": "{position}: no such position in the round, or it is not open in this period.",
    "violation.lock-assigned": "{applicant} is not at {position}, where a lock puts them. Its reason: {reason}.",
    "violation.at-a-time": (
        "{applicant}: {count:number} {count:plural:place|places} on the same days (periods: {periods:list})."
    ),
    "violation.minimum": (
        "{position}: {taken:number} taken, but it needs at least {minimum:number} (none, if it may stay closed)."
    ),
    "violation.host-minimum": "{host}: {taken:number} taken, but it needs at least {minimum:number}.",
    "violation.max-minors": "{position}: {taken:number} under 18, but at most {maximum:number} may be.",
    "violation.beds": "{position}: {taken:number} need housing, but the beds number {beds:number}.",
    "violation.companions": (
        "“{companions_id}” go to one host together or have no place at all. Placed: {hosts:list}; without a place: "
        "{unplaced:list}."
    ),
    "violation.quota.low": "Quota “{quota_id}”: {count:number} reached, but at least {minimum:number} are needed.",
    "violation.quota.high": "Quota “{quota_id}”: {count:number} reached, but at most {maximum:number} are allowed.",
    "violation.max-changes": "Earlier places given up: {moved:number}, but at most {maximum:number} may be.",
    "violation.mentor": "{host}: too few mentors; seats without one: {missing:number}.",
    "violation.mentor-unknown": "{applicant}: the mentor {mentor_id} is not in the table of mentors.",
    "violation.mentor-host": "{applicant}: the mentor {mentor_id} is of {mentor_host}, but the place is at {host}.",
    "violation.mentor-specialty": (
        "{applicant}: the mentor {mentor_id} covers the specialties {covered:list}, not {specialty:known}."
    ),
    "violation.mentor-load": "The mentor {mentor_id} is given {taken:number}, but takes at most {capacity:number}.",
    "violation.mentor-shares": "With these mentors others are left without one; seats: {missing:number}.",
    "violation.supervisor": "Too few supervisors of the college; seats without one: {missing:number}.",
    "violation.agreement": "The agreements with {host} have too few seats: {missing:number} missing.",
    "violation.unknown": "The rule {code} is broken.",
    "value.nothing": "nothing",
    "check.heading": "Who may go where",
    "check.counts": (
        "{people:number} {who}, {places:number} {places:plural:position|positions}, {pairs:number} eligible pairs of "
        "{candidates:number}."
    ),
    "check.histogram": "How many positions each may take",
    "check.bin.one": "{low} {low:plural:position|positions}",
    "check.bin.range": "{low} to {high} positions",
    "check.bin.more": "{low} or more",
    "check.rules": "Which pairs are excluded, by which rule",
    "check.rules.note": "Several rules may exclude one pair.",
    "check.rules.none": "No pair is excluded.",
    "check.nowhere": "Nowhere to go: {n:number}",
    "check.nowhere.none": "Everyone has at least one eligible position.",
    "report.figure.placed": "placed",
    "report.figure.first": "with their first choice",
    "report.figure.employed": "expected to be employed",
    "report.figure.agreements": "long-term agreements active",
    "report.figure.unplaced": "without a place",
    "report.figure.hosts": "hosts take someone",
    "report.figure.seats": "seats taken",
    "report.of": "of {n:number}",
    "report.percent": "{percent:number}%",
    "report.heading": "Result of the placement",
    "report.nav": "Sections of the report",
    "report.warnings": "Please note",
    "report.wishes": "Which choice",
    "report.wishes.caption": "How many places are the applicant's 1st, 2nd, … choice",
    "chart.flows": "Where the specialties go",
    "chart.other-hosts": "{n:number} more {n:plural:host|hosts}",
    "chart.towns": "From where to where people travel",
    "report.hosts-fill": "Hosts and their seats",
    "report.hosts-fill.caption": "Seats taken of those offered; the pale bar is what is free",
    "report.hosts-fill.first": (
        "The picture shows the {n:number} {n:plural:host|hosts} with most seats, the table all of them."
    ),
    "report.as-table": "Show as a table",
    "report.levels": "What was attained",
    "report.proof": "How this is proved",
    "report.unplaced": "Without a place, and why",
    "report.placements": "Placements by group",
    "report.by-host": "Hosts and whom they take",
    "report.no-group": "No group",
    "report.conflicts": "What contradicts what",
    "report.nobody": "Nobody",
    "report.rank": "choice {rank}",
    "report.unranked": "unranked",
    "report.no-advice": "Rules with a legal source are configuration, not legal advice.",
    "report.unverified": "Basis not verified against its source: {rules}.",
    "report.facts": "Round {round_id}, lottery seed {seed}, fingerprint of the data {sha}.",
    "column.name": "Name",
    "column.number": "Id",
    "column.group": "Group",
    "column.period": "Period",
    "column.starts": "From",
    "column.ends": "To",
    "column.host": "Host",
    "column.position": "Position",
    "column.locality": "Town",
    "column.rank": "Choice",
    "column.mentor": "Mentor",
    "column.km": "Km",
    "column.reason": "Reason",
    "column.taken": "Taken",
    "column.capacity": "Seats",
    "column.free": "Free",
    "column.people": "People",
    "column.share": "Share",
    "column.level": "Level",
    "column.value": "Attained",
    "column.proof": "Proof",
    "column.rule": "Rule",
    "column.pairs": "Pairs",
    "column.places": "Eligible positions",
    "column.figure": "Figure",
    "sheet.placements": "Placements",
    "sheet.hosts": "By host",
    "sheet.unplaced": "Unplaced",
    "sheet.totals": "Totals",
    "sheet.page": "Page {page} of {pages}",
}
