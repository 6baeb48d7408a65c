"""Fills: how many seats of each host and position are taken, at the busiest time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.matching import Matching
from matcher.needs import concurrent_periods
from matcher.report.directory import Directory, by_name
from matcher.rounds import Position, Round

Load = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class PositionFill:
    """Seats taken and offered at a position at its busiest time."""

    position_id: str
    title: str | None
    taken: int
    capacity: int


@dataclass(frozen=True, slots=True)
class HostFill:
    """Seats taken and offered at a host over all its positions at its busiest time."""

    host_id: str
    name: str
    locality: str | None
    taken: int
    capacity: int
    positions: tuple[PositionFill, ...]

    @property
    def free(self) -> int:
        """Return the seats left, >= 0."""
        return max(0, self.capacity - self.taken)


def fills(round_: Round, matching: Matching | None, directory: Directory) -> tuple[HostFill, ...]:
    """Return the fill of every host that offers a position, by name."""
    own: dict[str, list[Position]] = {}
    for position in sorted(round_.positions, key=lambda j: j.position_id):
        own.setdefault(position.host, []).append(position)
    load = _load(matching, directory)
    together = concurrent_periods(round_)
    found = (_host(host, positions, load, together, directory) for host, positions in own.items())
    return tuple(sorted(found, key=lambda f: by_name(f.name, f.host_id)))


def _load(matching: Matching | None, directory: Directory) -> dict[tuple[str, str], int]:
    """Return the seats taken by position and period."""
    load: dict[tuple[str, str], int] = {}
    for place in matching.places if matching is not None else ():
        key = place.position_id, place.period_id
        load[key] = load.get(key, 0) + directory.applicants[place.applicant_id].seats
    return load


def _host(
    host_id: str, positions: Sequence[Position], load: Load, together: Sequence[tuple[str, ...]], directory: Directory
) -> HostFill:
    taken, offered = _busiest(positions, load, together)
    known = directory.hosts.get(host_id)
    limit = known.capacity if known is not None and known.capacity is not None else offered
    return HostFill(
        host_id,
        directory.host(host_id),
        directory.locality(host_id),
        taken,
        min(limit, offered),
        tuple(PositionFill(j.position_id, j.title, *_busiest([j], load, together)) for j in positions),
    )


def _busiest(positions: Sequence[Position], load: Load, together: Sequence[tuple[str, ...]]) -> tuple[int, int]:
    """Return the seats taken and offered during the periods, running together, that take the most."""
    return max(
        (
            sum(load.get((j.position_id, t), 0) for j in positions for t in periods),
            sum(j.capacity for j in positions if j.period_id is None or j.period_id in periods),
        )
        for periods in together
    )
