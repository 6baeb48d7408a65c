"""Words for the model of outcomes: what becomes of graduates, how sure it is, and what it rests on."""

from collections.abc import Mapping

RU: Mapping[str, str] = {
    "problem.unknown-outcome-key": "здесь нет такого слова; известны: {known:list}",
    "problem.outcome-mapping": "нужны пары «слово: число», а стоит «{got}»",
    "problem.outcome-number": "нужно число, а стоит «{got}»",
    "problem.outcome-share": "нужна доля больше 0 и меньше 1, а стоит «{got}»",
    "problem.shares-too-large": "доли дают вместе {sum:number}, а должно остаться место для остальных",
    "command.outcomes": "Построить модель трудоустройства по прошлым выпускам и показать, насколько ей можно верить.",
    "option.horizon": "Через сколько месяцев после выпуска спрашивается, кто чем занят.",
    "option.allow": "Разрешить модели признак, который по умолчанию выключен (например, woman); можно несколько раз.",
    "problem.no-history": (
        "в раундах нет ни одного выпускника с известной категорией занятости в нужный срок; нужны таблицы "
        "outcomes и placements"
    ),
    "problem.missing-extra": (
        "для этого нужна библиотека scikit-learn; поставьте её так: pip install 'praktika[{extra:known}]'"
    ),
    "problem.bad-model": "это не файл модели трудоустройства: {detail}",
    "outcomes.title": "Трудоустройство выпускников: модель по прошлым выпускам",
    "outcomes.kicker": "Модель трудоустройства",
    "outcomes.basis": (
        "По {n:number} {n:plural:выпускнику|выпускникам|выпускникам} из {cohorts:number} "
        "{cohorts:plural:раунда|раундов|раундов}, через {months:number} {months:plural:месяц|месяца|месяцев} "
        "после выпуска."
    ),
    "outcomes.lead": (
        "Трудоустроены {employed:number} из {n:number} ({share}) через {months:number} "
        "{months:plural:месяц|месяца|месяцев} после выпуска: это факт. Всё, что ниже названо прогнозом, это "
        "числа модели."
    ),
    "outcomes.left-out": (
        "Не вошли: категория неизвестна у {unknown:number} из {graduates:number}, в нужный срок не опрошены "
        "{unchecked:number}."
    ),
    "outcomes.figure.rate": "Трудоустроены, факт",
    "outcomes.figure.error": "Ошибка модели, в среднем",
    "outcomes.figure.error.basis": "процентных пункта; при безошибочной модели случай дал бы {chance}",
    "outcomes.figure.gain": "Можно было больше, прогноз",
    "outcomes.figure.gain.basis": "из {n:number}, с вероятностью 80 %: от {low} до {high}",
    "outcomes.figure.stay": "Остались на первом месте через год",
    "outcomes.figure.stay.basis": "из {n:number} принятых, с вероятностью 80 %: {low}–{high}",
    "outcomes.percent": "{value:number} %",
    "outcomes.of": "{k:number} из {n:number}",
    "outcomes.calibration": "Сбывается ли прогноз",
    "outcomes.calibration.says": (
        "Выпускники разбиты на равные группы по прогнозу. Точка на прямой значит: сколько модель обещала, "
        "столько и трудоустроено. Черта показывает, в каких пределах лежит доля с вероятностью 80 %. Каждого "
        "модель предсказывала, не зная о нём: прогноз по остальным {n:number}."
    ),
    "outcomes.calibration.number": (
        "Средняя ошибка по группам {error} процентного пункта (ожидаемая ошибка калибровки). Из-за случайности "
        "совершенно верная модель показала бы здесь около {chance}."
    ),
    "outcomes.calibration.brier": (
        "Средний квадрат ошибки (оценка Брайера) {brier}; если всем назвать одну и ту же долю, {base}. Выигрыш {skill}."
    ),
    "outcomes.axis.predicted": "прогноз модели, %",
    "outcomes.axis.observed": "трудоустроены на деле, %",
    "outcomes.exact": "прогноз = факт",
    "outcomes.table": "Числа таблицей",
    "outcomes.column.group": "Группа",
    "outcomes.column.people": "Выпускников",
    "outcomes.column.predicted": "Прогноз",
    "outcomes.column.observed": "На деле",
    "outcomes.column.interval": "80 %",
    "outcomes.column.cohort": "Выпуск",
    "outcomes.column.fitted": "По записям",
    "outcomes.column.foretold": "Предсказано, человек",
    "outcomes.column.happened": "На деле, человек",
    "outcomes.column.inside": "В пределах",
    "outcomes.yes": "да",
    "outcomes.no": "нет",
    "outcomes.backtest": "Проверка на следующем выпуске",
    "outcomes.backtest.says": (
        "Каждый выпуск предсказан только по более ранним, как это и было бы на деле. В пределы 80 % должны "
        "попадать четыре выпуска из пяти."
    ),
    "outcomes.backtest.none": "Проверить нечем: известен один выпуск.",
    "outcomes.drivers": "Что связано с трудоустройством",
    "outcomes.drivers.says": (
        "На сколько процентных пунктов выше прогноз, если изменить только это. Черта показывает пределы с "
        "вероятностью 80 %; где она пересекает ноль, уверенности нет. Это связь, а не доказанная причина."
    ),
    "outcomes.drivers.none": "Ни один признак не различался, сравнивать нечего.",
    "outcomes.axis.points": "процентных пунктов к прогнозу трудоустройства",
    "outcomes.column.driver": "Признак",
    "outcomes.column.points": "Проц. пунктов",
    "outcomes.column.standardised": "На одно отклонение, лог-шансы",
    "outcomes.gain": "Что дало бы другое распределение",
    "outcomes.gain.says": (
        "Те же места и те же правила допуска, но другое распределение. Записи разделены на три части: по одной "
        "план выбран, по другой оценён, по третьей оценка исправлена тем, что было на деле; потом части "
        "меняются. Поэтому выигрыш не завышен выбором; скорее занижен, ведь план выбран лишь по трети записей."
    ),
    "outcomes.gain.best.actual": "Лучшее распределение против того, что было",
    "outcomes.gain.best.greedy": "Лучшее распределение против жадного делопроизводителя",
    "outcomes.gain.greedy.actual": "Жадный делопроизводитель против того, что было",
    "outcomes.gain.greedy": (
        "Жадный делопроизводитель идёт по списку и даёт каждому лучшее из свободного по той же модели."
    ),
    "outcomes.gain.none": (
        "Оценить нельзя: записей слишком мало или закрепления не дают распределить кого-то из выпусков заново."
    ),
    "outcomes.column.contrast": "Сравнение",
    "outcomes.column.more": "Трудоустроено больше на",
    "outcomes.column.among": "Из скольких",
    "outcomes.retention": "Удержание на первом месте работы",
    "outcomes.retention.says": (
        "Доля тех, кто ещё работает там, куда был принят сначала; о ком известно не до конца, те учтены, пока за "
        "ними следили (Каплан — Мейер). Первых мест работы с датой приёма: {n:number}, из них там, где была "
        "практика: {by_host:number}."
    ),
    "outcomes.retention.none": "Дат приёма на работу нет, судить не по чему.",
    "outcomes.column.after": "Через",
    "outcomes.months": "{n:number} {n:plural:месяц|месяца|месяцев}",
    "outcomes.column.all": "Все",
    "outcomes.column.by-host": "Принятые там, где была практика",
    "outcomes.specialties": "По специальностям",
    "outcomes.specialties.says": "Специальность, где выпускников мало, модель держит ближе к среднему по колледжу.",
    "outcomes.column.specialty": "Специальность",
    "outcomes.no-specialty": "не указана",
    "outcomes.made": "Как получена модель",
    "outcomes.made.stages": (
        "Четыре вопроса подряд, каждый решён логистической регрессией со штрафом: свободен ли выпускник для "
        "работы (или армия, учёба, отпуск по уходу); трудоустроен ли свободный; где трудоустроен; остался ли "
        "через год. Коэффициенты лежат в файле model.json, их можно прочесть и поставить в сценарий."
    ),
    "outcomes.made.public": (
        "Пока своих записей мало, модель опирается на открытые данные: они весят столько, сколько {worth:number} "
        "записей. Трудоустроены {employed}, учатся дальше {study}, в армии {army}, в отпуске по уходу {leave}: "
        "выпускники колледжей Крыма, 2023 год ({crimea}). Работают не по специальности {out}: опрос Росстата "
        "2016 года ({rosstat}). Доли «принят там, где была практика» и «самозанят» и уход с работы {leaving} в "
        "месяц: наши допущения."
    ),
    "outcomes.made.used": "Модель смотрела на признаки: {names}.",
    "outcomes.made.unused": (
        "Модели запрещено смотреть на признаки: {names}. Выбирать по ним место было бы дискриминацией (ст. 3 и "
        "64 ТК РФ)."
    ),
    "outcomes.made.allowed": "Внимание: по вашему указанию модель смотрела и на признаки: {names}.",
    "outcomes.column.stage": "Вопрос",
    "outcomes.column.records": "Записей",
    "outcomes.column.strength": "Разброс коэффициентов",
    "outcomes.column.spread": "Разброс специальностей",
    "outcomes.column.temperature": "Поправка уверенности",
    "outcomes.stage.away": "свободен для работы?",
    "outcomes.stage.work": "трудоустроен?",
    "outcomes.stage.where": "где?",
    "outcomes.stage.stay": "остался через год?",
    "outcomes.footer": (
        "Прогнозы здесь: числа модели с горизонтом {months:number} {months:plural:месяц|месяца|месяцев} после "
        "выпуска, а не обещания о человеке. Трудоустроен: по договору, самозанят или предприниматель."
    ),
    "feature.km": "на 10 км дальше",
    "feature.grade": "средний балл на 1 выше",
    "feature.minor": "моложе 18 лет на практике",
    "feature.wish": "первый приоритет, а не без приоритета",
    "feature.target": "целевой договор с этим предприятием",
    "feature.hire_places": "после практики берут всех",
    "feature.pay": "плата выше на 10 000 ₽",
    "feature.transport": "есть развозка",
    "feature.housing": "есть жильё",
    "feature.mentor": "у предприятия есть наставник",
    "feature.alumni_led": "руководит выпускник колледжа",
    "feature.no_place": "места практики не было",
    "feature.beyond_draft_age": "вне призывного возраста",
    "feature.woman": "женщина",
    "feature.sex_unknown": "пол не указан",
    "feature.restrictions": "ограничения по здоровью",
    "feature.needs_housing": "нужно жильё",
    "attribute.km": "расстояние",
    "attribute.grade": "средний балл",
    "attribute.minor": "моложе 18 лет на практике",
    "attribute.wish": "место в пожеланиях",
    "attribute.target": "целевой договор",
    "attribute.hire_places": "сколько возьмут на работу",
    "attribute.pay": "плата",
    "attribute.transport": "развозка",
    "attribute.housing": "жильё от предприятия",
    "attribute.mentor": "наставник",
    "attribute.alumni_led": "руководитель из выпускников",
    "attribute.no_place": "была ли практика",
    "attribute.beyond_draft_age": "призывной возраст",
    "attribute.woman": "пол",
    "attribute.sex_unknown": "указан ли пол",
    "attribute.restrictions": "здоровье и инвалидность",
    "attribute.needs_housing": "нужда в жилье",
}

