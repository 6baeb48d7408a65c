"""The board: a move is checked at once, refused with the rule, made with a reason, and can be taken back."""

import re

import pytest

from api.security.rights import Role
from api.store import audit, locks, moves
from tests.web import plans
from tests.web.desk import Desk
from tests.web.plans import BARRED, COLLEGE, FREE, Plan, clerk, key_of, open_somebody

LANGS = ["ru", "en"]


@pytest.fixture(scope="module")
def plan(desk: Desk) -> Plan:
    return plans.planned(desk, "board")


@pytest.fixture(scope="module")
def moves_of(plan: Plan) -> tuple[dict[str, str], dict[str, str]]:
    """Return a move of somebody that is allowed, and one that a rule forbids."""
    with plan.desk.visit() as visit:
        open_somebody(visit, plan.board)
        who = str(visit.page.locator("input[name=applicant]").first.get_attribute("value"))
        free, barred = (visit.page.locator(kind).first.get_attribute("value") for kind in (FREE, BARRED))
    return {"applicant": who, "to": str(free)}, {"applicant": who, "to": str(barred)}


@pytest.fixture
def move(moves_of: tuple[dict[str, str], dict[str, str]]) -> dict[str, str]:
    """Return a move that is allowed: who, and where to."""
    return moves_of[0]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("by", ["student", "host", "load"])
def test_the_board_is_clean_in_every_view(plan: Plan, lang: str, by: str) -> None:
    with plan.desk.visit(lang) as visit:
        visit.go(f"{plan.board}?by={by}")
        visit.look(f"board-{by}-{lang}")


@pytest.mark.parametrize("lang", LANGS)
def test_a_move_is_refused_with_the_rule_or_made_with_a_reason_and_taken_back(plan: Plan, lang: str) -> None:
    with plan.desk.visit(lang) as visit:
        open_somebody(visit, plan.board)
        page = visit.page
        page.locator("#to").select_option(page.locator(BARRED).first.get_attribute("value"))
        page.locator("#check .note.bad").wait_for()
        assert page.locator("#check .note.bad li").count() >= 1
        assert page.locator("#make").count() == 0
        visit.look(f"move-refused-{lang}")
        page.locator("#to").select_option(page.locator(FREE).first.get_attribute("value"))
        page.locator("#check .note.good").wait_for()
        visit.look(f"move-allowed-{lang}")
        page.locator("#make button").click()
        assert page.locator(".faults a").count() == 1
        visit.look(f"move-fault-{lang}")
        page.locator("#reason").fill("Просьба предприятия")
        page.locator("#make button").click()
        page.wait_for_url("**/board?done=1")
        assert "Просьба предприятия" in page.locator("#moves ~ .scroll").inner_text()
        visit.look(f"board-moved-{lang}")
        page.locator(".note.good button").click()
        page.wait_for_url("**/board")
        assert page.locator("#moves ~ .scroll").count() == 0


def test_a_move_can_be_checked_and_made_without_scripts(plan: Plan) -> None:
    with plan.desk.visit(scripts=False) as visit:
        open_somebody(visit, plan.board)
        page = visit.page
        page.locator("#to").select_option(page.locator(FREE).first.get_attribute("value"))
        page.locator("form.ask button").click()
        page.locator("#reason").fill("ближе к дому")
        page.locator("#make button").click()
        assert "ближе к дому" in page.locator("#moves ~ .scroll").inner_text()
        page.locator("#moves ~ form button").click()
        assert page.locator("#moves ~ .scroll").count() == 0


def test_a_move_leaves_a_trace_with_author_and_reason(plan: Plan, move: dict[str, str]) -> None:
    with clerk(plan.desk) as officer:
        assert officer.post(f"{plan.board}/move", **move, reason=" переезд ", after="0").status_code == 303
        with plan.desk.store.read(COLLEGE) as tx:
            (made,) = moves.listed(tx, plan.run_id)
            entry = audit.entries(tx, limit=1)[0]
        assert (made.applicant_id, made.to_position_id, made.reason) == (move["applicant"], move["to"], "переезд")
        assert (entry.action, entry.actor, entry.subject) == ("move.add", made.author, f"{plan.run_id}/1")
        assert officer.post(f"{plan.board}/undo", after="1").status_code == 303


