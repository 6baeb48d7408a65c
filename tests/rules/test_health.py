from datetime import timedelta

import pytest

from matcher.rounds import Shift
from matcher.rules.restrictions import WORDS, Restriction, asked
from tests.rules.small import END, a_round, applicant, broken, evidence, pairs, position, switched


def test_a_required_certificate_lasts_to_the_last_day() -> None:
    shop = position(medical_required=True)
    assert broken(a_round(applicant(medical_until=END), shop)) == {}
    short = a_round(applicant(medical_until=END - timedelta(days=1)), shop)
    assert evidence("medical", short) == {"medical_until": "2026-05-23", "ends_on": "2026-05-24"}


def test_no_certificate_is_too_short_where_one_is_required() -> None:
    assert evidence("medical", a_round(position(medical_required=True)))["medical_until"] is None
    assert broken(a_round(position())) == {}


def test_without_dates_any_certificate_is_long_enough() -> None:
    shop = position(medical_required=True)
    dateless = a_round(applicant(medical_until=END), shop, starts_on=None, ends_on=None)
    assert broken(dateless) == {}
    assert evidence("medical", a_round(shop, starts_on=None, ends_on=None))["ends_on"] is None


@pytest.mark.parametrize("word", ["инв.1", "инв.2", "инв.3", "Инвалидность", "disability", "disability-2"])
def test_a_disability_needs_access(word: str) -> None:
    person = applicant(restrictions=("не высота", word))
    assert evidence("accessible", a_round(person, position())) == {"restrictions": [word]}
    assert broken(a_round(person, position(accessible=True))) == {}


@pytest.mark.parametrize("word", ["нет", "ОВЗ", "не высота", "anything"])
def test_other_words_exclude_nobody(word: str) -> None:
    person = applicant(restrictions=(word,))
    assert broken(a_round(person, position(shift=Shift.NIGHT, hazard_class="4"))) == {}


def test_no_night_excludes_night_and_rotating_shifts() -> None:
    round_ = a_round(
        applicant(restrictions=("не ночь",)), *(position(str(s), shift=s) for s in Shift), position("unknown")
    )
    assert {p for _, p in pairs(round_)} == {"day", "away", "unknown"}


def test_each_shift_can_be_refused() -> None:
    for word, shift in (("no-rotating", Shift.ROTATING), ("не вахта", Shift.AWAY)):
        found = evidence("health", a_round(applicant(restrictions=(word,)), position(shift=shift)))
        assert found == {"restrictions": [word], "shift": str(shift), "hazard_class": None}


@pytest.mark.parametrize("word", ["не шум", "Не хим.", "no-hazard"])
def test_noise_and_chemicals_exclude_harmful_classes(word: str) -> None:
    person = applicant(restrictions=(word,))
    assert "health" in broken(a_round(person, position(hazard_class="3.1")))
    assert broken(a_round(person, position(hazard_class="2"))) == {}


def test_only_the_words_that_refuse_are_the_evidence() -> None:
    person = applicant(restrictions=("не шум", "не ночь"))
    assert evidence("health", a_round(person, position(shift=Shift.NIGHT)))["restrictions"] == ["не ночь"]


def test_words_are_found_whatever_their_case_and_spaces() -> None:
    assert asked(["  НЕ   Шум "]) == Restriction.NO_HAZARD
    assert asked(list(WORDS)) == ~Restriction.NOTHING


def test_the_rules_of_health_can_be_switched_off() -> None:
    round_ = a_round(applicant(restrictions=("инв.1", "no-night")), position(shift=Shift.NIGHT, medical_required=True))
    assert set(broken(round_)) == {"medical", "accessible", "health"}
    assert broken(round_, switched(medical=False, accessible=False, health=False)) == {}
