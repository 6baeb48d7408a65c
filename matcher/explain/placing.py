"""Placing: why someone has the place they have, or none at all, from the rules, the wishes and what hinders them."""

from collections.abc import Sequence

from matcher.explain.accounts import Choice
from matcher.explain.hindrances import Hindrances
from matcher.explain.standings import standard
from matcher.explain.tight import TightSet
from matcher.explain.wishes import given_rank
from matcher.judge import Case
from matcher.matching import Reason
from matcher.needs import Need
from matcher.rounds import LockKind

NEAREST = 3
"""How many of the places that fewest rules forbid are named to someone who may go nowhere."""

TELLING = (
    "lock",
    "companions",
    "at-a-time",
    "max-minors",
    "beds",
    "quota",
    "mentor",
    "supervisor",
    "agreement-seats",
    "minimum-not-reached",
    "max-changes",
    "overlooked",
    "lottery",
    "level-trade",
    "impossible",
    "competition",
)
"""Which of several hindrances stands for all, the most telling first."""


def here(case: Case, need: int, choices: Sequence[Choice]) -> Reason:
    """Return why a placed need (index) has its place."""
    e, held = case.eligibility, int(case.held[need])
    who, place = e.needs[need], int(e.place_of[held])
    position = e.places[place].position_id
    found: dict[str, object] = {"position_id": position, "rank": given_rank(case, need, place)}
    if case.quantities.fixed[need]:
        lock = min(
            (k for k in case.round.locks if k.kind == LockKind.ASSIGNED and k.applicant_id == who.applicant_id),
            key=lambda k: (k.position_id != position, k.reason, k.author or ""),
        )
        return _of(who, "lock", found | {"reason": lock.reason, "author": lock.author})
    barred = sum(c.reason.code in ("rule", "lock") for c in choices)
    found |= {"eligible": len(case.setting.of_need(need)), "better": len(choices), "barred": barred}
    return _of(who, _code(case, found), found)


def _code(case: Case, found: dict[str, object]) -> str:
    if not case.round.preferences:
        return "not-asked"
    if found["rank"] is not None and not found["better"]:
        return "first-choice"
    if found["eligible"] == 1:
        return "only-place"
    if found["rank"] is None:
        return "unranked"
    return "best-allowed" if found["better"] == found["barred"] else "next-choice"


def unplaced(hindrances: Hindrances, need: int, choices: Sequence[Choice]) -> Reason:
    """Return why a need (index) without a place has none: rules, standing, a tight set, or what hinders it most."""
    case = hindrances.case
    who = case.eligibility.needs[need]
    allowed = [c for c in choices if c.reason.code != "rule" and not is_barred(c)]
    if not len(case.setting.of_need(need)):
        return _of(who, "no-eligible-place", _excluded(case, need))
    if standard(case) is not None and allowed:
        return allowed[0].reason
    crowd = hindrances.trials.crowds.around(need)
    if crowd is not None:
        return _of(who, "competition", _competition(case, need, crowd))
    return min((c.reason for c in allowed), key=lambda r: TELLING.index(r.code))


def is_barred(choice: Choice) -> bool:
    """Return whether a rule on the pair, and no condition on the matching, keeps the applicant from the place."""
    return "rules" in choice.reason.evidence


def _of(who: Need, code: str, evidence: dict[str, object]) -> Reason:
    return Reason(who.applicant_id, who.period_id, code, evidence)


def _competition(case: Case, need: int, crowd: TightSet) -> dict[str, object]:
    e = case.eligibility
    return {
        "eligible": len(case.setting.of_need(need)),
        "positions": sorted({e.places[j].position_id for j in crowd.places}),
        "shared": [{"scope": s.kind, "owner": s.owner, "seats": s.capacity} for s in crowd.shared],
        "seats": crowd.seats,
        "competitors": sorted({e.needs[i].applicant_id for i in crowd.needs}),
        "wanted": crowd.wanted,
    }


def _excluded(case: Case, need: int) -> dict[str, object]:
    """Return how many places each rule takes from a need, and the places that fewest rules forbid, with their words."""
    who = case.eligibility.needs[need]
    counts = case.book.exclusions_of(who)
    bars = case.book.bars(who)
    near = sorted(bars, key=lambda place: ("specialty" in bars[place], len(bars[place]), place))[:NEAREST]
    return {
        "excluded": dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        "nearest": [
            {
                "position_id": p.position_id,
                "rules": [{"code": b.code, **b.evidence} for b in case.book.breaches(who, p)],
            }
            for p in near
        ],
    }
