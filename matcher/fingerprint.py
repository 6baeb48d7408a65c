"""Fingerprint: one SHA-256 for the content of a round, whatever its file form and the order of its rows."""

from collections.abc import Sequence
from dataclasses import fields
from hashlib import sha256
from operator import attrgetter

from matcher.rounds import Round

FIELD, ROW = "\x1f", "\x1e"


def fingerprint(round_: Round) -> str:
    """Return the hexadecimal SHA-256 of a round's tables and header; the policy is not part of it."""
    digest = sha256()
    for table in fields(round_):
        value = getattr(round_, table.name)
        if table.name == "policy":
            continue
        lines = _lines(value) if isinstance(value, tuple) else [str(value)]
        digest.update(f"{table.name}{ROW}{ROW.join(lines)}{ROW}".encode())
    return digest.hexdigest()


def digest_of(rows: Sequence[object]) -> str:
    """Return the hexadecimal SHA-256 of one table, whatever the order of its rows."""
    return sha256(ROW.join(_lines(rows)).encode()).hexdigest()


def _lines(rows: Sequence[object]) -> list[str]:
    """Return the rows as sorted text, one line a row."""
    if not rows:
        return []
    values = attrgetter(*(f.name for f in fields(type(rows[0]))))  # type: ignore[arg-type]  # every table holds dataclasses
    return sorted(FIELD.join(map(str, values(row))) for row in rows)
