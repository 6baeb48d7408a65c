"""From a run to what people read, and back from their answers into the round."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from api.routes.downloads import MEDIA
from api.security.rights import Right, Role, may
from tests.api.service import STAFF, Service, upload


@pytest.fixture
def ready(either: Service) -> tuple[Service, str, str]:
    """A fresh installation with ``tiny`` solved, on each database."""
    round_id = upload(either)["round_id"]
    return either, round_id, either.solved(round_id)


def published(service: Service, run: str, corrects: str | None = None) -> str:
    draft = service.post(f"/runs/{run}/publications", json={"note": "весна", "corrects": corrects})
    assert draft.status_code == 201, draft.text
    number: str = draft.json()["publication_id"]
    assert service.post(f"/publications/{number}/approve", Role.APPROVER).status_code == 200
    assert service.post(f"/publications/{number}/publish").json()["state"] == "published"
    return number


def link(service: Service, round_id: str, kind: str, subject: str) -> dict[str, str]:
    made = service.post(f"/rounds/{round_id}/links", json={"kind": kind, "subject_id": subject})
    assert made.status_code == 201, made.text
    return {"Authorization": f"Bearer {made.json()['token']}"}


def test_a_second_person_approves_and_a_correction_is_a_new_version(ready: tuple[Service, str, str]) -> None:
    service, round_id, run = ready
    draft = service.post(f"/runs/{run}/publications", Role.ADMINISTRATOR, json={}).json()
    number = draft["publication_id"]
    own = service.post(f"/publications/{number}/approve", Role.ADMINISTRATOR)
    assert (own.status_code, own.json()["code"]) == (409, "second-person-needed")
    assert service.post(f"/publications/{number}/publish").json()["code"] == "publication-state"
    why = {"reason": "ошибка"}
    assert service.post(f"/publications/{number}/withdraw", json=why).json()["state"] == "withdrawn"
    first = published(service, run)
    content = service.get(f"/publications/{first}/content").json()
    assert (content["placed"], content["round_version"], content["moves"]) == (4, 1, 0)

    service.post(f"/runs/{run}/moves", json={"applicant_id": "boris", "to_position_id": None, "reason": "болен"})
    assert service.get(f"/publications/{first}/content").json() == content
    assert service.post(f"/runs/{run}/publications", json={}).json()["code"] == "not-the-published-one"
    second = published(service, run, corrects=first)
    states = {p["publication_id"]: p["state"] for p in service.get(f"/rounds/{round_id}/publications").json()["items"]}
    assert (states[first], states[second]) == ("withdrawn", "published")
    assert service.get(f"/publications/{second}/content").json()["placed"] == 3
    answer = service.ask("DELETE", f"/rounds/{round_id}", headers={"If-Match": "*"})
    assert (answer.status_code, answer.json()["code"]) == (409, "round-published")


@pytest.mark.parametrize("given", [None, {}, {"reason": ""}, {"reason": "  "}, {"reason": "x" * 501}])
def test_a_withdrawal_needs_a_reason(ready: tuple[Service, str, str], given: dict[str, str] | None) -> None:
    service, _, run = ready
    number = service.post(f"/runs/{run}/publications", json={}).json()["publication_id"]
    assert service.post(f"/publications/{number}/withdraw", json=given).status_code == 422
    assert service.get(f"/publications/{number}").json()["state"] == "draft"


@pytest.mark.parametrize("role", STAFF)
def test_a_reason_is_read_by_those_who_may_see_names(ready: tuple[Service, str, str], role: Role) -> None:
    service, round_id, run = ready
    number = service.post(f"/runs/{run}/publications", json={}).json()["publication_id"]
    service.post(f"/publications/{number}/withdraw", json={"reason": "ушла Анна"})
    (listed,) = service.get(f"/rounds/{round_id}/publications", role).json()["items"]
    got = service.get(f"/publications/{number}", role).json()
    seen = "ушла Анна" if may(role, Right.NAMES) else "—"
    assert (listed["withdrawal_reason"], got["withdrawal_reason"]) == (seen, seen)


@pytest.mark.parametrize("role", STAFF)
def test_a_note_is_read_by_those_who_may_see_names(ready: tuple[Service, str, str], role: Role) -> None:
    service, round_id, run = ready
    number = service.post(f"/runs/{run}/publications", json={"note": "без Анны"}).json()["publication_id"]
    (listed,) = service.get(f"/rounds/{round_id}/publications", role).json()["items"]
    got = service.get(f"/publications/{number}", role).json()
    seen = "без Анны" if may(role, Right.NAMES) else "—"
    assert (listed["note"], got["note"]) == (seen, seen)


def test_an_empty_note_is_empty_to_everybody(ready: tuple[Service, str, str]) -> None:
    service, _, run = ready
    number = service.post(f"/runs/{run}/publications", json={}).json()["publication_id"]
    assert service.get(f"/publications/{number}", Role.READER).json()["note"] == ""


def test_a_student_ranks_in_the_window_and_reads_the_reason_afterwards(ready: tuple[Service, str, str]) -> None:
    service, round_id, run = ready
    own = link(service, round_id, "student", "gleb")
    path = f"/rounds/{round_id}/own"
    offered = service.get(f"{path}/wishes", headers=own).json()
    assert offered["open"]
    assert {choice["position_id"] for choice in offered["choices"]} == {"welding", "lathe", "garage"}
    wish = {"ranking": ["garage", "welding"]}
    assert service.ask("PUT", f"{path}/wishes", headers=own, json=wish).json()["ranking"] == ["garage", "welding"]
    odd = service.ask("PUT", f"{path}/wishes", headers=own, json={"ranking": ["garage", "moon", "garage"]})
    assert [error["row"] for error in odd.json()["errors"]] == [2, 3]
    assert service.get(f"{path}/place", headers=own).json()["code"] == "not-published"
    assert service.get(f"{path}/seats", headers=own).status_code == 403

    published(service, run)
    closed = service.ask("PUT", f"{path}/wishes", headers=own, json=wish)
    assert (closed.status_code, closed.json()["code"]) == (409, "window-closed")
    (place,) = service.get(f"{path}/place", headers=own).json()["places"]
    assert place["position_id"]
    assert place["starts_on"] == "2026-04-13"
    assert place["reason"]


def test_answers_are_taken_into_a_further_version(ready: tuple[Service, str, str]) -> None:
    service, round_id, _ = ready
    student, host = link(service, round_id, "student", "gleb"), link(service, round_id, "host", "garage")
    path = f"/rounds/{round_id}/own"
    service.ask("PUT", f"{path}/wishes", headers=student, json={"ranking": ["garage"]})
    (seats,) = service.get(f"{path}/seats", headers=host).json()["items"]
    assert (seats["position_id"], seats["seats"]) == ("garage", None)
    silent = service.ask("PUT", f"{path}/seats", headers=host, json={"position_id": "garage", "seats": 0})
    assert silent.json()["errors"][0]["code"] == "note-needed"
    foreign = service.ask("PUT", f"{path}/seats", headers=host, json={"position_id": "lathe", "seats": 1})
    assert foreign.status_code == 404
    given = service.ask("PUT", f"{path}/seats", headers=host, json={"position_id": "garage", "seats": 1})
    assert given.json()["seats"] == 1
    found = service.get(f"/rounds/{round_id}/answers").json()
    assert [wish["ranking"] for wish in found["wishes"]] == [["garage"]]

    assert service.post(f"/rounds/{round_id}/answers/take").status_code == 428
    taken = service.post(f"/rounds/{round_id}/answers/take", headers={"If-Match": "*"})
    assert taken.json()["version"] == 2
    content = service.get(f"/rounds/{round_id}/content").json()
    assert next(p for p in content["positions"] if p["position_id"] == "garage")["capacity"] == 1
    assert [p for p in content["preferences"] if p["applicant_id"] == "gleb"] == [
        {"applicant_id": "gleb", "position_id": "garage", "rank": 1}
    ]


def test_a_host_sees_names_only_with_consent(ready: tuple[Service, str, str]) -> None:
    service, round_id, run = ready
    published(service, run)
    for host in ("welding", "lathe", "garage"):
        answer = service.get(f"/rounds/{round_id}/own/seats", headers=link(service, round_id, "host", host))
        assert all(one["name"] is None for seat in answer.json()["items"] for one in seat["proposed"])


def test_a_link_leads_to_its_own_round_only_and_ends(ready: tuple[Service, str, str]) -> None:
    service, round_id, _ = ready
    made = service.post(f"/rounds/{round_id}/links", json={"kind": "student", "subject_id": "anna"}).json()
    own = {"Authorization": f"Bearer {made['token']}"}
    assert service.get("/rounds/other/own/wishes", headers=own).status_code == 404
    assert service.get(f"/rounds/{round_id}", headers=own).status_code == 403
    assert service.post(f"/rounds/{round_id}/links", json={"kind": "student", "subject_id": "no"}).status_code == 422
    assert [one["link_id"] for one in service.get(f"/rounds/{round_id}/links").json()["items"]] == [made["link_id"]]
    assert service.ask("DELETE", f"/links/{made['link_id']}").status_code == 204
    assert service.get(f"/rounds/{round_id}/own/wishes", headers=own).status_code == 401


def test_a_student_says_whether_to_come_and_the_college_reads_it(ready: tuple[Service, str, str]) -> None:
    service, round_id, run = ready
    own, path = link(service, round_id, "student", "anna"), f"/rounds/{round_id}/own/place"
    early = service.ask("PUT", path, headers=own, json={"coming": True})
    assert (early.status_code, early.json()["code"]) == (409, "not-published")
    published(service, run)
    assert service.get(path, headers=own).json()["confirmed"] is None
    mute = service.ask("PUT", path, headers=own, json={"coming": False, "note": " "})
    assert (mute.status_code, mute.json()["errors"][0]["code"]) == (422, "why-needed")
    for given in ({"coming": True}, {"coming": False, "note": "переезд"}):
        assert service.ask("PUT", path, headers=own, json=given).json()["is_coming"] is given["coming"]
    assert service.get(path, headers=own).json()["confirmed"]["note"] == "переезд"
    said = service.get(f"/rounds/{round_id}/answers").json()["confirmations"]
    assert [(one["applicant_id"], one["is_coming"], one["note"]) for one in said] == [("anna", False, "переезд")]


def test_the_order_and_other_papers_of_a_publication_are_printed(ready: tuple[Service, str, str]) -> None:
    service, _, run = ready
    path = f"/publications/{published(service, run)}/papers"
    order = service.get(f"{path}/order.docx")
    assert order.headers["Content-Type"] == MEDIA[".docx"]
    assert "tiny-1-order.docx" in order.headers["Content-Disposition"]
    with ZipFile(BytesIO(order.content)) as archive:
        assert ">ORDER<" in archive.read("word/document.xml").decode()
    assert service.get(f"{path}/matching.csv").text.count("\n") == 5
    assert service.get(f"{path}/keys.txt").status_code == 422
