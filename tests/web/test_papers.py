"""Documents: a version is saved, approved by a second person, published, corrected by the next; and printed."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest
from docx import Document

from api.security.rights import Right, Role, may
from api.store import publications
from tests.api.service import STAFF
from tests.web import books, plans
from tests.web.desk import Desk
from tests.web.plans import COLLEGE, Clerk, Plan, clerk, key_of

LANGS = ["ru", "en"]


@pytest.fixture(scope="module")
def plan(desk: Desk) -> Plan:
    return plans.planned(desk, "papers")


@pytest.fixture
def officer(plan: Plan) -> Iterator[Clerk]:
    with clerk(plan.desk) as found:
        yield found


@pytest.fixture
def approver(plan: Plan) -> Iterator[Clerk]:
    with clerk(plan.desk, key_of(plan.desk.store, Role.APPROVER, "Завуч")) as found:
        yield found


def saved(plan: Plan, officer: Clerk, note: str = "") -> publications.PublicationRecord:
    """Save a version of the plan and return it."""
    assert officer.post(f"{plan.board}/keep", note=note).status_code == 303
    with plan.desk.store.read(COLLEGE) as tx:
        return publications.listed(tx, plan.round_id)[0]


def state(plan: Plan, found: publications.PublicationRecord) -> str:
    with plan.desk.store.read(COLLEGE) as tx:
        return publications.get(tx, found.publication_id).state


def cells(content: bytes) -> str:
    return "\n".join(cell.text for table in Document(BytesIO(content)).tables for cell in table._cells)


def test_without_a_result_there_is_nothing_to_print(desk: Desk, officer: Clerk) -> None:
    plans.stored(desk.store, "papers-none")
    answer = officer.get("/rounds/papers-none/papers")
    assert "Её ещё нет" in answer.text
    assert "#save" not in answer.text


@pytest.mark.parametrize("lang", LANGS)
def test_the_papers_and_their_previews_are_clean(plan: Plan, officer: Clerk, lang: str) -> None:
    saved(plan, officer, "Первая")
    with plan.desk.visit(lang) as visit:
        visit.go(plan.papers)
        visit.look(f"papers-{lang}")
        visit.page.locator("a[href$=preview]").click()
        visit.page.wait_for_url("**/preview")
        assert "309" in visit.page.locator(".sheet").inner_text()
        visit.look(f"preview-{lang}")
        visit.page.go_back()
        visit.page.locator("#recipients a").first.click()
        visit.page.wait_for_url("**/preview?*")
        visit.look(f"preview-letter-{lang}")


def test_a_second_person_approves(plan: Plan, officer: Clerk, approver: Clerk) -> None:
    found = saved(plan, officer)
    path = f"/publications/{found.publication_id}"
    assert "должен другой человек" in officer.get(plan.papers).text
    refused = officer.post(f"{path}/approve")
    assert refused.status_code == 409
    assert "не тот, кто сохранил" in refused.text
    assert officer.post(f"{path}/publish").status_code == 409
    assert approver.post(f"{path}/approve").status_code == 303
    assert state(plan, found) == "approved"


def test_a_correction_is_a_new_version_that_takes_the_place_of_the_published(
    plan: Plan, officer: Clerk, approver: Clerk
) -> None:
    first = saved(plan, officer)
    for act in ("approve", "publish"):
        approver.post(f"/publications/{first.publication_id}/{act}")
    assert state(plan, first) == "published"
    assert approver.post(f"/publications/{first.publication_id}/approve").status_code == 409
    who = books.spring().applicants[0]
    moved = officer.post(f"{plan.board}/move", applicant=who.applicant_id, to="-", reason="отчислен", after="0")
    assert moved.status_code == 303
    second = saved(plan, officer, "Исправление")
    assert second.corrects == first.publication_id
    shown = approver.get(f"{plan.papers}?version={second.number}").text
    assert "Чем отличается от опубликованной: 1 человек" in shown
    assert str(who.name) in shown
    for act in ("approve", "publish"):
        approver.post(f"/publications/{second.publication_id}/{act}")
    assert (state(plan, first), state(plan, second)) == ("withdrawn", "published")
    assert f"Её исправила версия {second.number}" in approver.get(f"{plan.papers}?version={first.number}").text
    officer.post(f"{plan.board}/undo", after="1")


@pytest.mark.parametrize(
    ("typed", "missing"),
    [({"sure": "1"}, "Напишите, почему"), ({"reason": "завод отказался"}, "Отметьте"), ({"reason": " "}, "Напишите")],
)
def test_a_withdrawal_asks_for_a_reason_and_to_be_sure(
    plan: Plan, officer: Clerk, typed: dict[str, str], missing: str
) -> None:
    found = saved(plan, officer)
    answer = officer.post(f"/publications/{found.publication_id}/withdraw", **typed)
    assert answer.status_code == 422
    assert missing in answer.text
    assert typed.get("reason", "") in answer.text
    assert state(plan, found) == "draft"


@pytest.mark.parametrize("lang", LANGS)
def test_a_withdrawal_is_told_with_its_reason(plan: Plan, officer: Clerk, lang: str) -> None:
    found = saved(plan, officer)
    with plan.desk.visit(lang) as visit:
        visit.go(f"{plan.papers}?version={found.number}")
        visit.page.locator("summary", has_text={"ru": "Отозвать", "en": "Withdraw"}[lang]).click()
        visit.look(f"papers-withdraw-{lang}")
        visit.page.locator("#reason").fill("Завод отказался")
        visit.page.locator("#sure").check()
        visit.page.locator("button.danger").click()
        visit.page.wait_for_url("**/papers?version=*")
        assert "Завод отказался" in visit.page.locator("section").first.inner_text()
        visit.look(f"papers-withdrawn-{lang}")
    assert state(plan, found) == "withdrawn"


@pytest.mark.parametrize("role", STAFF)
def test_a_reason_is_read_by_those_who_may_see_names(plan: Plan, officer: Clerk, role: Role) -> None:
    found = saved(plan, officer)
    officer.post(f"/publications/{found.publication_id}/withdraw", reason="из-за Одинцовой", sure="1")
    with clerk(plan.desk, key_of(plan.desk.store, role, "Кто-то")) as somebody:
        shown = somebody.get(f"{plan.papers}?version={found.number}").text
    assert ("Одинцовой" in shown) == may(role, Right.NAMES)


def test_every_paper_can_be_downloaded(plan: Plan, officer: Clerk) -> None:
    path = f"/publications/{saved(plan, officer).publication_id}/papers"
    order = officer.get(f"{path}/order.docx")
    assert "attachment" in order.headers["Content-Disposition"]
    people = [a for a in books.spring().applicants if str(a.name) in cells(order.content)]
    assert len(people) == 309
    assert "Киреевский колледж" in Document(BytesIO(order.content)).paragraphs[0].text
    with zipfile.ZipFile(BytesIO(officer.get(f"{path}/letters.zip").content)) as letters:
        assert len([name for name in letters.namelist() if name.startswith("students/")]) == 322
    assert officer.get(f"{path}/matching.xlsx").content[:2] == b"PK"
    assert officer.get(f"{path}/report.html").content.lower().startswith(b"<!doctype html>")
    assert officer.get(f"{path}/matching.csv").text.count("\n") == 310
    assert officer.get(f"{path}/passwords.txt").status_code == 404


def test_a_letter_is_to_one_person(plan: Plan, officer: Clerk) -> None:
    path = f"/publications/{saved(plan, officer).publication_id}"
    who = books.spring().applicants[4]
    letter = officer.get(f"{path}/letter.docx?kind=student&of={who.applicant_id}")
    text = "\n".join(p.text for p in Document(BytesIO(letter.content)).paragraphs)
    assert str(who.name) in text
    assert officer.get(f"{path}/letter.docx?kind=student&of=никто").status_code == 422
    assert officer.get(f"{path}/preview?kind=host&of={books.spring().hosts[0].host_id}").status_code == 200


def test_whoever_may_not_see_names_prints_none(plan: Plan, officer: Clerk) -> None:
    path = f"/publications/{saved(plan, officer).publication_id}/papers/order.docx"
    with clerk(plan.desk, key_of(plan.desk.store, Role.READER, "Читатель")) as reader:
        found = cells(reader.get(path).content)
        assert [a.name for a in books.spring().applicants if str(a.name) in found] == []
        assert "нет права видеть имена" in reader.get(plan.papers).text


@pytest.mark.parametrize("role", STAFF)
def test_a_note_is_read_by_those_who_may_see_names(plan: Plan, officer: Clerk, role: Role) -> None:
    found = saved(plan, officer, "вместо Одинцовой Марии")
    with clerk(plan.desk, key_of(plan.desk.store, role, "Кто-то")) as somebody:
        shown = somebody.get(f"{plan.papers}?version={found.number}").text
    assert ("Одинцовой" in shown) == may(role, Right.NAMES)


def test_an_unknown_version_is_told_plainly(plan: Plan, officer: Clerk) -> None:
    assert officer.get(f"{plan.papers}?version=99").status_code == 404
    assert officer.get("/publications/pub-x/preview").status_code == 404
