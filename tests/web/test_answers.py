"""Links and answers: whoever holds a link may look and answer, of one host or student and nothing else."""

import re
from collections.abc import Iterator

import httpx
import pytest

from api.security.rights import Role
from api.store import answers, people, publications, rounds
from tests.web import books, plans
from tests.web.desk import Desk
from tests.web.plans import COLLEGE, Clerk, Plan, clerk, key_of

LANGS = ["ru", "en"]
HOST = books.spring().hosts[5]
STUDENT = books.spring().applicants[20]


@pytest.fixture(scope="module")
def plan(desk: Desk) -> Plan:
    """A round of which nothing is published."""
    return plans.planned(desk, "answers")


@pytest.fixture(scope="module")
def public(desk: Desk) -> Plan:
    """A round with a published plan."""
    found = plans.planned(desk, "answers-public")
    with clerk(desk) as officer, clerk(desk, key_of(desk.store, Role.APPROVER, "Завуч")) as approver:
        officer.post(f"{found.board}/keep")
        with desk.store.read(COLLEGE) as tx:
            made = publications.listed(tx, found.round_id)[0].publication_id
        for act in ("approve", "publish"):
            approver.post(f"/publications/{made}/{act}")
    return found


@pytest.fixture
def officer(plan: Plan) -> Iterator[Clerk]:
    with clerk(plan.desk) as found:
        yield found


@pytest.fixture
def nobody(plan: Plan) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=plan.desk.address, timeout=60, cookies={"praktika_lang": "ru"}) as client:
        yield client


