"""Errors: one table from what can go wrong to what a client is told, as problem+json (RFC 9457) with ``errors[]``."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from api.children import ChildError
from api.desk import BusyError
from api.store.refusals import ConflictError, FencedError, InFlightError, NotFoundError, ReusedError, StaleError
from matcher.errors import InputError, PraktikaError, Problem
from matcher.files.tables import find_table
from matcher.text import Lang, say

MEDIA_TYPE = "application/problem+json"
MOST_TOLD = 1000
"""Entries of ``errors[]``; beyond it only how many there are."""
RETRY_SECONDS = 1


class RefusalError(PraktikaError):
    """A route refuses a request: a status, a stable code, headers, and the problems found where there are any."""

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        *,
        problems: Iterable[Problem] = (),
        headers: Mapping[str, str] | None = None,
        errors: Sequence[Mapping[str, Any]] = (),
        **values: object,
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.values = status, code, values
        self.problems, self.headers, self.errors = tuple(problems), dict(headers or {}), tuple(errors)


@dataclass(frozen=True, slots=True)
class Told:
    """What a client is told of an error."""

    status: HTTPStatus
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    errors: Sequence[Mapping[str, Any]] = ()


STATUSES: tuple[tuple[type[Exception], HTTPStatus], ...] = (
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (InFlightError, HTTPStatus.CONFLICT),
    (ConflictError, HTTPStatus.CONFLICT),
    (FencedError, HTTPStatus.CONFLICT),
    (StaleError, HTTPStatus.PRECONDITION_FAILED),
    (ReusedError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (BusyError, HTTPStatus.TOO_MANY_REQUESTS),
)
"""The table: the first that fits counts."""

OF_CHILDREN: Mapping[str, HTTPStatus] = {
    "too-slow": HTTPStatus.UNPROCESSABLE_ENTITY,
    "too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "broken": HTTPStatus.INTERNAL_SERVER_ERROR,
}


def told(error: Exception) -> Told:
    """Return what a client is told of an error; of one that nobody foresaw only that it is ours."""
    if isinstance(error, RefusalError):
        return Told(error.status, error.code, error.values, error.problems, error.headers, error.errors)
    if isinstance(error, InputError):
        return Told(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-input", problems=error.problems)
    for kind, status in STATUSES:
        if isinstance(error, kind):
            code, values = getattr(error, "code", "conflict"), getattr(error, "values", {})
            return Told(status, code, values, headers=_retry(error))
    if isinstance(error, ChildError):
        return Told(OF_CHILDREN[error.code], error.code)
    return Told(HTTPStatus.INTERNAL_SERVER_ERROR, "internal")


def _retry(error: Exception) -> dict[str, str]:
    return {"Retry-After": str(RETRY_SECONDS)} if isinstance(error, InFlightError | BusyError) else {}


def as_document(found: Told, lang: Lang) -> dict[str, Any]:
    """Return the body of a problem+json answer."""
    problems = [entry(problem, lang) for problem in found.problems[:MOST_TOLD]]
    errors = [*problems, *found.errors]
    return {
        "type": f"urn:praktika:problem:{found.code}",
        "title": title(found, lang),
        "status": int(found.status),
        "code": found.code,
        **({"subject": {k: v for k, v in found.values.items() if v is not None}} if found.values else {}),
        **({"errors": errors, "n_errors": max(len(found.problems) + len(found.errors), len(errors))} if errors else {}),
    }


def title(found: Told, lang: Lang) -> str:
    """Return an error in words; one without words of its own has those of its status."""
    for key in (f"refused.{found.code}", f"refused.{int(found.status)}"):
        try:
            return say(key, lang, **found.values)
        except KeyError:
            continue
    return found.status.phrase


def entry(problem: Problem, lang: Lang) -> dict[str, Any]:
    """Return a problem as an entry of ``errors[]``: where it is, a stable code, and a sentence."""
    table = find_table(problem.place.removesuffix(".csv"))
    try:
        message = say(f"problem.{problem.sentence}", lang, **problem.values)
    except (KeyError, ValueError, TypeError, IndexError):
        message = problem.code  # a code without words is still a code
    return {
        "place": problem.place,
        "table": table.name if table is not None else None,
        "row": problem.row,
        "column": problem.column,
        "code": problem.code,
        "message": message,
    }
