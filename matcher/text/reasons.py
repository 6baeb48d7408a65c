"""Sentences about reasons and remedies: why here, why not there, why nowhere, what would help."""

RU: dict[str, str] = {
    # why here
    "here.first-choice": "Лучше в пожеланиях ничего не названо: это {rank}-й приоритет.",
    "here.only-place": "По правилам подходит только это место.",
    "here.best-allowed": (
        "Это {rank}-й приоритет и лучшее из того, что можно: выше в пожеланиях {better:number} "
        "{better:plural:место|места|мест}, и по правилам {better:plural:оно|они|они} не "
        "{better:plural:подходит|подходят|подходят}."
    ),
    "here.next-choice": (
        "Это {rank}-й приоритет. Выше в пожеланиях {better:number} {better:plural:место|места|мест}; почему не "
        "{better:plural:оно|они|они}, сказано ниже."
    ),
    "here.unranked": (
        "В пожеланиях этого места нет, но оно подходит по всем правилам. Дать место из пожеланий не удалось; почему, "
        "сказано ниже."
    ),
    "here.unranked.none": "Пожеланий нет. Это место подходит по всем правилам.",
    "here.lock": "Место закреплено вручную. Основание: {reason}.",
    "here.not-asked": (
        "О пожеланиях в этом раунде не спрашивали. {eligible:plural:Подходило|Подходили|Подходило} {eligible:number} "
        "{eligible:plural:место|места|мест}; это выбрано по целям распределения."
    ),
    # why not there
    "not.rule": "Нельзя по правилам. {broken}",
    "not.lock": "Нельзя из-за решения, принятого вручную. {broken}",
    "not.lower-priority": (
        "{seats:plural:Единственное место|Все места|Все места} ({seats:number}) у тех, кого предприятие ставит выше "
        "или наравне."
    ),
    "not.earlier-turn": (
        "{seats:plural:Единственное место|Все места|Все места} ({seats:number}) у тех, кто выбирал раньше: очередь "
        "задают правила раунда."
    ),
    "not.competition": "Свободных мест нет: занято {taken:number} из {seats:number}.",
    "not.impossible": (
        "Свободных мест нет (занято {taken:number} из {seats:number}), и ни одно допустимое распределение не ставит "
        "сюда этого участника."
    ),
    "not.level-trade": (
        "Свободных мест нет: занято {taken:number} из {seats:number}. Если отдать место этому участнику, то {loss}."
    ),
    "not.level-trade.free": "Место есть, но если занять его этим участником, то {loss}.",
    "not.lottery": "Было столь же хорошее распределение с этим местом; между равными решил жребий.",
    "not.overlooked": "Это распределение можно улучшить: место участнику дать можно, и станет лучше.",
    "not.mentor": "Место есть, но все наставники предприятия по этой специальности уже заняты.",
    "not.supervisor": "Место есть, но все руководители практики от колледжа уже заняты.",
    "not.agreement-seats": "Место есть, но в договоре с предприятием все места уже заняты.",
    "not.quota": "Место есть, но тогда будет нарушена квота «{quota_id}»: станет {count:number}.",
    "not.beds": "Место есть, но жилья не хватит: коек {beds:number}.",
    "not.max-minors": "Место есть, но несовершеннолетних сюда берут не больше {maximum:number}.",
    "not.minimum-not-reached": (
        "Место открывается, только если занять не меньше {minimum:number}, а набралось бы {taken:number}."
    ),
    "not.minimum-not-reached.left": (
        "Тогда на «{place}» осталось бы {taken:number}, а нужно не меньше {minimum:number}."
    ),
    "not.companions": "Место есть, но те, кто идёт только вместе, на одно предприятие тогда не попадут.",
    "not.at-a-time": "В эти же дни у участника другое место.",
    "not.max-changes": "Тогда прежний план изменится больше, чем разрешено.",
    "not.condition": "Место есть, но тогда нарушится условие: {conditions}.",
    # what it would cost
    "loss.placed": (
        "без места {n:plural:останется|останутся|останутся} ещё {n:number} {n:plural:человек|человека|человек}"
    ),
    "loss.agreements": "действующих договоров станет меньше на {n:number}",
    "loss.employment": "ожидаемых трудоустройств станет меньше на {n:number}",
    "loss.utility": "сумма полезности уменьшится на {n:number}",
    "loss.preference.rank-sum": "сумма приоритетов вырастет на {n:number}",
    "loss.preference.rank-maximal": "получивших место по {rank}-му приоритету станет меньше на {n:number}",
    "loss.preference.generous": (
        "ещё {n:number} {n:plural:человек получит|человека получат|человек получат} место лишь по {rank}-му приоритету"
    ),
    "loss.preference.unranked": (
        "ещё {n:number} {n:plural:человек получит|человека получат|человек получат} место не из своих пожеланий"
    ),
    "loss.priority": "сумма приоритетов предприятий вырастет на {n:number}",
    "loss.distance": "дорога у всех вместе станет длиннее на {n:number} км",
    "loss.cost": "расходы вырастут (в рублях) на {n:number}",
    "loss.changes": "прежний план изменится ещё у {n:number} {n:plural:человека|человек|человек}",
    "loss.tier": "в {rank}-й очереди договоров станет меньше на {n:number}",
    "loss.balance": "разница между группами вырастет на {n:number}",
    "loss.least": "{loss} (не меньше)",
    "loss.instead": "{loss}, а место всё равно потеряет кто-то другой",
    # why nowhere
    "nowhere.competition": (
        "Мест не хватает на всех: {wanted:number} {wanted:plural:человеку|людям|людям} подходят только эти "
        "{seats:number} {seats:plural:место|места|мест}, и все они заняты: {positions}."
    ),
    "nowhere.nearest": "Ближе всего к тому, чтобы подойти: {place}. {broken}",
    "nowhere.at": "{place}. {said}",
    # positions
    "position.seats": "Занято {taken:number} из {capacity:number}.",
    "position.cutoff": "Последний из принятых: {parts}.",
    "position.cutoff.rank": "{value}-й приоритет у участника",
    "position.cutoff.priority": "{value}-й в списке предприятия",
    "position.cutoff.grade": "средний балл {value:number}",
    "position.cutoff.utility": "полезность {value:number}",
    "position.away": (
        "Хотели бы сюда, но не получили: {n:number} {n:plural:человек|человека|человек}. Причины: {parts}."
    ),
    "position.away.none": "Отказать никому не пришлось.",
    "position.nobody-allowed": "Свободно {left:number}: по правилам сюда никому нельзя.",
    "position.nobody-asks": (
        "Свободно {left:number}: {eligible:plural:подходит|подходят|подходят} {eligible:number} "
        "{eligible:plural:участник|участника|участников}, но у всех место не хуже."
    ),
    "position.shared-full": "Свободно {left:number}, но общее число мест ({seats:number}) уже исчерпано.",
    "position.minimum-not-reached": (
        "Место не открыто: нужно не меньше {minimum:number}, а {eligible:plural:подходит|подходят|подходят} "
        "{eligible:number}."
    ),
    "position.kept-out": "Свободно {left:number}, но занять не даёт: {parts}.",
    # codes as nouns
    "because.rule": "правила",
    "because.lock": "ручные решения",
    "because.lower-priority": "выше стоят другие",
    "because.earlier-turn": "другие выбирали раньше",
    "because.competition": "всё занято",
    "because.impossible": "не выходит ни при каком распределении",
    "because.level-trade": "другим стало бы хуже",
    "because.lottery": "жребий",
    "because.overlooked": "недосмотр",
    "because.mentor": "нет свободного наставника",
    "because.supervisor": "нет свободного руководителя",
    "because.agreement-seats": "кончились места по договору",
    "because.quota": "квота",
    "because.beds": "не хватает жилья",
    "because.max-minors": "предел несовершеннолетних",
    "because.minimum-not-reached": "не набирается минимум",
    "because.companions": "кто идёт только вместе",
    "because.at-a-time": "другое место в те же дни",
    "because.max-changes": "предел изменений плана",
    # remedies
    "remedy.consent": "дать согласие на передачу имени предприятию",
    "remedy.medical": "продлить медосмотр до {to:date} (сейчас до: {from:date})",
    "remedy.kilometres": "согласиться ездить до {to:number} км (сейчас: {from:number})",
    "remedy.mentor": "наставнику {mentor_id} взять на одного больше: {to:number} вместо {from:number}",
    "remedy.supervisor": (
        "руководителю от колледжа {mentor_id} взять на одного больше: {to:number} вместо {from:number}"
    ),
    "remedy.seat": "добавить место: {seat} — {to:number} вместо {from:number}",
    "remedy.host-seat": "предприятию «{host}» принять больше: {to:number} вместо {from:number}",
    "remedy.bed": "найти ещё жильё: коек {to:number} вместо {from:number}",
    "remedy.minor": "предприятию взять больше несовершеннолетних: {to:number} вместо {from:number}",
    "remedy.agreement-seat": "увеличить число мест в договоре {agreement_id}: {to:number} вместо {from:number}",
    "remedy.agreement-renewed": "продлить договор {agreement_id} до {to:date} (сейчас до: {from:date})",
    "remedy.agreement-active": "ввести в действие договор {agreement_id} (сейчас: {from:word:agreement})",
    "remedy.agreement-signed": "заключить договор с предприятием «{host}» на {from:date} – {to:date}",
    "remedy.quota": "поднять квоту «{quota_id}»: {to:number} вместо {from:number}",
    "remedy.minimum": "открыть группу с меньшего числа: {to:number} вместо {from:number}",
    "remedy.lock-lifted": "снять ручной запрет (основание: {reason})",
    "remedy.rule-off": "для этого раунда отключить правило «{rule}»",
    "remedy.whole": "{what}. Тогда есть место: {place}. {effect}",
    "remedy.effect": "По целям: {changes}.",
    "remedy.effect.none": "По целям ничего не меняется.",
    "remedy.displaced": "Но место потеряет кто-то другой.",
    "remedy.none": "Одним изменением здесь не помочь.",
    "word.agreement.None": "в силе",
    "word.agreement.draft": "проект",
    "word.agreement.signing": "на подписании",
    "word.agreement.active": "действует",
    "word.agreement.expired": "истёк",
    # headings
    "explain.here": "Почему здесь",
    "explain.unplaced": "Почему без места",
    "explain.choices": "Почему не другое место",
    "explain.remedies": "Что могло бы помочь",
    "explain.positions": "Куда хотело больше всего людей",
    "explain.rank": "{rank}-й приоритет, {place}",
    "explain.summary": "Почему так",
    "explain.everyone": "Место есть у каждого.",
    "explain.nothing": "Распределения нет, объяснять нечего.",
    "explain.search": "Найти человека, номер или место",
    "explain.found": "Найдено строк:",
    "problem.unknown-applicant": "участника «{id}» в раунде нет",
    "problem.unknown-position": "места «{id}» в раунде нет",
}

