"""Reasons: why an applicant has no place, as codes with evidence that anyone can check against the round."""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from matcher.judge.case import Case
from matcher.judge.feasibility import kept_out
from matcher.matching import Place, Reason
from matcher.needs import Need, PlaceKey

MOST_TRIED = 50
"""How many free places are looked into for all applicants together; a large round has prices for that."""


def reasons(case: Case) -> Iterator[Reason]:
    """Yield one reason for each need without a place, in order of applicant and period.

    ``no-eligible-place``: rules leave nothing; ``competition``: every eligible place is full;
    ``condition``: seats are free, but a condition on the whole matching keeps the applicant out of each;
    ``level-trade``: a free seat could be taken, but what the policy puts first would lose by it.
    """
    e = case.eligibility
    held = {(p.applicant_id, p.period_id) for p in case.matching.places}
    starts = np.searchsorted(e.need_of, np.arange(len(e.needs) + 1))
    budget = iter(range(MOST_TRIED))
    for i, need in enumerate(e.needs):
        if (need.applicant_id, need.period_id) not in held:
            own = [e.places[j] for j in e.place_of[starts[i] : starts[i + 1]].tolist()]
            yield _of_competition(case, need, own, budget) if own else _of_rules(case, need)


def _of_rules(case: Case, need: Need) -> Reason:
    counts = case.quantities.book.exclusions_of(need)
    excluded = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return Reason(need.applicant_id, need.period_id, "no-eligible-place", {"excluded": excluded})


def _of_competition(case: Case, need: Need, own: list[PlaceKey], budget: Iterator[int]) -> Reason:
    load = case.load
    free = [place for place in own if load[place] < case.capacity[case.place_index[place]]]
    evidence: dict[str, object] = {
        "eligible": len(own),
        "taken": sum(load[place] for place in own),
        "positions": sorted({place.position_id for place in own})[:5],
    }
    added = (Place(need.applicant_id, need.period_id, place.position_id) for place in free)
    tried = [kept_out(case, place) for place, _ in zip(added, budget, strict=False)]
    if not free:
        return Reason(need.applicant_id, need.period_id, "competition", evidence)
    evidence |= {"free": len(free), "conditions": sorted(set(chain.from_iterable(tried)))}
    code = "condition" if tried and all(tried) else "level-trade" if tried else "competition"
    return Reason(need.applicant_id, need.period_id, code, evidence)
