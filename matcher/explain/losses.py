"""Losses: what the certificate proves a pair would cost, for every eligible pair at once and without a solver.

A stage's prices (or multipliers) bound the total of all matchings; of those that hold a pair whose reduced weight is
negative they bound it by that much less. The first stage at which this falls below the total reached is what the pair
would cost, all earlier stages being kept as good as they are. Reference: Geoffrion 1974, as in the judge.
"""

from dataclasses import dataclass

import numpy as np

from matcher.judge import Case
from matcher.judge.multipliers import SCALE, Model, Numbers, keep, total_of
from matcher.levels import stages
from matcher.lists import Ints
from matcher.matching import Certificate


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """For each pair (n_pairs,) the stage at which it costs something (-1: none is proved) and at least how much.

    ``names`` are the stages as (level, name); amounts are in the stages' whole units, > 0 where there is a stage.
    """

    names: tuple[tuple[int, str], ...]
    stage: Ints
    amount: Ints


def losses(case: Case, certificate: Certificate | None) -> Losses:
    """Return what the certificate proves of every pair; without one nothing is proved. The case must be feasible."""
    n_pairs = len(case.eligibility.need_of)
    found = Losses((), np.full(n_pairs, -1, dtype=np.int64), np.zeros(n_pairs, dtype=np.int64))
    if certificate is None or not (certificate.stages or certificate.multipliers):
        return found
    method = _by_multipliers if certificate.multipliers else _by_prices
    return method(case, certificate, found)


def _note(found: Losses, n: int, loss: Ints) -> None:
    """Note a stage's losses for the pairs that have lost nothing so far."""
    new = (found.stage < 0) & (loss > 0)
    found.stage[new] = n
    found.amount[new] = loss[new]


def _by_multipliers(case: Case, certificate: Certificate, found: Losses) -> Losses:
    model = Model(case)
    given = {(m.level, m.stage): m for m in certificate.multipliers}
    names = tuple((goal.level, goal.name) for goal in model.goals)
    for n, goal in enumerate(model.goals):
        total, weight = total_of(case, goal), model.weights(goal)
        divisor = max(1, int(np.gcd.reduce(weight))) if len(weight) else 1
        stage = given.get((goal.level, goal.name))
        reduced = None if stage is None else model.reduce(weight // divisor, stage.rows)
        if reduced is not None:
            short = [total // divisor * SCALE - bound for bound in _bounds_with(case, model, *reduced)]
            _note(found, n, np.array([-(-s // SCALE) * divisor for s in short], dtype=np.int64))
        keep(model, goal, total, reduced, divisor)
    return Losses(names, found.stage, found.amount)


def _bounds_with(case: Case, model: Model, reduced: Numbers, bound: int) -> list[int]:
    """Return for each pair the bound of the matchings that hold it, and none of its need's others, in 1 / SCALE."""
    own = reduced[: model.n_pairs].tolist()
    best = np.maximum(reduced * model.lower, reduced * model.upper)[: model.n_pairs].tolist()
    counted = [0] * len(case.eligibility.needs)
    need_of = case.eligibility.need_of.tolist()
    for i, most in zip(need_of, best, strict=True):
        counted[i] += most
    return [bound - counted[i] + weight for i, weight in zip(need_of, own, strict=True)]


def _by_prices(case: Case, certificate: Certificate, found: Losses) -> Losses:
    e, todo = case.eligibility, stages(case.quantities)
    duals = {(d.level, d.stage): d for d in certificate.stages}
    must_place = case.quantities.fixed.copy()
    for n, stage in enumerate(todo):
        dual = duals.get((stage.level, stage.name))
        if dual is None:
            break
        price = np.array([dual.places.get((p.position_id, p.period_id), 0) for p in e.places], dtype=np.int64)
        for shared in case.shared:
            price[list(shared.places)] += dual.hosts.get((shared.owner, shared.periods), 0)
        slack = stage.weight - price[e.place_of]
        alive = found.stage < 0
        best = np.full(len(e.needs), np.iinfo(np.int64).min, dtype=np.int64)
        np.maximum.at(best, e.need_of[alive], slack[alive])
        surplus = np.where(must_place, best, np.maximum(best, 0))
        _note(found, n, np.where(alive, surplus[e.need_of] - slack, 0))
        must_place |= surplus > 0
    return Losses(tuple((s.level, s.name) for s in todo), found.stage, found.amount)
