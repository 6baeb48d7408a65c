from datetime import date

from matcher.needs import Need, PlaceKey
from matcher.policy import Policy
from matcher.rounds import Group, Period
from matcher.rules import RuleBook
from tests.rules.small import a_round, applicant, evidence, excludes, pairs, position, switched

SPRING = Period("spring", None, (), date(2026, 4, 1), date(2026, 4, 30))
SUMMER = Period("summer", None, (), date(2026, 6, 1), date(2026, 6, 30))


def test_a_place_serves_only_needs_of_its_period() -> None:
    round_ = a_round(SPRING, SUMMER, position(period_id="summer"))
    e = RuleBook(round_, Policy()).eligible()
    assert [(e.needs[i].period_id, e.places[j].period_id) for i, j in zip(e.need_of, e.place_of, strict=True)] == [
        ("summer", "summer")
    ]


def test_a_pair_of_two_periods_breaks_the_rule_period() -> None:
    book = RuleBook(a_round(SPRING, SUMMER, position(period_id="summer")), Policy())
    (breach,) = book.breaches(Need("ann", "spring"), PlaceKey("shop", "summer"))
    assert (breach.code, breach.evidence) == ("period", {"period_id": "spring", "open_in": "summer"})


def test_a_pair_with_an_unknown_place_breaks_the_rule_period() -> None:
    book = RuleBook(a_round(SPRING, position(period_id="spring")), Policy())
    assert [b.code for b in book.breaches(Need("ann", "spring"), PlaceKey("shop", "summer"))] == ["period"]
    assert [b.code for b in book.breaches(Need("bob", "spring"), PlaceKey("shop", "spring"))] == ["period"]


def test_the_rule_period_cannot_be_switched_off() -> None:
    round_ = a_round(SPRING, SUMMER, position(period_id="summer"))
    assert len(RuleBook(round_, switched(period=False)).eligible().need_of) == 1
    assert "period" in {r.code for r in RuleBook(round_, switched(period=False)).rules}


def test_a_position_takes_only_the_specialties_it_names() -> None:
    round_ = a_round(
        applicant("welder", specialty="15.01.05"),
        applicant("cook", specialty="43.01.09"),
        applicant("none"),
        position("shop", specialties=("15.01.05", "08.01.07")),
        position("open"),
    )
    assert pairs(round_) == {("welder", "shop"), ("welder", "open"), ("cook", "open"), ("none", "open")}
    found = evidence("specialty", round_, who="cook")
    assert found == {"specialty": "43.01.09", "admitted": ["08.01.07", "15.01.05"]}


def test_the_specialty_falls_back_to_the_groups() -> None:
    round_ = a_round(
        applicant("ann", group="sv"),
        applicant("own", group="sv", specialty="43.01.09"),
        applicant("lost", group="unknown"),
        position(specialties=("15.01.05",)),
        groups=(Group("sv", specialty="15.01.05"),),
    )
    assert pairs(round_) == {("ann", "shop")}


def test_the_rule_specialty_can_be_switched_off() -> None:
    round_ = a_round(applicant(), position(specialties=("15.01.05",)))
    assert pairs(round_) == set()
    assert pairs(round_, switched(specialty=False)) == {("ann", "shop")}
    assert excludes("specialty", round_) == [("ann", "shop")]
