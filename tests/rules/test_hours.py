import pytest

from tests.rules.small import a_round, applicant, born, broken, evidence, position, switched


@pytest.mark.parametrize(("age", "week", "day"), [(14, 24, 4), (15, 24, 5), (16, 35, 7), (17, 35, 7)])
def test_minors_hours_depend_on_age(age: int, week: float, day: float) -> None:
    assert broken(a_round(born(age), position(hours_week=week, hours_day=day))) == {}
    assert evidence("minors-hours", a_round(born(age), position(hours_week=week + 0.5))) == {
        "on": "2026-04-13",
        "age": age,
        "hours_week": week + 0.5,
        "hours_day": None,
        "week_limit": week,
        "day_limit": day,
    }
    assert "minors-hours" in broken(a_round(born(age), position(hours_day=day + 1)))


def test_unknown_hours_exclude_nobody() -> None:
    everything = switched(study_hours=True, disability_hours=True, hazard_hours=True)
    assert broken(a_round(born(14), position()), everything) == {}


def test_adults_and_those_of_unknown_age_work_40_hours_at_most() -> None:
    for person in (born(18), applicant()):
        assert broken(a_round(person, position(hours_week=40, hours_day=12))) == {}
        found = evidence("adult-hours", a_round(person, position(hours_week=41)))
        assert (found["week_limit"], found["day_limit"]) == (40, None)
    assert found["age"] is None


def test_an_unknown_first_day_is_not_in_the_evidence() -> None:
    round_ = a_round(applicant(), position(hours_week=41), starts_on=None, ends_on=None)
    assert evidence("adult-hours", round_)["on"] is None


def test_the_limit_of_adults_is_not_held_against_minors() -> None:
    assert set(broken(a_round(born(17), position(hours_week=41)))) == {"minors-hours"}


@pytest.mark.parametrize(("age", "week", "day"), [(15, 12, 2.5), (16, 17.5, 4)])
def test_study_halves_the_hours_when_switched_on(age: int, week: float, day: float) -> None:
    on = switched(study_hours=True)
    assert broken(a_round(born(age), position(hours_week=week, hours_day=day)), on) == {}
    round_ = a_round(born(age), position(hours_week=week + 1, hours_day=day))
    assert broken(round_) == {}
    assert evidence("study-hours", round_, on)["week_limit"] == week
    assert "study-hours" in broken(a_round(born(age), position(hours_day=day + 0.5)), on)
    assert broken(a_round(born(18), position(hours_week=40)), on) == {}


def test_disability_groups_1_and_2_work_35_hours_when_switched_on() -> None:
    round_ = a_round(applicant(restrictions=("инв.2",)), position(hours_week=36, accessible=True))
    assert broken(round_) == {}
    found = evidence("disability-hours", round_, switched(disability_hours=True))
    assert (found["hours_week"], found["week_limit"]) == (36, 35)


def test_disability_group_3_keeps_the_normal_week() -> None:
    round_ = a_round(applicant(restrictions=("инв.3",)), position(hours_week=40, accessible=True))
    assert broken(round_, switched(disability_hours=True)) == {}


@pytest.mark.parametrize(("hazard", "hours", "allowed"), [("3.2", 40, True), ("3.3", 36, True), ("3.3", 37, False)])
def test_adults_at_class_3_3_work_36_hours_when_switched_on(hazard: str, hours: float, allowed: bool) -> None:
    round_ = a_round(born(18), position(hazard_class=hazard, hours_week=hours))
    assert broken(round_) == {}
    assert ("hazard-hours" not in broken(round_, switched(hazard_hours=True))) == allowed
