"""Solve: the front door. Check, compile, choose a method, solve, decode, judge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matcher.conflicts import Conflict, conflicts
from matcher.constraints import Setting, model_of
from matcher.constraints.goals import Goal, goals, lottery, regained
from matcher.constraints.mentoring import with_mentors
from matcher.errors import PolicyError, Problem, SolverError
from matcher.features import beyond_flow, unsupported
from matcher.fingerprint import fingerprint
from matcher.judge import Case, Verdict, judge_case
from matcher.levels import LEVELS, natural, stages_of
from matcher.market import Answer, Market, compile_market, decode, matching_of
from matcher.matching import (
    Certificate,
    LevelResult,
    LevelValue,
    Matching,
    Result,
    StageMultipliers,
    Status,
    StopReason,
)
from matcher.measures import rank_profile
from matcher.policy import Mechanism, Policy
from matcher.quantities import Quantities, quantities_of
from matcher.reasons import reasons
from matcher.rounds import Round
from matcher.validate import policy_problems

if TYPE_CHECKING:
    from matcher.solvers.openings import Openings
    from matcher.solvers.program import Solved

Progress = Callable[[str], None]


def solve(round_: Round, policy: Policy | None = None, progress: Progress = lambda _: None) -> Result:
    """Return the best matching of a round under a policy (the round's own by default), proved and judged.

    1. Refuse what cannot be honoured exactly; 2. find the eligible pairs; 3. look for hard rules that clash;
    4. choose the cheapest exact method and solve level by level, the lottery last; 5. let the judge recompute
    everything. ``progress`` is told the name of each step.

    Raises PolicyError for a policy the round's data or this version cannot serve, SolverError when the judge and the
    solver disagree.
    """
    started = perf_counter()
    policy = policy or round_.policy
    refuse(round_, policy)
    progress("rules")
    quantities = quantities_of(round_, policy)
    clash = conflicts(quantities)
    if clash:
        return _infeasible(quantities, clash, started)
    refuse_large(quantities)
    progress("solve")
    found = find(quantities)
    if found.matching is None:
        return _without(quantities, found, started)
    progress("judge")
    return _judged(Case(quantities, with_mentors(Setting(quantities), found.matching)), found, started)


def refuse_large(quantities: Quantities) -> None:
    """Raise PolicyError when a level's total may leave what is exact: 2**53 for programs, 2**57 for flows.

    A flow's prices may exceed its weights as often as there are needs, and a few times more; they must fit in 64 bits.
    """
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


@dataclass(frozen=True, slots=True)
class Found:
    """What a method found, its name and why it was chosen; ``proved`` levels rest on the solver's word at least."""

    method: str
    why: str
    matching: Matching | None
    certificate: Certificate = field(default_factory=Certificate)
    proved: Mapping[int, LevelValue] = field(default_factory=dict)
    in_time: bool = True


def refuse(round_: Round, policy: Policy) -> None:
    """Raise PolicyError with everything that keeps this policy from being served."""
    problems = [*policy_problems(round_, policy), *unsupported(round_, policy)]
    if problems:
        raise PolicyError(problems)


def find(quantities: Quantities, *, draw: bool = True) -> Found:
    """Return the best matching by the cheapest exact method; without ``draw`` a program leaves out the lottery."""
    if beyond_flow(quantities.round, quantities.policy):
        return _by_program(quantities, draw=draw)
    return _by_flow(quantities)


def _by_flow(quantities: Quantities) -> Found:
    """Compile the market, choose the cheapest exact method for it, solve and decode."""
    compiled = compile_market(quantities)
    name, why, run = choose(compiled.market, quantities.policy)
    matching, certificate = decode(compiled, run(compiled.market))
    return Found(name, why, matching, certificate)


def choose(market: Market, policy: Policy) -> tuple[str, str, Callable[[Market], Answer]]:
    """Return the cheapest exact method for a market, and why. Solvers are imported when they are needed."""
    if policy.mechanism != Mechanism.OPTIMAL:
        from matcher.solvers import acceptance

        run = {
            Mechanism.APPLICANT_PROPOSING: acceptance.applicants_propose,
            Mechanism.POSITION_PROPOSING: acceptance.positions_propose,
            Mechanism.SERIAL: acceptance.in_order,
        }[policy.mechanism]
        return policy.mechanism, "the policy's mechanism", run
    from matcher.solvers.levels import solve_levels

    if len(market.shared_capacity):
        from matcher.solvers.flow import flow_stage

        return "min-cost-flow", "host capacities bind over positions", lambda m: solve_levels(m, flow_stage)
    from matcher.solvers.assignment import assign_stage

    return "assignment", "every position stands on its own", lambda m: solve_levels(m, assign_stage)


def _by_program(quantities: Quantities, *, draw: bool) -> Found:
    """Build the model of rows and goals, solve it goal by goal, the lottery last."""
    from matcher.solvers.openings import openings_of

    setting = Setting(quantities)
    columns, rows = model_of(setting)
    wanted = goals(setting, columns)
    last = [lottery(setting)] if draw or not wanted else []
    in_order = [*wanted, *regained(wanted), *last]
    openings = openings_of(len(quantities.eligibility.need_of), columns, rows)
    solved = None if openings is None else _by_openings(quantities, openings, in_order)
    if solved is not None:
        return _found(quantities, solved, wanted, "openings", "places open only from a minimum, and nothing else binds")
    from matcher.solvers.program import Program, solve_program

    program = Program(len(quantities.eligibility.need_of), columns, rows, quantities.policy.limits.seconds)
    why = ", ".join(sorted({feature for feature, _ in beyond_flow(quantities.round, quantities.policy)}))
    return _found(quantities, solve_program(program, in_order), wanted, "integer-program", why)


def _by_openings(quantities: Quantities, openings: "Openings", in_order: list[Goal]) -> "Solved | None":
    from matcher.solvers.opening_levels import solve_openings

    deadline = perf_counter() + quantities.policy.limits.seconds
    return solve_openings(openings, in_order, lambda: perf_counter() > deadline)


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
    return Found(method, why, matching, certificate, proved, solved.in_time)


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
    facts = _facts(quantities, found.method, found.why, started)
    if found.in_time:
        return Result(Status.INFEASIBLE, StopReason.CONFLICT, conflict=tuple(clash), facts=facts)
    return Result(Status.NONE, StopReason.TIME, facts=facts)


def _infeasible(quantities: Quantities, clash: list[Conflict], started: float) -> Result:
    facts = _facts(quantities, "none", "hard rules clash", started)
    return Result(Status.INFEASIBLE, StopReason.CONFLICT, conflict=tuple(clash), facts=facts)


def _judged(case: Case, found: Found, started: float) -> Result:
    """Return the answer as a result, with everything in it recomputed by the judge."""
    optimal = case.policy.mechanism == Mechanism.OPTIMAL
    verdict = judge_case(case, found.certificate)
    _confirm(verdict, found)
    profile, unranked = rank_profile(case.ledger)
    levels = tuple(_with_proof(n, level, found) for n, level in enumerate(verdict.levels)) if optimal else ()
    whole = found.in_time and all(level.proved for level in levels)
    return Result(
        status=Status.OPTIMAL if whole else Status.FEASIBLE,
        stop_reason=StopReason.PROVED if whole else StopReason.TIME,
        matching=case.matching,
        levels=levels,
        certificate=_with_bounds(found.certificate, verdict) if optimal else None,
        ranks=tuple(case.ledger.ranks[place] for place in case.matching.places),
        rank_profile=profile,
        unranked=unranked,
        unplaced=len(case.eligibility.needs) - len(case.matching.places),
        blocking_pairs=len(verdict.blocking_pairs),
        reasons=tuple(reasons(case)),
        facts=_facts(case.quantities, found.method, found.why, started),
    )


def _with_bounds(certificate: Certificate, verdict: Verdict) -> Certificate:
    """Return the certificate with what the judge says that its multipliers prove."""
    stated = (replace(m, bound=verdict.stage_bounds.get((m.level, m.stage), m.bound)) for m in certificate.multipliers)
    return replace(certificate, multipliers=tuple(stated))


def _with_proof(n: int, level: LevelResult, found: Found) -> LevelResult:
    """Return a level that the judge could not certify with the solver's word for it, if it gave its word."""
    if level.certified or n not in found.proved:
        return level
    return replace(level, bound=found.proved[n], proved=True)


def _confirm(verdict: Verdict, found: Found) -> None:
    """Raise SolverError unless the judge accepts the answer and certifies every level that a flow proved."""
    if not verdict.may_be_used:
        witnesses = ", ".join(v.code for v in verdict.violations) or f"{len(verdict.blocking_pairs)} blocking pairs"
        raise SolverError(f"the judge rejects the answer: {witnesses}")
    uncertified = [level.level for level in verdict.levels if not level.certified]
    if found.certificate.stages and uncertified:
        raise SolverError(f"the certificate does not hold at {', '.join(uncertified)}")


def _facts(quantities: Quantities, method: str, why: str, started: float) -> dict[str, object]:
    e = quantities.eligibility
    return {
        "round_sha256": fingerprint(quantities.round),
        "policy": quantities.policy,
        "seed": quantities.policy.limits.seed,
        "solver": method,
        "why": why,
        "versions": {name: version(name) for name in ("praktika", "numpy", "numba", "ortools", "highspy")},
        "needs": len(e.needs),
        "places": len(e.places),
        "eligible_pairs": len(e.need_of),
        "seconds": round(perf_counter() - started, 3),
    }
