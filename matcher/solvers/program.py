"""Program: rounds that need an integer program, by HiGHS, level by level, each with multipliers that bound it.

A stage is solved as a linear program first; only when that leaves a decision in between is it branched on. The
multipliers of the linear program, rounded to whole numbers, bound the stage whatever rounding happened (Lagrangian
duality: Geoffrion 1974), so the judge can check them in exact arithmetic. What they show to be impossible in any
optimum is fixed before the next stage.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, cast

import highspy
import numpy as np
import numpy.typing as npt

from matcher.constraints.goals import Goal
from matcher.constraints.row import Column, Key, Row
from matcher.errors import SolverError
from matcher.lists import Ints
from matcher.matching import Branch

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64] | npt.NDArray[np.object_]
SCALE = 2**30
"""Multipliers are whole multiples of 1 / SCALE."""

SAFE = float(2**62)
"""Sums that stay below this in size are exact in 64 bits."""

_NONE = np.zeros(0, dtype=np.int64)
SLACK = 1e-6
"""What HiGHS may be off by in a row or a whole number."""


@dataclass(frozen=True, slots=True, eq=False)
class Bounded:
    """A stage's outcome: total reached, bound of the solver, and multipliers (by row, in 1 / SCALE) that bound it.

    ``branch`` is the search that closes what gap they leave, where it is known.
    """

    goal: Goal
    total: int
    bound: int
    proved: bool
    multipliers: Mapping[Key, int]
    branch: Branch | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """What came of a program. ``values`` (n_columns,) are the last stage's; None when nothing feasible was found."""

    values: Floats | None
    stages: tuple[Bounded, ...]
    infeasible: bool = False
    in_time: bool = True


OPTIMAL = highspy.HighsModelStatus.kOptimal
INFEASIBLE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
"""Every column is bounded, so the second can only mean infeasible."""


