"""Sentences about rules: what each asks (``rule.<code>``) and how a pair breaks it (``rule.<code>.broken``)."""

RU: dict[str, str] = {
    "rule.period": "Место открыто в том периоде, на который оно нужно участнику",
    "rule.period.broken": "Место нужно на период «{period_id}», а открыто оно в периоде «{open_in}».",
    "rule.specialty": "Специальность участника — из тех, что названы у места",
    "rule.specialty.broken": "Место для специальностей {admitted:list}; специальность участника: {specialty:known}.",
    "rule.lock-assigned": "Кто закреплён за местом вручную, идёт только на него",
    "rule.lock-assigned.broken": "Участник закреплён за другим местом: {assigned:list}. Основание: {reason:known}.",
    "rule.lock-forbidden": "Пара не запрещена вручную",
    "rule.lock-forbidden.broken": "Это место участнику запрещено вручную. Основание: {reason:known}.",
    "rule.veto-applicant": "Участник от места не отказался",
    "rule.veto-applicant.broken": "Участник отказался от этого места.",
    "rule.veto-position": "Предприятие участнику не отказало",
    "rule.veto-position.broken": "Предприятие «{host_id}» отказалось принять участника.",
    "rule.unranked": "Участник сам указал место в пожеланиях",
    "rule.unranked.broken": "Участник не указал это место, а правила раунда допускают только указанные.",
    "rule.unlisted": "Место, у которого есть список, само назвало участника",
    "rule.unlisted.broken": "Участника нет в списке этого места, а правила раунда допускают только названных в нём.",
    "rule.consent": "Участник не отказал в передаче своего имени предприятию",
    "rule.consent.broken": "Участник не дал согласия передать своё имя предприятию.",
    "rule.agreement-valid": "С предприятием есть договор, действующий каждый день практики",
    "rule.agreement-valid.broken": (
        "У предприятия «{host_id}» нет договора, который подходит участнику и действует каждый день практики "
        "({starts_on:date} – {ends_on:date}). Первый день без договора: {first_day_without:date}; подходящие "
        "договоры: {agreements:list}."
    ),
    "rule.target-contract": "Участник с целевым договором идёт к своему заказчику",
    "rule.target-contract.broken": "По целевому договору участник идёт только на предприятие {bound_to:list}.",
    "rule.own-workplace": "Кто уже работает на предприятии, проходит практику там же",
    "rule.own-workplace.broken": "Участник работает на предприятии {bound_to:list} и остаётся там.",
    "rule.minors-hazard": "До 18 лет нельзя во вредных условиях (класс 3.1 и выше) и где до 18 лет не берут",
    "rule.minors-hazard.broken": (
        "На {on:date} участнику {age} {age:plural:год|года|лет}, а место не для несовершеннолетних. Класс условий "
        "труда: {hazard_class:known}; допуск до 18 лет: {minors_allowed:word:answer}."
    ),
    "rule.practice-exception": "С 16 лет на практике до 4 часов в день вредные условия не препятствуют (исключение)",
    "rule.practice-exception.broken": "Исключение для практики никого не исключает.",
    "rule.minors-shift": "До 18 лет нельзя работать ночью, по сменам и вахтой",
    "rule.minors-shift.broken": (
        "На {on:date} участнику {age} {age:plural:год|года|лет}, а график места: {shift:word:shift}."
    ),
    "rule.minors-hours": "До 18 лет рабочее время короче: до 16 лет — 24 часа в неделю, в 16–17 лет — 35",
    "rule.minors-hours.broken": (
        "На {on:date} участнику {age} {age:plural:год|года|лет}: можно не больше {week_limit:number} ч в неделю и "
        "{day_limit:number} ч в день. На месте в неделю, ч: {hours_week:number}; в день, ч: {hours_day:number}."
    ),
    "rule.adult-hours": "Рабочая неделя не длиннее 40 часов",
    "rule.adult-hours.broken": "На месте {hours_week:number} ч в неделю, можно не больше {week_limit:number}.",
    "rule.study-hours": "До 18 лет при работе одновременно с учёбой — половина рабочего времени",
    "rule.study-hours.broken": (
        "На {on:date} участнику {age} {age:plural:год|года|лет}: во время учёбы можно не больше {week_limit:number} ч "
        "в неделю и {day_limit:number} ч в день. На месте в неделю, ч: {hours_week:number}; в день, ч: "
        "{hours_day:number}."
    ),
    "rule.disability-hours": "При инвалидности I и II группы — не больше 35 часов в неделю",
    "rule.disability-hours.broken": (
        "На месте {hours_week:number} ч в неделю, при инвалидности I и II группы можно не больше {week_limit:number}."
    ),
    "rule.hazard-hours": "Во вредных условиях класса 3.3 и выше — не больше 36 часов в неделю",
    "rule.hazard-hours.broken": (
        "На месте {hours_week:number} ч в неделю при классе условий труда {hazard_class:known}, можно не больше "
        "{week_limit:number}."
    ),
    "rule.medical": "Медосмотр, если он нужен, действует до последнего дня практики",
    "rule.medical.broken": (
        "Нужен медосмотр до конца практики ({ends_on:date}). У участника он действует до: {medical_until:date}."
    ),
    "rule.accessible": "Участник с инвалидностью идёт туда, где для этого есть условия",
    "rule.accessible.broken": "Нужны условия для инвалидов ({restrictions:list}), а у места они не указаны.",
    "rule.health": "Место не противоречит ограничениям по здоровью",
    "rule.health.broken": (
        "Ограничения по здоровью: {restrictions:list}. У места класс условий труда: {hazard_class:known}; график: "
        "{shift:word:shift}."
    ),
    "rule.distance": "Не дальше, чем участник готов ездить, если место не даёт жильё или транспорт",
    "rule.distance.broken": (
        "До места {km:number} км, участник готов ездить до {max_km:number} км; жилья и транспорта место не даёт."
    ),
    "rule.housing": "Кому нужно жильё, идёт туда, где его дают, или недалеко от дома",
    "rule.housing.broken": (
        "Участнику нужно жильё, а место его не даёт. До места, км: {km:number}; участник готов ездить, км: "
        "{max_km:number}."
    ),
    "word.unknown": "нет данных",
    "word.answer.True": "да",
    "word.answer.False": "нет",
    "word.shift.day": "дневной",
    "word.shift.rotating": "сменный",
    "word.shift.night": "ночной",
    "word.shift.away": "вахта",
}

