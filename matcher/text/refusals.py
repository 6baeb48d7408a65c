"""Sentences about what a mechanism cannot honour exactly, and about certificates and results that are none."""

_RU = "При механизме «{mechanism}» этого учесть нельзя: %s. Выберите mechanism: optimal%s."
_EN = "The mechanism {mechanism} cannot honour this: %s. Choose mechanism: optimal%s."


def _switch_ru(code: str) -> str:
    return f" или выключите это условие (rules: {{{{{code}: off}}}})"


def _switch_en(code: str) -> str:
    return f" or switch the condition off (rules: {{{{{code}: off}}}})"


RU: dict[str, str] = {
    "problem.feature.minimum": _RU % ("наименьшее число мест, с которого место или предприятие открывается", ""),
    "problem.feature.seats": _RU % ("строка участника занимает несколько мест", ""),
    "problem.feature.companions": _RU % ("участники идут вместе", ""),
    "problem.feature.quotas": _RU % ("квоты", ""),
    "problem.feature.max-minors": _RU % ("не более стольких-то несовершеннолетних", _switch_ru("max-minors")),
    "problem.feature.beds": _RU % ("число спальных мест", _switch_ru("beds")),
    "problem.feature.mentors": _RU % ("нагрузка наставников предприятия", _switch_ru("mentors")),
    "problem.feature.supervisors": _RU % ("нагрузка руководителей от техникума", _switch_ru("supervisors")),
    "problem.feature.agreement-seats": _RU % ("число мест по договору", _switch_ru("agreement-seats")),
    "problem.feature.overlapping-periods": _RU % ("периоды, которые накладываются друг на друга", ""),
    "problem.feature.max-changes": _RU % ("не более стольких-то изменений", ""),
    "problem.feature.stability": _RU % ("устойчивость (stability: stable)", " или mechanism: applicant-proposing"),
    "problem.bad-certificate": "это не файл доказательства certificate.json ({detail})",
    "problem.bad-result": "это не файл результата result.json ({detail})",
    "problem.numbers-too-large": "числа уровня «{level}» слишком велики для точного счёта; уменьшите единицу измерения",
}

EN: dict[str, str] = {
    "problem.feature.minimum": _EN % ("a least number of seats with which a position or host opens", ""),
    "problem.feature.seats": _EN % ("an applicant's row takes several seats", ""),
    "problem.feature.companions": _EN % ("companions", ""),
    "problem.feature.quotas": _EN % ("quotas", ""),
    "problem.feature.max-minors": _EN % ("a greatest number of minors", _switch_en("max-minors")),
    "problem.feature.beds": _EN % ("the number of beds", _switch_en("beds")),
    "problem.feature.mentors": _EN % ("the load of the hosts' mentors", _switch_en("mentors")),
    "problem.feature.supervisors": _EN % ("the load of the college's supervisors", _switch_en("supervisors")),
    "problem.feature.agreement-seats": _EN % ("the seats of an agreement", _switch_en("agreement-seats")),
    "problem.feature.overlapping-periods": _EN % ("periods that overlap", ""),
    "problem.feature.max-changes": _EN % ("a greatest number of changes", ""),
    "problem.feature.stability": _EN % ("stability (stability: stable)", " or mechanism: applicant-proposing"),
    "problem.bad-certificate": "this is no certificate.json ({detail})",
    "problem.bad-result": "this is no result.json ({detail})",
    "problem.numbers-too-large": 'the numbers of the level "{level}" are too large to count exactly; use a larger unit',
}
