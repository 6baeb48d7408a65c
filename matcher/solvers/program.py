"""Program: rows over pairs and a few more columns, held by HiGHS, as a linear program or in whole numbers."""

from collections.abc import Sequence
from math import inf
from threading import Thread
from time import perf_counter
from typing import Any, Protocol

import highspy
import numpy as np
import numpy.typing as npt

from matcher.constraints.row import Column, Row
from matcher.lists import Ints
from matcher.stopping import Stop, never

Floats = npt.NDArray[np.float64]
_NONE = np.zeros(0, dtype=np.int64)
SLACK = 1e-6
"""What HiGHS may be off by in a row or a whole number."""


class LeftError(Exception):
    """A search was told to stop and is left to itself; it ends when it next asks. HiGHS must not be used any more."""


ASKING = 0.02
"""Seconds between two looks at whether to stop."""
PATIENCE = 0.3
"""Seconds a search has to end by itself once it is told to."""
OPTIMAL = highspy.HighsModelStatus.kOptimal
INFEASIBLE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
"""Every column is bounded, so the second can only mean infeasible."""
LOST = (highspy.HighsModelStatus.kUnknown, highspy.HighsModelStatus.kSolveError)
"""HiGHS lost its way; nothing is known."""


class Heard(Protocol):
    """Who hears of a search as it goes; it changes nothing."""

    def bounded(self, bound: int, /) -> None:
        """Hear what the linear program's multipliers bound the goal by."""

    def found(self, values: "Floats | None", /) -> None:
        """Hear the best values so far."""


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
        self.heard: Heard | None = None
        """Who listens to the search at hand."""
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
            if self.heard is not None:
                self.heard.found(self.found)

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
        starts afresh, and then without its presolve, whose answer may break a row once it is translated back.
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
        for presolve in ("choose", "off"):
            if self.highs.getModelStatus() in LOST:
                self.highs.clearSolver()
                self.highs.setOptionValue("presolve", presolve)
                self._go()
        self.highs.setOptionValue("presolve", "choose")
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


def values_total(program: Program, weight: Ints, values: Floats) -> int:
    """Return what values reach of a goal of these weights (n_columns,), in exact whole numbers."""
    used = np.flatnonzero(weight)
    reached = np.where(program.whole[used], np.rint(values[used]), np.floor(values[used] + SLACK)).astype(np.int64)
    return sum((weight[used] * reached).tolist())
