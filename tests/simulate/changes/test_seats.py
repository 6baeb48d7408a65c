"""Changes of seats: capacities, demand, minimums and places for hire."""

from dataclasses import replace

from matcher.rounds import Position, Round
from matcher.simulate.changes import Amount, Demand, HirePlaces, Minimum, Places, Seats
from matcher.validate import check
from tests.simulate.changes.small import COOKING, WELDING, after, seats, small_round, told

P1, H1 = Places(position_id=("p1",)), Places(host_id=("h1",))


def test_a_position_gets_more_seats_and_so_does_the_limit_of_its_host() -> None:
    found = after(Seats(P1, Amount(by=2)))
    assert seats(found) == {"p1": 5, "p2": 1, "p3": 4, "p4": 2}
    assert found.hosts[0].capacity == 6


def test_seats_of_a_host_are_dealt_out_in_proportion() -> None:
    assert seats(after(Seats(H1, Amount(times=2)))) == {"p1": 6, "p2": 2, "p3": 4, "p4": 2}
    assert seats(after(Seats(H1, Amount(to=6)))) == {"p1": 5, "p2": 1, "p3": 4, "p4": 2}


def test_a_specialty_gets_seats_wherever_it_may_go() -> None:
    assert seats(after(Seats(Places(specialty=(COOKING,)), Amount(by=5)))) == {"p1": 3, "p2": 2, "p3": 8, "p4": 2}


def test_fewer_seats_take_the_minimums_with_them() -> None:
    found = after(Seats(P1, Amount(to=1)))
    assert (found.positions[0].capacity, found.positions[0].minimum) == (1, 1)
    assert (found.hosts[0].capacity, found.hosts[0].minimum) == (2, 1)


def test_who_is_fixed_by_hand_keeps_the_seat() -> None:
    assert seats(after(Seats(Places(position_id=("p1", "p3")), Amount(to=1))))["p1"] == 1


def test_no_seats_at_all_close_a_position_and_free_who_was_fixed_there() -> None:
    found = after(Seats(H1, Amount(to=0)))
    assert seats(found) == {"p1": 0, "p2": 0, "p3": 4, "p4": 2}
    assert [k.kind for k in found.locks] == ["forbidden"]
    assert [q.minimum for q in found.quotas] == [None, None, 1]
    assert (found.hosts[0].capacity, found.hosts[0].minimum) == (0, 0)
    assert check(found) == []


def test_seats_of_several_periods_move_the_limit_by_the_largest_change_of_one() -> None:
    two = replace(
        small_round(),
        positions=(Position("p1", 2, "h1", period_id="t1"), Position("p2", 2, "h1", period_id="t2"), Position("p3", 1)),
    )
    assert after(Seats(H1, Amount(by=2)), two).hosts[0].capacity == 5


def test_a_change_by_nothing_is_the_same_round() -> None:
    round_ = small_round()
    assert after(Seats(Places(), Amount(by=0)), round_) == round_


def test_seats_where_nothing_is_meant_change_nothing() -> None:
    round_ = small_round()
    assert after(Seats(Places(position_id=("gone",)), Amount(by=3)), round_) == round_


def test_seats_that_are_not_there_cannot_be_taken() -> None:
    assert told(Seats(P1, Amount(by=-4))) == [("by", "too-few-seats")]
    assert told(Seats(P1, Amount(by=-3))) == []


def test_unknown_filters_are_misfits_each() -> None:
    every = Places(("p9",), ("h9",), ("99.99.99",), ("Москва",))
    assert told(Seats(every, Amount(by=1))) == [
        ("position_id", "unknown-id"),
        ("host_id", "unknown-id"),
        ("specialty", "unknown-id"),
        ("locality", "unknown-id"),
    ]
    assert told(Seats(Places(host_id=("h1",), locality=("Тула",)), Amount(by=1))) == [("", "nothing-meant")]


def test_a_position_without_a_host_is_a_host_of_its_own() -> None:
    assert seats(after(Seats(Places(host_id=("p4",)), Amount(by=1))))["p4"] == 3


def test_a_demand_shock_scales_a_specialty_or_a_town() -> None:
    assert seats(after(Demand(Places(specialty=(WELDING,)), Amount(times=0.5)))) == {"p1": 2, "p2": 0, "p3": 4, "p4": 2}
    assert seats(after(Demand(Places(locality=("Тула",)), Amount(times=1.5))))["p3"] == 6
    assert told(Demand(Places(locality=("Тверь",)), Amount(times=1.5))) == [("locality", "unknown-id")]


def test_a_minimum_is_set_within_the_seats() -> None:
    assert after(Minimum(P1, Amount(to=3))).positions[0].minimum == 3
    assert after(Minimum(P1, Amount(by=-2))).positions[0].minimum == 0
    assert after(Minimum(P1, Amount(to=9))).positions[0].minimum == 3
    assert told(Minimum(P1, Amount(to=4))) == [("", "minimum-over-seats")]


def test_hosts_would_hire_more_or_fewer() -> None:
    places = Places(host_id=("h1",))
    assert hired(after(HirePlaces(places, Amount(by=2)))) == [3, None, None, None]
    assert hired(after(HirePlaces(places, Amount(to=2)))) == [2, 2, None, None]
    assert told(HirePlaces(Places(host_id=("h9",)), Amount(to=2))) == [("host_id", "unknown-id")]


def hired(round_: Round) -> list[int | None]:
    return [j.hire_places for j in round_.positions]
