"""Does a result say the truth of itself? Everything it claims beside its matching, held against the judge's figures."""

from collections.abc import Iterator, Sequence
from itertools import chain

from matcher.constraints.goals import FEWEST
from matcher.features import beyond_flow
from matcher.fingerprint import fingerprint
from matcher.judge.bounds import Bounds
from matcher.judge.case import Case
from matcher.judge.verdict import BlockingPair, Violation
from matcher.levels import MINIMISED, spendable, unit_of
from matcher.matching import (
    Certificate,
    Claims,
    LevelResult,
    LevelValue,
    StageDual,
    StageMultipliers,
    Status,
    StopReason,
)
from matcher.measures import rank_profile
from matcher.policy import Level, LevelName, Mechanism

Found = Iterator[Violation]


def refuted(
    case: Case,
    claims: Claims,
    levels: Sequence[LevelResult],
    blocking: Sequence[BlockingPair],
    bounds: Bounds | None,
) -> Found:
    """Yield every claim that the judge's own figures contradict, and what the certificate (``bounds``), if there is
    one, does not bear out."""
    yield from _round(case, claims)
    yield from _status(case, claims)
    yield from _numbers(case, claims, blocking)
    yield from _fewest(claims.fewest_blocking, len(blocking), bounds)
    yield from _places(case, claims)
    yield from _waiting(case, claims)
    if claims.levels is not None:
        yield from _levels(case, claims.levels, levels, shown=bounds is not None)


def is_excused(case: Case, claims: Claims, n_blocking: int) -> bool:
    """Return whether a result owns up to its blocking pairs, in a round whose conditions may leave no stable matching.

    Without conditions beyond lists and seats a stable matching always exists (Gale and Shapley 1962).
    """
    beyond = {feature for feature, _ in beyond_flow(case.round, case.policy)} - {"stability"}
    open_ = claims.fewest_blocking is not None and claims.fewest_blocking.value == n_blocking
    return open_ and bool(beyond) and case.policy.mechanism == Mechanism.OPTIMAL


def _fewest(claim: LevelResult | None, n_blocking: int, bounds: Bounds | None) -> Found:
    """As many blocking pairs as there are, and proved to be the fewest only as far as the certificate says so."""
    if claim is None:
        return
    proof = (bounds or {}).get(FEWEST)
    evidence = {"claimed": claim.value, "bound": claim.bound, "found": n_blocking}
    if claim.value != n_blocking or (claim.proved and claim.bound != claim.value) or claim.certified > claim.proved:
        yield Violation("fewest-blocking", evidence=evidence)
    elif bounds is not None and claim.certified and (proof is None or not proof.proved):
        yield Violation("fewest-certificate", evidence=evidence)


def _round(case: Case, claims: Claims) -> Found:
    """A result speaks of the round with the content that it names."""
    if claims.round_sha256 is not None and claims.round_sha256 != (own := fingerprint(case.round)):
        yield Violation("round", evidence={"claimed": claims.round_sha256, "found": own})


def _status(case: Case, claims: Claims) -> Found:
    """There is a matching, so the status is optimal or feasible; optimal exactly where the search ended with proof.

    A mechanism that seeks no optimum is carried out whole without proof of any level.
    """
    if claims.status is None:
        return
    first = () if claims.fewest_blocking is None else (claims.fewest_blocking,)
    sought = claims.levels if case.policy.mechanism == Mechanism.OPTIMAL else ()
    proved = [level.proved for level in (*first, *(sought or ()))]
    optimal = claims.status == Status.OPTIMAL
    ended = claims.stop_reason in (None, StopReason.PROVED if optimal else StopReason.TIME)
    if claims.status not in (Status.OPTIMAL, Status.FEASIBLE) or not ended or (optimal and not all(proved)):
        evidence = {"claimed": claims.status, "stop_reason": claims.stop_reason, "unproved": proved.count(False)}
        yield Violation("status", evidence=evidence)


def _numbers(case: Case, claims: Claims, blocking: Sequence[BlockingPair]) -> Found:
    """Counts of people, ranks and blocking pairs are those of the matching."""
    profile, unranked = rank_profile(case.ledger)
    n_placed = len(case.matching.places)
    counts: dict[str, tuple[LevelValue | None, LevelValue]] = {
        "rank-profile": (claims.rank_profile, profile),
        "unranked": (claims.unranked, unranked),
        "placed": (claims.placed, n_placed),
        "unplaced": (claims.unplaced, len(case.eligibility.needs) - n_placed),
        "blocking-pairs": (claims.blocking_pairs, len(blocking)),
    }
    for code, (claimed, found) in counts.items():
        if claimed is not None and claimed != found:
            yield Violation(code, evidence={"claimed": claimed, "found": found})


