"""Gaming: can an applicant get a better place by handing in another list than the true one?

Of the mechanisms, ``serial`` and ``applicant-proposing`` are strategy-proof for applicants (Dubins and Freedman 1981;
Roth 1982; with hosts that share seats among positions, Hatfield and Milgrom 2005): whatever the others write, the true
list is best. Under ``position-proposing`` and ``optimal`` there are rounds in which another list is better (Roth 1982;
no mechanism that places as many as possible and looks at ranks is strategy-proof).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from matcher.conflicts import conflicts
from matcher.explain.again import Budget
from matcher.needs import Need
from matcher.policy import Mechanism, Policy, Unlisted
from matcher.quantities import Quantities, quantities_of
from matcher.rounds import Preference, Round
from matcher.solve import find, refuse, refuse_large

TRUTHFUL = frozenset({Mechanism.APPLICANT_PROPOSING, Mechanism.SERIAL})
"""The mechanisms under which nobody gains by another list."""
UNPLACED, REFUSED = 10**9, 10**9 + 1
"""Standings of no place, and of a place that the applicant did not want at all."""
FEW = 400
"""Lists that are tried for one applicant unless told otherwise: all of five positions, or of four in both ways."""

Outcome = dict[Need, str]
"""The position that each need holds."""


@dataclass(frozen=True, slots=True)
class Gain:
    """A list with which an applicant does better, the witness of a gain.

    ``listed`` are the positions in the order to write, ``refuses_rest`` whether all others are vetoed; ``honest`` and
    ``gained`` hold position (None: no place) and true rank (None: none) in each period.
    """

    applicant_id: str
    listed: tuple[str, ...]
    refuses_rest: bool
    honest: tuple[tuple[str, str | None, int | None], ...]
    gained: tuple[tuple[str, str | None, int | None], ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What came of looking for a gain: how many lists were ``tried``, whether that is the ``whole``, and the gain.

    Lists are strict orders of some of the positions that rules leave to the applicant, the others refused or unranked.
    """

    applicant_id: str
    tried: int
    whole: bool
    gain: Gain | None = None


def search_gain(round_: Round, policy: Policy, applicant_id: str, budget: Budget | None = None) -> Search:
    """Look for a list that gets an applicant a better place, all others handing in what they do; the first one found.

    Better is told by the true ranks of ``round_``: in no period worse, in some period better. A round that nobody was
    asked in has no lists to change. Raises PolicyError for a policy that the round's data cannot serve.
    """
    refuse(round_, policy)
    bound = budget or Budget(solves=FEW)
    truth = quantities_of(round_, policy)
    honest = _outcome(truth) if round_.preferences else None
    if honest is None:
        return Search(applicant_id, 0, whole=True)
    standing = _Standing(truth, applicant_id)
    now = standing.of(honest)
    tried = 0
    reachable = _reachable(round_, policy, applicant_id)
    for listed, refuses_rest in _lists(reachable, policy):
        if not bound.allows(tried, 0.0):
            return Search(applicant_id, tried, whole=False)
        other = _misreported(round_, applicant_id, listed, set(reachable) - set(listed) if refuses_rest else set())
        outcome = _outcome(quantities_of(other, policy)) if other.preferences else None
        tried += 1
        if outcome is not None and _is_better(standing.of(outcome), now):
            gain = Gain(applicant_id, listed, refuses_rest, standing.told(honest), standing.told(outcome))
            return Search(applicant_id, tried, whole=False, gain=gain)
    return Search(applicant_id, tried, whole=True)


def _outcome(quantities: Quantities) -> Outcome | None:
    """Return what the policy's mechanism gives, None where there is no matching or none in time."""
    if conflicts(quantities):
        return None
    refuse_large(quantities)
    matching = find(quantities).matching
    return None if matching is None else {Need(p.applicant_id, p.period_id): p.position_id for p in matching.places}


class _Standing:
    """What each place is truly worth to an applicant: its rank, smaller is better."""

    def __init__(self, truth: Quantities, applicant_id: str) -> None:
        e = truth.eligibility
        self.needs = [need for need in e.needs if need.applicant_id == applicant_id]
        pairs = zip(e.need_of.tolist(), e.place_of.tolist(), truth.rank.tolist(), strict=True)
        self.rank = {
            (e.needs[i], e.places[j].position_id): rank
            for i, j, rank in pairs
            if e.needs[i].applicant_id == applicant_id
        }

    def of(self, outcome: Outcome) -> list[int]:
        """Return the standing in each period."""
        held = [(need, outcome.get(need)) for need in self.needs]
        return [UNPLACED if j is None else self.rank.get((need, j), REFUSED) for need, j in held]

    def told(self, outcome: Outcome) -> tuple[tuple[str, str | None, int | None], ...]:
        """Return period, position and true rank of each need."""
        held = [(need, outcome.get(need)) for need in self.needs]
        return tuple((need.period_id, j, self.rank.get((need, j)) if j is not None else None) for need, j in held)


def _is_better(new: Sequence[int], now: Sequence[int]) -> bool:
    return new != now and all(a <= b for a, b in zip(new, now, strict=True))


def _reachable(round_: Round, policy: Policy, applicant_id: str) -> list[str]:
    """Return the positions, by id, that the applicant could have if the own list did not stand in the way."""
    silent = replace(round_, preferences=_others(round_, applicant_id))
    e = quantities_of(silent, replace(policy, unranked=Unlisted.LAST)).eligibility
    pairs = zip(e.need_of.tolist(), e.place_of.tolist(), strict=True)
    return sorted({e.places[j].position_id for i, j in pairs if e.needs[i].applicant_id == applicant_id})


def _others(round_: Round, applicant_id: str) -> tuple[Preference, ...]:
    return tuple(p for p in round_.preferences if p.applicant_id != applicant_id)


def _lists(positions: Sequence[str], policy: Policy) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield every strict order of some positions, the shortest first, and whether the rest are refused."""
    refusals = (True, False) if policy.unranked == Unlisted.LAST else (False,)
    for length in range(len(positions) + 1):
        for listed in permutations(positions, length):
            for refuses_rest in refusals if length < len(positions) else (False,):
                yield listed, refuses_rest


def _misreported(round_: Round, applicant_id: str, listed: Sequence[str], vetoed: set[str]) -> Round:
    """Return the round in which the applicant hands in this list instead."""
    ranked = [Preference(applicant_id, position, rank=rank) for rank, position in enumerate(listed, start=1)]
    refused = [Preference(applicant_id, position, veto=True) for position in sorted(vetoed)]
    return replace(round_, preferences=(*_others(round_, applicant_id), *ranked, *refused))


MOST_SEARCHED = 10
"""Applicants of a round that is searched whole."""
LISTS_EACH = 150


def search_round(round_: Round, policy: Policy) -> tuple[Search, ...]:
    """Return what comes of looking for a gain of every applicant of a small round; empty for a larger one."""
    if len(round_.applicants) > MOST_SEARCHED or not round_.preferences:
        return ()
    people = sorted(a.applicant_id for a in round_.applicants)
    return tuple(search_gain(round_, policy, person, Budget(solves=LISTS_EACH)) for person in people)
