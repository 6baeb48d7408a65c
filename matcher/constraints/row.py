"""Row: one linear condition on a matching, over eligible pairs and a few columns of its own (what opens, who hosts)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from matcher.lists import Ints

Key = tuple[str, ...]
"""What a row or column is about: its code, then the ids it concerns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A decision beside the pairs: 0 <= value <= ``upper``; whole numbers unless ``whole`` is False."""

    key: Key
    upper: int = 1
    whole: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """lower <= sum of ``weight`` over ``pairs`` + sum of the columns' weights <= upper; None leaves a side open.

    ``pairs`` (indices of eligible pairs, ascending) and ``weight`` (int64) have the same shape.
    """

    key: Key
    pairs: Ints
    weight: Ints
    lower: int | None = None
    upper: int | None = None
    columns: Mapping[Key, int] = field(default_factory=dict)

    @property
    def opens(self) -> Key | None:
        """Return the column without which none of the row's pairs can be taken (sum <= capacity y), if it is one."""
        if self.lower is None and self.upper == 0 and len(self.columns) == 1 and bool((self.weight > 0).all()):
            (key, weight), *_ = self.columns.items()
            return key if weight < 0 else None
        return None


def count(pairs: Iterable[int] | Ints) -> tuple[Ints, Ints]:
    """Return pairs with a weight of one each."""
    indices = np.asarray(pairs if isinstance(pairs, np.ndarray) else list(pairs), dtype=np.int64)
    return indices, np.ones(len(indices), dtype=np.int64)
