"""Plans: the placement of a round as the chain needs it, solved once for every round there is."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from matcher.conflicts import conflicts
from matcher.constraints.keepers import is_long_term
from matcher.constraints.mentoring import with_mentors
from matcher.constraints.setting import Setting
from matcher.matching import Matching, Place, Status
from matcher.measures import Ledger, agreements, cost, kilometres
from matcher.policy import Level, LevelName
from matcher.quantities import Quantities, quantities_of
from matcher.rounds import Round
from matcher.rules.cover import in_force
from matcher.simulate.kpis import Kpi
from matcher.solve import find, refuse, refuse_large, solve

Figure = tuple[float, float, float]
"""Numerator, denominator, and for how many the answer is unknown."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A placement: ``status`` of the solve, places by applicant, figures by rate; without a matching no places."""

    status: Status
    places: tuple[Place, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)


def plan_of(round_: Round, *, judged: bool = True) -> Plan:
    """Return the plan of a round under its policy, judged or as found; both are the same by test.

    Raises PolicyError for a policy that the round cannot serve, SolverError when the judge disagrees.
    """
    if judged:
        result = solve(round_)
        matching, status = result.matching, result.status
        quantities = quantities_of(round_, round_.policy)
    else:
        refuse(round_, round_.policy)
        quantities = quantities_of(round_, round_.policy)
        matching, status = _found(quantities)
    matching = matching or Matching()
    return Plan(status, matching.places, placement_figures(quantities, matching))


def _found(quantities: Quantities) -> tuple[Matching | None, Status]:
    if conflicts(quantities):
        return None, Status.INFEASIBLE
    refuse_large(quantities)
    found = find(quantities)
    if found.matching is None:
        return None, Status.INFEASIBLE if found.in_time else Status.NONE
    return with_mentors(Setting(quantities), found.matching), Status.OPTIMAL if found.in_time else Status.FEASIBLE


def placement_figures(quantities: Quantities, matching: Matching) -> dict[str, Figure]:
    """Return the figures of a placement alone, by rate; counts are of places, kilometres and roubles are sums."""
    ledger = Ledger(quantities.round, matching, quantities.book)
    n_needs, n_placed = len(quantities.eligibility.needs), len(matching.places)
    ranks = [r for r in ledger.ranks.values() if r is not None]
    km = [d for d in kilometres(ledger).values() if d == d]  # NaN is unknown
    setting = Setting(quantities)
    signed = sum(is_long_term(a, setting) for a in quantities.round.agreements)
    active = agreements(Level(LevelName.AGREEMENTS), ledger) if signed else 0
    taken = {a.applicant_id: a.seats for a in quantities.round.applicants}
    return {
        Kpi.PLACED: (n_placed, n_needs, 0),
        Kpi.REQUESTS_FILLED: (sum(taken[p.applicant_id] for p in matching.places), _offered(quantities), 0),
        Kpi.TOP_1: (sum(r == 1 for r in ranks), n_placed, 0),
        Kpi.TOP_2: (sum(r <= 2 for r in ranks), n_placed, 0),
        Kpi.MEAN_RANK: (sum(ranks), len(ranks), n_placed - len(ranks)),
        Kpi.MEAN_KM: (round(sum(km), 3), len(km), n_placed - len(km)),
        Kpi.LONG_TERM_AGREEMENTS: (active, signed, 0),
        Kpi.NET_BUDGET: (_income(quantities.round) - cost(Level(LevelName.COST), ledger), 1, 0),
    }


def _offered(quantities: Quantities) -> int:
    """Return the seats on offer, over all periods; of a host no more in a period than it takes at one time."""
    positions = {j.position_id: j for j in quantities.round.positions}
    limits = {h.host_id: h.capacity for h in quantities.round.hosts if h.capacity is not None}
    seats = Counter[tuple[str, str]]()
    for place in quantities.eligibility.places:
        position = positions[place.position_id]
        seats[position.host, place.period_id] += position.capacity
    return sum(min(n, limits.get(host, n)) for (host, _), n in seats.items())


def _income(round_: Round) -> float:
    """Return what hosts contribute under agreements in force, in roubles."""
    return sum(a.amount or 0 for a in round_.agreements if in_force(a))


class Memo(Generic[Made]):
    """Keeps the last ``most`` things made, by key; the same key gives the same thing, so forgetting costs only time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[object, Made] = OrderedDict()

    def get(self, key: object, make: Callable[[], Made]) -> Made:
        """Return what is kept under the key, made anew where there is nothing."""
        if key in self._kept:
            self._kept.move_to_end(key)
        else:
            self._kept[key] = make()
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return self._kept[key]
