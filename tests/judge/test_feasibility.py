"""Every way a matching can break a hard rule is found, with its evidence."""

from datetime import date
from typing import Any

from matcher.judge import judge
from matcher.matching import Matching, Place
from matcher.policy import Level, LevelName, Policy
from matcher.rounds import Applicant, Host, Lock, LockKind, Period, Position, Preference, Round

PLACED = Policy(objectives=(Level(LevelName.PLACED),))


def two_by_two(**tables: Any) -> Round:
    """Two applicants, a position of one seat each at one host of one seat."""
    made: dict[str, Any] = {
        "applicants": (Applicant("a1", specialty="15.01.05"), Applicant("a2", specialty="08.02.01")),
        "positions": (
            Position("p1", 1, host_id="h", specialties=("15.01.05",)),
            Position("p2", 1, host_id="h"),
        ),
        "hosts": (Host("h"),),
        "policy": PLACED,
    }
    return Round("r", **(made | tables))


def matched(*pairs: str) -> Matching:
    """A matching from words like "a1 p1"."""
    return Matching(
        tuple(Place(a, t, p) for a, p, *rest in (w.split() for w in pairs) for t in [rest[0] if rest else ""])
    )


def codes(round_: Round, *pairs: str) -> list[str]:
    return [v.code for v in judge(round_, matched(*pairs)).violations]


def test_a_feasible_matching_is_accepted() -> None:
    verdict = judge(two_by_two(), matched("a1 p1", "a2 p2"))
    assert verdict.accepted
    assert verdict.levels[0].value == 2


def test_an_unknown_applicant_is_found() -> None:
    assert codes(two_by_two(), "nobody p1") == ["unknown-need"]


def test_an_unknown_position_is_found_and_nothing_is_measured() -> None:
    verdict = judge(two_by_two(), matched("a1 nowhere"))
    assert [v.code for v in verdict.violations] == ["unknown-place"]
    assert verdict.levels == ()


def test_two_places_for_one_applicant_are_found() -> None:
    verdict = judge(two_by_two(), matched("a1 p1", "a1 p2"))
    assert [(v.code, v.applicant_id, v.evidence["count"]) for v in verdict.violations] == [("several-places", "a1", 2)]


def test_a_line_written_twice_counts_as_two_places() -> None:
    assert codes(two_by_two(), "a2 p2", "a2 p2") == ["several-places"]


def test_a_pair_that_a_rule_forbids_is_found_with_the_rule() -> None:
    assert codes(two_by_two(), "a2 p1") == ["specialty"]


def test_too_many_at_a_position_are_found_with_the_numbers() -> None:
    verdict = judge(two_by_two(), matched("a1 p2", "a2 p2"))
    assert [(v.code, v.position_id) for v in verdict.violations] == [("capacity", "p2")]
    assert verdict.violations[0].evidence == {"taken": 2, "capacity": 1}


def test_too_many_at_a_host_are_found() -> None:
    verdict = judge(two_by_two(hosts=(Host("h", capacity=1),)), matched("a1 p1", "a2 p2"))
    assert [(v.code, v.host_id) for v in verdict.violations] == [("host-capacity", "h")]


def test_a_position_open_in_overlapping_periods_has_its_seats_once() -> None:
    periods = (
        Period("t1", None, (), date(2026, 4, 1), date(2026, 4, 30)),
        Period("t2", None, (), date(2026, 4, 20), date(2026, 5, 20)),
    )
    verdict = judge(two_by_two(periods=periods), matched("a1 p2 t1", "a2 p2 t2"))
    assert [(v.code, v.position_id) for v in verdict.violations] == [("position-capacity", "p2")]


def test_a_lock_that_is_not_held_is_found() -> None:
    locks = (Lock("a1", "p1", LockKind.ASSIGNED, "целевой договор", "Орлова"),)
    verdict = judge(two_by_two(locks=locks), matched("a2 p2"))
    assert [(v.code, v.applicant_id) for v in verdict.violations] == [("lock-assigned", "a1")]
    assert verdict.violations[0].evidence == {"reason": "целевой договор", "author": "Орлова"}


def test_a_forbidden_pair_is_found() -> None:
    locks = (Lock("a1", "p1", LockKind.FORBIDDEN, "конфликт"),)
    assert codes(two_by_two(locks=locks), "a1 p1") == ["lock-forbidden"]


def test_every_violation_is_reported_at_once() -> None:
    round_ = two_by_two(hosts=(Host("h", capacity=1),))
    assert codes(round_, "a2 p1", "a1 p1") == ["specialty", "capacity", "host-capacity"]


def test_a_vetoed_pair_is_found() -> None:
    round_ = two_by_two(preferences=(Preference("a1", "p1", veto=True),))
    assert codes(round_, "a1 p1") == ["veto-applicant"]
