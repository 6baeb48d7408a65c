from datetime import date

from matcher.policy import Policy
from matcher.rounds import Lock, LockKind, Period
from matcher.rules import RuleBook
from tests.rules.small import a_round, applicant, born, broken, evidence, pairs, position, switched

PLACES = (position("shop", host_id="plant"), position("lab"), position("yard"))


def lock(who: str, where: str, kind: LockKind = LockKind.ASSIGNED, reason: str = "by contract") -> Lock:
    return Lock(who, where, kind, reason, "officer")


def test_a_forbidden_pair_is_kept_apart() -> None:
    round_ = a_round(*PLACES, locks=(lock("ann", "shop", LockKind.FORBIDDEN), lock("ann", "yard", LockKind.FORBIDDEN)))
    assert pairs(round_) == {("ann", "lab")}
    assert evidence("lock-forbidden", round_) == {"reason": "by contract", "author": "officer"}


def test_who_is_fixed_goes_nowhere_else_and_others_go_anywhere() -> None:
    round_ = a_round(applicant(), applicant("bob"), *PLACES, locks=(lock("ann", "lab"),))
    assert pairs(round_) == {("ann", "lab"), ("bob", "shop"), ("bob", "lab"), ("bob", "yard")}
    assert evidence("lock-assigned", round_) == {"reason": "by contract", "author": "officer", "assigned": ["lab"]}


def test_locks_cannot_be_switched_off() -> None:
    round_ = a_round(*PLACES, locks=(lock("ann", "lab"),))
    assert pairs(round_, switched(lock_assigned=False)) == {("ann", "lab")}


def test_a_lock_does_not_lift_the_law() -> None:
    round_ = a_round(born(16), position(hazard_class="4"), locks=(lock("ann", "shop"),))
    assert list(broken(round_)) == ["minors-hazard"]


def test_a_lock_binds_only_in_the_periods_of_its_position() -> None:
    spring = Period("spring", None, (), date(2026, 4, 1), date(2026, 4, 30))
    summer = Period("summer", None, (), date(2026, 6, 1), date(2026, 6, 30))
    round_ = a_round(
        spring, summer, position("shop", period_id="spring"), position("lab"), locks=(lock("ann", "shop"),)
    )
    e = RuleBook(round_, Policy()).eligible()
    found = {(e.needs[i].period_id, e.places[j].position_id) for i, j in zip(e.need_of, e.place_of, strict=True)}
    assert found == {("spring", "shop"), ("summer", "lab")}


def test_a_lock_of_somebody_unknown_binds_nobody() -> None:
    assert len(pairs(a_round(*PLACES, locks=(lock("nobody", "shop"),)))) == 3


def test_a_name_is_not_passed_on_against_the_applicants_word() -> None:
    assert evidence("consent", a_round(applicant(consent=False), *PLACES)) == {
        "applicant_id": "ann",
        "host_id": "plant",
    }
    for consent in (None, True):
        assert broken(a_round(applicant(consent=consent), *PLACES)) == {}
    assert broken(a_round(applicant(consent=False)), switched(consent=False)) == {}
