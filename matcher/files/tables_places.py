"""Tables about places: periods, hosts, positions, mentors and quotas."""

from matcher.files.columns import Column, Table, choice, day, filter_of, hazard, key, number, text, whole, words, yes_no
from matcher.files.words import OPENINGS, PERIOD_KINDS, SHIFTS
from matcher.rounds import Host, Mentor, Period, Position, Quota

_INN = ("ИНН предприятия", "Предприятие", "inn", "Код предприятия")


def host(*, required: bool = False) -> Column:
    """Declare the column that names a host."""
    return text("host_id", "ИНН", *_INN, required=required, example="7128000001")


def period() -> Column:
    """Declare the column that names a period."""
    return text("period_id", "Код практики", *_PERIOD, example="ПП.01-СВ21-2026")


_PERIOD = ("Код периода", "Период", "period_code")
SPECIALTIES = words(
    "specialties",
    "Код специальности",
    "Коды специальностей",
    "Специальности",
    "Специальность",
    "specialty_code",
    example="15.01.05",
)

PERIODS = Table(
    "periods",
    Period,
    "График практики",
    ("Периоды", "Практики"),
    (
        key("period_id", "Код практики", *_PERIOD, example="ПП.01-СВ21-2026"),
        choice("kind", "Вид практики", spellings=PERIOD_KINDS, example="ПП"),
        words("group", "Группа", "Группы", example="СВ-21"),
        day("starts_on", "Начало", "date_from", "Дата начала", required=True, example="13.04.2026"),
        day("ends_on", "Окончание", "date_to", "Дата окончания", required=True, example="24.05.2026"),
    ),
)

HOSTS = Table(
    "hosts",
    Host,
    "Предприятия",
    ("Организации", "Базы практики", "enterprises"),
    (
        key("host_id", "ИНН", *_INN, example="7128000001"),
        text(
            "name",
            "Наименование предприятия",
            "База практики",
            "Организация",
            "Наименование",
            example="ООО «Пример»",
        ),
        text("locality", "Населённый пункт", "Город", example="Киреевск"),
        number("lat", "Широта", low=-90, high=90, example="53,93"),
        number("lon", "Долгота", low=-180, high=180, example="37,93"),
        whole("capacity", "Мест всего", "Всего мест", low=0, example="10"),
        whole("minimum", "Не меньше всего", "Минимум мест", low=0),
        yes_no("alumni_led", "Руководитель - выпускник", "is_alumni_employer", example="да"),
    ),
)

POSITIONS = Table(
    "positions",
    Position,
    "Заявки на места",
    ("Места практики", "Места", "Вакансии", "Заявки", "offers"),
    (
        key("position_id", "Код места", "Место", "Код заявки", "Код вакансии", example="М-1"),
        host(),
        period(),
        text("title", "Площадка (цех)", "Название места", "Площадка", "Должность", "site", example="Цех 3, сварщик"),
        SPECIALTIES,
        whole("capacity", "Мест", "Количество мест", low=0, required=True, example="6"),
        whole("minimum", "Минимум (если берут)", "Минимум", "min_students", low=0),
        choice("opening", "Открывать", "Открытие", spellings=OPENINGS, example="по возможности"),
        whole("max_minors", "Из них до 18 лет не более", low=0),
        number("hours_week", "Часов в неделю", low=0, high=168, example="35"),
        number("hours_day", "Часов в день", low=0, high=24, example="7"),
        choice("shift", "График", "Смена", spellings=SHIFTS, example="дневной"),
        hazard("hazard_class", "Класс условий труда", "СОУТ", example="2"),
        yes_no("minors_allowed", "Допустимы до 18 лет", "minor_allowed", example="да"),
        yes_no("medical_required", "Нужен медосмотр", example="да"),
        yes_no("accessible", "Условия для инвалидов", example="нет"),
        whole("housing_beds", "Мест для проживания", "Мест в общежитии", "Койко-мест", low=0, example="0"),
        yes_no("transport", "Доставка/компенсация проезда", "Доставка", "Компенсация проезда", example="да"),
        number("pay", "Оплата практиканту (руб./мес.)", "Оплата практиканту", "Оплата", "paid", low=0, example="15000"),
        number("cost", "Затраты на одного (руб.)", "Затраты (руб.)", "Затраты", low=0, example="3000"),
        whole("hire_places", "Готовы принять на работу", low=0),
    ),
    required=True,
)

MENTORS = Table(
    "mentors",
    Mentor,
    "Наставники",
    ("Руководители практики",),
    (
        key("mentor_id", "Наставник", "ФИО наставника", "Код наставника", "mentor_name", example="Кузнецов К.К."),
        host(),
        SPECIALTIES,
        whole("capacity", "Не более студентов", "max_students", "Не более", low=0, required=True, example="3"),
    ),
)

QUOTAS = Table(
    "quotas",
    Quota,
    "Квоты",
    (),
    (
        key("quota_id", "Код квоты", "Квота", example="КВ-1"),
        host(),
        text("position_id", "Код места", "Место"),
        filter_of("applicants", "Отбор участников", "Кого считать", "Участники", example="specialty=15.01.05"),
        whole("minimum", "Не меньше", "Минимум", low=0, example="0"),
        whole("maximum", "Не больше", "Максимум", low=0, example="4"),
    ),
)
