"""Reading: what a child does with an upload. It writes the round as one JSON document and says what it found."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from api.children import problem_as_mapping
from api.uploads.archives import unpack
from matcher.files.differences import Differences, differences
from matcher.files.reading import every_problem, load_round, read_round
from matcher.files.tables import TABLES
from matcher.files.writing import document_text
from matcher.fingerprint import fingerprint
from matcher.origin import Origin
from matcher.rounds import Round

CONTENT = "content.json"
MOST_LISTED = 1000
"""Problems and changes told one by one; beyond it only how many there are."""


def read_upload(path: str, form: str, folder: str, stored: str | None) -> dict[str, Any]:
    """Read the upload at ``path`` (``zip``, ``folder``, ``xlsx`` or ``json``); ``folder`` is the child's to write in.

    The answer holds every problem and note, the columns recognised, the round's own facts when it is sound (its
    document then lies in ``folder``), and with ``stored``, the path of the stored document, what changes against it.
    """
    work = Path(folder)
    loaded = read_round(_source(Path(path), form, work))
    problems = every_problem(loaded)
    found: dict[str, Any] = {
        "problems": [problem_as_mapping(p) for p in problems[:MOST_LISTED]],
        "n_problems": len(problems),
        "notes": [problem_as_mapping(p) for p in loaded.notes[:MOST_LISTED]],
        "columns": _columns(loaded.origin),
        "round": None,
        "differences": None,
    }
    if loaded.round is not None and not problems:
        found["round"] = facts_of(loaded.round, work)
        if stored is not None:
            found["differences"] = _told(differences(load_round(stored), loaded.round))
    return found


def _source(path: Path, form: str, work: Path) -> Path:
    if form != "zip":
        return path
    target = work / "round"
    target.mkdir()
    unpack(path, target)
    return target


def _columns(origin: Origin) -> list[dict[str, str]]:
    """Return which column was taken for which, as written: what a page shows as recognised."""
    return [
        {"table": table, "place": origin.place(table), "header": header, "column": column}
        for table, headers in origin.columns.items()
        for column, header in headers.items()
    ]


def facts_of(round_: Round, work: Path) -> dict[str, Any]:
    """Write a round's document into a folder and return the facts that stand beside it in the store."""
    (work / CONTENT).write_text(document_text(round_), encoding="utf-8", newline="\n")
    return {
        "round_id": round_.round_id,
        "title": round_.title,
        "kind": str(round_.kind),
        "fingerprint": fingerprint(round_),
        "counts": {table.name: len(getattr(round_, table.name)) for table in TABLES if getattr(round_, table.name)},
    }


def _told(found: Differences) -> dict[str, Any]:
    return {
        "header": [asdict(cell) for cell in found.header],
        "tables": [
            {
                "table": t.table,
                "n_added": len(t.added),
                "n_removed": len(t.removed),
                "n_changed": len(t.changed),
                "added": [list(key) for key in t.added[:MOST_LISTED]],
                "removed": [list(key) for key in t.removed[:MOST_LISTED]],
                "changed": [
                    {"key": list(row.key), "cells": [asdict(cell) for cell in row.cells]}
                    for row in t.changed[:MOST_LISTED]
                ],
            }
            for t in found.tables
        ],
    }
