"""Years: who graduates, who follows, what is carried over and what runs out."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.policy import Level, LevelName, Policy
from matcher.rounds import (
    Agreement,
    AgreementKind,
    AgreementStatus,
    Applicant,
    Group,
    Lock,
    LockKind,
    Mentor,
    Pair,
    Period,
    Position,
    Preference,
    Role,
    Round,
)
from matcher.simulate.chain.trial import Chain
from matcher.simulate.chain.years import classes_of, graduates, graduation_day, next_year, shifted, year_of
from matcher.simulate.draws import Draws
from matcher.simulate.kpis import Kpi
from tests.simulate.models import BASE, Fixed, small, study

HOST = Fixed((1.0, 0, 0, 0, 0, 0, 0, 0), stay=1.0)


def two_classes(**given: object) -> Round:
    """Return a round of spring 2026: group A graduates that summer, group B two years later."""
    people = tuple(Applicant(f"{g}{k}", group=g, birth_date=date(2008, 2, 29)) for g in "AB" for k in range(3))
    groups = (Group("A", "15.01.05", 3, date(2026, 6, 30)), Group("B", "15.01.05", 1, date(2028, 6, 30)))
    positions = (Position("P", 6, "H"),)
    dated = Round("r", people, positions, starts_on=date(2026, 4, 13), ends_on=date(2026, 5, 24), groups=groups)
    return replace(dated, **given)  # type: ignore[arg-type]


def test_who_graduates_within_a_year_of_the_last_day_graduates() -> None:
    assert graduates(two_classes()) == ("A0", "A1", "A2")
    assert graduation_day(two_classes()) == date(2026, 6, 30)
    assert year_of(two_classes(), 0).label == 2026


def test_an_autumn_round_sees_those_who_graduate_the_next_summer() -> None:
    autumn = two_classes(starts_on=date(2027, 10, 1), ends_on=date(2027, 11, 1))
    assert graduates(autumn) == tuple(a.applicant_id for a in autumn.applicants)


def test_teachers_do_not_graduate_and_graduates_by_role_do() -> None:
    people = (Applicant("T", role=Role.TEACHER), Applicant("G", role=Role.GRADUATE), Applicant("S"))
    assert graduates(two_classes(applicants=people)) == ("G",)


def test_without_dates_all_students_graduate_every_year() -> None:
    own = small(n=3)
    assert graduates(own) == ("A00", "A01", "A02")
    assert (year_of(own, 1).label, classes_of(own)) == (2, 1)
    assert graduates(next_year(own, 1)) == ("A00+1", "A01+1", "A02+1")


def test_successors_take_the_places_of_graduates_and_study_as_long() -> None:
    own = two_classes()
    assert classes_of(own) == 3
    later = next_year(own, 3)
    assert graduates(later) == ()
    assert {a.applicant_id for a in later.applicants} == {"A0+1", "A1+1", "A2+1", "B0", "B1", "B2"}
    assert {g.group: g.graduation_date for g in later.groups} == {"A": date(2029, 6, 30), "B": date(2028, 6, 30)}
    assert graduates(next_year(later, 3)) == ("B0", "B1", "B2")


def test_successors_are_as_old_as_their_forerunners_were() -> None:
    later = {a.applicant_id: a for a in next_year(two_classes(), 3).applicants}
    assert later["A0+1"].birth_date == date(2011, 2, 28)
    assert later["B0"].birth_date == date(2008, 2, 29)


def test_a_successor_never_takes_an_id_that_is_there() -> None:
    people = (*small(n=1).applicants, Applicant("A00+1", role=Role.TEACHER))
    assert {a.applicant_id for a in next_year(replace(small(), applicants=people), 1).applicants} == {"A00+1", "A00+1+"}


def test_wishes_are_inherited_and_personal_papers_end() -> None:
    own = two_classes(
        preferences=(Preference("A0", "P", rank=1), Preference("B0", "P", rank=1)),
        pairs=(Pair("A0", "P", employment=0.5),),
        locks=(Lock("A0", "P", LockKind.ASSIGNED, "договор"), Lock("B0", "P", LockKind.ASSIGNED, "договор")),
        agreements=(
            Agreement("1", "H", AgreementKind.TARGET, "A0", status=AgreementStatus.ACTIVE),
            Agreement("2", "H", AgreementKind.TARGET, "B0", status=AgreementStatus.ACTIVE),
        ),
    )
    later = next_year(own, 3)
    assert [p.applicant_id for p in later.preferences] == ["A0+1", "B0"]
    assert [p.applicant_id for p in later.pairs] == ["A0+1"]
    assert [k.applicant_id for k in later.locks] == ["B0"]
    assert [(a.applicant_id, a.status) for a in later.agreements] == [(None, "terminated"), ("B0", "active")]


def test_dates_of_practice_and_certificates_move_and_those_of_agreements_do_not() -> None:
    period = Period("p", None, (), date(2024, 2, 29), date(2024, 3, 29))
    people = (Applicant("A0", group="A", medical_until=date(2026, 9, 1)),)
    agreement = Agreement("1", "H", valid_to=date(2026, 12, 31))
    later = next_year(two_classes(periods=(period,), applicants=people, agreements=(agreement,)), 3)
    assert (later.periods[0].starts_on, later.periods[0].ends_on) == (date(2025, 2, 28), date(2025, 3, 29))
    assert later.applicants[0].medical_until == date(2027, 9, 1)
    assert later.agreements[0].valid_to == date(2026, 12, 31)
    assert later.starts_on == date(2027, 4, 13)


@pytest.mark.parametrize("day", [None, date(9999, 1, 1)])
def test_days_that_cannot_move_stay(day: date | None) -> None:
    assert shifted(day, 1) == day


def test_an_agreement_that_ends_places_nobody_the_year_after() -> None:
    agreement = Agreement("1", "H", AgreementKind.PRACTICE, valid_from=date(2025, 1, 1), valid_to=date(2026, 12, 31))
    own = study(two_classes(agreements=(agreement,)), cohorts=2, horizon=0)
    placed = [run.figures[Kpi.PLACED][:2] for run in Chain(own).run(BASE, Draws(1, 0))]
    assert placed == [(6, 6), (0, 6)]


def test_seats_and_mentors_are_shared_by_those_who_graduate_and_those_who_study_on() -> None:
    own = two_classes(mentors=(Mentor("m", 4, "H"),))
    runs = Chain(study(own, cohorts=2, horizon=0)).run(BASE, Draws(1, 0))
    assert [run.figures[Kpi.PLACED][:2] for run in runs] == [(4, 6), (4, 6)]


def test_a_place_for_hire_is_taken_until_who_was_hired_leaves() -> None:
    own = small(hire_places=2)
    stays = Chain(study(own, outcomes=HOST, cohorts=2)).run(BASE, Draws(1, 0))
    assert [run.figures[Kpi.PRACTICE_TO_HIRE][0] for run in stays] == [8, 0]
    assert stays[1].figures[Kpi.HIRE_PLACES_FILLED] == (0, 0, 0)
    leaves = Chain(study(own, outcomes=replace(HOST, stay=0.0), cohorts=2)).run(BASE, Draws(1, 0))
    assert [run.figures[Kpi.PRACTICE_TO_HIRE][0] for run in leaves] == [8, 8]


def test_a_policy_that_looks_at_employment_plans_with_the_places_that_are_left() -> None:
    levels = Policy(objectives=(Level(LevelName.PLACED), Level(LevelName.EMPLOYMENT)))
    own = replace(small(n=2, seats=2, hire_places=2), policy=levels)
    pairs = tuple(
        Pair(a.applicant_id, j.position_id, employment=0.9 if j.position_id == "P0" else 0.5)
        for a in own.applicants
        for j in own.positions
    )
    first, second = Chain(study(replace(own, pairs=pairs), outcomes=HOST, cohorts=2)).run(BASE, Draws(1, 0))
    assert {host for _, host, _ in first.flows} == {"H0"}
    assert "H0" not in {host for _, host, _ in second.flows}
