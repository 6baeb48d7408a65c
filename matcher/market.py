"""Market: a round's eligible pairs as arrays, and a solver's answer back as a matching. Ids become indices here."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.capacities import SharedCapacity, place_capacities, shared_capacities
from matcher.levels import stages
from matcher.lists import Ints
from matcher.matching import Certificate, Matching, Place, StageDual
from matcher.policy import Mechanism
from matcher.quantities import Quantities

Bools = npt.NDArray[np.bool_]
NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Aim:
    """One stage as a solver sees it: maximise the sum of ``weight`` (int64, shape (n_pairs,), market order)."""

    level: int
    name: str
    weight: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """Pairs in rows, one row a need, each row in the applicant's order of preference (ties by place id).

    ``indptr`` (n_needs + 1,) bounds the rows of ``place_of`` (n_pairs,). ``capacity`` (n_places,) and
    ``shared_capacity`` (n_shared,) are cut to one more than the number of needs, which no load can reach.
    ``shared_of`` (n_places,) names the shared capacity of each place, -1 for none. ``must_place`` (n_needs,) marks
    needs fixed by hand. ``priority`` (n_pairs,) is strict within a place: smaller is better. ``order`` and ``lot``
    (n_needs,) list needs, first comes first.
    """

    indptr: Ints
    place_of: npt.NDArray[np.int32]
    capacity: Ints
    shared_of: npt.NDArray[np.int32]
    shared_capacity: Ints
    must_place: Bools
    aims: tuple[Aim, ...]
    priority: Ints
    order: Ints
    lot: Ints

    @property
    def n_needs(self) -> int:
        """Return the number of rows."""
        return len(self.indptr) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Dual:
    """Prices that prove one aim: per place, per shared capacity, and the bound they give."""

    aim: Aim
    place: Ints
    shared: Ints
    bound: int


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What a solver found: the pair each need holds (-1: none) and, aim by aim, the prices that prove it.

    ``in_time`` is False where it was stopped before the last aim.
    """

    pair_of: Ints
    duals: tuple[Dual, ...] = ()
    in_time: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A market with the way back to ids."""

    quantities: Quantities
    market: Market
    shared: tuple[SharedCapacity, ...]


def compile_market(quantities: Quantities) -> Compiled:
    """Return the market of the eligible pairs; its aims are the levels' stages, none where people choose in turn."""
    e = quantities.eligibility
    need_of = e.need_of.astype(np.int64)
    row_order = np.lexsort((e.place_of, quantities.rank, need_of))
    indptr = np.zeros(len(e.needs) + 1, dtype=np.int64)
    np.cumsum(np.bincount(need_of, minlength=len(e.needs)), out=indptr[1:])
    shared = shared_capacities(quantities.round, e.places)
    sought = stages(quantities) if quantities.policy.mechanism == Mechanism.OPTIMAL else ()
    market = Market(
        indptr=indptr,
        place_of=e.place_of[row_order].astype(np.int32),
        capacity=_cut(place_capacities(quantities.round, e.places), len(e.needs)),
        shared_of=owners(shared, len(e.places)),
        shared_capacity=_cut([s.capacity for s in shared], len(e.needs)),
        must_place=quantities.fixed,
        aims=tuple(Aim(s.level, s.name, s.weight[row_order]) for s in sought),
        priority=_strict_priority(quantities)[row_order],
        order=np.argsort(quantities.order, kind="stable"),
        lot=np.argsort(quantities.lot, kind="stable"),
    )
    return Compiled(quantities, market, tuple(shared))


def _cut(seats: list[int], most: int) -> Ints:
    return np.array([min(s, most + 1) for s in seats], dtype=np.int64)


def owners(shared: list[SharedCapacity], n_places: int) -> npt.NDArray[np.int32]:
    """Return the shared capacity of each place, -1 for none."""
    owner = np.full(n_places, NONE, dtype=np.int32)
    for n, capacity in enumerate(shared):
        owner[list(capacity.places)] = n
    return owner


def _strict_priority(quantities: Quantities) -> Ints:
    """Return each pair's strict standing at its host: equals in the host's eyes are told apart by ``order``."""
    e = quantities.eligibility
    return quantities.host_standing * (len(e.needs) + 1) + quantities.order[e.need_of]


def decode(compiled: Compiled, answer: Answer) -> tuple[Matching, Certificate]:
    """Return an answer as ids: the matching, and the certificate its prices make."""
    market = compiled.market
    held = np.flatnonzero(answer.pair_of >= 0)
    matching = matching_of(compiled.quantities, held, market.place_of[answer.pair_of[held]])
    return matching, Certificate(tuple(_stage_dual(compiled, dual) for dual in answer.duals))


def matching_of(
    quantities: Quantities, need_of: npt.NDArray[np.integer], place_of: npt.NDArray[np.integer]
) -> Matching:
    """Return pairs of needs and places as a matching."""
    e = quantities.eligibility
    return Matching(
        tuple(
            Place(e.needs[i].applicant_id, e.needs[i].period_id, e.places[j].position_id)
            for i, j in zip(need_of.tolist(), place_of.tolist(), strict=True)
        )
    )


def _stage_dual(compiled: Compiled, dual: Dual) -> StageDual:
    places = compiled.quantities.eligibility.places
    return StageDual(
        level=dual.aim.level,
        stage=dual.aim.name,
        places={
            (places[j].position_id, places[j].period_id): int(dual.place[j])
            for j in np.flatnonzero(dual.place).tolist()
        },
        hosts={
            (compiled.shared[n].owner, compiled.shared[n].periods): int(dual.shared[n])
            for n in np.flatnonzero(dual.shared).tolist()
        },
        bound=dual.bound,
    )
