"""Praktika: exact placement matching for vocational colleges, with proof.

``solve(load_round(path))`` is the whole job; ``explain`` says why it came out so, ``judge`` confirms
any matching from any source, ``simulate`` says what changes would come to. ``assign`` and
``deferred_acceptance`` are the array door for markets that are not colleges; what needs files or compiled kernels is
imported when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from matcher.explain.explanation import explain
from matcher.judge import judge
from matcher.simulate.simulation import simulate
from matcher.solve import solve

if TYPE_CHECKING:
    from matcher.arrays import assign as assign
    from matcher.arrays import deferred_acceptance as deferred_acceptance
    from matcher.arrays import seat_prices as seat_prices
    from matcher.files.reading import load_round as load_round

_HOMES = {
    "load_round": "matcher.files.reading",
    "assign": "matcher.arrays",
    "deferred_acceptance": "matcher.arrays",
    "seat_prices": "matcher.arrays",
}

__all__ = ["assign", "deferred_acceptance", "explain", "judge", "load_round", "seat_prices", "simulate", "solve"]


def __getattr__(name: str) -> object:
    """Import a public name from its room. Raises AttributeError for any other name."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
