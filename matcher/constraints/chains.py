"""Chains: sharing out where periods overlap one after another, and a keeper is free again for some of them only.

Then seats cannot be moved along paths as in a flow, and sharing out is a colouring of intervals with given colours,
hard in general. Parts that share no keeper are searched one by one, seat by seat, the most special keeper first; loads
that led nowhere are kept in mind, so that the search is exhaustive.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from matcher.constraints.keepers import Keeper, ShareOut
from matcher.constraints.row import Key

MOST_STEPS = 400_000
"""After how many steps a part's search gives up; what is not found by then counts as not to be had."""

FEW_STEPS = 2_000
"""Steps in which most parts are settled."""

Sets = Sequence[tuple[str, ...]]
Given = Mapping[tuple[Keeper, Key], int]
"""How many seats of a class each keeper keeps."""


def searched(
    share: ShareOut,
    demand: Mapping[Key, int],
    together: Sets,
    floors: Mapping[Keeper, int],
    steps: int = MOST_STEPS,
) -> Given | None:
    """Return a share-out of all ``demand`` in which each keeper has at least its floor, None if there is none.

    Also None where ``steps`` in any part lead to no end.
    """
    served = {keeper for name, seats in demand.items() if seats for keeper in share.keepers[name]}
    if any(least and keeper not in served for keeper, least in floors.items()):
        return None
    given: dict[tuple[Keeper, Key], int] = {}
    for part in _parts(share, [name for name, seats in sorted(demand.items()) if seats]):
        own = {keeper for name in part for keeper in share.keepers[name]}
        least = {keeper: n for keeper, n in floors.items() if keeper in own}
        found = Search(share, {name: demand[name] for name in part}, together, least).found(steps)
        if found is None:
            return None
        given |= found
    return given


def _parts(share: ShareOut, names: Sequence[Key]) -> list[list[Key]]:
    """Return the classes in parts that share no keeper."""
    parts: list[tuple[set[Keeper], list[Key]]] = []
    for name in names:
        keepers, own = set(share.keepers[name]), [name]
        apart = []
        for known, classes in parts:
            if known & keepers:
                keepers, own = keepers | known, classes + own
            else:
                apart.append((known, classes))
        parts = [*apart, (keepers, own)]
    return [own for _, own in parts]


Loads = dict[tuple[Keeper, int], int]


@dataclass
class Search:
    """The seats of one part, one after another, and who keeps those given so far."""

    share: ShareOut
    demand: Mapping[Key, int]
    together: Sets
    floors: Mapping[Keeper, int]
    load: Loads = field(default_factory=dict)
    kept: dict[Keeper, int] = field(default_factory=dict)
    failed: set[tuple[object, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Put classes with few keepers first, and keepers with few classes first among equals."""
        order = sorted(self.demand, key=lambda name: (len(self.share.keepers[name]), name))
        self.seats = [name for name in order for _ in range(self.demand[name])]
        self.sets = {name: [n for n, now in enumerate(self.together) if name[-1] in now] for name in order}
        self.reach = {
            k: sum(k in self.share.keepers[name] for name in order) for name in order for k in self.share.keepers[name]
        }
        self.left = self._left()

    def _left(self) -> list[dict[Keeper, int]]:
        """Return how many of the seats from each on every keeper with a floor could still get."""
        left = [dict.fromkeys(self.floors, 0)]
        for name in reversed(self.seats):
            own = self.share.keepers[name]
            left.append({keeper: n + (keeper in own) for keeper, n in left[-1].items()})
        return left[::-1]

    def found(self, steps: int) -> dict[tuple[Keeper, Key], int] | None:
        """Return who keeps how many of each class, None when it cannot be done or is not found in time."""
        taken: list[Keeper] = []
        trail = [self._choices(0)]
        for _ in range(steps):
            if len(taken) == len(self.seats) and self._is_open(len(taken)):
                return self._given(taken)
            keeper = next(trail[-1], None) if self._is_open(len(taken)) else None
            if keeper is not None:
                self._give(self.seats[len(taken)], keeper, 1)
                taken.append(keeper)
                trail.append(self._choices(len(taken)))
                continue
            self.failed.add(self._state(len(taken)))
            trail.pop()
            if not taken:
                return None
            self._give(self.seats[len(taken) - 1], taken.pop(), -1)
        return None

    def _choices(self, n: int) -> Iterator[Keeper]:
        """Yield who has room for a seat: who still lacks seats, then the most special, then the least busy."""
        if n == len(self.seats):
            return iter(())
        name = self.seats[n]
        able = [k for k in self.share.keepers[name] if self._has_room(k, name)]
        return iter(sorted(able, key=lambda k: (self._lacks(k) <= 0, self.reach[k], self._busy(k, name), k.key)))

    def _has_room(self, keeper: Keeper, name: Key) -> bool:
        return keeper.capacity is None or self._busy(keeper, name) < keeper.capacity

    def _busy(self, keeper: Keeper, name: Key) -> int:
        return max((self.load.get((keeper, n), 0) for n in self.sets[name]), default=0)

    def _lacks(self, keeper: Keeper) -> int:
        return self.floors.get(keeper, 0) - self.kept.get(keeper, 0)

    def _is_open(self, n: int) -> bool:
        """Return whether floors can still be met, and these loads have not failed before."""
        within_reach = all(self._lacks(keeper) <= left for keeper, left in self.left[n].items())
        return within_reach and not (self.failed and self._state(n) in self.failed)

    def _state(self, n: int) -> tuple[object, ...]:
        lacking = tuple(max(0, self._lacks(keeper)) for keeper in self.floors)
        return n, lacking, frozenset(item for item in self.load.items() if item[1])

    def _give(self, name: Key, keeper: Keeper, seats: int) -> None:
        self.kept[keeper] = self.kept.get(keeper, 0) + seats
        for n in self.sets[name]:
            self.load[keeper, n] = self.load.get((keeper, n), 0) + seats

    def _given(self, taken: Sequence[Keeper]) -> dict[tuple[Keeper, Key], int]:
        given: dict[tuple[Keeper, Key], int] = {}
        for name, keeper in zip(self.seats, taken, strict=True):
            given[keeper, name] = given.get((keeper, name), 0) + 1
        return given
