import pytest

from tests.web.desk import Desk


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_sign_in_screen_is_clean_in_both_sizes(desk: Desk, lang: str) -> None:
    with desk.visit(lang, key="") as visit:
        visit.look(f"entry-{lang}")


def test_a_wrong_key_is_told_at_its_field(desk: Desk) -> None:
    with desk.visit(key="pk_00_00") as visit:
        assert "Такого ключа нет" in visit.page.locator(".faults").inner_text()
        visit.page.wait_for_function("document.activeElement.className == 'faults'")
        visit.page.locator(".faults a").click()
        visit.page.wait_for_function("document.activeElement.id == 'key'")
        visit.look("entry-fault-ru")


def test_a_key_leads_to_the_page_that_was_asked_for(desk: Desk) -> None:
    with desk.visit(key="") as visit:
        visit.go("/?from=mail")
        visit.page.locator("#key").fill(desk.key)
        visit.page.locator("main button").click()
        assert visit.page.url == desk.address + "/?from=mail"


def test_signing_out_ends_the_session(desk: Desk) -> None:
    with desk.visit() as visit:
        visit.page.get_by_role("button", name="Выйти").click()
        visit.go("/")
        assert "/enter" in visit.page.url
