"""Every wrong mentor that a matching names is found, with its evidence."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from matcher.judge import judge
from matcher.judge.verdict import Violation
from matcher.matching import Matching, Place
from matcher.policy import Policy
from matcher.rounds import Applicant, Host, Mentor, Position, Round
from matcher.solve import solve
from tests.oracle.test_features import made, upside_down

WELDING, BUILDING = "15.01.05", "08.02.01"
MENTORS = (
    Mentor("m1", 1, "h", (WELDING,)),
    Mentor("m2", 2, "h"),
    Mentor("far", 9, "far"),
    Mentor("college", 9),
)


def workshop(**tables: Any) -> Round:
    """A welder, a builder and one without specialty at a host of three seats with two mentors."""
    people = (Applicant("a1", specialty=WELDING), Applicant("a2", specialty=BUILDING), Applicant("a3"))
    made: dict[str, Any] = {
        "applicants": people,
        "positions": (Position("p", 3, host_id="h"),),
        "hosts": (Host("h"), Host("far")),
        "mentors": MENTORS,
        "policy": Policy(),
    }
    return Round("r", **(made | tables))


def found(round_: Round, *mentors: str | None) -> list[Violation]:
    places = (Place(a.applicant_id, "", "p", m) for a, m in zip(round_.applicants, mentors, strict=True))
    return list(judge(round_, Matching(tuple(places))).violations)


def codes(round_: Round, *mentors: str | None) -> list[str]:
    return [v.code for v in found(round_, *mentors)]


@pytest.mark.parametrize("mentors", [("m1", "m2", "m2"), (None, None, None), ("m1", None, "m2"), ("college",) * 3])
def test_right_mentors_are_accepted_and_nobody_need_be_named(mentors: tuple[str | None, ...]) -> None:
    assert codes(workshop(), *mentors) == []


def test_a_mentor_who_is_not_in_the_table_is_found() -> None:
    (violation,) = found(workshop(), "nobody", "m2", "m2")
    assert (violation.code, violation.applicant_id, violation.position_id) == ("mentor-unknown", "a1", "p")
    assert violation.evidence == {"mentor_id": "nobody"}


def test_a_mentor_of_another_host_is_found() -> None:
    (violation,) = found(workshop(), "m1", "far", "m2")
    assert (violation.code, violation.applicant_id, violation.host_id) == ("mentor-host", "a2", "h")
    assert violation.evidence == {"mentor_id": "far", "mentor_host": "far"}


def test_a_mentor_of_another_specialty_is_found() -> None:
    (violation,) = found(workshop(), "m2", "m1", "m2")
    assert (violation.code, violation.applicant_id) == ("mentor-specialty", "a2")
    assert violation.evidence == {"mentor_id": "m1", "specialty": BUILDING, "covered": (WELDING,)}


def test_a_mentor_of_too_many_is_found_with_the_numbers() -> None:
    (violation,) = found(workshop(), "m2", "m2", "m2")
    assert (violation.code, violation.host_id) == ("mentor-load", "h")
    assert violation.evidence == {"mentor_id": "m2", "taken": 3, "capacity": 2, "periods": ("",)}


def test_mentors_named_who_leave_others_without_one_are_found() -> None:
    (violation,) = found(workshop(), "m2", "m2", None)
    assert violation.code == "mentor-shares"
    assert (violation.host_id, violation.evidence["missing"]) == ("h", 1)


def test_a_team_may_be_shared_beside_the_mentor_named() -> None:
    team = workshop(applicants=(Applicant("a1", seats=2), Applicant("a2", specialty=WELDING)))
    assert codes(team, "m2", "m1") == codes(team, "m2", None) == []
    assert codes(replace(team, applicants=(Applicant("a1", seats=3),)), "m2") == ["mentor"]


def test_load_and_specialty_are_not_asked_where_the_policy_switches_them_off() -> None:
    off = workshop(policy=Policy(rules={"mentors": False}))
    assert codes(off, "m1", "m1", "m1") == []
    assert codes(off, "m1", "far", "gone") == ["mentor-host", "mentor-unknown"]


def test_results_name_a_mentor_for_everyone_whatever_the_order_of_rows() -> None:
    named = 0
    for seed in range(300):
        round_, policy = made("feature", seed)
        if not round_.mentors:
            continue
        one, other = solve(round_, policy).matching, solve(upside_down(round_), policy).matching
        if one is None or other is None:
            continue
        mentors = [p.mentor_id for p in one.places]
        assert mentors == [p.mentor_id for p in other.places], seed
        named += sum(m is not None for m in mentors)
    assert named > 60


def test_rounds_with_mentors_switched_off_name_nobody() -> None:
    result = solve(workshop(policy=Policy(rules={"mentors": False, "supervisors": False})))
    assert result.matching is not None
    assert {p.mentor_id for p in result.matching.places} == {None}


def test_another_mentor_than_named_is_rejected_unless_it_serves_as_well() -> None:
    """Rename one mentor at random: whoever is not of the host or the college, or lacks the specialty, is found."""
    tried = 0
    for seed in range(300):
        round_, policy = made("feature", seed)
        matching = solve(round_, policy).matching if round_.mentors else None
        if matching is None or not matching.places:
            continue
        place = Random(seed).choice(matching.places)
        host = next(j.host for j in round_.positions if j.position_id == place.position_id)
        wrong = [m.mentor_id for m in round_.mentors if m.host_id not in (None, host)]
        for mentor in (*wrong, "nobody"):
            changed = (replace(p, mentor_id=mentor if p == place else p.mentor_id) for p in matching.places)
            verdict = judge(round_, Matching(tuple(changed)), policy)
            code = "mentor-unknown" if mentor == "nobody" else "mentor-host"
            assert code in {v.code for v in verdict.violations}, seed
            tried += 1
    assert tried > 80
