import pytest

from tests.web.desk import Desk, Watched

POLICY = "/rounds/kireevsk-2026-spring/policy"


def names(visit: Watched) -> list[str]:
    return visit.page.locator("ol.levels b").all_inner_texts()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_policy_screen_is_clean(spring: Desk, lang: str) -> None:
    with spring.visit(lang) as visit:
        visit.go(POLICY + "?preset=employment")
        visit.look(f"policy-{lang}")


@pytest.mark.parametrize("scripts", [True, False])
def test_levels_move_with_buttons_with_and_without_scripts(spring: Desk, scripts: bool) -> None:
    with spring.visit(scripts=scripts) as visit:
        visit.go(POLICY)
        before = names(visit)
        visit.page.locator("ol.levels > li").nth(1).locator("button[data-move=down]").click()
        assert names(visit) == [before[0], before[2], before[1]]


def test_a_level_moves_by_dragging(spring: Desk) -> None:
    with spring.visit() as visit:
        visit.go(POLICY)
        before = names(visit)
        rows = visit.page.locator("ol.levels > li")
        rows.nth(2).locator(".grip").drag_to(rows.nth(0), target_position={"x": 60, "y": 5})
        assert names(visit) == [before[2], before[0], before[1]]


def test_switching_a_rule_off_asks_for_the_reason_and_keeps_what_was_typed(spring: Desk) -> None:
    with spring.visit() as visit:
        visit.go(POLICY)
        visit.page.locator("#rule-distance").uncheck()
        visit.page.locator("summary", has_text="Время").click()
        visit.page.locator("#seed").fill("7")
        visit.page.get_by_role("button", name="Только сохранить").click()
        assert "почему" in visit.page.locator(".faults").inner_text()
        visit.look("policy-fault-ru")
        assert not visit.page.locator("#rule-distance").is_checked()
        assert visit.page.locator("#seed").input_value() == "7"
        visit.page.locator("#reason").fill("автобус от завода")
        visit.page.get_by_role("button", name="Только сохранить").click()
        visit.page.wait_for_url("**/policy?kept=1")
        visit.go("/rounds/kireevsk-2026-spring")
        assert "автобус от завода" in visit.page.locator("tbody").last.inner_text()
        visit.page.get_by_role("button", name="Вернуть эту").first.click()
        visit.page.wait_for_url("**?kept=1")
        visit.go(POLICY)
        assert visit.page.locator("#rule-distance").is_checked()
