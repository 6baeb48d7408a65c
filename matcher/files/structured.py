"""Structured text: YAML 1.2 and JSON to text, None, lists and mappings, every scalar as it was written.

Scalars stay text so that ids keep their zeros and each reader decides what a number or a date is. Mappings and lists
remember their lines.
"""

import json
import math
import re
import warnings
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from matcher.files.findings import Findings
from matcher.files.halves import first_half, joined, whole_json, without_halves

NULL = "tag:yaml.org,2002:null"
LARGEST = 4 * 2**20
"""Characters of the largest YAML file that is read."""
DEEPEST = 500
"""Brackets open at once: more would end in the limit of recursion."""
_BRACKETS = re.compile(r"[\[\]{}]")


class Lined(dict[str, object]):
    """A mapping that knows on which line, and at which character of it, each key stands."""

    lines: dict[str, int]
    characters: dict[str, int]


class LinedList(list[object]):
    """A list that knows on which line, and at which character of it, each item stands."""

    lines: dict[int, int]
    characters: dict[int, int]


def line_of(container: object, key: object) -> int | None:
    """Return the line of a key or item, None when unknown."""
    lines: Mapping[object, int] = getattr(container, "lines", {})
    return lines.get(key)


def character_of(container: object, key: object) -> int | None:
    """Return the character of its line, from 1, at which a key or item stands, None when unknown."""
    characters: Mapping[object, int] = getattr(container, "characters", {})
    return characters.get(key)


def read_yaml(text: str, place: str, findings: Findings, *, exact: bool = False) -> object:
    """Return the data of a YAML (or JSON) text, None for an empty one and, with a problem, for a broken one.

    ``exact`` tells the character of the line too.
    """
    if len(text) > LARGEST:
        findings.problem(place, "file-too-large", megabytes=LARGEST >> 20)
        return None
    if _depth(text) > DEEPEST:
        findings.problem(place, "too-deep")
        return None
    if text.lstrip().startswith("{"):
        text = text.replace("\t", "  ")  # JSON may be indented by tabs, YAML may not
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a name that is given twice to different parts is no fault of ours
            node = YAML(pure=True).compose(text)
        return _Plain(place, findings, exact=exact).value(node) if node is not None else None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, at = (mark.line + 1, mark.column + 1) if mark else (None, None)
        findings.problem(place, "bad-yaml", line, at=at if exact else None, detail=error.problem or str(error))
    except (YAMLError, ValueError) as error:
        findings.problem(place, "bad-yaml", detail=str(error).splitlines()[0])
    except RecursionError:
        findings.problem(place, "too-deep")
    return None


def _depth(text: str) -> int:
    """Return how deep brackets stand open at most; the library needs quadratic time to find out by itself."""
    return max(accumulate(1 if sign in "[{" else -1 for sign in _BRACKETS.findall(text)), default=0)


class _Plain:
    """Turns nodes into plain data; a node that is used twice is turned once, so that aliases cannot explode."""

    def __init__(self, place: str, findings: Findings, *, exact: bool) -> None:
        self.place = place
        self.findings = findings
        self.exact = exact
        self.done: dict[int, object] = {}

    def value(self, node: Node) -> object:
        if id(node) not in self.done:
            self.done[id(node)] = self._value(node)
        return self.done[id(node)]

    def _value(self, node: Node) -> object:
        if isinstance(node, MappingNode):
            return self._mapping(node)
        if isinstance(node, SequenceNode):
            items = LinedList(self.value(item) for item in node.value)
            items.lines = {i: item.start_mark.line + 1 for i, item in enumerate(node.value)}
            items.characters = {i: item.start_mark.column + 1 for i, item in enumerate(node.value)}
            return items
        return None if str(node.tag) == NULL else self._text(node)

    def _text(self, node: Node) -> str:
        """Return a scalar's text; JSON writes a character beyond 16 bits as two halves: one alone is a problem."""
        text = joined(str(node.value))
        half = first_half(text)
        if half is None:
            return text
        line, at = node.start_mark.line + 1, node.start_mark.column + 1
        self.findings.problem(self.place, "half-character", line, at=at if self.exact else None, got=half)
        return without_halves(text)

    def _mapping(self, node: MappingNode) -> Lined:
        mapping = Lined()
        mapping.lines, mapping.characters = {}, {}
        for key, value in node.value:
            line, at = key.start_mark.line + 1, key.start_mark.column + 1
            name = self._text(key) if isinstance(key, ScalarNode) else ""
            if name in mapping:
                first = mapping.lines[name]
                self.findings.problem(
                    self.place, "duplicate-key", line, at=at if self.exact else None, name=name, first=first
                )
                continue
            mapping[name] = self.value(value)
            mapping.lines[name], mapping.characters[name] = line, at
        return mapping


class Repeated(dict[str, object]):
    """A JSON object in which keys stand twice."""

    repeated: list[str]


def read_json(text: str, place: str, findings: Findings, code: str = "bad-json") -> object:
    """Return the data of a JSON text with its own types, None and a problem (``code``) for a broken one."""
    try:
        text = whole_json(text, place, findings)
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        findings.problem(place, code, error.lineno, detail=error.msg)
    except ValueError as error:
        findings.problem(place, code, detail=str(error))
    except RecursionError:
        findings.problem(place, "too-deep")
    return None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    entries = dict(pairs)
    if len(entries) == len(pairs):
        return entries
    repeated = Repeated(pairs)
    names = [name for name, _ in pairs]
    repeated.repeated = sorted({name for name in names if names.count(name) > 1})
    return repeated


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not a number")


def as_text(value: object) -> object:
    """Return plain data with every scalar as text; a value that is no plain data becomes its type's name.

    Raises RecursionError for data nested without end.
    """
    if value is None or isinstance(value, str):
        return None if value is None else str(value)
    if isinstance(value, Mapping):
        return {str(k): as_text(v) for k, v in value.items()}
    if isinstance(value, Sequence):
        return [as_text(v) for v in value]
    return scalar_text(value)


def scalar_text(value: Any) -> str:
    """Return a number, boolean or date as a cell holds it: ``5`` for 5.0, ``true``, ``2026-04-13``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value.is_integer() and abs(value) < 10**15 else repr(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(value)
