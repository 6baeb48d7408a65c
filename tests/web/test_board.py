"""The board: a move is checked at once, refused with the rule, made with a reason, and can be taken back."""

from dataclasses import dataclass

import pytest

from tests.web import plans
from tests.web.desk import Desk, Watched

LANGS = ["ru", "en"]
BARRED, FREE = "optgroup:nth-of-type(3) option", "optgroup:nth-of-type(1) option"


@dataclass(frozen=True)
class Plan:
    desk: Desk
    run_id: str

    @property
    def board(self) -> str:
        return f"/runs/{self.run_id}/board"


@pytest.fixture(scope="module")
def plan(spring: Desk) -> Plan:
    return Plan(spring, plans.solved(spring.store))


def open_somebody(visit: Watched, plan: Plan) -> None:
    """Open the page of the first person who has a free place to go to."""
    visit.go(plan.board)
    links = visit.page.locator("#board tbody tr:not(:has(td[colspan])) a")
    for n in range(links.count()):
        links.nth(n).click()
        visit.page.wait_for_url("**/board/move*")
        if visit.page.locator(FREE).count():
            return
        visit.page.go_back()
    raise AssertionError("nobody has anywhere else to go")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("by", ["student", "host", "load"])
def test_the_board_is_clean_in_every_view(plan: Plan, lang: str, by: str) -> None:
    with plan.desk.visit(lang) as visit:
        visit.go(f"{plan.board}?by={by}")
        visit.look(f"board-{by}-{lang}")


@pytest.mark.parametrize("lang", LANGS)
def test_a_move_is_refused_with_the_rule_or_made_with_a_reason(plan: Plan, lang: str) -> None:
    with plan.desk.visit(lang) as visit:
        open_somebody(visit, plan)
        visit.look(f"move-{lang}")
        page = visit.page
        page.locator("#to").select_option(page.locator(BARRED).first.get_attribute("value"))
        page.locator("#check .note.bad").wait_for()
        assert page.locator("#check .note.bad li").count() >= 1
        assert page.locator("#make").count() == 0
        visit.look(f"move-refused-{lang}")
        page.locator("#to").select_option(page.locator(FREE).first.get_attribute("value"))
        page.locator("#check .note.good").wait_for()
        visit.look(f"move-allowed-{lang}")
        page.locator("#make button").click()
        assert page.locator(".faults a").count() == 1
        visit.look(f"move-fault-{lang}")
        page.locator("#reason").fill("Просьба предприятия")
        page.locator("#make button").click()
        page.wait_for_url("**/board?done=1")
        assert "Просьба предприятия" in page.locator("#moves ~ .scroll").inner_text()
        visit.look(f"board-moved-{lang}")
        page.locator(".note.good button").click()
        page.wait_for_url("**/board")
        assert page.locator("#moves ~ .scroll").count() == 0
