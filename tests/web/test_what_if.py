"""What if: a question is asked in a form, counted, read, kept as a plan; scenario files are checked line by line."""

import re
from typing import Any

import pytest

from api.security.rights import Role
from api.store import rounds, runs, scenarios
from tests.web import books, plans
from tests.web.desk import Desk
from tests.web.plans import COLLEGE, Clerk, clerk, key_of

LANGS = ["ru", "en"]
ROUND = "what-if"
HOST = books.spring().hosts[3]
DRAFT = next(a for a in books.spring().agreements if a.status == "signing" or a.status == "draft")
ENDING = next(a for a in books.spring().agreements if a.valid_to and not a.auto_renew and a.status == "active")
FORMS: dict[str, dict[str, Any]] = {
    "seats": {"host": HOST.host_id, "n": "3", "cost": "40 000"},
    "new-host": {"name": "КФХ «Борозда»", "town": "Болохово", "specialty": "35.01.27", "n": "4", "hires": "2"},
    "withdraws": {"host": HOST.host_id, "chance": "20"},
    "bus": {"towns": ["Болохово", "Липки"]},
    "signed": {"agreement": DRAFT.agreement_id},
    "prolonged": {"agreement": ENDING.agreement_id},
    "demand": {"specialty": "15.01.05", "percent": "\N{MINUS SIGN}30"},
}


@pytest.fixture(scope="module")
def asked(desk: Desk) -> Desk:
    """The installation with a copy of the demo round to ask about."""
    plans.stored(desk.store, ROUND)
    return desk


def added(planner: Clerk, kind: str, **fields: object) -> str:
    """Ask a question in a form and return the address of its scenario."""
    answer = planner.post("/what-if/new", kind=kind, round=ROUND, **(FORMS[kind] | fields))
    assert answer.status_code == 303, re.findall("class=.fault.>([^<]+)", answer.text)
    return answer.headers["Location"].split("?")[0]


def text_of(desk: Desk, address: str) -> str:
    with desk.store.read(COLLEGE) as tx:
        return scenarios.get(tx, address.rsplit("/", 1)[1]).content


@pytest.mark.parametrize("kind", FORMS)
def test_every_kind_of_question_makes_a_scenario_without_faults(asked: Desk, kind: str) -> None:
    with clerk(asked) as planner:
        page = planner.get(f"{added(planner, kind)}?round={ROUND}").text
    assert "1 вопрос" in page
    assert 'id="problems"' not in page


@pytest.mark.parametrize("kind", FORMS)
def test_an_empty_form_names_its_faults_and_keeps_what_was_typed(asked: Desk, kind: str) -> None:
    with clerk(asked) as planner:
        answer = planner.post("/what-if/new", kind=kind, round=ROUND, cost="много", title="Мой вопрос")
    assert answer.status_code == 422
    assert 'value="много"' in answer.text
    assert 'value="Мой вопрос"' in answer.text
    assert answer.text.count('class="fault"') >= 2


@pytest.mark.parametrize("lang", LANGS)
def test_a_question_is_asked_counted_and_kept_as_a_plan(asked: Desk, lang: str) -> None:
    with asked.visit(lang) as visit:
        page = visit.page
        visit.go(f"/what-if?round={ROUND}")
        page.locator("a[href*='kind=new-host']").click()
        page.locator("form[id^=question] button").click()
        page.locator(".faults").wait_for()
        visit.look(f"question-fault-{lang}")
        page.locator("#name").fill("КФХ «Борозда»")
        page.locator("#town").select_option("Болохово")
        page.locator("#specialty").select_option("35.01.27")
        page.locator("#n").fill("4")
        page.locator("#cost").fill("150 000")
        page.locator("form[id^=question] button").click()
        page.locator("a[href*='scenario=']").click()
        page.locator("a[href*='kind=bus']").click()
        assert page.locator("#cost").input_value() == ""
        page.locator("#town-2").check()
        page.locator("form[id^=question] button").click()
        page.wait_for_url("**/what-if/scenario-*")
        visit.look(f"scenario-{lang}")
        page.locator("#trials").fill("20")
        page.locator("form[action$=run] button").click()
        page.locator("a.button[href*='/what-if/results/']").click(timeout=300_000)
        page.wait_for_url("**/what-if/results/*")
        page.locator("#about").select_option("placed")
        page.locator("form:has(#about) button").click()
        page.wait_for_url("**about=placed")
        visit.look(f"simulated-{lang}")
        page.locator("article summary").first.click()
        page.locator("article form button").first.click()
        page.wait_for_url("**kept=1")
        assert "Борозда" in page.locator("tbody").last.inner_text()
    with asked.store.read(COLLEGE) as tx:
        assert rounds.get(tx, ROUND).counts["hosts"] == len(books.spring().hosts) + 1
        history = rounds.history(tx, ROUND)
    with clerk(asked) as officer:
        officer.post(f"/rounds/{ROUND}/versions/{history[1].version}/restore")


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_of_scenarios_is_clean(asked: Desk, lang: str) -> None:
    with clerk(asked) as planner:
        added(planner, "seats")
    with asked.visit(lang) as visit:
        visit.go(f"/what-if?round={ROUND}")
        visit.look(f"what-if-{lang}")


