"""Flow: stages where hosts' capacities bind over several places, by OR-Tools' min-cost flow.

Units run from needs over places and shared capacities to the market's end. A must is a node that has to give or take
its units; an optional need may run straight to the end. So every stage is a plain flow with no large costs in it.
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from matcher.errors import SolverError
from matcher.kernels.assignment import UnmetError
from matcher.kernels.prices import dual_prices
from matcher.lists import Ints
from matcher.solvers.face import Face, Optimum


def flow_stage(face: Face, weight: Ints) -> Optimum:
    """Return the best of a face with shared capacities. Raises UnmetError when no matching meets its musts."""
    market = face.market
    held = _solve(face, weight)
    price, shared_price, surplus = dual_prices(
        face.indptr,
        face.place_of,
        weight,
        market.capacity,
        market.shared_of,
        market.shared_capacity,
        face.must_place,
        face.must_fill,
        face.must_fill_shared,
        held,
    )
    return Optimum(held, price, shared_price, surplus)


@dataclass(frozen=True, slots=True, eq=False)
class _Arcs:
    tail: Ints
    head: Ints
    capacity: Ints
    cost: Ints


def _solve(face: Face, weight: Ints) -> Ints:
    """Return the live pair each need holds."""
    if (_remaining(face) < 0).any():
        raise UnmetError("no matching meets the musts")
    model = min_cost_flow.SimpleMinCostFlow()
    pairs = _pair_arcs(face, weight)
    for arcs in (pairs, _leave_arcs(face), _place_arcs(face), _shared_arcs(face)):
        model.add_arcs_with_capacity_and_unit_cost(arcs.tail, arcs.head, arcs.capacity, arcs.cost)
    model.set_nodes_supplies(np.arange(_end(face) + 1), _supplies(face))
    status = model.solve()
    if status == model.INFEASIBLE:
        raise UnmetError("no matching meets the musts")
    if status != model.OPTIMAL:
        raise SolverError(f"min-cost flow ended with status {status}")
    taken = np.flatnonzero(model.flows(np.arange(len(pairs.tail))))
    held = np.full(face.market.n_needs, -1, dtype=np.int64)
    held[pairs.tail[taken]] = taken
    return held


def _end(face: Face) -> int:
    market = face.market
    return market.n_needs + len(market.capacity) + len(market.shared_capacity)


def _pair_arcs(face: Face, weight: Ints) -> _Arcs:
    row = np.repeat(np.arange(face.market.n_needs), np.diff(face.indptr))
    return _Arcs(row, face.market.n_needs + face.place_of.astype(np.int64), np.ones_like(row), -weight)


def _leave_arcs(face: Face) -> _Arcs:
    free = np.flatnonzero(~face.must_place)
    return _plain(free, np.full(len(free), _end(face)), np.ones(len(free), dtype=np.int64))


def _place_arcs(face: Face) -> _Arcs:
    """A place that need not be full passes its units on to its shared capacity or the end."""
    market = face.market
    free = np.flatnonzero(~face.must_fill)
    shared = market.shared_of[free].astype(np.int64)
    head = np.where(shared >= 0, market.n_needs + len(market.capacity) + shared, _end(face))
    return _plain(market.n_needs + free, head, market.capacity[free])


def _shared_arcs(face: Face) -> _Arcs:
    market = face.market
    free = np.flatnonzero(~face.must_fill_shared)
    first = market.n_needs + len(market.capacity)
    return _plain(first + free, np.full(len(free), _end(face)), _remaining(face)[free])


def _remaining(face: Face) -> Ints:
    """Return the shared seats left beside the places that must be full."""
    market = face.market
    full = np.flatnonzero(face.must_fill & (market.shared_of >= 0))
    taken = np.zeros(len(market.shared_capacity), dtype=np.int64)
    np.add.at(taken, market.shared_of[full], market.capacity[full])
    return market.shared_capacity - taken


def _supplies(face: Face) -> Ints:
    market = face.market
    places = np.where(face.must_fill, -market.capacity, 0)
    shared = np.where(face.must_fill_shared, -_remaining(face), 0)
    supplies = np.concatenate([np.ones(market.n_needs, dtype=np.int64), places, shared])
    return np.append(supplies, -supplies.sum())


def _plain(tail: Ints, head: Ints, capacity: Ints) -> _Arcs:
    return _Arcs(tail.astype(np.int64), head.astype(np.int64), capacity, np.zeros(len(tail), dtype=np.int64))
