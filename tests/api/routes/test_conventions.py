"""Idempotency keys, streams, refusals, the installation's own routes, users and keys, the audit chain."""

import json
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.errors import RefusalError
from api.gate import Rates
from api.routes.callers import CSRF_HEADER, SESSION_COOKIE
from api.security.keys import begin_session
from api.security.principals import Principal
from api.security.rights import Role
from api.store import people
from tests.api.service import ROOT, Service, document, upload

JSON = {"Content-Type": "application/json"}


def test_a_key_makes_a_request_be_carried_out_once(either: Service) -> None:
    headers = {**JSON, "Idempotency-Key": "k1"}
    body = document().encode()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: either.post("/rounds", content=body, headers=headers), range(8)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert {a.json()["code"] for a in answers if a.status_code == 409} <= {"request-in-flight"}
    again = either.post("/rounds", content=body, headers=headers)
    assert (again.status_code, again.headers["idempotent-replayed"]) == (201, "true")
    assert again.headers["etag"] == answers[0].headers.get("etag", again.headers["etag"])
    assert len(either.get("/rounds").json()["items"]) == 1
    other = either.post("/rounds", content=body + b" ", headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


def test_a_refused_request_frees_its_key(service: Service, tiny: str) -> None:
    headers = {"Idempotency-Key": "free"}
    assert (
        service.post(f"/rounds/{tiny}/runs", json={"kind": "solve", "version": 99}, headers=headers).status_code == 404
    )
    done = service.post(f"/rounds/{tiny}/runs", json={"kind": "solve"}, headers=headers)
    assert done.status_code == 202
    repeated = service.post(f"/rounds/{tiny}/runs", json={"kind": "solve"}, headers=headers)
    assert repeated.json()["run_id"] == done.json()["run_id"]
    assert repeated.headers["location"] == done.headers["location"]
    service.work()


def test_a_key_of_odd_signs_is_refused(service: Service) -> None:
    answer = service.post("/scenarios", json={"title": "t", "content": ""}, headers={"Idempotency-Key": "x" * 201})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-idempotency-key")


def test_a_secret_is_shown_once_even_when_the_request_is_repeated(service: Service) -> None:
    person = {"name": "Новый", "role": "planner"}
    user = service.post("/users", Role.ADMINISTRATOR, json=person).json()["user_id"]
    headers = {"Idempotency-Key": "secret"}
    path = f"/users/{user}/keys"
    first = service.post(path, Role.ADMINISTRATOR, json={"label": "ноутбук"}, headers=headers).json()
    again = service.post(path, Role.ADMINISTRATOR, json={"label": "ноутбук"}, headers=headers).json()
    assert (again["key_id"], again["key"]) == (first["key_id"], None)
    own = {"Authorization": f"Bearer {first['key']}"}
    assert service.get("/me", headers=own).json()["role"] == "planner"
    assert first["key_id"] in {key["key_id"] for key in service.get("/keys", Role.ADMINISTRATOR).json()["items"]}
    assert service.ask("DELETE", f"/keys/{first['key_id']}", Role.ADMINISTRATOR).status_code == 204
    assert service.get("/me", headers=own).status_code == 401


def test_people_come_change_and_go(service: Service) -> None:
    admin = Role.ADMINISTRATOR
    lacking = service.post("/users", admin, json={"name": "Студент", "role": "student"})
    assert lacking.json()["errors"][0]["code"] == "subject-needed"
    made = service.post("/users", admin, json={"name": "Студент", "role": "student", "subject_id": "anna"}).json()
    changed = service.ask("PATCH", f"/users/{made['user_id']}", admin, json={"role": "read-only"})
    assert changed.json()["role"] == "read-only"
    assert service.ask("DELETE", f"/users/{made['user_id']}", admin).json()["disabled_at"]
    me = service.get("/me", admin).json()["actor"]
    last = service.ask("DELETE", f"/users/{me}", admin)
    assert (last.status_code, last.json()["code"]) == (409, "last-administrator")
    assert service.get(f"/users/{me}", admin).json()["disabled_at"] is None


def events_of(text: str) -> list[tuple[int, str]]:
    blocks = [block for block in text.split("\n\n") if block.startswith("id: ")]
    return [(int(b.split("\n")[0][4:]), b.split("\n")[1][7:]) for b in blocks]


def test_a_run_is_watched_from_any_event_on(service: Service, run: str) -> None:
    whole = service.get(f"/runs/{run}/events")
    assert whole.headers["content-type"].startswith("text/event-stream")
    found = events_of(whole.text)
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    assert (found[0][1], found[-1][1]) == ("queued", "done")
    rest = service.get(f"/runs/{run}/events", headers={"Last-Event-ID": "2"})
    assert events_of(rest.text) == found[2:]
    assert service.get(f"/runs/{run}/events", headers={"Last-Event-ID": "x"}).status_code == 422


def test_a_run_that_waits_is_stopped(service: Service, tiny: str) -> None:
    made = service.post(f"/rounds/{tiny}/runs", json={"kind": "solve"}).json()
    assert (made["state"], made["request"]) == ("queued", {})
    stopped = service.ask("DELETE", f"/runs/{made['run_id']}")
    assert (stopped.status_code, stopped.json()["state"]) == (202, "stopped")
    latest = service.get("/runs", params={"state": "stopped", "limit": 1}).json()["items"][0]
    assert latest["run_id"] == made["run_id"]


def test_a_run_that_cannot_be_is_refused_at_once(service: Service, tiny: str, run: str) -> None:
    path = f"/rounds/{tiny}/runs"
    assert service.post(path, json={"kind": "solve", "policy": {"objectives": ["fame"]}}).status_code == 422
    lacking = service.post(path, json={"kind": "solve", "policy": {"objectives": ["priority"]}})
    assert lacking.status_code == 422
    assert service.post(path, json={"kind": "simulate"}).json()["errors"][0]["code"] == "one-scenario"
    gone = service.post(path, json={"kind": "replan", "from_run": run[:-1] + ("0" if run[-1] != "0" else "1")})
    assert gone.status_code == 404
    assert service.post(path, json={"kind": "guess"}).status_code == 422


SCENARIO = "round: tiny\noutcomes: {coefficients: {}}\nscenarios: {}\n"


def test_a_scenario_is_kept_checked_and_replaced(service: Service, tiny: str) -> None:
    made = service.post("/scenarios", json={"title": "Партнёр", "content": SCENARIO})
    path = made.headers["location"].removeprefix("/api/v1")
    assert service.get(path).json()["content"] == SCENARIO
    assert service.ask("PUT", path, json={"title": "t", "content": "a: 1"}).status_code == 428
    tag = {"If-Match": made.headers["etag"]}
    assert service.ask("PUT", path, json={"title": "t", "content": "a: 1"}, headers=tag).status_code == 200
    assert service.ask("DELETE", path, headers=tag).status_code == 412
    assert service.ask("DELETE", path, headers={"If-Match": "*"}).status_code == 204
    assert service.get(path).status_code == 404


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("a: [", "bad-yaml", 1),
        ("- a", "no-mapping", None),
        ("title: x\nround: /etc/passwd\n", "scenario-file", 2),
        ("round: tiny\noutcomes:\n  fit: [../secret.json]\n", "scenario-file", 3),
        ("round: tiny\noutcomes: {model: /etc/passwd}\n", "scenario-file", 2),
    ],
)
def test_a_scenario_is_checked_by_line_and_reaches_for_no_file(
    service: Service, text: str, code: str, row: int | None
) -> None:
    found = service.post("/scenarios/validate", json={"content": text}).json()
    assert not found["sound"]
    assert code in {problem["code"] for problem in found["problems"]}
    assert row in {problem["row"] for problem in found["problems"]}


