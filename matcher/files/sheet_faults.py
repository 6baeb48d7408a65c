"""Sheet faults: cells of a checked workbook that the reading library takes for empty ones though they are not.

These are errors (``#N/A``), and formulas that no program has counted yet.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO
from xml.parsers import expat

from matcher.files.cells import ErrorCell, Uncounted, Unfit
from matcher.files.guards import CHUNK, Refused, column_number

Faults = Mapping[tuple[int, int], Unfit]
"""What stands at a row and column, both from 0."""

_SUSPECT = re.compile(rb"""<(?:[\w.-]+:)?f[\s/>]|\bt\s*=\s*["']e["']""")
_LONGEST_SUSPECT = 100
_NAME = re.compile(r"(?:[\w.-]+:)?(\w+)", re.ASCII)
"""Names that the guard has seen too, so that no cell stands farther away than it allows."""
_COUNTED = frozenset({"str", "s", "inlineStr"})
"""Types of cells whose empty value is an empty text."""
BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def sheet_faults(book: zipfile.ZipFile) -> Mapping[str, Faults]:
    """Return the faults of every sheet by its name. Raises Refused for parts that are no XML."""
    try:
        parts = _parts(book)
        return {name: _faults(book, part) for name, part in parts.items() if _is_suspect(book, part)}
    except expat.ExpatError as error:
        raise Refused("workbook-suspicious") from error


def _parts(book: zipfile.ZipFile) -> Mapping[str, str]:
    """Return the part of every sheet by the sheet's name."""
    there = set(book.namelist())
    if not {BOOK, LINKS} <= there:
        return {}
    targets = {a.get("Id"): a.get("Target", "") for name, a in _tags(book, LINKS) if name == "Relationship"}
    sheets = [a for name, a in _tags(book, BOOK) if name == "sheet"]
    linked = {a.get("name", ""): targets.get(_link(a), "") for a in sheets}
    found = {name: posixpath.join("/xl", target).lstrip("/") for name, target in linked.items()}
    return {name: part for name, part in found.items() if part in there}


def _link(attributes: Mapping[str, str]) -> str | None:
    return next((value for name, value in attributes.items() if name.endswith(":id")), None)


def _tags(book: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((_local(name), attributes))
    with book.open(part) as file:
        parser.ParseFile(file)
    return found


def _local(name: str) -> str:
    found = _NAME.fullmatch(name)
    return found[1] if found else ""


def _is_suspect(book: zipfile.ZipFile, part: str) -> bool:
    with book.open(part) as file:
        return any(_SUSPECT.search(chunk) for chunk in _overlapping(file))


def _overlapping(file: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := file.read(CHUNK):
        yield rest + chunk
        rest = chunk[-_LONGEST_SUSPECT:]


def _faults(book: zipfile.ZipFile, part: str) -> Faults:
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    with book.open(part) as file:
        parser.ParseFile(file)
    return reading.found


class _Reading:
    """Follows the rows and cells of a sheet, as the reading library counts them."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, int], Unfit] = {}
        self.row = self.column = 0
        self.kind = self.part = ""
        self.said: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Go into a row, a cell, its formula or its value."""
        local = _local(name)
        reference = attributes.get("r", "")
        if local == "row":
            self.row, self.column = int(reference) if reference.isdecimal() else self.row + 1, 0
        elif local == "c":
            letters = reference.rstrip("0123456789")
            self.column = column_number(letters.encode()) if letters else self.column + 1
            self.row = int(reference[len(letters) :] or self.row)
            self.kind, self.said = attributes.get("t", ""), {}
        elif local in ("f", "v"):
            self.part = local
            self.said.setdefault(local, "")

    def text(self, text: str) -> None:
        """Take a piece of a formula or value."""
        if self.part:
            self.said[self.part] += text

    def end(self, name: str) -> None:
        """Leave a formula, a value, or a cell, which may turn out to be a fault."""
        local = _local(name)
        if local in ("f", "v"):
            self.part = ""
        elif local == "c":
            value = self.said.get("v", "").strip()
            if self.kind == "e" and value:
                self._add(ErrorCell(value))
            elif "f" in self.said and not value and self.kind not in _COUNTED:
                self._add(Uncounted(f"={self.said['f']}"))

    def _add(self, cell: Unfit) -> None:
        self.found[max(self.row, 1) - 1, max(self.column, 1) - 1] = cell
