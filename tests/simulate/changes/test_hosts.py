"""Changes of hosts: new ones, new positions, and hosts that withdraw."""

from dataclasses import replace

from matcher.rounds import Agreement, Host, Mentor, Position
from matcher.simulate.changes import HostWithdraws, NewHost, NewPositions, Places
from matcher.simulate.draws import Draws
from matcher.validate import check
from tests.simulate.changes.small import WELDING, after, seats, small_round, told

NEW = NewHost(Host("h3", "Новый"), (Position("p5", 3, specialties=(WELDING,)),), Agreement("", ""), (Mentor("m3", 3),))


def test_a_new_host_comes_with_all_that_belongs_to_it() -> None:
    found = after(NEW)
    assert found.hosts[-1] == Host("h3", "Новый")
    assert found.positions[-1].host == "h3"
    assert found.mentors[-1].host_id == "h3"
    assert (found.agreements[-1].host_id, found.agreements[-1].agreement_id) == ("h3", "h3+1")
    assert found.agreements[-1].valid_from == small_round().starts_on
    assert check(found) == []


def test_a_new_host_needs_no_agreement() -> None:
    assert len(after(replace(NEW, agreement=None)).agreements) == len(small_round().agreements)


def test_a_new_host_takes_no_ids_and_names_no_strange_periods() -> None:
    bad = NewHost(
        Host("h1"),
        (Position("p1", 1), Position("p5", 1, minimum=2, period_id="t9"), Position("p5", 1)),
        Agreement("1", "", applicant_id="a9"),
        (Mentor("m1", 1),),
    )
    assert told(bad) == [
        ("host", "taken-id"),
        ("positions", "taken-id"),
        ("positions", "taken-id"),
        ("positions", "unknown-id"),
        ("positions", "minimum-over-seats"),
        ("mentors", "taken-id"),
        ("agreement", "taken-id"),
        ("agreement", "unknown-id"),
    ]


def test_a_first_agreement_or_first_beds_would_bind_everyone_else() -> None:
    bare = replace(small_round(), agreements=(), positions=(Position("p1", 1, "h1"),))
    beds = replace(NEW, positions=(Position("p5", 3, housing_beds=2),))
    assert told(beds, bare) == [("positions", "first-beds"), ("agreement", "first-agreement")]


def test_without_a_hosts_table_the_old_hosts_stay_known() -> None:
    bare = replace(small_round(), hosts=(), preferences=(), priorities=(), agreements=(), mentors=(), quotas=())
    found = after(NewHost(Host("h3"), (Position("p5", 1),)), bare)
    assert [h.host_id for h in found.hosts] == ["h1", "h2", "h3"]
    assert check(found) == []


def test_a_host_offers_further_positions_and_its_limit_grows() -> None:
    found = after(NewPositions("h1", (Position("p5", 3),), (Mentor("m3", 3),)))
    assert found.positions[-1] == Position("p5", 3, "h1")
    assert (found.hosts[0].capacity, found.mentors[-1]) == (7, Mentor("m3", 3, "h1"))
    assert check(found) == []


def test_further_positions_need_a_host_that_is_there() -> None:
    assert told(NewPositions("h9", (Position("p1", 3),))) == [("host_id", "unknown-id"), ("positions", "taken-id")]
    assert told(NewPositions("h2", (Position("p5", 3),), (Mentor("m3", 3),))) == [("mentors", "first-mentor")]


def test_a_host_that_withdraws_has_no_seats_and_its_papers_stay() -> None:
    found = after(HostWithdraws(Places(host_id=("h1",))))
    assert seats(found) == {"p1": 0, "p2": 0, "p3": 4, "p4": 2}
    assert found.agreements == small_round().agreements
    assert found.preferences == small_round().preferences
    assert [k.applicant_id for k in found.locks] == ["a3"]
    assert check(found) == []


def test_each_host_has_a_lot_of_its_own() -> None:
    change = HostWithdraws(Places(), chance=0.4)
    trials = [seats(change.applied(small_round(), Draws(5, t))) for t in range(2000)]
    shut = {h: sum(t[p] == 0 for t in trials) / 2000 for h, p in (("h1", "p1"), ("h2", "p3"), ("p4", "p4"))}
    assert all(abs(share - 0.4) < 0.04 for share in shut.values())
    both = sum(t["p1"] == t["p3"] == 0 for t in trials) / 2000
    assert abs(both - 0.16) < 0.03
    assert change.varies
    assert change.happens(Draws(5, 0))


def test_a_host_has_the_same_lot_whoever_else_may_withdraw() -> None:
    for t in range(50):
        alone = HostWithdraws(Places(host_id=("h1",)), chance=0.4).applied(small_round(), Draws(5, t))
        among = HostWithdraws(Places(), chance=0.4).applied(small_round(), Draws(5, t))
        assert (alone.positions[0].capacity == 0) == (among.positions[0].capacity == 0)


def test_only_hosts_that_are_there_withdraw() -> None:
    assert told(HostWithdraws(Places(host_id=("h9",)))) == [("host_id", "unknown-id")]
