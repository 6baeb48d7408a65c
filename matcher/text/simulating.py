"""Words for simulations: names of rates and endings, the screen, the report and its charts."""

from collections.abc import Mapping

RU: Mapping[str, str] = {
    "command.simulate": "Просчитать сценарии «что, если»: прогоны от практики до работы, с разбросом и сравнением.",
    "option.trials": "Сколько прогонов каждого сценария, вместо записанного в файле.",
    "option.engine": "Где считать: local (этот компьютер) или dask://АДРЕС:ПОРТ (кластер Dask).",
    "option.workers": "Сколько процессов на этом компьютере; на числа не влияет.",
    "problem.unknown-engine": "нет такого способа счёта: «{engine}»; есть local и dask://АДРЕС:ПОРТ",
    "problem.no-cluster-extra": "для счёта на кластере нужна библиотека distributed: pip install praktika[cluster]",
    "problem.no-scheduler": "планировщик Dask по адресу {address} не отвечает",
    "problem.no-workers": "у планировщика Dask по адресу {address} нет ни одного работника (dask worker)",
    "problem.bad-trials": "прогонов должно быть не меньше одного",
    "problem.bad-horizon": "срок в месяцах не может быть отрицательным",
    "problem.bad-cohorts": "выпусков должно быть не меньше одного",
    "problem.no-scenarios": "нет ни одного сценария",
    "problem.bad-simulation": "это не итоги просчёта сценариев: {detail}",
    "problem.mixed-results": "распределения и просчёты сценариев нельзя сравнивать между собой",
    "simulate.workers-die": (
        "Процессы счёта обрываются раз за разом, просчёт остановлен. Обычно не хватает памяти: попробуйте меньше "
        "процессов (--workers)."
    ),
    "simulate.cluster-lost": "Связь с кластером потеряна, просчёт остановлен. Запустите его снова.",
    "simulate.progress": "Прогонов: {done:number} из {most:number}",
    "simulate.stopped.trials": "Сделаны все прогоны: {trials:number} на сценарий.",
    "simulate.stopped.precision": (
        "Нужная точность достигнута: хватило {trials:number} {trials:plural:прогона|прогонов|прогонов} на сценарий."
    ),
    "simulate.stopped.interrupted": (
        "Просчёт остановлен раньше времени. Сохранено то, что успели: {trials:number} "
        "{trials:plural:прогон|прогона|прогонов} на сценарий."
    ),
    "simulate.heading": "Просчёт сценариев",
    "simulate.model": (
        "Все числа здесь — расчёт по модели, а не отчётные данные. Занятость показана через {horizon:number} "
        "{horizon:plural:месяц|месяца|месяцев} после выпуска."
    ),
    "simulate.model.placement": (
        "Все числа здесь — расчёт по модели, а не отчётные данные. Срок 0 месяцев: показано только распределение по "
        "местам практики."
    ),
    "simulate.caption": "Расчёт по модели, через {horizon:number} мес. после выпуска, {trials:number} прогонов.",
    "simulate.caption.placement": "Расчёт по модели, срок 0 месяцев (только распределение), {trials:number} прогонов.",
    "simulate.interval": "в 8 прогонах из 10: от {low} до {high}",
    "simulate.among": "среди кого: {of}",
    "simulate.of": "{numerator} из {denominator}",
    "simulate.unplanned": (
        "В сценарии «{title}» для {n:number} {n:plural:раунда|раундов|раундов} лучшее распределение не найдено или не "
        "доказано за отведённое время. Места в них считаются по тому, что найдено."
    ),
    "simulate.answer": "Сейчас: {name} — {value} ({of}), {interval}.",
    "simulate.best": "Больше всего даёт «{title}»: {change}.",
    "simulate.best.unsure": (
        "Ни один из сценариев не даёт заметно больше того, что есть: разница меньше точности расчёта."
    ),
    "simulate.best.none": "Ни один из сценариев не лучше того, что есть.",
    "simulate.now": "Как сейчас",
    "simulate.same": "без изменений",
    "simulate.change": "{people} ({points})",
    "simulate.unit.people": "{value} чел.",
    "simulate.unit.points": "{value} п. п.",
    "simulate.unit.percent": "{value} %",
    "simulate.unit.km": "{value} км",
    "simulate.unit.roubles": "{value} ₽",
    "simulate.unit.number": "{value}",
    "simulate.unit.places": "{value} мест",
    "simulate.cost": "{value:number} ₽ в год",
    "simulate.cost.none": "без затрат",
    "simulate.target": "Цель «{name}: {value}» достигается в {n:number} прогонах из 100.",
    "simulate.cohort": "выпуск {label}",
    "simulate.cohorts": "все выпуски вместе",
    "simulate.scenarios": "Что изменит каждый сценарий",
    "simulate.scenarios.caption": (
        "Показатель: {name}, разница с тем, что есть. Точка — среднее, черта — разброс: в 8 прогонах из 10 разница в "
        "этих пределах. Случай у всех сценариев один и тот же, поэтому разница — от самого сценария."
    ),
    "simulate.beside": "Что сценарии меняют ещё",
    "simulate.beside.caption": (
        "Разница с тем, что есть, среднее за прогон: другие цели просчёта, места практики, договоры. "
        "Серое — разницы нет или она может оказаться и в другую сторону."
    ),
    "simulate.scenarios.note": "Черта пересекает ноль — значит, в отдельный год разницу можно и не заметить.",
    "simulate.fan": "Как выпуск выходит на работу",
    "simulate.fan.caption": "Доля работающих по месяцам после выпуска, сценарий «{title}». Полоса — 8 прогонов из 10.",
    "simulate.fan.axis": "месяцев после выпуска",
    "simulate.fan.label": "{share} ({of})",
    "simulate.tornado": "От чего результат зависит сильнее всего",
    "simulate.tornado.caption": (
        "Как сдвинется показатель «{name}», если допущение модели окажется на 20 % меньше или больше. Сверху "
        "то, что стоит уточнить в первую очередь."
    ),
    "simulate.axis.points": "процентных пунктов к тому, что есть",
    "simulate.tornado.less.short": "меньше",
    "simulate.tornado.more.short": "больше",
    "simulate.tornado.less": "на 20 % меньше",
    "simulate.tornado.more": "на 20 % больше",
    "simulate.flows": "Куда уходят выпускники",
    "simulate.flows.caption": (
        "В среднем за прогон, сценарий «{title}»: специальность → место практики → чем занят. Человек: {n}."
    ),
    "simulate.flows.specialty": "Специальность",
    "simulate.flows.host": "Практика",
    "simulate.flows.ending": "Итог",
    "simulate.flows.others": "остальные предприятия ({n:number})",
    "simulate.flows.nowhere": "без места практики",
    "simulate.flows.no-specialty": "специальность не указана",
    "simulate.people": "человек в среднем",
    "simulate.table": "Таблица к рисунку",
    "simulate.figures": "Все показатели",
    "simulate.how": "Как это посчитано",
    "simulate.how.text": (
        "Каждый прогон начинается с распределения на практику; если изменение прогона его затрагивает, оно решается "
        "заново. Затем выпуск: армия, учёба, отпуск по уходу, приём на предприятии практики (в порядке списка "
        "предприятия, дальше по среднему баллу, при равенстве — по жребию; не больше мест для приёма). Кому места не "
        "хватило и кто ищет, идёт на вакансии региона: они открываются по месяцам, каждый месяц вакансии и ищущие "
        "сводятся наилучшим образом, каждого направляют один раз; кого не взяли, может найти работу сам."
    ),
    "simulate.how.months": (
        "Допущения: вакансии и самостоятельный поиск распределены поровну по двенадцати месяцам после выпуска; "
        "предприятие практики принимает сразу после выпуска; кто ушёл от работодателя до срока, считается работающим "
        "у другого (шансы модели это уже включают); служба длится двенадцать месяцев, потом человек снова ищет работу. "
        "Место для приёма занято, пока принятый не ушёл."
    ),
    "simulate.how.years": (
        "Следующие выпуски: те, кто учится, переходят на год дальше; на место выпускников приходят студенты с теми же "
        "пожеланиями; договоры кончаются в свой срок."
    ),
    "simulate.how.unknown": (
        "«Неизвестно» — сколько человек в среднем не попали ни в числитель, ни в «нет»: у нашедших работу "
        "самостоятельно неизвестно предприятие, у недавно принятых срок удержания ещё не вышел."
    ),
    "simulate.how.pairs": (
        "Прогоны идут парами с зеркальным случаем. Это меняет разброс среднего в {ratio} раза (меньше 1 — точнее)."
    ),
    "simulate.column.kpi": "Показатель",
    "simulate.column.value": "Значение",
    "simulate.column.interval": "8 прогонов из 10",
    "simulate.column.give": "Точность среднего",
    "simulate.column.numerator": "Числитель",
    "simulate.column.denominator": "Знаменатель",
    "simulate.column.unknown": "Неизвестно",
    "simulate.column.difference": "Разница",
    "simulate.column.scenario": "Сценарий",
    "simulate.column.month": "Месяц",
    "simulate.column.cost": "Затраты",
    "simulate.column.people": "Человек",
    "simulate.column.assumption": "Допущение",
    "simulate.column.base": "{name}: сейчас",
    "simulate.facts": (
        "Прогонов на сценарий: {trials:number}. Срок: {horizon:number} мес. Зерно: {seed}. Раунд: {round_id}."
    ),
    "simulate.compare": "Просчёты рядом",
    "simulate.compare.one": "{n}. {name}: через {horizon:number} мес. после выпуска, прогонов {trials:number}",
    "simulate.compare.model": "Все числа — расчёт по модели: значение, числитель и знаменатель, разница с первым.",
}

