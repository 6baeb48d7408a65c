"""Guards: a workbook is taken apart and checked within bounded memory before the reading library sees it.

Only what was checked is handed on, in a new archive: sizes that lie, parts that hide and cells a billion rows apart
end the process of the library, so they must not reach it.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

MOST_PARTS = 2000
MOST_BYTES = 200 * 2**20
"""Bytes of all parts unpacked."""
MOST_RATIO = 250
"""Bytes unpacked a byte packed, in a part of more than a megabyte: text of real sheets packs 5 to 50 times."""
MOST_AREA = 20_000_000
"""Cells of the rectangle that a sheet's filled cells span."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
LONGEST_TAG = 2**16
CHUNK = 2**20

OLD_FORMAT = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of old Excel, and workbooks with a password, begin."""

_TAG = re.compile(rb"<(?:[\w.-]+:)?(row|c)(?=[\s/>])([^>]*)>")
_REFERENCE = re.compile(rb"""(?:^|[\s"'])r\s*=\s*["']\s*([A-Za-z]*)([0-9]*)""")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Refused(Exception):  # noqa: N818  # a verdict on a file, not a fault of ours
    """A workbook that must not be opened; ``code`` says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def write_checked(path: Path, target: BinaryIO) -> None:
    """Write the checked XML parts of the workbook in ``path`` into a new archive. Raises Refused."""
    with path.open("rb") as file:
        if file.read(len(OLD_FORMAT)) == OLD_FORMAT:
            raise Refused("old-workbook")
    try:
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as checked:
            _copy(source, checked)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Refused("not-a-workbook") from error


def _copy(source: zipfile.ZipFile, checked: zipfile.ZipFile) -> None:
    parts = source.infolist()
    _check_list(parts)
    room = MOST_BYTES
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            with checked.open(part.filename, "w", force_zip64=True) as target:
                for chunk in _checked(source, part, room):
                    room -= len(chunk)
                    target.write(chunk)


def _check_list(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.lower().lstrip("/") for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Refused("workbook-too-large", megabytes=MOST_BYTES >> 20)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("old-workbook")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refused("workbook-macros")
    if "xl/workbook.xml" not in names:
        raise Refused("not-a-workbook")
    if len(set(names)) < len(names) or any(_leads_outside(part.filename) for part in parts):
        raise Refused("workbook-suspicious")


def _leads_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _checked(source: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> Iterator[bytes]:
    """Yield a part's bytes once they are known to be harmless."""
    if part.file_size > CHUNK and part.file_size > MOST_RATIO * max(part.compress_size, 1):
        raise Refused("workbook-too-large", megabytes=MOST_BYTES >> 20)
    span, rest = _Span(), b""
    with source.open(part) as file:
        while chunk := file.read(CHUNK):
            room -= len(chunk)
            if room < 0:
                raise Refused("workbook-too-large", megabytes=MOST_BYTES >> 20)
            if b"\0" in chunk:
                raise Refused("workbook-suspicious")
            text = rest + chunk
            cut = text.rfind(b"<")
            whole, rest = (text, b"") if cut < 0 else (text[:cut], text[cut:])
            if len(rest) > LONGEST_TAG + CHUNK:
                raise Refused("workbook-suspicious")
            _check_text(whole, span)
            yield chunk
    _check_text(rest, span)


def _check_text(text: bytes, span: "_Span") -> None:
    if _DOCTYPE.search(text):
        raise Refused("workbook-entities")
    for tag in _TAG.finditer(text):
        span.add(tag[1] == b"row", tag[2])


class _Span:
    """How far a sheet's filled cells reach from its first cell, counted as the reading library counts it."""

    def __init__(self) -> None:
        self.row = self.column = self.last_row = self.last_column = 0

    def add(self, is_row: bool, attributes: bytes) -> None:
        """Follow a ``row`` or ``c`` tag. Raises Refused for a cell outside a sheet or too far from the others."""
        letters, digits = _reference(attributes)
        if is_row:
            self.row, self.column = int(digits) if digits else self.row + 1, 0
            return
        if letters or digits:
            self.row, self.column = int(digits or b"0"), column_number(letters)
        else:
            self.column += 1
        if not attributes.endswith(b"/"):
            self._reach(max(self.row, 1), self.column)

    def _reach(self, row: int, column: int) -> None:
        if row > self.last_row or column > self.last_column:
            self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
            if row > MOST_ROWS or column > MOST_COLUMNS or self.last_row * self.last_column > MOST_AREA:
                raise Refused("workbook-far-cells", row=self.last_row, cells=MOST_AREA)


def _reference(attributes: bytes) -> tuple[bytes, bytes]:
    """Return the letters and digits of the attribute ``r``; an attribute that might be read otherwise is refused."""
    found = _REFERENCE.findall(attributes)
    # An odd quote is one that hides the end of the tag, and perhaps a reference behind it.
    if len(found) > 1 or attributes.count(b'"') % 2 or attributes.count(b"'") % 2:
        raise Refused("workbook-suspicious")
    if not found:
        return b"", b""
    letters, digits = found[0]
    if len(digits) > len(str(MOST_ROWS)) or len(letters) > 3:
        raise Refused("workbook-far-cells", row=MOST_ROWS, cells=MOST_AREA)
    return letters, digits


def column_number(letters: bytes) -> int:
    """Return the number of a column, from 1, by its letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
