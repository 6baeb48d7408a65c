"""Documents: one JSON object that holds a round, as grids of text and a header."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from matcher.files.columns import Table
from matcher.files.encodings import read_text
from matcher.files.escapes import encode_list
from matcher.files.findings import Findings, Grid, Source
from matcher.files.settings import described
from matcher.files.structured import Repeated, as_text, read_json, scalar_text
from matcher.files.tables import find_table


def read_document(path: Path, findings: Findings) -> Source:
    """Return the source in a JSON file; a broken one is a problem."""
    source = Source(path.name, "round")
    text = read_text(path, path.name, findings)
    content = None if text is None else read_json(text, path.name, findings)
    if text is None or findings.problems:
        return source
    if not isinstance(content, Mapping):
        findings.problem(path.name, "no-object", got=described(content))
        return source
    _tell_repeated(content, path.name, None, findings)
    for name, value in content.items():
        _add(source, name, value, findings)
    if "round" not in content:
        findings.problem(path.name, "missing-key", key="round")
    return source


def _add(source: Source, name: str, value: object, findings: Findings) -> None:
    table = find_table(name)
    if name == "round":
        source.header = _header(value, findings)
    elif table is None:
        findings.note(name, "unknown-table")
    elif isinstance(value, list):
        source.add(table, grid_of(table, name, value, findings), findings)
    elif value is not None:
        findings.problem(name, "no-list", got=described(value))
        source.lost.add(table.name)


def _header(value: object, findings: Findings) -> Mapping[str, object] | None:
    if not isinstance(value, Mapping):
        findings.problem("round", "no-object", got=described(value))
        return None
    for inner in _objects(value):
        _tell_repeated(inner, "round", None, findings)
    plain = as_text(value)
    return plain if isinstance(plain, Mapping) else None


def _objects(value: object) -> Iterable[Mapping[str, object]]:
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)


def _tell_repeated(entries: object, place: str, row: int | None, findings: Findings) -> None:
    if isinstance(entries, Repeated):
        for key in entries.repeated:
            findings.problem(place, "repeated-key", row, key=key)


def grid_of(table: Table, place: str, items: list[object], findings: Findings) -> Grid:
    """Return a list of objects as a grid whose first row holds the keys; an object's row is its number from 1."""
    objects: list[Mapping[str, object]] = []
    lines = [0]
    for number, item in enumerate(items, start=1):
        if isinstance(item, Mapping):
            _tell_repeated(item, place, number, findings)
            objects.append(item)
            lines.append(number)
        else:
            findings.problem(place, "no-object", number, got=described(item))
    keys = list(dict.fromkeys(key for item in objects for key in item)) or [c.name for c in table.columns]
    return Grid(place, [keys, *([_cell(item.get(key)) for key in keys] for item in objects)], lines)


def _cell(value: object) -> str:
    """Return a value as the cell that means it; what no cell can hold becomes a word no column accepts."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list):
        plain = all(isinstance(item, str | int | float) for item in value)
        return encode_list([_cell(item) for item in value], ";") if plain else _UNFIT
    return _UNFIT if isinstance(value, Mapping) else scalar_text(value)


_UNFIT = "{…}"
