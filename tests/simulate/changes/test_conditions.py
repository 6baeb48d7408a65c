"""Changes of conditions: buses, beds, pay, and how far applicants can travel."""

from dataclasses import replace

from matcher.simulate.changes import Amount, Beds, Bus, Pay, People, Places, Reach
from tests.simulate.changes.small import after, small_round, told

H1 = Places(host_id=("h1",))


def test_a_bus_runs_or_stops() -> None:
    assert [j.transport for j in after(Bus(H1)).positions] == [True, True, True, False]
    assert not any(j.transport for j in after(Bus(Places(), runs=False)).positions)
    assert told(Bus(Places(locality=("Тверь",)))) == [("locality", "unknown-id")]


def test_beds_are_added_where_nothing_was_said_too() -> None:
    assert [j.housing_beds for j in after(Beds(H1, Amount(by=3))).positions] == [5, 3, None, None]


def test_the_first_beds_of_a_round_would_bind_everyone_else() -> None:
    bare = replace(small_round(), positions=tuple(replace(j, housing_beds=None) for j in small_round().positions))
    assert told(Beds(H1, Amount(by=3)), bare) == [("", "first-beds")]
    assert told(Beds(H1, Amount(by=3))) == []


def test_pay_changes_to_the_kopeck() -> None:
    assert [j.pay for j in after(Pay(H1, Amount(times=1.1))).positions] == [11_000, 0, None, None]
    assert after(Pay(H1, Amount(to=12_345.678))).positions[0].pay == 12_345.68
    assert told(Pay(Places(position_id=("p9",)), Amount(to=1))) == [("position_id", "unknown-id")]


def test_applicants_travel_farther_and_only_to_sets_a_first_limit() -> None:
    group = People(group=("W",))
    assert [a.max_km for a in after(Reach(group, Amount(by=15))).applicants] == [25, 35, None, None, None]
    assert [a.max_km for a in after(Reach(group, Amount(to=40))).applicants] == [40, 40, 40, None, None]


def test_unknown_people_are_misfits_each() -> None:
    every = People(("a9",), ("X",), ("99.99.99",), ("Москва",))
    assert [key for key, code in told(Reach(every, Amount(to=1))) if code == "unknown-id"] == [
        *("applicant_id", "group", "specialty", "locality"),
    ]
    assert told(Reach(People(group=("W",), locality=("Липки",)), Amount(to=1))) == [("", "nobody-meant")]


def test_the_specialty_of_the_group_is_that_of_its_members_without_one() -> None:
    found = after(Reach(People(specialty=("15.01.05",)), Amount(to=7)))
    assert [a.max_km for a in found.applicants] == [7, 7, 7, None, 7]
