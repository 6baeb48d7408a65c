"""An English page holds no Russian letter but what the data hold."""

import re
from dataclasses import replace
from pathlib import Path

from matcher import load_round
from matcher.files.writing import write_round
from matcher.rounds import Group, Host, Round
from tests.web.desk import Desk, Watched
from tests.web.newcomer import upload

TINY = Path(__file__).parents[2] / "scenarios" / "tiny"


def latin() -> Round:
    """Return the round ``tiny`` with names in Latin letters, groups, hosts and one student with nowhere to go."""
    tiny = load_round(TINY)
    return replace(
        tiny,
        title="Spring",
        applicants=tuple(
            replace(a, name=a.applicant_id.title(), group="W-1", locality="Lipki", lat=54.0, lon=37.0 + n / 10)
            for n, a in enumerate(tiny.applicants)
        ),
        groups=(Group("W-1", "15.01.05"),),
        hosts=tuple(Host(f"h-{j.position_id}", f"Plant {j.position_id}", "Tula", 54.2, 37.6) for j in tiny.positions),
        positions=tuple(
            replace(j, title=j.position_id.title(), host_id=f"h-{j.position_id}", capacity=1) for j in tiny.positions
        ),
    )


def russian(visit: Watched) -> list[str]:
    """Return the Russian words on the page but for the administrator's name and the way to the other language."""
    text: str = visit.page.evaluate(
        "(document.querySelectorAll('.me, .lang').forEach((e) => e.remove()), document.title"
        " + document.body.textContent"
        " + [...document.querySelectorAll('[title], [aria-label]')].map((e) => e.title + e.ariaLabel).join(' '))"
    )
    return re.findall("[а-яё]+", text.replace("Анна Петровна", ""), re.IGNORECASE)


def test_no_russian_word_is_on_an_english_page(fresh: Desk, tmp_path: Path) -> None:
    book = tmp_path / "tiny.xlsx"
    write_round(latin(), book, "en")
    with fresh.visit("en") as visit:
        page = visit.page
        assert russian(visit) == []
        visit.go("/rounds/new")
        assert russian(visit) == []
        upload(visit, book)
        assert russian(visit) == []
        page.locator("#keep button").click()
        page.wait_for_url("**/rounds/*")
        for path in ("/rounds/tiny", "/rounds/tiny/who", "/rounds/tiny/who/boris", "/rounds/tiny/policy", "/nowhere"):
            visit.go(path)
            assert russian(visit) == [], path
        visit.go("/rounds/tiny/policy")
        page.locator("button[value=run]").click()
        page.wait_for_url("**/runs/*")
        page.locator("a.button[href$=outcome]").click(timeout=60_000)
        page.wait_for_url("**/outcome")
        page.locator("#without td:nth-child(4):not(:has(.soft))").first.wait_for(timeout=60_000)
        assert russian(visit) == []
        page.locator("#placed a").first.click()
        page.wait_for_url("**/why/*")
        assert russian(visit) == []
        visit.go("/")
        assert russian(visit) == []
