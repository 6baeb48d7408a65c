"""Changes of seats: how many there are, the fewest that must be filled, and whom hosts would hire afterwards."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from matcher.rounds import Host, LockKind, Position, Round
from matcher.simulate.changes.amounts import Amount, dealt
from matcher.simulate.changes.edit import Edit, Misfit
from matcher.simulate.changes.leaving import closed
from matcher.simulate.changes.selections import Places
from matcher.simulate.draws import Draws


@dataclass(frozen=True, slots=True)
class Seats(Edit):
    """The positions meant have more or fewer seats in all, dealt out in proportion to the seats they have.

    A host's own limit moves by as many seats; a minimum above the seats falls with them. Seats of those fixed by hand
    stay, unless no seat at all is left. Agreements' limits, mentors and beds do not move.
    """

    code: ClassVar[str] = "seats"
    places: Places
    amount: Amount

    @property
    def subject(self) -> str:
        """Return the positions meant."""
        return self.places.named

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the new seats."""
        meant = self.places.of(round_)
        now = {j.position_id: j.capacity for j in meant}
        total = self.amount.whole(sum(now.values()))
        if not total or not meant:
            return _with_seats(closed(round_, now.keys()), dict.fromkeys(now, 0), round_)
        return _with_seats(round_, dealt(total, now, _held(round_, now)), round_)

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield positions that are not there, and seats that would be taken where there are not so many."""
        yield from self.places.misfits(round_)
        seats, by = sum(j.capacity for j in self.places.of(round_)), self.amount.by
        if by is not None and seats + by < 0:
            yield Misfit("by", "too-few-seats", {"seats": seats, "fewer": -by})


@dataclass(frozen=True, slots=True)
class Demand(Seats):
    """A demand shock: the seats (or vacancies) meant shrink or grow by one factor, rounded as :class:`Seats` are."""

    code: ClassVar[str] = "demand"


def _held(round_: Round, seats: Mapping[str, int]) -> dict[str, int]:
    """Return the seats of those fixed by hand, by position, as far as there are so many."""
    size = {a.applicant_id: a.seats for a in round_.applicants}
    held: Counter[str] = Counter()
    for lock in round_.locks:
        if lock.kind == LockKind.ASSIGNED and lock.position_id in seats:
            held[lock.position_id] += size.get(lock.applicant_id, 1)
    return {p: min(n, seats[p]) for p, n in held.items()}


def _with_seats(round_: Round, seats: Mapping[str, int], before: Round) -> Round:
    """Return the round with seats by position; hosts' limits move by what changed since ``before``."""
    moved = _moved(before, seats)
    if not moved and round_ is before:
        return round_
    return replace(
        round_,
        positions=tuple(_seated(j, seats.get(j.position_id, j.capacity)) for j in round_.positions),
        hosts=tuple(_limited(h, moved.get(h.host_id, 0)) for h in round_.hosts),
    )


def _seated(position: Position, seats: int) -> Position:
    if seats == position.capacity:
        return position
    return replace(position, capacity=seats, minimum=min(position.minimum, seats))


def _limited(host: Host, by: int) -> Host:
    if host.capacity is None or not by:
        return host
    limit = max(0, host.capacity + by)
    return replace(host, capacity=limit, minimum=None if host.minimum is None else min(host.minimum, limit))


def _moved(round_: Round, seats: Mapping[str, int]) -> dict[str, int]:
    """Return by how many seats each host changes at one time: over its periods the largest change."""
    by: dict[str, Counter[str | None]] = defaultdict(Counter)
    for j in round_.positions:
        if j.position_id in seats and seats[j.position_id] != j.capacity:
            by[j.host][j.period_id] += seats[j.position_id] - j.capacity
    return {
        host: max((own[None] + n for t, n in own.items() if t is not None), key=abs, default=own[None])
        for host, own in by.items()
    }


@dataclass(frozen=True, slots=True)
class Minimum(Edit):
    """Each position meant needs another number of people to open."""

    code: ClassVar[str] = "minimum"
    places: Places
    amount: Amount

    @property
    def subject(self) -> str:
        """Return the positions meant."""
        return self.places.named

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the new minimums, none above the seats there are."""
        meant = {j.position_id: min(self.amount.whole(j.minimum), j.capacity) for j in self.places.of(round_)}
        rows = (replace(j, minimum=meant.get(j.position_id, j.minimum)) for j in round_.positions)
        return replace(round_, positions=tuple(rows))

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield positions that are not there, and a minimum that is above the seats of a position."""
        yield from self.places.misfits(round_)
        for j in self.places.of(round_):
            if self.amount.whole(j.minimum) > j.capacity:
                values = {"position_id": j.position_id, "minimum": self.amount.whole(j.minimum), "seats": j.capacity}
                yield Misfit("", "minimum-over-seats", values)


@dataclass(frozen=True, slots=True)
class HirePlaces(Edit):
    """The hosts would hire more or fewer at each position meant; where there is no limit, only ``to`` sets one."""

    code: ClassVar[str] = "hire-places"
    places: Places
    amount: Amount

    @property
    def subject(self) -> str:
        """Return the positions meant."""
        return self.places.named

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the new numbers."""
        meant = {j.position_id: self._of(j.hire_places) for j in self.places.of(round_)}
        rows = (replace(j, hire_places=meant.get(j.position_id, j.hire_places)) for j in round_.positions)
        return replace(round_, positions=tuple(rows))

    def _of(self, now: int | None) -> int | None:
        return None if now is None and self.amount.to is None else self.amount.whole(now or 0)

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield positions that are not there."""
        yield from self.places.misfits(round_)
