"""The judge: is this matching feasible, stable, and as good as claimed? Asked of any matching, from any source.

It shares no code with the solvers (an import contract says so) and uses none: feasibility and stability are tested
rule by rule, levels are measured, and bounds are checked by weak duality.
"""

from collections.abc import Sequence

from matcher.judge import multipliers
from matcher.judge.bounds import StageBound, check
from matcher.judge.case import Case
from matcher.judge.feasibility import violations
from matcher.judge.stability import blocking_pairs
from matcher.judge.verdict import BlockingPair, Verdict, Violation
from matcher.levels import LEVELS, natural, stages
from matcher.matching import Certificate, LevelResult, LevelValue, Matching
from matcher.measures import measure
from matcher.policy import Mechanism, Policy, Stability
from matcher.quantities import quantities_of
from matcher.rounds import Round

__all__ = ["BlockingPair", "Case", "Verdict", "Violation", "judge", "judge_case"]

DEFERRED_ACCEPTANCE = frozenset({Mechanism.APPLICANT_PROPOSING, Mechanism.POSITION_PROPOSING})


def judge(
    round_: Round,
    matching: Matching,
    policy: Policy | None = None,
    certificate: Certificate | None = None,
    claims: Sequence[LevelResult] = (),
) -> Verdict:
    """Judge a matching of a round under a policy (the round's own by default).

    With a ``certificate`` each level's bound is checked; without one no level is certified. ``claims`` are level
    results stated elsewhere: a value, bound or certificate that does not hold up is listed in ``Verdict.claims``.
    """
    return judge_case(Case(quantities_of(round_, policy or round_.policy), matching), certificate, claims)


def judge_case(case: Case, certificate: Certificate | None = None, claims: Sequence[LevelResult] = ()) -> Verdict:
    """Judge a prepared case; see :func:`judge`."""
    found, measurable = violations(case)
    levels = _levels(case, certificate, feasible=not found) if measurable else ()
    blocking = blocking_pairs(case) if not found else []
    required = case.policy.stability == Stability.STABLE or case.policy.mechanism in DEFERRED_ACCEPTANCE
    return Verdict(tuple(found), tuple(blocking), levels, required, tuple(_refuted(claims, levels, certificate)))


def _levels(case: Case, certificate: Certificate | None, *, feasible: bool) -> tuple[LevelResult, ...]:
    """Measure every level; bounds speak only of feasible matchings under the mechanism that seeks the optimum."""
    values = [measure(level, case.ledger) for level in case.policy.objectives]
    if not feasible or certificate is None or case.policy.mechanism != Mechanism.OPTIMAL:
        return tuple(_level(case, n, value, None) for n, value in enumerate(values))
    proofs = by_multipliers(case, certificate) if certificate.multipliers else by_prices(case, certificate)
    return tuple(_level(case, n, value, proofs[n]) for n, value in enumerate(values))


Proof = list[tuple[str, StageBound]]
"""The stages of one level, each with what the certificate proves of it."""


def by_prices(case: Case, certificate: Certificate) -> list[Proof]:
    """Return what dual prices prove; constraints only take matchings away, so the bounds hold with them too."""
    proofs: list[Proof] = [[] for _ in case.policy.objectives]
    if any(level.name not in LEVELS for level in case.policy.objectives):
        return [[("", StageBound(0, None))] for _ in proofs]
    todo = stages(case.quantities)
    for stage, bound in zip(todo, check(case, todo, certificate), strict=True):
        proofs[stage.level].append((stage.name, bound))
    return proofs


def by_multipliers(case: Case, certificate: Certificate) -> list[Proof]:
    """Return what multipliers of constraints prove."""
    proofs: list[Proof] = [[] for _ in case.policy.objectives]
    for (level, name), bound in multipliers.check(case, certificate).items():
        proofs[level].append((name, bound))
    return proofs


def _level(case: Case, n: int, value: LevelValue, proof: Proof | None) -> LevelResult:
    """Return a level with its proof; a level without stages counts nothing and is proved by that."""
    level = case.policy.objectives[n]
    stages_proved = proof or []
    known = [bound.bound for _, bound in stages_proved if bound.bound is not None]
    complete = proof is not None and len(known) == len(proof)
    bound = natural(level, [name for name, _ in stages_proved], known, case.quantities) if complete else None
    proved = complete and all(b.proved for _, b in stages_proved)
    return LevelResult(level.name, value, bound, proved=proved, certified=proved, measure=level.measure)


def _refuted(
    claims: Sequence[LevelResult], levels: Sequence[LevelResult], certificate: Certificate | None
) -> list[Violation]:
    """Return every claim that the judge's own figures contradict."""
    if not claims:
        return []
    if len(claims) != len(levels):
        return [Violation("levels-claimed", evidence={"claimed": len(claims), "found": len(levels)})]
    refuted = []
    for claim, found in zip(claims, levels, strict=True):
        if claim.level != found.level or claim.value != found.value:
            refuted.append(_claim("level-value", claim, found.value))
        elif certificate is not None and claim.certified and not found.certified:
            refuted.append(_claim("level-certificate", claim, found.bound))
        elif certificate is not None and claim.certified and claim.bound != found.bound:
            refuted.append(_claim("level-bound", claim, found.bound))
    return refuted


def _claim(code: str, claim: LevelResult, found: LevelValue | None) -> Violation:
    return Violation(
        code, evidence={"level": claim.level, "claimed": claim.value, "bound": claim.bound, "found": found}
    )
