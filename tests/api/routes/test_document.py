"""The OpenAPI document: frozen in git, whole, and enough to make a client of."""

import json
from typing import Any

import jsonschema_rs
import pytest

from api.frozen import PATH, text

DOCUMENT = json.loads(text())
OPERATIONS = {
    operation["operationId"]: (method, path, operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
}
COMMON = {"400", "401", "403", "422", "429"}


def test_the_frozen_document_is_that_of_the_program() -> None:
    assert PATH.read_text("utf-8") == text(), "run: python -m api.frozen"


def test_every_schema_is_a_schema_and_every_reference_leads_somewhere() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    for schema in schemas.values():
        jsonschema_rs.meta.validate(schema)
    assert {reference.removeprefix("#/components/schemas/") for reference in references(DOCUMENT)} <= schemas.keys()


def references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [found for inner in value.values() for found in references(inner)]
    return [found for inner in value for found in references(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_described_in_whole(name: str) -> None:
    method, path, operation = OPERATIONS[name]
    assert operation["summary"]
    assert operation["description"]
    statuses = set(operation["responses"])
    if path.startswith("/api/"):
        assert statuses >= COMMON
        assert operation["security"] == [{"bearer": []}, {"session": []}]
    if "{" in path:
        assert "404" in statuses
    if method == "post" and path.startswith("/api/"):
        assert "Idempotency-Key" in {parameter["name"] for parameter in operation["parameters"]}
        assert "409" in statuses
    for status, answer in operation["responses"].items():
        assert status == "204" or answer.get("content"), status


def test_every_answer_that_is_json_has_a_schema_of_its_own() -> None:
    loose = [
        (name, status)
        for name, (_, _, operation) in OPERATIONS.items()
        for status, answer in operation["responses"].items()
        for media, content in answer.get("content", {}).items()
        if media == "application/json" and not content.get("schema")
    ]
    assert loose == []
