"""Measures: what a matching is worth, recomputed from the round and the matching alone, one function a level.

They share nothing with the stages that solvers maximise, so that a slip on either side shows as a difference.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.constraints.active import active_agreements
from matcher.constraints.setting import Setting
from matcher.matching import LevelValue, Matching, Place
from matcher.needs import Need, PlaceKey, needs_of
from matcher.policy import Level, LevelName, Measure
from matcher.quantities import KOPECKS, METRES, MICRO, Quantities
from matcher.rounds import Pair, Preference, Priority, Round
from matcher.rules import RuleBook


@dataclass(frozen=True, eq=False)
class Ledger:
    """A round and a matching side by side, with the rows that speak of the matched pairs at hand."""

    round: Round
    matching: Matching
    book: RuleBook

    @cached_property
    def hosts(self) -> Mapping[str, str]:
        """Return the host of each position."""
        return {j.position_id: j.host for j in self.round.positions}

    @cached_property
    def people(self) -> frozenset[str]:
        """Return the ids of the placed applicants."""
        return frozenset(p.applicant_id for p in self.matching.places)

    @cached_property
    def ranks(self) -> Mapping[Place, int | None]:
        """Return the applicant's rank of each place held: None where it gave none, 1 when nobody was asked."""
        if not self.round.preferences:
            return dict.fromkeys(self.matching.places, 1)
        return self._listed(self.round.preferences)

    @cached_property
    def priorities(self) -> Mapping[Place, int | None]:
        """Return the host's rank of each applicant placed, None where the host gave none."""
        return self._listed(self.round.priorities)

    def _listed(self, rows: tuple[Preference, ...] | tuple[Priority, ...]) -> Mapping[Place, int | None]:
        said = {
            (r.applicant_id, "position" if r.position_id is not None else "host", r.position_id or r.host_id, t): r.rank
            for r in rows
            if r.applicant_id in self.people
            for t in [r.period_id if isinstance(r, Preference) else None]
        }

        def rank(place: Place) -> int | None:
            asked = (("position", place.position_id), ("host", self.hosts[place.position_id]))
            keys = ((place.applicant_id, kind, key, t) for kind, key in asked for t in (place.period_id, None))
            return next((said[k] for k in keys if k in said), None)

        return {place: rank(place) for place in self.matching.places}

    @cached_property
    def pairs(self) -> Mapping[Place, Pair | None]:
        """Return the numbers given for each pair matched."""
        given = {(p.applicant_id, p.position_id): p for p in self.round.pairs if p.applicant_id in self.people}
        return {place: given.get((place.applicant_id, place.position_id)) for place in self.matching.places}

    @cached_property
    def worst_rank(self) -> int:
        """Return the worst rank anyone gave, >= 1."""
        return max((r.rank for r in self.round.preferences if r.rank is not None), default=1)


def rank_profile(ledger: Ledger) -> tuple[tuple[int, ...], int]:
    """Return how many are placed at rank 1, 2, … and how many at a place they did not rank."""
    counts = Counter(ledger.ranks.values())
    return tuple(counts[k] for k in range(1, ledger.worst_rank + 1)), counts[None]


def placed(_: Level, ledger: Ledger) -> int:
    """Return how many places are filled: applicants, or applicants times periods where there are several."""
    return len(ledger.matching.places)


def preference(level: Level, ledger: Ledger) -> LevelValue:
    """Return the sum of ranks, or the profile of ranks with the unranked last."""
    profile, unranked = rank_profile(ledger)
    if level.measure != Measure.RANK_SUM:
        return (*profile, unranked)
    return sum(k * n for k, n in enumerate((*profile, unranked), start=1))


def priority(_: Level, ledger: Ledger) -> int:
    """Return the sum of the hosts' ranks; whom a host did not list counts one below the longest list."""
    last = max((r.rank for r in ledger.round.priorities if r.rank is not None), default=0) + 1
    return sum(last if rank is None else rank for rank in ledger.priorities.values())


def employment(_: Level, ledger: Ledger) -> float:
    """Return the expected number employed; what a host is sent above its places for hire does not count."""
    limits: dict[str, int] = {}
    for position in ledger.round.positions:
        if position.hire_places is not None:
            limits[position.host] = limits.get(position.host, 0) + position.hire_places
    expected: Counter[str] = Counter()
    for place, pair in ledger.pairs.items():
        if pair is not None:
            expected[ledger.hosts[place.position_id]] += round((pair.employment or 0) * MICRO)
    return sum(min(n, limits[h] * MICRO) if h in limits else n for h, n in expected.items()) / MICRO


def agreements(_: Level, ledger: Ledger) -> int:
    """Return how many long-term agreements can count as active together, everyone placed being under one."""
    setting = Setting(Quantities(ledger.round, ledger.book.policy, ledger.book, ledger.book.eligible()))
    return active_agreements(setting, {(p.applicant_id, p.period_id): p.position_id for p in ledger.matching.places})


def utility(_: Level, ledger: Ledger) -> float:
    """Return the total utility."""
    return _sum_given(ledger, "utility", MICRO) / MICRO


def _sum_given(ledger: Ledger, field: str, unit: int) -> int:
    return sum(round((getattr(p, field) or 0) * unit) for p in ledger.pairs.values() if p is not None)