EN: Mapping[str, str] = {
    "problem.unknown-outcome-key": "there is no such word here; known are {known:list}",
    "problem.outcome-mapping": 'expected pairs "word: number", got "{got}"',
    "problem.outcome-number": 'expected a number, got "{got}"',
    "problem.outcome-share": 'expected a share above 0 and below 1, got "{got}"',
    "problem.shares-too-large": "the shares come to {sum:number} together, which leaves no room for the others",
    "command.outcomes": "Fit a model of employment to earlier cohorts and show how far it can be trusted.",
    "option.horizon": "How many months after graduation it is asked what graduates do.",
    "option.allow": "Let the model use an attribute that is off by default (woman, for one); may be given again.",
    "problem.no-history": (
        "the rounds have no graduate whose category is known near the horizon; the tables outcomes and "
        "placements are needed"
    ),
    "problem.missing-extra": (
        "this needs the library scikit-learn; install it with: pip install 'praktika[{extra:known}]'"
    ),
    "problem.bad-model": "this file does not hold a model of outcomes: {detail}",
    "outcomes.title": "Employment of graduates: a model of earlier cohorts",
    "outcomes.kicker": "Model of employment",
    "outcomes.basis": (
        "From {n:number} {n:plural:graduate|graduates} of {cohorts:number} {cohorts:plural:round|rounds}, "
        "{months:number} {months:plural:month|months} after graduation."
    ),
    "outcomes.lead": (
        "{employed:number} of {n:number} are employed ({share}) {months:number} {months:plural:month|months} "
        "after graduation: this is fact. Whatever is called predicted below is the model's."
    ),
    "outcomes.left-out": (
        "Left out: the category of {unknown:number} of {graduates:number} is unknown, {unchecked:number} were "
        "not asked near that time."
    ),
    "outcomes.figure.rate": "Employed, fact",
    "outcomes.figure.error": "The model's error on average",
    "outcomes.figure.error.basis": "percentage points; luck alone would show {chance}",
    "outcomes.figure.gain": "More could have been, predicted",
    "outcomes.figure.gain.basis": "of {n:number}, with probability 80%: {low} to {high}",
    "outcomes.figure.stay": "Still at their first job after a year",
    "outcomes.figure.stay.basis": "of {n:number} hired, with probability 80%: {low}–{high}",
    "outcomes.percent": "{value:number}%",
    "outcomes.of": "{k:number} of {n:number}",
    "outcomes.calibration": "Does the prediction come true",
    "outcomes.calibration.says": (
        "Graduates stand in equal groups by their prediction. A dot on the line means that as many are employed "
        "as the model said. The bar shows where the share lies with probability 80%. Each was predicted without "
        "being known to the model, from the rest of the {n:number}."
    ),
    "outcomes.calibration.number": (
        "The mean error over the groups is {error} percentage points (expected calibration error). By luck a "
        "perfect model would show about {chance} here."
    ),
    "outcomes.calibration.brier": (
        "Mean squared error (Brier score) {brier}; naming one share for everybody gives {base}. Skill {skill}."
    ),
    "outcomes.axis.predicted": "predicted by the model, %",
    "outcomes.axis.observed": "employed in fact, %",
    "outcomes.exact": "predicted = fact",
    "outcomes.table": "The numbers as a table",
    "outcomes.column.group": "Group",
    "outcomes.column.people": "Graduates",
    "outcomes.column.predicted": "Predicted",
    "outcomes.column.observed": "In fact",
    "outcomes.column.interval": "80%",
    "outcomes.column.cohort": "Cohort",
    "outcomes.column.fitted": "From records",
    "outcomes.column.foretold": "Foretold, people",
    "outcomes.column.happened": "In fact, people",
    "outcomes.column.inside": "Within",
    "outcomes.yes": "yes",
    "outcomes.no": "no",
    "outcomes.backtest": "Tested on the next cohort",
    "outcomes.backtest.says": (
        "Each cohort is foretold from the earlier ones alone, as it would have been at the time. Four cohorts in "
        "five should fall within the 80% bounds."
    ),
    "outcomes.backtest.none": "Nothing to test on: one cohort is known.",
    "outcomes.drivers": "What goes with being employed",
    "outcomes.drivers.says": (
        "By how many percentage points the prediction is higher when this alone changes. The bar shows the "
        "bounds with probability 80%; where it crosses zero nothing is sure. This is what goes together, not a "
        "proven cause."
    ),
    "outcomes.drivers.none": "No attribute varied, so there is nothing to compare.",
    "outcomes.axis.points": "percentage points added to the predicted employment",
    "outcomes.column.driver": "Attribute",
    "outcomes.column.points": "Perc. points",
    "outcomes.column.standardised": "Log-odds a standard deviation",
    "outcomes.gain": "What another matching would have brought",
    "outcomes.gain.says": (
        "The same seats and rules of admission, another matching. Records are cut into three parts: one chooses "
        "the plan, one values it, one corrects the value by what happened in fact; then they change places. So "
        "the gain is not flattered by the choice; it is rather too small, as a plan is chosen with a third of "
        "the records."
    ),
    "outcomes.gain.best.actual": "The best matching against what was done",
    "outcomes.gain.best.greedy": "The best matching against a greedy clerk",
    "outcomes.gain.greedy.actual": "A greedy clerk against what was done",
    "outcomes.gain.greedy": (
        "The greedy clerk goes down the list and gives everyone the best place still free by the same model."
    ),
    "outcomes.gain.none": "Cannot be told: too few records, or locks leave no matching for some cohort.",
    "outcomes.column.contrast": "Comparison",
    "outcomes.column.more": "More employed by",
    "outcomes.column.among": "Of how many",
    "outcomes.retention": "Retention at the first job",
    "outcomes.retention.says": (
        "The share still working where they were first hired; those not followed to the end count as long as "
        "they were (Kaplan–Meier). First jobs with a day of hire: {n:number}, of them at the host of the "
        "practice: {by_host:number}."
    ),
    "outcomes.retention.none": "There are no days of hire to judge by.",
    "outcomes.column.after": "After",
    "outcomes.months": "{n:number} {n:plural:month|months}",
    "outcomes.column.all": "All",
    "outcomes.column.by-host": "Hired where the practice was",
    "outcomes.specialties": "By specialty",
    "outcomes.specialties.says": "A specialty with few graduates is kept nearer to the college's mean by the model.",
    "outcomes.column.specialty": "Specialty",
    "outcomes.no-specialty": "not given",
    "outcomes.made": "How the model was made",
    "outcomes.made.stages": (
        "Four questions in a row, each a penalised logistic regression: is the graduate available for work (or "
        "in the army, studying on, on parental leave); is who is available employed; where; still there after a "
        "year. The coefficients stand in model.json, to be read and to be put into a scenario."
    ),
    "outcomes.made.public": (
        "While records are few the model leans on public figures, which weigh as much as {worth:number} records. "
        "Employed {employed}, studying on {study}, in the army {army}, on parental leave {leave}: graduates of "
        "the colleges of Crimea, 2023 ({crimea}). Working out of their specialty {out}: Rosstat's survey of 2016 "
        "({rosstat}). The shares hired where the practice was and self-employed, and leaving a job at {leaving} "
        "a month, are assumptions of ours."
    ),
    "outcomes.made.used": "The model looked at: {names}.",
    "outcomes.made.unused": (
        "The model may not look at: {names}. Choosing places by these would be discrimination (Labour Code of "
        "Russia, art. 3 and 64)."
    ),
    "outcomes.made.allowed": "Note: as you asked, the model also looked at: {names}.",
    "outcomes.column.stage": "Question",
    "outcomes.column.records": "Records",
    "outcomes.column.strength": "Spread of coefficients",
    "outcomes.column.spread": "Spread of specialties",
    "outcomes.column.temperature": "Confidence factor",
    "outcomes.stage.away": "available for work?",
    "outcomes.stage.work": "employed?",
    "outcomes.stage.where": "where?",
    "outcomes.stage.stay": "still there after a year?",
    "outcomes.footer": (
        "Predictions here are a model's figures with a horizon of {months:number} {months:plural:month|months} "
        "after graduation, no promises about a person. Employed: by contract, self-employed or an entrepreneur."
    ),
    "feature.km": "10 km farther",
    "feature.grade": "average grade higher by 1",
    "feature.minor": "under 18 in practice",
    "feature.wish": "first choice instead of unranked",
    "feature.target": "target contract with this host",
    "feature.hire_places": "everyone is hired after practice",
    "feature.pay": "10,000 roubles more pay",
    "feature.transport": "a works bus",
    "feature.housing": "housing given",
    "feature.mentor": "the host has a mentor",
    "feature.alumni_led": "led by a graduate of the college",
    "feature.no_place": "no place of practice",
    "feature.beyond_draft_age": "beyond the age of conscription",
    "feature.woman": "a woman",
    "feature.sex_unknown": "sex not given",
    "feature.restrictions": "health restrictions",
    "feature.needs_housing": "needs housing",
    "attribute.km": "distance",
    "attribute.grade": "average grade",
    "attribute.minor": "under 18 in practice",
    "attribute.wish": "rank in the wishes",
    "attribute.target": "target contract",
    "attribute.hire_places": "how many are hired",
    "attribute.pay": "pay",
    "attribute.transport": "works bus",
    "attribute.housing": "housing given",
    "attribute.mentor": "mentor",
    "attribute.alumni_led": "led by a graduate",
    "attribute.no_place": "whether there was a practice",
    "attribute.beyond_draft_age": "age of conscription",
    "attribute.woman": "sex",
    "attribute.sex_unknown": "whether sex is given",
    "attribute.restrictions": "health and disability",
    "attribute.needs_housing": "need of housing",
}
