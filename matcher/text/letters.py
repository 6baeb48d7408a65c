"""Words of the letters: what the shipped templates say, and the sentences that fill their fields.

A student and a parent read them who know nothing of the system: names stand in the nominative, nobody is blamed,
and every sentence is true of this one student.
"""

from collections.abc import Mapping

RU: Mapping[str, str] = {
    # student: the sheet
    "letter.title.internship": "Ваше место практики",
    "letter.title.vacancy": "Ваше место работы",
    "letter.title.teacher-internship": "Ваше место стажировки",
    "letter.title.teaching": "Ваши занятия",
    "letter.title.none": "О месте для Вас",
    "letter.to": "Кому: {name}",
    "letter.group": "группа {group}",
    "letter.greeting": "Здравствуйте!",
    "letter.intro": "Для Вас есть место. Сначала — куда и когда приходить, затем — почему выбрано именно оно.",
    "letter.intro.part": "Места для Вас есть, но пока не на все сроки.",
    "letter.intro.none": "К сожалению, места для Вас пока нет. Ниже сказано, почему так вышло и что можно сделать.",
    "letter.why": "Почему это место",
    "letter.better": "Почему не то, что стоит в Вашем списке выше",
    "letter.missing": "Почему места пока нет",
    "letter.steps": "Что можно сделать",
    "letter.ask": "Кого спросить",
    "letter.change": (
        "Если в письме что-то неверно или у Вас что-то изменилось, скажите об этом в колледже как можно раньше."
    ),
    "letter.regards": "С уважением,",
    "letter.sign": "Ответственный за практику: ______________________",
    # student: the facts
    "letter.fact.practice": "Вид практики",
    "letter.fact.host": "Предприятие",
    "letter.fact.town": "Населённый пункт",
    "letter.fact.position": "Куда именно",
    "letter.fact.dates": "Сроки",
    "letter.fact.schedule": "Время работы",
    "letter.fact.mentor": "Наставник на предприятии",
    "letter.fact.supervisor": "Руководитель от колледжа",
    "letter.fact.wish": "В Вашем списке пожеланий",
    "letter.practice.training": "учебная практика",
    "letter.practice.production": "производственная практика",
    "letter.practice.pre-diploma": "преддипломная практика",
    "letter.dates": "с {starts_on} по {ends_on}",
    "letter.hours.day": "{hours:number} ч в день",
    "letter.hours.week": "{hours:number} ч в неделю",
    "letter.shift.day": "дневной график",
    "letter.shift.rotating": "по сменам",
    "letter.shift.night": "в ночное время",
    "letter.shift.away": "вахтой",
    "letter.wish": "стоит под номером {rank}; всего в списке {n:number}",
    "letter.wish.none": "этого места в списке нет",
    # why this place
    "letter.because.first": "Это место Вы поставили первым — его Вы и получили.",
    "letter.because.ranked": (
        "В Вашем списке это место стоит под номером {rank}. Дать то, что стоит выше, не получилось: причины названы "
        "ниже."
    ),
    "letter.because.unlisted": (
        "Дать место из Вашего списка не получилось: причины названы ниже. Поэтому Вам подобрано другое место, "
        "подходящее по правилам практики."
    ),
    "letter.because.silent": "Пожеланий от Вас не поступило, поэтому место подобрано по правилам практики.",
    "letter.because.not-asked": "Пожелания в этот раз не собирали: место подобрано по правилам практики.",
    "letter.because.fixed": "Это место закреплено за Вами заранее. На каком основании, Вам скажут в колледже.",
    # why not a better choice
    "letter.choice": "{title} ({host})",
    "letter.choice.why": "{choice}: {why}.",
    "letter.choice.others": "О других местах, которые стоят в Вашем списке выше, можно спросить в колледже.",
    "letter.full.optimal": (
        "там было {n:number} {n:plural:место|места|мест}, и при распределении, которое учитывает "
        "пожелания всех, {n:plural:его получил другой человек|их получили другие|их получили другие}"
    ),
    "letter.full.listed": (
        "там было {n:number} {n:plural:место|места|мест}, и "
        "{n:plural:его занял тот|их заняли те|их заняли те}, кого предприятие ставит выше или, при равенстве, кому "
        "выпал жребий"
    ),
    "letter.full.serial": (
        "там было {n:number} {n:plural:место|места|мест}, и до Вашей очереди "
        "{n:plural:его уже выбрали|их уже выбрали|их уже выбрали}"
    ),
    "letter.no-seats": "в этот раз мест там нет",
    "letter.kept": "свободное место там осталось, но занять его нельзя: {why}",
    "letter.trade": (
        "свободное место там осталось, но если занять его, в целом распределение станет хуже: правила этого раунда "
        "смотрят сначала на то, что важно для всех"
    ),
    "letter.open": "свободное место там осталось; спросите в колледже, можно ли его занять",
    # rules on a pair, as the rest of a sentence
    "letter.rule.period": "в Ваши сроки туда не берут",
    "letter.rule.specialty": "туда берут с другой специальностью",
    "letter.rule.lock-assigned": "за Вами заранее закреплено другое место",
    "letter.rule.lock-forbidden": "колледж решил, что туда Вас не направят; почему, Вам там скажут",
    "letter.rule.veto-applicant": "Вы от этого места отказались",
    "letter.rule.veto-position": "предприятие не готово Вас принять",
    "letter.rule.unranked": "этого места нет в Вашем списке",
    "letter.rule.unlisted": "предприятие не включило Вас в свой список",
    "letter.rule.consent": "без Вашего согласия колледж не может назвать предприятию Ваше имя",
    "letter.rule.agreement-valid": "у колледжа нет с этим предприятием договора на все дни практики",
    "letter.rule.target-contract": "по целевому договору Вы идёте на то предприятие, с которым он заключён",
    "letter.rule.own-workplace": "Вы уже работаете на другом предприятии и проходите практику там",
    "letter.rule.minors-hazard": "по условиям труда туда не берут тех, кому нет 18 лет",
    "letter.rule.minors-shift": "график там такой, при котором работать до 18 лет нельзя",
    "letter.rule.minors-hours": "рабочий день там длиннее, чем разрешено до 18 лет",
    "letter.rule.adult-hours": "рабочая неделя там длиннее 40 часов",
    "letter.rule.study-hours": "рабочий день там длиннее, чем разрешено во время учёбы",
    "letter.rule.disability-hours": "рабочая неделя там длиннее, чем разрешено Вам",
    "letter.rule.hazard-hours": "рабочая неделя там длиннее, чем разрешено при таких условиях труда",
    "letter.rule.medical": "нужен медосмотр, который действует по {ends_on}, а Ваш действует по {medical_until}",
    "letter.rule.medical.none": "нужен медосмотр, который действует по {ends_on}, а справки о нём у колледжа нет",
    "letter.rule.accessible": "условий, которые нужны Вам по здоровью, там нет",
    "letter.rule.health": "работа там не подходит Вам по здоровью",
    "letter.rule.distance": "ехать туда {km:number} км, а в Ваших данных сказано: не дальше {max_km:number} км",
    "letter.rule.distance.many": "ехать дальше, чем сказано в Ваших данных (не дальше {max_km:number} км)",
    "letter.rule.housing": "жильё там не дают, а оно Вам нужно",
    "letter.rule.other": "этого не позволяют правила практики",
    # conditions on everybody together
    "letter.condition.capacity": "мест там больше нет",
    "letter.condition.host-capacity": "больше людей предприятие в эти дни не принимает",
    "letter.condition.position-capacity": "в эти дни мест там больше нет",
    "letter.condition.at-a-time": "в эти же дни у Вас другая практика",
    "letter.condition.minimum": "тогда не наберётся наименьшая группа, которую готовы принять",
    "letter.condition.host-minimum": "тогда предприятие не получит наименьшую группу, которую готово принять",
    "letter.condition.max-minors": "моложе 18 лет там уже столько людей, сколько можно",
    "letter.condition.beds": "жильё там уже занято",
    "letter.condition.companions": "Вы идёте не в одиночку, а на всех мест там нет",
    "letter.condition.quota": "число людей из Вашей группы или с Вашей специальностью там ограничено",
    "letter.condition.mentor": "наставники там больше никого взять не могут",
    "letter.condition.supervisor": "руководители практики от колледжа больше никого взять не могут",
    "letter.condition.agreement": "все места по договору с предприятием заняты",
    "letter.condition.max-changes": "прежний план больше менять нельзя",
    "letter.condition.lock-assigned": "за Вами заранее закреплено другое место",
    "letter.condition.other": "этого не позволяют общие условия практики",
    # why there is no place
    "letter.none.specialty": "В этот раз нет мест для Вашей специальности.",
    "letter.none.rules": "Места по Вашей специальности есть, но направить Вас туда правила не позволяют.",
    "letter.none.rule.all": "Мешает вот что: {why}.",
    "letter.none.rule.most": "Чаще всего мешает вот что: {why}.",
    "letter.none.competition": (
        "Подходящих Вам мест {n:number}, и "
        "{n:plural:его получил другой человек|все они достались другим|все они достались другим}: желающих больше, "
        "чем мест."
    ),
    "letter.none.free": "Свободное место, которое Вам подходит, ещё есть: спросите в колледже, можно ли его занять.",
    "letter.none.condition": "Свободное место, которое Вам подходит, ещё есть, но занять его пока нельзя: {why}.",
    "letter.none.level-trade": (
        "Свободное место, которое Вам подходит, ещё есть, но если занять его, в целом распределение станет хуже: "
        "правила этого раунда смотрят сначала на то, что важно для всех."
    ),
    # what can be done
    "letter.do.medical": "Пройдите медосмотр и принесите справку, которая действует по {ends_on}.",
    "letter.do.distance": (
        "Обсудите дома, можно ли ездить дальше. Сейчас в Ваших данных сказано: не дальше {max_km:number} км."
    ),
    "letter.do.housing": "Скажите в колледже, где Вы могли бы жить во время практики.",
    "letter.do.agreement-valid": "Спросите, когда колледж продлит договоры: часть мест закрыта только из-за этого.",
    "letter.do.consent": "Если Вы не против, чтобы колледж назвал предприятию Ваше имя, подпишите согласие.",
    "letter.do.veto-applicant": "Подумайте ещё раз о местах, от которых Вы отказались.",
    "letter.do.unranked": "Добавьте места в список пожеланий: учитываются только те, что в нём есть.",
    "letter.do.veto-position": "Спросите, может ли колледж ещё раз поговорить о Вас с предприятием.",
    "letter.do.unlisted": "Спросите, может ли колледж предложить Вас предприятию, которое пока Вас не назвало.",
    "letter.do.more": "Оставайтесь на связи: колледж сможет направить Вас на место, которое освободится или появится.",
    "letter.curator": "Куратор Вашей группы: {curator}",
    "letter.no-curator": "Куратор Вашей группы или ответственный за практику в колледже",
    "letter.no-group": "Ответственный за практику в колледже",
    # host
    "letter.host.title.internship": "Направление на практику",
    "letter.host.title.vacancy": "Направление на работу",
    "letter.host.title.teacher-internship": "Направление на стажировку",
    "letter.host.title.teaching": "Направление специалистов",
    "letter.host.to": "Предприятие: {host}",
    "letter.host.greeting": "Уважаемые коллеги!",
    "letter.host.sends": "Благодарим Вас за предложенные места. Мы направляем к Вам {n:number} {people}, список ниже.",
    "letter.host.sends.none": (
        "Благодарим Вас за предложенные места. В этот раз мы никого к Вам не направляем и надеемся на следующий раз."
    ),
    "letter.host.withheld": (
        "Там, где имени нет, согласие на его передачу ещё не получено. Имя мы сообщим, когда оно будет."
    ),
    "letter.host.curators": "По вопросам об учёбе обращайтесь к кураторам групп",
    "letter.host.curator": "{group}: {curator}",
    "letter.host.change": "Если условия или сроки у Вас изменятся, сообщите нам об этом как можно раньше.",
    "letter.host.dates": "{starts_on} – {ends_on}",
    "letter.host.column.number": "№",
    "letter.host.column.name": "Имя",
    "letter.host.column.group": "Группа",
    "letter.host.column.position": "Куда",
    "letter.host.column.dates": "Сроки",
    "letter.host.column.mentor": "Наставник",
    "letter.host.no-name": "имя сообщим позже",
    "letter.host.team": "{name} (всего человек: {n:number})",
    "letter.host.supervisor": "от колледжа: {name}",
    # faults
    "problem.template-broken": "это не документ Word (.docx), или он испорчен",
    "problem.template-macros": "в шаблоне есть макросы; сохраните его как обычный документ .docx",
    "problem.template-large": "шаблон слишком велик: больше {megabytes} МБ",
    "problem.template-field": (
        "в шаблоне есть поле «{field}», а такого нет. Рядом написано: «{near}». Какие поля есть: {known:list}"
    ),
    "problem.template-syntax": "в шаблоне неверно записано поле или условие ({detail}). Рядом написано: «{near}»",
    "problem.template-unsafe": "в шаблоне есть то, что в письмах не разрешено ({detail}). Рядом написано: «{near}»",
    "problem.template-result": "с этим шаблоном получается испорченный документ ({detail})",
    "problem.letters-there": "папка уже есть, и в ней что-то лежит: укажите другую папку или уберите эту",
    "problem.not-of-this-round": (
        "строка не из этого раунда: участник {applicant_id}, место {position_id}, период «{period_id}»"
    ),
    "problem.held-twice": "участник {applicant_id} стоит в одном периоде на нескольких местах",
}