def distance(_: Level, ledger: Ledger) -> float:
    """Return the total kilometres; an unknown distance counts as 0."""
    km = kilometres(ledger)
    return sum(round(d * METRES) for d in km.values() if not np.isnan(d)) / METRES


def kilometres(ledger: Ledger) -> Mapping[Place, float]:
    """Return the distance of each place held, NaN where it is unknown."""
    frame = ledger.book.frame
    need = {n: i for i, n in enumerate(frame.needs)}
    place = {p: j for j, p in enumerate(frame.places)}
    held = ledger.matching.places
    need_of = np.array([need[Need(p.applicant_id, p.period_id)] for p in held], dtype=np.int64)
    place_of = np.array([place[PlaceKey(p.position_id, p.period_id)] for p in held], dtype=np.int64)
    return dict(zip(held, ledger.book.kilometres(need_of, place_of).tolist(), strict=True))


def cost(_: Level, ledger: Ledger) -> float:
    """Return the total cost in roubles."""
    own = {j.position_id: j.cost for j in ledger.round.positions}

    def roubles(place: Place, pair: Pair | None) -> float:
        given = pair.cost if pair is not None else None
        return (own[place.position_id] or 0) if given is None else given

    return sum(round(roubles(place, pair) * KOPECKS) for place, pair in ledger.pairs.items()) / KOPECKS


def changes(_: Level, ledger: Ledger) -> int:
    """Return how many needs with an earlier placement do not keep it."""
    earlier: dict[str, list[tuple[str | None, str | None, str | None]]] = {}
    for p in ledger.round.placements:
        earlier.setdefault(p.applicant_id, []).append((p.position_id, p.host_id, p.period_id))
    held = {(p.applicant_id, p.period_id): p.position_id for p in ledger.matching.places}

    def keeps(need: Need) -> bool:
        position = held.get((need.applicant_id, need.period_id))
        return position is not None and any(
            t in (None, need.period_id) and (position == j if j is not None else ledger.hosts[position] == h)
            for j, h, t in earlier[need.applicant_id]
        )

    counted = [
        n for n in needs_of(ledger.round) if any(t in (None, n.period_id) for *_, t in earlier.get(n.applicant_id, ()))
    ]
    return sum(not keeps(n) for n in counted)


def tier(_: Level, ledger: Ledger) -> tuple[int, ...]:
    """Return how many are placed in tier 1, 2, …"""
    counts = Counter(ledger.book.tier(Need(p.applicant_id, p.period_id), p.position_id) for p in ledger.matching.places)
    tiers = [row.tier for row in ledger.round.pairs] + [row.tier for row in ledger.round.agreements]
    worst = max((t for t in tiers if t is not None), default=0)
    return tuple(counts[t] for t in range(1, worst + 1))


def balance(level: Level, ledger: Ledger) -> float:
    """Return the largest mean of the measure over the needs of a group, rounded up: to 1e-6, or to a metre.

    ``unplaced``: the share without a place; ``rank``: an unranked place is one worse than the worst rank, no place one
    worse again; ``distance``: kilometres, an unknown way and no place counting 0. Of whom the attribute is unknown
    make a group of their own.
    """
    amounts: dict[str | None, list[int]] = {}
    held = {(p.applicant_id, p.period_id): p for p in ledger.matching.places}
    count = BALANCED[str(level.measure)](ledger)
    for need in ledger.book.frame.needs:
        own = amounts.setdefault(_group(ledger, need, str(level.groups)), [])
        own.append(count(held.get((need.applicant_id, need.period_id))))
    unit = METRES if level.measure == "distance" else MICRO
    return max((-(-sum(own) // len(own)) for own in amounts.values()), default=0) / unit


def _group(ledger: Ledger, need: Need, attribute: str) -> str | None:
    frame = ledger.book.frame
    i = frame.need_index[need]
    known = frame.specialty(i) if attribute == "specialty" else getattr(frame.applicant(i), attribute)
    return None if known is None else str(known)


def _ranks(ledger: Ledger) -> Callable[[Place | None], int]:
    return lambda p: MICRO * (ledger.worst_rank + 2 if p is None else ledger.ranks[p] or ledger.worst_rank + 1)


def _metres(ledger: Ledger) -> Callable[[Place | None], int]:
    km = kilometres(ledger)
    return lambda p: 0 if p is None or np.isnan(km[p]) else round(km[p] * METRES)


BALANCED: Mapping[str, Callable[[Ledger], Callable[[Place | None], int]]] = {
    "unplaced": lambda _: lambda p: MICRO * (p is None),
    "rank": _ranks,
    "distance": _metres,
}

MEASURES: Mapping[LevelName, Callable[[Level, Ledger], LevelValue]] = {
    LevelName.PLACED: placed,
    LevelName.EMPLOYMENT: employment,
    LevelName.UTILITY: utility,
    LevelName.AGREEMENTS: agreements,
    LevelName.PREFERENCE: preference,
    LevelName.PRIORITY: priority,
    LevelName.DISTANCE: distance,
    LevelName.COST: cost,
    LevelName.CHANGES: changes,
    LevelName.TIER: tier,
    LevelName.BALANCE: balance,
}


def measure(level: Level, ledger: Ledger) -> LevelValue:
    """Return a level's value in natural units, recomputed from the matching. Raises KeyError for an unknown level."""
    return MEASURES[level.name](level, ledger)
