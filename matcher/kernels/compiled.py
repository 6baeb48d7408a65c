"""How kernels are compiled: cached entries that callers load, and parts compiled into them."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import ParamSpec, TypeVar

from numba import njit

P = ParamSpec("P")
T = TypeVar("T")


def part(function: Callable[P, T]) -> Callable[P, T]:
    """Compile a function that other kernels call; it becomes part of their machine code."""
    compiled: Callable[P, T] = njit(nogil=True)(function)
    return compiled


def entry(function: Callable[P, T]) -> Callable[P, T]:
    """Compile a function that Python calls, on its first call or from the cache, and without the GIL."""
    compiled: Callable[P, T] = njit(nogil=True, cache=True)(function)
    _stamp(compiled)
    return compiled


def _stamp(compiled: object) -> None:
    """Tie a cached entry to all kernels: numba looks only at the file of the entry and would miss an edited part."""
    file = getattr(getattr(compiled, "_cache", None), "_cache_file", None)
    if file is not None:
        file._source_stamp = sources_stamp()


@cache
def sources_stamp() -> bytes:
    """Return a digest of the source of every kernel."""
    digest = sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
