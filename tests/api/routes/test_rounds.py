"""Rounds through HTTP: upload in every form, dry runs, versions, downloads, eligibility, locks."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from api.security.rights import Right, Role, may
from matcher.files.reading import load_round
from matcher.files.writing import write_round
from matcher.fingerprint import fingerprint
from tests.api.service import ROOT, STAFF, Service, document, upload

JSON = {"Content-Type": "application/json"}
XLSX = {"Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def renamed(round_id: str, **changed: Any) -> bytes:
    content = json.loads(document())
    content["round"]["id"] = round_id
    return json.dumps(content | changed, ensure_ascii=False).encode()


def as_zip(round_id: str, folder: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted((ROOT / "scenarios" / "tiny").glob("*")):
            if path.suffix in (".csv", ".yaml"):
                text = path.read_text("utf-8").replace("id: tiny", f"id: {round_id}")
                archive.writestr(folder + path.name, text)
    return out.getvalue()


def test_a_folder_comes_as_a_zip(service: Service) -> None:
    for round_id, folder in (("zip-flat", ""), ("zip-deep", "раунд/")):
        headers = {"Content-Type": "application/zip"}
        answer = service.post("/rounds", content=as_zip(round_id, folder), headers=headers)
        assert answer.status_code == 201, answer.text
        assert answer.headers["location"] == f"/api/v1/rounds/{round_id}"
        assert answer.json()["counts"]["applicants"] == 4


def test_a_workbook_and_a_folder_come_by_a_form(service: Service, tmp_path: Path) -> None:
    demo = load_round(ROOT / "scenarios" / "kireevsk-spring")
    write_round(demo, tmp_path / "demo.xlsx")
    answer = service.post("/rounds", files={"file": ("Раунд.xlsx", (tmp_path / "demo.xlsx").read_bytes())})
    assert answer.status_code == 201, answer.text
    assert answer.json()["fingerprint"] == fingerprint(demo)
    paths = [p for p in (ROOT / "scenarios" / "tiny").glob("*") if p.suffix in (".csv", ".yaml")]
    parts = [("file", (p.name, p.read_text("utf-8").replace("id: tiny", "id: by-form").encode())) for p in paths]
    assert service.post("/rounds", files=parts).json()["round_id"] == "by-form"


@pytest.mark.parametrize("form", ["json", "xlsx", "zip"])
def test_a_download_holds_what_was_uploaded(service: Service, tiny: str, tmp_path: Path, form: str) -> None:
    answer = service.get(f"/rounds/{tiny}/content", params={"form": form})
    target = tmp_path / f"round.{form}"
    target.write_bytes(answer.content)
    if form == "zip":
        zipfile.ZipFile(target).extractall(tmp_path / "round")
        target = tmp_path / "round"
    assert load_round(target) == load_round(ROOT / "scenarios" / "tiny")


def test_a_download_without_the_right_to_names_tells_nobody(service: Service, tiny: str) -> None:
    text = service.get(f"/rounds/{tiny}/content", Role.READER).text
    assert "anna" in text
    assert "Анна" not in text
    assert "2007-01-15" not in text


def test_a_dry_run_tells_every_problem_and_stores_nothing(service: Service) -> None:
    content = renamed("faulty", positions=[{"position_id": "p", "capacity": "x"}, {"position_id": "p", "capacity": 1}])
    answer = service.post("/rounds", content=content, headers=JSON, params={"dry_run": True})
    found = answer.json()
    assert (answer.status_code, found["sound"]) == (200, False)
    assert {"bad-value", "duplicate-id"} <= {problem["code"] for problem in found["problems"]}
    first = found["problems"][0]
    assert (first["table"], first["row"], first["column"]) == ("positions", 1, "capacity")
    assert {"table": "positions", "place": "positions", "header": "capacity", "column": "capacity"} in found["columns"]
    assert service.get("/rounds/faulty").status_code == 404


def test_an_upload_with_problems_is_refused_with_all_of_them(service: Service) -> None:
    answer = service.post("/rounds", content=renamed("faulty", positions=[{"capacity": -1}]), headers=JSON)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    found = answer.json()
    assert found["code"] == "bad-input"
    assert found["n_errors"] == len(found["errors"]) >= 1
    assert {"place", "table", "row", "column", "code", "message"} == set(found["errors"][0])


def test_a_dry_run_tells_what_changes_against_the_stored_version(service: Service, tiny: str) -> None:
    content = json.loads(document())
    content["applicants"] = content["applicants"][:3]
    content["preferences"] = [p for p in content["preferences"] if p["applicant_id"] != "gleb"]
    content["positions"][0]["capacity"] = 7
    for method, path in (("POST", "/rounds"), ("PUT", f"/rounds/{tiny}")):
        answer = service.ask(method, path, content=json.dumps(content).encode(), headers=JSON, params={"dry_run": True})
        tables = {table["table"]: table for table in answer.json()["differences"]["tables"]}
        assert tables["applicants"]["removed"] == [["gleb"]]
        (row,) = tables["positions"]["changed"]
        assert row == {"key": ["welding"], "cells": [{"column": "capacity", "before": "1", "after": "7"}]}


def test_the_note_of_a_version_is_read_by_those_who_may_see_names(service: Service) -> None:
    made = service.post("/rounds", content=renamed("noted"), headers=JSON, params={"note": "без Анны"})
    assert made.status_code == 201
    for role in STAFF:
        (version,) = service.get("/rounds/noted/versions", role).json()["items"]
        assert version["note"] == ("без Анны" if may(role, Right.NAMES) else "—"), role


def test_a_version_is_replaced_only_by_who_has_read_it(service: Service) -> None:
    first = service.post("/rounds", content=renamed("etags"), headers=JSON)
    tag = first.headers["etag"]
    newer = renamed("etags", positions=[{"position_id": "welding", "capacity": 5}], preferences=[])
    path = "/rounds/etags"
    assert service.ask("PUT", path, content=newer, headers=JSON).status_code == 428
    assert service.ask("PUT", path, content=newer, headers={**JSON, "If-Match": '"other"'}).status_code == 412
    done = service.ask("PUT", path, content=newer, headers={**JSON, "If-Match": tag})
    assert (done.status_code, done.json()["version"]) == (200, 2)
    assert service.ask("PUT", path, content=newer, headers={**JSON, "If-Match": tag}).status_code == 412
    assert service.ask("PUT", path, content=renamed("other"), headers={**JSON, "If-Match": "*"}).status_code == 422
    assert [v["version"] for v in service.get(f"{path}/versions").json()["items"]] == [2, 1]
    assert len(json.loads(service.get(f"{path}/content", params={"version": 1}).text)["positions"]) == 3
    assert service.ask("DELETE", path).status_code == 428
    assert service.ask("DELETE", path, headers={"If-Match": tag}).status_code == 412
    assert service.ask("DELETE", path, headers={"If-Match": done.headers["etag"]}).status_code == 204
    assert service.get(path).status_code == 404


def test_the_same_round_twice_is_a_conflict(service: Service, tiny: str) -> None:
    answer = service.post("/rounds", content=document().encode(), headers=JSON)
    assert (answer.status_code, answer.json()["subject"]) == (409, {"id": tiny})


def test_a_media_type_that_is_none_is_refused(service: Service) -> None:
    assert service.post("/rounds", content=b"x", headers={"Content-Type": "text/plain"}).status_code == 415
    assert service.post("/rounds", content=b"x", headers={"Content-Type": "multipart/form-data"}).status_code == 422
    assert service.post("/rounds", files={"other": ("a.json", b"{}")}).json()["code"] == "no-file"
    assert service.post("/rounds", files={"file": ("../../a.txt", b"{}")}).json()["code"] == "form-files"


def test_lists_go_on_by_cursors(service: Service) -> None:
    for n in range(3):
        service.post("/rounds", content=renamed(f"page-{n}"), headers=JSON)
    seen: list[str] = []
    cursor = None
    while True:
        found = service.get("/rounds", params={"limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        seen += [item["round_id"] for item in found["items"]]
        cursor = found["next_cursor"]
        if cursor is None:
            break
    assert seen == sorted(set(seen))
    assert {"page-0", "page-1", "page-2"} <= set(seen)
    for bad in ("x", "W10=", "WyJydW5zIiwgImEiXQ=="):
        assert service.get("/rounds", params={"cursor": bad}).json()["code"] == "bad-cursor"


def test_the_matrix_counts_pairs_by_group_and_host(service: Service, tiny: str) -> None:
    found = service.get(f"/rounds/{tiny}/eligibility").json()
    assert found["summary"]["needs"] == 4
    assert sum(cell["pairs"] for cell in found["cells"]) == found["summary"]["eligible_pairs"]


def test_a_row_names_the_rule_that_excludes_each_place(service: Service, tiny: str) -> None:
    path = f"/rounds/{tiny}/eligibility/applicant"
    (period,) = service.get(path, params={"applicant_id": "boris"}).json()["items"]
    places = {place["position_id"]: place for place in period["places"]}
    assert places["welding"]["eligible"]
    assert "minors-hazard" in {rule["code"] for rule in places["garage"]["excluded_by"]}
    assert service.get(path, params={"applicant_id": "nobody"}).status_code == 422


def test_any_matching_is_judged(service: Service, tiny: str) -> None:
    lines = [{"applicant_id": "boris", "position_id": "garage"}]
    found = service.post(f"/rounds/{tiny}/analyze", Role.READER, json={"matching": lines}).json()
    assert not found["accepted"]
    assert "minors-hazard" in {violation["code"] for violation in found["violations"]}
    policy = {"objectives": ["nonsense"]}
    answer = service.post(f"/rounds/{tiny}/analyze", json={"matching": lines, "policy": policy})
    assert (answer.status_code, answer.json()["errors"][0]["place"]) == (422, "policy")


def test_a_lock_needs_people_and_places_of_the_round(service: Service, tiny: str) -> None:
    lock = {"applicant_id": "anna", "position_id": "garage", "kind": "forbidden", "reason": "Анна против"}
    made = service.post(f"/rounds/{tiny}/locks", json=lock)
    assert made.status_code == 201
    assert service.post(f"/rounds/{tiny}/locks", json=lock).json()["code"] == "pair-locked"
    assert service.post(f"/rounds/{tiny}/locks", json={**lock, "applicant_id": "nobody"}).status_code == 422
    assert service.get(f"/rounds/{tiny}/locks", Role.READER).json()["items"][0]["reason"] == "—"
    assert service.ask("DELETE", f"/rounds/{tiny}/locks/{made.json()['lock_id']}").status_code == 204


def test_a_published_or_unknown_thing_of_another_college_is_not_there(service: Service, tiny: str) -> None:
    assert service.ask("GET", f"/rounds/{tiny}", college="south").status_code == 404
    assert upload(service, college="south")["round_id"] == tiny
    assert service.ask("GET", f"/rounds/{tiny}", college="south").status_code == 200
