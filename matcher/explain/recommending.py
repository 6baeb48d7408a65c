"""Recommend: the best positions for one more applicant, the best applicants for one seat, and what each does.

With V the vector of the levels' values in the policy's order, an option changes level k by

    V_k(the matching with the option) - V_k(the matching as it stands),

and options are put in order by the first level at which they differ. Nobody else moves, unless that is asked for: then
everyone is placed anew, as well as can be, with the option's pair as one more hard condition.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from matcher.conflicts import conflicts
from matcher.errors import InputError, Problem
from matcher.explain.standing import (
    Move,
    Values,
    broken,
    differences,
    held_in,
    insist_on_shape,
    moves_between,
    placements_of,
    unmentored,
    values_of,
    worth,
)
from matcher.explain.subjects import Subject, changed
from matcher.judge import Case, Violation
from matcher.matching import Matching, Place
from matcher.needs import Need, PlaceKey
from matcher.policy import Level, LevelName, Mechanism, Policy
from matcher.quantities import Quantities, quantities_of
from matcher.rounds import Round
from matcher.solve import find, refuse, refuse_large


@dataclass(frozen=True, slots=True)
class Option:
    """A place for an applicant: what each level changes by, where the applicant is now, and who else would move."""

    place: Place
    changes: Values
    comes_from: str | None = None
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A place that the applicant cannot have, and every condition broken if it were given."""

    place: Place
    violations: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Options, the best first, and what is no option and why.

    ``now`` are the levels' values as it stands and ``standing`` what the matching breaks already. ``added_seat`` says
    that the position asked about is full, so that all is said of one seat more.
    """

    subject: Subject
    levels: tuple[Level, ...]
    now: Values
    options: tuple[Option, ...]
    refusals: tuple[Refusal, ...]
    standing: tuple[Violation, ...] = ()
    added_seat: bool = False


def recommend(
    round_: Round,
    matching: Matching,
    applicant_id: str | None = None,
    position_id: str | None = None,
    policy: Policy | None = None,
    *,
    moves: bool = False,
    placed: bool = False,
) -> Recommendation:
    """Return the best positions for an applicant or the best applicants for a position, whichever is named.

    Raises InputError unless one of the two is, and as :func:`recommend_positions` does.
    """
    if applicant_id is not None and position_id is None:
        return recommend_positions(round_, matching, applicant_id, policy, moves=moves)
    if position_id is not None and applicant_id is None:
        return recommend_applicants(round_, matching, position_id, policy, moves=moves, placed=placed)
    raise InputError([Problem("--applicant", "one-of-two")])


def recommend_positions(
    round_: Round, matching: Matching, applicant_id: str, policy: Policy | None = None, *, moves: bool = False
) -> Recommendation:
    """Return the best positions for an applicant, in each period in which there is no place yet (in all, if in none).

    Raises InputError for an applicant or a matching that is not of the round, PolicyError for ``moves`` under a policy
    whose mechanism has no levels.
    """
    case = _case(round_, matching, policy, moves=moves)
    needs = [n for n in case.eligibility.needs if n.applicant_id == applicant_id]
    if not needs:
        raise InputError([Problem("--applicant", "not-in-round", values={"name": applicant_id})])
    held = held_in(case.matching)
    free = [n for n in needs if (n.applicant_id, n.period_id) not in held] or needs
    places = [
        (n, p)
        for n in free
        for p in case.eligibility.places
        if p.period_id == n.period_id and held.get((n.applicant_id, n.period_id)) != p.position_id
    ]
    return _recommended(Subject("applicant", applicant_id), case, places, moves=moves)


def recommend_applicants(
    round_: Round,
    matching: Matching,
    position_id: str,
    policy: Policy | None = None,
    *,
    moves: bool = False,
    placed: bool = False,
) -> Recommendation:
    """Return the best applicants for a free seat of a position, or for one seat more where it is full.

    Asked are those without a place in a period in which the position is open; with ``placed`` also those who are
    elsewhere and would leave it. Raises InputError as :func:`recommend_positions` does.
    """
    case = _case(round_, matching, policy, moves=moves)
    keys = [p for p in case.eligibility.places if p.position_id == position_id]
    if not keys:
        raise InputError([Problem("--position", "not-in-round", values={"name": position_id})])
    free = [p for p in keys if case.load[p] < case.capacity[case.place_index[p]]]
    subject = Subject("position", position_id)
    if not free:
        case = _larger(case, subject)
    held = held_in(case.matching)
    places = [
        (n, p)
        for p in free or keys
        for n in case.eligibility.needs
        if n.period_id == p.period_id and _asked(held.get((n.applicant_id, n.period_id)), position_id, placed)
    ]
    return replace(_recommended(subject, case, places, moves=moves), added_seat=not free)


def _asked(position: str | None, wanted: str, placed: bool) -> bool:
    return position is None or (placed and position != wanted)


def _case(round_: Round, matching: Matching, policy: Policy | None, *, moves: bool) -> Case:
    policy = policy or round_.policy
    refuse(round_, policy)
    if moves and policy.mechanism != Mechanism.OPTIMAL:
        raise InputError([Problem("--moves", "needs-levels", values={"mechanism": policy.mechanism})])
    case = Case(quantities_of(round_, policy), unmentored(matching))
    insist_on_shape(case)
    return case


def _larger(case: Case, subject: Subject) -> Case:
    round_ = changed(case.round, subject, 1) or case.round
    return Case(quantities_of(round_, case.policy), case.matching)


def _recommended(subject: Subject, case: Case, places: list[tuple[Need, PlaceKey]], *, moves: bool) -> Recommendation:
    now = values_of(case)
    tried = [_tried(case, now, need, place, moves=moves) for need, place in places]
    levels = case.policy.objectives
    options = [t for t in tried if isinstance(t, Option)]
    options.sort(key=lambda o: (o.place.position_id, o.place.applicant_id, o.place.period_id))
    options.sort(key=lambda o: worth(levels, o.changes), reverse=True)
    refusals = tuple(t for t in tried if isinstance(t, Refusal))
    return Recommendation(subject, levels, now, tuple(options), refusals, broken(case))


def _tried(case: Case, now: Values, need: Need, key: PlaceKey, *, moves: bool) -> Option | Refusal:
    place = Place(need.applicant_id, need.period_id, key.position_id)
    forbidden = tuple(_forbidden(case, need, key))
    if forbidden:
        return Refusal(place, forbidden)
    later = _anew(case, place) if moves else _added(case, place)
    if isinstance(later, str):
        return Refusal(place, (Violation(later, place.applicant_id, place.period_id, place.position_id),))
    found = broken(later)
    if found:
        return Refusal(place, found)
    changes = differences(case.policy.objectives, values_of(later), now)
    moved = moves_between(case.matching, later.matching)
    comes_from = held_in(case.matching).get((place.applicant_id, place.period_id))
    own = (place.applicant_id, place.period_id)
    return Option(place, changes, comes_from, tuple(m for m in moved if (m.applicant_id, m.period_id) != own))


def _forbidden(case: Case, need: Need, key: PlaceKey) -> Iterator[Violation]:
    """Yield a violation for each rule that forbids the pair."""
    for breach in case.book.breaches(need, key):
        yield Violation(breach.code, need.applicant_id, need.period_id, key.position_id, evidence=breach.evidence)


def _added(case: Case, place: Place) -> Case:
    """Return the case in which the applicant has the place and everyone else stays."""
    own = (place.applicant_id, place.period_id)
    others = tuple(p for p in case.matching.places if (p.applicant_id, p.period_id) != own)
    return case.beside(Matching((*others, place)))


def _anew(case: Case, place: Place) -> Case | str:
    """Return the best case in which the applicant has the place, or a code for why there is none."""
    e = case.eligibility
    need = case.need_index[Need(place.applicant_id, place.period_id)]
    at = case.place_index[PlaceKey(place.position_id, place.period_id)]
    pair = np.flatnonzero((e.need_of == need) & (e.place_of == at))
    quantities = keeping(case.quantities, case.matching)
    if conflicts(quantities):
        return "no-matching"
    refuse_large(quantities)
    found = find(quantities, draw=False, forced=pair.tolist())
    if found.matching is None or not found.in_time:
        return "no-matching" if found.in_time else "not-in-time"
    return case.beside(found.matching)


def keeping(quantities: Quantities, matching: Matching) -> Quantities:
    """Return the quantities under a last level by which nobody moves in vain: few changes against the matching.

    Where the policy itself counts changes, its own earlier plan stays, and no level is added.
    """
    policy = quantities.policy
    if policy.max_changes is not None or any(level.name == LevelName.CHANGES for level in policy.objectives):
        return quantities
    round_ = replace(quantities.round, placements=placements_of(matching))
    return replace(
        quantities, round=round_, policy=replace(policy, objectives=(*policy.objectives, Level(LevelName.CHANGES)))
    )
