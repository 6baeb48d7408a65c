"""Changes of people: late arrivals and withdrawals."""

from dataclasses import replace

from matcher.rounds import Agreement, AgreementStatus, Applicant
from matcher.simulate.changes import Arrivals, Clones, People, Withdrawals
from matcher.simulate.draws import Draws
from matcher.validate import check
from tests.simulate.changes.small import after, small_round, told

COOKS = People(group=("C",))


def ids(applicants: tuple[Applicant, ...]) -> list[str]:
    return [a.applicant_id for a in applicants]


def test_applicants_given_by_name_come_late() -> None:
    assert ids(after(Arrivals((Applicant("z", group="W"),))).applicants)[-1] == "z"
    assert told(Arrivals((Applicant("a1", group="X"),))) == [("applicants", "taken-id"), ("applicants", "unknown-id")]


def test_clones_have_the_wishes_and_chances_of_whom_they_are_like() -> None:
    found = after(Clones(People(applicant_id=("a1",)), 2))
    assert ids(found.applicants)[-2:] == ["a1+1", "a1+2"]
    assert [a.name for a in found.applicants[-2:]] == [None, None]
    for rows in (found.preferences, found.priorities, found.pairs):
        own = [replace(r, applicant_id="a1") for r in rows if r.applicant_id == "a1+1"]
        assert own == [r for r in rows if r.applicant_id == "a1"]
    assert found.locks == small_round().locks
    assert check(found) == []


def test_lots_decide_whom_clones_are_like() -> None:
    change = Clones(COOKS, 1)
    alike = [change.applied(small_round(), Draws(1, t)).applicants[-1].specialty for t in range(400)]
    assert abs(alike.count("15.01.05") / 400 - 0.5) < 0.08
    assert change.varies


def test_clones_made_twice_have_new_ids() -> None:
    twice = after(Clones(COOKS, 2), after(Clones(COOKS, 2)))
    assert ids(twice.applicants)[-4:] == ["C+1", "C+2", "C+3", "C+4"]


def test_nobody_to_be_like_means_nobody_comes() -> None:
    round_ = small_round()
    assert after(Clones(People(group=("X",)), 2), round_) is round_
    assert told(Clones(People(group=("X",)), 2)) == [("group", "unknown-id")]


def test_who_withdraws_takes_along_all_that_speaks_of_them() -> None:
    found = after(Withdrawals(People(applicant_id=("a1", "a2", "b1"))))
    assert ids(found.applicants) == ["a3", "b2"]
    assert [*found.preferences, *found.priorities, *found.pairs, *found.companions] == []
    assert [k.applicant_id for k in found.locks] == ["a3"]
    assert found.agreements[3] == Agreement("4", "h1", status=AgreementStatus.TERMINATED)
    assert found.placements == small_round().placements
    assert check(found) == []


def test_each_applicant_has_a_lot_of_their_own() -> None:
    change = Withdrawals(People(), chance=0.3)
    left = [len(change.applied(small_round(), Draws(2, t)).applicants) for t in range(2000)]
    assert abs(sum(left) / 2000 - 5 * 0.7) < 0.1
    assert change.varies
    assert change.happens(Draws(2, 0))


def test_the_last_applicant_stays_when_lots_would_take_all() -> None:
    change = Withdrawals(People(), chance=0.99)
    assert min(len(change.applied(small_round(), Draws(3, t)).applicants) for t in range(100)) == 1


def test_when_nobody_goes_the_round_is_the_same() -> None:
    round_ = small_round()
    assert Withdrawals(COOKS, chance=0.0).applied(round_, Draws(1, 0)) is round_


def test_somebody_must_be_left() -> None:
    assert told(Withdrawals(People())) == [("", "nobody-left")]
    assert told(Withdrawals(People(group=("X",)))) == [("group", "unknown-id")]
