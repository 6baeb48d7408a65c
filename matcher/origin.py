"""Origin: where each row and column of a Round was read, so that every problem can point at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Origin:
    """File or sheet, physical rows and headers as written, by the names of :class:`~matcher.rounds.Round`'s tables.

    ``rows[table][i]`` is the row (from 1) of the table's i-th entry. ``damaged`` holds (table, index, field) of cells
    that could not be read: the entry carries a neutral stand-in there, already reported. A Round built in Python has
    the empty Origin: its places are its table names, its columns its field names, and no row numbers.
    """

    places: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Sequence[int]] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    damaged: frozenset[tuple[str, int, str]] = frozenset()

    def place(self, table: str) -> str:
        """Return the file or sheet of a table as the user sees it."""
        return self.places.get(table, table)

    def row(self, table: str, index: int) -> int | None:
        """Return the physical row of the table's entry ``index``, None when unknown."""
        rows = self.rows.get(table)
        return rows[index] if rows is not None and index < len(rows) else None

    def column(self, table: str, name: str) -> str:
        """Return the header, as written, of the column that holds the field ``name``."""
        return self.columns.get(table, {}).get(name, name)

    def is_damaged(self, table: str, index: int, name: str) -> bool:
        """Return whether the field ``name`` of the entry is a stand-in for a cell that could not be read."""
        return (table, index, name) in self.damaged
