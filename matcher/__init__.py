"""Praktika: exact placement matching for vocational colleges, with proof.

``solve(load_round(path))`` is the whole job; ``judge`` confirms any matching from any source. Names are imported when
first used, so that ``import matcher`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.arrays import assign as assign
    from matcher.arrays import deferred_acceptance as deferred_acceptance
    from matcher.files.reading import load_round as load_round
    from matcher.judge import judge as judge
    from matcher.solve import solve as solve

_HOMES = {
    "load_round": "matcher.files.reading",
    "solve": "matcher.solve",
    "judge": "matcher.judge",
    "assign": "matcher.arrays",
    "deferred_acceptance": "matcher.arrays",
}

__all__ = ["assign", "deferred_acceptance", "judge", "load_round", "solve"]  # resolved by __getattr__


def __getattr__(name: str) -> object:
    """Import a public name from its room."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
