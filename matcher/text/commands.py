"""Sentences of the command line: help and talk."""

RU: dict[str, str] = {
    "command.praktika": "Распределение студентов по местам практики и вакансиям: точно и с доказательством.",
    "command.check": "Проверить файлы раунда и показать, кому куда можно.",
    "command.solve": "Найти лучшее распределение, доказать его и записать результат.",
    "command.judge": "Проверить любое распределение: допустимо ли оно и так ли хорошо, как заявлено.",
    "command.convert": "Переписать раунд в другую форму: папка, книга .xlsx или файл .json.",
    "command.template": "Записать пустую книгу для заполнения, со списками и пояснениями.",
    "option.as_json": "Вывести результат в машинном виде (JSON).",
    "option.lang": "Язык сообщений: ru или en.",
    "option.policy": "Файл с правилами раунда вместо записанных в нём.",
    "option.out": "Папка для результата.",
    "option.report": "Записать отчёт report.html.",
    "option.workbook": "Записать книгу matching.xlsx.",
    "option.prices": "Оценить каждое место: что изменится, если мест на одно больше или меньше; столько секунд на это.",
    "option.certificate": "Файл certificate.json: проверить доказательство.",
    "option.help": "Показать эту справку.",
    "command.usage": "Команда задана неверно: {detail} Справка: praktika --help",
    "usage.command": "нет команды «{name}».",
    "usage.option": "нет ключа «{name}».",
    "usage.missing": "не указано {name}.",
    "help.usage": "Использование: ",
    "help.options": "Ключи",
    "help.commands": "Команды",
    "command.interrupted": "Остановлено.",
    "command.file": "Не удалось открыть или записать файл {path}: {detail}",
    "command.internal": (
        "Внутренняя ошибка программы, ваши данные ни при чём: {kind}: {detail}\n"
        "Пришлите разработчикам это сообщение и команду, которую вы запускали."
    ),
    "command.problems": "Найдено: {n} {n:plural:ошибка|ошибки|ошибок}. Ничего не записано.",
    "command.note": "Замечание. {text}",
    "command.written": "Записано: {path}",
}

EN: dict[str, str] = {
    "command.praktika": "Placement of students on practice places and vacancies: exact, and with proof.",
    "command.check": "Check a round's files and show who may go where.",
    "command.solve": "Find the best matching, prove it, write the result.",
    "command.judge": "Judge any matching: is it feasible, and as good as claimed?",
    "command.convert": "Write a round in another form: a folder, a workbook .xlsx or a file .json.",
    "command.template": "Write an empty workbook to fill in, with lists and notes.",
    "option.as_json": "Print the result for machines (JSON).",
    "option.lang": "Language of messages: ru or en.",
    "option.policy": "A policy file to use instead of the round's own.",
    "option.out": "Folder for the result.",
    "option.report": "Write the report report.html.",
    "option.workbook": "Write the workbook matching.xlsx.",
    "option.prices": "Price every seat: what one more or fewer would change; with so many seconds for it.",
    "option.certificate": "The file certificate.json: check the proof.",
    "option.help": "Show this help.",
    "command.usage": "The command is not right: {detail} Help: praktika --help",
    "usage.command": 'there is no command "{name}".',
    "usage.option": 'there is no option "{name}".',
    "usage.missing": "{name} is missing.",
    "help.usage": "Usage: ",
    "help.options": "Options",
    "help.commands": "Commands",
    "command.interrupted": "Stopped.",
    "command.file": "Cannot open or write the file {path}: {detail}",
    "command.internal": (
        "Internal error, not a fault of your data: {kind}: {detail}\n"
        "Please send the developers this message and the command you ran."
    ),
    "command.problems": "{n} {n:plural:problem|problems} found. Nothing was written.",
    "command.note": "Note. {text}",
    "command.written": "Written: {path}",
}
