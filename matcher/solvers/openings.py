"""Openings: rounds whose places open only from a minimum, seen as one sum over pairs plus what opens.

The needs' rows are given prices; then every place decides for itself whether to open and with whom (Lagrangian
relaxation: Geoffrion 1974). The prices found are multipliers of the model's own rows, so the judge can check them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matcher.constraints.row import Column, Key, Row
from matcher.kernels.openings import Offers
from matcher.lists import Ints

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64] | npt.NDArray[np.object_]
"""Whole numbers: of 64 bits, or Python's own where they may be larger."""

NONE = -1


@dataclass(frozen=True, eq=False)
class Openings:
    """Pairs place by place, each with its need; places in the order of their rows.

    ``pair`` (n_pairs,) gives the model's pair of each offer; ``fixed`` (n_needs,) marks needs that must be placed,
    ``required`` (n_places,) places that must open.
    ``need_row``, ``seats_row``, ``minimum_row`` and ``column`` give the model's keys (None where a place has none).
    """

    offers: Offers
    pair: Ints
    fixed: Bools
    required: Bools
    need_row: tuple[Key, ...]
    seats_row: tuple[Key, ...]
    minimum_row: tuple[Key | None, ...]
    column: tuple[Key | None, ...]

    @property
    def n_needs(self) -> int:
        """Return the number of needs with a pair."""
        return len(self.need_row)

    @property
    def n_places(self) -> int:
        """Return the number of places with a row."""
        return len(self.seats_row)

    def only(self, kept: Bools) -> "Openings":
        """Return the same places with just these offers (n_offers,)."""
        offers = self.offers
        first = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(kept)])[offers.first]
        fewer = replace(offers, first=first, need_of=offers.need_of[kept])
        return replace(self, offers=fewer, pair=self.pair[kept])

    @cached_property
    def by_need(self) -> tuple[Ints, Ints]:
        """Return the offers need by need: bounds of the rows (n_needs + 1,), and the offers in that order."""
        order = np.argsort(self.offers.need_of, kind="stable")
        return row_bounds(self.offers.need_of, self.n_needs), order

    @cached_property
    def place_of(self) -> Ints:
        """Return the place of each offer."""
        return np.repeat(np.arange(self.n_places), np.diff(self.offers.first))


def row_bounds(owner: Ints, n_owners: int) -> Ints:
    """Return where each owner's row begins (n_owners + 1,) when items are sorted by owner."""
    bounds = np.zeros(n_owners + 1, dtype=np.int64)
    np.cumsum(np.bincount(owner, minlength=n_owners), out=bounds[1:])
    return bounds


def openings_of(n_pairs: int, columns: Sequence[Column], rows: Sequence[Row]) -> Openings | None:
    """Return a model as openings, or None where it holds more: other rows, several seats, pairs without a row."""
    needs = [row for row in rows if row.key[0] == "need"]
    places = [row for row in rows if row.key[0] == "place"]
    minimums = {row.key[1:]: row for row in rows if row.key[0] == "minimum"}
    if len(needs) + len(places) + len(minimums) < len(rows) or any(c.key[0] != "open" for c in columns):
        return None
    if not minimums or any((row.weight != 1).any() for row in [*needs, *places]):
        return None
    need_of, place_of = _owner(n_pairs, needs), _owner(n_pairs, places)
    if need_of is None or place_of is None:
        return None
    order = np.argsort(place_of, kind="stable")
    twins = [minimums.get(row.key[1:]) for row in places]
    offers = Offers(
        first=np.searchsorted(place_of[order], np.arange(len(places) + 1)),
        need_of=need_of[order],
        capacity=np.array([_capacity(row) for row in places], dtype=np.int64),
        minimum=np.array([_minimum(row, twin) for row, twin in zip(places, twins, strict=True)], dtype=np.int64),
    )
    required = np.array([twin is None for twin in twins], dtype=np.bool_)
    return Openings(
        offers,
        order,
        np.array([row.lower is not None for row in needs], dtype=np.bool_),
        required,
        tuple(row.key for row in needs),
        tuple(row.key for row in places),
        tuple(None if twin is None else twin.key for twin in twins),
        tuple(row.opens for row in places),
    )


def _owner(n_pairs: int, rows: Sequence[Row]) -> Ints | None:
    """Return the row of each pair, or None where one has none or several."""
    if sum(len(row.pairs) for row in rows) != n_pairs:
        return None
    owner = np.full(n_pairs, NONE, dtype=np.int64)
    for n, row in enumerate(rows):
        owner[row.pairs] = n
    return None if (owner == NONE).any() else owner


def _capacity(row: Row) -> int:
    return row.upper or -sum(row.columns.values())


def _minimum(row: Row, twin: Row | None) -> int:
    return (row.lower or 0) if twin is None else -sum(twin.columns.values())


def multipliers_of(openings: Openings, value: Numbers, charge: Numbers) -> dict[Key, int]:
    """Return the multipliers of the model's rows that make the bound of the charges: all whole, in one unit.

    ``value`` has the shape of the offers, ``charge`` (n_needs,) is at least 0 but for fixed needs. At a place, what
    its least seat is worth is charged to its seats (above 0) or its minimum (below 0); what a pair is worth beyond
    that is charged to its link, so that it counts only if the place opens.
    """
    found = {key: c for key, c in zip(openings.need_row, charge.tolist(), strict=True) if c}
    offers = openings.offers
    worth = value - charge[offers.need_of]
    for j in range(openings.n_places):
        own = slice(int(offers.first[j]), int(offers.first[j + 1]))
        level = _seat_worth(worth[own], int(offers.minimum[j]), int(offers.capacity[j]))
        minimum_row = openings.minimum_row[j]
        if level:
            found[openings.seats_row[j] if level > 0 or minimum_row is None else minimum_row] = level
        if openings.column[j] is not None:
            over = np.flatnonzero(worth[own] > level)
            links = zip(openings.pair[own][over].tolist(), (worth[own][over] - level).tolist(), strict=True)
            found.update((("link", str(pair)), beyond) for pair, beyond in links)
    return found


def _seat_worth(worth: Numbers, minimum: int, capacity: int) -> int:
    """Return what the last seat that can be filled is worth, if above 0, or the last that must be, if below 0.

    Less than all together is what shows that a place with too few offers cannot open.
    """
    falling = np.sort(worth)[::-1]
    if len(falling) < minimum:
        return -int(np.abs(worth).sum()) - 1
    last = int(falling[capacity - 1]) if 0 < capacity <= len(falling) else 0
    needed = int(falling[minimum - 1]) if 0 < minimum <= len(falling) else 0
    return max(0, last) + min(0, needed)
