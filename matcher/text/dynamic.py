"""Words for dynamic placement: people who come and withdraw day by day."""

from collections.abc import Mapping

_RU = "при распределении день за днём условие нельзя соблюсти: {feature}. Уберите его из раунда и повторите"
_EN = "placing day by day cannot keep this condition: {feature}. Take it out of the round and try again"

RU: Mapping[str, str] = {
    "command.dynamic": "Проиграть приход людей день за днём: сколько дают решения сразу рядом со знанием будущего.",
    "option.stream": "Файл CSV: applicant_id, arrives_on, withdraws_on - кто когда обратился и кто отказался.",
    "option.generate": "Придумать потоки обращений по этому зерну случайных чисел.",
    "option.streams": "Сколько потоков придумать.",
    "option.days": "Сколько дней принимаются обращения в придуманных потоках.",
    "option.window": "Решать раз в столько дней, сразу обо всех, кто обратился за это время.",
    "option.comes": "С какой вероятностью (0-1) участник раунда обратится вообще.",
    "option.leaves": "С какой вероятностью (0-1) обратившийся потом откажется.",
    "option.samples": "Сколько вариантов будущего просчитывать перед каждым решением.",
    "option.by": (
        "Что важно, по порядку (ключ можно повторять): placed, employment, utility, preference, distance, cost, …"
    ),
    "dynamic.heading": "Решения день за днём: доля того, что было бы достигнуто, если знать всё заранее",
    "dynamic.days": (
        "{streams} {streams:plural:поток|потока|потоков}, {days} {days:plural:день|дня|дней}; в среднем обратились "
        "{came:number}, из них отказались {withdrew:number}. Решение - {window:plural:каждый день|раз в {window} дня|"
        "раз в {window} дней}."
    ),
    "dynamic.chooser": "как решают",
    "dynamic.median": "обычно",
    "dynamic.span": "в 8 случаях из 10",
    "dynamic.least": "худший случай",
    "dynamic.percent": "{value:number} %",
    "dynamic.from-to": "{low:number}-{high:number} %",
    "dynamic.chooser.greedy": "лучшее место сразу",
    "dynamic.chooser.prices": "цены мест, посчитанные один раз",
    "dynamic.chooser.lookahead": "просчёт будущего (Praktika)",
    "dynamic.level.placed": "Людей с местом",
    "dynamic.level.employment": "Ожидаемых трудоустройств",
    "dynamic.level.utility": "Полезность",
    "dynamic.level.preference": "Сумма приоритетов (чем меньше, тем лучше)",
    "dynamic.level.priority": "Сумма приоритетов предприятий (чем меньше, тем лучше)",
    "dynamic.level.distance": "Километров в сумме (чем меньше, тем лучше)",
    "dynamic.level.cost": "Рублей в сумме (чем меньше, тем лучше)",
    "dynamic.later": (
        "Второй и следующие уровни могут быть и выше 100 %: там, где на первом уровне достигнуто меньше."
    ),
    "dynamic.model": (
        "Это расчёт на модели. Считается, что каждый обращается с вероятностью {comes:number} в любой из дней и потом "
        "отказывается с вероятностью {leaves:number}. Место даётся один раз и не отбирается; кому отказано, больше не "
        "ждёт. Сколько предприятие возьмёт на работу (hire_places), здесь не учитывается."
    ),
    "dynamic.progress": "поток {n} из {all}",
    "problem.dynamic-level": "день за днём нельзя считать уровень «{level}»: он не сумма по парам",
    "problem.dynamic-large": "числа слишком велики, чтобы складывать их точно; возьмите меньше уровней",
    "problem.dynamic-locks": "закрепления противоречат друг другу или правилам; какие именно, покажет команда solve",
    "problem.dynamic-feature.companions": _RU.format(feature="участники идут вместе"),
    "problem.dynamic-feature.minimum": _RU.format(feature="наименьшее число мест"),
    "problem.dynamic-feature.quotas": _RU.format(feature="квота «не меньше»"),
    "problem.dynamic-feature.seats": _RU.format(feature="строка участника занимает несколько мест"),
    "problem.dynamic-feature.overlapping-periods": _RU.format(feature="больше одного периода практики"),
    "problem.dynamic-choice": "нужно одно из двух: --stream FILE или --generate SEED",
    "problem.empty-stream": "в файле нет ни одного обращения",
    "problem.comes-twice": "«{id}» обращается второй раз",
    "problem.withdraws-early": "отказ раньше обращения",
}

