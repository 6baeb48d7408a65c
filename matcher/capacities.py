"""Capacities: how many seats a place has, and how many a host (or a position) has over all that happens at one time."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.needs import PlaceKey, concurrent_periods
from matcher.rounds import Round


@dataclass(frozen=True, slots=True)
class SharedCapacity:
    """At most ``capacity`` seats taken over ``places`` (indices) while the named periods run together.

    ``owner`` is a host id for a host's capacity, or a position id for a position that stands open in overlapping
    periods; ``kind`` says which (``host`` or ``position``).
    """

    kind: str
    owner: str
    periods: tuple[str, ...]
    capacity: int
    places: tuple[int, ...]


def place_capacities(round_: Round, places: Sequence[PlaceKey]) -> list[int]:
    """Return the seats of each place."""
    seats = {j.position_id: j.capacity for j in round_.positions}
    return [seats[p.position_id] for p in places]


def shared_capacities(round_: Round, places: Sequence[PlaceKey], *, change: int = 0) -> list[SharedCapacity]:
    """Return every capacity that binds over several places, in order of owner and periods.

    A host's capacity that its positions cannot exceed together, not even with ``change`` seats more, is left out: it
    never binds.
    """
    together = concurrent_periods(round_)
    seats = place_capacities(round_, places)
    found = [*_of_hosts(round_, places, together), *_of_positions(round_, places, together)]
    return [s for s in sorted(found, key=lambda s: (s.kind, s.owner, s.periods)) if _can_bind(s, seats, change)]


def _can_bind(shared: SharedCapacity, seats: Sequence[int], change: int) -> bool:
    return sum(seats[p] for p in shared.places) + change > shared.capacity


def _of_hosts(round_: Round, places: Sequence[PlaceKey], together: Sequence[tuple[str, ...]]) -> list[SharedCapacity]:
    limit = {h.host_id: h.capacity for h in round_.hosts if h.capacity is not None}
    owner = {j.position_id: j.host for j in round_.positions}
    own: dict[str, list[int]] = {}
    for n, place in enumerate(places):
        if owner[place.position_id] in limit:
            own.setdefault(owner[place.position_id], []).append(n)
    return [
        SharedCapacity("host", h, periods, limit[h], tuple(n for n in own[h] if places[n].period_id in periods))
        for h in own
        for periods in together
    ]


def _of_positions(
    round_: Round, places: Sequence[PlaceKey], together: Sequence[tuple[str, ...]]
) -> list[SharedCapacity]:
    seats = {j.position_id: j.capacity for j in round_.positions if j.period_id is None}
    own: dict[str, list[int]] = {}
    for n, place in enumerate(places):
        if place.position_id in seats:
            own.setdefault(place.position_id, []).append(n)
    return [
        SharedCapacity("position", j, periods, seats[j], tuple(n for n in own[j] if places[n].period_id in periods))
        for periods in together
        if len(periods) > 1
        for j in own
    ]
