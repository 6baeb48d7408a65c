from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.needs import ONE_PERIOD, Need
from matcher.policy import Policy
from matcher.rounds import Agreement, AgreementKind, AgreementStatus, Applicant, Kind, Outcome, Pair, Period, Role
from matcher.rules import RuleBook
from matcher.rules.cover import CARRYING, first_gap, in_force, validity
from tests.rules.small import (
    DAY,
    END,
    START,
    a_round,
    agreement,
    applicant,
    broken,
    evidence,
    pairs,
    position,
    switched,
)

ONE = timedelta(days=1)
SHOP = position("shop", host_id="plant")
LAB = position("lab", host_id="college")
WELDER = "15.01.05"
PERIOD = Period("", None, (), START, END)


def covered(*agreements: Agreement, who: Applicant | None = None, **fields: Any) -> bool:
    return "agreement-valid" not in broken(a_round(who or applicant(), SHOP, *agreements, **fields))


def test_without_an_agreements_table_nobody_is_excluded() -> None:
    assert broken(a_round(SHOP)) == {}


def test_without_an_agreement_of_the_host_nobody_is_placed_there() -> None:
    assert evidence("agreement-valid", a_round(SHOP, agreement(host_id="other"))) == {
        "host_id": "plant",
        "starts_on": "2026-04-13",
        "ends_on": "2026-05-24",
        "first_day_without": "2026-04-13",
        "agreements": [],
    }


def test_an_agreement_is_valid_on_every_day_of_the_period() -> None:
    assert covered(agreement(valid_from=START, valid_to=END))
    assert not covered(agreement(valid_from=START + ONE, valid_to=END))
    found = evidence("agreement-valid", a_round(SHOP, agreement(valid_from=START, valid_to=END - ONE)))
    assert (found["first_day_without"], found["agreements"]) == ("2026-05-24", ["k1"])


def test_agreements_cover_the_period_together() -> None:
    first, second = agreement("k1", valid_to=DAY + 30 * ONE), agreement("k2", valid_from=DAY + 31 * ONE)
    assert covered(first, second)
    assert covered(second, first)
    assert not covered(first, agreement("k2", valid_from=DAY + 32 * ONE))


def test_an_agreement_runs_on_only_if_it_renews_itself() -> None:
    assert covered(agreement(valid_to=START, auto_renew=True))
    assert not covered(agreement(valid_to=START))


def test_without_a_first_day_the_day_of_signing_counts() -> None:
    assert covered(agreement(signed_on=START))
    assert not covered(agreement(signed_on=START + ONE))
    assert covered(agreement())
    assert validity(agreement(signed_on=START, valid_from=DAY))[0] == DAY.toordinal()


@pytest.mark.parametrize("status", [*AgreementStatus, None])
def test_only_active_agreements_carry(status: AgreementStatus | None) -> None:
    assert covered(agreement(status=status)) == (status in (None, AgreementStatus.ACTIVE))


@pytest.mark.parametrize("kind", [*AgreementKind, None])
def test_cooperation_and_teachers_agreements_carry_no_student(kind: AgreementKind | None) -> None:
    carries = kind not in (AgreementKind.COOPERATION, AgreementKind.TEACHER_INTERNSHIP)
    assert covered(agreement(kind=kind)) == carries


def test_teachers_need_an_agreement_of_their_own_and_specialists_none() -> None:
    teacher, specialist = applicant(role=Role.TEACHER), applicant(role=Role.SPECIALIST)
    assert not covered(agreement(), who=teacher)
    assert covered(agreement(kind=AgreementKind.TEACHER_INTERNSHIP), who=teacher)
    assert covered(agreement(host_id="other"), who=specialist)


@pytest.mark.parametrize("kind", Kind)
def test_vacancies_and_teaching_need_no_agreement(kind: Kind) -> None:
    assert covered(agreement(host_id="other"), kind=kind) == (kind in (Kind.VACANCY, Kind.TEACHING))


def test_an_agreement_may_be_open_to_some_specialties_only() -> None:
    own = agreement(specialties=(WELDER,))
    assert covered(own, who=applicant(specialty=WELDER))
    assert not covered(own, who=applicant(specialty="43.01.09"))
    assert not covered(own, who=applicant())


