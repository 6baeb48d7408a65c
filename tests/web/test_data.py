from pathlib import Path

import pytest

from tests.web import books
from tests.web.desk import Desk


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_an_upload_is_shown_mended_and_taken(desk: Desk, lang: str, tmp_path: Path) -> None:
    with desk.visit(lang) as visit:
        visit.go("/rounds/new")
        visit.look(f"upload-{lang}")
        visit.page.locator("#files").set_input_files(books.with_two_faults(tmp_path / "faulty.xlsx"))
        visit.page.locator("main form button").click()
        visit.page.wait_for_url("**/drafts/*")
        visit.look(f"draft-faulty-{lang}")
        assert visit.page.locator("tbody tr[id^=fault]").count() == 2
        assert "7100000000" in visit.page.locator("main").inner_text()
        visit.page.locator("#files").set_input_files(books.sound(tmp_path / "sound.xlsx"))
        visit.page.locator("main form button").first.click()
        visit.page.wait_for_selector(".note.good")
        visit.look(f"draft-sound-{lang}")
        visit.page.locator("#keep button").click()
        visit.page.wait_for_url("**/rounds/*")
        visit.look(f"data-{lang}")
        visit.page.locator("#files").set_input_files(books.with_a_change(tmp_path / "changed.xlsx"))
        visit.page.locator("main form button").first.click()
        visit.page.wait_for_url("**/drafts/*")
        visit.look(f"draft-changes-{lang}")
        visit.page.locator("#keep button").click()
        visit.page.wait_for_url("**/rounds/*")
        visit.look(f"data-versions-{lang}")
