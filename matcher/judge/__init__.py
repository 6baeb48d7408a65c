"""The judge: is this matching feasible, stable, and as good as claimed? Asked of any matching, from any source.

It shares no code with the solvers (an import contract says so) and uses none: feasibility and stability are tested
rule by rule, levels are measured, and bounds are checked by weak duality.
"""

from matcher.judge import multipliers
from matcher.judge.bounds import StageBound, check
from matcher.judge.case import Case
from matcher.judge.claims import refuted, refuted_stages
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
    proofs = _proofs(case, None if found else certificate)
    levels = tuple(_level(case, n, value, proofs[n] if proofs else None) for n, value in enumerate(values))
    blocking = blocking_pairs(case) if not found else []
    required = case.policy.stability == Stability.STABLE or case.policy.mechanism in DEFERRED_ACCEPTANCE
    wrong = [*refuted(case, claims, levels, blocking, shown=bool(proofs))] if not found else []
    if certificate is not None and proofs:
        wrong += refuted_stages(certificate, proofs, own=claims.levels is not None)
    return Verdict(tuple(found), tuple(blocking), levels, required, tuple(wrong), _stage_bounds(proofs))


Proof = list[tuple[str, StageBound]]
"""The stages of one level, each with what the certificate proves of it."""


def _proofs(case: Case, certificate: Certificate | None) -> list[Proof]:
    """Return what the certificate proves of each level, nothing where there is none.

    Bounds speak only of feasible matchings under the mechanism that seeks the optimum.
    """
    if certificate is None or case.policy.mechanism != Mechanism.OPTIMAL:
        return []
    return by_multipliers(case, certificate) if certificate.multipliers else by_prices(case, certificate)


def _stage_bounds(proofs: list[Proof]) -> dict[tuple[int, str], int]:
    """Return the bound proved of each stage, by level and name."""
    return {(n, name): b.bound for n, proof in enumerate(proofs) for name, b in proof if b.bound is not None}


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
