"""No name of a person ever reaches the log, a metric, a file's name or the audit chain, whatever is asked."""

import io
import json
from contextlib import redirect_stderr
from typing import Any

import structlog

from api import logs
from api.security.rights import Role
from tests.api.service import Service, document, upload

JSON = {"Content-Type": "application/json"}
NAMES = ("Анна", "Борис", "Вера", "Глеб", "Орлова")


def marked() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(document())
    content["round"]["id"] = "marked"
    content["applicants"][0]["name"] = "Орлова Ольга"
    return content


def test_nobody_is_named_where_anyone_may_read(service: Service) -> None:
    written = io.StringIO()
    before = structlog.get_config()
    with redirect_stderr(written):
        logs.configure("debug")
        try:
            ask_much(service)
        finally:
            structlog.configure(**before)
    told = written.getvalue()
    assert len(told.splitlines()) > 15
    assert all(json.loads(line) for line in told.splitlines())
    assert not [name for name in NAMES if name in told or name in json.dumps(told.splitlines())]
    assert "anna" not in told
    shown = service.client.get("/metrics").text
    assert not [name for name in NAMES if name in shown]
    entries = service.get("/audit", Role.ADMINISTRATOR, params={"limit": 200}).text
    assert not [name for name in NAMES if name in entries]


def ask_much(service: Service) -> None:
    content = marked()
    upload(service)
    service.post("/rounds", content=json.dumps(content).encode(), headers=JSON)
    content["applicants"][1]["birth_date"] = "Орлова"
    service.post("/rounds", content=json.dumps(content).encode(), headers=JSON, params={"dry_run": True})
    service.post("/rounds", content=json.dumps(content).encode(), headers=JSON)
    run = service.solved("tiny")
    lock = {"applicant_id": "anna", "position_id": "garage", "kind": "forbidden", "reason": "Орлова просила"}
    service.post("/rounds/tiny/locks", json=lock)
    service.post(f"/runs/{run}/moves", json={"applicant_id": "anna", "to_position_id": None, "reason": "Анна больна"})
    service.get(f"/runs/{run}/explain", params={"applicant_id": "Анна"})
    service.get("/rounds/Анна")
    service.get("/rounds/tiny/eligibility/applicant", params={"applicant_id": "Анна"})
    service.post("/users", Role.ADMINISTRATOR, json={"name": "Орлова", "role": "planner"})
    service.post("/users", Role.ADMINISTRATOR, json={"name": "Орлова", "role": "no such role"})
    service.post("/scenarios", json={"title": "Орлова", "content": "Анна: ["})
    service.client.get("/Анна")
    for name in ("matching.csv", "matching.xlsx", "report.html", "letters.zip"):
        answer = service.get(f"/runs/{run}/exports/{name}")
        assert not [n for n in NAMES if n in answer.headers["content-disposition"]]
