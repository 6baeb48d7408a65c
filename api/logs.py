"""Logs: one JSON object a line on standard error, with ids and codes and never a name."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

PRIVATE = frozenset(
    {"name", "names", "title", "reason", "note", "content", "body", "birth_date", "email", "secret", "key"}
)
"""Keys whose values never reach a log, whoever hands them in."""


def configure(level: str = "info") -> None:
    """Let every logger of this process write JSON to standard error, from ``level`` on."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_private,
            structlog.processors.dict_tracebacks,
            _without_messages,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper(), logging.INFO)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _without_private(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key in PRIVATE & entry.keys():
        entry[key] = "…"
    return entry


def _without_messages(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Leave out what exceptions say and what variables held: both may quote a cell. Kind and lines remain."""
    for error in entry.get("exception", ()):
        error.pop("exc_value", None)
        for frame in error.get("frames", ()):
            frame.pop("locals", None)
            frame.pop("line", None)
    return entry


def log(room: str) -> Any:
    """Return the logger of a room."""
    return structlog.get_logger(room=room)
