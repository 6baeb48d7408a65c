"""Columns: what a table's columns are called, hold and allow; the vocabulary in which ``tables`` are declared."""

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from enum import Enum, auto
from functools import cached_property
from typing import Any

from matcher.files.words import Spellings, squeeze


class Holds(Enum):
    """What a column's cells are read as."""

    TEXT = auto()
    LIST = auto()
    INT = auto()
    NUMBER = auto()
    DATE = auto()
    BOOL = auto()
    CHOICE = auto()
    HAZARD = auto()
    FILTER = auto()


MOST = 10**12
"""The largest number a cell may hold: far above any real one, far below what sums could overflow."""
MOST_STANDING = 10_000
"""The worst rank an applicant can give, and the last tier."""

NEUTRAL: dict[Holds, object] = {
    Holds.TEXT: "",
    Holds.LIST: (),
    Holds.INT: 0,
    Holds.NUMBER: 0.0,
    Holds.DATE: date.min,
    Holds.BOOL: False,
}
"""What stands in for a required cell that could not be read."""


@dataclass(frozen=True)
class Column:
    """A column: its field name (the English header), Russian header and aliases, content, range and example.

    A row without a usable ``key`` cell names nothing and is left out; ``required`` cells must be filled.
    """

    name: str
    holds: Holds
    ru: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    key: bool = False
    low: float = -MOST
    high: float = MOST
    spellings: Spellings = field(default_factory=dict)
    example: str = ""

    @property
    def names(self) -> Iterator[str]:
        """Yield every accepted header, squeezed."""
        return (squeeze(name) for name in (self.name, self.ru, *self.aliases))

    @property
    def neutral(self) -> object:
        """Return what stands in for a required cell that could not be read."""
        return next(iter(self.spellings)) if self.holds is Holds.CHOICE else NEUTRAL[self.holds]


@dataclass(frozen=True)
class Table:
    """A table: its name in the contract, its class in ``rounds``, its Russian sheet name, aliases and columns."""

    name: str
    entry: type[Any]
    ru: str
    aliases: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = False

    @property
    def names(self) -> Iterator[str]:
        """Yield every accepted file or sheet name, squeezed."""
        return (squeeze(name) for name in (self.name, self.ru, *self.aliases))

    @cached_property
    def by_header(self) -> dict[str, Column]:
        """Return the columns by every accepted header, squeezed."""
        return {name: column for column in self.columns for name in column.names}

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """Return what an empty cell means, by field, in the order of the entry's fields."""
        holds = {column.name: column.holds for column in self.columns}
        return {f.name: _default(f.default, holds[f.name]) for f in fields(self.entry)}


def _default(declared: object, holds: Holds) -> object:
    if declared is not MISSING:
        return declared
    return () if holds is Holds.LIST else None


def key(name: str, ru: str, *aliases: str, example: str = "") -> Column:
    """Declare the id a row cannot do without."""
    return Column(name, Holds.TEXT, ru, aliases, required=True, key=True, example=example)


def text(name: str, ru: str, *aliases: str, required: bool = False, example: str = "") -> Column:
    """Declare a column of text."""
    return Column(name, Holds.TEXT, ru, aliases, required=required, example=example)


def words(name: str, ru: str, *aliases: str, example: str = "") -> Column:
    """Declare a column of lists of text."""
    return Column(name, Holds.LIST, ru, aliases, example=example)


def standing(name: str, ru: str, *aliases: str, example: str = "") -> Column:
    """Declare a column of ranks or tiers: results count them one by one, so they have an end."""
    return whole(name, ru, *aliases, low=1, high=MOST_STANDING, example=example)


def whole(
    name: str, ru: str, *aliases: str, low: int, high: int = 10**9, required: bool = False, example: str = ""
) -> Column:
    """Declare a column of integers ``low .. high``."""
    return Column(name, Holds.INT, ru, aliases, required=required, low=low, high=high, example=example)


def number(name: str, ru: str, *aliases: str, low: float = -MOST, high: float = MOST, example: str = "") -> Column:
    """Declare a column of numbers ``low .. high``."""
    return Column(name, Holds.NUMBER, ru, aliases, low=low, high=high, example=example)


def day(name: str, ru: str, *aliases: str, required: bool = False, example: str = "") -> Column:
    """Declare a column of dates."""
    return Column(name, Holds.DATE, ru, aliases, required=required, example=example)


def yes_no(name: str, ru: str, *aliases: str, example: str = "") -> Column:
    """Declare a column of booleans."""
    return Column(name, Holds.BOOL, ru, aliases, example=example)


def choice(
    name: str, ru: str, *aliases: str, spellings: Spellings, required: bool = False, example: str = ""
) -> Column:
    """Declare a column of a few fixed words."""
    return Column(name, Holds.CHOICE, ru, aliases, required=required, spellings=spellings, example=example)


def filter_of(name: str, ru: str, *aliases: str, example: str = "") -> Column:
    """Declare a column of filters of applicants, ``attribute=value`` joined by ``&``."""
    return Column(name, Holds.FILTER, ru, aliases, example=example)


def hazard(name: str, ru: str, *aliases: str, example: str = "") -> Column:
    """Declare a column of working-condition classes 1 .. 4."""
    return Column(name, Holds.HAZARD, ru, aliases, example=example)
