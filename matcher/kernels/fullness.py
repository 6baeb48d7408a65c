"""From which tier on is each place full? Once that is decided everywhere, stable matchings are plain assignments.

Whoever chooses (a position, or a group of positions with a capacity of its own) likes its pairs in tiers, 0 first. In a
matching it is *full from* the first tier such that this tier and better ones take all seats, or from none (the number
of its tiers). A pair blocks unless its applicant is placed as well or its position, or its group, is full from its tier
or a better one. So where it is known to be full only from a later tier, the applicant must be placed as well (whether
it holds the pair or better); where it is known to be full from an earlier tier, the pair is out.

Two more arguments narrow what is open, those of Irving and Manlove (2009) and Delorme et al. (2019):

* whoever fits in beside all that are liked as much never finds it full, and is placed as well;
* whoever comes after as many as there are seats who want nothing as much is out: were it in, one of them would be away,
  and would block.

The pairs that go cannot block either, as long as those that are left do not.
"""

from typing import NamedTuple

import numpy as np

from matcher.kernels.compiled import entry, part
from matcher.kernels.doorway import Bools, Ints
from matcher.kernels.tiers import NONE, Tiers, moves_inside


class Case(NamedTuple):
    """What is still open: pairs alive (n_pairs,), applicants who must be matched (n_applicants,), and from which tiers
    each keeper may be full, ``low`` to ``high`` (n_keepers,). ``roomy`` (n_pairs, 2): who is known not to be full.
    """

    alive: Bools
    must_match: Bools
    low: Ints
    high: Ints
    roomy: Bools

    def copy(self) -> "Case":
        """Return a copy to be narrowed."""
        return Case(*(array.copy() for array in self))


def whole_case(tiers: Tiers, must_match: Bools) -> Case:
    """Return the case in which all is open that has a seat."""
    alive = tiers.enough[tiers.keeper[:, 0]] > 0
    low = np.zeros(len(tiers.seats), dtype=np.int64)
    return Case(alive, must_match.copy(), low, tiers.n_tiers.copy(), np.zeros(tiers.keeper.shape, dtype=np.bool_))


@entry
def narrow(tiers: Tiers, case: Case, keeper: int) -> bool:
    """Draw all conclusions from what is known of ``keeper`` (-1: of all); return False when nothing can be stable."""
    waiting = np.zeros(len(tiers.seats), dtype=np.bool_)
    if keeper == NONE:
        waiting[:] = True
    else:
        waiting[keeper] = True
    seen = np.full(len(tiers.indptr) - 1, NONE, dtype=np.int64)
    changed = True
    while changed:
        changed = False
        for k in range(len(waiting)):
            if waiting[k]:
                waiting[k] = False
                changed = True
                if not _look_at(tiers, case, waiting, seen, k):
                    return False
    n_stranded = 0
    for i in range(len(case.must_match)):
        n_stranded += case.must_match[i] and _best_left(tiers, case, i) == NONE
    return n_stranded == 0


@part
def _look_at(tiers: Tiers, case: Case, waiting: Bools, seen: Ints, k: int) -> bool:
    """Narrow what is open at a keeper, tier by tier."""
    is_position = k < len(tiers.enough)
    for x in range(tiers.first[k], tiers.first[k + 1]):
        seen[tiers.owner[tiers.column[x]]] = NONE
    begin = tiers.first[k]
    number = devoted = 0
    for t in range(tiers.n_tiers[k]):
        end, number, devoted = _count_tier(tiers, case, waiting, seen, (k, t, begin), (number, devoted))
        if number < tiers.seats[k]:
            case.low[k] = max(case.low[k], t + 1)
        if is_position and tiers.seats[k] <= devoted > 0:
            _fill_from(tiers, case, k, t)
        for x in range(begin, end):
            pair = tiers.column[x]
            better = seen[tiers.owner[pair]] < t and not is_position
            if case.alive[pair] and (t < case.low[k] or number + better <= tiers.seats[k]):
                _has_room(tiers, case, waiting, pair, 0 if is_position else 1)
        begin = end
    return case.low[k] <= case.high[k] and (case.high[k] == tiers.n_tiers[k] or number >= tiers.seats[k])