def test_problems_speak_the_language_asked_for(service: Service) -> None:
    words = {
        lang: service.get("/rounds/no", headers={"Accept-Language": lang}).json()["title"] for lang in ("ru", "en")
    }
    assert words == {"ru": "Такого здесь нет.", "en": "There is no such thing here."}


@pytest.mark.parametrize(
    ("shown", "status"), [({}, 401), ({"Authorization": "Bearer pk_x_y"}, 401), ({"Authorization": "Bearer x"}, 401)]
)
def test_nobody_comes_in_without_a_live_secret(service: Service, shown: dict[str, str], status: int) -> None:
    answer = service.client.get("/api/v1/rounds", headers=shown)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (status, "Bearer")


def test_the_installation_tells_how_it_is(service: Service) -> None:
    assert service.client.get("/livez").json() == {"alive": True}
    assert service.client.get("/readyz").json()["ready"]
    service.get("/rounds/some-id")
    shown = service.client.get("/metrics").text
    assert 'praktika_requests_total{method="GET",route="/api/v1/rounds/{round_id}",status="404"}' in shown
    assert "some-id" not in shown


def test_the_reference_page_comes_from_here(service: Service) -> None:
    page = service.client.get("/docs")
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "start.js"):
        assert service.client.get(f"/docs/{name}").status_code == 200
    assert service.client.get("/docs/README.md").status_code == 404
    assert service.client.get("/api/v1/openapi.json").json()["openapi"].startswith("3.1")


