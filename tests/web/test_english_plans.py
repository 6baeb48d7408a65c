"""The English screens of plans, documents, links and what-ifs hold no Russian letter but what the data hold."""

import re
from pathlib import Path

import pytest

from matcher.files.writing import write_round
from tests.web import plans
from tests.web.desk import Desk, Watched
from tests.web.newcomer import upload
from tests.web.plans import Plan
from tests.web.test_english import latin
from tests.web.test_english import russian as every_russian_word

COLLEGE = ("Киреевский", "колледж")
"""The college's own name."""


def russian(visit: Watched) -> list[str]:
    """Return the Russian words on the page but for names of the data."""
    return [word for word in every_russian_word(visit) if word not in COLLEGE]


@pytest.fixture
def plan(fresh: Desk, tmp_path: Path) -> Plan:
    """The round ``tiny`` in Latin letters, solved."""
    book = tmp_path / "tiny.xlsx"
    write_round(latin(), book, "en")
    with fresh.visit("en") as visit:
        visit.go("/rounds/new")
        upload(visit, book)
        visit.page.locator("#keep button").click()
        visit.page.wait_for_url("**/rounds/*")
    return Plan(fresh, "tiny", plans.solved(fresh.store, "tiny"))


def test_no_russian_word_is_on_an_english_plan(plan: Plan) -> None:
    other = plans.solved(plan.desk.store, "tiny", policy={"objectives": ["placed", "distance"]})
    with plan.desk.visit("en") as visit:
        for path in (*(f"{plan.board}?by={by}" for by in ("student", "host", "load")), plan.papers, plan.answers):
            visit.go(path)
            assert russian(visit) == [], path
        visit.go(f"/compare?run={plan.run_id}&run={other}")
        assert russian(visit) == []
        _board(visit, plan)
        _links(visit, plan)


def _board(visit: Watched, plan: Plan) -> None:
    """Look at a move with every place, then at a saved version and its papers."""
    page = visit.page
    visit.go(plan.board)
    page.locator("#board a").first.click()
    page.wait_for_url("**/board/move*")
    address = page.url.removeprefix(visit.address)
    for value in page.locator("#to option").evaluate_all("(all) => all.map((o) => o.value)"):
        visit.go(f"{address}&to={value}")
        assert russian(visit) == [], value
    visit.go(plan.board)
    page.locator("#keep button").click()
    page.wait_for_url("**/papers*")
    assert russian(visit) == []
    previews = page.locator("a[href*=preview]").evaluate_all("(all) => all.map((a) => a.getAttribute('href'))")
    for preview in previews[:3] + previews[-1:]:
        visit.go(preview)
        assert russian(visit) == [], preview


def _links(visit: Watched, plan: Plan) -> None:
    """Look at the page of a host and of a student."""
    for kind in ("host", "student"):
        visit.go(plan.answers)
        visit.page.locator(f"section:has(#{kind}s) form.acts button").click()
        visit.page.locator("#made").wait_for()
        assert russian(visit) == []
        address = re.search(r"/link/\S+", visit.page.locator("#made ~ .scroll code").first.inner_text())
        assert address is not None
        visit.go(address[0])
        assert russian(visit) == [], kind


def test_no_russian_word_is_on_an_english_what_if(plan: Plan) -> None:
    with plan.desk.visit("en") as visit:
        page = visit.page
        visit.go("/what-if")
        assert russian(visit) == []
        for address in page.locator(".pick a").evaluate_all("(all) => all.map((a) => a.getAttribute('href'))"):
            visit.go(address)
            page.locator("form[id^=question] button").click()
            page.locator(".faults").wait_for()
            assert russian(visit) == [], address
        visit.go("/what-if/new?kind=bus")
        page.locator("#town-1").check()
        page.locator("form[id^=question] button").click()
        page.wait_for_url("**/what-if/scenario-*")
        assert russian(visit) == []
        page.locator("#trials").fill("10")
        page.locator("form[action$=run] button").click()
        page.locator("a.button[href*='/what-if/results/']").click(timeout=300_000)
        page.wait_for_url("**/what-if/results/*")
        assert russian(visit) == []
