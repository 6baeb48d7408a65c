"""The judge: is this matching feasible, stable, and as good as claimed? Asked of any matching, from any source.

It shares no code with the solvers (an import contract says so) and uses none: feasibility and stability are tested
rule by rule, levels are measured, and bounds are checked by weak duality.
"""

from matcher.judge import multipliers
from matcher.judge.bounds import Bounds, StageBound, check
from matcher.judge.case import Case
from matcher.judge.claims import is_excused, refuted, refuted_stages
from matcher.judge.feasibility import violations
from matcher.judge.stability import blocking_pairs
from matcher.judge.verdict import BlockingPair, Verdict, Violation
from matcher.levels import LEVELS, natural, stages
from matcher.matching import Certificate, Claims, LevelResult, LevelValue, Matching
from matcher.measures import measure
from matcher.policy import Mechanism, Policy, Stability
from matcher.quantities import quantities_of
from matcher.rounds import Round

__all__ = ["BlockingPair", "Case", "Claims", "Verdict", "Violation", "judge", "judge_case"]

NOTHING_CLAIMED = Claims()

DEFERRED_ACCEPTANCE = frozenset({Mechanism.APPLICANT_PROPOSING, Mechanism.POSITION_PROPOSING})


def judge(
    round_: Round,
    matching: Matching,
    policy: Policy | None = None,
    certificate: Certificate | None = None,
    claims: Claims = NOTHING_CLAIMED,
) -> Verdict:
    """Judge a matching of a round under a policy (the round's own by default).

    With a ``certificate`` each level's bound is checked; without one no level is certified. ``claims`` are what a
    result says of itself: whatever the judge's own figures contradict, and every bound that the certificate states
    and its prices do not give, is listed in ``Verdict.claims``.
    """
    return judge_case(Case(quantities_of(round_, policy or round_.policy), matching), certificate, claims)


def judge_case(case: Case, certificate: Certificate | None = None, claims: Claims = NOTHING_CLAIMED) -> Verdict:
    """Judge a prepared case; see :func:`judge`."""
    found, measurable = violations(case)
    values = [measure(level, case.ledger) for level in case.policy.objectives] if measurable else []
    bounds = None if found or certificate is None else proved_bounds(case, certificate)
    levels = tuple(_level(case, n, value, bounds) for n, value in enumerate(values))
    blocking = blocking_pairs(case) if not found else []
    required = case.policy.stability == Stability.STABLE or case.policy.mechanism in DEFERRED_ACCEPTANCE
    wrong = [] if found else [*refuted(case, claims, levels, blocking, bounds)]
    if certificate is not None and bounds is not None:
        wrong += refuted_stages(certificate, bounds, own=claims.levels is not None)
    return Verdict(
        tuple(found),
        tuple(blocking),
        levels,
        required,
        tuple(wrong),
        {stage: bound.bound for stage, bound in (bounds or {}).items() if bound.bound is not None},
        excused=is_excused(case, claims, len(blocking)),
    )


def proved_bounds(case: Case, certificate: Certificate) -> Bounds | None:
    """Return what a certificate proves of each stage, None under mechanisms that seek no optimum: there is no bound.

    Dual prices bound rounds with constraints too, since constraints only take matchings away.
    """
    if case.policy.mechanism != Mechanism.OPTIMAL:
        return None
    if certificate.multipliers:
        return multipliers.check(case, certificate)
    if any(level.name not in LEVELS for level in case.policy.objectives):
        return {(n, ""): StageBound(0, None) for n, _ in enumerate(case.policy.objectives)}
    todo = stages(case.quantities)
    return {(s.level, s.name): b for s, b in zip(todo, check(case, todo, certificate), strict=True)}


def _level(case: Case, n: int, value: LevelValue, bounds: Bounds | None) -> LevelResult:
    """Return a level with its proof; a level without stages counts nothing and is proved by that."""
    level = case.policy.objectives[n]
    own = {name: bound for (number, name), bound in (bounds or {}).items() if number == n}
    known = [bound.bound for bound in own.values() if bound.bound is not None]
    complete = bounds is not None and len(known) == len(own)
    bound = natural(level, list(own), known, case.quantities) if complete else None
    proved = complete and all(b.proved for b in own.values())
    return LevelResult(level.name, value, bound, proved=proved, certified=proved, measure=level.measure)
