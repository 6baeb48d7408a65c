"""Every operation of the OpenAPI document, asked by every role and by another college."""

import re
from dataclasses import dataclass
from typing import Any

import pytest

from api.app import ROUTERS
from api.security.rights import Right, Role, may
from tests.api.service import STAFF, Service

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    right: str
    body: dict[str, Any] | None

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


BODIES: dict[str, dict[str, Any]] = {
    "createRun": {"kind": "solve"},
    "analyzeMatching": {"matching": []},
    "createLock": {"applicant_id": "anna", "position_id": "garage", "kind": "forbidden", "reason": "x"},
    "createMove": {"applicant_id": "anna", "to_position_id": None, "reason": "x"},
    "checkMove": {"applicant_id": "anna", "to_position_id": None},
    "draftPublication": {},
    "withdrawPublication": {"reason": "x"},
    "createScenario": {"title": "t", "content": "a: 1"},
    "replaceScenario": {"title": "t", "content": "a: 1"},
    "validateScenario": {"content": "a: 1"},
    "createUser": {"name": "Somebody", "role": "planner"},
    "changeRole": {"role": "planner"},
    "createKey": {},
    "createLink": {"kind": "student", "subject_id": "anna"},
    "answerSeats": {"position_id": "garage", "seats": 1},
    "setOwnWishes": {"ranking": []},
    "confirmOwnPlace": {"coming": True},
    "erasePerson": {"applicant_id": "nobody"},
}
QUERIES: dict[str, Any] = {
    "getApplicantEligibility": {"applicant_id": "anna"},
    "compareResults": {"run_id": ["{run_id}"] * 2},
}


@pytest.fixture(scope="module")
def things(service: Service, tiny: str, run: str) -> dict[str, str]:
    """One thing of each kind in the college north, by the name of its path parameter."""
    lock = service.post(
        f"/rounds/{tiny}/locks",
        json={"applicant_id": "vera", "position_id": "garage", "kind": "forbidden", "reason": "x"},
    )
    draft = service.post(f"/runs/{run}/publications", json={})
    scenario = service.post("/scenarios", json={"title": "t", "content": "a: 1"})
    user = service.post("/users", Role.ADMINISTRATOR, json={"name": "x", "role": "planner"}).json()["user_id"]
    key = service.post(f"/users/{user}/keys", Role.ADMINISTRATOR, json={}).json()["key_id"]
    link = service.post(f"/rounds/{tiny}/links", json={"kind": "student", "subject_id": "anna"}).json()["link_id"]
    return {
        "round_id": tiny,
        "run_id": run,
        "lock_id": lock.json()["lock_id"],
        "publication_id": draft.json()["publication_id"],
        "scenario_id": scenario.json()["scenario_id"],
        "user_id": user,
        "key_id": key,
        "link_id": link,
        "name": "matching.csv",
    }


def operations(service: Service) -> dict[str, Operation]:
    document = service.app.openapi()
    return {
        operation["operationId"]: Operation(method, path, operation["x-right"], BODIES.get(operation["operationId"]))
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


OPERATIONS = sorted(
    {route.operation_id for room in ROUTERS for route in room.router.routes if getattr(route, "operation_id", None)}
)


def asked(service: Service, name: str, things: dict[str, str], headers: dict[str, str]) -> int:
    operation = operations(service)[name]
    path = re.sub(r"{(\w+)}", lambda found: things[found[1]], operation.path)
    query = {k: [v.format(**things) for v in q] if isinstance(q, list) else q for k, q in QUERIES.get(name, {}).items()}
    more: dict[str, Any] = {"json": operation.body} if operation.body is not None else {}
    answer = service.client.request(operation.method.upper(), path, headers=headers, params=query, **more)
    assert answer.status_code < 500, f"{name}: {answer.text}"
    return answer.status_code


def test_every_operation_names_its_right(service: Service) -> None:
    found = operations(service)
    public = {"getLiveness", "getReadiness", "getMetrics"}
    assert {name for name, operation in found.items() if operation.right == "public"} == public
    assert {name for name, operation in found.items() if operation.right == "any"} == {"getMe"}
    assert {o.right for o in found.values()} - {"any", "public"} <= set(Right)
    assert set(OPERATIONS) == set(found) - public


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_role_without_the_right_is_refused_and_another_college_finds_nothing(
    service: Service, things: dict[str, str], name: str
) -> None:
    """Five identities: nobody, a role without the right, a student by link, another college, and its own erased key.

    Those with the right are asked only of another college: what they do in their own is tested by topic.
    """
    operation = operations(service)[name]
    assert asked(service, name, things, {}) == 401
    assert asked(service, name, things, {"Authorization": "Bearer pk_0000000000000000_dead"}) == 401
    for role in STAFF:
        if operation.right != "any" and not may(role, Right(operation.right)):
            assert asked(service, name, things, service.headers(role)) == 403, role
        elif "{" in operation.path and operation.right != "any":
            own_headers = {**service.headers(role, "south"), "If-Match": "*"}
            status = asked(service, name, things, own_headers)
            assert status in ({404, 415} if operation.method == "put" else {404}), (role, status)
    student = service.post(f"/rounds/{things['round_id']}/links", json={"kind": "student", "subject_id": "anna"})
    by_link = asked(service, name, things, {"Authorization": f"Bearer {student.json()['token']}"})
    own = operation.right in (Right.OWN_READ, Right.WISHES_SET, "any")
    assert own or by_link == 403


@pytest.mark.parametrize("name", [n for n in OPERATIONS if n.startswith(("list", "get", "compare"))])
def test_nothing_of_one_college_stands_in_an_answer_to_another(
    service: Service, things: dict[str, str], name: str
) -> None:
    operation = operations(service)[name]
    if operation.right == "any" or "{" in operation.path:
        return
    for role in STAFF:
        query = {k: [v.format(**things) for v in q] for k, q in QUERIES.get(name, {}).items()}
        answer = service.client.get(operation.path, headers=service.headers(role, "south"), params=query)
        own = {value for kind, value in things.items() if kind not in ("name", "round_id")}
        assert not [value for value in own if f'"{value}"' in answer.text and answer.status_code == 200]
