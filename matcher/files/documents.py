"""Documents: one JSON object that holds a round, as grids of text and a header."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from matcher.files.cells import Unfit
from matcher.files.columns import Holds, Table
from matcher.files.encodings import read_text
from matcher.files.escapes import encode_list
from matcher.files.findings import Findings, Grid, Source
from matcher.files.settings import described
from matcher.files.structured import Repeated, as_text, read_json, scalar_text
from matcher.files.tables import find_table
from matcher.files.words import squeeze


def read_document(path: Path, findings: Findings) -> Source:
    """Return the source in a JSON file; a broken one is a problem."""
    source = Source(path.name, "round")
    text = read_text(path, path.name, findings)
    content = None if text is None else read_json(text, path.name, findings)
    if content is None and findings.problems:
        return source
    if not isinstance(content, Mapping):
        findings.problem(path.name, "no-object", got=described(content))
        return source
    _tell_repeated(content, path.name, None, findings)
    for name, value in content.items():
        _add(source, name, value, findings)
    if "round" not in content:
        findings.problem(path.name, "missing-key", name="round")
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
    try:
        for inner in _objects(value):
            _tell_repeated(inner, "round", None, findings)
        plain = as_text(value)
    except RecursionError:
        findings.problem("round", "too-deep")
        return None
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
            findings.problem(place, "repeated-key", row, name=key)


def grid_of(table: Table, place: str, items: list[object], findings: Findings) -> Grid:
    """Return a list of objects as a grid whose first row holds the keys; an object's row is its number from 1."""
    objects: list[Mapping[str, object]] = []
    lines = [0]
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict):
            _tell_repeated(item, place, number, findings)
            objects.append(item)
            lines.append(number)
        else:
            findings.problem(place, "no-object", number, got=described(item))
    keys = list(dict.fromkeys(chain.from_iterable(objects))) or [c.name for c in table.columns]
    columns = [_column(objects, key, _list_cell if _holds_lists(table, key) else _cell) for key in keys]
    return Grid(place, [keys, *map(list, zip(*columns, strict=True))], lines)


def _column(objects: Sequence[Mapping[str, object]], key: str, cell: Callable[[object], str]) -> list[str]:
    values = [entries.get(key) for entries in objects]
    return [value if type(value) is str else cell(value) for value in values]


def _holds_lists(table: Table, key: str) -> bool:
    column = table.by_header.get(squeeze(key))
    return column is not None and column.holds is Holds.LIST


def _list_cell(value: object) -> str:
    """Return a list of texts or numbers as one cell; any other value as :func:`_cell` does."""
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return encode_list([_cell(item) for item in value], ";")
    return _cell(value)


def _cell(value: object) -> str:
    """Return a value as the cell that means it."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return Unfit(described(value)) if isinstance(value, dict | list) else scalar_text(value)
