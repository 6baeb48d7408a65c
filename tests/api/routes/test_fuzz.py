"""Every operation of the OpenAPI document, asked at random: never a 5xx, every answer in its schema."""

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, strategies
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.security.rights import Role
from tests.api.routes.test_rights import OPERATIONS, things
from tests.api.service import Service

__all__ = ["things"]

EXAMPLES = int(os.environ.get("PRAKTIKA_FUZZ", "500")) if os.environ.get("PRAKTIKA_CHAOS") else 5
"""A few in ``make test``, five hundred in ``make chaos``."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
KEPT = {"disableUser": ("user_id",), "changeRole": ("user_id",), "revokeKey": ("key_id",)}
"""Ids that are never the real ones: whoever asks would shut themselves out."""


def operation_of(service: Service, name: str) -> Any:
    schema = schemathesis.openapi.from_dict(service.app.openapi())
    return next(found for found in map(_ok, schema.get_all_operations()) if found.definition.raw["operationId"] == name)


def _ok(result: Any) -> Any:
    return result.ok()


@pytest.mark.parametrize("name", OPERATIONS)
def test_any_request_is_answered_as_the_document_says(service: Service, things: dict[str, str], name: str) -> None:
    operation = operation_of(service, name)
    real = {key: value for key, value in things.items() if key not in KEPT.get(name, ())}
    student = service.post(f"/rounds/{things['round_id']}/links", json={"kind": "student", "subject_id": "anna"})
    own = {"Authorization": f"Bearer {student.json().get('token')}"}
    asking = (
        own if "own" in operation.definition.raw["x-right"] or "wishes" in operation.definition.raw["x-right"] else None
    )
    base = str(service.client.base_url)

    @seed(1)
    @hypothesis_settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategies.data())
    def ask(data: Any) -> None:
        case = data.draw(operation.as_strategy())
        if data.draw(strategies.booleans()):
            case.path_parameters = {key: real.get(key, value) for key, value in (case.path_parameters or {}).items()}
        headers = asking or service.headers(Role.ADMINISTRATOR)
        answer = case.call(base_url=base, headers=headers, timeout=60)
        case.validate_response(answer, checks=CHECKS)

    ask()