EN: dict[str, str] = {
    "here.first-choice": "Nothing better was named in the wishes: this is choice {rank}.",
    "here.only-place": "By the rules this is the only place that fits.",
    "here.best-allowed": (
        "This is choice {rank} and the best that may be: {better:number} {better:plural:place|places} "
        "{better:plural:stands|stand} higher in the wishes, and by the rules {better:plural:it does|they do} not fit."
    ),
    "here.next-choice": (
        "This is choice {rank}. {better:number} {better:plural:place stands|places stand} higher in the wishes; why "
        "not {better:plural:that one|those} is said below."
    ),
    "here.unranked": (
        "The place is not in the wishes, but it fits by all the rules. No place from the wishes could be given; why is "
        "said below."
    ),
    "here.unranked.none": "There are no wishes. This place fits by all the rules.",
    "here.lock": "The place was fixed by hand. Reason: {reason}.",
    "here.not-asked": (
        "Nobody was asked for wishes in this round. {eligible:number} {eligible:plural:place|places} would fit; this "
        "one was chosen by the aims of the matching."
    ),
    "not.rule": "The rules do not allow it. {broken}",
    "not.lock": "A decision made by hand does not allow it. {broken}",
    "not.lower-priority": (
        "{seats:plural:The only seat|All seats} ({seats:number}) went to those whom the host likes better or as much."
    ),
    "not.earlier-turn": (
        "{seats:plural:The only seat|All seats} ({seats:number}) went to those who chose earlier: the round's policy "
        "sets the order."
    ),
    "not.competition": "No seat is free: {taken:number} of {seats:number} are taken.",
    "not.impossible": (
        "No seat is free ({taken:number} of {seats:number} are taken), and no matching that obeys the conditions has "
        "this applicant here."
    ),
    "not.level-trade": (
        "No seat is free: {taken:number} of {seats:number} are taken. Were one given to this applicant, {loss}."
    ),
    "not.level-trade.free": "There is a seat, but were it given to this applicant, {loss}.",
    "not.lottery": "There was an equally good matching with this place; the lot decided between equals.",
    "not.overlooked": "This matching can be improved: the applicant may have the place, and it would be better.",
    "not.mentor": "There is a seat, but all of the host's mentors for this specialty are busy.",
    "not.supervisor": "There is a seat, but the college's supervisors can take nobody more.",
    "not.agreement-seats": "There is a seat, but all seats of the agreement with the host are taken.",
    "not.quota": 'There is a seat, but the quota "{quota_id}" would be broken: there would be {count:number}.',
    "not.beds": "There is a seat, but not enough housing: {beds:number} {beds:plural:bed|beds}.",
    "not.max-minors": "There is a seat, but at most {maximum:number} minors are taken here.",
    "not.minimum-not-reached": (
        "The place opens only with at least {minimum:number}, and there would be {taken:number}."
    ),
    "not.minimum-not-reached.left": (
        'At "{place}" there would then be {taken:number} left, and at least {minimum:number} are needed.'
    ),
    "not.companions": "There is a seat, but those who go only together would not be at one host.",
    "not.at-a-time": "On the same days the applicant has another place.",
    "not.max-changes": "The earlier plan would then change more than is allowed.",
    "not.condition": "There is a seat, but then a condition breaks: {conditions}.",
    "loss.placed": "{n:number} more {n:plural:person|people} would be without a place",
    "loss.agreements": "{n:number} fewer {n:plural:agreement|agreements} would be active",
    "loss.employment": "{n:number} fewer would be expected to be employed",
    "loss.utility": "the sum of utility would fall by {n:number}",
    "loss.preference.rank-sum": "the sum of ranks would rise by {n:number}",
    "loss.preference.rank-maximal": "{n:number} fewer {n:plural:person|people} would get choice {rank}",
    "loss.preference.generous": "{n:number} more {n:plural:person|people} would get no better than choice {rank}",
    "loss.preference.unranked": (
        "{n:number} more {n:plural:person|people} would get a place that is not in their wishes"
    ),
    "loss.priority": "the sum of the hosts' priorities would rise by {n:number}",
    "loss.distance": "the ways of all together would be {n:number} km longer",
    "loss.cost": "the cost would rise by {n:number} roubles",
    "loss.changes": "the earlier plan would change for {n:number} more",
    "loss.tier": "{n:number} fewer would be in tier {rank}",
    "loss.balance": "the difference between groups would rise by {n:number}",
    "loss.least": "{loss} (at least)",
    "loss.instead": "{loss}, and someone else would lose a place all the same",
    "nowhere.competition": (
        "There are too few seats: only these {seats:number} {seats:plural:seat fits|seats fit} {wanted:number} "
        "{wanted:plural:person|people}, and all are taken: {positions}."
    ),
    "nowhere.nearest": "Nearest to fitting: {place}. {broken}",
    "nowhere.at": "{place}. {said}",
    "position.seats": "{taken:number} of {capacity:number} taken.",
    "position.cutoff": "The last who got in: {parts}.",
    "position.cutoff.rank": "choice {value} of the applicant",
    "position.cutoff.priority": "number {value} on the host's list",
    "position.cutoff.grade": "average grade {value:number}",
    "position.cutoff.utility": "utility {value:number}",
    "position.away": (
        "Would have liked to come, and did not get in: {n:number} {n:plural:person|people}. Reasons: {parts}."
    ),
    "position.away.none": "Nobody had to be turned away.",
    "position.nobody-allowed": "{left:number} free: by the rules nobody may come here.",
    "position.nobody-asks": (
        "{left:number} free: {eligible:number} {eligible:plural:applicant|applicants} would fit, but all have a place "
        "that is no worse."
    ),
    "position.shared-full": "{left:number} free, but the seats in common ({seats:number}) are used up.",
    "position.minimum-not-reached": (
        "Not opened: at least {minimum:number} are needed, and only {eligible:number} would fit."
    ),
    "position.kept-out": "{left:number} free, but this keeps people out: {parts}.",
    "because.rule": "rules",
    "because.lock": "decisions by hand",
    "because.lower-priority": "others stand higher",
    "because.earlier-turn": "others chose earlier",
    "because.competition": "all taken",
    "because.impossible": "no matching allows it",
    "because.level-trade": "others would be worse off",
    "because.lottery": "the lot",
    "because.overlooked": "an oversight",
    "because.mentor": "no mentor free",
    "because.supervisor": "no supervisor free",
    "because.agreement-seats": "no seats left in the agreement",
    "because.quota": "a quota",
    "because.beds": "not enough housing",
    "because.max-minors": "the limit of minors",
    "because.minimum-not-reached": "the minimum is not reached",
    "because.companions": "those who go only together",
    "because.at-a-time": "another place on the same days",
    "because.max-changes": "the limit of changes",
    "remedy.consent": "consent to passing the name to the host",
    "remedy.medical": "have the medical certificate prolonged to {to:date} (now to: {from:date})",
    "remedy.kilometres": "agree to travel up to {to:number} km (now: {from:number})",
    "remedy.mentor": "let mentor {mentor_id} take one more: {to:number} instead of {from:number}",
    "remedy.supervisor": "let the college's supervisor {mentor_id} take one more: {to:number} instead of {from:number}",
    "remedy.seat": "add a seat: {seat}, {to:number} instead of {from:number}",
    "remedy.host-seat": 'let the host "{host}" take more: {to:number} instead of {from:number}',
    "remedy.bed": "find more housing: {to:number} {to:plural:bed|beds} instead of {from:number}",
    "remedy.minor": "let the host take more minors: {to:number} instead of {from:number}",
    "remedy.agreement-seat": "raise the seats of agreement {agreement_id}: {to:number} instead of {from:number}",
    "remedy.agreement-renewed": "prolong agreement {agreement_id} to {to:date} (now to: {from:date})",
    "remedy.agreement-active": "put agreement {agreement_id} into force (now: {from:word:agreement})",
    "remedy.agreement-signed": 'sign an agreement with the host "{host}" for {from:date} – {to:date}',
    "remedy.quota": 'raise the quota "{quota_id}": {to:number} instead of {from:number}',
    "remedy.minimum": "open the group from fewer: {to:number} instead of {from:number}",
    "remedy.lock-lifted": "lift the decision by hand (its reason: {reason})",
    "remedy.rule-off": 'switch off the rule "{rule}" for this round',
    "remedy.whole": "{what}. Then there is a place: {place}. {effect}",
    "remedy.effect": "By the aims: {changes}.",
    "remedy.effect.none": "By the aims nothing changes.",
    "remedy.displaced": "But someone else would lose a place.",
    "remedy.none": "No single change helps here.",
    "word.agreement.None": "in force",
    "word.agreement.draft": "a draft",
    "word.agreement.signing": "being signed",
    "word.agreement.active": "in force",
    "word.agreement.expired": "expired",
    "explain.here": "Why here",
    "explain.unplaced": "Why without a place",
    "explain.choices": "Why not another place",
    "explain.remedies": "What could help",
    "explain.positions": "Where most people wanted to go",
    "explain.rank": "choice {rank}, {place}",
    "explain.summary": "Why so",
    "explain.everyone": "Everyone has a place.",
    "explain.nothing": "There is no matching to explain.",
    "explain.search": "Find a person, a number or a place",
    "explain.found": "Rows found:",
    "problem.unknown-applicant": 'there is no applicant "{id}" in the round',
    "problem.unknown-position": 'there is no position "{id}" in the round',
}