def link(plan: Plan, officer: Clerk, kind: str, subject_id: str) -> str:
    """Make a link and return the path it leads to."""
    page = officer.post(f"{plan.answers}/links", kind=kind, of=subject_id).text
    found = re.search(r"<code>\S+?(/link/[\w-]+)</code>", page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("lang", LANGS)
def test_links_are_shown_once_and_the_screen_is_clean(plan: Plan, lang: str) -> None:
    with plan.desk.visit(lang) as visit:
        visit.go(plan.answers)
        visit.page.locator("section:has(#hosts) tbody tr:nth-child(3) button").first.click()
        visit.page.locator("#made").wait_for()
        assert visit.page.locator("#made ~ .scroll code").count() == 1
        visit.look(f"answers-{lang}")
        visit.go(plan.answers)
        assert visit.page.locator("#made").count() == 0


def test_links_for_all_are_made_for_those_without_one(plan: Plan, officer: Clerk) -> None:
    first = officer.post(f"{plan.answers}/links", kind="host").text
    assert first.count("/link/") >= 55
    assert officer.post(f"{plan.answers}/links", kind="host").text.count("/link/") == 0


@pytest.mark.parametrize("lang", LANGS)
def test_a_host_confirms_or_declines_with_a_reason(plan: Plan, officer: Clerk, lang: str) -> None:
    path = link(plan, officer, "host", HOST.host_id)
    with plan.desk.visit(lang, key="") as visit:
        page = visit.page
        visit.go(path)
        page.locator("#note-1").fill("")
        page.locator("#form-1 button.danger").click()
        assert page.locator(".faults a").get_attribute("href") == "#note-1"
        visit.look(f"host-fault-{lang}")
        page.locator("#note-1").fill("нет наставника")
        page.locator("#form-1 button.danger").click()
        page.wait_for_url("**done=1")
        assert "нет наставника" in page.locator(".card").first.inner_text()
        page.locator("#seats-1").fill("много")
        page.locator("#form-1 button").first.click()
        assert page.locator("#seats-1").input_value() == "много"
        page.locator("#seats-1").fill("1")
        page.locator("#form-1 button").first.click()
        page.wait_for_url("**done=1")
        visit.look(f"host-{lang}")
    with plan.desk.store.read(COLLEGE) as tx:
        (said,) = answers.seats_answered(tx, plan.round_id, HOST.host_id)
    assert said.seats == 1


@pytest.mark.parametrize("lang", LANGS)
def test_a_student_ranks_places(plan: Plan, officer: Clerk, lang: str) -> None:
    with plan.desk.visit(lang, key="") as visit:
        page = visit.page
        visit.go(link(plan, officer, "student", STUDENT.applicant_id))
        page.locator("#wish-1").select_option(index=2)
        page.locator("#wish-2").select_option(index=2)
        page.locator("#ranking button").click()
        assert page.locator(".faults a").get_attribute("href") == "#wish-2"
        page.locator("#wish-2").select_option(index=1)
        for n in range(3, page.locator("#ranking select").count() + 1):
            page.locator(f"#wish-{n}").select_option(index=0)
        page.locator("#ranking button").click()
        page.wait_for_url("**done=1")
        visit.look(f"ranking-{lang}")
        wanted = [page.locator(f"#wish-{n}").input_value() for n in (1, 2)]
    with plan.desk.store.read(COLLEGE) as tx:
        (said,) = answers.wished(tx, plan.round_id, STUDENT.applicant_id)
    assert list(said.ranking) == wanted


def test_a_list_begins_with_the_wishes_that_the_round_knows(plan: Plan, officer: Clerk, nobody: httpx.Client) -> None:
    who = next(p for p in books.spring().preferences if p.rank == 1 and p.position_id)
    page = nobody.get(link(plan, officer, "student", who.applicant_id)).text
    first = page[page.index('id="wish-1"') : page.index("</select>")]
    assert f'value="{who.position_id}" selected' in first


def test_an_empty_list_is_no_answer(plan: Plan, officer: Clerk, nobody: httpx.Client) -> None:
    path = link(plan, officer, "student", STUDENT.applicant_id)
    assert nobody.post(f"{path}/wishes", data={"wish": ["", ""]}).status_code == 422
    assert nobody.post(f"{path}/wishes", data={"wish": ["МП-999"]}).status_code == 422


@pytest.mark.parametrize("lang", LANGS)
def test_a_student_reads_where_and_why_and_says_whether_they_come(public: Plan, lang: str) -> None:
    with clerk(public.desk) as officer:
        path = link(public, officer, "student", STUDENT.applicant_id)
    with public.desk.visit(lang, key="") as visit:
        page = visit.page
        visit.go(path)
        assert str(STUDENT.name) in page.locator("main").inner_text()
        page.locator("#confirm button").click()
        page.locator(".faults").wait_for()
        page.locator("#coming-no").check()
        page.locator("#confirm button").click()
        page.locator(".faults").wait_for()
        assert page.locator(".faults a").get_attribute("href") == "#note"
        page.locator("#note").fill("болею")
        page.locator("#confirm button").click()
        page.wait_for_url("**done=1")
        visit.look(f"going-{lang}")
    with public.desk.visit(lang) as visit:
        visit.go(public.answers)
        assert "болею" in visit.page.locator("#table-student").inner_text()


def test_after_publication_wishes_are_closed_and_a_host_sees_whom_it_gets(public: Plan, nobody: httpx.Client) -> None:
    with clerk(public.desk) as officer:
        student = link(public, officer, "student", STUDENT.applicant_id)
        host = link(public, officer, "host", HOST.host_id)
    assert nobody.post(f"{student}/wishes", data={"wish": ["МП-001"]}).status_code == 409
    page = nobody.get(host).text
    shown = [a for a in books.spring().applicants if str(a.name) in page]
    assert shown
    assert all(a.consent for a in shown)


def test_a_link_is_of_one_kind_and_ends(plan: Plan, officer: Clerk, nobody: httpx.Client) -> None:
    host = link(plan, officer, "host", HOST.host_id)
    student = link(plan, officer, "student", STUDENT.applicant_id)
    assert nobody.post(f"{host}/wishes", data={"wish": ["МП-001"]}).status_code == 404
    assert nobody.post(f"{host}/confirm", data={"coming": "yes"}).status_code == 404
    assert nobody.post(f"{student}/seats", data={"position": "МП-001", "seats": "1"}).status_code == 404
    assert nobody.post(f"{student}/confirm", data={"coming": "yes"}).status_code == 409
    assert nobody.post(f"{host}/seats", data={"position": "МП-001", "seats": "1"}).status_code == 404
    again = link(plan, officer, "host", HOST.host_id)
    assert nobody.get(host).status_code == 404
    with plan.desk.store.read(COLLEGE) as tx:
        kept = [k for k in people.links_listed(tx, plan.round_id) if k.subject_id == HOST.host_id and not k.revoked_at]
    assert officer.post(f"{plan.answers}/end", link_id=kept[0].link_id).status_code == 303
    gone = nobody.get(again)
    assert gone.status_code == 404
    assert "Ссылка не действует" in gone.text


def test_a_link_shows_nothing_of_the_college(plan: Plan, officer: Clerk, nobody: httpx.Client) -> None:
    nobody.get(link(plan, officer, "host", HOST.host_id))
    assert nobody.get(plan.answers).status_code == 303
    assert nobody.get(plan.board).status_code == 303


def test_a_form_from_another_site_is_refused(plan: Plan, officer: Clerk, nobody: httpx.Client) -> None:
    path = link(plan, officer, "student", STUDENT.applicant_id)
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert nobody.post(f"{path}/wishes", data={"wish": ["МП-001"]}, headers=headers).status_code == 403


def test_answers_are_taken_into_a_version(desk: Desk) -> None:
    plans.stored(desk.store, "answers-taken")
    plan = Plan(desk, "answers-taken", "")
    position = next(j for j in books.spring().positions if j.host_id == HOST.host_id)
    with desk.store.write(COLLEGE, "test") as tx:
        answers.answer_seats(tx, plan.round_id, position.position_id, HOST.host_id, 7)
    with clerk(desk) as officer:
        with desk.store.read(COLLEGE) as tx:
            etag = rounds.get(tx, plan.round_id).etag
        assert officer.post(f"{plan.answers}/take", etag="other").status_code == 412
        assert officer.post(f"{plan.answers}/take", etag=etag).status_code == 303
        assert "Взяты ответы: предприятий 1, студентов 0" in officer.get(f"/rounds/{plan.round_id}").text


def test_a_reader_makes_no_links(plan: Plan) -> None:
    with clerk(plan.desk, key_of(plan.desk.store, Role.READER, "Читатель")) as reader:
        assert reader.get(plan.answers).status_code == 403
        assert reader.post(f"{plan.answers}/links", kind="host").status_code == 403
