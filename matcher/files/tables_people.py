"""Tables about people: applicants, groups, companions and what became of them."""

from matcher.files.columns import Table, choice, day, key, number, text, whole, words, yes_no
from matcher.files.words import CATEGORIES, ROLES, SEXES
from matcher.rounds import Applicant, Companion, Group, Outcome

APPLICANT = key(
    "applicant_id",
    "Номер студента",
    "№ студ. билета",
    "№ зачётной книжки",
    "ID",
    "student_no",
    "Код участника",
    "Номер участника",
    "Участник",
    example="ПО-21-014",
)

APPLICANTS = Table(
    "applicants",
    Applicant,
    "Студенты",
    ("Участники", "students", "Студент", "Выпускники"),
    (
        APPLICANT,
        text("name", "ФИО", "Фамилия Имя Отчество", "Студент", "full_name", example="Иванов Иван Иванович"),
        choice("role", "Роль", spellings=ROLES, example="студент"),
        text("group", "Группа", "Учебная группа", example="СВ-21"),
        text("specialty", "Код специальности", "Специальность", "Код ФГОС", "specialty_code", example="15.01.05"),
        day("birth_date", "Дата рождения", "Д.р.", "Родился", example="14.05.2009"),
        choice("sex", "Пол", spellings=SEXES, example="М"),
        text("locality", "Населённый пункт", "Адрес проживания", "Место жительства", "Город", example="Липки"),
        number("lat", "Широта", low=-90, high=90, example="53,94"),
        number("lon", "Долгота", low=-180, high=180, example="37,70"),
        number("max_km", "Не дальше (км)", "Предельное расстояние (км)", "Макс. расстояние, км", low=0, example="60"),
        yes_no("needs_housing", "Нужно жильё", "Общежитие", example="нет"),
        yes_no("own_transport", "Личный транспорт", example="нет"),
        number("grade", "Средний балл", "grade_avg", low=2, high=5, example="4,2"),
        day(
            "medical_until",
            "Медосмотр действителен до",
            "Медсправка",
            "Медкнижка",
            "medical_valid_until",
            example="31.12.2026",
        ),
        words("restrictions", "Ограничения по здоровью", "ОВЗ", "Инвалидность", "health_group_limits"),
        whole("seats", "Занимает мест", "Мест в бригаде", low=1, example="1"),
        whole("credit", "Уступал раньше (раз)", "Сколько раз уступал", low=0, example="0"),
        yes_no("consent", "Согласие на обработку ПДн", "Согласие на передачу ПДн", "pd_consent", example="да"),
    ),
    required=True,
)

GROUPS = Table(
    "groups",
    Group,
    "Группы",
    ("Учебные группы",),
    (
        key("group", "Группа", "Учебная группа", example="СВ-21"),
        text("specialty", "Код специальности", "Специальность", "Код ФГОС", "specialty_code", example="15.01.05"),
        whole("course", "Курс", low=1, example="2"),
        day("graduation_date", "Дата выпуска", example="30.06.2027"),
        text("curator", "Куратор", "Мастер п/о", example="Петрова А.А."),
    ),
)

COMPANIONS = Table(
    "companions",
    Companion,
    "Вместе",
    ("Компании", "Кто вместе"),
    (key("companions_id", "Код компании", "Компания", example="К1"), APPLICANT),
)

OUTCOMES = Table(
    "outcomes",
    Outcome,
    "Трудоустройство",
    ("Итоги трудоустройства",),
    (
        APPLICANT,
        day("check_date", "Дата среза", required=True, example="01.10.2027"),
        choice(
            "category",
            "Категория занятости",
            "Занятость",
            spellings=CATEGORIES,
            required=True,
            example="трудоустроен по ТД",
        ),
        text("host_id", "ИНН работодателя", "employer_inn", "ИНН", example="7128000001"),
        yes_no("by_specialty", "По специальности", example="да"),
        day("hired_on", "Дата приёма", example="05.07.2027"),
        day("left_on", "Дата увольнения"),
        number("salary", "Зарплата (руб.)", "Зарплата", "salary_rub", low=0, example="52000"),
    ),
)
