"""The ready scenario files load, ask at least eight questions of the demo, and each changes the plan as it says."""

from functools import cache

import pytest

from matcher.files.scenarios import read_study
from matcher.simulate.changes import CHANGES, Edit, changed, vary
from matcher.simulate.draws import Draws
from matcher.simulate.scenarios import Scenario, Study
from matcher.solve import solve
from matcher.text import catalogue
from tests.scenarios.demo_files import SCENARIOS

GUIDE = (SCENARIOS / "WHAT-IF.md").read_text("utf-8")
FILES = ("kireevsk-what-if", "kireevsk-risks", "tiny-what-if")


@cache
def study(name: str) -> Study:
    return read_study(SCENARIOS / f"{name}.yaml")


def asked(name: str, scenario: str) -> Scenario:
    return next(s for s in study(name).scenarios if s.name == scenario)


def placed(name: str, scenario: str, trial: int = 0) -> int:
    found = study(name)
    changes = asked(name, scenario).changes
    result = solve(changed(found.round, changes, Draws(found.seed, trial)))
    assert result.matching is not None
    return len(result.matching.places)


@pytest.mark.parametrize("name", FILES)
def test_the_base_of_a_ready_file_is_the_round_as_it_is(name: str) -> None:
    found = study(name)
    assert found.scenarios[0].changes == ()
    assert changed(found.round, found.scenarios[0].changes, Draws(1, 0)) is found.round


def test_the_district_asks_eight_questions_whose_plans_are_few() -> None:
    found = study("kireevsk-what-if")
    assert len(found.scenarios) >= 9
    assert found.vacancies is not None
    assert len(found.levers) >= 5
    assert not any(c.varies for s in found.scenarios for c in s.changes)
    assert all(s.title != s.name for s in found.scenarios)


@pytest.mark.parametrize(
    ("scenario", "more"), [("drafts", 1), ("prolong", 4), ("bus", 1), ("farm", 2), ("cooks", 1), ("welders", -21)]
)
def test_each_question_moves_the_number_placed(scenario: str, more: int) -> None:
    assert placed("kireevsk-what-if", scenario) == 309 + more


def test_the_plant_withdraws_in_a_fifth_of_the_trials() -> None:
    found = study("kireevsk-what-if")
    (change,) = asked("kireevsk-what-if", "plant").changes
    shut = [change.applied(found.round, Draws(found.seed, t)) != found.round for t in range(400)]
    assert abs(sum(shut) / 400 - 0.2) < 0.06


def test_risks_make_another_round_in_every_trial() -> None:
    found = study("kireevsk-risks")
    assert vary(asked("kireevsk-risks", "storm").changes)
    assert len(found.scenarios) == 11


@pytest.mark.parametrize(("scenario", "trial", "n"), [("as-is", 0, 4), ("lathe", 0, 4), ("law", 0, 4)])
def test_the_tiny_questions_are_answered_by_hand(scenario: str, trial: int, n: int) -> None:
    assert placed("tiny-what-if", scenario, trial) == n


def test_without_the_welding_post_boris_has_no_place() -> None:
    (change,) = asked("tiny-what-if", "welding").changes
    trial = next(
        t for t in range(20) if change.applied(study("tiny-what-if").round, Draws(1, t)).positions[0].capacity == 0
    )
    assert placed("tiny-what-if", "welding", trial) == 3


@pytest.mark.parametrize("kind", CHANGES, ids=lambda k: k.code)
def test_the_guide_explains_every_change(kind: type[Edit]) -> None:
    assert f"| `{kind.code}` |" in GUIDE


def test_the_guide_names_every_key_of_the_files() -> None:
    from matcher.explain.acceptance import Bound
    from matcher.explain.weights import Weight
    from matcher.files import acceptances, scenario_changes, scenario_grids, scenarios
    from matcher.simulate.kpis import Kpi

    words = {*scenarios.KEYS, *scenario_grids.KEYS, *scenario_changes.COMMON, *acceptances.KEYS, *Kpi, *Bound, *Weight}
    assert [word for word in sorted(map(str, words)) if f"`{word}`" not in GUIDE] == []


def test_every_sentence_about_scenarios_is_in_both_languages() -> None:
    assert catalogue("ru").keys() == catalogue("en").keys()
