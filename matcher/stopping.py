"""Stopping: how a search learns that it is to end now and give the best it has."""

from collections.abc import Callable

Stop = Callable[[], bool]
"""Asked again and again, from the thread that searches; once it says True, it must go on saying so."""


def never() -> bool:
    """Let the search end by itself, or when its time is over."""
    return False
