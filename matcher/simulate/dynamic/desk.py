"""Desk: a round as the one who hands out seats sees it: who may go where, what each pair is worth, how many seats.

What counts are levels in strict order, each one sum over pairs, joined into one whole number a pair: an earlier level
outweighs all that later ones can add up to, by a checked bound. Conditions of the form "at most" beyond seats (mentors,
agreements' seats, beds, quotas' maximums) are kept by asking the judge before each seat; conditions that could be met
only later (minimums, teams, companions) and rounds of several places a person are refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matcher.conflicts import conflicts
from matcher.errors import PolicyError, Problem
from matcher.features import beyond_flow
from matcher.judge import Case
from matcher.judge.feasibility import kept_out
from matcher.market import Market, compile_market
from matcher.matching import Matching, Place
from matcher.policy import Level, LevelName, Measure, Mechanism, Policy, Stability
from matcher.quantities import Quantities, quantities_of
from matcher.rounds import Round
from matcher.simulate.dynamic.limits import with_limits_of_mentors

Ints = npt.NDArray[np.int64]

AT_MOST = frozenset({"quotas", "max-minors", "beds", "mentors", "supervisors", "agreement-seats"})
"""Conditions that a seat given can break and a seat not given cannot."""
ONE_SUM = frozenset(
    {
        LevelName.PLACED,
        LevelName.EMPLOYMENT,
        LevelName.UTILITY,
        LevelName.PREFERENCE,
        LevelName.PRIORITY,
        LevelName.DISTANCE,
        LevelName.COST,
    }
)
MOST_VALUE = 1 << 52
"""The most that all seats together may be worth, so that whatever is summed stays exact."""


@dataclass(frozen=True, eq=False)
class Desk:
    """Arrays of one row a need, in the order of ``market``; ``seats`` is the market with implied limits of mentors.

    ``value`` (n_pairs,) joins the levels; ``is_bound`` says that the judge must be asked before a seat is given.
    """

    quantities: Quantities
    market: Market
    seats: Market
    value: Ints
    is_bound: bool

    @property
    def n_needs(self) -> int:
        """Return how many people may come."""
        return self.market.n_needs

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Return the applicant of each need."""
        return tuple(need.applicant_id for need in self.quantities.eligibility.needs)

    @cached_property
    def need_of(self) -> dict[str, int]:
        """Return the need of each applicant."""
        return {applicant: i for i, applicant in enumerate(self.ids)}

    @cached_property
    def row_of(self) -> Ints:
        """Return the need of each pair."""
        return np.repeat(np.arange(self.n_needs), np.diff(self.market.indptr))

    @cached_property
    def region(self) -> Ints:
        """Return a number a need, the same for all whom some chain of places and shared seats can bring together."""
        n, n_places = self.n_needs, len(self.seats.capacity)
        shared = np.flatnonzero(self.seats.shared_of >= 0)
        tail = np.concatenate([self.row_of, n + shared])
        head = np.concatenate([n + self.seats.place_of, n + n_places + self.seats.shared_of[shared]])
        label = connected(n + n_places + len(self.seats.shared_capacity), tail, head)
        return label[:n]

    def pairs_of(self, need: int) -> range:
        """Return the pairs of a need."""
        return range(int(self.market.indptr[need]), int(self.market.indptr[need + 1]))

    def pair_at(self, applicant_id: str, position_id: str) -> int:
        """Return the pair of an applicant and a position. Raises KeyError where there is none."""
        return self._pair_at[applicant_id, position_id]

    @cached_property
    def _pair_at(self) -> dict[tuple[str, str], int]:
        places = self.quantities.eligibility.places
        ends = zip(self.row_of.tolist(), self.market.place_of.tolist(), strict=True)
        return {(self.ids[i], places[j].position_id): pair for pair, (i, j) in enumerate(ends)}

    def totals(self, pairs: Sequence[int]) -> tuple[int, ...]:
        """Return what the pairs held are worth, level by level, in whole units."""
        held = np.array(pairs, dtype=np.int64)
        return tuple(int(aim.weight[held].sum()) for aim in self.market.aims)

    def matching(self, pairs: Sequence[int]) -> Matching:
        """Return pairs held as a matching."""
        return Matching(tuple(self.place(pair) for pair in pairs))

    def place(self, pair: int) -> Place:
        """Return a pair as a place."""
        e = self.quantities.eligibility
        need, place = e.needs[int(self.row_of[pair])], e.places[int(self.market.place_of[pair])]
        return Place(need.applicant_id, need.period_id, place.position_id)

    def allows(self, pairs: Sequence[int], added: int) -> bool:
        """Return whether a further pair breaks no condition beyond seats; promises still to be kept do not count."""
        if not self.is_bound:
            return True
        case = Case(self.quantities, self.matching(pairs))
        return not set(kept_out(case, self.place(added))) - {"lock-assigned"}