class Program:
    """Rows over ``n_pairs`` pairs (whole, 0 or 1) and further columns, held by HiGHS and sharpened stage by stage."""

    def __init__(self, n_pairs: int, columns: Sequence[Column], rows: Sequence[Row], seconds: float) -> None:
        self.n_pairs = n_pairs
        self.columns = {column.key: n_pairs + n for n, column in enumerate(columns)}
        self.rows: list[Row] = list(rows)
        self.row_of: dict[Key, Row] = {row.key: row for row in rows}
        self.whole = np.array([True] * n_pairs + [c.whole for c in columns], dtype=np.bool_)
        self.lower = np.zeros(n_pairs + len(columns), dtype=np.int64)
        self.upper = np.array([1] * n_pairs + [c.upper for c in columns], dtype=np.int64)
        self.linked: set[int] = set()
        self.known: Floats | None = None
        """Values that obey every row so far, for the search to start from."""
        self.deadline = perf_counter() + seconds
        self.highs = highspy.Highs()
        self.highs.silent()
        for option, value in (("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.999)):
            self.highs.setOptionValue(option, value)
        self.highs.passModel(self._lp())

    @property
    def n_columns(self) -> int:
        """Return the number of columns, pairs included."""
        return len(self.upper)

    def _lp(self) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.n_columns, len(self.rows)
        lp.col_cost_ = np.zeros(self.n_columns)
        lp.col_lower_, lp.col_upper_ = np.zeros(self.n_columns), self.upper.astype(np.float64)
        lp.row_lower_ = np.array([_or(row.lower, -highspy.kHighsInf) for row in self.rows])
        lp.row_upper_ = np.array([_or(row.upper, highspy.kHighsInf) for row in self.rows])
        lp.sense_ = highspy.ObjSense.kMaximize
        entries = [self.entries(row) for row in self.rows]
        starts, lp.a_matrix_.index_, lp.a_matrix_.value_ = _stacked(entries)
        lp.a_matrix_.start_ = np.append(starts, len(lp.a_matrix_.index_)).astype(np.int32)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        return lp

    def entries(self, row: Row) -> tuple[Ints, Ints]:
        """Return the columns of a row and their weights."""
        own = np.array([self.columns[key] for key in row.columns], dtype=np.int64)
        weight = np.array(list(row.columns.values()), dtype=np.int64)
        return np.concatenate([row.pairs, own]), np.concatenate([row.weight, weight])

    def add(self, *rows: Row) -> None:
        """Add rows."""
        entries = [self.entries(row) for row in rows]
        self.highs.addRows(
            len(rows),
            np.array([_or(row.lower, -highspy.kHighsInf) for row in rows]),
            np.array([_or(row.upper, highspy.kHighsInf) for row in rows]),
            sum(len(index) for index, _ in entries),
            *_stacked(entries),
        )
        self.rows.extend(rows)
        self.row_of.update((row.key, row) for row in rows)

    def fix(self, columns: Ints, values: Ints) -> None:
        """Fix columns for good."""
        self.lower[columns] = self.upper[columns] = values
        bounds = values.astype(np.float64)
        self.highs.changeColsBounds(len(columns), columns.astype(np.int32), bounds, bounds)

    def aim(self, weight: Ints) -> None:
        """Set what is maximised, shape (n_columns,)."""
        self.highs.changeColsCost(self.n_columns, np.arange(self.n_columns, dtype=np.int32), weight.astype(np.float64))

    def run(self, *, whole: bool) -> Any:
        """Maximise with or without whole numbers and return HiGHS's status.

        Columns that need not be whole can be, so all are asked to be: HiGHS 1.14 loses optima where a whole and a
        continuous column share a row (its issues 3043, 3073 and 3094).
        """
        kind = highspy.HighsVarType
        types = np.full(self.n_columns, int(kind.kInteger if whole else kind.kContinuous), dtype=np.uint8)
        self.highs.changeColsIntegrality(self.n_columns, np.arange(self.n_columns, dtype=np.int32), types)
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + max(0.01, self.deadline - perf_counter()))
        if not self.n_columns:
            unmet = any(_or(row.lower, 0) > 0 or _or(row.upper, 0) < 0 for row in self.rows)
            return highspy.HighsModelStatus.kInfeasible if unmet else highspy.HighsModelStatus.kOptimal
        if whole and self.known is not None:
            start = highspy.HighsSolution()
            start.col_value = self.known.tolist()
            self.highs.setSolution(start)
        self.highs.run()
        return self.highs.getModelStatus()

    def values(self) -> Floats:
        """Return the columns' values of the last run."""
        return np.array(self.highs.getSolution().col_value) if self.n_columns else np.zeros(0)

    def are_whole(self, values: Floats) -> bool:
        """Return whether every column that must be whole is."""
        own = values[self.whole]
        return bool(np.all(np.abs(own - np.rint(own)) <= SLACK))


def _stacked(
    entries: Sequence[tuple[Ints, Ints]],
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Floats]:
    """Return rows one after another as HiGHS takes them: where each begins, all columns, all weights."""
    lengths = np.array([0, *(len(index) for index, _ in entries)], dtype=np.int64)
    index = np.concatenate([_NONE, *(index for index, _ in entries)])
    value = np.concatenate([_NONE, *(value for _, value in entries)])
    return np.cumsum(lengths)[:-1].astype(np.int32), index.astype(np.int32), value.astype(np.float64)


def _or(bound: int | None, open_end: float) -> float:
    return open_end if bound is None else float(bound)


def solve_program(program: Program, goals: Sequence[Goal]) -> Solved:
    """Solve the goals one after another; a goal reached (less what it may give up) becomes a row for the next."""
    stages: list[Bounded] = []
    for goal in goals:
        weight = _weights(program, goal)
        divisor = max(1, int(np.gcd.reduce(weight)))
        program.aim(weight // divisor)
        ran = _maximise(program)
        if ran.status in INFEASIBLE:
            if stages:
                raise SolverError(f"{goal.name}: nothing is left of what the goals before it allow")
            return Solved(None, (), infeasible=True)
        if not ran.found or program.known is None:
            return Solved(program.known, tuple(stages), in_time=False)
        total = _total(program, weight, program.known)
        bound = total if ran.ended else _least_bound(program, weight // divisor, ran) * divisor
        stages.append(Bounded(goal, total, bound, ran.ended, ran.multipliers))
        if not ran.ended:
            return Solved(program.known, tuple(stages), in_time=False)
        if not goal.give_up:
            _fix_decided(program, weight // divisor, total // divisor, ran.multipliers)
        program.add(level_row(goal, goal.least(total), divisor))
    return Solved(program.known, tuple(stages))


@dataclass(frozen=True, slots=True, eq=False)
class Ran:
    """How a search ended. What it ``found`` is in ``program.known``; ``multipliers`` and ``bound`` limit the stage."""

    status: Any
    found: bool
    multipliers: Mapping[Key, int] = field(default_factory=dict)
    bound: float = np.inf

    @property
    def ended(self) -> bool:
        """Return whether nothing better can be."""
        return self.found and bool(self.status == OPTIMAL)


def _weights(program: Program, goal: Goal) -> Ints:
    weight = np.zeros(program.n_columns, dtype=np.int64)
    weight[: program.n_pairs] = goal.weight
    for key, value in goal.columns.items():
        weight[program.columns[key]] = value
    return weight


def level_row(goal: Goal, least: int, divisor: int) -> Row:
    """Return the row that keeps a goal at ``least``, divided by ``divisor``: small numbers solve better."""
    pairs = np.flatnonzero(goal.weight)
    columns = {key: weight // divisor for key, weight in goal.columns.items()}
    return Row(goal.row_key, pairs, goal.weight[pairs] // divisor, lower=-(-least // divisor), columns=columns)


def _maximise(program: Program) -> Ran:
    """Solve as a linear program with the links it needs, and in whole numbers where that leaves some in between."""
    status = program.run(whole=False)
    while status == OPTIMAL and _add_violated_links(program, program.values()):
        status = program.run(whole=False)
    if status != OPTIMAL:
        return Ran(status, found=False)
    multipliers = _multipliers(program)
    if program.are_whole(program.values()):
        program.known = program.values()
        return Ran(status, found=True, multipliers=multipliers)
    status = program.run(whole=True)
    found = program.highs.getInfo().primal_solution_status == highspy.kSolutionStatusFeasible
    if found:
        program.known = program.values()
    return Ran(status, found, multipliers, program.highs.getInfo().mip_dual_bound)


def _add_violated_links(program: Program, values: Floats) -> bool:
    """Add x <= y wherever a pair is taken at a place that is not so far open; return whether any was added."""
    links: dict[int, Key] = {}
    for row in program.rows:
        opens = row.opens
        if opens is not None:
            over = row.pairs[values[row.pairs] > values[program.columns[opens]] + SLACK]
            links.update((pair, opens) for pair in over.tolist() if pair not in program.linked)
    program.linked.update(links)
    program.add(*(link_row(pair, opens) for pair, opens in links.items()))
    return bool(links)


def link_row(pair: int, opens: Key) -> Row:
    """Return x <= y: no pair without the column that opens its place."""
    return Row(("link", str(pair)), np.array([pair]), np.array([1]), upper=0, columns={opens: -1})


def _multipliers(program: Program) -> dict[Key, int]:
    found = program.highs.getSolution().row_dual if program.n_columns else np.zeros(len(program.rows))
    duals = np.rint(np.clip(np.nan_to_num(np.array(found)) * SCALE, -SAFE, SAFE)).astype(np.int64)
    charged = zip(program.rows, duals.tolist(), strict=True)
    return {row.key: m for row, m in charged if m and (row.upper if m > 0 else row.lower) is not None}


def _total(program: Program, weight: Ints, values: Floats) -> int:
    used = np.flatnonzero(weight)
    reached = np.where(program.whole[used], np.rint(values[used]), np.floor(values[used] + SLACK)).astype(np.int64)
    return sum((weight[used] * reached).tolist())


def _least_bound(program: Program, weight: Ints, ran: Ran) -> int:
    """Return the bound of an unfinished search: the multipliers', or HiGHS's own where it came to have a lower one."""
    _, scaled = reduced_weights(program, weight, ran.multipliers)
    return min(scaled // SCALE, int(np.floor(ran.bound + SLACK))) if np.isfinite(ran.bound) else scaled // SCALE


def _fix_decided(program: Program, weight: Ints, total: int, multipliers: Mapping[Key, int]) -> None:
    """Fix every column that, by its reduced weight, no solution as good as ``total`` can have otherwise."""
    reduced, bound = reduced_weights(program, weight, multipliers)
    gap = bound - total * SCALE
    open_ = program.lower < program.upper
    surely = open_ & (program.whole | (gap == 0))
    useless, needed = np.flatnonzero(surely & (reduced < -gap)), np.flatnonzero(surely & (reduced > gap))
    program.fix(useless, program.lower[useless])
    program.fix(needed, program.upper[needed])


def reduced_weights(program: Program, weight: Ints, multipliers: Mapping[Key, int]) -> tuple[Numbers, int]:
    """Return the columns' weights less what the rows charge for them, and the Lagrangian bound, both in 1 / SCALE."""
    constant = 0
    columns, charges = [_NONE], [_NONE.astype(np.object_)]
    for key, multiplier in multipliers.items():
        row = program.row_of[key]
        side = row.upper if multiplier > 0 else row.lower
        if side is not None:
            index, value = program.entries(row)
            constant += multiplier * side
            columns.append(index)
            charges.append(multiplier * value.astype(np.object_))
    reduced = _less(program, weight, np.concatenate(columns), np.concatenate(charges))
    best = np.maximum(reduced * program.lower, reduced * program.upper)
    return reduced, constant + sum(best.tolist())


def _less(program: Program, weight: Ints, columns: Ints, charges: npt.NDArray[np.object_]) -> Numbers:
    """Return weight * SCALE less the charges: in 64 bits where no number can leave them, else Python's own."""
    size = np.abs(weight.astype(np.float64)) * SCALE
    np.add.at(size, columns, np.abs(charges.astype(np.float64)))
    kind = np.int64 if bool(np.all(size * np.maximum(1, program.upper) < SAFE)) else np.object_
    reduced = cast("Numbers", weight.astype(kind) * SCALE)
    np.subtract.at(reduced, columns, charges.astype(kind))
    return reduced
