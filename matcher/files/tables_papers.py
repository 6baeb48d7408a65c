"""The table of agreements."""

from matcher.files.columns import Table, choice, day, key, number, standing, text, whole, yes_no
from matcher.files.tables_places import SPECIALTIES, host
from matcher.files.words import AGREEMENT_KINDS, AGREEMENT_STATUSES
from matcher.rounds import Agreement

AGREEMENTS = Table(
    "agreements",
    Agreement,
    "Договоры",
    ("contracts", "Соглашения"),
    (
        key("agreement_id", "Номер договора", "№ договора", "contract_no", example="12/2026"),
        host(required=True),
        choice("kind", "Вид договора", spellings=AGREEMENT_KINDS, example="практическая подготовка"),
        text("applicant_id", "Номер студента", "student_no", "Студент (целевой договор)", "Участник"),
        SPECIALTIES,
        day("signed_on", "Дата подписания", example="01.02.2026"),
        day("valid_from", "Действует с", example="01.02.2026"),
        day("valid_to", "Действует по", example="31.12.2030"),
        yes_no("auto_renew", "Автопродление", example="да"),
        whole("seats", "Мест по договору", "seats_limit", low=0, example="10"),
        whole("minimum", "Действует от (человек)", "Минимум по договору", low=0, example="1"),
        standing("tier", "Очередь", example="1"),
        number(
            "amount",
            "Сумма финансирования (руб.)",
            "Софинансирование",
            "Спонсорская помощь",
            "amount_rub",
            low=0,
            example="150000",
        ),
        choice("status", "Статус", spellings=AGREEMENT_STATUSES, example="действует"),
    ),
)
