"""YAML text: plain data as the few forms of YAML that ``round.yaml`` needs."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

_WORDS = re.compile(r"[A-Za-zА-Яа-яЁё][\w-]*(?: [\w-]+)*|\d{4}-\d\d-\d\d")
_NOT_TEXT = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def yaml_text(entries: Mapping[str, object]) -> str:
    """Return plain data as YAML: mappings in blocks, what stands in lists and below the second level on one line."""
    return "\n".join(_block(entries, 0)) + "\n"


def _block(entries: Mapping[str, object], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for key, value in entries.items():
        if isinstance(value, Mapping) and value and depth == 0:
            yield f"{indent}{_scalar(key)}:"
            yield from _block(value, depth + 1)
        elif _has_mappings(value):
            yield f"{indent}{_scalar(key)}:"
            yield from (f"{indent}  - {_flow(item)}" for item in value)  # type: ignore[attr-defined]  # a list, as tested
        else:
            yield f"{indent}{_scalar(key)}: {_flow(value)}"


def _has_mappings(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value)


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    if _WORDS.fullmatch(value) and value.casefold() not in _NOT_TEXT:
        return value
    return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