def _places(case: Case, claims: Claims) -> Found:
    """Beside each place stand its own host and the rank that the applicant gave it."""
    said_of = {(said.applicant_id, said.period_id): said for said in claims.places or ()}
    for place in case.matching.places:
        said = said_of.get((place.applicant_id, place.period_id))
        if said is None:
            continue
        truth = {"host": case.ledger.hosts[place.position_id], "rank": case.ledger.ranks[place]}
        claimed = {"host": truth["host"] if said.host_id is None else said.host_id, "rank": said.rank}
        for name in ("host", "rank"):
            if claimed[name] != truth[name]:
                evidence = {"claimed": claimed[name], "found": truth[name]}
                yield Violation(
                    f"place-{name}", place.applicant_id, place.period_id, place.position_id, evidence=evidence
                )


def _waiting(case: Case, claims: Claims) -> Found:
    """Reasons are given for all who have no place, and for nobody else."""
    if claims.waiting is None:
        return
    held = {(p.applicant_id, p.period_id) for p in case.matching.places}
    without = {(n.applicant_id, n.period_id) for n in case.eligibility.needs} - held
    for applicant, period in sorted(without ^ set(claims.waiting)):
        code = "reason-missing" if (applicant, period) in without else "reason-needless"
        yield Violation(code, applicant, period)


def _levels(case: Case, claimed: Sequence[LevelResult], found: Sequence[LevelResult], *, shown: bool) -> Found:
    """Levels have the values measured, bounds that these values bear out, and the proof that the certificate gives."""
    measured_only = case.policy.mechanism != Mechanism.OPTIMAL
    if measured_only and not claimed:
        return
    if len(claimed) != len(found):
        yield Violation("levels-claimed", evidence={"claimed": len(claimed), "found": len(found)})
        return
    for level, claim, own in zip(case.policy.objectives, claimed, found, strict=True):
        unfounded = measured_only and (claim.proved or claim.bound is not None)
        code = _wrong_with(level, claim, own, shown=shown) or ("level-proof" if unfounded else None)
        if code is not None:
            truth = own.value if code in ("level-value", "level-proof") else own.bound
            reach = claim.checkable if code == "level-bound" and not claim.certified else claim.bound
            evidence = {"level": claim.level, "claimed": claim.value, "bound": reach, "found": truth}
            yield Violation(code, evidence=evidence)


def _wrong_with(level: Level, claim: LevelResult, found: LevelResult, *, shown: bool) -> str | None:
    """Return what is wrong with a level's claim, None if nothing is."""
    if (claim.level, claim.measure, claim.value) != (found.level, found.measure, found.value):
        return "level-value"
    if shown and claim.certified and not found.certified:
        return "level-certificate"
    reach = claim.bound if claim.certified else claim.checkable
    if shown and reach is not None and reach != found.bound:
        return "level-bound"
    return None if _holds_together(level, claim) else "level-proof"


def _holds_together(level: Level, claim: LevelResult) -> bool:
    """Return whether a claim is one at all: certified means proved, proved that the value attains the bound (less what
    the level may give up), and no value is better than its bound."""
    if claim.certified and not claim.proved:
        return False
    if claim.bound is None or isinstance(claim.bound, tuple) or isinstance(claim.value, tuple):
        return not claim.proved or claim.bound == claim.value
    value, bound = _total(level, claim.value), _total(level, claim.bound)
    least = bound - spendable(bound, level.give_up)
    return value <= bound and (not claim.proved or least <= value)


def _total(level: Level, value: float) -> int:
    """Return a value in whole units, the more the better."""
    total = round(value * unit_of(level))
    return -total if level.name in MINIMISED or level.name == LevelName.CHANGES else total


def refuted_stages(certificate: Certificate, found: Bounds, *, own: bool) -> Found:
    """Yield every stage whose prices or multipliers give another bound than the certificate states, or none.

    After the first stage that the matching leaves unproved, bounds depend on the matching; they are only asked for
    where it is the certificate's ``own``.
    """
    open_ = next((n for n, bound in enumerate(found.values()) if not bound.proved), len(found))
    due = set(found if own else list(found)[: open_ + 1])
    stated: Iterator[StageDual | StageMultipliers] = chain(certificate.stages, certificate.multipliers)
    for stage in stated:
        key = (stage.level, stage.stage)
        evidence = {"number": stage.level + 1, "stage": stage.stage, "claimed": stage.bound}
        if key not in found:
            yield Violation("stage-unknown", evidence=evidence)
        elif key in due and found[key].bound != stage.bound:
            yield Violation("stage-bound", evidence=evidence | {"found": found[key].bound})