def connected(n: int, tail: Ints, head: Ints) -> Ints:
    """Return for each of ``n`` nodes the least node that edges connect it with, shape (n,)."""
    label = np.arange(n)
    while True:
        least = label.copy()
        np.minimum.at(least, head, label[tail])
        np.minimum.at(least, tail, least[head])
        if (least == label).all():
            return label
        label = least[least]


def levels_of(round_: Round, names: Sequence[str] = ()) -> tuple[Level, ...]:
    """Return the levels of these names; without names the placed first, then what the round says most of.

    That is employment, else utility where the pairs table gives it, else the sum of ranks.
    """
    if not names:
        known = (name for name in ("employment", "utility") if any(getattr(p, name) is not None for p in round_.pairs))
        names = ("placed", next(known, "preference"))
    return tuple(
        Level(LevelName(name), measure=Measure.RANK_SUM if name == LevelName.PREFERENCE else None) for name in names
    )


def desk_of(round_: Round, levels: Sequence[Level], policy: Policy | None = None) -> Desk:
    """Return the desk of a round under the levels that are to count, by default with the round's own rules.

    How many a host would hire afterwards (``hire_places``) does not count here. Raises PolicyError for levels that are
    no single sum over pairs, numbers too large, conditions that no decision of the day can keep, and locks that clash.
    """
    free = replace(round_, positions=tuple(replace(j, hire_places=None) for j in round_.positions))
    rules = replace(
        policy or round_.policy,
        objectives=tuple(levels),
        mechanism=Mechanism.OPTIMAL,
        stability=Stability.NONE,
        max_changes=None,
    )
    _refuse(free, rules)
    quantities = quantities_of(free, rules)
    if conflicts(quantities):
        raise PolicyError([Problem("locks", "dynamic-locks")])
    market = compile_market(quantities).market
    limited = with_limits_of_mentors(free, rules)
    seats = market if limited is free else compile_market(replace(quantities, round=limited)).market
    bound = bool(beyond_flow(free, rules))
    return Desk(quantities, market, seats, joined([aim.weight for aim in market.aims], market), bound)


def _refuse(round_: Round, policy: Policy) -> None:
    problems = [
        Problem("--levels", "dynamic-level", values={"level": level.name.value})
        for level in policy.objectives
        if level.name not in ONE_SUM or (level.name == LevelName.PREFERENCE and level.measure != Measure.RANK_SUM)
    ]
    codes = {code: table for code, table in beyond_flow(round_, policy) if code not in AT_MOST}
    if any(quota.minimum for quota in round_.quotas):
        codes["quotas"] = "quotas"
    if len(round_.periods) > 1:
        codes["overlapping-periods"] = "periods"
    problems += [
        Problem(table, "dynamic-feature", values={"feature": code}, sentence=f"dynamic-feature.{code}")
        for code, table in sorted(codes.items())
        if code != "give-up"
    ]
    if problems:
        raise PolicyError(problems)


def joined(weights: Sequence[Ints], market: Market) -> Ints:
    """Return levels as one whole number a pair: earlier ones outweigh the sum of all that later ones can differ by.

    Raises PolicyError where that leaves the numbers that stay exact when summed.
    """
    value, scale = np.zeros(len(market.place_of), dtype=np.int64), 1
    for weight in reversed(weights):
        largest = max(-int(weight.min(initial=0)), int(weight.max(initial=0)))
        if scale * (largest + 1) * (market.n_needs + 1) > MOST_VALUE:
            raise PolicyError([Problem("--levels", "dynamic-large")])
        value += weight * scale
        scale *= 2 * largest * (market.n_needs + 1) + 1
    return value
