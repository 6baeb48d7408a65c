"""The rivals: each takes a bare market and returns (placed, total utility)."""

from collections.abc import Callable, Mapping

import numpy as np
from ortools.graph.python import min_cost_flow

from benchmarks.markets import BareMarket
from matcher.market import Aim, Market
from matcher.quantities import lottery_number
from matcher.solvers.assignment import assign_stage
from matcher.solvers.levels import solve_levels

Outcome = tuple[int, int]


def praktika(market: BareMarket) -> Outcome:
    """Solve the levels placed and utility and the lottery, with prices that prove both levels."""
    n = market.n_applicants
    lots = np.array([lottery_number(1, f"a{i}") for i in range(n)], dtype=np.uint64)
    nothing = np.zeros(0, dtype=np.int64)
    arrays = Market(
        indptr=market.indptr,
        place_of=market.position,
        capacity=market.capacity,
        shared_of=np.full(len(market.capacity), -1, dtype=np.int32),
        shared_capacity=nothing,
        must_place=np.zeros(n, dtype=np.bool_),
        aims=(Aim(0, "placed", np.ones(len(market.position), np.int64)), Aim(1, "utility", market.utility)),
        priority=nothing,
        order=nothing,
        lot=np.argsort(lots, kind="stable"),
    )
    answer = solve_levels(arrays, assign_stage)
    held = answer.pair_of[answer.pair_of >= 0]
    return len(held), int(market.utility[held].sum())


def ortools(market: BareMarket) -> Outcome:
    """Solve as a plain script does: one maximum flow of least cost."""
    n, m = market.n_applicants, len(market.capacity)
    source, end = n + m, n + m + 1
    tail = np.concatenate([np.full(n, source), market.row, n + np.arange(m)])
    head = np.concatenate([np.arange(n), n + market.position, np.full(m, end)])
    capacity = np.concatenate([np.ones(n + len(market.position), dtype=np.int64), market.capacity])
    cost = np.concatenate([np.zeros(n, dtype=np.int64), -market.utility, np.zeros(m, dtype=np.int64)])
    model = min_cost_flow.SimpleMinCostFlow()
    model.add_arcs_with_capacity_and_unit_cost(tail, head, capacity, cost)
    model.set_node_supply(source, n)
    model.set_node_supply(end, -n)
    assert model.solve_max_flow_with_min_cost() == model.OPTIMAL
    return model.maximum_flow(), -model.optimal_cost()


def highs(market: BareMarket) -> Outcome:
    """Solve two linear programs, the second with the first one's optimum as a row."""
    import highspy

    n, m, pairs = market.n_applicants, len(market.capacity), len(market.position)
    model = highspy.Highs()
    model.silent()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = pairs, n + m + 1
    lp.col_lower_, lp.col_upper_ = np.zeros(pairs), np.ones(pairs)
    lp.col_cost_ = np.ones(pairs)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.row_lower_ = np.full(n + m + 1, -highspy.kHighsInf)
    lp.row_upper_ = np.concatenate([np.ones(n), market.capacity, [n]]).astype(float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.arange(0, 3 * pairs + 1, 3)
    lp.a_matrix_.index_ = np.stack([market.row, n + market.position, np.full(pairs, n + m)], axis=1).ravel()
    lp.a_matrix_.value_ = np.ones(3 * pairs)
    model.passModel(lp)
    model.run()
    placed = round(model.getInfo().objective_function_value)
    model.changeRowBounds(n + m, placed, placed)
    for pair, value in enumerate(market.utility.tolist()):
        model.changeColCost(pair, value)
    model.run()
    return placed, round(model.getInfo().objective_function_value)


RIVALS: Mapping[str, Callable[[BareMarket], Outcome]] = {"praktika": praktika, "ortools": ortools, "highs": highs}
