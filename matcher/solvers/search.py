"""Search: the best whole solution of one stage of a program, by as little branching as possible.

1. Solve the linear program, adding links (x <= y) as they are violated; 2. if it is whole, done; 3. open what it opens
by half or more, close the rest, and see what that is worth; 4. fix every column that cannot be otherwise in anything
better (reduced-cost fixing: Dantzig, Fulkerson, Johnson 1954); 5. let HiGHS branch on what is left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from matcher.constraints.row import Key, Row
from matcher.lists import Ints
from matcher.solvers.program import SLACK, Floats, Program

OPTIMAL = highspy.HighsModelStatus.kOptimal


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """What a search ended with: HiGHS's status, the best values (None: none found), and the relaxation's multipliers."""

    status: Any
    values: Floats | None
    multipliers: Mapping[Key, int]


def maximise(program: Program, weight: Ints) -> Best:
    """Return the best values of the columns for ``weight`` (int64, shape (n_columns,))."""
    program.aim(weight)
    status = relax(program)
    if status != OPTIMAL:
        return Best(status, None, {})
    values, multipliers = program.values(), program.multipliers()
    if program.are_whole(values):
        return Best(status, values, multipliers)
    known = rounded(program, values)
    before = program.lower.copy(), program.upper.copy()
    if known is not None:
        program.fix_decided(weight, program.total(weight, known), multipliers)
    status = program.run(whole=True)
    found = program.best_values()
    program.restore(*before)
    return Best(status, known if found is None else found, multipliers)


def relax(program: Program) -> Any:
    """Solve the linear program with every link that matters and return HiGHS's status."""
    status = program.run(whole=False)
    while status == OPTIMAL and add_violated_links(program, program.values()):
        status = program.run(whole=False)
    return status


def add_violated_links(program: Program, values: Floats) -> bool:
    """Add x <= y wherever a pair is taken at a place that is not so far open; return whether any was added."""
    links = [
        link_row(pair, opens)
        for row, opens in program.openings
        for pair in row.pairs[values[row.pairs] > values[program.columns[opens]] + SLACK].tolist()
        if pair not in program.linked
    ]
    program.linked |= {int(link.pairs[0]) for link in links}
    program.add(links)
    return bool(links)


def link_row(pair: int, opens: Key) -> Row:
    """Return x <= y: no pair without the column that opens its place."""
    return Row(("link", str(pair)), np.array([pair]), np.array([1]), upper=0, columns={opens: -1})


def rounded(program: Program, values: Floats) -> Floats | None:
    """Return a whole solution with every decision beside the pairs rounded, None where that leaves none."""
    own = np.arange(program.n_pairs, program.n_columns)
    decisions = own[program.whole[own] & (program.lower[own] < program.upper[own])]
    if not len(decisions):
        return None
    before = program.lower.copy(), program.upper.copy()
    program.fix(decisions, np.rint(values[decisions]).astype(np.int64))
    found = program.values() if program.run(whole=False) == OPTIMAL else None
    program.restore(*before)
    return found if found is not None and program.are_whole(found) else None
