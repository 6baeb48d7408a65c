"""Folder: writes a round as the CSV tables of the round format, and the text of its round.yaml beside them."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, fields
from datetime import date
from enum import Enum
from io import StringIO
from pathlib import Path
from typing import Any

from matcher.rounds import Round

NOT_TABLES = frozenset({"round_id", "title", "kind", "starts_on", "ends_on", "policy"})
"""Fields of a Round that stand in round.yaml."""


def write_folder(folder: Path, round_: Round, yaml: str) -> None:
    """Write round.yaml and one CSV a table that has rows, in place of those that were there."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.csv"):
        old.unlink()
    _write(folder / "round.yaml", yaml)
    for table in fields(round_):
        if table.name not in NOT_TABLES and getattr(round_, table.name):
            _write(folder / f"{table.name}.csv", table_text(getattr(round_, table.name)))


def table_text(rows: Sequence[Any]) -> str:
    """Return rows of one dataclass as CSV with English headers; columns that say nothing are left out."""
    named = [f for f in fields(rows[0]) if any(getattr(r, f.name) != f.default for r in rows)]
    named = [f for f in fields(rows[0]) if f in named or f.default is MISSING]
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(f.name for f in named)
    writer.writerows(_cells(getattr(row, f.name) for f in named) for row in rows)
    return out.getvalue()


def _cells(values: Iterable[object]) -> list[str]:
    return [cell(value) for value in values]


def cell(value: object) -> str:
    """Return a value as the round format writes it in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
