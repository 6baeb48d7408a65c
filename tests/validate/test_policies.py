from dataclasses import replace
from typing import Any

import pytest

from matcher.policy import Level, LevelName, Measure, Policy
from matcher.rounds import Agreement, Applicant, Group, Host, Pair, Placement, Position, Preference, Priority, Round
from matcher.text import sentence
from matcher.validate import check, policy_problems

BARE = Round("bare", (Applicant("ann"),), (Position("shop", 1, host_id="plant"),), hosts=(Host("plant"),))


def missing(*levels: Level, **tables: Any) -> list[object]:
    problems = policy_problems(replace(BARE, **tables), Policy(objectives=levels))
    assert {(p.place, p.column, p.code) for p in problems} <= {("policy", "objectives", "no-data")}
    return [p.values["missing"] for p in problems]


@pytest.mark.parametrize(
    ("name", "needs", "empty", "full"),
    [
        ("employment", "pairs.employment", {"pairs": (Pair("ann", "shop", km=1),)}, {"employment": 0.5}),
        ("utility", "pairs.utility", {"pairs": (Pair("ann", "shop", km=1),)}, {"utility": 0.0}),
        ("cost", "pairs.cost | positions.cost", {"pairs": (Pair("ann", "shop", km=1),)}, {"cost": 0.0}),
        ("tier", "pairs.tier | agreements.tier", {"agreements": (Agreement("k", "plant"),)}, {"tier": 1}),
        (
            "distance",
            "pairs.km | applicants.lat, applicants.lon, hosts.lat, hosts.lon",
            {"applicants": (Applicant("ann", lat=1, lon=1),)},
            {"km": 0.0},
        ),
    ],
)
def test_a_level_that_needs_numbers_of_pairs(
    name: str, needs: str, empty: dict[str, Any], full: dict[str, Any]
) -> None:
    level = Level(LevelName(name))
    assert missing(level) == [needs]
    assert missing(level, **empty) == [needs]
    assert missing(level, pairs=(Pair("ann", "shop"), Pair("ann", "lab", **full))) == []


@pytest.mark.parametrize(
    ("name", "needs", "tables"),
    [
        ("priority", "priorities", {"priorities": (Priority("ann", "shop", rank=1),)}),
        ("changes", "placements", {"placements": (Placement("ann", "shop"),)}),
        ("agreements", "agreements", {"agreements": (Agreement("k", "plant"),)}),
        ("tier", "pairs.tier | agreements.tier", {"agreements": (Agreement("k", "plant", tier=1),)}),
        ("cost", "pairs.cost | positions.cost", {"positions": (Position("shop", 1, cost=0.0),)}),
    ],
)
def test_a_level_that_needs_a_table(name: str, needs: str, tables: dict[str, Any]) -> None:
    level = Level(LevelName(name))
    assert missing(level) == [needs]
    assert missing(level, **tables) == []


def test_vetoes_alone_make_no_level_of_priorities() -> None:
    assert missing(Level(LevelName.PRIORITY), priorities=(Priority("ann", "shop", veto=True),)) == ["priorities"]


def test_distance_can_be_computed_from_coordinates_of_both_sides() -> None:
    tables: dict[str, Any] = {
        "applicants": (Applicant("ann", lat=1, lon=1),),
        "hosts": (Host("plant", lat=1, lon=1),),
    }
    assert missing(Level(LevelName.DISTANCE), **tables) == []


def test_placed_and_preference_need_nothing() -> None:
    assert missing(Level(LevelName.PLACED), Level(LevelName.PREFERENCE, measure=Measure.GENEROUS)) == []


def test_balance_needs_a_measure_and_groups_and_what_the_measure_needs() -> None:
    groups, measure = missing(Level(LevelName.BALANCE))
    assert (str(groups).split(":")[0], str(measure).split(":")[0]) == ("groups", "measure")
    level = Level(LevelName.BALANCE, measure="distance", groups="sex")
    assert [str(m).split()[0] for m in missing(level)] == ["applicants.sex", "pairs.km"]
    people = (Applicant("ann", sex="f"),)
    assert missing(replace(level, measure="unplaced"), applicants=people) == []
    assert missing(replace(level, measure="rank", groups="role")) == []


def test_every_level_is_reported_with_its_number() -> None:
    policy = Policy(objectives=(Level(LevelName.PLACED), Level(LevelName.COST), Level(LevelName.UTILITY)))
    assert [(p.values["number"], p.values["level"]) for p in policy_problems(BARE, policy)] == [
        (2, "cost"),
        (3, "utility"),
    ]


def test_changes_are_bounded_only_against_an_earlier_plan() -> None:
    policy = Policy(max_changes=3)
    (problem,) = policy_problems(BARE, policy)
    assert (problem.code, problem.column) == ("no-data", "max_changes")
    assert sentence(problem, "ru").endswith("а таблицы placements нет [no-data]")
    assert policy_problems(replace(BARE, placements=(Placement("ann", "shop"),)), policy) == []


def test_the_rules_of_a_policy_of_its_own_are_checked_too() -> None:
    (problem,) = policy_problems(BARE, Policy(rules={"minors-hazzard": True}))
    assert problem.code == "unknown-rule"
    assert "minors-hazard" in sentence(problem, "en")


def test_a_missing_column_is_named_in_the_sentence() -> None:
    (problem,) = policy_problems(BARE, Policy(objectives=(Level(LevelName.EMPLOYMENT),)))
    assert sentence(problem, "ru") == (
        "policy objectives: для уровня 1 «employment» нет данных; нужно: pairs.employment [no-data]"
    )


def test_preferences_are_not_needed_by_any_level() -> None:
    round_ = replace(BARE, preferences=(Preference("ann", "shop", rank=1),))
    assert policy_problems(round_, Policy()) == policy_problems(BARE, Policy()) == []


def test_conditions_on_the_whole_matching_can_be_switched_too() -> None:
    rules = dict.fromkeys(("mentors", "supervisors", "agreement-seats", "beds", "max-minors"), False)
    round_ = Round("r", (Applicant("a"),), (Position("p", 1),), policy=Policy(rules=rules))
    assert check(round_) == []


def test_balance_over_specialties_may_take_them_from_the_groups() -> None:
    level = Level(LevelName.BALANCE, measure="rank", groups="specialty")
    people = (Applicant("ann", group="w"),)
    assert missing(level, applicants=people, groups=(Group("w"),)) == ["applicants.specialty"]
    assert missing(level, applicants=people, groups=(Group("w", specialty="15.01.05"),)) == []
