"""Half characters: one of the two escapes that JSON and YAML write a rare character with, without the other.

No encoding can write a half, so a text with one could be neither shown nor stored.
"""

import re
from collections.abc import Iterator
from itertools import islice

from matcher.files.escapes import HALF
from matcher.files.findings import MOST_A_COLUMN, Findings

_ESCAPES = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)", re.DOTALL
)
_LONE = len(r"\ud800")
INSTEAD = "\N{REPLACEMENT CHARACTER}"


def joined(text: str) -> str:
    """Return a text with the halves of a character joined, as JSON writes characters beyond 16 bits."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def first_half(text: str) -> str | None:
    """Return the first half character of a text in its escaped form, None where there is none."""
    found = None if text.isascii() else HALF.search(text)
    return None if found is None else rf"\u{ord(found[0]):04x}"


def without_halves(text: str) -> str:
    """Return a text with a replacement for every half character."""
    return HALF.sub(INSTEAD, text)


def whole_json(text: str, place: str, findings: Findings) -> str:
    """Return a JSON text with a replacement for every half character, each of which is a problem."""
    if r"\ud" not in text and r"\uD" not in text:
        return text
    lone, line, last = _lone(text), 1, 0
    for at in islice(lone, MOST_A_COLUMN):
        line += text.count("\n", last, at)
        findings.problem(place, "half-character", line, at=at - text.rfind("\n", 0, at), got=text[at : at + _LONE])
        last = at
    if rest := sum(1 for _ in lone):
        findings.problem(place, "more-half-characters", n=rest)
    return _ESCAPES.sub(lambda found: r"\ufffd" if len(found[0]) == _LONE else found[0], text)


def _lone(text: str) -> Iterator[int]:
    return (found.start() for found in _ESCAPES.finditer(text) if len(found[0]) == _LONE)
