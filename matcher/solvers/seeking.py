"""Seeking: the best whole values of one goal, the linear program first.

Only when that leaves a decision in between is anything searched: where the linear bound would be reached, nearby and
then everywhere, and last where what is known by then would be beaten.
"""

from typing import Any

import highspy
import numpy as np

from matcher.constraints.row import Key, Row
from matcher.lists import Ints
from matcher.solvers.bounding import Linear, decided, linear_of, same
from matcher.solvers.program import INFEASIBLE, OPTIMAL, SLACK, Floats, Program, values_total


def maximise(program: Program, weight: Ints) -> tuple[Any, Floats | None, Linear | None]:
    """Return the status, the best values found, and what the linear program proves.

    What is known already may be all that the linear program allows; then there is nothing to search for.
    """
    status = program.run(whole=False)
    while status == OPTIMAL and _add_violated_links(program, program.values()):
        status = program.run(whole=False)
    if status != OPTIMAL:
        return status, None, None
    values, linear = program.values(), linear_of(program, weight)
    if program.heard is not None:
        program.heard.bounded(linear.bound)
    if program.are_whole(values):
        return status, values, linear
    if program.known is not None and values_total(program, weight, program.known) >= linear.bound:
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
    return found if found is not None and values_total(program, weight, found) >= linear.bound else None


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
        total = values_total(program, weight, values)
        if total >= linear.bound - 1 or same(decided(program, linear, total), best):
            return status, values
        if program.known is None or values_total(program, weight, program.known) < values_total(
            program, weight, values
        ):
            program.known = values
    elif status not in INFEASIBLE:
        return status, program.known if values is None else values
    if program.known is None:
        return _among(program, program.lower, program.upper)
    return _among(program, *decided(program, linear, values_total(program, weight, program.known)))


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


def least_bound(program: Program, linear: Linear) -> int:
    """Return the bound of an unfinished search: the multipliers', or HiGHS's own where it came to have a lower one."""
    found = program.highs.getInfo().mip_dual_bound
    return min(linear.bound, int(np.floor(found + SLACK))) if np.isfinite(found) else linear.bound
