"""Encodings: the bytes of a text file to its text."""

import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from matcher.files.findings import Findings
from matcher.text.system import system_code

LARGEST_FILE = 512 * 2**20
"""Bytes of the largest text file that is read."""


def read_text(path: Path, place: str, findings: Findings) -> str | None:
    """Return the text of a file (UTF-8, UTF-16 with its mark, or Windows-1251), None and a problem if it has none."""
    content = read_content(path, place, findings)
    return None if content is None else _without_nul(_decode(content, place, findings), place, findings)


def read_content(path: Path, place: str, findings: Findings) -> bytes | None:
    """Return the bytes of a regular file, None and a problem for anything else: a pipe or device may never end."""
    try:
        found = path.stat()
        if code := irregular(found.st_mode):
            findings.problem(place, code)
            return None
        with path.open("rb") as file:
            content = file.read(min(found.st_size, LARGEST_FILE) + 1)
            if len(content) > found.st_size:  # it grows while it is read, or does not know its size
                content += file.read(max(LARGEST_FILE + 1 - len(content), 0))
    except OSError as error:
        findings.problem(place, "cannot-open", detail=system_code(error))
        return None
    if len(content) > LARGEST_FILE:
        findings.problem(place, "file-too-large", megabytes=LARGEST_FILE >> 20)
        return None
    return content


def irregular(mode: int) -> str | None:
    """Return the code of what is wrong with a file of this mode that should be a regular one, None for such a one."""
    if stat.S_ISREG(mode):
        return None
    return "is-a-folder" if stat.S_ISDIR(mode) else "no-regular-file"


def _decode(content: bytes, place: str, findings: Findings) -> str | None:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _decode_as(content, "utf-16", place, findings)
    try:
        return content.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        if content.startswith(BOM_UTF8) or b"\0" in content:
            findings.problem(place, "bad-encoding", content.count(b"\n", 0, error.start) + 1)
            return None
    text = _decode_as(content, "cp1251", place, findings)
    if text is not None:
        findings.note(place, "cp1251")
    return text


def _decode_as(content: bytes, encoding: str, place: str, findings: Findings) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        findings.problem(place, "bad-encoding", content.count(b"\n", 0, error.start) + 1)
        return None


def _without_nul(text: str | None, place: str, findings: Findings) -> str | None:
    if text is not None and "\0" in text:
        findings.problem(place, "nul-character", text.count("\n", 0, text.index("\0")) + 1)
        return None
    return text
