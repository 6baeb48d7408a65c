"""Features: what in a round needs more than a flow, one function each; they choose the method of solving."""

from collections.abc import Callable, Iterator

from matcher.errors import Problem
from matcher.needs import concurrent_periods, needs_of
from matcher.policy import LevelName, Mechanism, Policy, Stability
from matcher.rounds import Round

Found = Iterator[tuple[str, str]]
"""Pairs of a feature's code and the table (or ``policy``) that asks for it."""


def minimums(round_: Round, _: Policy) -> Found:
    """Positions and hosts that must not be started with too few."""
    if any(j.minimum > 0 for j in round_.positions):
        yield "minimum", "positions"
    if any(h.minimum for h in round_.hosts):
        yield "minimum", "hosts"


def teams(round_: Round, _: Policy) -> Found:
    """Rows that take several seats."""
    if any(a.seats > 1 for a in round_.applicants):
        yield "seats", "applicants"


def companies(round_: Round, _: Policy) -> Found:
    """Applicants who go together or not at all."""
    if round_.companions:
        yield "companions", "companions"


def counted_groups(round_: Round, policy: Policy) -> Found:
    """Bounds on how many of a kind a place takes."""
    if round_.quotas:
        yield "quotas", "quotas"
    limited = any(j.max_minors is not None and j.max_minors < j.capacity for j in round_.positions)
    if limited and policy.rule_is_on("max-minors", default=True):
        yield "max-minors", "positions"
    beds = any(j.housing_beds and j.housing_beds < j.capacity for j in round_.positions)
    if (
        beds
        and any(a.needs_housing or a.max_km is not None for a in round_.applicants)
        and policy.rule_is_on("beds", default=True)
    ):
        yield "beds", "positions"


def keepers(round_: Round, policy: Policy) -> Found:
    """Mentors, supervisors and agreements with so many seats."""
    if any(m.host_id is not None for m in round_.mentors) and policy.rule_is_on("mentors", default=True):
        yield "mentors", "mentors"
    if any(m.host_id is None for m in round_.mentors) and policy.rule_is_on("supervisors", default=True):
        yield "supervisors", "mentors"
    if any(a.seats is not None for a in round_.agreements) and policy.rule_is_on("agreement-seats", default=True):
        yield "agreement-seats", "agreements"


def overlapping_periods(round_: Round, _: Policy) -> Found:
    """Periods that overlap, so that one applicant's or host's places exclude each other."""
    overlapping = {t for together in concurrent_periods(round_) if len(together) > 1 for t in together}
    by_applicant: dict[str, int] = {}
    for need in needs_of(round_):
        by_applicant[need.applicant_id] = by_applicant.get(need.applicant_id, 0) + (need.period_id in overlapping)
    limited = any(h.capacity is not None for h in round_.hosts) or any(j.period_id is None for j in round_.positions)
    if overlapping and (limited or any(n > 1 for n in by_applicant.values())):
        yield "overlapping-periods", "periods"


def counting_levels(round_: Round, policy: Policy) -> Found:
    """Levels that are no sum over pairs, and trades between levels; only where levels are what is sought."""
    for level in policy.objectives if policy.mechanism == Mechanism.OPTIMAL else ():
        if level.name == LevelName.AGREEMENTS:
            yield "level-agreements", "policy"
        if level.name == LevelName.BALANCE:
            yield "level-balance", "policy"
        if level.give_up:
            yield "give-up", "policy"
        if level.name == LevelName.EMPLOYMENT and any(j.hire_places is not None for j in round_.positions):
            yield "hire-places", "positions"


def stability(_: Round, policy: Policy) -> Found:
    """Stability where it does not come with the mechanism: together with levels, or with a choice in turn."""
    if policy.stability == Stability.STABLE and policy.mechanism in (Mechanism.OPTIMAL, Mechanism.SERIAL):
        yield "stability", "policy"


def moves(_: Round, policy: Policy) -> Found:
    """A bound on how many may move."""
    if policy.max_changes is not None:
        yield "max-changes", "policy"


FEATURES: tuple[Callable[[Round, Policy], Found], ...] = (
    minimums,
    teams,
    companies,
    counted_groups,
    keepers,
    overlapping_periods,
    counting_levels,
    stability,
    moves,
)


def beyond_flow(round_: Round, policy: Policy) -> list[tuple[str, str]]:
    """Return what needs an integer program, as pairs of a code and the table that asks for it."""
    return [found for find in FEATURES for found in find(round_, policy)]


def unsupported(round_: Round, policy: Policy) -> list[Problem]:
    """Return one problem for everything that the policy's mechanism cannot honour exactly.

    The mechanism ``optimal`` honours all features; the others choose person by person and know none of them.
    """
    found = [] if policy.mechanism == Mechanism.OPTIMAL else beyond_flow(round_, policy)
    return [
        Problem(
            place, "not-yet", values={"feature": feature, "mechanism": policy.mechanism}, sentence=f"feature.{feature}"
        )
        for feature, place in found
    ]