def test_unknown_addresses_and_methods_are_problems_too(service: Service) -> None:
    for method, path, status in (("GET", "/nowhere", 404), ("PATCH", "/rounds", 405)):
        answer = service.ask(method, path)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_the_chain_of_who_did_what_holds(service: Service, tiny: str) -> None:
    found = service.get("/audit/verify", Role.ADMINISTRATOR).json()
    assert found["holds"]
    anchored = {"entries": found["entries"], "hash": found["hash"]}
    assert service.get("/audit/verify", Role.ADMINISTRATOR, params=anchored).json()["holds"]
    off = {"entries": found["entries"], "hash": "0" * 64}
    assert service.get("/audit/verify", Role.ADMINISTRATOR, params=off).json()["faults"][0]["code"] == "anchor"
    entries = service.get("/audit", Role.ADMINISTRATOR, params={"limit": 200}).json()["items"]
    assert "round.create" in {entry["action"] for entry in entries}
    assert service.get("/audit/verify", Role.ADMINISTRATOR, params={"entries": 1}).status_code == 422


def test_a_person_is_erased(either: Service) -> None:
    upload(either)
    run = either.solved("tiny")
    done = either.post("/erase", Role.ADMINISTRATOR, json={"applicant_id": "boris"})
    assert done.status_code == 200, done.text
    assert "Борис" not in either.get("/rounds/tiny/content", params={"version": 1}).text
    assert "boris" not in either.get(f"/runs/{run}/result").text
    assert either.post("/erase", Role.ADMINISTRATOR, json={"applicant_id": "boris"}).status_code == 404


def test_a_body_that_is_too_large_is_refused(service: Service) -> None:
    most = service.store.settings.max_body_mb << 20
    with socket.create_connection((service.client.base_url.host, service.client.base_url.port or 0), 10) as line:
        line.sendall(f"POST /api/v1/scenarios HTTP/1.1\r\nHost: x\r\nContent-Length: {most + 1}\r\n\r\n".encode())
        assert line.recv(100).startswith(b"HTTP/1.1 413 ")
    parts = (b" " * 2**20 for _ in range(service.store.settings.max_body_mb + 1))
    grown = service.post("/scenarios", content=parts, headers=JSON)
    assert (grown.status_code, grown.json()["code"]) == (413, "body-too-large")


def test_who_asks_too_often_waits() -> None:
    rates = Rates(2)
    assert [rates.wait("a") > 0 for _ in range(3)] == [False, False, True]
    assert rates.wait("b") == 0
    assert not any(Rates(0).wait("a") for _ in range(1000))


def test_a_refusal_carries_what_it_was_given() -> None:
    error = RefusalError(409, "x", headers={"Retry-After": "1"}, id="a")  # type: ignore[arg-type]  # a number will do
    assert (error.code, error.values, error.headers) == ("x", {"id": "a"}, {"Retry-After": "1"})


def test_json_that_is_none_is_told_by_its_place(service: Service) -> None:
    answer = service.post("/scenarios", content=b'{"title": ', headers=JSON)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "json_invalid")
    assert json.loads(answer.text)["type"] == "urn:praktika:problem:bad-request"


def test_a_session_needs_its_token_for_whatever_changes_something(service: Service) -> None:
    with service.store.write("north", "test") as tx:
        user = people.add_user(tx, "Page", Role.OFFICER)
        session = begin_session(tx, Principal("north", user.user_id, Role.OFFICER), 3600)
    cookie = {"Cookie": f"{SESSION_COOKIE}={session.token}"}
    body = {"title": "t", "content": "a: 1"}
    assert service.client.get("/api/v1/me", headers=cookie).json()["actor"] == user.user_id
    without = service.client.post("/api/v1/scenarios", headers=cookie, json=body)
    assert (without.status_code, without.json()["code"]) == (403, "csrf")
    wrong = service.client.post("/api/v1/scenarios", headers={**cookie, CSRF_HEADER: "0" * 64}, json=body)
    assert wrong.status_code == 403
    right = service.client.post("/api/v1/scenarios", headers={**cookie, CSRF_HEADER: session.csrf_token}, json=body)
    assert right.status_code == 201


def test_a_shipped_scenario_is_sound_for_its_round_and_a_fault_has_its_line(service: Service, tiny: str) -> None:
    text = (ROOT / "scenarios" / "tiny-what-if.yaml").read_text("utf-8")
    path, params = "/scenarios/validate", {"round_id": tiny}
    assert service.post(path, params=params, json={"content": text}).json() == {"sound": True, "problems": []}
    faulty = text + "\nnonsense: 1\n"
    (problem,) = service.post(path, params=params, json={"content": faulty}).json()["problems"]
    assert (problem["code"], problem["row"]) == ("unknown-key", len(faulty.splitlines()))
    started = service.post(f"/rounds/{tiny}/runs", json={"kind": "simulate", "scenario": text, "trials": 2})
    assert started.status_code == 202
    assert service.ask("DELETE", f"/runs/{started.json()['run_id']}").json()["state"] == "stopped"
    refused = service.post(f"/rounds/{tiny}/runs", json={"kind": "simulate", "scenario": faulty})
    assert (refused.status_code, refused.json()["errors"][0]["place"]) == (422, "scenario.yaml")
