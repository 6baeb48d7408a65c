"""Turned away: who would rather have had a place, what kept them from it, who got in last, and why seats are left."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from matcher.explain.accounts import PositionAccount, PositionReason
from matcher.explain.hindrances import Hindrances
from matcher.explain.wishes import better_places
from matcher.judge import Case
from matcher.lists import Ints
from matcher.matching import Reason


def account_of_place(hindrances: Hindrances, place: int) -> PositionAccount:
    """Return what came of a place (index)."""
    case, crowds = hindrances.case, hindrances.trials.crowds
    key = case.eligibility.places[place]
    away = tuple(hindrances.reason(i, place) for i in wanting(case, place))
    return PositionAccount(
        key.position_id,
        key.period_id,
        case.capacity[place],
        crowds.load[place],
        cutoff(case, place),
        away,
        _unfilled(hindrances, place, away),
    )


def wanting(case: Case, place: int) -> list[int]:
    """Return the needs (indices) that would rather have the place than what they have, allowed or not."""
    entries, e = case.quantities.preferences, case.eligibility
    ranked = entries.need_of[(entries.place_of == place) & (entries.rank > 0) & ~entries.veto]
    asked = np.union1d(ranked, e.need_of[case.setting.at_place(place)]).astype(np.int64).tolist()
    return [i for i in asked if any(j == place for j, _ in better_places(case, i))]


def cutoff(case: Case, place: int) -> dict[str, object]:
    """Return the worst of those placed there: by their rank, the place's priority, grade and utility, where known."""
    held = _held(case, place)
    if not len(held):
        return {}
    q, people = case.quantities, [case.setting.people[case.setting.need(p).applicant_id] for p in held.tolist()]
    needs, places = case.eligibility.need_of[held], case.eligibility.place_of[held]
    found: dict[str, object] = {}
    for name, entries in (("rank", q.preferences), ("priority", q.priorities)):
        at = entries.find(needs, places)
        ranks = [int(entries.rank[n]) if n >= 0 and entries.rank[n] > 0 else None for n in at.tolist()]
        known = [r for r in ranks if r is not None]
        if known:
            found |= {name: max(known), f"without_{name}": len(ranks) - len(known)}
    grades = [p.grade for p in people]
    if all(g is not None for g in grades):
        found["grade"] = min(g for g in grades if g is not None)
    given = {(p.applicant_id, p.position_id): p.utility for p in case.round.pairs if p.utility is not None}
    position = case.eligibility.places[place].position_id
    utilities = [u for p in people if (u := given.get((p.applicant_id, position))) is not None]
    return found | ({"utility": min(utilities)} if len(utilities) == len(people) else {})


def _held(case: Case, place: int) -> Ints:
    pairs = case.held[case.held >= 0]
    found: Ints = pairs[case.eligibility.place_of[pairs] == place]
    return found


def _unfilled(hindrances: Hindrances, place: int, away: Sequence[Reason]) -> PositionReason | None:
    """Return why seats are left at a place: nobody may come, nobody asks, too few for the minimum, or what hinders."""
    case, crowds = hindrances.case, hindrances.trials.crowds
    left = case.capacity[place] - crowds.load[place]
    if left <= 0:
        return None
    key = case.eligibility.places[place]
    allowed = case.setting.at_place(place)
    evidence: dict[str, object] = {"left": left, "eligible": len(allowed)}
    minimum = case.setting.positions[key.position_id].minimum
    full = [case.shared[g] for g in crowds.groups.get(place, ()) if crowds.load_of(g) >= case.shared[g].capacity]
    kept = Counter(r.code for r in away if "rules" not in r.evidence)
    if not len(allowed):
        return PositionReason(key.position_id, key.period_id, "nobody-allowed", evidence | _excluded(case, place))
    if full:
        evidence |= {"scope": full[0].kind, "owner": full[0].owner, "seats": full[0].capacity}
        return PositionReason(key.position_id, key.period_id, "shared-full", evidence)
    if not crowds.load[place] and minimum and int(case.setting.seats[allowed].sum()) < minimum:
        return PositionReason(key.position_id, key.period_id, "minimum-not-reached", evidence | {"minimum": minimum})
    if not kept:
        return PositionReason(key.position_id, key.period_id, "nobody-asks", evidence)
    return PositionReason(key.position_id, key.period_id, "kept-out", evidence | {"codes": dict(sorted(kept.items()))})


def _excluded(case: Case, place: int) -> dict[str, object]:
    """Return how many needs of its period each rule takes from a place."""
    frame = case.book.frame
    needs = np.flatnonzero(frame.need.period == frame.place.period[place]).astype(np.int64)
    places = np.full(len(needs), place, dtype=np.int64)
    counts = {rule.code: int(rule.excludes(frame, needs, places).sum()) for rule in case.book.rules}
    return {"excluded": dict(sorted(((c, n) for c, n in counts.items() if n), key=lambda item: (-item[1], item[0])))}
