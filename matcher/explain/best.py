"""Best: the most that a class of applicants could have if it were served before everybody else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from matcher.constraints import Setting, model_of
from matcher.constraints.goals import Goal
from matcher.features import beyond_flow
from matcher.lists import Ints
from matcher.market import Aim, Market, compile_market
from matcher.policy import Mechanism
from matcher.quantities import Quantities
from matcher.rules.columns import Bools
from matcher.solve import choose


@dataclass(frozen=True, slots=True)
class Best:
    """The most needs of a class that any matching places, and the least sum of their ranks when it does."""

    placed: int
    rank_sum: int


def bests(quantities: Quantities, classes: Iterable[Bools], seconds: float) -> Iterator[Best | None]:
    """Yield for each class (a mask over needs, shape (n_needs,)) its best, None where it is not proved in time.

    The policy's hard rules hold for everybody, its levels and its mechanism for nobody: the class alone is served,
    first by how many are placed, then by the sum of their ranks. Exact: one flow or one integer program a class; no new
    class is begun after ``seconds``, and the searches of a program share them.
    """
    bare = replace(quantities.policy, mechanism=Mechanism.OPTIMAL, objectives=())
    freed = Quantities(quantities.round, bare, quantities.book, quantities.eligibility)
    solve = _programs(freed, seconds) if beyond_flow(quantities.round, bare) else _flows(freed)
    deadline = perf_counter() + seconds
    for members in classes:
        own = members[quantities.eligibility.need_of].astype(np.int64)
        yield solve(own, -quantities.rank * own) if perf_counter() < deadline else None


class _flows:  # noqa: N801  # a function that remembers its market
    """Solve by a flow: the market is compiled once."""

    def __init__(self, quantities: Quantities) -> None:
        e = quantities.eligibility
        self.market: Market = compile_market(quantities).market
        self.policy = quantities.policy
        self.order = np.lexsort((e.place_of, quantities.rank, e.need_of))

    def __call__(self, placed: Ints, ranks: Ints) -> Best:
        aims = (Aim(0, "placed", placed[self.order]), Aim(1, "rank-sum", ranks[self.order]))
        market = replace(self.market, aims=aims)
        _, _, run = choose(market, self.policy)
        first, second = run(market).duals
        return Best(first.bound, -second.bound)


class _programs:  # noqa: N801  # a function that remembers its rows
    """Solve by an integer program: the rows are made once."""

    def __init__(self, quantities: Quantities, seconds: float) -> None:
        self.n_pairs = len(quantities.eligibility.need_of)
        self.columns, self.rows = model_of(Setting(quantities))
        self.deadline = perf_counter() + seconds

    def __call__(self, placed: Ints, ranks: Ints) -> Best | None:
        from matcher.solvers.program import Program
        from matcher.solvers.stages import solve_program

        program = Program(self.n_pairs, self.columns, self.rows, max(self.deadline - perf_counter(), 0.0))
        solved = solve_program(program, [Goal(0, "placed", placed), Goal(1, "rank-sum", ranks)])
        if len(solved.stages) < 2 or not all(stage.proved for stage in solved.stages):
            return None
        first, second = solved.stages
        return Best(first.total, -second.total)
