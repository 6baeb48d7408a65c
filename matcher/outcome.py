"""Outcome: what a method found, made into a result in which the judge has recomputed everything."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from time import perf_counter

from matcher.constraints.goals import FEWEST
from matcher.errors import SolverError
from matcher.fingerprint import fingerprint
from matcher.judge import Case, Claims, Verdict, judge_case
from matcher.judge.stability import blocking_pairs
from matcher.matching import Certificate, LevelResult, LevelValue, Matching, Result, Status, StopReason
from matcher.measures import rank_profile
from matcher.policy import Mechanism
from matcher.quantities import Quantities
from matcher.reasons import reasons


@dataclass(frozen=True, slots=True)
class Fewest:
    """There is no stable matching: at least so many pairs block; ``proved`` when the matching has no more."""

    least: int
    proved: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a method found, its name and why it was chosen; ``proved`` levels rest on the solver's word at least."""

    method: str
    why: str
    matching: Matching | None
    certificate: Certificate = field(default_factory=Certificate)
    proved: Mapping[int, LevelValue] = field(default_factory=dict)
    in_time: bool = True
    fewest: Fewest | None = None


def result_of(case: Case, found: Found, started: float) -> Result:
    """Return the answer as a result, with everything in it recomputed by the judge."""
    optimal = case.policy.mechanism == Mechanism.OPTIMAL
    counted = None if found.fewest is None else _counted(found.fewest, len(blocking_pairs(case)))
    verdict = judge_case(case, found.certificate, Claims(fewest_blocking=counted))
    _confirm(verdict, found)
    fewest = None if counted is None else _with_certificate(counted, verdict)
    profile, unranked = rank_profile(case.ledger)
    levels = tuple(_with_proof(n, level, found) for n, level in enumerate(verdict.levels))
    sought = (*(levels if optimal else ()), *([fewest] if fewest else []))
    whole = found.in_time and all(level.proved for level in sought)
    return Result(
        status=Status.OPTIMAL if whole else Status.FEASIBLE,
        stop_reason=StopReason.PROVED if whole else StopReason.TIME,
        matching=case.matching,
        levels=levels,
        certificate=_with_bounds(found.certificate, verdict),
        ranks=tuple(case.ledger.ranks[place] for place in case.matching.places),
        rank_profile=profile,
        unranked=unranked,
        unplaced=len(case.eligibility.needs) - len(case.matching.places),
        blocking_pairs=len(verdict.blocking_pairs),
        fewest_blocking=fewest,
        reasons=tuple(reasons(case)),
        facts=facts_of(case.quantities, found.method, found.why, started),
    )


def _counted(fewest: Fewest, number: int) -> LevelResult:
    """Return the number of blocking pairs as a level beside its bound, which rests on the solver's word."""
    proved = fewest.proved and number == fewest.least
    return LevelResult(FEWEST[1], number, fewest.least, proved=proved, certified=False)


def _with_certificate(counted: LevelResult, verdict: Verdict) -> LevelResult:
    """Return the number of blocking pairs as certified where the multipliers prove that there are no fewer."""
    bound = verdict.stage_bounds.get(FEWEST)
    return replace(counted, certified=counted.proved and bound is not None and -bound == counted.value)


def _with_bounds(certificate: Certificate, verdict: Verdict) -> Certificate:
    """Return the certificate with what the judge says that its multipliers prove."""
    stated = (replace(m, bound=verdict.stage_bounds.get((m.level, m.stage), m.bound)) for m in certificate.multipliers)
    return replace(certificate, multipliers=tuple(stated))


def _with_proof(n: int, level: LevelResult, found: Found) -> LevelResult:
    """Return a level that the judge could not certify with the solver's word for it, if it gave its word."""
    if level.certified or n not in found.proved:
        return level
    return replace(level, bound=found.proved[n], proved=True, checkable=level.bound)


def _confirm(verdict: Verdict, found: Found) -> None:
    """Raise SolverError unless the judge accepts the answer and certifies every level that a flow proved."""
    if not verdict.may_be_used:
        witnesses = ", ".join(v.code for v in verdict.violations) or f"{len(verdict.blocking_pairs)} blocking pairs"
        raise SolverError(f"the judge rejects the answer: {witnesses}")
    uncertified = [k.level for n, k in enumerate(verdict.levels) if not k.certified and n not in found.proved]
    if found.certificate.stages and found.in_time and uncertified:
        raise SolverError(f"the certificate does not hold at {', '.join(uncertified)}")


def facts_of(quantities: Quantities, method: str, why: str, started: float) -> dict[str, object]:
    """Return what was solved, how and why so, with which versions, and how long it took."""
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