@part
def _count_tier(
    tiers: Tiers, case: Case, waiting: Bools, seen: Ints, at: tuple[int, int, int], counted: tuple[int, int]
) -> tuple[int, int, int]:
    """Count on through tier t of keeper k, ``at`` (k, t, where it begins): applicants, once each, and who is devoted.

    Who comes too late is taken out. Return where the tier ends and the counts; ``seen`` notes the first tier of each.
    """
    k, t, end = at
    number, devoted = counted
    is_position = k < len(tiers.enough)
    is_late = t > case.high[k] or (is_position and devoted >= tiers.enough[k])
    while end < tiers.first[k + 1] and tiers.tier[tiers.column[end], 0 if is_position else 1] == t:
        pair = tiers.column[end]
        end += 1
        if case.alive[pair] and is_late:
            _remove(tiers, case, waiting, pair)
        elif case.alive[pair]:
            if seen[tiers.owner[pair]] == NONE:
                seen[tiers.owner[pair]] = t
                number += 1
            devoted += is_position and _is_devoted(tiers, case, pair)
    return end, number, devoted


@part
def _fill_from(tiers: Tiers, case: Case, k: int, t: int) -> None:
    """Note that a position without a group is full from tier ``t`` at the latest."""
    if tiers.first[k] < tiers.first[k + 1] and tiers.keeper[tiers.column[tiers.first[k]], 1] == NONE:
        case.high[k] = min(case.high[k], t)


@part
def _best_left(tiers: Tiers, case: Case, i: int) -> int:
    for pair in range(tiers.indptr[i], tiers.indptr[i + 1]):
        if case.alive[pair]:
            return pair
    return NONE


@part
def _is_devoted(tiers: Tiers, case: Case, pair: int) -> bool:
    """Return whether the applicant likes nothing that is left as much as this pair."""
    i = tiers.owner[pair]
    if _best_left(tiers, case, i) != pair:
        return False
    for other in range(pair + 1, tiers.indptr[i + 1]):
        if case.alive[other]:
            return tiers.rank[other] > tiers.rank[pair]
    return True


@part
def _remove(tiers: Tiers, case: Case, waiting: Bools, pair: int) -> None:
    """Take a pair out; its keepers, and those of the applicant's best pair, have to be looked at again."""
    case.alive[pair] = False
    _wait(tiers, waiting, pair)
    best = _best_left(tiers, case, tiers.owner[pair])
    if best != NONE:
        _wait(tiers, waiting, best)


@part
def _wait(tiers: Tiers, waiting: Bools, pair: int) -> None:
    waiting[tiers.keeper[pair, 0]] = True
    if tiers.keeper[pair, 1] != NONE:
        waiting[tiers.keeper[pair, 1]] = True


@part
def _has_room(tiers: Tiers, case: Case, waiting: Bools, pair: int, side: int) -> None:
    """Note that a keeper cannot be full of others liked as much; where none can, the applicant is placed as well."""
    if case.roomy[pair, side]:
        return
    case.roomy[pair, side] = True
    if side == 0 and tiers.keeper[pair, 1] != NONE:
        _forbidmoves_inside(tiers, case, waiting, pair)
    if case.roomy[pair, 0] and (tiers.keeper[pair, 1] == NONE or case.roomy[pair, 1]):
        i = tiers.owner[pair]
        case.must_match[i] = True
        for other in range(pair + 1, tiers.indptr[i + 1]):
            if case.alive[other] and tiers.rank[other] > tiers.rank[pair]:
                _remove(tiers, case, waiting, other)


@part
def _forbidmoves_inside(tiers: Tiers, case: Case, waiting: Bools, pair: int) -> None:
    """Take out what the applicant likes less in the same group and tier: it would leave that seat for this one."""
    for other in range(pair + 1, tiers.indptr[tiers.owner[pair] + 1]):
        if case.alive[other] and moves_inside(tiers, pair, other):
            _remove(tiers, case, waiting, other)