def test_questions_are_added_to_a_file_whose_comments_stay_and_taken_out(asked: Desk) -> None:
    with clerk(asked) as planner:
        address = added(planner, "seats", title="Первый")
        text = text_of(asked, address).replace("trials: 200", "trials: 200  # хватит")
        assert planner.post(f"{address}/text", text=text, title="Мои вопросы").status_code == 303
        added(planner, "bus", title="Второй", scenario=address.rsplit("/", 1)[1])
        kept = text_of(asked, address)
        assert "# хватит" in kept
        assert "2 вопроса" in planner.get(f"{address}?round={ROUND}").text
        assert planner.post(f"{address}/unask", name="question-1", round=ROUND).status_code == 303
        left = text_of(asked, address)
        assert "Первый" not in left
        assert "Второй" in left
        assert "# хватит" in left


def test_faults_of_a_text_are_told_with_their_lines_and_it_is_not_counted(asked: Desk) -> None:
    with clerk(asked) as planner:
        address = added(planner, "seats")
        text = text_of(asked, address).replace("horizon: 12", "horizon: никогда\nunheard: 1")
        planner.post(f"{address}/text", text=text, title="")
        page = planner.get(f"{address}?round={ROUND}").text
        assert "scenario.yaml:5" in page
        assert planner.post(f"{address}/run", round=ROUND, trials="10").status_code == 422
        again = planner.post(
            "/what-if/new", kind="bus", round=ROUND, scenario=address.rsplit("/", 1)[1], **FORMS["bus"]
        )
        assert again.status_code == 303
        assert text_of(asked, address) == text


def test_a_text_changed_meanwhile_is_not_overwritten(asked: Desk) -> None:
    with clerk(asked) as planner:
        address = added(planner, "seats")
        answer = planner.post(f"{address}/text", text="version: 1 # моё", title="", etag="older", round=ROUND)
        assert answer.status_code == 412
        assert "version: 1 # моё" in answer.text
        assert "моё" not in text_of(asked, address)


def test_trials_are_bounded_and_deleting_asks_to_be_sure(asked: Desk) -> None:
    with clerk(asked) as planner:
        address = added(planner, "seats")
        for trials in ("0", "много", "1000000", "-5", ""):
            assert planner.post(f"{address}/run", round=ROUND, trials=trials).status_code == 422
        assert planner.post(f"{address}/delete", round=ROUND).status_code == 422
        assert planner.post(f"{address}/delete", round=ROUND, sure="1").status_code == 303
        assert planner.get(address).status_code == 404


def test_a_planner_asks_and_counts_but_changes_no_data_and_a_reader_only_reads(asked: Desk) -> None:
    with clerk(asked, key_of(asked.store, Role.PLANNER, "Плановик")) as planner:
        address = added(planner, "seats")
        assert planner.post("/what-if/results/run-x/keep", name="question-1").status_code == 403
    with clerk(asked, key_of(asked.store, Role.READER, "Читатель")) as reader:
        assert reader.get(address).status_code == 200
        assert reader.post("/what-if/new", kind="seats", round=ROUND).status_code == 403
        assert reader.post(f"{address}/run", round=ROUND, trials="10").status_code == 403


def test_without_a_round_there_is_nothing_to_ask_about(fresh: Desk) -> None:
    with clerk(fresh) as planner:
        assert "Сначала нужны данные" in planner.get("/what-if").text
        assert planner.get("/what-if/new").status_code == 404


def test_a_result_of_another_kind_is_no_what_if(asked: Desk) -> None:
    with asked.store.write(COLLEGE, "test") as tx:
        run_id = runs.create(tx, ROUND, "solve", {}).run_id
    with clerk(asked) as planner:
        assert planner.get(f"/what-if/results/{run_id}").status_code == 404
