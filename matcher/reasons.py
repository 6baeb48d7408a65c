"""Reasons: why an applicant has no place, as codes with evidence that anyone can check against the round."""

from collections.abc import Iterator

import numpy as np

from matcher.matching import Matching, Reason
from matcher.quantities import Quantities


def reasons(quantities: Quantities, matching: Matching) -> Iterator[Reason]:
    """Yield one reason for each need without a place, in order of applicant and period."""
    e = quantities.eligibility
    held = {(p.applicant_id, p.period_id) for p in matching.places}
    taken: dict[tuple[str, str], int] = {}
    for p in matching.places:
        taken[p.position_id, p.period_id] = taken.get((p.position_id, p.period_id), 0) + 1
    starts = np.searchsorted(e.need_of, np.arange(len(e.needs) + 1))
    for i, need in enumerate(e.needs):
        if (need.applicant_id, need.period_id) in held:
            continue
        own = [e.places[j] for j in e.place_of[starts[i] : starts[i + 1]].tolist()]
        if not own:
            excluded = dict(sorted(quantities.book.exclusions_of(need).items(), key=lambda kv: (-kv[1], kv[0])))
            yield Reason(need.applicant_id, need.period_id, "no-eligible-place", {"excluded": excluded})
            continue
        evidence = {
            "eligible": len(own),
            "taken": sum(taken.get((p.position_id, p.period_id), 0) for p in own),
            "positions": sorted({p.position_id for p in own})[:5],
        }
        yield Reason(need.applicant_id, need.period_id, "competition", evidence)
