"""Quantities: the whole numbers of each eligible pair that levels and mechanisms count with.

The one place where given or computed numbers are rounded: probabilities and utilities to 1e-6, kilometres to metres,
roubles to kopecks, each by rounding half to even.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from matcher.lists import Entries, Ints, find, locate, with_list
from matcher.policy import OrderKey, Policy
from matcher.rounds import Applicant, LockKind, Pair, Round
from matcher.rules import Eligibility, RuleBook

MICRO = 1_000_000
METRES = 1_000
KOPECKS = 100
MOST = 2.0**60


def whole(values: npt.NDArray[np.float64], unit: int) -> Ints:
    """Return the values in whole units, rounded half to even; NaN (unknown) becomes 0.

    What does not fit into 61 bits is cut there, where no sum of it is taken for exact (see ``solve.refuse_large``).
    """
    return np.rint(np.clip(np.nan_to_num(values) * unit, -MOST, MOST)).astype(np.int64)


def lottery_number(seed: int, applicant_id: str) -> int:
    """Return an applicant's lot, 0 <= lot < 2**64, smaller is luckier; it depends on nothing but seed and id."""
    return int.from_bytes(sha256(f"{seed}:{applicant_id}".encode()).digest()[:8], "big")


STANDINGS: Mapping[OrderKey, Callable[[Applicant, int], float]] = {
    OrderKey.CREDIT: lambda applicant, _: -applicant.credit,
    OrderKey.GRADE: lambda applicant, _: -(applicant.grade or 0),
    OrderKey.LOTTERY: lambda applicant, seed: lottery_number(seed, applicant.applicant_id),
}
"""What each key of ``order`` sorts by, smaller first."""


