"""As good as it gets, with constraints? Lagrange multipliers checked in whole numbers, one pass over the rows a stage.

For any multipliers m of the rows (m >= 0 charged against a row's upper side, m <= 0 against its lower side) the stage
is bounded by

    sum over rows of m * side  +  sum over columns of the greatest (weight - sum of m * entry) * value within its range,

whatever solver found them (Geoffrion 1974). Numbers are whole multiples of 2**-30, so nothing is rounded here. A column
whose reduced weight exceeds the gap between bound and total has only one value left in any matching as good, and keeps
it in the next stage; the total itself becomes a row, less what the level may give up.

Where later levels spent from a level, the judge knows its best value only up to the bound. Then the next bounds hold
for all matchings that keep what the total at hand would have to leave, which is more than must be looked at.
"""

from collections.abc import Mapping
from typing import cast

import numpy as np
import numpy.typing as npt

from matcher.constraints import Blocking, Setting, model_of
from matcher.constraints.goals import FEWEST, Goal, goals
from matcher.constraints.row import Key, Row
from matcher.judge.bounds import Bounds, StageBound
from matcher.judge.case import Case
from matcher.judge.stability import blocking_pairs
from matcher.levels import natural_units
from matcher.lists import Ints
from matcher.matching import Branch, Certificate, StageMultipliers
from matcher.measures import MEASURES
from matcher.policy import LevelName

SCALE = 2**30
DEEPEST = 250
"""A search that goes deeper than this is not followed."""

SAFE = float(2**62)
"""Sums that stay below this in size are exact in 64 bits; larger ones are made of Python's whole numbers."""

Numbers = npt.NDArray[np.int64] | npt.NDArray[np.object_]


class Model:
    """The rows and columns of a case, with what is left of each column's range after the stages judged so far."""

    def __init__(self, case: Case, setting: Setting | None = None) -> None:
        setting = setting or case.setting
        columns, rows = model_of(setting)
        self.n_pairs = len(case.eligibility.need_of)
        self.goals = goals(setting, columns)
        self.columns: dict[Key, int] = {c.key: self.n_pairs + n for n, c in enumerate(columns)}
        self.rows: dict[Key, Row] = {row.key: row for row in rows}
        self.opens = {int(pair): row.opens for row in rows if row.opens is not None for pair in row.pairs}
        self.opened = np.array(list(self.opens), dtype=np.int64)
        self.opener = np.array([self.columns[key] for key in self.opens.values()], dtype=np.int64)
        self.lower: Ints = np.zeros(self.n_pairs + len(columns), dtype=np.int64)
        self.upper: Ints = np.array([1] * self.n_pairs + [c.upper for c in columns], dtype=np.int64)
        self.whole = np.array([True] * self.n_pairs + [c.whole for c in columns], dtype=np.bool_)

    def row(self, key: Key) -> Row | None:
        """Return the row of a key: one of the model's, or the link of a pair to the column that opens its place."""
        if key[:1] != ("link",):
            return self.rows.get(key)
        pair = int(key[1]) if len(key) == 2 and key[1].isdecimal() and len(key[1]) < 19 else -1
        opens = self.opens.get(pair)
        one = np.array([pair], dtype=np.int64), np.ones(1, dtype=np.int64)
        return Row(key, *one, upper=0, columns={opens: -1}) if opens is not None else None

    def weights(self, goal: Goal) -> Ints:
        """Return what the goal counts for each column."""
        weight = np.zeros(len(self.lower), dtype=np.int64)
        weight[: self.n_pairs] = goal.weight
        for key, value in goal.columns.items():
            weight[self.columns[key]] = value
        return weight

    def entries(self, row: Row) -> tuple[Ints, Ints]:
        """Return the columns of a row and their entries."""
        if not row.columns:
            return row.pairs, row.weight
        own = np.array([self.columns[key] for key in row.columns], dtype=np.int64)
        weight = np.array(list(row.columns.values()), dtype=np.int64)
        return np.concatenate([row.pairs, own]), np.concatenate([row.weight, weight])

    def reduce(self, weight: Ints, charged: Mapping[Key, int]) -> tuple[Numbers, int] | None:
        """Return the reduced weights and the bound, both in 1 / SCALE; None when a row or its side does not exist."""
        constant = 0
        index, entry, multiplier = [_NONE], [_NONE], []
        for key, m in charged.items():
            row = self.row(key)
            side = None if row is None else row.upper if m > 0 else row.lower
            if row is None or side is None:
                return None
            constant += m * side
            columns, entries = self.entries(row)
            index.append(columns)
            entry.append(entries)
            multiplier += [m] * len(columns)
        reduced = self._less(weight, np.concatenate(index), np.concatenate(entry), multiplier)
        best = np.maximum(reduced * self.lower, reduced * self.upper)
        return reduced, constant + sum(best.tolist())

    def _less(self, weight: Ints, index: Ints, entry: Ints, multiplier: list[int]) -> Numbers:
        """Return weight * SCALE less the charges, in 64 bits where no number can leave them."""
        charge = np.abs(np.array(multiplier, dtype=np.float64) * entry)
        size = np.abs(weight.astype(np.float64)) * SCALE
        np.add.at(size, index, charge)
        fits = bool(np.all(size * np.maximum(1, self.upper) < SAFE)) and float(charge.max(initial=0)) < SAFE
        kind = np.int64 if fits else np.object_
        reduced = cast("Numbers", weight.astype(kind) * SCALE)
        np.subtract.at(reduced, index, np.array(multiplier, dtype=kind) * entry.astype(kind))
        return reduced

    def fix(self, reduced: Numbers, gap: int) -> None:
        """Take from each column the values that no matching within the gap can have.

        A column that need not be whole keeps its range unless there is no gap at all.
        """
        surely = (self.lower < self.upper) & (self.whole | (gap == 0))
        useless, needed = surely & (reduced < -gap), surely & (reduced > gap)
        self.upper[useless] = self.lower[useless]
        self.lower[needed] = self.upper[needed]
        self.shut()

    def shut(self) -> None:
        """Take from the pairs of a place that does not open the chance to be taken: x <= y."""
        self.upper[self.opened[self.upper[self.opener] == 0]] = 0


