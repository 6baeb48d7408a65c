"""Progress: how far a search is, told as it goes. Whoever listens changes nothing of what is found."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a solve is: its ``step`` (``rules``, ``solve``, ``judge``) and, while it solves, the level at hand.

    ``number`` counts the ``levels`` from 1. ``best`` is the value reached so far and ``bound`` what no matching
    exceeds (or, where less is better, falls below), in the level's own units; None where they are not known, and for
    rank profiles and tiers, whose values are no one number.
    """

    step: str
    level: str | None = None
    measure: str | None = None
    number: int | None = None
    levels: int | None = None
    best: float | None = None
    bound: float | None = None


Listener = Callable[[Progress], None]

Tell = Callable[[int, int | None, int | None], None]
"""What methods call: the level at hand (its place in the policy), the best total of its stage and a bound on it."""


def unheard(_progress: Progress) -> None:
    """Listen to nothing."""


def silent(_level: int, _total: int | None, _bound: int | None) -> None:
    """Be told and say nothing."""
