"""Remedies: single changes of the round after which an applicant has a place, or a better one; each tried out first.

1. For each place worth having see what bars it: one change must lift all of it; 2. order the changes by effort
(:data:`matcher.explain.easings.CODES`), then by the applicant's wish; 3. in the changed round move the applicant
in, along a chain of moves to a free seat or by an exchange with one holder: what the judge accepts and is better at
the first level that differs shows that the best of the changed round is better too; 4. where this shows nothing, solve
the changed round anew, as far as the budget goes, and see whether the applicant is placed (better).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from time import perf_counter

from matcher.conflicts import conflicts
from matcher.explain.accounts import ApplicantAccount, LevelChange, Remedy
from matcher.explain.again import Budget
from matcher.explain.easings import CODES, FAMILY, PERSONAL, Asked, Easing, of_breaches, of_violations, one_seat
from matcher.explain.trials import Exchange, Trials, changes_between, gain_of
from matcher.judge import Case
from matcher.matching import Matching
from matcher.measures import measure
from matcher.policy import Mechanism, Stability
from matcher.quantities import Quantities, quantities_of
from matcher.solve import find, refuse_large

SHOWN = 3
"""How many remedies are enough for one applicant, each of another kind."""
TRIED = 9
"""How many changes are tried for one applicant."""
EACH = 3
"""How many of one kind are tried before those of other kinds."""
CHAINED = 2
"""How many chains of moves are tried beside each change."""

KEPT = 8
"""How many changed rounds whose rules had to be made again are kept for the next applicant."""

Changes = tuple[LevelChange, ...]
Wanted = tuple[Easing, int | None]
"""A change and the place (index) it would open to the applicant; None: any that is allowed already."""


class Remedies:
    """What would help, beside one matching; solves anew only as the budget allows."""

    def __init__(self, trials: Trials, budget: Budget) -> None:
        self.trials, self.case, self.budget = trials, trials.case, budget
        self.solves, self.started = 0, perf_counter()
        self.eased: dict[tuple[int, str], Trials] = {}

    def of(self, need: int, account: ApplicantAccount) -> tuple[Remedy, ...]:
        """Return what would give the need (index) a place, or one it likes better: least effort first.

        Changes by which nobody loses a place come before those by which somebody does.
        """
        self._forget()
        todo = self._wanted(need, account)[:TRIED]
        found: dict[str, Remedy] = {}
        for way in (self._along_chains, self._by_swaps, self._solved):
            personal = bool(found)
            for easing, place in todo:
                wanted = easing.code not in found and (not personal or easing.code in PERSONAL)
                if wanted and len(found) < SHOWN and not (personal and way == self._solved):
                    found |= {r.code: r for r in [way(need, place, easing)] if r is not None}
        return tuple(sorted(found.values(), key=lambda r: (bool(r.displaced), CODES.index(r.code))))

    def _forget(self) -> None:
        """Forget the changed rounds of the last applicant, but for a few that others may ask for too."""
        shared = [key for key in self.eased if CODES[key[0]] not in PERSONAL]
        self.eased = {key: self.eased[key] for key in shared[-KEPT:]}

    def _wanted(self, need: int, account: ApplicantAccount) -> list[Wanted]:
        """Return the changes that lift all that bars a place, with the place, in the order in which to try them."""
        e = self.case.eligibility
        wishes = {c.position_id: n for n, c in enumerate(account.choices)}

        def order(wanted: Wanted) -> tuple[int, int, tuple[int, str]]:
            easing, place = wanted
            named = e.places[place].position_id if place is not None else None
            return easing.key[0], wishes.get(str(named), len(wishes)), easing.key

        bars = self.case.book.bars(e.needs[need])
        found = [
            w for key, codes in bars.items() for w in self._single(need, self.case.place_index[key], codes, wishes)
        ]
        return self._spread(sorted([*found, *self._seats(need, account)], key=order))

    def _spread(self, todo: list[Wanted]) -> list[Wanted]:
        """Return the first few of each kind before any further ones."""
        seen: Counter[str] = Counter()
        keyed = []
        for n, wanted in enumerate(todo):
            keyed.append((seen[wanted[0].code] // EACH, n, wanted))
            seen[wanted[0].code] += 1
        return [wanted for *_, wanted in sorted(keyed, key=lambda k: k[:2])]

    def _single(self, need: int, place: int, codes: Sequence[str], wishes: Mapping[str, int]) -> Iterator[Wanted]:
        """Yield the changes each of which lifts all that bars the place, if it is worth having."""
        e = self.case.eligibility
        worth = self.case.held[need] < 0 or e.places[place].position_id in wishes
        if not worth or "specialty" in codes or len({FAMILY.get(c, c) for c in codes}) > 1:
            return
        asked = Asked(self.case, e.needs[need], e.places[place])
        if codes:
            yield from (
                (easing, place) for easing in of_breaches(asked, self.case.book.breaches(asked.need, asked.place))
            )
        else:
            broken = self.trials.broken(self.trials.moved(need, place).matching)
            yield from ((easing, place) for easing in of_violations(asked, broken))

    def _seats(self, need: int, account: ApplicantAccount) -> Iterator[Wanted]:
        """Yield one seat more at the places that others would move to, if the applicant has none, nearest first."""
        e = self.case.eligibility
        if account.position_id is None:
            own = e.place_of[self.case.setting.of_need(need)].tolist()
            for place in self.trials.crowds.reached(need, own)[:TRIED]:
                yield one_seat(Asked(self.case, e.needs[need], e.places[place])), None

    def _along_chains(self, need: int, place: int | None, easing: Easing) -> Remedy | None:
        """Return the remedy if someone's move into a free seat, or a chain of moves, makes the change worth it."""
        eased = self._trials(easing)
        own = eased.case.eligibility.place_of[eased.case.setting.of_need(need)].tolist()
        first = [j for j in own if place in (None, j)]
        chains = islice(eased.crowds.chains(need, first), CHAINED)
        return self._first_better(need, easing, eased, (eased.along(chain) for chain in chains))

    def _by_swaps(self, need: int, place: int | None, easing: Easing) -> Remedy | None:
        """Return the remedy if an exchange with one holder of the place, who may lose it, is better at a level."""
        eased = self._trials(easing)
        if place is None or not eased.are_sums:
            return None
        better = (s for s, lost in eased.swapped(need, place) if next((x for x in lost.tolist() if x), 0) > 0)
        return self._first_better(need, easing, eased, islice(better, CHAINED))

    def _first_better(self, need: int, easing: Easing, eased: Trials, exchanges: Iterable[Exchange]) -> Remedy | None:
        if not self._is_ordered:
            return None
        for exchange in exchanges:
            changes = changes_between(self.case, eased.values(exchange.matching), self.trials.now)
            if gain_of(changes) > 0 and eased.allowed(exchange.matching):
                moves = exchange.moves
                return self._remedy(need, easing, exchange.matching, Proof("witness", changes, moves))
        return None

    @cached_property
    def _is_ordered(self) -> bool:
        """Return whether a matching that is better at the first level that differs shows that the best is better."""
        policy = self.case.policy
        plain = policy.mechanism == Mechanism.OPTIMAL and policy.stability == Stability.NONE
        return plain and not any(level.give_up for level in policy.objectives)

    def _trials(self, easing: Easing) -> Trials:
        """Return the matching at hand in the changed round."""
        if easing.key not in self.eased:
            case = Case(self._quantities(easing), self.case.matching)
            self.eased[easing.key] = Trials(case, Budget(solves=0))
        return self.eased[easing.key]

    def _quantities(self, easing: Easing) -> Quantities:
        if easing.widens:
            return quantities_of(easing.round, easing.policy)
        return replace(self.case.quantities, round=easing.round)

    def _solved(self, need: int, _: int | None, easing: Easing) -> Remedy | None:
        """Return the remedy if the best matching of the changed round gives the applicant a (better) place."""
        if not self.budget.allows(self.solves, perf_counter() - self.started):
            return None
        self.solves += 1
        quantities = quantities_of(easing.round, easing.policy)
        if conflicts(quantities):
            return None
        refuse_large(quantities)
        found = find(quantities)
        if found.matching is None or not found.in_time:
            return None
        case = Case(quantities, found.matching)
        held, before = int(case.held[case.need_index[self.case.eligibility.needs[need]]]), int(self.case.held[need])
        if held < 0 or (before >= 0 and case.quantities.rank[held] >= self.case.quantities.rank[before]):
            return None
        values = tuple(measure(level, case.ledger) for level in case.policy.objectives)
        return self._remedy(
            need, easing, case.matching, Proof("solved", changes_between(self.case, values, self.trials.now))
        )

    def _remedy(self, need: int, easing: Easing, matching: Matching, proof: "Proof") -> Remedy:
        who = self.case.eligibility.needs[need]
        now = {(p.applicant_id, p.period_id): p.position_id for p in matching.places}
        lost = {p.applicant_id for p in self.case.matching.places if (p.applicant_id, p.period_id) not in now}
        return Remedy(
            who.applicant_id,
            who.period_id,
            easing.code,
            now[who.applicant_id, who.period_id],
            easing.evidence,
            proof.changes,
            proof.verified,
            proof.moves,
            tuple(sorted(lost)),
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """How a remedy was verified, what it changes, and the moves that show it."""

    verified: str
    changes: Changes
    moves: tuple[tuple[str, str, str | None], ...] = ()
