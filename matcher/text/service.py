"""Sentences of the service's verbs: help, talk, what is wrong with a setting."""

RU: dict[str, str] = {
    "command.serve": "Запустить сервис: страницу, API и один процесс расчётов.",
    "option.no_worker": "Без процесса расчётов: их ведёт praktika worker на этой или другой машине.",
    "command.worker": "Выполнять расчёты из очереди, пока не остановят.",
    "command.migrate": "Обновить таблицы базы данных до этой версии программы; с --down — вернуть на шаг назад.",
    "command.backup": "Записать всё содержимое базы в один файл, не останавливая службу.",
    "command.restore": "Заполнить пустую базу из резервной копии.",
    "command.college": "Завести колледж и показать ключ его первого администратора.",
    "command.key": "Ключи доступа: new — выдать, list — показать список, revoke — отозвать.",
    "command.audit": "Проверить, что журнал действий никто не менял.",
    "command.erase": "Удалить одного человека из всего, что хранится.",
    "command.service-missing": (
        "Для этой команды нужны библиотеки службы (не найдена {name}). Установите их: pip install 'praktika[service]'"
    ),
    "option.down": "Вернуть таблицы на шаг назад.",
    "option.revision": "До какой версии таблиц.",
    "option.college": "Колледж; без этого ключа — тот, что задан в PRAKTIKA_COLLEGE.",
    "option.role": "Роль нового сотрудника: administrator, placement-officer, approver, planner, read-only.",
    "option.person": "Имя нового сотрудника.",
    "option.user_id": "Код сотрудника, которому нужен ещё один ключ.",
    "option.anchor": "Записанная ранее отметка журнала: номер записи и её хеш через двоеточие.",
    "service.migrated": "Таблицы приведены к версии {revision}.",
    "service.backup": "Записано строк: {n:number}. Файл: {path}",
    "service.restored": "Восстановлено строк: {n:number}. Файл: {path}",
    "service.serving": "Сервис работает: {address}",
    "service.first-administrator": "Администратор",
    "service.college-there": "В колледже «{id}» уже есть сотрудники. Ключи выдаёт команда praktika key new.",
    "service.key-shown-once": "Ключ показывается один раз, сохраните его:",
    "service.key-for-whom": "Укажите, кому нужен ключ: --user, а для нового сотрудника --role и --name.",
    "service.key-which": "Укажите код ключа.",
    "service.key-gone": "Ключ {id} отозван.",
    "service.key-live": "действует",
    "service.key-revoked": "отозван",
    "service.anchor-form": "Отметка журнала записывается так: НОМЕР:ХЕШ.",
    "service.audit-head": "Записей в журнале: {n:number}. Отметка на сегодня: {anchor}",
    "service.audit-edited": "Запись {n} изменена, или изменено что-то перед ней.",
    "service.audit-missing": "Записи {n} нет.",
    "service.audit-cut": "Журнал обрывается перед записью {n}, хотя был длиннее.",
    "service.audit-anchor": "Журнал не проходит через отметку на записи {n}.",
    "service.erased": "Изменено и удалено строк: {n:number}. В старых результатах человек значится как {pseudonym}.",
    "service.setting.no-number": "Настройка {name} должна быть числом.",
    "service.setting.too-small": "Настройка {name} слишком мала.",
    "service.setting.unknown-word": "У настройки {name} нет такого значения.",
    "service.setting.cannot-read": "Файл, названный в {name}, не читается.",
    "service.setting.too-short": "Секрет в {name} слишком короткий: нужно не меньше 16 знаков.",
    "service.setting.other-secret": (
        "Секрет в {name} не тот, с которым создана эта база: с ним нельзя проверить журнал действий."
    ),
    "service.refused.unknown-college": "Колледжа «{id}» нет.",
    "service.refused.unknown-user": "Сотрудника {id} нет.",
    "service.refused.unknown-key": "Действующего ключа {id} нет.",
    "service.refused.unknown-applicant": "Человека с кодом {id} нет ни в одном раунде.",
    "service.refused.not-empty": "База не пуста. Восстанавливать можно только в пустую.",
    "service.refused.no-backup": "Это не резервная копия praktika.",
    "service.refused.damaged-backup": "Резервная копия повреждена или записана не до конца. Ничего не изменено.",
    "service.refused.later-version": (
        "Копию сделала более новая версия программы (таблицы версии {revision}). Обновите программу."
    ),
    "service.refused.audit-broken": (
        "Журнал действий колледжа «{college}» в копии не сходится: другой секрет или копию меняли. Ничего не изменено."
    ),
}

