"""Prices: what the next and the last seat are worth, at every position and host and whatever else is counted.

With V the vector of the levels' values in the policy's order,

    next seat at level k = V_k(one seat more) - V_k(now),    last seat at level k = V_k(now) - V_k(one seat fewer),

where each V is what a full solve under the same policy reaches, level by level. So a later level may lose where an
earlier one gains: one more is placed, and the kilometres grow. The lottery is no level and counts for nothing.
"""

from collections.abc import Iterator
from dataclasses import replace

from matcher.explain.again import Budget, Retrial, Tried
from matcher.explain.subjects import Subject, subjects
from matcher.explain.ways import Worth, worths
from matcher.features import beyond_flow, counted_groups
from matcher.judge import Case
from matcher.levels import difference, natural_change, stages
from matcher.matching import Certificate, LevelValue, Result, SeatPrice, Status
from matcher.policy import Level, Mechanism, Policy
from matcher.quantities import Quantities, quantities_of
from matcher.rounds import Round

NO_SOLVES = Budget(solves=0)
EASY = 5_000
"""Up to so many positions the prices of a flow come along unasked."""


def is_easy(round_: Round, policy: Policy) -> bool:
    """Return whether the prices cost next to nothing beside the solve: of a flow, and not many."""
    return len(round_.positions) <= EASY and not beyond_flow(round_, policy)


def with_prices(
    round_: Round, result: Result, quantities: Quantities | None = None, budget: Budget = NO_SOLVES
) -> Result:
    """Return the result with the prices of its seats; see :func:`prices`."""
    return replace(result, prices=prices(round_, result, quantities, budget))


def prices(
    round_: Round, result: Result, quantities: Quantities | None = None, budget: Budget = NO_SOLVES
) -> tuple[SeatPrice, ...]:
    """Return the worth of one seat more and one fewer, level by level, in order of positions, hosts and the rest.

    Rounds whose matchings are flows are priced whole by two searches for shortest ways
    (:mod:`matcher.kernels.seat_worth`). All others need a solve for almost every seat: what ``budget`` does not reach
    is left out (all of it without a budget), and what is there is exact. The solve's ``quantities``, if at hand, save
    making the rules again. Empty for a result without a matching, without levels, or not proved the best. Raises
    SolverError when the certificate does not prove the result.
    """
    if result.matching is None or result.status != Status.OPTIMAL:
        return ()
    own = result.facts.get("policy")
    policy = own if isinstance(own, Policy) else round_.policy
    if not policy.objectives or policy.mechanism != Mechanism.OPTIMAL:
        return ()
    case = Case(quantities or quantities_of(round_, policy), result.matching)
    found = subjects(round_, policy)
    if beyond_flow(round_, policy):
        return tuple(_again(case, result, budget, found)) if budget.solves != 0 else ()
    return tuple(_by_ways(case, result, budget, found))


def _by_ways(case: Case, result: Result, budget: Budget, found: list[Subject]) -> Iterator[SeatPrice]:
    known = worths(case, result.certificate or Certificate())
    bound = {Subject("position", j) for j in _bound_when_larger(case.round, case.policy)}
    for subject in found:
        if subject in bound:
            yield from _again(case, result, budget, [subject])
        else:
            yield from _of_worth(case, subject, known[subject])


def _bound_when_larger(round_: Round, policy: Policy) -> Iterator[str]:
    """Yield the positions at which one seat more would make a further bound count: on minors, or on beds."""
    for position in round_.positions:
        if position.capacity in (position.max_minors, position.housing_beds):
            larger = replace(position, capacity=position.capacity + 1)
            if any(counted_groups(replace(round_, positions=(larger,)), policy)):
                yield position.position_id


def _of_worth(case: Case, subject: Subject, worth: Worth) -> Iterator[SeatPrice]:
    """Yield one row a level from the worth of the stages."""
    names: dict[int, list[str]] = {n: [] for n in range(len(case.policy.objectives))}
    own: dict[int, list[int]] = {n: [] for n in names}
    for s, stage in enumerate(stages(case.quantities)):
        names[stage.level].append(stage.name)
        own[stage.level].append(s)

    def natural(n: int, level: Level, totals: tuple[int, ...]) -> LevelValue:
        return natural_change(level, names[n], [totals[s] for s in own[n]], case.quantities)

    for n, level in enumerate(case.policy.objectives):
        last = None if worth.last_seat is None else natural(n, level, worth.last_seat)
        yield _row(subject, level, (natural(n, level, worth.next_seat), None), (last, worth.last_reason))


def _again(case: Case, result: Result, budget: Budget, found: list[Subject]) -> Iterator[SeatPrice]:
    """Yield one row a level for each subject whose both changes come to be known, likely ones being tried first."""
    retrial = Retrial(case, result, budget)
    known: dict[Subject, tuple[Tried, Tried]] = {}
    for subject in sorted(found, key=retrial.promise, reverse=True):
        more = retrial.with_change(subject, 1)
        fewer = retrial.with_change(subject, -1) if more is not None else None
        if more is not None and fewer is not None:
            known[subject] = more, fewer
    for subject in found:
        if subject not in known:
            continue
        more, fewer = known[subject]
        for n, level in enumerate(case.policy.objectives):
            gain = None if more.values is None else difference(level, more.values[n], retrial.now[n])
            loss = None if fewer.values is None else difference(level, retrial.now[n], fewer.values[n])
            yield _row(subject, level, (gain, more.reason), (loss, fewer.reason))


Side = tuple[LevelValue | None, str | None]
"""A change of a level's value, or the reason why there is none."""


def _row(subject: Subject, level: Level, more: Side, fewer: Side) -> SeatPrice:
    measure = str(level.measure) if level.measure is not None else None
    return SeatPrice(subject.kind, subject.subject_id, level.name.value, more[0], fewer[0], measure, more[1], fewer[1])
