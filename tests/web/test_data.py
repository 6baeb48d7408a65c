from pathlib import Path

import pytest

from tests.web import books
from tests.web.desk import Desk
from tests.web.newcomer import upload


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_an_upload_is_shown_mended_and_taken(fresh: Desk, lang: str, tmp_path: Path) -> None:
    with fresh.visit(lang) as visit:
        page = visit.page
        visit.go("/rounds/new")
        visit.look(f"upload-{lang}")
        upload(visit, books.with_two_faults(tmp_path / "faulty.xlsx"))
        visit.look(f"draft-faulty-{lang}")
        assert page.locator("tbody tr[id^=fault]").count() == 2
        assert page.locator("tbody code").all_inner_texts() == ["7", "7100000000"]
        upload(visit, books.sound(tmp_path / "sound.xlsx"))
        page.wait_for_selector(".note.good")
        visit.look(f"draft-sound-{lang}")
        page.locator("#keep button").click()
        page.wait_for_url("**/rounds/*")
        upload(visit, books.with_a_change(tmp_path / "changed.xlsx"))
        visit.look(f"draft-changes-{lang}")
        page.locator("#keep button").click()
        page.wait_for_url("**/rounds/*")
        assert page.locator("tbody tr:has(td[data-label])").count() == 2
        visit.look(f"data-{lang}")


def test_a_version_made_in_between_is_not_written_over(fresh: Desk, tmp_path: Path) -> None:
    with fresh.visit() as visit, fresh.visit() as other:
        visit.go("/rounds/new")
        upload(visit, books.sound(tmp_path / "sound.xlsx"))
        visit.page.locator("#keep button").click()
        visit.page.wait_for_url("**/rounds/*")
        for one in (visit, other):
            one.go("/rounds/kireevsk-2026-spring")
            upload(one, books.with_a_change(tmp_path / "changed.xlsx", seats=1 + (one is other)))
        other.page.locator("#keep button").click()
        other.page.wait_for_url("**/rounds/*")
        visit.page.locator("#keep button").click()
        visit.page.wait_for_url("**/keep")
        assert "Кто-то успел раньше" in visit.page.locator("h1").inner_text()


def test_a_form_without_a_file_says_so_at_its_field(fresh: Desk) -> None:
    with fresh.visit() as visit:
        visit.go("/rounds/new")
        visit.page.locator("form:has(#files) button").click()
        visit.page.locator(".faults a").click()
        visit.page.wait_for_function("document.activeElement.id == 'files'")
