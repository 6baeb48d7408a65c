"""Ways: the worth of every seat of a round whose matchings are flows, by shortest ways beside the certificate's prices.

A position that stands open in several periods has a seat in each of them, and so has a host; in a flow these do not
meet, so the worths of one seat in each add up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matcher.capacities import place_capacities, shared_capacities
from matcher.errors import SolverError
from matcher.explain.subjects import Subject
from matcher.judge import Case
from matcher.levels import stages
from matcher.lists import Ints
from matcher.matching import Certificate

if TYPE_CHECKING:
    from matcher.kernels.seat_worth import SeatWorth


@dataclass(frozen=True, slots=True)
class Worth:
    """By how much each stage's total rises with a seat more and falls with one fewer; None where that cannot be."""

    next_seat: tuple[int, ...]
    last_seat: tuple[int, ...] | None
    last_reason: str | None = None


def worths(case: Case, certificate: Certificate) -> Mapping[Subject, Worth]:
    """Return the worth of one seat at every position and every host with a capacity.

    Raises SolverError when the certificate does not prove the case's matching.
    """
    from matcher.kernels.seat_worth import seat_worth

    e, shared = case.eligibility, shared_capacities(case.round, case.eligibility.places, change=1)
    indptr = np.zeros(len(e.needs) + 1, dtype=np.int64)
    np.cumsum(np.bincount(e.need_of, minlength=len(e.needs)), out=indptr[1:])
    group_of = np.full(len(e.places), -1, dtype=np.int32)
    for n, capacity in enumerate(shared):
        group_of[list(capacity.places)] = n
    try:
        found = seat_worth(
            indptr,
            e.place_of,
            [stage.weight for stage in stages(case.quantities)],
            _cut(place_capacities(case.round, e.places), len(e.needs)),
            group_of,
            _cut((s.capacity for s in shared), len(e.needs)),
            case.quantities.fixed,
            case.held,
            [[s.places.get((p.position_id, p.period_id), 0) for p in e.places] for s in certificate.stages],
            [[s.hosts.get((c.owner, c.periods), 0) for c in shared] for s in certificate.stages],
        )
    except ValueError as error:
        raise SolverError(f"no seat can be priced: {error}") from error
    seats = {Subject("position", j.position_id): j.capacity for j in case.round.positions}
    seats |= {Subject("host", h.host_id): h.capacity for h in case.round.hosts if h.capacity is not None}
    at: dict[Subject, list[int]] = {subject: [] for subject in seats}
    for node, place in enumerate(e.places):
        at[Subject("position", place.position_id)].append(node)
    for n, capacity in enumerate(shared):
        at[Subject(capacity.kind, capacity.owner)].append(len(e.places) + n)
    return {subject: _worth(found, nodes, seats[subject]) for subject, nodes in at.items()}


def _worth(found: "SeatWorth", nodes: list[int], seats: int) -> Worth:
    gain = tuple(found.next_seat[:, nodes].sum(axis=1).tolist())
    if not seats:
        return Worth(gain, None, "no-seat")
    if not found.may_lose[nodes].all():
        return Worth(gain, None, "no-matching")
    return Worth(gain, tuple(found.last_seat[:, nodes].sum(axis=1).tolist()))


def _cut(seats: Iterable[int], most: int) -> Ints:
    """Return seats cut to one more than the needs, which no load can reach."""
    return np.array([min(s, most + 1) for s in seats], dtype=np.int64)
