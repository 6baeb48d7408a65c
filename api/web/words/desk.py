"""Words of the desk."""

RU = {
    "desk.title": "Стол",
    "desk.empty": "Раундов ещё нет. Начните с таблицы студентов и предприятий: её можно загрузить из Excel.",
    "desk.upload": "Загрузить данные",
}
EN = {
    "desk.title": "Desk",
    "desk.empty": "There is no round yet. Begin with the table of students and hosts: upload it from Excel.",
    "desk.upload": "Upload data",
}
