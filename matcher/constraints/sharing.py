"""Sharing out: who is kept by whom, when all placed and all capacities are known; exact and without a solver.

Where no period belongs to two sets of periods that run together, seats are given one by one along augmenting paths
(Ford and Fulkerson 1956). An augmenting path never takes load from a keeper for good, so floors that were met first
stay met, and both together can be met whenever each can (Mendelsohn and Dulmage 1958). Where periods overlap in a
chain, a keeper's days no longer fall apart; then :mod:`matcher.constraints.chains` searches.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.constraints.chains import FEW_STEPS, Given, Sets, searched
from matcher.constraints.keepers import Keeper, ShareOut
from matcher.constraints.row import Key


def is_chained(together: Sets) -> bool:
    """Return whether some period belongs to two sets of periods that run together."""
    return max(Counter(period for periods in together for period in periods).values(), default=0) > 1


def share_out(
    share: ShareOut, demand: Mapping[Key, int], together: Sets, floors: Mapping[Keeper, int] | None = None
) -> Given | None:
    """Return a share-out of all ``demand`` (seats by class) in which each keeper has at least its floor, else None."""
    if is_chained(together):
        return _in_chain(share, demand, together, floors or {})
    flow = Flow(share, demand, together)
    met = all(flow.draw(keeper, set()) for keeper, least in (floors or {}).items() for _ in range(least))
    return flow.given if met and flow.unserved() is None else None


def _in_chain(share: ShareOut, demand: Mapping[Key, int], together: Sets, floors: Mapping[Keeper, int]) -> Given | None:
    """Search a little, then see whether any one time rules it out, and only then search to the end."""
    given = searched(share, demand, together, floors, FEW_STEPS)
    if given is not None or any(_alone(share, demand, now) is not None for now in together):
        return given
    return searched(share, demand, together, floors)


def first_unserved(share: ShareOut, demand: Mapping[Key, int], together: Sets) -> tuple[Key, int] | None:
    """Return a class that cannot be served beside the others and how many of its seats are left over, None if all are.

    In a chain of periods the class cannot be told; then the first class with seats stands for all.
    """
    if not is_chained(together):
        return Flow(share, demand, together).unserved()
    if share_out(share, demand, together) is not None:
        return None
    alone = (_alone(share, demand, now) for now in together)
    return next((found for found in alone if found is not None), (min(k for k, n in demand.items() if n), 1))


def _alone(share: ShareOut, demand: Mapping[Key, int], now: tuple[str, ...]) -> tuple[Key, int] | None:
    """Return a class that cannot be served in one set of periods even if there were no others."""
    return Flow(share, {name: seats for name, seats in demand.items() if name[-1] in now}, [now]).unserved()


@dataclass
class Flow:
    """Seats given so far, with what is left of each class and each keeper at one time."""

    share: ShareOut
    demand: Mapping[Key, int]
    together: Sets
    given: Counter[tuple[Keeper, Key]] = field(default_factory=Counter)
    load: Counter[tuple[Keeper, int]] = field(default_factory=Counter)
    served: Counter[Key] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.time = {period: n for n, periods in enumerate(self.together) for period in periods}
        self.names = sorted(name for name, seats in self.demand.items() if seats)
        self.serves: dict[Keeper, list[Key]] = {}
        for name in self.names:
            for keeper in self.share.keepers[name]:
                self.serves.setdefault(keeper, []).append(name)

    def _at(self, keeper: Keeper, name: Key) -> tuple[Keeper, int]:
        return keeper, self.time[name[-1]]

    def _has_room(self, keeper: Keeper, name: Key) -> bool:
        return keeper.capacity is None or self.load[self._at(keeper, name)] < keeper.capacity

    def _give(self, keeper: Keeper, name: Key, seats: int) -> None:
        self.given[keeper, name] += seats
        self.load[self._at(keeper, name)] += seats
        self.served[name] += seats

    def unserved(self) -> tuple[Key, int] | None:
        """Serve every class and return the first one that cannot be, with the seats left over."""
        for name in self.names:
            while self.served[name] < self.demand[name]:
                if not self.serve(name, set()):
                    return name, self.demand[name] - self.served[name]
        return None

    def serve(self, name: Key, tried: set[Keeper]) -> bool:
        """Find a keeper for one more seat of a class, the least busy first, sending others elsewhere where it helps."""
        able = sorted(self.share.keepers[name], key=lambda k: (self.load[self._at(k, name)], k.key))
        for keeper in able:
            if keeper not in tried and self._has_room(keeper, name):
                self._give(keeper, name, 1)
                return True
        for keeper in able:
            if keeper not in tried:
                tried.add(keeper)
                for other in self.serves[keeper]:
                    movable = other != name and self.given[keeper, other] and self._same_time(other, name)
                    if movable and self._moves(keeper, other, tried):
                        self._give(keeper, name, 1)
                        return True
        return False

    def _same_time(self, one: Key, other: Key) -> bool:
        return self.time[one[-1]] == self.time[other[-1]]

    def _moves(self, keeper: Keeper, name: Key, tried: set[Keeper]) -> bool:
        """Hand a seat over to another keeper."""
        self._give(keeper, name, -1)
        if self.serve(name, tried):
            return True
        self._give(keeper, name, 1)
        return False

    def draw(self, keeper: Keeper, tried: set[Key]) -> bool:
        """Give a keeper one more seat, of a class with seats left or of another keeper who finds another seat."""
        own = [name for name in self.serves.get(keeper, ()) if name not in tried and self._has_room(keeper, name)]
        for name in own:
            if self.served[name] < self.demand[name]:
                self._give(keeper, name, 1)
                return True
        for name in own:
            if name not in tried:
                tried.add(name)
                for other in self.share.keepers[name]:
                    if other != keeper and self.given[other, name] and self._draws_instead(other, name, tried):
                        self._give(keeper, name, 1)
                        return True
        return False

    def _draws_instead(self, keeper: Keeper, name: Key, tried: set[Key]) -> bool:
        self._give(keeper, name, -1)
        if self.draw(keeper, tried):
            return True
        self._give(keeper, name, 1)
        return False