def test_an_agreement_that_names_a_person_carries_nobody_else() -> None:
    named = agreement(kind=AgreementKind.TRIPARTITE, applicant_id="ann")
    round_ = a_round(applicant(), applicant("bob"), SHOP, named)
    assert pairs(round_) == {("ann", "shop")}


def test_without_dates_any_agreement_is_enough() -> None:
    assert covered(agreement(valid_from=START), starts_on=None, ends_on=None)
    dateless = a_round(SHOP, agreement(host_id="other"), starts_on=None, ends_on=None)
    assert evidence("agreement-valid", dateless)["first_day_without"] is None


def test_the_rule_on_agreements_can_be_switched_off() -> None:
    round_ = a_round(SHOP, agreement(host_id="other"))
    assert pairs(round_, switched(agreement_valid=False)) == {("ann", "shop")}


days = st.none() | st.integers(-5, 45).map(lambda n: START + n * ONE)
any_agreement = st.builds(
    Agreement,
    agreement_id=st.just("k"),
    host_id=st.sampled_from(["plant", "college", "nowhere"]),
    kind=st.sampled_from([*AgreementKind, None]),
    applicant_id=st.sampled_from([None, None, "ann", "bob"]),
    specialties=st.sampled_from([(), (), (WELDER,), ("43.01.09", "99.99.99")]),
    signed_on=days,
    valid_from=days,
    valid_to=days,
    auto_renew=st.booleans(),
    tier=st.sampled_from([None, 1, 2, 3]),
    status=st.sampled_from([None, AgreementStatus.ACTIVE, AgreementStatus.DRAFT]),
)
PEOPLE = (
    applicant("ann", specialty=WELDER),
    applicant("bob", role=Role.TEACHER),
    applicant("cid", specialty="43.01.09"),
)


def applies(a: Agreement, person: Applicant) -> bool:
    by_kind = a.kind in CARRYING[person.role] and a.applicant_id in (None, person.applicant_id)
    return in_force(a) and by_kind and (not a.specialties or person.specialty in a.specialties)


def valid_on(a: Agreement, day: date) -> bool:
    return validity(a)[0] <= day.toordinal() <= validity(a)[1]


@given(st.lists(any_agreement, min_size=1, max_size=6))
def test_whole_arrays_agree_with_a_look_at_every_day(agreements: list[Agreement]) -> None:
    round_ = a_round(*PEOPLE, SHOP, LAB, agreements=tuple(agreements))
    cover = RuleBook(round_, Policy()).frame.cover
    need_of, place_of = np.repeat(np.arange(3), 2), np.tile(np.arange(2), 3)
    every_day = [START + n * ONE for n in range((END - START).days + 1)]
    own = [
        [a for a in agreements if a.host_id == host and applies(a, person)]
        for person in PEOPLE
        for host in ("college", "plant")
    ]
    expected = [all(any(valid_on(a, day) for a in kept) for day in every_day) for kept in own]
    tiers = [[a.tier for a in kept if a.tier and all(valid_on(a, day) for day in every_day)] for kept in own]
    assert cover.covered(need_of, place_of).tolist() == expected
    assert cover.tiers(need_of, place_of).tolist() == [min(t, default=0) for t in tiers]


@given(st.lists(any_agreement, max_size=5))
def test_the_first_gap_is_the_first_day_without_an_agreement(agreements: list[Agreement]) -> None:
    every_day = (START + n * ONE for n in range((END - START).days + 1))
    assert first_gap(agreements, PERIOD) == next(
        (day for day in every_day if not any(valid_on(a, day) for a in agreements)), None
    )


def test_a_given_tier_beats_that_of_the_agreement() -> None:
    people = (applicant("ann"), applicant("bob"))
    round_ = a_round(*people, SHOP, agreement(tier=2), pairs=(Pair("ann", "shop", tier=3), Pair("bob", "shop")))
    book = RuleBook(round_, Policy())
    assert [book.tier(Need(a, ONE_PERIOD), "shop") for a in ("ann", "bob")] == [3, 2]
    assert book.worst_tier == 3
    assert book.tiers(np.array([0, 1]), np.array([0, 0])).tolist() == [2, 2]
    assert RuleBook(a_round(SHOP, agreement(tier=2)), Policy()).worst_tier == 2


