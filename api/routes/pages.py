"""Pages: lists a part at a time, by opaque cursors."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BinasciiError
from collections.abc import Callable, Sequence
from http import HTTPStatus
from json import dumps, loads
from typing import Annotated, Any, TypeVar

from fastapi import Query

from api.errors import RefusalError

MOST = 200
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Cursor = Annotated[str | None, Query(max_length=500, description="The `next_cursor` of the page before.")]

Item = TypeVar("Item")


def begins(kind: str, cursor: str | None) -> Any:
    """Return what a cursor stands for, None for the first page. Raises RefusalError for one that is none."""
    if cursor is None:
        return None
    try:
        found = loads(urlsafe_b64decode(cursor.encode("ascii")))
        if isinstance(found, list) and len(found) == 2 and found[0] == kind and isinstance(found[1], str | int):
            return found[1]
    except (ValueError, BinasciiError, RecursionError):
        pass
    raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-cursor")


def page(
    kind: str, found: Sequence[Item], limit: int, mark: Callable[[Item], str | int]
) -> tuple[Sequence[Item], str | None]:
    """Return the items of a page and the cursor of the next; ``found`` has one more than the limit if there is one."""
    if len(found) <= limit:
        return found, None
    last = mark(found[limit - 1])
    return found[:limit], urlsafe_b64encode(dumps([kind, last]).encode()).decode("ascii")
