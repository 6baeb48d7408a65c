"""Escapes: any text and any list of texts as one cell that no program takes for a formula, and back.

* A cell that begins with an apostrophe before one of ``= + - @ ' "``, the full-width ``＝＋－＠`` or the end holds the
  text after it, exactly. Text that a spreadsheet would run as a formula is written so.
* ``'"…"`` holds a JSON string: text that begins or ends with spaces, or that files or XML cannot carry.
* A list is its items joined by a separator, or a JSON list of strings where an item would be misread.
"""

import json
import re
from collections.abc import Sequence

_ESCAPED = re.compile(r"'(?:[=+\-@＝＋－＠'\"]|\Z)")
HALF = re.compile("[\ud800-\udfff]")
"""Half of a character beyond 16 bits; no encoding can write one."""
_RISKY = re.compile(r"[=+\-@＝＋－＠]|'(?:[=+\-@＝＋－＠'\"]|\Z)")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_SEPARATORS = re.compile(r"[;|]")
_PLAIN_ITEM = re.compile(r"[^\s=+\-@＝＋－＠'\"\[;|](?:[^;|\n\t]*[^\s;|])?")


def encode_text(text: str) -> str:
    """Return the cell that :func:`decode_text` reads as ``text``."""
    if text == "" or _RISKY.match(text) or text != text.strip() or _UNPRINTABLE.search(text):
        return _escape(text)
    return text


def _escape(text: str) -> str:
    if _UNPRINTABLE.search(text) or text != text.strip() or (text.startswith('"') and text.endswith('"')):
        return f"'{json.dumps(text)}"
    return f"'{text}"


def decode_text(cell: str) -> str | None:
    """Return the text of a cell, None for an empty one."""
    if cell[:1] == "'" and _ESCAPED.match(cell):
        return _unescape(cell)
    return cell.strip() or None


def _unescape(cell: str) -> str:
    if cell.startswith("'\"") and cell.endswith('"') and len(cell) > len('\'""'):
        try:
            text = json.loads(cell[1:])
        except ValueError:
            return cell[1:]
        return str(text)
    return cell[1:]


def encode_list(items: Sequence[str], separator: str) -> str:
    """Return the cell that :func:`decode_list` reads as ``items``."""
    if all(_PLAIN_ITEM.fullmatch(item) and not _UNPRINTABLE.search(item) for item in items):
        return separator.join(items)
    return json.dumps(list(items), ensure_ascii=any(_UNPRINTABLE.search(item) for item in items))


def decode_list(cell: str) -> tuple[str, ...]:
    """Return the items of a cell: a JSON list of strings, or texts separated by ``;`` or ``|``."""
    cell = cell.strip()
    if cell.startswith("["):
        try:
            items = json.loads(cell)
        except (ValueError, RecursionError):
            items = None
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return tuple(items)
    return tuple(item.strip() for item in _SEPARATORS.split(cell) if item.strip())
