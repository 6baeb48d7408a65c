"""Writing: a round as a folder, a workbook or a JSON file, so that reading it gives the same round."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from io import StringIO
from os import PathLike
from pathlib import Path
from typing import Any

from matcher.errors import Problem, RoundError
from matcher.files.columns import Column, Holds, Table
from matcher.files.escapes import HALF
from matcher.files.folders import HEADER
from matcher.files.headers import header_as_mapping
from matcher.files.rendering import renderer, said_columns, table_texts
from matcher.files.replacing import replacing, write_text
from matcher.files.sheets import write_sheets
from matcher.files.tables import TABLES, find_table
from matcher.files.yaml_text import yaml_text
from matcher.rounds import Round
from matcher.text import Lang

__all__ = ["write_round", "write_text"]

_ENDING = re.compile(r"\.[a-z][a-z0-9]{0,5}")
"""What the name of a folder does not end with but by mistake; ``2026.04`` is a folder."""


def write_round(round_: Round, path: str | PathLike[str], lang: Lang = "ru") -> None:
    """Write a round to ``path``: a workbook (.xlsx), a JSON file (.json) or else a folder.

    A workbook has its names and words in ``lang``; folders and JSON files have the English ones of the contract.
    What a folder holds beside the round's own files is left alone. Raises RoundError when the form cannot hold it.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in (".json", ".xlsx") and _ENDING.fullmatch(suffix):
        raise RoundError(
            [Problem(path.name, "unknown-form", values={"ending": suffix}, sentence="unknown-form-to-write")]
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    if suffix == ".json":
        write_text(path, document_text(round_))
    elif suffix == ".xlsx":
        with replacing(path) as beside:
            write_sheets(round_, beside, lang)
    else:
        _write_folder(round_, path)


def _write_folder(round_: Round, folder: Path) -> None:
    """Write every file beside its place first, then move them all there and remove tables the round does not have."""
    folder.mkdir(exist_ok=True)
    texts = {HEADER: yaml_text(header_as_mapping(round_))}
    for table in TABLES:
        rows = getattr(round_, table.name)
        if rows or table.required:
            texts[f"{table.name}.csv"] = table_text(table, rows)
    with ExitStack() as stack:
        for name, text in texts.items():
            stack.enter_context(replacing(folder / name)).write_text(text, encoding="utf-8", newline="\n")
    for old in folder.glob("*.[cC][sS][vV]"):
        if old.name not in texts and find_table(old.stem) is not None:
            old.unlink()


def table_text(table: Table, rows: Sequence[object]) -> str:
    """Return a table as CSV with English headers; columns that say nothing are left out."""
    columns = said_columns(table, rows)
    return csv_text([c.name for c in columns], table_texts(columns, rows))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows of cells as CSV with commas and ``\\n`` line ends."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def document_text(round_: Round) -> str:
    """Return a round as one JSON object: ``round`` and a list of objects a table, an object a line."""
    parts = [f'"round": {_json(header_as_mapping(round_))}']
    for table in TABLES:
        rows = getattr(round_, table.name)
        if rows or table.required:
            parts.append(f'"{table.name}": [{_objects(table, rows)}]')
    return _without_halves("{" + ",\n".join(parts) + "}\n")


def _objects(table: Table, rows: Sequence[object]) -> str:
    columns = [(c.name, table.defaults[c.name], _json_value(c)) for c in table.columns]
    return ",".join(
        "\n"
        + _json({name: plain(value) for name, default, plain in columns if (value := getattr(row, name)) != default})
        for row in rows
    )


def _json_value(column: Column) -> Any:
    if column.holds in (Holds.INT, Holds.NUMBER, Holds.BOOL):
        return lambda value: value
    return list if column.holds is Holds.LIST else renderer(column)


_json = json.JSONEncoder(ensure_ascii=False).encode


def _without_halves(text: str) -> str:
    """Return JSON in which half characters, which no encoding can write, are escaped."""
    return HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text)
