"""Program: rounds that need an integer program, by HiGHS, level by level, each with multipliers that bound it.

A stage is solved as a linear program first; only when that leaves a decision in between is it branched on. The
multipliers of the linear program, rounded to whole numbers, bound the stage whatever rounding happened (Lagrangian
duality: Geoffrion 1974), so the judge can check them in exact arithmetic. What they show to be impossible in any
optimum is fixed before the next stage.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from threading import Thread
from time import perf_counter
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt

from matcher.constraints.goals import Goal
from matcher.constraints.row import Column, Key, Row
from matcher.errors import SolverError
from matcher.lists import Ints
from matcher.matching import Branch
from matcher.solvers.bounding import Linear, decided, linear_of, same
from matcher.stopping import Stop, never

Floats = npt.NDArray[np.float64]
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


class LeftError(Exception):
    """A search was told to stop and is left to itself; it ends when it next asks. HiGHS must not be used any more."""


ASKING = 0.02
"""Seconds between two looks at whether to stop."""
PATIENCE = 0.3
"""Seconds a search has to end by itself once it is told to."""
OPTIMAL = highspy.HighsModelStatus.kOptimal
INFEASIBLE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
"""Every column is bounded, so the second can only mean infeasible."""


class Program:
    """Rows over ``n_pairs`` pairs (whole, 0 or 1) and further columns, held by HiGHS and sharpened stage by stage."""

    def __init__(
        self, n_pairs: int, columns: Sequence[Column], rows: Sequence[Row], seconds: float, stop: Stop = never
    ) -> None:
        self.n_pairs = n_pairs
        self.columns = {column.key: n_pairs + n for n, column in enumerate(columns)}
        self.rows: list[Row] = list(rows)
        self.whole = np.array([True] * n_pairs + [c.whole for c in columns], dtype=np.bool_)
        self.lower = np.zeros(n_pairs + len(columns), dtype=np.int64)
        self.upper = np.array([1] * n_pairs + [c.upper for c in columns], dtype=np.int64)
        self.linked: set[int] = set()
        self.known: Floats | None = None
        """Values that obey every row so far, for the search to start from."""
        self.basis: Any = None
        """Where the last linear program ended, for the next one to start from: searches forget it."""
        self.deadline = perf_counter() + seconds
        self.highs = highspy.Highs()
        self.highs.silent()
        for option, value in (("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.999)):
            self.highs.setOptionValue(option, value)
        self.stop = stop
        self.found: Floats | None = None
        """The best values of the search at hand, told by HiGHS as it goes, where somebody may stop it."""
        self._is_told = False
        self._listen()
        self.highs.passModel(self._lp())

    def _listen(self) -> None:
        """Let HiGHS ask whether to stop and tell what it finds; where nobody will stop it, it has not to."""
        if self.stop is not never:
            for asking in (self.highs.cbSimplexInterrupt, self.highs.cbIpmInterrupt, self.highs.cbMipInterrupt):
                asking.subscribe(lambda event: event.interrupt(self._is_told))
            self.highs.cbMipImprovingSolution.subscribe(self._take)

    def _take(self, event: Any) -> None:
        self.found = np.array(event.data_out.mip_solution)

    def _go(self) -> None:
        """Let HiGHS run. Raises LeftError when it was told to stop and does not end soon: it asks seldom at times."""
        if self.stop is never:
            self.highs.run()
            return
        if self._is_told:
            raise LeftError
        self.found = None
        searching = Thread(target=self.highs.run, daemon=True)
        searching.start()
        leave_at = inf
        while searching.is_alive():
            if not self._is_told and self.stop():
                self._is_told, leave_at = True, perf_counter() + PATIENCE
            if perf_counter() > leave_at:
                raise LeftError
            searching.join(ASKING)

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

    def bound(self, lower: Ints, upper: Ints) -> None:
        """Let every column be from ``lower`` to ``upper``, shape (n_columns,)."""
        changed = np.flatnonzero((lower != self.lower) | (upper != self.upper)).astype(np.int32)
        self.lower, self.upper = lower, upper
        low, high = lower[changed].astype(np.float64), upper[changed].astype(np.float64)
        self.highs.changeColsBounds(len(changed), changed, low, high)

    def aim(self, weight: Ints) -> None:
        """Set what is maximised, shape (n_columns,)."""
        self.highs.changeColsCost(self.n_columns, np.arange(self.n_columns, dtype=np.int32), weight.astype(np.float64))

    def run(self, *, whole: bool) -> Any:
        """Maximise with or without whole numbers and return HiGHS's status.

        Columns that need not be whole can be, so all are asked to be: HiGHS 1.14 loses optima where a whole and a
        continuous column share a row (its issues 3043, 3073 and 3094). Where it comes to no end from where it stood, it
        starts afresh.
        """
        kind = highspy.HighsVarType
        types = np.full(self.n_columns, int(kind.kInteger if whole else kind.kContinuous), dtype=np.uint8)
        if not self.n_columns:
            unmet = any(_or(row.lower, 0) > 0 or _or(row.upper, 0) < 0 for row in self.rows)
            return highspy.HighsModelStatus.kInfeasible if unmet else highspy.HighsModelStatus.kOptimal
        if whole:
            self.basis = self.highs.getBasis()
        self.highs.changeColsIntegrality(self.n_columns, np.arange(self.n_columns, dtype=np.int32), types)
        self._set_time(whole=whole)
        if whole and self.known is not None:
            start = highspy.HighsSolution()
            start.col_value = self.known.tolist()
            self.highs.setSolution(start)
        if not whole:
            self._restore_basis()
        self._go()
        if self.highs.getModelStatus() == highspy.HighsModelStatus.kUnknown:
            self.highs.clearSolver()
            self._go()
        return self.highs.getModelStatus()

    def _set_time(self, *, whole: bool) -> None:
        """Give the run what is left: a search counts its own seconds, a linear program all since the program began."""
        left = max(0.01, self.deadline - perf_counter())
        self.highs.setOptionValue("time_limit", left if whole else self.highs.getRunTime() + left)

    def _restore_basis(self) -> None:
        """Start where the last linear program ended; rows added since hold of their own accord."""
        if self.basis is not None and self.basis.valid:
            added = len(self.rows) - len(self.basis.row_status)
            self.basis.row_status = [*self.basis.row_status, *[highspy.HighsBasisStatus.kBasic] * added]
            self.highs.setBasis(self.basis)
        self.basis = None

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
    values: Floats | None = None
    for goal in goals:
        weight = _weights(program, goal)
        divisor = max(1, int(np.gcd.reduce(weight)))
        weight //= divisor
        program.aim(weight)
        try:
            status, found, linear = _maximise(program, weight)
        except LeftError:
            return Solved(values if program.found is None else program.found, tuple(stages), in_time=False)
        if status in INFEASIBLE:
            if stages:
                raise SolverError(f"{goal.name}: nothing is left of what the goals before it allow")
            return Solved(None, (), infeasible=True)
        if found is None or linear is None:
            return Solved(values, tuple(stages), in_time=False)
        values = program.known = found
        total = _total(program, weight, values)
        ended = status == OPTIMAL
        bound = total if ended else _least_bound(program, linear)
        stages.append(Bounded(goal, total * divisor, bound * divisor, ended, linear.multipliers))
        if not ended:
            return Solved(values, tuple(stages), in_time=False)
        if not goal.give_up:
            program.bound(*decided(program, linear, total))
        program.add(level_row(goal, goal.least(total * divisor), divisor, total * divisor))
    return Solved(values, tuple(stages))


def certify(program: Program, stages: Sequence[Bounded]) -> Iterator[Bounded]:
    """Yield stages that another method proved with the multipliers of their linear programs, while time lasts."""
    for stage in stages:
        weight = _weights(program, stage.goal)
        divisor = max(1, int(np.gcd.reduce(weight)))
        weight //= divisor
        program.aim(weight)
        if not stage.proved or program.run(whole=False) != OPTIMAL:
            return
        linear = linear_of(program, weight)
        program.bound(*decided(program, linear, stage.total // divisor))
        program.add(level_row(stage.goal, stage.total, divisor, stage.total))
        yield replace(stage, multipliers=linear.multipliers)


def _weights(program: Program, goal: Goal) -> Ints:
    weight = np.zeros(program.n_columns, dtype=np.int64)
    weight[: program.n_pairs] = goal.weight
    for key, value in goal.columns.items():
        weight[program.columns[key]] = value
    return weight


def level_row(goal: Goal, least: int, divisor: int, most: int | None = None) -> Row:
    """Return the row that keeps a goal from ``least`` to ``most``, both divided by ``divisor``: small numbers solve
    better."""
    pairs = np.flatnonzero(goal.weight)
    columns = {key: weight // divisor for key, weight in goal.columns.items()}
    upper = None if most is None else most // divisor
    return Row(goal.row_key, pairs, goal.weight[pairs] // divisor, -(-least // divisor), upper, columns)


def _maximise(program: Program, weight: Ints) -> tuple[Any, Floats | None, Linear | None]:
    """Return the status, the best values found, and what the linear program proves.

    What is known already may be all that the linear program allows; then there is nothing to search for.
    """
    status = program.run(whole=False)
    while status == OPTIMAL and _add_violated_links(program, program.values()):
        status = program.run(whole=False)
    if status != OPTIMAL:
        return status, None, None
    values, linear = program.values(), linear_of(program, weight)
    if program.are_whole(values):
        return status, values, linear
    if program.known is not None and _total(program, weight, program.known) >= linear.bound:
        return status, program.known, linear
    near = _nearby(program, weight, linear, values)
    return (*(_search(program, weight, linear) if near is None else (OPTIMAL, near)), linear)


def _nearby(program: Program, weight: Ints, linear: Linear, values: Floats) -> Floats | None:
    """Return whole values that keep all pairs the linear program takes and reach its bound, None if none are found.

    Only asked where much is still open: there they are found much sooner than by a search, or seen not to be there.
    """
    lower, upper = decided(program, linear, linear.bound)
    if int((lower < upper).sum()) < MANY_OPEN:
        return None
    taken = np.flatnonzero(values[: program.n_pairs] > 1 - SLACK)
    lower[taken[upper[taken] == 1]] = 1
    _, found = _among(program, lower, upper)
    return found if found is not None and _total(program, weight, found) >= linear.bound else None


MANY_OPEN = 1000
"""How many columns must be open for what is near to be looked at first."""


def _search(program: Program, weight: Ints, linear: Linear) -> tuple[Any, Floats | None]:
    """Return the status and the best whole values.

    Values that reach a total use only columns whose reduced weight allows for it. So the search looks first where the
    linear bound itself would be reached, which is a small part; if it is not, where what is known by then is beaten.
    """
    best = decided(program, linear, linear.bound)
    status, values = _among(program, *best)
    if status == OPTIMAL and values is not None:
        total = _total(program, weight, values)
        if total >= linear.bound - 1 or same(decided(program, linear, total), best):
            return status, values
        if program.known is None or _total(program, weight, program.known) < _total(program, weight, values):
            program.known = values
    elif status not in INFEASIBLE:
        return status, program.known if values is None else values
    if program.known is None:
        return _among(program, program.lower, program.upper)
    return _among(program, *decided(program, linear, _total(program, weight, program.known)))


def _among(program: Program, least: Ints, most: Ints) -> tuple[Any, Floats | None]:
    """Search among values from ``least`` to ``most`` of each column (n_columns,)."""
    lower, upper = program.lower, program.upper
    program.bound(least, most)
    status = program.run(whole=True)
    has_values = program.highs.getInfo().primal_solution_status == highspy.kSolutionStatusFeasible
    values = program.values() if has_values else None
    program.bound(lower, upper)
    return status, values


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


def _least_bound(program: Program, linear: Linear) -> int:
    """Return the bound of an unfinished search: the multipliers', or HiGHS's own where it came to have a lower one."""
    found = program.highs.getInfo().mip_dual_bound
    return min(linear.bound, int(np.floor(found + SLACK))) if np.isfinite(found) else linear.bound


def _total(program: Program, weight: Ints, values: Floats) -> int:
    used = np.flatnonzero(weight)
    reached = np.where(program.whole[used], np.rint(values[used]), np.floor(values[used] + SLACK)).astype(np.int64)
    return sum((weight[used] * reached).tolist())
