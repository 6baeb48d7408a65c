import pytest

from api.store import runs
from api.web.screens.running import _detail
from matcher.text import Lang
from tests.web.desk import Desk

ROUND = "kireevsk-2026-spring"


def queued(desk: Desk) -> str:
    """Queue a run of the demo round and return its id."""
    with desk.store.write("kireevsk", "tests") as tx:
        return runs.create(tx, ROUND, "solve", {}).run_id


def test_a_run_that_is_stopped_says_so_and_offers_what_comes_next(spring: Desk) -> None:
    with spring.visit() as visit:
        run_id = queued(spring)
        visit.go(f"/runs/{run_id}")
        stop = visit.page.locator("form[action$=stop] button")
        if stop.count():
            stop.click()
        visit.page.wait_for_selector("#progress:not([hx-get])", timeout=60_000)
        visit.look("running-ended-ru")


def test_progress_comes_without_a_reload(spring: Desk) -> None:
    with spring.visit() as visit:
        visit.go(f"/rounds/{ROUND}/policy")
        visit.page.locator("button[value=run]").click()
        visit.page.wait_for_url("**/runs/*")
        visit.page.evaluate("window.sameDocument = true")
        visit.page.locator("a.button[href$=outcome]").wait_for(timeout=60_000)
        assert visit.page.evaluate("window.sameDocument") is True


SOLVING = {"step": "solve", "level": "placed", "number": 2, "levels": 4}


@pytest.mark.parametrize(
    ("lang", "told", "said"),
    [
        ("ru", {}, "уровень 2 из 4: "),
        ("ru", {"best": 309}, " · пока лучшее 309"),
        ("ru", {"best": 309, "bound": 310}, " · пока лучшее 309, больше 310 не бывает (разрыв 0,32 %)"),
        ("ru", {"best": 310, "bound": 310}, " · пока лучшее 310, больше 310 не бывает"),
        ("en", {"best": 2.5, "bound": 2.0}, " · best so far 2.5, never less than 2 (gap 20 %)"),
        ("en", {"best": 0, "bound": 0}, " · best so far 0, never more than 0"),
    ],
)
def test_the_level_at_hand_is_told_with_what_is_known_of_it(lang: Lang, told: dict[str, float], said: str) -> None:
    found, share = _detail(SOLVING | told, lang)
    assert said in found
    assert share is None
    assert found.endswith(said) or not told


def test_the_progress_part_needs_a_session(spring: Desk) -> None:
    with spring.visit(key="") as visit:
        answer = visit.page.request.get(f"{spring.address}/runs/{queued(spring)}/progress", max_redirects=0)
        assert answer.status == 303
