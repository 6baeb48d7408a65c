"""Sentences about scenario files: what is wrong with a change, a grid, a target."""

RU: dict[str, str] = {
    # The file.
    "problem.unknown-key-near": "ключ «{name}» неизвестен; может быть, {near}? Есть {known}",
    "problem.bad-blocks": "нужны строки «название: …», под каждым названием свои ключи, а стоит «{got}»",
    "problem.no-name": "у сценария нет названия",
    "problem.scenario-twice": "сценарий «{name}» уже есть",
    "problem.no-round-there": "раунда по этому пути нет: {path}; путь считается от папки этого файла",
    "problem.no-file-there": "файла по этому пути нет: {path}; путь считается от папки этого файла",
    "problem.no-vacancies": "это изменение вакансий (in: vacancies), а самих вакансий в файле нет (ключ vacancies)",
    "problem.one-model": "не сказано, откуда взять вероятности; нужно одно из: {names}",
    "problem.bad-outcomes": "нужны ключи с числами, а стоит «{got}»",
    "problem.target-bound": "для показателя {kpi} цель задают ключом {bound}, и только им",
    "problem.zero-precision": "точность должна быть больше нуля",
    # Changes as written.
    "problem.bad-changes": "нужен список изменений (строки с дефисом), а стоит «{got}»",
    "problem.no-change": "не сказано, что меняется; есть {names}",
    "problem.two-changes": "в одной строке списка несколько изменений: {names}; начните каждое с нового дефиса",
    "problem.missing-one-of": "нужно назвать одно из: {names}",
    "problem.one-amount": "нужно ровно одно из: {names}",
    "problem.bad-percent": "нужны проценты не меньше −100, а стоит «{got}»",
    # Grids.
    "problem.empty-grid": "в сетке нет ни одного набора значений (ключ over)",
    "problem.empty-axis": "нужен список значений или значения с названиями, хотя бы одно",
    "problem.axis-twice": "значение «{label}» уже есть",
    "problem.unused-axis": "значения «{name}» нигде не использованы: в изменениях должно стоять ${name}",
    "problem.grid-too-large": "в сетке {n:number} {n:plural:сочетание|сочетания|сочетаний}, можно до {most:number}",
    # Changes held against the round.
    "problem.change.unknown-id": "«{id}» в раунде нет",
    "problem.change.unknown-id-near": "«{id}» в раунде нет; может быть, «{near}»?",
    "problem.change.taken-id": "«{id}» в раунде уже есть; новой строке нужен свой номер",
    "problem.change.nothing-meant": "в раунде нет места, которое подходит под все условия сразу",
    "problem.change.nobody-meant": "в раунде нет участника, который подходит под все условия сразу",
    "problem.change.nobody-left": "в раунде не останется ни одного участника",
    "problem.change.too-few-seats": (
        "убрать {fewer:number} {fewer:plural:место|места|мест} нельзя: их всего {seats:number}"
    ),
    "problem.change.minimum-over-seats": (
        "минимум ({minimum:number}) больше числа мест ({seats:number}); место «{position_id}»"
    ),
    "problem.change.first-beds": (
        "ни о каком месте в раунде не сказано, есть ли там жильё; если сказать об одном, остальные закроются для тех, "
        "кому нужно жильё. Сначала укажите жильё в таблице мест"
    ),
    "problem.change.first-agreement": (
        "в раунде нет таблицы договоров, и договор ни с кого не спрашивают; с первым договором остальные предприятия "
        "закрылись бы. Сначала внесите договоры в раунд"
    ),
    "problem.change.first-mentor": (
        "у предприятия «{id}» наставников в таблице нет, и их число его не ограничивает; первый только добавил бы "
        "ограничение"
    ),
    "problem.change.first-supervisor": (
        "руководителей от колледжа в таблице нет, и их число никого не ограничивает; первый только добавил бы "
        "ограничение"
    ),
    "problem.change.ends-before-start": "договор заканчивается ({last:date}) раньше, чем начинается ({first:date})",
    "problem.change.nothing-to-prolong": (
        "продлевать нечего: названные договоры и так действуют не меньше, расторгнуты или ещё не подписаны"
    ),
    "problem.change.nothing-to-sign": "среди названных договоров нет ни одного проекта",
}

