from api.store import runs
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


def test_the_progress_part_needs_a_session(spring: Desk) -> None:
    with spring.visit(key="") as visit:
        answer = visit.page.request.get(f"{spring.address}/runs/{queued(spring)}/progress", max_redirects=0)
        assert answer.status == 303
