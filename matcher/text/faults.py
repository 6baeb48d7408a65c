"""Sentences about faults that the tables of a round show together, and about policies the data cannot serve."""

RU: dict[str, str] = {
    "problem.empty-table": "в таблице «{table:word:table}» нет ни одной строки",
    "problem.duplicate-id": "«{id}» уже есть выше (строка: {first:known}); номер должен быть свой у каждой строки",
    "problem.duplicate-row": "об этом уже сказано выше (строка: {first:known}); участник {applicant_id}",
    "problem.unknown-id": "«{id}» нет в таблице «{table:word:table}»",
    "problem.dates-reversed": "конец ({last:date}) раньше начала ({first:date})",
    "problem.minimum-over-capacity": "минимум {minimum:number} больше числа мест {most:number}",
    "problem.minimum-over-maximum": "минимум {minimum:number} больше максимума {most:number}",
    "problem.bad-filter": (
        "условие «{filter}» не понято; нужно «признак=значение», несколько условий соединяют знаком &; признаки: "
        "{attributes:list}"
    ),
    "problem.out-of-range": "{value:number} — такого быть не может: нужно от {low:number} до {high:number}",
    "problem.too-small": "{value:number} — такого быть не может: нужно не меньше {low:number}",
    "problem.not-finite": "«{value}» — не число",
    "problem.bad-specialty": "код специальности пишут как 15.01.05, а здесь: {specialties:list}",
    "problem.bad-hazard-class": "класса условий труда «{value}» нет; есть {classes:list}",
    "problem.half-coordinates": "широта и долгота нужны обе: одна есть, этой нет",
    "problem.implausible-birth-date": (
        "дата рождения {birth_date:date}: к началу раунда ({starts_on:date}) вышло бы {age} {age:plural:год|года|лет}"
    ),
    "problem.no-target": "не названо ни место, ни предприятие",
    "problem.target-mismatch": "место «{position_id}» не у предприятия «{host_id}», а у «{own}»",
    "problem.no-rank": "нет ни приоритета, ни отказа: непонятно, что сказано",
    "problem.lock-both-ways": (
        "участник {applicant_id} и закреплён за местом «{position_id}», и запрещён на нём (строка: {first:known})"
    ),
    "problem.two-locks": (
        "участник {applicant_id} закреплён в одни и те же дни за двумя местами: «{position_id}» и «{other}» "
        "(строка: {first:known})"
    ),
    "problem.lock-period": "место «{position_id}» открыто не в те периоды, когда оно нужно участнику {applicant_id}",
    "problem.company-of-one": "в компании «{id}» всего один участник",
    "problem.two-companies": "участник {applicant_id} уже в компании «{other}» (строка: {first:known})",
    "problem.unknown-rule": "правила «{rule}» нет; есть {known:list}",
    "problem.rule-fixed": "правило «{rule}» здесь не выключается: его задают данные или своя настройка",
    "problem.no-data": "для уровня {number} «{level}» нет данных; нужно: {missing}",
    "problem.no-placements": "max_changes считает отличия от прежнего плана, а таблицы {missing} нет",
    "word.table.applicants": "Участники",
    "word.table.groups": "Группы",
    "word.table.periods": "Периоды",
    "word.table.hosts": "Предприятия",
    "word.table.positions": "Места",
}

EN: dict[str, str] = {
    "problem.empty-table": 'the table "{table:word:table}" has no rows',
    "problem.duplicate-id": '"{id}" stands above already (row: {first:known}); every row needs an id of its own',
    "problem.duplicate-row": "this was said above already (row: {first:known}); applicant {applicant_id}",
    "problem.unknown-id": 'the table "{table:word:table}" has no "{id}"',
    "problem.dates-reversed": "the end ({last:date}) is before the start ({first:date})",
    "problem.minimum-over-capacity": "the minimum {minimum:number} is larger than the capacity {most:number}",
    "problem.minimum-over-maximum": "the minimum {minimum:number} is larger than the maximum {most:number}",
    "problem.bad-filter": (
        'the filter "{filter}" is not understood; write attribute=value, several joined by &; attributes: '
        "{attributes:list}"
    ),
    "problem.out-of-range": "{value:number} cannot be: expected {low:number} to {high:number}",
    "problem.too-small": "{value:number} cannot be: expected at least {low:number}",
    "problem.not-finite": '"{value}" is not a number',
    "problem.bad-specialty": "a specialty is written like 15.01.05, here: {specialties:list}",
    "problem.bad-hazard-class": 'there is no hazard class "{value}"; there are {classes:list}',
    "problem.half-coordinates": "latitude and longitude are needed together: the other is given, this one is not",
    "problem.implausible-birth-date": (
        "born on {birth_date:date} means {age} {age:plural:year|years} old when the round starts ({starts_on:date})"
    ),
    "problem.no-target": "neither a position nor a host is named",
    "problem.target-mismatch": 'the position "{position_id}" belongs to the host "{own}", not to "{host_id}"',
    "problem.no-rank": "neither a rank nor a veto: it says nothing",
    "problem.lock-both-ways": (
        'the applicant {applicant_id} is both fixed to the position "{position_id}" and forbidden there '
        "(row: {first:known})"
    ),
    "problem.two-locks": (
        'the applicant {applicant_id} is fixed to two positions on the same days: "{position_id}" and "{other}" '
        "(row: {first:known})"
    ),
    "problem.lock-period": 'the position "{position_id}" is not open in any period of the applicant {applicant_id}',
    "problem.company-of-one": 'the company "{id}" has a single member',
    "problem.two-companies": 'the applicant {applicant_id} is in the company "{other}" already (row: {first:known})',
    "problem.unknown-rule": 'there is no rule "{rule}"; there are {known:list}',
    "problem.rule-fixed": 'the rule "{rule}" cannot be switched off here: the data or a setting of its own decide',
    "problem.no-data": 'there is no data for level {number} "{level}"; needed: {missing}',
    "problem.no-placements": "max_changes counts moves against an earlier plan, but there is no table {missing}",
    "word.table.applicants": "applicants",
    "word.table.groups": "groups",
    "word.table.periods": "periods",
    "word.table.hosts": "hosts",
    "word.table.positions": "positions",
}