EN: Mapping[str, str] = {
    "command.simulate": "Try what-if scenarios: trials from practice to work, with their spread and differences.",
    "option.trials": "How many trials of each scenario, instead of what the file says.",
    "option.engine": "Where to compute: local (this computer) or dask://HOST:PORT (a Dask cluster).",
    "option.workers": "How many processes on this computer; the numbers do not depend on it.",
    "problem.unknown-engine": 'no such engine: "{engine}"; there are local and dask://HOST:PORT',
    "problem.no-cluster-extra": "a cluster needs the library distributed: pip install praktika[cluster]",
    "problem.no-scheduler": "no Dask scheduler answers at {address}",
    "problem.no-workers": "the Dask scheduler at {address} has no worker (dask worker)",
    "problem.bad-trials": "there must be at least one trial",
    "problem.bad-horizon": "a horizon in months cannot be negative",
    "problem.bad-cohorts": "there must be at least one cohort",
    "problem.no-scenarios": "there is no scenario",
    "problem.bad-simulation": "this is no summary of a simulation: {detail}",
    "problem.mixed-results": "matchings and simulations cannot be compared with each other",
    "simulate.workers-die": (
        "The workers die again and again, the simulation is stopped. Mostly memory is short: try fewer processes "
        "(--workers)."
    ),
    "simulate.cluster-lost": "The cluster is lost, the simulation is stopped. Start it again.",
    "simulate.progress": "Trials: {done:number} of {most:number}",
    "simulate.stopped.trials": "All trials are done: {trials:number} a scenario.",
    "simulate.stopped.precision": "Precise enough: {trials:number} {trials:plural:trial|trials} a scenario did.",
    "simulate.stopped.interrupted": (
        "Stopped before the end. What was done is kept: {trials:number} {trials:plural:trial|trials} a scenario."
    ),
    "simulate.heading": "Scenarios simulated",
    "simulate.model": (
        "All figures here are a model's figures, not reported ones. Employment is shown {horizon:number} "
        "{horizon:plural:month|months} after graduation."
    ),
    "simulate.model.placement": (
        "All figures here are a model's figures, not reported ones. Horizon 0 months: only the placement on practice "
        "places is shown."
    ),
    "simulate.caption": "A model's figures, {horizon:number} months after graduation, {trials:number} trials.",
    "simulate.caption.placement": "A model's figures, horizon 0 months (placement only), {trials:number} trials.",
    "simulate.interval": "in 8 trials of 10: {low} to {high}",
    "simulate.among": "among: {of}",
    "simulate.of": "{numerator} of {denominator}",
    "simulate.unplanned": (
        'In the scenario "{title}" the best matching of {n:number} {n:plural:round|rounds} was not found or not '
        "proved in time. Places there count by what was found."
    ),
    "simulate.answer": "Now: {name} {value} ({of}), {interval}.",
    "simulate.best": '"{title}" brings most: {change}.',
    "simulate.best.unsure": "None of the scenarios brings visibly more: the difference is below the precision.",
    "simulate.best.none": "No scenario is better than the present.",
    "simulate.now": "As it is",
    "simulate.same": "no change",
    "simulate.change": "{people} ({points})",
    "simulate.unit.people": "{value} people",
    "simulate.unit.points": "{value} pp",
    "simulate.unit.percent": "{value}%",
    "simulate.unit.km": "{value} km",
    "simulate.unit.roubles": "{value} RUB",
    "simulate.unit.number": "{value}",
    "simulate.unit.places": "{value} places",
    "simulate.cost": "{value:number} RUB a year",
    "simulate.cost.none": "no cost",
    "simulate.target": 'Target "{name}: {value}": reached in {n:number} trials of 100.',
    "simulate.cohort": "graduating {label}",
    "simulate.cohorts": "all cohorts together",
    "simulate.scenarios": "What each scenario would change",
    "simulate.scenarios.caption": (
        "Rate: {name}, difference to what there is. The dot is the mean, the line the spread: in 8 trials of 10 the "
        "difference lies within. Chance is the same in all scenarios, so the difference is the scenario's own."
    ),
    "simulate.beside": "What else the scenarios change",
    "simulate.beside.caption": (
        "The difference to how it is now, mean of a trial: the other targets of the study, places, agreements. "
        "Grey: there is none, or it may turn out the other way."
    ),
    "simulate.scenarios.note": "Where the line crosses zero, a single year may show no difference.",
    "simulate.fan": "How the cohort comes to work",
    "simulate.fan.caption": (
        'Share at work by months after graduation, scenario "{title}". The band holds 8 trials of 10.'
    ),
    "simulate.fan.axis": "months after graduation",
    "simulate.fan.label": "{share} ({of})",
    "simulate.tornado": "What the result depends on most",
    "simulate.tornado.caption": (
        'How the rate "{name}" moves when an assumption of the model is 20% less or more. On top: what is '
        "worth finding out first."
    ),
    "simulate.axis.points": "percentage points beside what there is",
    "simulate.tornado.less.short": "less",
    "simulate.tornado.more.short": "more",
    "simulate.tornado.less": "20% less",
    "simulate.tornado.more": "20% more",
    "simulate.flows": "Where graduates go",
    "simulate.flows.caption": (
        'Mean of a trial, scenario "{title}": specialty → host of the practice → what becomes of them. People: {n}.'
    ),
    "simulate.flows.specialty": "Specialty",
    "simulate.flows.host": "Practice",
    "simulate.flows.ending": "Outcome",
    "simulate.flows.others": "other hosts ({n:number})",
    "simulate.flows.nowhere": "no place of practice",
    "simulate.flows.no-specialty": "no specialty given",
    "simulate.people": "people, mean",
    "simulate.table": "The table behind the picture",
    "simulate.figures": "All rates",
    "simulate.how": "How this is counted",
    "simulate.how.text": (
        "Every trial begins with the placement on practice places; where a change of the trial concerns it, it is "
        "solved again. Then graduation: army, study, parental leave, hire at the host of the practice (in the order of "
        "the host's list, then by grade, equals by lot; up to the places for hire). Who gets no place and who "
        "seeks goes to the vacancies of the region: they come up by month, and every month vacancies and seekers are "
        "matched in the best way, each is sent once; who is not hired may find work alone."
    ),
    "simulate.how.months": (
        "Assumptions: vacancies and finding work alone are spread evenly over the twelve months after graduation; the "
        "host of the practice hires at graduation; who leaves an employer early counts as working for another (the "
        "model's chances include it); service takes twelve months, then work is sought again. A place for hire is "
        "taken until who was hired leaves."
    ),
    "simulate.how.years": (
        "Later cohorts: those who study move on a year; students with the same wishes take the graduates' places; "
        "agreements end on their day."
    ),
    "simulate.how.unknown": (
        '"Unknown" counts, in the mean, who is neither in the numerator nor a no: the employer of those who found work '
        "alone is not known, and for those hired lately the time of retention is not over."
    ),
    "simulate.how.pairs": (
        "Trials come in pairs with mirrored chance. That changes the spread of the mean {ratio} times (below 1: more "
        "precise)."
    ),
    "simulate.column.kpi": "Rate",
    "simulate.column.value": "Value",
    "simulate.column.interval": "8 trials of 10",
    "simulate.column.give": "Precision of the mean",
    "simulate.column.numerator": "Numerator",
    "simulate.column.denominator": "Denominator",
    "simulate.column.unknown": "Unknown",
    "simulate.column.difference": "Difference",
    "simulate.column.scenario": "Scenario",
    "simulate.column.month": "Month",
    "simulate.column.cost": "Cost",
    "simulate.column.people": "People",
    "simulate.column.assumption": "Assumption",
    "simulate.column.base": "{name}: now",
    "simulate.facts": (
        "Trials a scenario: {trials:number}. Horizon: {horizon:number} months. Seed: {seed}. Round: {round_id}."
    ),
    "simulate.compare": "Simulations side by side",
    "simulate.compare.one": "{n}. {name}: {horizon:number} months after graduation, {trials:number} trials",
    "simulate.compare.model": "All figures are a model's: value, numerator and denominator, difference to the first.",
}
