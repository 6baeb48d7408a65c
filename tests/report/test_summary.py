from dataclasses import replace
from datetime import date

import pytest

from matcher.matching import Matching, Place, Result, Status, StopReason
from matcher.policy import Level, LevelName, Measure, Mechanism, Policy
from matcher.quantities import quantities_of
from matcher.report.cautions import cautions
from matcher.report.summary import summarise
from matcher.rounds import Applicant, Period, Position, Round
from tests.report.small import INFEASIBLE, POLICY, RESULT, ROUND, summary


def test_counts_come_from_the_result() -> None:
    made = summary()
    assert (made.placed, made.needs, made.rank_profile, made.unranked) == (4, 6, (3, 0), 1)
    assert len(made.unplaced) == 2


def test_placements_are_grouped_and_read_alphabetically_with_yo_as_ye() -> None:
    assert [(g.group, [k.person.applicant_id for k in g.placements]) for g in summary().groups] == [
        ("СВ-24", ["С-05", "С-01", "С-02"]),
        ("ТМ-23", ["С-03"]),
    ]


def test_distance_is_given_only_where_it_is_known() -> None:
    km = {k.person.applicant_id: k.km for k in summary().placements}
    assert km["С-01"] == pytest.approx(6.5, abs=0.1)
    assert km["С-02"] is None


def test_a_host_counts_no_more_seats_than_it_takes() -> None:
    fill = {h.host_id: (h.taken, h.capacity, h.free) for h in summary().hosts}
    assert fill == {"П-1": (3, 3, 0), "П-2": (1, 1, 0), "П-3": (0, 1, 1)}


def test_seats_of_periods_that_do_not_overlap_are_not_added_up() -> None:
    periods = (
        Period("осень", None, (), date(2026, 9, 1), date(2026, 9, 30)),
        Period("весна", None, (), date(2027, 4, 1), date(2027, 4, 30)),
    )
    people = (Applicant("a"), Applicant("b"))
    round_ = Round("r", people, (Position("p", 2, host_id="h"),), periods=periods)
    places = (Place("a", "осень", "p"), Place("b", "осень", "p"), Place("a", "весна", "p"))
    result = Result(Status.OPTIMAL, StopReason.PROVED, Matching(places), ranks=(1, 1, 1), rank_profile=(3,))
    made = summarise(round_, result)
    assert [(h.taken, h.capacity) for h in made.hosts] == [(2, 2)]
    assert made.several_periods
    assert made.needs == 4


def test_who_has_nowhere_to_go_comes_first_among_the_unplaced() -> None:
    assert [k.person.applicant_id for k in summary().unplaced] == ["С-06", "С-04"]


def test_an_unplaced_person_without_a_reason_is_still_listed() -> None:
    made = summary(result=replace(RESULT, reasons=()))
    assert {k.person.applicant_id: k.cause for k in made.unplaced} == {"С-04": None, "С-06": None}


def test_an_infeasible_result_has_conflicts_in_names_and_no_unplaced() -> None:
    made = summary(result=INFEASIBLE)
    assert made.unplaced == ()
    assert made.conflicts[0].applicant == "Ёлкин Пётр (С-01)"
    assert made.conflicts[0].lock_reason == "целевой договор"
    assert made.conflicts[2].host == "АО «Завод»"


def test_the_summary_does_not_depend_on_row_order() -> None:
    turned = replace(
        ROUND,
        applicants=ROUND.applicants[::-1],
        positions=ROUND.positions[::-1],
        hosts=ROUND.hosts[::-1],
        preferences=ROUND.preferences[::-1],
        groups=ROUND.groups[::-1],
    )
    assert summary(turned) == summary()


def test_quantities_at_hand_give_the_same_summary() -> None:
    assert summarise(ROUND, RESULT, quantities_of(ROUND, POLICY)) == summary()


@pytest.mark.parametrize(
    ("levels", "codes"),
    [
        ((Level(LevelName.PLACED), Level(LevelName.DISTANCE)), []),
        ((Level(LevelName.DISTANCE), Level(LevelName.PLACED)), ["minimise-before-placed"]),
        ((Level(LevelName.PREFERENCE, Measure.RANK_MAXIMAL), Level(LevelName.PLACED)), []),
        ((Level(LevelName.PREFERENCE, Measure.GENEROUS), Level(LevelName.PLACED)), ["minimise-before-placed"]),
        ((Level(LevelName.UTILITY),), ["no-placed-level"]),
    ],
)
def test_a_policy_that_may_leave_people_out_is_pointed_out(levels: tuple[Level, ...], codes: list[str]) -> None:
    assert [c.code for c in cautions(Policy(objectives=levels))] == codes


def test_mechanisms_without_levels_need_no_caution() -> None:
    assert cautions(Policy(mechanism=Mechanism.SERIAL, objectives=())) == ()


def test_rules_of_unverified_basis_are_named() -> None:
    policy = replace(POLICY, rules={**POLICY.rules, "disability-hours": True})
    assert "disability-hours" in summarise(replace(ROUND, policy=policy), replace(RESULT, facts={})).unverified_rules
    assert "disability-hours" not in summary().unverified_rules