EN: Mapping[str, str] = {
    "letter.title.internship": "Your internship place",
    "letter.title.vacancy": "Your place of work",
    "letter.title.teacher-internship": "Your internship place",
    "letter.title.teaching": "Your classes",
    "letter.title.none": "About a place for you",
    "letter.to": "To: {name}",
    "letter.group": "group {group}",
    "letter.greeting": "Hello,",
    "letter.intro": "There is a place for you. First, where and when to come; then, why it is this one.",
    "letter.intro.part": "There are places for you, but not yet for all dates.",
    "letter.intro.none": (
        "We are sorry: there is no place for you yet. Below we say why this is so and what can be done."
    ),
    "letter.why": "Why this place",
    "letter.better": "Why not what stands higher on your list",
    "letter.missing": "Why there is no place yet",
    "letter.steps": "What can be done",
    "letter.ask": "Whom to ask",
    "letter.change": "If anything in this letter is wrong or has changed, tell the college as soon as you can.",
    "letter.regards": "Yours sincerely,",
    "letter.sign": "Placement officer: ______________________",
    "letter.fact.practice": "Kind of internship",
    "letter.fact.host": "Enterprise",
    "letter.fact.town": "Town",
    "letter.fact.position": "Where exactly",
    "letter.fact.dates": "Dates",
    "letter.fact.schedule": "Working time",
    "letter.fact.mentor": "Mentor at the enterprise",
    "letter.fact.supervisor": "Supervisor from the college",
    "letter.fact.wish": "On your list of wishes",
    "letter.practice.training": "training",
    "letter.practice.production": "production internship",
    "letter.practice.pre-diploma": "pre-diploma internship",
    "letter.dates": "from {starts_on} to {ends_on}",
    "letter.hours.day": "{hours:number} {hours:plural:hour|hours} a day",
    "letter.hours.week": "{hours:number} {hours:plural:hour|hours} a week",
    "letter.shift.day": "day work",
    "letter.shift.rotating": "in shifts",
    "letter.shift.night": "at night",
    "letter.shift.away": "away from home on rotation",
    "letter.wish": "number {rank} of {n:number}",
    "letter.wish.none": "not on your list",
    "letter.because.first": "You put this place first, and it is yours.",
    "letter.because.ranked": (
        "This place is number {rank} on your list. What stands higher could not be given to you: the reasons follow."
    ),
    "letter.because.unlisted": (
        "No place on your list could be given to you: the reasons follow. So we found another one that fits the rules "
        "of the internship."
    ),
    "letter.because.silent": ("We had no wishes from you, so the place was chosen by the rules of the internship."),
    "letter.because.not-asked": (
        "Nobody was asked for wishes this time: the place was chosen by the rules of the internship."
    ),
    "letter.because.fixed": "This place was set aside for you beforehand. The college will tell you on what grounds.",
    "letter.choice": "{title} ({host})",
    "letter.choice.why": "{choice}: {why}.",
    "letter.choice.others": "Ask the college about the other places that stand higher on your list.",
    "letter.full.optimal": (
        "there {n:plural:was|were} {n:number} {n:plural:place|places}, and with everybody's wishes counted "
        "{n:plural:it went to somebody else|they went to others}"
    ),
    "letter.full.listed": (
        "there {n:plural:was|were} {n:number} {n:plural:place|places}, and {n:plural:it|they} went to whom the "
        "enterprise puts higher or, among equals, who won the lot"
    ),
    "letter.full.serial": (
        "there {n:plural:was|were} {n:number} {n:plural:place|places}, and {n:plural:it was|they were} chosen before "
        "your turn came"
    ),
    "letter.no-seats": "it has no places this time",
    "letter.kept": "a place is still free there, but it cannot be taken: {why}",
    "letter.trade": (
        "a place is still free there, but if you took it, the placement as a whole would be worse: the rules of this "
        "round look first at what matters to everybody"
    ),
    "letter.open": "a place is still free there; ask the college whether you may take it",
    "letter.rule.period": "it is not open on your dates",
    "letter.rule.specialty": "it is for another specialty",
    "letter.rule.lock-assigned": "another place was set aside for you beforehand",
    "letter.rule.lock-forbidden": "the college decided not to send you there, and will tell you why",
    "letter.rule.veto-applicant": "you refused this place",
    "letter.rule.veto-position": "the enterprise is not ready to take you",
    "letter.rule.unranked": "this place is not on your list",
    "letter.rule.unlisted": "the enterprise did not put you on its list",
    "letter.rule.consent": "without your consent the college may not tell the enterprise your name",
    "letter.rule.agreement-valid": "the college has no agreement with this enterprise for all days of the internship",
    "letter.rule.target-contract": "your target contract binds you to the enterprise that signed it",
    "letter.rule.own-workplace": "you already work at another enterprise and do the internship there",
    "letter.rule.minors-hazard": "its working conditions are not for people under 18",
    "letter.rule.minors-shift": "its working times are not for people under 18",
    "letter.rule.minors-hours": "its working day is longer than is allowed under 18",
    "letter.rule.adult-hours": "its working week is longer than 40 hours",
    "letter.rule.study-hours": "its working day is longer than is allowed beside study",
    "letter.rule.disability-hours": "its working week is longer than you are allowed to work",
    "letter.rule.hazard-hours": "its working week is longer than is allowed in such conditions",
    "letter.rule.medical": "a medical certificate valid to {ends_on} is needed, and yours ends on {medical_until}",
    "letter.rule.medical.none": (
        "a medical certificate valid to {ends_on} is needed, and the college has none of yours"
    ),
    "letter.rule.accessible": "it does not have the access you need",
    "letter.rule.health": "the work there does not suit your health",
    "letter.rule.distance": "it is {km:number} km away, and your limit is {max_km:number} km",
    "letter.rule.distance.many": "the way is longer than your limit ({max_km:number} km)",
    "letter.rule.housing": "it gives no housing, and you need some",
    "letter.rule.other": "the rules of the internship do not allow it",
    "letter.condition.capacity": "it has no places left",
    "letter.condition.host-capacity": "the enterprise takes no more people on these days",
    "letter.condition.position-capacity": "it has no places left on these days",
    "letter.condition.at-a-time": "you have another internship on the same days",
    "letter.condition.minimum": "the smallest group that would be taken would not come together",
    "letter.condition.host-minimum": "the enterprise would not get the smallest group that it takes",
    "letter.condition.max-minors": "as many people under 18 are there as may be",
    "letter.condition.beds": "its housing is taken",
    "letter.condition.companions": "you do not go alone, and it has no places for all of you",
    "letter.condition.quota": "the number of people of your group or specialty there is limited",
    "letter.condition.mentor": "the mentors there cannot take anybody else",
    "letter.condition.supervisor": "the college's supervisors cannot take anybody else",
    "letter.condition.agreement": "all places under the agreement with the enterprise are taken",
    "letter.condition.max-changes": "the earlier plan may not be changed any further",
    "letter.condition.lock-assigned": "another place was set aside for you beforehand",
    "letter.condition.other": "the conditions of the internship do not allow it",
    "letter.none.specialty": "There are no places for your specialty this time.",
    "letter.none.rules": "There are places for your specialty, but the rules do not let us send you there.",
    "letter.none.rule.all": "What stands in the way: {why}.",
    "letter.none.rule.most": "What most often stands in the way: {why}.",
    "letter.none.competition": (
        "{n:number} {n:plural:place suits you, but it went to somebody else|places suit you, but all went to others}: "
        "more people want places than there are."
    ),
    "letter.none.free": "A place that suits you is still free: ask the college whether you may take it.",
    "letter.none.condition": "A place that suits you is still free, but it cannot be taken for now: {why}.",
    "letter.none.level-trade": (
        "A place that suits you is still free, but if you took it, the placement as a whole would be worse: the rules "
        "of this round look first at what matters to everybody."
    ),
    "letter.do.medical": "Have a medical check and bring a certificate that is valid to {ends_on}.",
    "letter.do.distance": "Talk over at home whether you can travel farther. Your limit now: {max_km:number} km.",
    "letter.do.housing": "Tell the college where you could live during the internship.",
    "letter.do.agreement-valid": (
        "Ask when the college will renew its agreements: some places are closed only because of that."
    ),
    "letter.do.consent": "If you do not mind the college telling an enterprise your name, sign the consent.",
    "letter.do.veto-applicant": "Think again about the places that you refused.",
    "letter.do.unranked": "Add places to your list of wishes: only those on it count.",
    "letter.do.veto-position": "Ask whether the college can talk to the enterprise about you again.",
    "letter.do.unlisted": "Ask whether the college can propose you to an enterprise that has not named you yet.",
    "letter.do.more": "If a place falls free or a new one appears, the college can send you there: stay in touch.",
    "letter.curator": "The curator of your group: {curator}",
    "letter.no-curator": "The curator of your group or the college's placement officer",
    "letter.no-group": "The college's placement officer",
    "letter.host.title.internship": "Students we send you",
    "letter.host.title.vacancy": "Graduates we send you",
    "letter.host.title.teacher-internship": "Teachers we send you",
    "letter.host.title.teaching": "Specialists we send you",
    "letter.host.to": "To: {host}",
    "letter.host.greeting": "Dear colleagues,",
    "letter.host.sends": "Thank you for the places you offer. We send you {n:number} {people}, listed below.",
    "letter.host.sends.none": (
        "Thank you for the places you offer. This time we send nobody to you, and hope for the next."
    ),
    "letter.host.withheld": (
        "Where a name is missing, the consent to pass it on has not been given yet. We shall tell you the name once "
        "it is."
    ),
    "letter.host.curators": "For questions about studies, turn to the curators of the groups",
    "letter.host.curator": "{group}: {curator}",
    "letter.host.change": "If your conditions or dates change, please tell us as soon as you can.",
    "letter.host.dates": "{starts_on} – {ends_on}",
    "letter.host.column.number": "#",
    "letter.host.column.name": "Name",
    "letter.host.column.group": "Group",
    "letter.host.column.position": "Where",
    "letter.host.column.dates": "Dates",
    "letter.host.column.mentor": "Mentor",
    "letter.host.no-name": "name to follow",
    "letter.host.team": "{name} ({n:number} people)",
    "letter.host.supervisor": "from the college: {name}",
    "problem.template-broken": "this is no Word document (.docx), or it is damaged",
    "problem.template-macros": "the template has macros; save it as a plain document .docx",
    "problem.template-large": "the template is too large: more than {megabytes} MB",
    "problem.template-field": (
        'the template has a field "{field}", and there is none. Beside it stands: "{near}". The fields are: '
        "{known:list}"
    ),
    "problem.template-syntax": 'a field or condition is not written right ({detail}). Beside it stands: "{near}"',
    "problem.template-unsafe": 'the template asks for what letters may not do ({detail}). Beside it stands: "{near}"',
    "problem.template-result": "this template gives a damaged document ({detail})",
    "problem.letters-there": "the folder is there and not empty: name another or clear this one away",
    "problem.not-of-this-round": (
        'this line is not of this round: applicant {applicant_id}, position {position_id}, period "{period_id}"'
    ),
    "problem.held-twice": "applicant {applicant_id} holds several places in one period",
}