EN: dict[str, str] = {
    # The file.
    "problem.unknown-key-near": 'the key "{name}" is unknown; perhaps {near}? Known are {known}',
    "problem.bad-blocks": 'expected lines "name: …" with keys of their own under each name, got "{got}"',
    "problem.no-name": "the scenario has no name",
    "problem.scenario-twice": 'there is a scenario "{name}" already',
    "problem.no-round-there": "there is no round at this path: {path}; paths start from the folder of this file",
    "problem.no-file-there": "there is no file at this path: {path}; paths start from the folder of this file",
    "problem.no-vacancies": "the change is one of vacancies (in: vacancies), but the file has none (key vacancies)",
    "problem.one-model": "name one source of probabilities; known are {names}",
    "problem.bad-outcomes": 'expected keys with numbers, got "{got}"',
    "problem.target-bound": "a target for {kpi} is set by the key {bound}, and by it alone",
    "problem.zero-precision": "the precision must be above zero",
    # Changes as written.
    "problem.bad-changes": 'expected a list of changes (lines with a dash), got "{got}"',
    "problem.no-change": "what changes is not said; known are {names}",
    "problem.two-changes": "several changes in one item of the list: {names}; begin each with a dash of its own",
    "problem.missing-one-of": "name one of: {names}",
    "problem.one-amount": "exactly one of these is needed: {names}",
    "problem.bad-percent": 'expected percents not below -100, got "{got}"',
    # Grids.
    "problem.empty-grid": "the grid has no values at all (key over)",
    "problem.empty-axis": "expected a list of values, or values with names, at least one",
    "problem.axis-twice": 'the value "{label}" is there already',
    "problem.unused-axis": 'the values of "{name}" are used nowhere: the changes should hold ${name}',
    "problem.grid-too-large": (
        "the grid has {n:number} {n:plural:combination|combinations}, at most {most:number} are allowed"
    ),
    # Changes held against the round.
    "problem.change.unknown-id": 'the round has no "{id}"',
    "problem.change.unknown-id-near": 'the round has no "{id}"; perhaps "{near}"?',
    "problem.change.taken-id": 'the round has "{id}" already; a new row needs an id of its own',
    "problem.change.nothing-meant": "no position of the round meets all the filters at once",
    "problem.change.nobody-meant": "no applicant of the round meets all the filters at once",
    "problem.change.nobody-left": "no applicant would be left in the round",
    "problem.change.too-few-seats": (
        "{fewer:number} {fewer:plural:seat|seats} cannot be taken away: there are {seats:number} in all"
    ),
    "problem.change.minimum-over-seats": (
        'the minimum ({minimum:number}) is above the seats ({seats:number}); position "{position_id}"'
    ),
    "problem.change.first-beds": (
        "no position of the round says whether there are beds; saying it of one would close the others to those who "
        "need housing. Fill in the beds of the round first"
    ),
    "problem.change.first-agreement": (
        "the round has no table of agreements and asks none of anybody; a first agreement would close all other hosts. "
        "Fill in the agreements of the round first"
    ),
    "problem.change.first-mentor": (
        'the host "{id}" has no mentors in the table and is not limited by them; a first one would only add a limit'
    ),
    "problem.change.first-supervisor": (
        "the college has no supervisors in the table and is not limited by them; a first one would only add a limit"
    ),
    "problem.change.ends-before-start": "the agreement ends ({last:date}) before it begins ({first:date})",
    "problem.change.nothing-to-prolong": (
        "there is nothing to prolong: the agreements named run as long already, are terminated or not yet signed"
    ),
    "problem.change.nothing-to-sign": "none of the agreements named is a draft",
}