EN: dict[str, str] = {
    "rule.period": "The position is open in the period for which the applicant needs it",
    "rule.period.broken": 'The place is needed in period "{period_id}", but is open in period "{open_in}".',
    "rule.specialty": "The applicant's specialty is one of those the position names",
    "rule.specialty.broken": "The position is for {admitted:list}; the applicant's specialty: {specialty:known}.",
    "rule.lock-assigned": "Whoever is fixed to a position by hand goes nowhere else",
    "rule.lock-assigned.broken": "The applicant is fixed to another position: {assigned:list}. Reason: {reason:known}.",
    "rule.lock-forbidden": "The pair is not forbidden by hand",
    "rule.lock-forbidden.broken": "This position is forbidden to the applicant by hand. Reason: {reason:known}.",
    "rule.veto-applicant": "The applicant has not refused the position",
    "rule.veto-applicant.broken": "The applicant refused this position.",
    "rule.veto-position": "The host has not refused the applicant",
    "rule.veto-position.broken": 'The host "{host_id}" refused to take the applicant.',
    "rule.unranked": "The applicant ranked the position",
    "rule.unranked.broken": "The applicant did not rank this position, and the round's rules accept ranked ones only.",
    "rule.unlisted": "A position with a list has the applicant on it",
    "rule.unlisted.broken": "The applicant is not on this position's list, and the rules accept listed ones only.",
    "rule.consent": "The applicant has not refused to have the name passed to the host",
    "rule.consent.broken": "The applicant did not consent to passing the name to the host.",
    "rule.agreement-valid": "There is an agreement with the host, valid on every day of the period",
    "rule.agreement-valid.broken": (
        'The host "{host_id}" has no agreement that fits the applicant and is valid on every day of the period '
        "({starts_on:date} – {ends_on:date}). First day without one: {first_day_without:date}; agreements that fit: "
        "{agreements:list}."
    ),
    "rule.target-contract": "Whoever has a target contract goes to its host",
    "rule.target-contract.broken": "A target contract binds the applicant to the host {bound_to:list}.",
    "rule.own-workplace": "Whoever already works at a host does the internship there",
    "rule.own-workplace.broken": "The applicant works at the host {bound_to:list} and stays there.",
    "rule.minors-hazard": "Nobody under 18 works in hazard class 3.1 or above, or where minors are not admitted",
    "rule.minors-hazard.broken": (
        "On {on:date} the applicant is {age} {age:plural:year|years} old, and the position is not for minors. Hazard "
        "class: {hazard_class:known}; minors allowed: {minors_allowed:word:answer}."
    ),
    "rule.practice-exception": "From 16 on, up to 4 hours a day of practice, the hazard class is no bar (an exception)",
    "rule.practice-exception.broken": "The exception for practice excludes nobody.",
    "rule.minors-shift": "Nobody under 18 works at night, in rotating shifts or away on rotation",
    "rule.minors-shift.broken": (
        "On {on:date} the applicant is {age} {age:plural:year|years} old; the position's shift: {shift:word:shift}."
    ),
    "rule.minors-hours": "Minors work shorter hours: 24 a week under 16, 35 at 16 and 17",
    "rule.minors-hours.broken": (
        "On {on:date} the applicant is {age} {age:plural:year|years} old: at most {week_limit:number} hours a week and "
        "{day_limit:number} a day. At the position: {hours_week:number} a week, {hours_day:number} a day."
    ),
    "rule.adult-hours": "The working week is no longer than 40 hours",
    "rule.adult-hours.broken": "The position takes {hours_week:number} hours a week; at most {week_limit:number}.",
    "rule.study-hours": "Minors who work beside study work half the hours",
    "rule.study-hours.broken": (
        "On {on:date} the applicant is {age} {age:plural:year|years} old: beside study at most {week_limit:number} "
        "hours a week and {day_limit:number} a day. At the position: {hours_week:number} a week, {hours_day:number} a "
        "day."
    ),
    "rule.disability-hours": "At most 35 hours a week in disability groups I and II",
    "rule.disability-hours.broken": (
        "The position takes {hours_week:number} hours a week; in disability groups I and II at most "
        "{week_limit:number}."
    ),
    "rule.hazard-hours": "At most 36 hours a week in hazard class 3.3 or above",
    "rule.hazard-hours.broken": (
        "The position takes {hours_week:number} hours a week in hazard class {hazard_class:known}; at most "
        "{week_limit:number}."
    ),
    "rule.medical": "A medical certificate, where required, is valid to the last day",
    "rule.medical.broken": (
        "A medical certificate is required to the end ({ends_on:date}). The applicant's is valid to: "
        "{medical_until:date}."
    ),
    "rule.accessible": "An applicant with a disability goes where there is access",
    "rule.accessible.broken": "Access is needed ({restrictions:list}), and the position does not offer it.",
    "rule.health": "The position does not go against health restrictions",
    "rule.health.broken": (
        "Health restrictions: {restrictions:list}. The position's hazard class: {hazard_class:known}; shift: "
        "{shift:word:shift}."
    ),
    "rule.distance": "No farther than the applicant's maximum, unless the position gives housing or transport",
    "rule.distance.broken": (
        "The position is {km:number} km away, the applicant's maximum is {max_km:number} km; there is neither housing "
        "nor transport."
    ),
    "rule.housing": "Whoever needs housing goes where it is given, or near home",
    "rule.housing.broken": (
        "The applicant needs housing, and the position gives none. Distance, km: {km:number}; the applicant's maximum, "
        "km: {max_km:number}."
    ),
    "word.unknown": "not given",
    "word.answer.True": "yes",
    "word.answer.False": "no",
    "word.shift.day": "day",
    "word.shift.rotating": "rotating",
    "word.shift.night": "night",
    "word.shift.away": "away",
}
