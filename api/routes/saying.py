"""Saying: how a route describes itself in the OpenAPI document, with the right it asks for and every status."""

from collections.abc import Sequence
from http import HTTPStatus
from types import UnionType
from typing import Any

from fastapi import Response
from pydantic import BaseModel

from api.errors import MEDIA_TYPE
from api.routes.callers import needs
from api.schemas.words import ProblemDocument
from api.security.rights import Right

COMMON = (400, 401, 403, 422, 429)
"""Statuses that any route may answer with."""


def says(
    operation_id: str,
    right: Right | None,
    summary: str,
    *,
    status: int = 200,
    may: Sequence[int] = (),
    media: dict[str, Any] | None = None,
    model: type[BaseModel] | UnionType | None = None,
    headers: Sequence[str] = (),
    also: dict[int | str, Any] | None = None,
    body: dict[str, Any] | None = None,
    streamed: bool = False,
) -> dict[str, Any]:
    """Return the keyword arguments of a route: its operation, right, statuses and the schema of what it gives.

    ``may`` are further refusals, ``media`` content by media type that is no JSON, ``also`` further good answers,
    ``body`` a request body that the route reads itself.
    """
    good: dict[str, Any] = {"description": HTTPStatus(status).phrase}
    if model is not None:
        good["model"] = model
    if media is not None:
        good["content"] = media
    if headers:
        good["headers"] = {name: {"schema": {"type": "string"}} for name in headers}
    responses: dict[int | str, Any] = {status: good, **(also or {})}
    responses |= {code: refusal(code) for code in (*COMMON, *may)}
    extra: dict[str, Any] = {"x-right": str(right) if right else "any"}
    if body is not None:
        extra["requestBody"] = body
    if streamed:
        extra["x-streamed"] = True
    return {
        "operation_id": operation_id,
        "summary": summary,
        "status_code": status,
        "responses": responses,
        "openapi_extra": extra,
        "dependencies": [needs(right)] if right is not None else [],
        **({} if media is None else {"response_class": Response}),
    }


def refusal(code: int) -> dict[str, Any]:
    """Return a refusal as the OpenAPI document describes it."""
    described: dict[str, Any] = {
        "description": HTTPStatus(code).phrase,
        "content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{ProblemDocument.__name__}"}}},
    }
    if code == HTTPStatus.TOO_MANY_REQUESTS:
        described["headers"] = {"Retry-After": {"schema": {"type": "string"}}}
    return described
