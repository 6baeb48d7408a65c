"""Markets too large to enumerate, and OR-Tools' min-cost flow as the other opinion on them."""

from dataclasses import replace

import numpy as np
from ortools.graph.python import min_cost_flow

from tests.kernels.small_markets import NONE, PairOf, SmallMarket


def middling_market(seed: int, n: int, m: int, *, groups: bool) -> SmallMarket:
    """A market of ``n`` applicants and ``m`` positions without musts; seats for about all, rows short or long."""
    r = np.random.default_rng(seed)
    most = r.choice([4, 7, m])
    rows = [r.permutation(m)[: r.integers(0, most)] for _ in range(n)]
    position = np.concatenate(rows).astype(np.int64)
    n_groups = m // 3 if groups else 0
    return SmallMarket(
        np.cumsum([0, *map(len, rows)]),
        position,
        r.integers(-3, r.choice([4, 1000]), len(position)),
        r.integers(0, 2 * n // m + 1, m),
        r.integers(-1, n_groups, m) if groups else np.full(m, NONE),
        r.integers(0, 4 * n // m, n_groups),
        np.zeros(n, dtype=np.bool_),
        np.zeros(m, dtype=np.bool_),
        np.zeros(n_groups, dtype=np.bool_),
    )


def middling_face(seed: int, n: int, m: int, *, groups: bool) -> SmallMarket:
    """The same market with musts that the best matching under other weights meets."""
    market, r = middling_market(seed, n, m, groups=groups), np.random.default_rng(~seed & 0xFFFF)
    pair_of = best_by_flow(replace(market, weight=r.integers(0, 9, len(market.position))))
    load, shared = market.loads(pair_of)
    return replace(
        market,
        must_match=(np.array(pair_of) != NONE) & (r.random(n) < 0.3),
        must_fill=(load == market.capacity) & (r.random(m) < 0.3),
        must_fill_group=(shared == market.group_capacity) & (r.random(len(shared)) < 0.3),
    )


def best_by_flow(market: SmallMarket) -> PairOf:
    """A best matching of the face; one that misses musts where they cannot be met. A must is a very large reward."""
    n, m, n_groups = len(market.rows), len(market.capacity), len(market.group_capacity)
    end = n + m + n_groups
    reward = 1 + 2 * n * (int(np.abs(market.weight).max(initial=0)) + 1)
    row = np.repeat(np.arange(n), np.diff(market.indptr))
    flow = min_cost_flow.SimpleMinCostFlow()
    pairs = flow.add_arcs_with_capacity_and_unit_cost(
        row, n + market.position, np.ones_like(row), -market.weight - reward * market.must_match[row]
    )
    people = np.arange(n)
    flow.add_arcs_with_capacity_and_unit_cost(people, np.full(n, end), np.ones_like(people), np.zeros_like(people))
    above = np.where(market.group_of == NONE, end, n + m + market.group_of)
    flow.add_arcs_with_capacity_and_unit_cost(
        n + np.arange(m), above, np.minimum(market.capacity, n), -reward * market.must_fill
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        n + m + np.arange(n_groups), np.full(n_groups, end), market.group_capacity, -reward * market.must_fill_group
    )
    flow.set_nodes_supplies(people, np.ones_like(people))
    flow.set_node_supply(end, -n)
    assert flow.solve() == flow.OPTIMAL
    pair_of = np.full(n, NONE)
    taken = np.flatnonzero(flow.flows(pairs))
    pair_of[row[taken]] = taken
    return tuple(pair_of.tolist())
