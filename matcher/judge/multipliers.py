"""As good as it gets, with constraints? Lagrange multipliers checked in whole numbers, one pass over the rows a stage.

For any multipliers m of the rows (m >= 0 charged against a row's upper side, m <= 0 against its lower side) the stage
is bounded by

    sum over rows of m * side  +  sum over columns of the greatest (weight - sum of m * entry) * value within its range,

whatever solver found them (Geoffrion 1974). Numbers are whole multiples of 2**-30, so nothing is rounded here. A column
whose reduced weight exceeds the gap between bound and total has only one value left in any matching as good, and keeps
it in the next stage; the total itself becomes a row, less what the level may give up.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from matcher.constraints import model_of
from matcher.constraints.goals import Goal, goals
from matcher.constraints.row import Key, Row
from matcher.judge.bounds import StageBound
from matcher.judge.case import Case
from matcher.matching import Certificate, StageMultipliers
from matcher.measures import agreements, employment
from matcher.quantities import MICRO

SCALE = 2**30


class Model:
    """The rows and columns of a case, with what is left of each column's range after the stages judged so far."""

    def __init__(self, case: Case) -> None:
        columns, rows = model_of(case.setting)
        self.n_pairs = len(case.eligibility.need_of)
        self.goals = goals(case.setting, columns)
        self.columns: dict[Key, int] = {c.key: self.n_pairs + n for n, c in enumerate(columns)}
        self.rows: dict[Key, Row] = {row.key: row for row in rows}
        self.opens = {int(pair): row.opens for row in rows if row.opens is not None for pair in row.pairs}
        self.lower: list[int] = [0] * (self.n_pairs + len(columns))
        self.upper: list[int] = [1] * self.n_pairs + [c.upper for c in columns]
        self.whole = [True] * self.n_pairs + [c.whole for c in columns]

    def row(self, key: Key) -> Row | None:
        """Return the row of a key: one of the model's, or the link of a pair to the column that opens its place."""
        if key[0] != "link":
            return self.rows.get(key)
        pair = int(key[1]) if key[1].isdecimal() else -1
        opens = self.opens.get(pair)
        one = np.array([pair], dtype=np.int64), np.ones(1, dtype=np.int64)
        return Row(key, *one, upper=0, columns={opens: -1}) if opens is not None else None

    def weights(self, goal: Goal) -> list[int]:
        """Return what the goal counts for each column."""
        weight: list[int] = [*goal.weight.tolist(), *([0] * len(self.columns))]
        for key, value in goal.columns.items():
            weight[self.columns[key]] = value
        return weight

    def reduce(self, weight: Sequence[int], charged: Mapping[Key, int]) -> tuple[list[int], int] | None:
        """Return the reduced weights and the bound, both in 1 / SCALE; None when a row or its side does not exist."""
        reduced = [w * SCALE for w in weight]
        constant = 0
        for key, multiplier in charged.items():
            row = self.row(key)
            side = None if row is None else row.upper if multiplier > 0 else row.lower
            if row is None or side is None:
                return None
            constant += multiplier * side
            for column, entry in _entries(row, self.columns):
                reduced[column] -= multiplier * entry
        ranges = zip(reduced, self.lower, self.upper, strict=True)
        return reduced, constant + sum(max(r * low, r * high) for r, low, high in ranges)

    def fix(self, reduced: Sequence[int], gap: int) -> None:
        """Take from each column the values that no matching within the gap can have."""
        for column, weight in enumerate(reduced):
            if self.lower[column] < self.upper[column]:
                if weight < -gap:
                    self.upper[column] = self.lower[column]
                elif weight > gap and self.whole[column]:
                    self.lower[column] = self.upper[column]


def _entries(row: Row, columns: Mapping[Key, int]) -> list[tuple[int, int]]:
    own = [(columns[key], weight) for key, weight in row.columns.items()]
    return [*zip(row.pairs.tolist(), row.weight.tolist(), strict=True), *own]


Stages = dict[tuple[int, str], StageBound]


def check(case: Case, certificate: Certificate) -> Stages:
    """Return the bound that the multipliers prove for each stage, given the totals of the stages before it."""
    model = Model(case)
    given = {(m.level, m.stage): m for m in certificate.multipliers}
    bounds: Stages = {}
    for goal in model.goals:
        name = (goal.level, goal.name)
        bounds[name] = _judge_stage(model, goal, total_of(case, goal), given.get(name))
    return bounds


def total_of(case: Case, goal: Goal) -> int:
    """Return what the matching reaches of a goal; what its columns add is measured from the matching."""
    own = int(goal.weight[case.held[case.held >= 0]].sum())
    if goal.name == "agreements":
        return own + agreements(case.policy.objectives[goal.level], case.ledger)
    if goal.name == "employment":
        return round(employment(case.policy.objectives[goal.level], case.ledger) * MICRO)
    return own


def _judge_stage(model: Model, goal: Goal, total: int, given: StageMultipliers | None) -> StageBound:
    weight = model.weights(goal)
    divisor = max(1, int(np.gcd.reduce(np.array(weight, dtype=np.int64)))) if weight else 1
    found = None if given is None else model.reduce([w // divisor for w in weight], given.rows)
    bound = None
    if found is not None:
        reduced, scaled = found
        bound = scaled // SCALE * divisor
        if not goal.give_up and bound >= total:
            model.fix(reduced, scaled - total // divisor * SCALE)
    key = ("level", str(goal.level), goal.name)
    pairs = np.flatnonzero(goal.weight)
    least = total - int(abs(total) * goal.give_up)
    model.rows[key] = Row(key, pairs, goal.weight[pairs], lower=least, columns=goal.columns)
    return StageBound(total, bound)
