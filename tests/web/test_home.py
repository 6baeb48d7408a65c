import pytest

from tests.web.desk import Desk


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_desk_begins_with_what_needs_attention(spring: Desk, lang: str) -> None:
    with spring.visit(lang) as visit:
        visit.page.wait_for_selector(".tasks")
        assert visit.page.locator(".tasks li").count() >= 2
        visit.look(f"desk-{lang}")
        visit.page.locator(".tasks .what > a").first.click()
        visit.page.wait_for_url("**/*#*")