def target(who: str = "ann", host_id: str = "plant", **fields: Any) -> Agreement:
    return agreement(f"t-{who}-{host_id}", host_id, kind=AgreementKind.TARGET, applicant_id=who, **fields)


OPEN = (agreement("k1", "plant"), agreement("k2", "college"))
BOTH = {("ann", "shop"), ("ann", "lab")}


def test_who_has_a_target_contract_goes_to_its_host() -> None:
    round_ = a_round(applicant(), applicant("bob"), SHOP, LAB, *OPEN, target())
    assert pairs(round_) == {("ann", "shop"), ("bob", "shop"), ("bob", "lab")}
    assert evidence("target-contract", round_, where="lab") == {"host_id": "college", "bound_to": ["plant"]}


def test_two_target_contracts_leave_the_choice_between_their_hosts() -> None:
    yard = position("yard", host_id="depot")
    round_ = a_round(SHOP, LAB, yard, *OPEN, agreement("k3", "depot"), target(), target(host_id="college"))
    assert pairs(round_) == BOTH


@pytest.mark.parametrize(
    "contract",
    [
        target(valid_to=END - ONE),
        target(status=AgreementStatus.SIGNING),
        target(who="nobody"),
        target(host_id="nowhere"),
        agreement("k3", kind=AgreementKind.TARGET),
    ],
)
def test_a_target_contract_binds_only_when_it_holds_and_can_be_served(contract: Agreement) -> None:
    assert pairs(a_round(SHOP, LAB, *OPEN, contract)) == BOTH


def test_a_target_contract_does_not_bind_where_its_host_has_no_place_for_the_specialty() -> None:
    shop = position("shop", host_id="plant", specialties=(WELDER,))
    assert pairs(a_round(shop, LAB, *OPEN, target())) == {("ann", "lab")}
    welder = applicant(specialty=WELDER)
    assert pairs(a_round(welder, shop, LAB, *OPEN, target())) == {("ann", "shop")}


def test_target_contracts_can_be_switched_off() -> None:
    assert pairs(a_round(SHOP, LAB, *OPEN, target()), switched(target_contract=False)) == BOTH


def outcome(check_date: date = DAY, **fields: Any) -> Outcome:
    own: dict[str, Any] = {"host_id": "plant", "hired_on": DAY} | fields
    return Outcome("ann", check_date, "contract", **own)


def test_who_works_at_a_host_stays_there_when_the_rule_is_on() -> None:
    round_ = a_round(SHOP, LAB, outcomes=(outcome(),))
    assert pairs(round_) == BOTH
    on = switched(own_workplace=True)
    assert pairs(round_, on) == {("ann", "shop")}
    assert evidence("own-workplace", round_, on, where="lab") == {"host_id": "college", "bound_to": ["plant"]}


@pytest.mark.parametrize(
    "outcomes",
    [
        (outcome(hired_on=START + ONE),),
        (outcome(hired_on=None),),
        (outcome(left_on=START - ONE),),
        (outcome(host_id=None),),
        (outcome(host_id="nowhere"),),
        (outcome(), outcome(DAY + ONE, left_on=DAY)),
        (outcome(DAY + ONE, left_on=DAY), outcome()),
    ],
)
def test_only_a_job_that_lasts_by_the_latest_outcome_binds(outcomes: tuple[Outcome, ...]) -> None:
    assert pairs(a_round(SHOP, LAB, outcomes=outcomes), switched(own_workplace=True)) == BOTH


def test_without_dates_no_job_binds() -> None:
    round_ = a_round(SHOP, LAB, outcomes=(outcome(),), starts_on=None, ends_on=None)
    assert pairs(round_, switched(own_workplace=True)) == BOTH


def test_a_named_agreement_of_a_host_closed_in_the_period_carries_nobody() -> None:
    spring = Period("spring", None, (), START, END)
    summer = Period("summer", None, (), END + ONE, END + 30 * ONE)
    shop = position("shop", host_id="plant", period_id="spring")
    named = agreement(applicant_id="ann")
    book = RuleBook(a_round(spring, summer, shop, LAB, named), Policy())
    assert book.exclusions_of(Need("ann", "summer")) == {"agreement-valid": 1}
    assert book.exclusions_of(Need("ann", "spring")) == {"agreement-valid": 1}
