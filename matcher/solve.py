"""Solve: the front door. Check, compile, choose a method, solve, decode, judge."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matcher.conflicts import Conflict, conflicts
from matcher.constraints import Blocking, Column, Setting, model_of
from matcher.constraints.goals import FEWEST, Goal, goals, lottery, regained
from matcher.constraints.mentoring import with_mentors
from matcher.constraints.row import Row, count
from matcher.errors import PolicyError, Problem
from matcher.features import beyond_flow, unsupported
from matcher.judge import Case
from matcher.levels import LEVELS, natural, stages_of
from matcher.market import Answer, Market, compile_market, decode, matching_of
from matcher.matching import (
    Certificate,
    LevelValue,
    Result,
    StageMultipliers,
    Status,
    StopReason,
)
from matcher.outcome import Fewest, Found, facts_of, result_of
from matcher.policy import Mechanism, Policy, Stability
from matcher.progress import Listener, Progress, Tell, silent, unheard
from matcher.quantities import Quantities, quantities_of
from matcher.rounds import Round
from matcher.stopping import Stop, never
from matcher.telling import Teller
from matcher.validate import policy_problems

if TYPE_CHECKING:
    from matcher.solvers.stages import Solved


def solve(round_: Round, policy: Policy | None = None, progress: Listener = unheard, stop: Stop = never) -> Result:
    """Return the best matching of a round under a policy (the round's own by default), proved and judged.

    1. Refuse what cannot be honoured exactly; 2. find the eligible pairs; 3. look for hard rules that clash;
    4. choose the cheapest exact method and solve level by level, the lottery last; 5. let the judge recompute
    everything. ``progress`` is told each step, and each level with the best so far; it changes nothing. Once ``stop``
    says so, the best found so far is returned as when time is over.

    Raises PolicyError for a policy the round's data or this version cannot serve, SolverError when the judge and the
    solver disagree.
    """
    started = perf_counter()
    policy = policy or round_.policy
    refuse(round_, policy)
    progress(Progress("rules"))
    quantities = quantities_of(round_, policy)
    clash = conflicts(quantities)
    if clash:
        return _infeasible(quantities, clash, started)
    refuse_large(quantities)
    progress(Progress("solve"))
    found = find(quantities, stop=stop, tell=silent if progress is unheard else Teller(quantities, progress))
    if found.matching is None:
        return _without(quantities, found, started)
    progress(Progress("judge"))
    return result_of(Case(quantities, with_mentors(Setting(quantities), found.matching)), found, started)


def refuse_large(quantities: Quantities) -> None:
    """Raise PolicyError when a level's total may leave what is exact: 2**53 for programs, 2**57 for flows.

    A flow's prices may exceed its weights as often as there are needs, and a few times more; they must fit in 64 bits.
    """
    if quantities.policy.mechanism != Mechanism.OPTIMAL:
        return
    most = 2**53 if beyond_flow(quantities.round, quantities.policy) else 2**57
    n_needs = len(quantities.eligibility.needs) + 2
    large = {
        level.name
        for level in quantities.policy.objectives
        if level.name in LEVELS
        for _, weight in stages_of(level, quantities)
        if int(np.abs(weight).max(initial=0)) * n_needs > most
    }
    if large:
        raise PolicyError(Problem("policy", "numbers-too-large", values={"level": name}) for name in sorted(large))


def refuse(round_: Round, policy: Policy) -> None:
    """Raise PolicyError with everything that keeps this policy from being served."""
    problems = [*policy_problems(round_, policy), *unsupported(round_, policy)]
    if problems:
        raise PolicyError(problems)


def find(
    quantities: Quantities, *, draw: bool = True, forced: Sequence[int] = (), stop: Stop = never, tell: Tell = silent
) -> Found:
    """Return the best matching by the cheapest exact method; beyond flows, ``draw`` says whether lots are drawn.

    Eligible pairs that are ``forced`` must be held; only a program can see to that.
    """
    beyond = {feature for feature, _ in beyond_flow(quantities.round, quantities.policy)}
    if not beyond and not forced:
        return _by_flow(quantities, stop, tell)
    if beyond == {"stability"} and not forced:
        found = _by_ties(quantities, draw=draw, stop=stop, tell=tell)
        if found.matching is not None or not found.in_time:
            return found
    return _by_program(quantities, draw=draw, forced=forced, stop=stop, tell=tell)


def _by_flow(quantities: Quantities, stop: Stop, tell: Tell) -> Found:
    """Compile the market, choose the cheapest exact method for it, solve and decode."""
    compiled = compile_market(quantities)
    name, why, run = choose(compiled.market, quantities.policy, stop, tell)
    answer = run(compiled.market)
    matching, certificate = decode(compiled, answer)
    return Found(name, why, matching, certificate, in_time=answer.in_time)


def choose(
    market: Market, policy: Policy, stop: Stop = never, tell: Tell = silent
) -> tuple[str, str, Callable[[Market], Answer]]:
    """Return the cheapest exact method for a market, and why. Solvers are imported when they are needed."""
    if policy.mechanism != Mechanism.OPTIMAL:
        from matcher.solvers import acceptance

        run = {
            Mechanism.APPLICANT_PROPOSING: acceptance.applicants_propose,
            Mechanism.POSITION_PROPOSING: acceptance.positions_propose,
            Mechanism.SERIAL: acceptance.in_order,
        }[policy.mechanism]
        return policy.mechanism, "mechanism", run
    from matcher.solvers.levels import solve_levels

    if len(market.shared_capacity):
        from matcher.solvers.flow import flow_stage

        return "min-cost-flow", "shared-capacity", lambda m: solve_levels(m, flow_stage, stop, tell)
    from matcher.solvers.assignment import assign_stage

    return "assignment", "alone", lambda m: solve_levels(m, assign_stage, stop, tell)


def _by_program(
    quantities: Quantities, *, draw: bool, forced: Sequence[int] = (), stop: Stop = never, tell: Tell = silent
) -> Found:
    """Solve with all conditions; where they leave no stable matching, with the fewest pairs that block."""
    started = perf_counter()
    seconds, asked = quantities.policy.limits.seconds, _Asked(draw, forced, stop, tell)
    found = _by_model(Setting(quantities), seconds, asked)
    if found.matching is None and found.in_time and quantities.policy.stability == Stability.STABLE:
        left = max(0.1, seconds - (perf_counter() - started))
        return _by_model(Setting(quantities, Blocking.COUNTED), left, asked)
    return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """How a program is to be solved: with lots or without, which pairs are forced, who may stop it and who listens."""

    draw: bool
    forced: Sequence[int]
    stop: Stop
    tell: Tell


def _by_model(setting: Setting, seconds: float, asked: _Asked) -> Found:
    """Build the model of rows and goals, solve it goal by goal, the lottery last."""
    quantities = setting.quantities
    columns, rows = model_of(setting)
    rows += [Row(("forced", str(pair)), *count([pair]), lower=1) for pair in asked.forced]
    wanted = goals(setting, columns)
    in_order = [*wanted, *regained(wanted), *_last(setting, wanted, draw=asked.draw)]
    n_pairs = len(quantities.eligibility.need_of)
    may_be = not asked.forced and _may_be_openings(rows)
    solved = _by_openings(n_pairs, columns, rows, in_order, seconds, asked) if may_be else None
    if solved is not None:
        return _found(quantities, solved, wanted, "openings", "only-minimums")
    from matcher.solvers.program import Program
    from matcher.solvers.stages import solve_program

    program = Program(n_pairs, columns, rows, seconds, asked.stop)
    why = ", ".join(sorted({feature for feature, _ in beyond_flow(quantities.round, quantities.policy)}))
    return _found(quantities, solve_program(program, in_order, asked.tell), wanted, "integer-program", why)


def _may_be_openings(rows: Sequence[Row]) -> bool:
    """Return whether the rows speak of nothing but people, places and minimums; seen before kernels are imported."""
    return {row.key[0] for row in rows} <= {"need", "place", "minimum"}


def _by_openings(
    n_pairs: int, columns: Sequence[Column], rows: Sequence[Row], in_order: list[Goal], seconds: float, asked: _Asked
) -> "Solved | None":
    from matcher.solvers.opening_levels import solve_openings
    from matcher.solvers.openings import openings_of

    deadline = perf_counter() + seconds
    openings = openings_of(n_pairs, columns, rows)
    if openings is None:
        return None
    return solve_openings(openings, in_order, lambda: perf_counter() > deadline or asked.stop(), asked.tell)


def _by_ties(quantities: Quantities, *, draw: bool, stop: Stop, tell: Tell) -> Found:
    """Search the stable matchings for the best, all goals at once, among the pairs that one may hold."""
    from matcher.solvers.reduction import reduced
    from matcher.solvers.tied import tied_market
    from matcher.solvers.ties import solve_ties
    from matcher.solvers.ties_proof import certificate_of

    setting = Setting(quantities)
    wanted = goals(setting, [])
    tied = tied_market(quantities)
    left = reduced(tied)
    in_order = [*wanted, *_last(setting, wanted, draw=draw)]
    solved = solve_ties(left, in_order, quantities.policy.limits.seconds, stop, tell)
    found = _found(quantities, solved, wanted, "stable-ties", "only-stability")
    return replace(found, certificate=certificate_of(setting, solved.stages[: len(wanted)], stop))


def _last(setting: Setting, wanted: list[Goal], *, draw: bool) -> list[Goal]:
    return [lottery(setting)] if draw or not wanted else []


def _found(quantities: Quantities, solved: "Solved", wanted: list[Goal], method: str, why: str) -> Found:
    """Return what a program came to, with its multipliers as the certificate."""
    if solved.values is None:
        return Found(method, why, None, in_time=solved.in_time)
    e = quantities.eligibility
    pairs = np.flatnonzero(solved.values[: len(e.need_of)] > HALF)
    certificate = Certificate(
        multipliers=tuple(
            StageMultipliers(s.goal.level, s.goal.name, s.multipliers, s.bound, s.branch)
            for s in solved.stages[: len(wanted)]
        )
    )
    proved = _best_values(quantities, wanted, {(s.goal.level, s.goal.name): s.total for s in solved.stages if s.proved})
    matching = matching_of(quantities, e.need_of[pairs], e.place_of[pairs])
    counted = next((s for s in solved.stages if (s.goal.level, s.goal.name) == FEWEST), None)
    fewest = None if counted is None else Fewest(-counted.bound, counted.proved)
    return Found(method, why, matching, certificate, proved, solved.in_time, fewest)


HALF = 0.5


def _best_values(
    quantities: Quantities, wanted: list[Goal], total: dict[tuple[int, str], int]
) -> dict[int, LevelValue]:
    """Return the best value of each level all of whose goals are proved."""
    best: dict[int, LevelValue] = {}
    for n, level in enumerate(quantities.policy.objectives):
        names = [goal.name for goal in wanted if goal.level == n]
        if all((n, name) in total for name in names):
            best[n] = natural(level, names, [total[n, name] for name in names], quantities)
    return best


def _without(quantities: Quantities, found: Found, started: float) -> Result:
    """Return the result of a round for which there is no matching, or none in time."""
    clash: list[Conflict] = []
    if found.in_time:
        from matcher.solvers.conflict import conflict_of

        clash = conflict_of(quantities, quantities.policy.limits.seconds)
    facts = facts_of(quantities, found.method, found.why, started)
    if found.in_time:
        return Result(Status.INFEASIBLE, StopReason.CONFLICT, conflict=tuple(clash), facts=facts)
    return Result(Status.NONE, StopReason.TIME, facts=facts)


def _infeasible(quantities: Quantities, clash: list[Conflict], started: float) -> Result:
    facts = facts_of(quantities, "none", "locks-clash", started)
    return Result(Status.INFEASIBLE, StopReason.CONFLICT, conflict=tuple(clash), facts=facts)
