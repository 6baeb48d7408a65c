"""Comparison: runs of a round side by side, and who fares how."""

import pytest

from tests.web import plans
from tests.web.desk import Desk
from tests.web.plans import Plan, clerk

NEAR = {"objectives": ["placed", "distance"]}


@pytest.fixture(scope="module")
def plan(desk: Desk) -> Plan:
    return plans.planned(desk, "compare")


@pytest.fixture(scope="module")
def other(plan: Plan) -> str:
    return plans.solved(plan.desk.store, plan.round_id, policy=NEAR)


@pytest.fixture(scope="module")
def alone(desk: Desk) -> Plan:
    """A round with a single run."""
    return plans.planned(desk, "compare-alone")


def test_with_one_run_there_is_nothing_to_compare_yet(alone: Plan) -> None:
    with clerk(alone.desk) as officer:
        assert "только один запуск" in officer.get(f"/compare?run={alone.run_id}").text
        assert officer.get("/compare").status_code == 404


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_two_runs_are_chosen_and_stand_side_by_side(plan: Plan, other: str, lang: str) -> None:
    with plan.desk.visit(lang) as visit:
        visit.go(f"/compare?run={plan.run_id}")
        visit.page.locator(f"#{other}").check()
        visit.page.locator("main form button").click()
        visit.page.locator("#people").wait_for()
        assert visit.page.locator("#people tbody tr").count() > 100
        visit.look(f"compare-{lang}")


def test_a_move_by_hand_counts(plan: Plan, other: str) -> None:
    with clerk(plan.desk) as officer:
        address = f"/compare?run={plan.run_id}&run={other}"
        before = officer.get(address).text
        who = plans.first_placed(plan)
        officer.post(f"{plan.board}/move", applicant=who, to="-", reason="отчислен", after="0")
        after = officer.get(address).text
        officer.post(f"{plan.board}/undo", after="1")
    assert before.count("<b>309</b>") == 2
    assert (after.count("<b>308</b>"), after.count("<b>309</b>")) == (1, 1)
    assert "изменений вручную: 1" in after


def test_runs_of_other_rounds_are_left_out(plan: Plan, other: str, alone: Plan) -> None:
    with clerk(plan.desk) as officer:
        text = officer.get(f"/compare?run={plan.run_id}&run={alone.run_id}").text
        assert 'id="people"' not in text
        assert "показаны первые" in officer.get("/compare?" + "&".join(f"run={n}" for n in _four(plan, other))).text


def _four(plan: Plan, other: str) -> list[str]:
    return [plan.run_id, other, plans.solved(plan.desk.store, plan.round_id, policy=NEAR, seconds=30), "run-x"]
