"""Words: the texts and values that schemas are made of, each with its bounds."""

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""An id as users write it: any letters, no control characters."""
OwnId = Annotated[str, StringConstraints(pattern=r"^[a-z]+-[0-9a-z]{26}$", max_length=60)]
"""An id that the service makes, such as ``run-01k3…``."""
PeriodId = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""A period's id; empty in a round without a periods table."""
Line = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]+$")]
Why = Annotated[
    str,
    StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"),
]
"""A reason that is more than blanks."""
Page = Annotated[str, StringConstraints(max_length=1_000_000, pattern=r"^[^\x00]*$")]
Seconds = float
"""Seconds since 1970, UTC."""
Value = int | float | list[int] | list[float]
"""A level's value: a number, or for profiles a number a rank (or tier)."""


class Given(BaseModel):
    """What a client sends: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)


class Told(BaseModel):
    """What a client is told."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


Item = TypeVar("Item")


class Listed(Told, Generic[Item]):
    """One page of a list; ``next_cursor`` leads to the next, null on the last."""

    items: list[Item]
    next_cursor: str | None = None


class ErrorEntry(BaseModel):
    """One thing that is wrong: where (file or sheet, table, row from 1, column), a stable code, a sentence."""

    place: str | None = None
    table: str | None = None
    row: int | None = None
    column: str | None = None
    code: str
    message: str


class ProblemDocument(BaseModel):
    """What went wrong, after RFC 9457: a stable ``code``, the ids it is about, and every single error."""

    type: str
    title: str
    status: Annotated[int, Field(ge=400, le=599)]
    code: str
    subject: dict[str, Any] | None = None
    errors: list[ErrorEntry] | None = None
    n_errors: int | None = None
