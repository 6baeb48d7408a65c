from datetime import date

import pytest

from matcher.rounds import Shift
from matcher.rules.columns import HAZARD_CLASSES, age_on
from tests.rules.small import a_round, applicant, born, broken, evidence, excludes, pairs, position, switched


def test_age_grows_on_the_birthday() -> None:
    assert age_on(date(2008, 4, 14), date(2026, 4, 13)) == 17
    assert age_on(date(2008, 4, 13), date(2026, 4, 13)) == 18


def test_who_was_born_on_29_february_is_older_on_1_march() -> None:
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


def test_who_comes_of_age_within_the_period_is_a_minor_on_its_first_day() -> None:
    round_ = a_round(applicant(birth_date=date(2008, 4, 14)), position(hazard_class="3.1"))
    assert evidence("minors-hazard", round_) == {
        "on": "2026-04-13",
        "age": 17,
        "hazard_class": "3.1",
        "minors_allowed": None,
    }


def test_adults_and_unknown_ages_may_work_at_any_hazard() -> None:
    assert broken(a_round(born(18), position(hazard_class="4"))) == {}
    assert broken(a_round(applicant(), position(hazard_class="4"))) == {}


@pytest.mark.parametrize("hazard", HAZARD_CLASSES)
def test_minors_stay_below_class_3_1(hazard: str) -> None:
    round_ = a_round(born(17), position(hazard_class=hazard, minors_allowed=True))
    assert (pairs(round_) == set()) == (hazard not in ("1", "2"))


def test_a_position_may_refuse_minors_at_any_class() -> None:
    round_ = a_round(born(17), position(hazard_class="2", minors_allowed=False))
    assert evidence("minors-hazard", round_)["minors_allowed"] is False
    assert pairs(a_round(born(17), position(hazard_class="2"))) == {("ann", "shop")}


def test_without_dates_no_age_is_known() -> None:
    round_ = a_round(applicant(birth_date=date(2010, 1, 1)), position(hazard_class="4"), starts_on=None, ends_on=None)
    assert broken(round_) == {}


@pytest.mark.parametrize(
    ("age", "hours", "allowed"), [(16, 4, True), (15, 4, False), (16, 5, False), (16, None, False)]
)
def test_the_exception_lifts_hazard_from_16_up_to_4_hours(age: int, hours: int | None, allowed: bool) -> None:
    round_ = a_round(born(age), position(hazard_class="3.2", hours_day=hours))
    assert ("minors-hazard" not in broken(round_, switched(practice_exception=True))) == allowed
    assert "minors-hazard" in broken(round_)


def test_the_exception_does_not_lift_the_hosts_refusal() -> None:
    round_ = a_round(born(17), position(hazard_class="3.2", hours_day=4, minors_allowed=False))
    assert "minors-hazard" in broken(round_, switched(practice_exception=True))
    assert excludes("practice-exception", round_) == []


@pytest.mark.parametrize("shift", [*Shift, None])
def test_minors_work_by_day_only(shift: Shift | None) -> None:
    found = broken(a_round(born(17), position(shift=shift)))
    assert ("minors-shift" in found) == (shift in (Shift.NIGHT, Shift.ROTATING, Shift.AWAY))
    assert broken(a_round(born(18), position(shift=shift))) == {}


def test_the_shift_is_the_evidence() -> None:
    assert evidence("minors-shift", a_round(born(17), position(shift=Shift.NIGHT))) == {
        "on": "2026-04-13",
        "age": 17,
        "shift": "night",
    }