EN: dict[str, str] = {
    "command.serve": "Serve the page, the API and one process of runs.",
    "option.no_worker": "Without a process of runs: praktika worker does them, here or on another machine.",
    "command.worker": "Carry out runs from the queue until told to end.",
    "command.migrate": "Bring the database's tables up to this version; with --down back by one step.",
    "command.backup": "Write all that the database holds into one file, while the service runs.",
    "command.restore": "Fill an empty database from a backup.",
    "command.college": "Make a college and show the key of its first administrator.",
    "command.key": "Keys: new makes one, list shows them, revoke ends one.",
    "command.audit": "Check that nobody changed the record of who did what.",
    "command.erase": "Take one person out of everything that is kept.",
    "command.service-missing": (
        "This command needs the libraries of the service ({name} is missing). "
        "Install them: pip install 'praktika[service]'"
    ),
    "option.down": "Take the tables back by one step.",
    "option.revision": "To which revision of the tables.",
    "option.college": "The college; without it the one in PRAKTIKA_COLLEGE.",
    "option.role": "A new person's role: administrator, placement-officer, approver, planner, read-only.",
    "option.person": "A new person's name.",
    "option.user_id": "The id of a person who needs a further key.",
    "option.anchor": "A mark of the record noted earlier: number and hash of an entry, joined by a colon.",
    "service.migrated": "The tables are at revision {revision}.",
    "service.backup": "Rows written: {n:number}. File: {path}",
    "service.restored": "Rows restored: {n:number}. File: {path}",
    "service.serving": "Serving at {address}",
    "service.first-administrator": "Administrator",
    "service.college-there": 'The college "{id}" has people already. Keys are made by praktika key new.',
    "service.key-shown-once": "The key is shown once, keep it:",
    "service.key-for-whom": "Say who needs the key: --user, or for a new person --role and --name.",
    "service.key-which": "Give the id of the key.",
    "service.key-gone": "The key {id} is revoked.",
    "service.key-live": "live",
    "service.key-revoked": "revoked",
    "service.anchor-form": "A mark of the record is written NUMBER:HASH.",
    "service.audit-head": "Entries in the record: {n:number}. Its mark today: {anchor}",
    "service.audit-edited": "Entry {n} was changed, or something before it.",
    "service.audit-missing": "Entry {n} is missing.",
    "service.audit-cut": "The record ends before entry {n}, though it was longer.",
    "service.audit-anchor": "The record does not go through the mark at entry {n}.",
    "service.erased": "Rows changed or deleted: {n:number}. In old results the person stands as {pseudonym}.",
    "service.setting.no-number": "The setting {name} must be a number.",
    "service.setting.too-small": "The setting {name} is too small.",
    "service.setting.unknown-word": "The setting {name} has no such value.",
    "service.setting.cannot-read": "The file named in {name} cannot be read.",
    "service.setting.too-short": "The secret in {name} is too short: at least 16 characters are needed.",
    "service.setting.other-secret": (
        "The secret in {name} is not the one this database was made with: "
        "the record of actions cannot be checked with it."
    ),
    "service.refused.unknown-college": 'There is no college "{id}".',
    "service.refused.unknown-user": "There is no person {id}.",
    "service.refused.unknown-key": "There is no live key {id}.",
    "service.refused.unknown-applicant": "No round has a person with the id {id}.",
    "service.refused.not-empty": "The database is not empty. Only an empty one can be filled from a backup.",
    "service.refused.no-backup": "This is no backup of praktika.",
    "service.refused.damaged-backup": "The backup is damaged or was not written to its end. Nothing was changed.",
    "service.refused.later-version": (
        "A later version of the program made this backup (tables of revision {revision}). Update the program."
    ),
    "service.refused.audit-broken": (
        'The record of actions of the college "{college}" in the backup does not hold: '
        "another secret, or somebody changed the file. Nothing was changed."
    ),
}
