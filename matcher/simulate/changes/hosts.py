"""Changes of hosts: new ones and new positions, and hosts that withdraw."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import ClassVar

from matcher.needs import periods_of
from matcher.rounds import Agreement, Host, Mentor, Position, Round
from matcher.simulate.changes.edit import Edit, Misfit, taken, unknown
from matcher.simulate.changes.leaving import closed
from matcher.simulate.changes.mentors import mentor_misfits
from matcher.simulate.changes.papers import paper_misfits, signed
from matcher.simulate.changes.selections import Places
from matcher.simulate.draws import Draws
from matcher.validate.ids import known_ids

FEW = 3
"""Hosts that may withdraw and still make few rounds: eight."""


@dataclass(frozen=True, slots=True)
class NewHost(Edit):
    """A host comes with its positions, the agreement that lets people go there, and its mentors."""

    code: ClassVar[str] = "new-host"
    host: Host
    positions: tuple[Position, ...]
    agreement: Agreement | None = None
    mentors: tuple[Mentor, ...] = ()

    @property
    def subject(self) -> str:
        """Return the host's id."""
        return self.host.host_id

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the host at the end of its tables."""
        own = tuple(replace(j, host_id=self.host.host_id) for j in self.positions)
        mentors = tuple(replace(m, host_id=self.host.host_id) for m in self.mentors)
        grown = replace(
            round_,
            hosts=(*_hosts(round_), self.host),
            positions=(*round_.positions, *own),
            mentors=(*round_.mentors, *mentors),
        )
        if self.agreement is None:
            return grown
        return signed(grown, replace(self.agreement, host_id=self.host.host_id))

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield ids that are taken, periods that are not there, and papers or beds that would bind others."""
        yield from taken("host", [self.host.host_id], known_ids(round_)["hosts"] or ())
        yield from _new_positions(round_, self.positions)
        yield from taken("mentors", [m.mentor_id for m in self.mentors], (m.mentor_id for m in round_.mentors))
        if self.agreement is not None:
            yield from paper_misfits(round_, self.agreement, "agreement")


def _hosts(round_: Round) -> tuple[Host, ...]:
    """Return the hosts' table; where there is none, the hosts that positions name, so that they stay known."""
    named = (j.host_id for j in round_.positions if j.host_id is not None)
    return round_.hosts or tuple(map(Host, dict.fromkeys(named)))


def _new_positions(round_: Round, positions: tuple[Position, ...]) -> Iterator[Misfit]:
    yield from taken("positions", [j.position_id for j in positions], (j.position_id for j in round_.positions))
    named = [j.period_id for j in positions if j.period_id is not None]
    yield from unknown("positions", named, periods_of(round_))
    for j in positions:
        if j.minimum > j.capacity:
            values = {"position_id": j.position_id, "minimum": j.minimum, "seats": j.capacity}
            yield Misfit("positions", "minimum-over-seats", values)
    no_beds = all(j.housing_beds is None for j in round_.positions)
    if no_beds and any(j.housing_beds is not None for j in positions):
        yield Misfit("positions", "first-beds")


@dataclass(frozen=True, slots=True)
class NewPositions(Edit):
    """A host of the round offers further positions, with their own mentors if they need some."""

    code: ClassVar[str] = "new-positions"
    host_id: str
    positions: tuple[Position, ...]
    mentors: tuple[Mentor, ...] = ()

    @property
    def subject(self) -> str:
        """Return the ids of the new positions."""
        return ",".join(j.position_id for j in self.positions)

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # a change without lots
        """Return the round with the positions at the end; the host's own limit grows by their seats."""
        more = sum(j.capacity for j in self.positions)
        return replace(
            round_,
            positions=(*round_.positions, *(replace(j, host_id=self.host_id) for j in self.positions)),
            hosts=tuple(
                replace(h, capacity=h.capacity + more) if h.host_id == self.host_id and h.capacity is not None else h
                for h in round_.hosts
            ),
            mentors=(*round_.mentors, *(replace(m, host_id=self.host_id) for m in self.mentors)),
        )

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield a host that is not there, ids that are taken, and what would bind others."""
        named = {h.host_id for h in round_.hosts} | {j.host_id for j in round_.positions if j.host_id is not None}
        yield from unknown("host_id", [self.host_id], named)
        yield from _new_positions(round_, self.positions)
        yield from taken("mentors", [m.mentor_id for m in self.mentors], (m.mentor_id for m in round_.mentors))
        yield from chain.from_iterable(mentor_misfits(round_, self.host_id, "mentors") for _ in self.mentors[:1])


@dataclass(frozen=True, slots=True)
class HostWithdraws(Edit):
    """Hosts take nobody this time, each with probability ``chance`` of its own; their documents stay as they are."""

    code: ClassVar[str] = "host-withdraws"
    places: Places

    @property
    def varies(self) -> bool:
        """Return whether lots are drawn of more than a few hosts; the rounds that few of them make are few too."""
        return self.chance < 1 and not 0 < len(self.places.host_id) <= FEW

    def happens(self, draws: Draws) -> bool:  # noqa: ARG002  # each host has a lot of its own, see applied
        """Return True: lots are drawn a host."""
        return True

    def applied(self, round_: Round, draws: Draws) -> Round:
        """Return the round in which the hosts whose number is below ``chance`` have no seats."""
        hosts = sorted({j.host for j in self.places.of(round_)})
        lots = draws.uniform("host-withdraws", hosts).tolist() if self.chance < 1 else [0.0] * len(hosts)
        gone = {host for host, lot in zip(hosts, lots, strict=True) if lot < self.chance}
        return closed(round_, {j.position_id for j in round_.positions if j.host in gone})

    def misfits(self, round_: Round) -> Iterator[Misfit]:
        """Yield positions and hosts that are not there."""
        yield from self.places.misfits(round_)