@dataclass(frozen=True, eq=False)
class Quantities:
    """Arrays of shape (n_pairs,) in the order of ``eligibility``; each is computed when first asked for."""

    round: Round
    policy: Policy
    book: RuleBook
    eligibility: Eligibility

    @cached_property
    def preferences(self) -> Entries:
        """Return the preferences table spread over pairs."""
        return self.book.frame.preferences

    @cached_property
    def priorities(self) -> Entries:
        """Return the priorities table spread over pairs."""
        return self.book.frame.priorities

    @cached_property
    def rank(self) -> Ints:
        """Return ranks >= 1: an unranked place stands one below the longest list; all at 1 without a table."""
        if not self.round.preferences:
            return np.ones(len(self.eligibility.need_of), dtype=np.int64)
        return self._listed(self.preferences, self.worst_rank + 1)

    @cached_property
    def worst_rank(self) -> int:
        """Return the worst rank anyone gave, >= 1; an unranked place counts as one more."""
        return max(self.preferences.worst, 1)

    @cached_property
    def priority(self) -> Ints:
        """Return the hosts' ranks >= 1; whom a position did not list stands one below the longest list."""
        return self._listed(self.priorities, self.priorities.worst + 1)

    def _listed(self, entries: Entries, last: int) -> Ints:
        at = entries.find(self.eligibility.need_of, self.eligibility.place_of)
        padded = np.append(entries.rank, 0)[at]
        return np.where(padded > 0, padded, last)

    @cached_property
    def order(self) -> Ints:
        """Return for each need its applicant's standing 0, 1, … under the policy's ``order``, the lottery last.

        Shape (n_needs,). More credit and a higher grade come first; no grade comes after every grade.
        """
        keys = [*self.policy.order]
        if OrderKey.LOTTERY not in keys:
            keys.append(OrderKey.LOTTERY)
        return self._standing(keys, ties=False)

    @cached_property
    def merit(self) -> Ints:
        """Return the same standing without the lottery: equals share a number. Shape (n_needs,)."""
        keys = list(self.policy.order)
        if OrderKey.LOTTERY in keys:
            keys = keys[: keys.index(OrderKey.LOTTERY)]
        return self._standing(keys, ties=True)

    @cached_property
    def lot(self) -> Ints:
        """Return for each need its applicant's standing in the lottery alone. Shape (n_needs,)."""
        return self._standing([OrderKey.LOTTERY], ties=False)

    def _standing(self, keys: Sequence[OrderKey], *, ties: bool) -> Ints:
        seed = self.policy.limits.seed
        full = {
            a.applicant_id: (*(STANDINGS[k](a, seed) for k in keys), "" if ties else a.applicant_id)
            for a in self.round.applicants
        }
        place = {k: n for n, k in enumerate(sorted(set(full.values())))}
        return np.array([place[full[n.applicant_id]] for n in self.eligibility.needs], dtype=np.int64)

    @cached_property
    def fixed(self) -> npt.NDArray[np.bool_]:
        """Return which needs are fixed by hand: their applicant is assigned to a position open in their period."""
        periods: dict[str, set[str]] = {}
        for place in self.eligibility.places:
            periods.setdefault(place.position_id, set()).add(place.period_id)
        fixed = {
            (lock.applicant_id, period)
            for lock in self.round.locks
            if lock.kind == LockKind.ASSIGNED
            for period in periods.get(lock.position_id, ())
        }
        return np.array([(n.applicant_id, n.period_id) in fixed for n in self.eligibility.needs], dtype=np.bool_)

    @cached_property
    def host_standing(self) -> Ints:
        """Return how a place's host ranks the need of each pair, smaller is better; equals share a number.

        Whom a lock fixes comes first (-1). A position with a list goes by it, those not listed last; one without a
        list goes by the policy's ``order``, in which the lottery does not count: chance makes no preference.
        """
        e = self.eligibility
        standing = self.merit[e.need_of]
        if self.round.priorities:
            has_list = with_list(self.round, e.places)
            by_order = standing + self.priorities.worst + 2
            standing = np.where(has_list[e.place_of], self.priority, by_order)
        return np.where(self.fixed[e.need_of], -1, standing)

    def _given(self, field: str) -> npt.NDArray[np.float64]:
        """Return a number of the pairs table for every eligible pair, NaN where it gives none."""
        rows: tuple[Pair, ...] = self.round.pairs
        e = self.eligibility
        at = locate(rows, self.round, e.needs, e.places)
        values = np.array([getattr(r, field) for r in rows] or [None], dtype=np.float64)
        hit = find(at.need_of, at.place_of, e.need_of, e.place_of, len(e.places))
        return np.where(hit >= 0, values[np.append(at.row_of, 0)[hit]], np.nan)

    @cached_property
    def employment(self) -> Ints:
        """Return the probability of being employed by the horizon, in 1e-6; 0 where none is given."""
        return whole(self._given("employment"), MICRO)

    @cached_property
    def utility(self) -> Ints:
        """Return the given utility in 1e-6; 0 where none is given."""
        return whole(self._given("utility"), MICRO)

    @cached_property
    def metres(self) -> Ints:
        """Return the distance in metres; an unknown distance counts as 0."""
        e = self.eligibility
        return whole(self.book.kilometres(e.need_of, e.place_of), METRES)

    @cached_property
    def kopecks(self) -> Ints:
        """Return the cost in kopecks: the pair's, else the position's, else 0."""
        cost = {j.position_id: j.cost for j in self.round.positions}
        own = np.array([cost[p.position_id] for p in self.eligibility.places] or [None], dtype=np.float64)
        given = self._given("cost")
        return whole(np.where(np.isnan(given), own[self.eligibility.place_of], given), KOPECKS)

    @cached_property
    def tier(self) -> Ints:
        """Return the tier >= 1 of each pair, 0 where none is known: the pair's, else the best of a usable agreement."""
        given = self._given("tier")
        computed = self.book.tiers(self.eligibility.need_of, self.eligibility.place_of)
        return np.where(np.isnan(given), computed, np.nan_to_num(given)).astype(np.int64)

    @cached_property
    def worst_tier(self) -> int:
        """Return the largest tier that a pair or an agreement of the round names, 0 for none."""
        tiers = [row.tier for row in self.round.pairs] + [row.tier for row in self.round.agreements]
        return max((t for t in tiers if t is not None), default=0)

    @cached_property
    def kept(self) -> npt.NDArray[np.bool_]:
        """Return which pairs repeat the applicant's earlier placement."""
        places = self.eligibility.places
        earlier: dict[str, set[tuple[str | None, str | None, str | None]]] = {}
        for p in self.round.placements:
            earlier.setdefault(p.applicant_id, set()).add((p.position_id, p.host_id, p.period_id))
        hosts = {j.position_id: j.host for j in self.round.positions}

        def repeats(need: int, place: int) -> bool:
            key = places[place]
            return any(
                (t is None or t == key.period_id)
                and (j == key.position_id if j is not None else h == hosts[key.position_id])
                for j, h, t in earlier.get(self.eligibility.needs[need].applicant_id, ())
            )

        pairs = zip(self.eligibility.need_of.tolist(), self.eligibility.place_of.tolist(), strict=True)
        return np.array([repeats(i, j) for i, j in pairs], dtype=np.bool_)


def quantities_of(round_: Round, policy: Policy) -> Quantities:
    """Return the quantities of a round's eligible pairs under a policy."""
    book = RuleBook(round_, policy)
    return Quantities(round_, policy, book, book.eligible())
