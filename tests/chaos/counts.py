"""How often things are done: seldom in ``make test``, as promised where PRAKTIKA_CHAOS is set."""

import os

IS_FULL = bool(os.environ.get("PRAKTIKA_CHAOS"))


def times(few: int, many: int) -> int:
    """Return how often to do something."""
    return many if IS_FULL else few