_NONE = np.zeros(0, dtype=np.int64)


def check(case: Case, certificate: Certificate) -> Bounds:
    """Return the bound that the multipliers prove for each stage, given the totals of the stages before it."""
    given = {(m.level, m.stage): m for m in certificate.multipliers}
    model = Model(case, Setting(case.quantities, Blocking.COUNTED) if FEWEST in given else case.setting)
    bounds: Bounds = {}
    for goal in model.goals:
        name = (goal.level, goal.name)
        bounds[name] = _judge_stage(model, goal, total_of(case, goal), given.get(name))
    return bounds


MEASURED = frozenset({LevelName.AGREEMENTS, LevelName.EMPLOYMENT, LevelName.BALANCE})
"""Levels whose columns beside the pairs are measured from the matching."""


def total_of(case: Case, goal: Goal) -> int:
    """Return what the matching reaches of a goal; what its columns add is measured from the matching."""
    if (goal.level, goal.name) == FEWEST:
        return -len(blocking_pairs(case))
    level = case.policy.objectives[goal.level]
    if level.name in MEASURED:
        return natural_units(level, cast("float", MEASURES[level.name](level, case.ledger)))
    return int(goal.weight[case.held[case.held >= 0]].sum())


def ends(model: Model, weight: Ints, total: int, branch: Branch, depth: int = 0) -> bool:
    """Return whether a search shows that nothing in the model's ranges is better than ``total``.

    1. Multipliers that bound what is left by the total end it; 2. else columns that nothing as good can have otherwise
    are fixed, and 3. the search goes on with what is left, or with one column at 0 and at 1. Ranges are left as found.
    """
    found = model.reduce(weight, branch.rows)
    if found is None or depth > DEEPEST:
        return False
    reduced, scaled = found
    if scaled // SCALE <= total:
        return True
    lower, upper = model.lower.copy(), model.upper.copy()
    model.fix(reduced, scaled - total * SCALE)
    ended = _ends_below(model, weight, total, branch, depth + 1)
    model.lower, model.upper = lower, upper
    return ended


def _ends_below(model: Model, weight: Ints, total: int, branch: Branch, depth: int) -> bool:
    if branch.then is not None:
        return ends(model, weight, total, branch.then, depth)
    column = model.columns.get(branch.column or ())
    if column is None or not model.whole[column] or model.upper[column] > 1:
        return False
    return all(
        below is not None and _ends_at(model, weight, total, below, column, value, depth)
        for value, below in ((0, branch.shut), (1, branch.open))
    )


def _ends_at(model: Model, weight: Ints, total: int, below: Branch, column: int, value: int, depth: int) -> bool:
    """Return whether the search ends with the column at a value; out of its range there is nothing to search."""
    if not model.lower[column] <= value <= model.upper[column]:
        return True
    lower, upper = model.lower.copy(), model.upper.copy()
    model.lower[column] = model.upper[column] = value
    model.shut()
    ended = ends(model, weight, total, below, depth)
    model.lower, model.upper = lower, upper
    return ended


def _judge_stage(model: Model, goal: Goal, total: int, given: StageMultipliers | None) -> StageBound:
    weight = model.weights(goal)
    divisor = max(1, int(np.gcd.reduce(weight))) if len(weight) else 1
    found = None if given is None else model.reduce(weight // divisor, given.rows)
    bound = None if found is None else found[1] // SCALE * divisor
    keep(model, goal, total, found, divisor)
    if bound is not None and bound > total and not goal.give_up and given is not None and given.branch is not None:
        bound = total if ends(model, weight // divisor, total // divisor, given.branch) else bound
    return StageBound(total, bound, None if bound is None or not goal.give_up else goal.least(bound))


def keep(model: Model, goal: Goal, total: int, found: tuple[Numbers, int] | None, divisor: int) -> None:
    """Cut the model to the matchings that keep a goal as good as ``total``, less what it may give up.

    ``found`` are the reduced weights and the bound of :meth:`Model.reduce`, of weights divided by ``divisor``.
    """
    if found is not None and not goal.give_up and found[1] // SCALE * divisor >= total:
        model.fix(found[0], found[1] - total // divisor * SCALE)
    pairs = np.flatnonzero(goal.weight)
    columns = {name: value // divisor for name, value in goal.columns.items()}
    least, most = -(-goal.least(total) // divisor), None if found is None else found[1] // SCALE
    model.rows[goal.row_key] = Row(goal.row_key, pairs, goal.weight[pairs] // divisor, least, most, columns)
