"""The second half of a newcomer's path: from the outcome to a published plan, its order and a letter."""

from pathlib import Path

from docx import Document
from playwright.sync_api import Page

from api.security.rights import Role
from tests.web.desk import Desk, Watched
from tests.web.plans import BARRED, FREE, key_of, open_somebody


def to_the_papers(visit: Watched, desk: Desk, folder: Path, lang: str) -> None:
    """From the outcome: move one student by hand, save, have it approved, publish, download the order and a letter."""
    page = visit.page
    page.locator("main .acts a.button").first.click()
    page.wait_for_url("**/board")
    name, place = _move(visit, lang)
    page.locator("#note").fill("Осень, первая версия" if lang == "ru" else "Autumn, first version")
    page.locator("#keep button").click()
    page.wait_for_url("**/papers?version=1&saved=1")
    visit.look(f"newcomer-7-draft-{lang}")
    _approve(visit, desk, lang)
    page.reload()
    page.locator("form[action$=publish] button").click()
    page.locator("#version .mark.good").wait_for()
    visit.look(f"newcomer-9-published-{lang}")
    rows = _rows(_downloaded(page, folder, "a[href$='papers/order.docx']"))
    assert any(name in row and place.split(" — ")[0] in row for row in rows)
    _letter(visit, folder, name, place)


def _move(visit: Watched, lang: str) -> tuple[str, str]:
    """Move somebody: refused with the rule, then made with a reason. Return the name and the new place."""
    page = visit.page
    open_somebody(visit, page.url.removeprefix(visit.address))
    name = page.locator("h1").inner_text()
    page.locator("#to").select_option(page.locator(BARRED).first.get_attribute("value"))
    page.locator("#check .note.bad li").first.wait_for(timeout=60_000)
    visit.look(f"newcomer-5-refused-{lang}")
    page.locator("#to").select_option(page.locator(FREE).first.get_attribute("value"))
    page.locator("#check .note.good").wait_for(timeout=60_000)
    place = page.locator("#check h2 + p b").inner_text()
    page.locator("#reason").fill("Просьба родителей" if lang == "ru" else "Asked for by the parents")
    page.locator("#make button").click()
    page.wait_for_url("**/board?done=1")
    assert place in page.locator(".note.good").inner_text()
    visit.look(f"newcomer-6-moved-{lang}")
    return name, place


def _approve(visit: Watched, desk: Desk, lang: str) -> None:
    """Let a second person look at the version and approve it."""
    assert visit.page.locator("form[action$=approve]").count() == 0
    papers = visit.page.url.removeprefix(visit.address)
    with desk.visit(lang, key=key_of(desk.store, Role.APPROVER, "Ольга Сергеевна")) as other:
        other.go(papers)
        other.look(f"newcomer-8-approve-{lang}")
        other.page.locator("form[action$=approve] button").click()
        other.page.locator("#version .mark.busy").wait_for()


def _letter(visit: Watched, folder: Path, name: str, place: str) -> None:
    """Find the letter to somebody, download it, and read the name and the host in it."""
    visit.page.locator("#find").fill(name)
    row = f"#recipients tr:visible:has-text('{name}') a[download]"
    letter = Document(str(_downloaded(visit.page, folder, row)))
    host = place.split(" — ")[0]
    assert any(name in paragraph.text for paragraph in letter.paragraphs)
    assert any(host in cell.text for table in letter.tables for cell in table._cells)


def _downloaded(page: Page, folder: Path, link: str) -> Path:
    with page.expect_download(timeout=60_000) as download:
        page.locator(link).first.click()
    target = folder / "downloaded.docx"
    download.value.save_as(target)
    return target


def _rows(path: Path) -> list[str]:
    """Return the rows of every table of a Word document."""
    return [" | ".join(cell.text for cell in row.cells) for table in Document(str(path)).tables for row in table.rows]
