import pytest

from tests.web.desk import Desk


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_run_is_watched_and_its_outcome_is_shown(spring: Desk, lang: str) -> None:
    with spring.visit(lang) as visit:
        visit.go("/rounds/kireevsk-2026-spring/policy")
        visit.page.locator("button[value=run]").last.click()
        visit.page.wait_for_url("**/runs/*")
        visit.look(f"running-{lang}")
        visit.page.locator("a.button[href$=outcome]").click(timeout=60_000)
        visit.page.wait_for_selector("#without td:nth-child(4):not(:has(.soft))", timeout=60_000)
        visit.look(f"outcome-{lang}")
        visit.page.locator("#without a").first.click()
        visit.page.wait_for_url("**/why/*")
        visit.look(f"why-{lang}")