EN: Mapping[str, str] = {
    "command.dynamic": "Play people's coming day by day: what deciding at once reaches beside knowing the future.",
    "option.stream": "A CSV file: applicant_id, arrives_on, withdraws_on - who came when and who withdrew.",
    "option.generate": "Make streams up from this seed.",
    "option.streams": "How many streams to make up.",
    "option.days": "For how many days people come in streams made up.",
    "option.window": "Decide every so many days, about all who came in them.",
    "option.comes": "How likely (0-1) an applicant of the round comes at all.",
    "option.leaves": "How likely (0-1) someone who came withdraws later.",
    "option.samples": "How many futures to work out before each decision.",
    "option.by": (
        "What counts, in order (may be given again): placed, employment, utility, preference, distance, cost, …"
    ),
    "dynamic.heading": "Deciding day by day: the share of what would be reached if all were known beforehand",
    "dynamic.days": (
        "{streams} {streams:plural:stream|streams}, {days} {days:plural:day|days}; on average {came:number} came, of "
        "whom {withdrew:number} withdrew. Decisions: {window:plural:every day|every {window} days}."
    ),
    "dynamic.chooser": "how they decide",
    "dynamic.median": "usually",
    "dynamic.span": "8 times of 10",
    "dynamic.least": "at worst",
    "dynamic.percent": "{value:number}%",
    "dynamic.from-to": "{low:number}-{high:number}%",
    "dynamic.chooser.greedy": "the best seat at once",
    "dynamic.chooser.prices": "prices of seats, made once",
    "dynamic.chooser.lookahead": "working out futures (Praktika)",
    "dynamic.level.placed": "People with a place",
    "dynamic.level.employment": "Expected to be employed",
    "dynamic.level.utility": "Utility",
    "dynamic.level.preference": "Sum of ranks (less is better)",
    "dynamic.level.priority": "Sum of the hosts' ranks (less is better)",
    "dynamic.level.distance": "Kilometres in all (less is better)",
    "dynamic.level.cost": "Roubles in all (less is better)",
    "dynamic.later": "The second level and later ones can exceed 100%: where less is reached at the first.",
    "dynamic.model": (
        "These are a model's figures. Everyone is taken to come with probability {comes:number}, on any of the "
        "days, and to withdraw later with probability {leaves:number}. A seat is given once and never taken "
        "back; who is refused waits no more. How many a host would hire (hire_places) is not counted here."
    ),
    "dynamic.progress": "stream {n} of {all}",
    "problem.dynamic-level": 'the level "{level}" cannot be counted day by day: it is no sum over pairs',
    "problem.dynamic-large": "the numbers are too large to be summed exactly; take fewer levels",
    "problem.dynamic-locks": "the locks clash with each other or with rules; the command solve shows which",
    "problem.dynamic-feature.companions": _EN.format(feature="companions"),
    "problem.dynamic-feature.minimum": _EN.format(feature="a least number of seats"),
    "problem.dynamic-feature.quotas": _EN.format(feature='a quota "at least"'),
    "problem.dynamic-feature.seats": _EN.format(feature="an applicant's row takes several seats"),
    "problem.dynamic-feature.overlapping-periods": _EN.format(feature="more than one period of practice"),
    "problem.dynamic-choice": "one of the two is needed: --stream FILE or --generate SEED",
    "problem.empty-stream": "nobody comes in the file",
    "problem.comes-twice": '"{id}" comes a second time',
    "problem.withdraws-early": "withdrawn before coming",
}
