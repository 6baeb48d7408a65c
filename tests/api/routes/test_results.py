"""Results, moves and what is told of them."""

import csv
import io
import zipfile

import pytest

from api.security.rights import Role
from tests.api.service import Service


def test_a_result_is_the_contracts_own(service: Service, run: str) -> None:
    found = service.get(f"/runs/{run}/result").json()
    assert (found["status"], found["placed"], found["unplaced"]) == ("optimal", 4, 0)
    assert found["levels"][0] == {"level": "placed", "value": 4, "bound": 4, "proved": True, "certified": True}
    assert {"applicant_id", "position_id", "host_id", "rank", "mentor_id", "period_id"} == set(found["matching"][0])


def test_a_certificate_proves_it(service: Service, run: str) -> None:
    assert service.get(f"/runs/{run}/certificate").json()["stages"]


def test_reasons_and_prices_are_lists(service: Service, run: str) -> None:
    assert service.get(f"/runs/{run}/reasons").json() == {"items": [], "next_cursor": None}
    prices = service.get(f"/runs/{run}/prices").json()["items"]
    assert {"level", "next_seat", "last_seat", "position_id"} <= set(prices[0])


def test_every_part_of_a_run_without_a_result_is_a_conflict(service: Service, tiny: str) -> None:
    waiting = service.post(f"/rounds/{tiny}/runs", json={"kind": "solve"}).json()["run_id"]
    for part in ("result", "certificate", "matching", "reasons", "prices", "exports/matching.csv", "explain"):
        answer = service.get(f"/runs/{waiting}/{part}")
        assert (answer.status_code, answer.json()["code"]) == (409, "no-result"), part
    assert service.ask("DELETE", f"/runs/{waiting}").json()["state"] == "stopped"


def test_the_csv_holds_the_matching(service: Service, run: str) -> None:
    rows = list(csv.DictReader(io.StringIO(service.get(f"/runs/{run}/exports/matching.csv").text)))
    assert [row["applicant_id"] for row in rows] == ["anna", "boris", "gleb", "vera"]


def test_every_export_comes_as_a_file_of_its_kind(service: Service, run: str) -> None:
    book = service.get(f"/runs/{run}/exports/matching.xlsx")
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(book.content)).namelist()
    assert "Анна" in service.get(f"/runs/{run}/exports/report.html").text
    letters = zipfile.ZipFile(io.BytesIO(service.get(f"/runs/{run}/exports/letters.zip").content)).namelist()
    assert any(name.startswith("students/") for name in letters)
    assert "attachment" in book.headers["content-disposition"]


@pytest.mark.parametrize("name", ["matching.csv", "matching.xlsx", "report.html", "letters.zip"])
def test_an_export_without_the_right_to_names_has_none(service: Service, run: str, name: str) -> None:
    answer = service.get(f"/runs/{run}/exports/{name}", Role.READER)
    assert answer.status_code == 200
    content = answer.content
    if name.endswith((".xlsx", ".zip")):
        content = _unpacked(content)
    assert "Анна".encode() not in content
    assert b"anna" in content


def _unpacked(content: bytes) -> bytes:
    parts = b""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            parts += name.encode() + (_unpacked(part) if name.endswith(".docx") else part)
    return parts


def test_a_place_is_explained(service: Service, run: str) -> None:
    found = service.get(f"/runs/{run}/explain", params={"applicant_id": "anna"}).json()
    assert [account["applicant_id"] for account in found["applicants"]] == ["anna"]
    of_position = service.get(f"/runs/{run}/explain", params={"position_id": "garage"}).json()
    assert of_position["positions"][0]["capacity"] == 2
    assert service.get(f"/runs/{run}/explain", params={"applicant_id": "nobody"}).status_code == 422


def test_the_best_applicants_for_a_seat(service: Service, run: str) -> None:
    found = service.get(f"/runs/{run}/recommend", params={"position_id": "garage", "placed": True}).json()
    assert found["position_id"] == "garage"
    assert found["refusals"] or found["options"]
    assert service.get(f"/runs/{run}/recommend").status_code == 422


