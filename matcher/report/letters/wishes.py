"""Wishes: what an applicant wanted more than the place held, and what kept each from being given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from matcher.judge import Case
from matcher.judge.feasibility import violations
from matcher.levels import difference, goodness
from matcher.matching import Matching, Place
from matcher.measures import measure
from matcher.needs import Need, PlaceKey
from matcher.policy import Mechanism


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a wish could not be given.

    ``kind`` is ``rule`` (its ``code`` and evidence), ``full`` (``seats`` in all), ``kept`` (a seat is free, but the
    condition ``code`` would break), ``trade`` (a level would lose) or ``open`` (nothing that we know of).
    """

    kind: str
    code: str = ""
    evidence: Mapping[str, object] | None = None
    seats: int = 0


@dataclass(frozen=True, slots=True)
class Missed:
    """A wish that stands higher than the place held: one position, or a host where several share the rank."""

    host: str
    position_id: str | None
    obstacle: Obstacle


@dataclass(frozen=True, slots=True)
class Wished:
    """What one need asked for: ``rank`` of the place held and of how many (None: not on the list), and what it missed.

    ``listed`` counts the wishes: positions, those of a host that share a rank being one.
    """

    rank: int | None
    listed: int
    missed: tuple[Missed, ...]


Wish = tuple[int, str, tuple[PlaceKey, ...]]
"""A rank, the host, and the places there that share the rank."""


def wished(case: Case, place: Place) -> Wished:
    """Return what the applicant of a place held asked for in the period, best first."""
    need = Need(place.applicant_id, place.period_id)
    wishes = list(_wishes(case, need))
    held = PlaceKey(place.position_id, place.period_id)
    rank = next((r for r, _, places in wishes if held in places), None)
    better = [wish for wish in wishes if rank is None or wish[0] < rank]
    return Wished(rank, len(wishes), tuple(_missed(case, place, wish) for wish in better))


def _wishes(case: Case, need: Need) -> Iterator[Wish]:
    """Yield the ranked wishes of a need that are not vetoed, best first, the places of one host together."""
    frame, i = case.book.frame, case.book.frame.need_index[need]
    entries = frame.preferences
    first, last = np.searchsorted(entries.need_of, [i, i + 1]).tolist()
    own = range(first, last)
    ranked = [
        (int(entries.rank[n]), case.ledger.hosts[key.position_id], key)
        for n in own
        if entries.rank[n] > 0 and not entries.veto[n]
        for key in [frame.places[int(entries.place_of[n])]]
    ]
    for (rank, host), places in groupby(sorted(ranked), key=lambda wish: wish[:2]):
        yield rank, host, tuple(key for *_, key in places)


def _missed(case: Case, place: Place, wish: Wish) -> Missed:
    _, host, places = wish
    need = Need(place.applicant_id, place.period_id)
    fit = [key for key in places if not case.book.breaches(need, key)]
    obstacle = _kept_from(case, place, fit) if fit else _forbidden(case, need, places)
    return Missed(host, places[0].position_id if len(places) == 1 else None, obstacle)


def _forbidden(case: Case, need: Need, places: tuple[PlaceKey, ...]) -> Obstacle:
    """Return the rule that forbids the place which the fewest rules forbid, the specialty last: it tells least."""
    found = min((case.book.breaches(need, key) for key in places), key=lambda b: (_is_foreign(b[0].code), len(b)))
    return Obstacle("rule", found[0].code, found[0].evidence)


def _is_foreign(code: str) -> bool:
    return code in ("period", "specialty")


def _kept_from(case: Case, place: Place, places: list[PlaceKey]) -> Obstacle:
    seats = {key: case.capacity[case.place_index[key]] for key in places}
    free = [key for key in places if case.load[key] + case.seats[place.applicant_id] <= seats[key]]
    if not free:
        return Obstacle("full", seats=sum(seats.values()))
    tried = [_tried(case, place, key) for key in free]
    return min(tried, key=lambda o: ("open", "trade", "kept").index(o.kind))


def _tried(case: Case, place: Place, key: PlaceKey) -> Obstacle:
    """Return what speaks against the applicant moving to a free seat while all else stays."""
    moved = Place(place.applicant_id, place.period_id, key.position_id)
    unled = tuple(_unled(p) for p in case.matching.places)
    beside = case.beside(Matching((*(p for p in unled if p != place), moved)))
    broken, _ = violations(beside)
    if broken:
        before, _ = violations(case.beside(Matching(unled)))
        broken = [v for v in broken if v not in before]
    if broken:
        return Obstacle("kept", broken[0].code)
    return Obstacle("trade" if _is_worse(case, beside) else "open")


def _unled(place: Place) -> Place:
    """Return a place whose mentor is still to be named: who moves may be taken on by somebody else's mentor."""
    return Place(place.applicant_id, place.period_id, place.position_id)


def _is_worse(case: Case, other: Case) -> bool:
    """Return whether the first level that differs is worse in the other matching."""
    if case.policy.mechanism != Mechanism.OPTIMAL:
        return False
    for level in case.policy.objectives:
        change = difference(level, measure(level, other.ledger), measure(level, case.ledger))
        good = goodness(level.name, str(level.measure) if level.measure else None, change)
        if any(good):
            return next(n for n in good if n) < 0
    return False
