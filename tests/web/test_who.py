import pytest

from tests.web.desk import Desk


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_who_may_go_where_is_shown_for_all_and_for_one(spring: Desk, lang: str) -> None:
    with spring.visit(lang) as visit:
        visit.go("/rounds/kireevsk-2026-spring/who")
        visit.look(f"who-{lang}")
        visit.page.locator("#nowhere + p + .scroll a").first.click()
        visit.page.wait_for_url("**/who/*")
        visit.look(f"person-{lang}")


def test_searching_hides_the_other_hosts(spring: Desk) -> None:
    with spring.visit() as visit:
        visit.go("/rounds/kireevsk-2026-spring/who")
        visit.page.locator("#find-person").fill("св-23")
        assert "Найдено" in visit.page.locator("#found-persons").inner_text()
        rows = visit.page.locator("#persons tbody tr:visible")
        assert 0 < rows.count() < 60
