"""Random markets of a few applicants as plain arrays, and every matching of them by enumeration."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from random import Random

import numpy as np

from matcher.kernels.doorway import Bools, Ints

PairOf = tuple[int, ...]
"""The pair of each applicant, -1 for none."""
NONE = -1


@dataclass(frozen=True)
class SmallMarket:
    """A market and a face of it, as :mod:`matcher.kernels` says; ``weight`` serves as priority too."""

    indptr: Ints
    position: Ints
    weight: Ints
    capacity: Ints
    group_of: Ints
    group_capacity: Ints
    must_match: Bools
    must_fill: Bools
    must_fill_group: Bools

    @cached_property
    def rows(self) -> list[range]:
        return [range(a, b) for a, b in pairwise(self.indptr.tolist())]

    @cached_property
    def matchings(self) -> list[PairOf]:
        """Every matching that keeps the capacities, musts or not."""
        return list(self._grown((), self.capacity.tolist(), self.group_capacity.tolist()))

    def _grown(self, held: PairOf, seats: list[int], shared: list[int]) -> Iterator[PairOf]:
        if len(held) == len(self.rows):
            yield held
            return
        yield from self._grown((*held, NONE), seats, shared)
        for pair in self.rows[len(held)]:
            j = int(self.position[pair])
            g = int(self.group_of[j])
            if seats[j] > 0 and (g == NONE or shared[g] > 0):
                left, left_shared = seats.copy(), shared.copy()
                left[j] -= 1
                if g != NONE:
                    left_shared[g] -= 1
                yield from self._grown((*held, pair), left, left_shared)

    @cached_property
    def faithful(self) -> list[PairOf]:
        """The matchings that meet all musts."""
        return [m for m in self.matchings if self.meets(m)]

    def meets(self, pair_of: PairOf) -> bool:
        load, shared = self.loads(pair_of)
        return (
            all(pair != NONE for pair, must in zip(pair_of, self.must_match, strict=True) if must)
            and bool((load == self.capacity)[self.must_fill].all())
            and bool((shared == self.group_capacity)[self.must_fill_group].all())
        )

    def loads(self, pair_of: PairOf) -> tuple[Ints, Ints]:
        """Seats taken at each position and in each group."""
        load, shared = np.zeros_like(self.capacity), np.zeros_like(self.group_capacity)
        for pair in pair_of:
            if pair != NONE:
                j = self.position[pair]
                load[j] += 1
                if self.group_of[j] != NONE:
                    shared[self.group_of[j]] += 1
        return load, shared

    def value(self, pair_of: PairOf) -> int:
        return sum(int(self.weight[pair]) for pair in pair_of if pair != NONE)


def small_market(seed: int, *, groups: bool = True) -> SmallMarket:
    """A market without musts: up to five applicants, four positions and two groups; ties and repeated pairs too."""
    r = Random(seed)
    n_positions = r.randint(1, 4)
    rows = [r.choices(range(n_positions), k=r.randint(0, 4)) for _ in range(r.randint(0, 5))]
    if r.random() < 0.7:
        rows = [list(dict.fromkeys(row)) for row in rows]
    n_groups = r.randint(0, 2) if groups else 0
    spread = r.choice((0, 1, 5, 10**6, 10**12))
    position = np.array([j for row in rows for j in row], dtype=np.int64)
    return SmallMarket(
        np.cumsum([0, *map(len, rows)]),
        position,
        np.array([r.randint(-spread, spread) for _ in position], dtype=np.int64),
        np.array([r.choice((0, 1, 1, 1, 2, 3, 100)) for _ in range(n_positions)]),
        np.array([r.randint(-1, n_groups - 1) for _ in range(n_positions)]),
        np.array([r.choice((0, 1, 2, 3)) for _ in range(n_groups)], dtype=np.int64),
        np.zeros(len(rows), dtype=np.bool_),
        np.zeros(n_positions, dtype=np.bool_),
        np.zeros(n_groups, dtype=np.bool_),
    )


def face_of(seed: int, *, groups: bool = True) -> SmallMarket:
    """The same market with musts that at least one of its matchings meets."""
    market, r = small_market(seed, groups=groups), Random(~seed)
    some = r.choice(market.matchings)
    load, shared = market.loads(some)
    return replace(
        market,
        must_match=_part(r, [pair != NONE for pair in some]),
        must_fill=_part(r, load == market.capacity),
        must_fill_group=_part(r, shared == market.group_capacity),
    )


def strained(seed: int) -> SmallMarket:
    """The same market without groups, with musts at random: often none of its matchings meets them."""
    market, r = small_market(seed, groups=False), Random(~seed)
    return replace(
        market,
        must_match=_part(r, [True] * len(market.must_match)),
        must_fill=_part(r, [True] * len(market.must_fill)),
    )


def _part(r: Random, candidates: "list[bool] | Bools") -> Bools:
    return np.array([bool(c) and r.random() < 0.4 for c in candidates], dtype=np.bool_)
