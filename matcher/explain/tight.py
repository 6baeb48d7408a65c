"""Tight sets: places so few, and people who can go nowhere else so many, that someone must stay without (Hall 1935).

From an unplaced need one reaches its places; from a full place those who hold it; from them their other places. Where
no free seat is ever reached, all these people compete for seats that do not suffice: the part of the
Dulmage-Mendelsohn decomposition that the need lies in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from matcher.capacities import SharedCapacity
from matcher.judge import Case
from matcher.needs import Need


@dataclass(frozen=True, slots=True)
class TightSet:
    """Places (indices) with ``seats`` in all, and the needs (indices, ``wanted`` seats) that have no other place.

    ``shared`` are the full capacities that bound several of the places together.
    """

    places: tuple[int, ...]
    shared: tuple[SharedCapacity, ...]
    seats: int
    needs: tuple[int, ...]
    wanted: int


@dataclass(slots=True)
class _Reach:
    """What has been reached so far, and what is still to be looked into."""

    needs: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)
    shared: set[int] = field(default_factory=set)
    todo: list[int] = field(default_factory=list)

    def add(self, needs: Iterable[int]) -> None:
        """Note needs that compete."""
        new = [i for i in needs if i not in self.needs]
        self.needs.update(new)
        self.todo += new


class Crowds:
    """The tight sets of a matching: asked need by need."""

    def __init__(self, case: Case) -> None:
        self.case = case
        e = case.eligibility
        self.seats = [case.seats[n.applicant_id] for n in e.needs]
        self.holders: dict[int, list[int]] = {}
        for line in case.matching.places:
            need = case.need_index[Need(line.applicant_id, line.period_id)]
            place = int(e.place_of[case.held[need]]) if case.held[need] >= 0 else -1
            self.holders.setdefault(place, []).append(need)
        self.load = [sum(self.seats[i] for i in self.holders.get(j, ())) for j in range(len(e.places))]
        self.groups: dict[int, list[int]] = {}
        for n, shared in enumerate(case.shared):
            for j in shared.places:
                self.groups.setdefault(j, []).append(n)

    def room(self, place: int) -> int:
        """Return the seats left at a place, what it shares with others reckoned in."""
        left = [self.case.capacity[place] - self.load[place]]
        left += [self.case.shared[g].capacity - self.load_of(g) for g in self.groups.get(place, ())]
        return min(left)

    def load_of(self, group: int) -> int:
        """Return the seats taken under a shared capacity."""
        return sum(self.load[j] for j in self.case.shared[group].places)

    def chains(self, need: int, first: Iterable[int]) -> Iterator[list[tuple[int, int]]]:
        """Yield chains of moves (need, place) by which the need gets one of the ``first`` places, the shortest first.

        Whoever holds the place goes to another of theirs, and so on, until one finds a seat free; each place is passed
        once, and where several chains end at one place only the first found is told. Conditions are not looked at.
        """
        came: dict[int, tuple[int, int | None]] = {}
        for j in first:
            came.setdefault(j, (need, None))
        todo = list(came)
        for j in todo:
            if self.room(j) >= self.seats[came[j][0]]:
                yield self._back(came, j)
                continue
            for holder in self.holders.get(j, ()):
                for other in self.case.eligibility.place_of[self.case.setting.of_need(holder)].tolist():
                    if other not in came:
                        came[other] = holder, j
                        todo.append(other)

    @staticmethod
    def _back(came: dict[int, tuple[int, int | None]], place: int) -> list[tuple[int, int]]:
        at: int | None = place
        chain = []
        while at is not None:
            mover, before = came[at]
            chain.append((mover, at))
            at = before
        return chain[::-1]

    def reached(self, need: int, first: Iterable[int]) -> list[int]:
        """Return the places that the chains pass, nearest first."""
        came = dict.fromkeys(first)
        todo = list(came)
        for j in todo:
            for holder in self.holders.get(j, ()):
                for other in self.case.eligibility.place_of[self.case.setting.of_need(holder)].tolist():
                    if other not in came and holder != need:
                        came[other] = None
                        todo.append(other)
        return todo

    def around(self, need: int) -> TightSet | None:
        """Return the tight set of an unplaced need; None where a free seat can be reached or seats tell nothing.

        Nothing is told either where periods that overlap mix people of several.
        """
        reach = _Reach()
        reach.add([need])
        while reach.todo:
            own = self.case.setting.of_need(reach.todo.pop())
            for j in self.case.eligibility.place_of[own].tolist():
                if j not in reach.places and not self._expand(j, reach):
                    return None
        found = self._counted(reach)
        periods = {self.case.eligibility.needs[i].period_id for i in found.needs}
        return found if found.wanted > found.seats and len(periods) == 1 else None

    def _expand(self, place: int, reach: _Reach) -> bool:
        """Reach whoever would have to go for a seat at the place; False where none would."""
        reach.places.add(place)
        if self.load[place] >= self.case.capacity[place]:
            reach.add(self.holders.get(place, ()))
            return True
        full = (g for g in self.groups.get(place, ()) if self.load_of(g) >= self.case.shared[g].capacity)
        group = next(full, None)
        if group is None:
            return False
        reach.shared.add(group)
        for j in self.case.shared[group].places:
            reach.add(self.holders.get(j, ()))
        return True

    def _counted(self, reach: _Reach) -> TightSet:
        shared = [self.case.shared[g] for g in sorted(reach.shared)]
        together = {j for s in shared for j in s.places}
        alone = sum(self.case.capacity[j] for j in reach.places - together)
        return TightSet(
            tuple(sorted(reach.places)),
            tuple(shared),
            alone + sum(s.capacity for s in shared),
            tuple(sorted(reach.needs)),
            sum(self.seats[i] for i in reach.needs),
        )
