"""Ids, hashes and canonical JSON: how the store names and compares what it keeps."""

import json
from hashlib import sha256
from secrets import randbits
from time import time
from typing import Any

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id(kind: str) -> str:
    """Return a fresh id such as ``run-01k3…``: later ones sort after earlier ones, and nobody can guess them."""
    number = int(time() * 1000) << 80 | randbits(80)
    return kind + "-" + "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -5, -5))


def digest(text: str) -> str:
    """Return the hexadecimal SHA-256 of a text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def dumps(value: object) -> str:
    """Return a value as canonical JSON: sorted keys, no spaces; the same value is the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loads(text: str | None) -> Any:
    """Return what a JSON text holds, None without one."""
    return None if text is None else json.loads(text)