def test_a_move_against_an_older_board_is_checked_anew_and_keeps_the_reason(plan: Plan, move: dict[str, str]) -> None:
    with clerk(plan.desk) as officer:
        answer = officer.post(f"{plan.board}/move", **move, reason="переезд", after="7")
        assert answer.status_code == 409
        assert "доска изменилась" in answer.text
        assert ">переезд</textarea>" in answer.text
        assert officer.post(f"{plan.board}/undo", after="7").status_code == 409


def test_a_move_that_a_rule_forbids_is_not_made_whatever_the_form_says(
    plan: Plan, moves_of: tuple[dict[str, str], dict[str, str]]
) -> None:
    barred = moves_of[1]
    with clerk(plan.desk) as officer:
        answer = officer.post(f"{plan.board}/move", **barred, reason="очень надо", after="0")
    assert answer.status_code == 409
    assert "Нельзя." in answer.text
    with plan.desk.store.read(COLLEGE) as tx:
        assert moves.listed(tx, plan.run_id) == []


def test_somebody_can_be_taken_off_a_place(plan: Plan, move: dict[str, str]) -> None:
    away = move | {"to": "-"}
    with clerk(plan.desk) as officer:
        assert officer.post(f"{plan.board}/move", **away, reason="отчислен", after="0").status_code == 303
        assert "308" in officer.get(plan.board).text
        officer.post(f"{plan.board}/undo", after="1")


def test_a_lock_needs_a_reason_binds_moves_at_once_and_can_be_taken_away(plan: Plan, move: dict[str, str]) -> None:
    with clerk(plan.desk) as officer:
        page = officer.get(f"{plan.board}/move?applicant={move['applicant']}").text
        position = re.search(r'name="position" value="([^"]+)"', page)
        assert position is not None
        lock = {"applicant": move["applicant"], "position": position[1], "kind": "assigned"}
        assert officer.post(f"{plan.board}/lock", **lock, why=" ").status_code == 422
        assert officer.post(f"{plan.board}/lock", **lock, why="целевой договор").status_code == 303
        assert officer.post(f"{plan.board}/lock", **lock, why="ещё раз").status_code == 409
        assert "целевой договор" in officer.get(plan.board).text
        asked = officer.get(f"{plan.board}/move?applicant={move['applicant']}&to={move['to']}").text
        assert "Нельзя." in asked
        with plan.desk.store.read(COLLEGE) as tx:
            (kept,) = locks.listed(tx, plan.round_id)
        assert officer.post(f"{plan.board}/unlock", lock_id=kept.lock_id).status_code == 303
        assert officer.post(f"{plan.board}/unlock", lock_id=kept.lock_id).status_code == 404


def test_a_reader_sees_the_board_without_names_and_changes_nothing(plan: Plan, move: dict[str, str]) -> None:
    with clerk(plan.desk, key_of(plan.desk.store, Role.READER, "Читатель")) as reader:
        board = reader.get(plan.board)
        assert board.status_code == 200
        assert "Берестов" not in board.text
        assert "Сохранить версию" not in board.text
        assert reader.post(f"{plan.board}/move", **move, reason="x", after="0").status_code == 403
        assert reader.post(f"{plan.board}/keep").status_code == 403


def test_unknown_people_and_runs_are_told_plainly(plan: Plan) -> None:
    with clerk(plan.desk) as officer:
        assert officer.get(f"{plan.board}/move?applicant=никто").status_code == 422
        assert officer.get("/runs/run-x/board").status_code == 404


def test_a_board_of_which_no_version_was_saved_is_the_next_step_of_the_papers(plan: Plan) -> None:
    with clerk(plan.desk) as officer:
        assert f'href="{plan.board}#save"' in officer.get(plan.papers).text
