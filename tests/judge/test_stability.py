"""Blocking pairs, bullet by bullet."""

from typing import Any

import pytest

from matcher.judge import judge
from matcher.matching import Matching, Place
from matcher.policy import Mechanism, OrderKey, Policy, Stability
from matcher.rounds import Applicant, Host, Lock, LockKind, Position, Preference, Priority, Round


def market(preferences: str, priorities: str = "", **tables: Any) -> Round:
    """A round from words: "a1:p1,p2 a2:p1" are lists, best first."""
    wishes = [(a, p, k) for a, ps in _lists(preferences) for k, p in enumerate(ps, start=1)]
    ranks = [(p, a, k) for p, people in _lists(priorities) for k, a in enumerate(people, start=1)]
    people = sorted({a for a, *_ in wishes})
    places = sorted({p for _, p, _ in wishes})
    made: dict[str, Any] = {
        "applicants": tuple(Applicant(a) for a in people),
        "positions": tuple(Position(p, 1) for p in places),
        "preferences": tuple(Preference(a, p, rank=k) for a, p, k in wishes),
        "priorities": tuple(Priority(a, p, rank=k) for p, a, k in ranks),
    }
    return Round("r", **(made | tables))


def _lists(words: str) -> list[tuple[str, list[str]]]:
    return [(head, tail.split(",")) for head, _, tail in (w.partition(":") for w in words.split())]


def blocking(round_: Round, pairs: str, policy: Policy | None = None) -> list[tuple[str, str]]:
    places = tuple(Place(a, "", p) for a, p in (w.split("-") for w in pairs.split()))
    return [(b.applicant_id, b.position_id) for b in judge(round_, Matching(places), policy).blocking_pairs]


def test_a_free_seat_that_someone_prefers_blocks() -> None:
    assert blocking(market("a1:p1,p2"), "a1-p2") == [("a1", "p1")]


def test_a_full_position_that_prefers_another_blocks() -> None:
    assert blocking(market("a1:p1 a2:p1", "p1:a1,a2"), "a2-p1") == [("a1", "p1")]


def test_a_full_position_that_is_content_does_not_block() -> None:
    assert blocking(market("a1:p1 a2:p1", "p1:a1,a2"), "a1-p1") == []


def test_equals_in_the_eyes_of_the_position_do_not_block() -> None:
    assert blocking(market("a1:p1 a2:p1"), "a1-p1") == blocking(market("a1:p1 a2:p1"), "a2-p1") == []


def test_chance_is_no_preference_but_a_better_grade_is() -> None:
    people = (Applicant("a1", grade=3.0), Applicant("a2", grade=5.0))
    round_ = market("a1:p1 a2:p1", applicants=people)
    assert blocking(round_, "a1-p1") == [("a2", "p1")]
    assert blocking(round_, "a1-p1", Policy(order=(OrderKey.LOTTERY,))) == []


def test_the_unlisted_stand_behind_the_listed() -> None:
    assert blocking(market("a1:p1 a2:p1", "p1:a2"), "a1-p1") == [("a2", "p1")]


def test_whom_a_lock_fixes_nobody_displaces() -> None:
    locks = (Lock("a2", "p1", LockKind.ASSIGNED, "договор"),)
    assert blocking(market("a1:p1 a2:p1", "p1:a1,a2", locks=locks), "a2-p1") == []


def two_positions_one_host(capacity: int | None) -> dict[str, Any]:
    return {
        "positions": (Position("p1", 1, host_id="h"), Position("p2", 1, host_id="h")),
        "hosts": (Host("h", capacity=capacity),),
    }


def test_a_full_host_does_not_block_with_whom_it_likes_less() -> None:
    round_ = market("a1:p1 a2:p2", "p1:a1 p2:a2", **two_positions_one_host(1))
    assert blocking(round_, "a1-p1") == []


def test_a_full_host_blocks_with_whom_it_likes_more() -> None:
    round_ = market("a1:p1 a2:p2,p1", "p1:a2,a1 p2:a2", **two_positions_one_host(1))
    assert blocking(round_, "a1-p1") == [("a2", "p1"), ("a2", "p2")]


def test_whoever_sits_at_the_host_already_may_move_to_a_free_seat_of_it() -> None:
    round_ = market("a1:p1,p2", **two_positions_one_host(1))
    assert blocking(round_, "a1-p2") == [("a1", "p1")]


@pytest.mark.parametrize(
    ("policy", "accepted"),
    [
        (Policy(), True),
        (Policy(stability=Stability.STABLE), False),
        (Policy(mechanism=Mechanism.APPLICANT_PROPOSING), False),
        (Policy(mechanism=Mechanism.SERIAL), True),
    ],
)
def test_blocking_pairs_reject_only_where_stability_is_asked_for(policy: Policy, accepted: bool) -> None:
    verdict = judge(market("a1:p1,p2"), Matching((Place("a1", "", "p2"),)), policy)
    assert verdict.blocking_pairs
    assert verdict.accepted is accepted
