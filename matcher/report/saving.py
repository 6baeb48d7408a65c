"""Saving: a file appears whole or not at all."""

from pathlib import Path
from secrets import token_hex


def save(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` by way of a temporary neighbour. Raises OSError."""
    temporary = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
