"""Everyone placed gets a mentor who covers the specialty, within everyone's capacity."""

from collections import Counter
from datetime import date
from typing import Any

from matcher.constraints import Setting
from matcher.constraints.mentoring import mentors_of
from matcher.matching import Place
from matcher.policy import Policy
from matcher.quantities import quantities_of
from matcher.rounds import Applicant, Host, Mentor, Period, Position, Round
from matcher.solve import solve
from tests.oracle.test_features import made
from tests.oracle.together import Together

WELDING, BUILDING = "15.01.05", "08.02.01"


def workshop(*mentors: Mentor, people: int = 4, policy: Policy | None = None, **tables: Any) -> Round:
    """Welders a0, a1, … at one host with one position."""
    applicants = tuple(Applicant(f"a{n}", specialty=WELDING) for n in range(people))
    position, host = Position("p", people, host_id="h"), Host("h")
    tables = {"applicants": applicants, "positions": (position,), "hosts": (host,), **tables}
    return Round("r", **tables, mentors=mentors, policy=policy or Policy())


def named(round_: Round, *places: Place) -> dict[tuple[str, str], str]:
    taken = places or tuple(Place(a.applicant_id, "", "p") for a in round_.applicants)
    return mentors_of(Setting(quantities_of(round_, round_.policy)), taken)


def test_load_is_even_where_capacity_allows() -> None:
    found = named(workshop(Mentor("m1", 4, "h"), Mentor("m2", 4, "h")))
    assert Counter(found.values()) == {"m1": 2, "m2": 2}


def test_who_covers_all_specialties_is_left_to_those_whom_nobody_else_can_take() -> None:
    people = (Applicant("a0", specialty=WELDING), Applicant("a1", specialty=BUILDING))
    mentors = Mentor("m1", 1, "h"), Mentor("m2", 1, "h", (WELDING,))
    assert named(workshop(*mentors, people=2, applicants=people)) == {("a0", ""): "m2", ("a1", ""): "m1"}


def test_the_hosts_mentor_comes_before_the_colleges_supervisor() -> None:
    assert set(named(workshop(Mentor("m1", 4, "h"), Mentor("s", 9))).values()) == {"m1"}


def test_a_host_without_mentors_is_left_to_the_supervisor() -> None:
    assert set(named(workshop(Mentor("s", 9), Mentor("m", 9, "elsewhere"))).values()) == {"s"}


def test_nobody_is_named_where_there_are_no_mentors_or_the_condition_is_off() -> None:
    assert named(workshop()) == {}
    assert named(workshop(Mentor("m1", 1, "h"), policy=Policy(rules={"mentors": False}))) == {}


def test_a_team_goes_by_the_mentor_who_takes_most_of_it() -> None:
    team = (Applicant("a0", seats=3), Applicant("a1"))
    round_ = workshop(Mentor("m1", 1, "h"), Mentor("m2", 3, "h"), applicants=team)
    assert named(round_)["a0", ""] == "m2"


def test_capacity_counts_over_periods_that_overlap() -> None:
    first = Period("t1", None, (), date(2026, 4, 1), date(2026, 4, 20))
    second = Period("t2", None, (), date(2026, 4, 10), date(2026, 4, 30))
    round_ = workshop(Mentor("m1", 1, "h"), Mentor("m2", 1, "h"), people=2, periods=(first, second))
    found = named(round_, Place("a0", "t1", "p"), Place("a1", "t2", "p"))
    assert sorted(found.values()) == ["m1", "m2"]


def test_the_order_of_rows_changes_nothing() -> None:
    mentors = Mentor("m1", 2, "h"), Mentor("m2", 1, "h"), Mentor("m3", 3, "h")
    assert named(workshop(*mentors)) == named(workshop(*reversed(mentors)))


def test_every_solved_round_has_its_mentors_within_their_capacity() -> None:
    seen = 0
    for seed in range(400):
        round_, policy = made("feature", seed)
        matching = solve(round_, policy).matching
        if matching is None or not round_.mentors:
            continue
        oracle, setting = Together(round_, policy), Setting(quantities_of(round_, policy))
        mentors, found = {m.mentor_id: m for m in round_.mentors}, mentors_of(setting, matching.places)
        for place in matching.places:
            host = oracle.positions[place.position_id].host
            own = [m for m in round_.mentors if m.host_id == host] if oracle.is_on("mentors") else []
            college = [m for m in round_.mentors if m.host_id is None] if oracle.is_on("supervisors") else []
            mentor = found.get((place.applicant_id, place.period_id))
            assert (mentor is None) == (not own and not college), seed
            if mentor is not None:
                assert mentors[mentor] in (own or college), seed
                assert oracle.covers(mentors[mentor], place.applicant_id), seed
                seen += 1
        for day in oracle.days():
            load = Counter(
                found[k] for k, _ in oracle.now(dict.fromkeys(found, ""), day) if oracle.people[k[0]].seats == 1
            )
            assert all(n <= mentors[m].capacity for m, n in load.items()), seed
    assert seen > 60
