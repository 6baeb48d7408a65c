"""A newcomer's path through the page, in steps that a test takes one after another."""

from pathlib import Path

from tests.web import books
from tests.web.desk import Watched


def upload(visit: Watched, book: Path) -> None:
    """Choose a workbook in the form at hand and have it checked."""
    visit.page.locator("#files").set_input_files(book)
    with visit.page.expect_navigation(url="**/drafts/*", timeout=60_000):
        visit.page.locator("form:has(#files) button").click()


def to_the_outcome(visit: Watched, folder: Path, lang: str) -> None:
    """From the empty desk to the outcome: upload a workbook with two faults, mend it, check, set the policy, run."""
    page = visit.page
    visit.look(f"newcomer-1-desk-{lang}")
    page.locator("main a.button").click()
    upload(visit, books.with_two_faults(folder / "round.xlsx"))
    rows = page.locator("tbody tr[id^=fault]")
    assert [row.split("\t")[0] for row in rows.all_inner_texts()] == ["2", "2"]
    visit.look(f"newcomer-2-faults-{lang}")
    upload(visit, books.sound(folder / "mended.xlsx"))
    page.locator(".note.good").wait_for()
    page.locator("#keep button").click()
    page.wait_for_url("**/rounds/*")
    visit.look(f"newcomer-3-data-{lang}")
    page.locator("main .acts a.button").first.click()
    page.wait_for_url("**/who")
    assert page.locator("#nowhere").inner_text()[-1] == "8"
    page.locator("#data a.button").first.click()
    page.locator("main a[href*='preset=everyone']").click()
    page.locator("button[value=run]").click()
    page.wait_for_url("**/runs/*")
    page.locator("a.button[href$=outcome]").click(timeout=60_000)
    page.wait_for_url("**/outcome")
    assert page.locator(".figures b").first.inner_text() == "309"
    page.locator("#without td:nth-child(4):not(:has(.soft))").first.wait_for(timeout=60_000)
    visit.look(f"newcomer-4-outcome-{lang}")