def test_results_lie_side_by_side(service: Service, run: str, tiny: str) -> None:
    other = service.solved(tiny, policy={"objectives": ["placed"], "unranked": "unacceptable"})
    found = service.get("/compare", params={"run_id": [run, other]}).json()
    assert [result["name"] for result in found["results"]] == [run, other]
    assert service.get("/compare", params={"run_id": [run, run]}).status_code == 422


def test_a_move_is_refused_by_the_rule_then_another_is_made_and_taken_back(service: Service, tiny: str) -> None:
    run = service.solved(tiny)
    hazard = {"applicant_id": "boris", "to_position_id": "garage"}
    check = service.post(f"/runs/{run}/moves/check", json=hazard).json()
    assert not check["allowed"]
    assert "minors-hazard" in {violation["code"] for violation in check["violations"]}
    refused = service.post(f"/runs/{run}/moves", json={**hazard, "reason": "просит"})
    assert (refused.status_code, refused.json()["code"]) == (409, "move-refused")
    assert "minors-hazard" in {error["code"] for error in refused.json()["errors"]}

    away = {"applicant_id": "boris", "to_position_id": None, "reason": "болеет", "after": 0}
    made = service.post(f"/runs/{run}/moves", json=away)
    assert made.status_code == 201, made.text
    assert made.json()["move"]["from_position_id"] == "welding"
    assert made.json()["levels"][0]["verdict"] == "worse"
    assert service.post(f"/runs/{run}/moves", json=away).json()["code"] == "moved-meanwhile"

    standing = service.get(f"/runs/{run}/matching").json()
    assert (standing["placed"], standing["moves"]) == (3, 1)
    assert service.get(f"/runs/{run}/matching", params={"moves": 0}).json()["placed"] == 4
    assert "boris" not in service.get(f"/runs/{run}/exports/matching.csv").text
    assert [move["reason"] for move in service.get(f"/runs/{run}/moves").json()["items"]] == ["болеет"]
    assert [move["reason"] for move in service.get(f"/runs/{run}/moves", Role.READER).json()["items"]] == ["—"]

    assert service.ask("DELETE", f"/runs/{run}/moves/last").status_code == 204
    assert service.ask("DELETE", f"/runs/{run}/moves/last").status_code == 404


def test_a_move_of_somebody_unknown_is_a_fault_of_the_request(service: Service, run: str) -> None:
    answer = service.post(f"/runs/{run}/moves/check", json={"applicant_id": "nobody", "to_position_id": "garage"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "not-of-this-round")


def test_a_lock_set_after_the_run_binds_moves(service: Service, tiny: str) -> None:
    run = service.solved(tiny)
    held = {
        line["applicant_id"]: line["position_id"] for line in service.get(f"/runs/{run}/matching").json()["matching"]
    }
    lock = {"applicant_id": "anna", "position_id": held["anna"], "kind": "assigned", "reason": "договор"}
    made = service.post(f"/rounds/{tiny}/locks", json=lock)
    assert made.status_code == 201
    check = service.post(f"/runs/{run}/moves/check", json={"applicant_id": "anna", "to_position_id": None}).json()
    assert "lock-assigned" in {violation["code"] for violation in check["violations"]}
    assert service.ask("DELETE", f"/rounds/{tiny}/locks/{made.json()['lock_id']}").status_code == 204


def test_a_repair_moves_few(service: Service, run: str, tiny: str) -> None:
    answer = service.post(f"/rounds/{tiny}/runs", json={"kind": "replan", "from_run": run})
    assert answer.status_code == 202
    service.work()
    repaired = answer.json()["run_id"]
    found = service.get(f"/runs/{repaired}/result").json()
    assert found["replan"]["moves"] == 0
    assert service.get(f"/runs/{repaired}/matching").json()["violations"] == []
