"""Feasible? One function a hard rule of the matching; each yields every violation with its evidence."""

from collections import Counter
from collections.abc import Callable, Iterator

from matcher.judge.case import Case
from matcher.judge.mentors import named_mentors
from matcher.judge.together import TOGETHER, kept_together
from matcher.judge.verdict import Violation
from matcher.matching import Matching, Place
from matcher.needs import Need, PlaceKey
from matcher.rounds import LockKind


def unknown_ids(case: Case) -> Iterator[Violation]:
    """Every line names an applicant who needs a place in the period and a position open in it."""
    for place in case.matching.places:
        if Need(place.applicant_id, place.period_id) not in case.need_index:
            yield _of(place, "unknown-need")
        if PlaceKey(place.position_id, place.period_id) not in case.place_index:
            yield _of(place, "unknown-place")


def one_place(case: Case) -> Iterator[Violation]:
    """An applicant holds at most one place in a period."""
    counts = Counter((p.applicant_id, p.period_id) for p in case.matching.places)
    for (applicant, period), count in counts.items():
        if count > 1:
            yield Violation("several-places", applicant, period, evidence={"count": count})


def eligible_pairs(case: Case) -> Iterator[Violation]:
    """Every pair held is one that no rule forbids."""
    for place in (p for p, pair in zip(case.matching.places, case.pairs.tolist(), strict=True) if pair < 0):
        need = Need(place.applicant_id, place.period_id)
        for breach in case.book.breaches(need, PlaceKey(place.position_id, place.period_id)):
            yield _of(place, breach.code, **breach.evidence)


def capacity(case: Case) -> Iterator[Violation]:
    """Seats taken at a position in a period <= its capacity."""
    for key, taken in sorted(case.load.items()):
        seats = case.capacity[case.place_index[key]]
        if taken > seats:
            evidence = {"taken": taken, "capacity": seats}
            yield Violation("capacity", period_id=key.period_id, position_id=key.position_id, evidence=evidence)


def shared_capacity(case: Case) -> Iterator[Violation]:
    """Seats taken over all positions of a host (or all periods of a position) at one time <= its capacity."""
    load = case.load
    for shared in case.shared:
        taken = sum(load[case.eligibility.places[j]] for j in shared.places)
        if taken > shared.capacity:
            evidence = {"taken": taken, "capacity": shared.capacity, "periods": shared.periods}
            owner = {f"{shared.kind}_id": shared.owner}
            yield Violation(f"{shared.kind}-capacity", evidence=evidence, **owner)


def locks(case: Case) -> Iterator[Violation]:
    """Every pair fixed by hand is held, in each period in which applicant and position meet."""
    held = {(p.applicant_id, p.position_id, p.period_id) for p in case.matching.places}
    for lock in (k for k in case.round.locks if k.kind == LockKind.ASSIGNED):
        asked = {n.period_id for n in case.eligibility.needs if n.applicant_id == lock.applicant_id}
        due = {p.period_id for p in case.eligibility.places if p.position_id == lock.position_id} & asked
        if not due or any((lock.applicant_id, lock.position_id, period) not in held for period in due):
            evidence = {"reason": lock.reason, "author": lock.author}
            yield Violation("lock-assigned", lock.applicant_id, position_id=lock.position_id, evidence=evidence)


STRUCTURE: tuple[Callable[[Case], Iterator[Violation]], ...] = (unknown_ids, one_place)
RULES: tuple[Callable[[Case], Iterator[Violation]], ...] = (eligible_pairs, capacity, shared_capacity, locks, *TOGETHER)


def violations(case: Case) -> tuple[list[Violation], bool]:
    """Return every violation, and whether the matching is well-formed enough to be measured."""
    malformed = [v for check in STRUCTURE for v in check(case)]
    if malformed:
        return malformed, False
    found = [v for check in RULES for v in check(case)]
    if (case.pairs >= 0).all():
        short = list(kept_together(case))
        found += [*short, *named_mentors(case, suffice=not short)]
    return found, True


def kept_out(case: Case, added: Place) -> list[str]:
    """Return the codes of what breaks when somebody takes a further, eligible place beside a feasible matching."""
    host = case.setting.positions[added.position_id].host
    beside = case.beside(Matching((*case.matching.places, added)))
    return [v.code for check in RULES for v in check(beside)] + [v.code for v in kept_together(beside, host)]


def obeys(case: Case) -> bool:
    """Return whether nothing is violated: the same tests, left at the first that fails."""
    checks = (*STRUCTURE, *RULES)
    if any(next(check(case), None) is not None for check in checks):
        return False
    return next(kept_together(case), None) is None and next(named_mentors(case, suffice=True), None) is None


def _of(place: Place, code: str, **evidence: object) -> Violation:
    return Violation(code, place.applicant_id, place.period_id, place.position_id, evidence=evidence)
