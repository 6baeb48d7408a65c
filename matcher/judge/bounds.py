"""As good as it gets? The certificate of optimality, checked in one pass over the eligible pairs a stage, no solver.

A stage maximises the sum of weights over the pairs matched. For any prices p of places (>= 0) and q of shared
capacities (>= 0), weak duality bounds it by

    sum over needs of max(0, max over its pairs of weight - p - q)  +  sum of p * seats  +  sum of q * shared seats.

When the matching attains the bound, every other optimum obeys complementary slackness: it uses only tight pairs, fills
what has a price, and places whoever has a surplus. The next stage is judged within these (its prices may then be
negative where a place must be full), so the levels are proved strictly in order.
Reference: Schrijver, Combinatorial Optimization (2003), sections 17 and 21.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.judge.case import Case
from matcher.levels import Stage
from matcher.lists import Ints
from matcher.matching import Certificate, StageDual

Bools = npt.NDArray[np.bool_]
RANGE = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class _Face:
    """All matchings that are optimal so far: pairs alive, needs that must be placed, capacities that must be full."""

    alive: Bools
    must_place: Bools
    must_fill: Bools
    must_fill_shared: Bools


@dataclass(frozen=True, slots=True)
class StageBound:
    """What the certificate proves of a stage: the matching's total, the bound, and whether they meet."""

    total: int
    bound: int | None
    least: int | None = None
    """What later levels must leave of the bound where the level may be spent from."""

    @property
    def proved(self) -> bool:
        """Return whether the matching attains the bound, less what the level may give up."""
        if self.bound is None:
            return False
        return self.total == self.bound or (self.least is not None and self.least <= self.total < self.bound)


Bounds = dict[tuple[int, str], StageBound]
"""What is proved of each stage, by the level's number and the stage's name, in the order in which stages bind."""


def stage_totals(case: Case, stages: Sequence[Stage]) -> list[int]:
    """Return the matching's total of each stage."""
    held = case.held[case.held >= 0]
    return [int(s.weight[held].sum()) for s in stages]


def check(case: Case, stages: Sequence[Stage], certificate: Certificate) -> list[StageBound]:
    """Return the bound that the certificate proves for each stage; after the first gap nothing more is proved."""
    totals = stage_totals(case, stages)
    duals = {(d.level, d.stage): d for d in certificate.stages}
    face = _start(case)
    bounds: list[StageBound] = []
    for stage, total in zip(stages, totals, strict=True):
        dual = duals.get((stage.level, stage.name))
        if dual is None or (bounds and not bounds[-1].proved):
            bounds.append(StageBound(total, None))
            continue
        bound, face = _judge_stage(case, face, stage, dual)
        bounds.append(StageBound(total, bound))
    return bounds


def _start(case: Case) -> _Face:
    e = case.eligibility
    return _Face(
        np.ones(len(e.need_of), dtype=np.bool_),
        case.quantities.fixed,
        np.zeros(len(e.places), dtype=np.bool_),
        np.zeros(len(case.shared), dtype=np.bool_),
    )


def _judge_stage(case: Case, face: _Face, stage: Stage, dual: StageDual) -> tuple[int | None, _Face]:
    """Return the bound the prices prove within the face, and the face of matchings that attain it."""
    e = case.eligibility
    price = _prices([dual.places.get((p.position_id, p.period_id), 0) for p in e.places], face.must_fill)
    shared = _prices([dual.hosts.get((s.owner, s.periods), 0) for s in case.shared], face.must_fill_shared)
    if price is None or shared is None or not _in_range(max(1, len(e.needs)), stage.weight, price, shared):
        return None, face
    of_place = price + _shared_price(case, shared)
    slack = stage.weight - of_place[e.place_of]
    best = np.full(len(e.needs), np.iinfo(np.int64).min, dtype=np.int64)
    np.maximum.at(best, e.need_of[face.alive], slack[face.alive])
    surplus = np.where(face.must_place, best, np.maximum(best, 0))
    bound = sum(surplus.tolist()) + _worth(price, case.capacity) + _worth(shared, [s.capacity for s in case.shared])
    return bound, replace(
        face,
        alive=face.alive & (slack == surplus[e.need_of]),
        must_place=face.must_place | (surplus > 0),
        must_fill=face.must_fill | (price > 0),
        must_fill_shared=face.must_fill_shared | (shared > 0),
    )


def _prices(values: Sequence[int], must_fill: Bools) -> Ints | None:
    """Return the prices as an array, or None where one is out of range or negative without right."""
    if any(abs(v) > RANGE for v in values):
        return None
    prices = np.array(values, dtype=np.int64)
    return None if bool(np.any((prices < 0) & ~must_fill)) else prices


def _in_range(most: int, *arrays: Ints) -> bool:
    """Return whether no sum of these numbers over ``most`` terms can leave 64 bits."""
    return sum(int(np.abs(a).max(initial=0)) for a in arrays) * most < RANGE


def _shared_price(case: Case, shared: Ints) -> Ints:
    total = np.zeros(len(case.eligibility.places), dtype=np.int64)
    for n, capacity in enumerate(case.shared):
        total[list(capacity.places)] += shared[n]
    return total


def _worth(prices: Ints, seats: Sequence[int]) -> int:
    return sum(p * c for p, c in zip(prices.tolist(), seats, strict=True))
