"""The application: routes, errors and the gate put together. Nothing is opened when this module is imported."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.desk import Desk
from api.errors import MEDIA_TYPE, RefusalError, Told, as_document, told
from api.gate import PREFIX, Gate
from api.installation import Installation
from api.logs import log
from api.routes import eligibility, health, moves, own, people, publications, results, rounds, runs, scenarios
from api.routes.callers import lang_of
from api.schemas.words import ErrorEntry, ProblemDocument
from api.settings import Settings
from api.store.transactions import Store
from api.web.frame import add_pages
from matcher.errors import PraktikaError

ROUTERS = (rounds, eligibility, runs, results, moves, publications, scenarios, own, people)
DOCUMENT = f"{PREFIX}/openapi.json"


def create_app(settings: Settings, store: Store, desk: Desk | None = None) -> FastAPI:
    """Return the application of an installation; it takes the store and the desk down with it when it ends."""
    installation = Installation(settings, store, desk or Desk(settings))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        installation.desk.close()

    app = FastAPI(
        title="praktika",
        version=version("praktika"),
        summary="Placement of students and graduates: exact, proved, explained.",
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.installation = installation
    for room in ROUTERS:
        app.include_router(room.router, prefix=PREFIX)
    app.include_router(health.router)
    app.add_route(DOCUMENT, _document, include_in_schema=False)
    _catch(app)
    add_pages(app)
    app.openapi = lambda: document(app)  # type: ignore[method-assign]  # the framework's own way to replace it
    app.add_middleware(Gate, installation=installation)
    return app


async def _document(request: Request) -> Response:
    return JSONResponse(request.app.openapi())


def document(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document, made once."""
    if app.openapi_schema is None:
        found = get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            routes=app.routes,
            openapi_version="3.1.0",
        )
        app.openapi_schema = _completed(found)
    return app.openapi_schema


def _completed(found: dict[str, Any]) -> dict[str, Any]:
    """Add what the framework leaves out: the schema of problems, in place of its own of invalid requests."""
    schemas = found["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas[ErrorEntry.__name__] = ErrorEntry.model_json_schema()
    problem = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
    problem.pop("$defs", None)
    schemas[ProblemDocument.__name__] = problem
    for path in found["paths"].values():
        for operation in path.values():
            _with_key_header(operation)
    return found


def _with_key_header(operation: dict[str, Any]) -> None:
    if operation["operationId"] in _POSTS:
        operation.setdefault("parameters", []).append(_KEY)


_KEY: dict[str, Any] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key with the same request is carried out once; the answer is repeated for a day.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[ -~]+$"},
}
_POSTS = frozenset(
    route.operation_id for room in ROUTERS for route in room.router.routes if "POST" in getattr(route, "methods", ())
)


def _catch(app: FastAPI) -> None:
    """Let every error leave as problem+json."""

    def ours(request: Request, error: Exception) -> Response:
        return _answered(request, told(error))

    def framework(request: Request, error: Exception) -> Response:
        if isinstance(error.__cause__, RefusalError):
            return _answered(request, told(error.__cause__))  # a body that grew too large while it was read
        status, headers = _of_framework(error)
        return _answered(request, Told(status, _CODES.get(status, "refused"), headers=headers))

    def invalid(request: Request, error: Exception) -> Response:
        errors = [_entry(fault) for fault in getattr(error, "errors", list)()]
        return _answered(request, Told(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-request", errors=errors))

    app.add_exception_handler(PraktikaError, ours)
    app.add_exception_handler(HTTPException, framework)
    app.add_exception_handler(RequestValidationError, invalid)


_CODES = {
    HTTPStatus.NOT_FOUND: "no-such-page",
    HTTPStatus.METHOD_NOT_ALLOWED: "method",
    HTTPStatus.BAD_REQUEST: "bad-body",
}


def _of_framework(error: Exception) -> tuple[HTTPStatus, dict[str, str]]:
    assert isinstance(error, HTTPException)  # noqa: S101  # registered for nothing else
    return HTTPStatus(error.status_code), dict(error.headers or {})


def _entry(fault: dict[str, Any]) -> dict[str, Any]:
    """Return what is wrong with a request: the part of it, the path to the value, a code."""
    place, *path = fault["loc"]
    return {
        "place": str(place),
        "table": None,
        "row": None,
        "column": ".".join(map(str, path)) or None,
        "code": fault["type"],
        "message": fault["msg"],
    }


def _answered(request: Request, found: Told) -> Response:
    if found.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log("http").error("answer-failed", code=found.code)
    body = as_document(found, lang_of(request))
    return JSONResponse(body, int(found.status), dict(found.headers), MEDIA_TYPE)
