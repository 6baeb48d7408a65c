"""Bounding: what the multipliers of a linear program prove of its whole solutions, in exact whole numbers.

Lagrangian duality holds for any multipliers (Geoffrion 1974), so those of the linear program may be rounded: the bound
that they give is right whatever was rounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt

from matcher.constraints.row import Key, Row
from matcher.lists import Ints

Numbers = npt.NDArray[np.int64] | npt.NDArray[np.object_]
Bools = npt.NDArray[np.bool_]
SCALE = 2**30
"""Multipliers are whole multiples of 1 / SCALE."""

SAFE = float(2**62)
"""Sums that stay below this in size are exact in 64 bits."""

_NONE = np.zeros(0, dtype=np.int64)


class Columns(Protocol):
    """What bounding must know of a program."""

    rows: list[Row]
    lower: Ints
    upper: Ints
    whole: Bools
    highs: Any

    @property
    def n_columns(self) -> int:
        """Return the number of columns."""

    def entries(self, row: Row) -> tuple[Ints, Ints]:
        """Return the columns of a row and their weights."""


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Multipliers by row, the weights less what the rows charge (n_columns,), and the bound; both in 1 / SCALE."""

    multipliers: Mapping[Key, int]
    reduced: Numbers
    scaled: int

    @property
    def bound(self) -> int:
        """Return what no whole solution can exceed."""
        return self.scaled // SCALE


def linear_of(program: Columns, weight: Ints) -> Linear:
    """Return what the linear program just solved proves of a goal of these weights (n_columns,)."""
    charged = _charged(program)
    constant = 0
    index, entry, multiplier = [_NONE], [_NONE], []
    for row, m in charged:
        side = row.upper if m > 0 else row.lower
        constant += m * cast("int", side)
        columns, entries = program.entries(row)
        index.append(columns)
        entry.append(entries)
        multiplier += [m] * len(columns)
    reduced = _less(program, weight, np.concatenate(index), np.concatenate(entry), multiplier)
    best = np.maximum(reduced * program.lower, reduced * program.upper)
    return Linear({row.key: m for row, m in charged}, reduced, constant + sum(best.tolist()))


def _charged(program: Columns) -> list[tuple[Row, int]]:
    """Return the rows with a multiplier on a side that they have."""
    found = program.highs.getSolution().row_dual if program.n_columns else np.zeros(len(program.rows))
    duals = np.rint(np.clip(np.nan_to_num(np.array(found)) * SCALE, -SAFE, SAFE)).astype(np.int64)
    rows = ((program.rows[n], int(duals[n])) for n in np.flatnonzero(duals).tolist())
    return [(row, m) for row, m in rows if (row.upper if m > 0 else row.lower) is not None]


def _less(program: Columns, weight: Ints, index: Ints, entry: Ints, multiplier: list[int]) -> Numbers:
    """Return weight * SCALE less the charges, in 64 bits where no number can leave them."""
    size = np.abs(weight.astype(np.float64)) * SCALE
    np.add.at(size, index, np.abs(np.array(multiplier, dtype=np.float64) * entry))
    kind = np.int64 if bool(np.all(size * np.maximum(1, program.upper) < SAFE)) else np.object_
    reduced = cast("Numbers", weight.astype(kind) * SCALE)
    np.subtract.at(reduced, index, np.array(multiplier, dtype=kind) * entry.astype(kind))
    return reduced


def same(one: tuple[Ints, Ints], other: tuple[Ints, Ints]) -> bool:
    """Return whether two ranges of columns are the same."""
    return all(bool((a == b).all()) for a, b in zip(one, other, strict=True))


def decided(program: Columns, linear: Linear, total: int) -> tuple[Ints, Ints]:
    """Return the columns' least and greatest values in solutions as good as ``total``: by its reduced weight, a column
    whose other value costs more than lies between total and bound can only have the one."""
    gap = linear.scaled - total * SCALE
    surely = (program.lower < program.upper) & (program.whole | (gap == 0))
    useless, needed = surely & (linear.reduced < -gap), surely & (linear.reduced > gap)
    return np.where(needed, program.upper, program.lower), np.where(useless, program.lower, program.upper)
