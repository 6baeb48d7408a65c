from datetime import date

from matcher.policy import Policy
from matcher.rounds import Lock, LockKind, Period, Preference, Priority
from tests.rules.small import UNACCEPTABLE, a_round, applicant, broken, evidence, pairs, position

RANKED = Policy(unranked=UNACCEPTABLE)
LISTED = Policy(unlisted=UNACCEPTABLE)
PAIR = {"applicant_id": "ann", "position_id": "shop", "host_id": "plant"}
PEOPLE = (applicant("ann"), applicant("bob"))
PLACES = (position("shop", host_id="plant"), position("lab", host_id="plant"))


def test_nobody_is_sent_where_they_refuse_to_go() -> None:
    round_ = a_round(*PEOPLE, *PLACES, preferences=(Preference("ann", "shop", veto=True),))
    assert pairs(round_) == {("ann", "lab"), ("bob", "shop"), ("bob", "lab")}
    assert evidence("veto-applicant", round_) == PAIR


def test_a_veto_of_a_host_is_a_veto_of_all_its_positions() -> None:
    round_ = a_round(*PEOPLE, *PLACES, preferences=(Preference("ann", host_id="plant", veto=True),))
    assert pairs(round_) == {("bob", "shop"), ("bob", "lab")}


def test_nobody_is_sent_whom_the_host_refuses() -> None:
    round_ = a_round(*PEOPLE, *PLACES, priorities=(Priority("ann", "shop", veto=True),))
    assert pairs(round_) == {("ann", "lab"), ("bob", "shop"), ("bob", "lab")}
    assert evidence("veto-position", round_) == PAIR


def test_vetoes_cannot_be_switched_off() -> None:
    round_ = a_round(*PLACES, preferences=(Preference("ann", "shop", veto=True),))
    assert broken(round_, Policy(rules={"veto-applicant": False})) == {"veto-applicant": PAIR}


def test_unranked_places_are_acceptable_unless_the_policy_says_otherwise() -> None:
    round_ = a_round(*PEOPLE, *PLACES, preferences=(Preference("ann", "shop", rank=1),))
    assert len(pairs(round_)) == 4
    assert pairs(round_, RANKED) == {("ann", "shop")}
    assert evidence("unranked", round_, RANKED, where="lab")["position_id"] == "lab"


def test_without_preferences_nothing_is_unranked() -> None:
    assert len(pairs(a_round(*PEOPLE, *PLACES), RANKED)) == 4


def test_a_pair_fixed_by_hand_needs_no_rank_and_no_place_on_a_list() -> None:
    round_ = a_round(
        *PEOPLE,
        *PLACES,
        preferences=(Preference("ann", "shop", rank=1), Preference("bob", "shop", rank=1)),
        priorities=(Priority("bob", "lab", rank=1),),
        locks=(Lock("ann", "lab", LockKind.ASSIGNED, "asked"),),
    )
    assert pairs(round_, Policy(unranked=UNACCEPTABLE, unlisted=UNACCEPTABLE)) == {("ann", "lab"), ("bob", "shop")}


def test_a_veto_alone_makes_no_list() -> None:
    round_ = a_round(*PEOPLE, *PLACES, priorities=(Priority("ann", "shop", veto=True),))
    assert pairs(round_, LISTED) == {("ann", "lab"), ("bob", "shop"), ("bob", "lab")}


def test_a_rank_beside_a_veto_makes_no_list_either() -> None:
    round_ = a_round(*PEOPLE, *PLACES, priorities=(Priority("ann", "shop", rank=1, veto=True),))
    assert pairs(round_, LISTED) == {("ann", "lab"), ("bob", "shop"), ("bob", "lab")}


def test_a_lock_does_not_lift_a_veto() -> None:
    round_ = a_round(
        *PLACES,
        preferences=(Preference("ann", "shop", veto=True),),
        locks=(Lock("ann", "shop", LockKind.ASSIGNED, "asked"),),
    )
    assert pairs(round_) == set()


def test_a_position_with_a_list_takes_only_the_listed_when_the_policy_says_so() -> None:
    round_ = a_round(*PEOPLE, *PLACES, priorities=(Priority("bob", "shop", rank=1),))
    assert len(pairs(round_)) == 4
    assert pairs(round_, LISTED) == {("bob", "shop"), ("ann", "lab"), ("bob", "lab")}
    assert evidence("unlisted", round_, LISTED) == PAIR


def test_a_list_holds_in_every_period_also_where_nobody_on_it_seeks_a_place() -> None:
    round_ = a_round(
        applicant("ann", group="later"),
        applicant("bob", group="sooner"),
        position("shop"),
        Period("t1", None, ("sooner",), date(2026, 4, 13), date(2026, 4, 30)),
        Period("t2", None, ("later",), date(2026, 5, 4), date(2026, 5, 24)),
        priorities=(Priority("bob", "shop", rank=1),),
    )
    assert pairs(round_, LISTED) == {("bob", "shop")}


def test_without_priorities_nobody_is_unlisted() -> None:
    assert len(pairs(a_round(*PEOPLE, *PLACES), LISTED)) == 4
