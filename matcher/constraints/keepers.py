"""Constraints on who looks after whom: mentors, supervisors, agreements take their part of the placed.

Each is a *share-out*: pairs fall into classes (by host, specialty, period), each pair placed needs one unit of a keeper
that may serve its class, and a keeper has so many units. The units are columns; they need not be whole numbers to be
right, since a share-out of whole demands among whole capacities always has a whole solution (Hoffman and Kruskal 1956);
only where periods overlap in a chain must it be asked for.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain

import numpy as np

from matcher.constraints.row import Column, Key, Row
from matcher.constraints.setting import Setting
from matcher.lists import Ints
from matcher.needs import Need, periods_of
from matcher.policy import LevelName
from matcher.rounds import Agreement, Mentor
from matcher.rules.cover import CARRYING, first_gap, in_force, validity


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who or what can keep ``capacity`` seats at one time (None: any number)."""

    key: Key
    capacity: int | None


@dataclass(slots=True)
class ShareOut:
    """Classes of pairs, each of one period (the last word of its name), and the keepers that may serve each."""

    code: str
    classes: dict[Key, list[int]] = field(default_factory=dict)
    keepers: dict[Key, tuple[Keeper, ...]] = field(default_factory=dict)

    def units(self) -> dict[Keeper, dict[Key, str]]:
        """Return each keeper's columns with the period of their class."""
        found: dict[Keeper, dict[Key, str]] = {}
        for name in sorted(self.classes):
            for keeper in self.keepers[name]:
                found.setdefault(keeper, {})[self.unit(keeper, name)] = name[-1]
        return found

    def unit(self, keeper: Keeper, name: Key) -> Key:
        """Return the column that counts what a keeper does for a class."""
        return (self.code, *keeper.key, *name)


def rows_of(setting: Setting, share: ShareOut) -> Iterator[Row | Column]:
    """Yield a share-out as rows: served(class) = sum of seats x, and each keeper within its capacity at one time."""
    chained = max(Counter(chain.from_iterable(setting.together)).values(), default=0) > 1
    for name, pairs in sorted(share.classes.items()):
        own = np.array(pairs, dtype=np.int64)
        most = int(setting.seats[own].sum())
        units = {share.unit(keeper, name): keeper for keeper in share.keepers[name]}
        for unit, keeper in units.items():
            yield Column(unit, upper=most if keeper.capacity is None else min(most, keeper.capacity), whole=chained)
        yield Row((f"{share.code}-class", *name), own, -setting.seats[own], 0, 0, dict.fromkeys(units, 1))
    for keeper, columns in sorted(share.units().items(), key=lambda item: item[0].key):
        known: list[list[Key]] = []
        for periods in setting.together:
            now = [unit for unit, period in columns.items() if period in periods]
            if keeper.capacity is not None and now and now not in known:
                known.append(now)
                key = (f"{share.code}-capacity", *keeper.key, *periods)
                yield Row(key, _NONE, _NONE, upper=keeper.capacity, columns=dict.fromkeys(now, 1))


_NONE = np.zeros(0, dtype=np.int64)


def mentors(setting: Setting) -> Iterator[Row | Column]:
    """Give everyone placed at a host with mentors one of them who covers the specialty, within the mentor's capacity.

    A host without any mentor in the table is not held to it.
    """
    yield from rows_of(setting, share_of_mentors(setting))


def supervisors(setting: Setting) -> Iterator[Row | Column]:
    """Give everyone placed a supervisor of the college who covers the specialty, if the table names supervisors."""
    yield from rows_of(setting, share_of_supervisors(setting))


def share_of_mentors(setting: Setting, among: Ints | None = None) -> ShareOut:
    """Return which mentors may serve whom, of all pairs or only of those ``among`` which one asks (ascending)."""
    share = ShareOut("mentor")
    able = _mentors(setting)
    for host in sorted(setting.places_of_host) if setting.is_on("mentors") else ():
        if able.get(host):
            _classify(setting, share, host, _those(setting.at_host(host), among), able[host])
    return share


def share_of_supervisors(setting: Setting, among: Ints | None = None) -> ShareOut:
    """Return which supervisors of the college may serve whom; see :func:`share_of_mentors`."""
    share = ShareOut("supervisor")
    able = _mentors(setting).get(None)
    if able and setting.is_on("supervisors"):
        _classify(setting, share, "", _those(np.arange(len(setting.eligibility.need_of)), among), able)
    return share


def _those(pairs: Ints, among: Ints | None) -> Ints:
    return pairs if among is None else np.intersect1d(pairs, among, assume_unique=True)


def _mentors(setting: Setting) -> dict[str | None, list[Mentor]]:
    """Return the mentors of each host, and under None the college's supervisors, each list by id."""
    found: dict[str | None, list[Mentor]] = {}
    for mentor in sorted(setting.quantities.round.mentors, key=lambda m: m.mentor_id):
        found.setdefault(mentor.host_id, []).append(mentor)
    return found


def _classify(setting: Setting, share: ShareOut, host: str, pairs: Ints, able: Sequence[Mentor]) -> None:
    for pair in pairs.tolist():
        need = setting.need(pair)
        specialty = setting.specialty(need.applicant_id)
        name = (host, specialty or "", need.period_id)
        share.classes.setdefault(name, []).append(pair)
        if name not in share.keepers:
            covers = [m for m in able if not m.specialties or specialty in m.specialties]
            share.keepers[name] = tuple(Keeper((m.mentor_id,), m.capacity) for m in covers)


def agreements(setting: Setting) -> Iterator[Row | Column]:
    """Place everyone at a host with limited agreements under one of them, within its seats; see what becomes active.

    A long-term agreement is active when enough are placed under it: sum of units >= minimum z; one that asks for nobody
    is active by itself. Hosts where nothing depends on it are left out. A pair that no single agreement covers over its
    whole period is under none.
    """
    round_ = setting.quantities.round
    counted = {a.agreement_id: a for a in round_.agreements if is_long_term(a, setting)} if _level(setting) else {}
    share = share_of_agreements(setting, set(counted))
    yield from rows_of(setting, share)
    for keeper, units in sorted(share.units().items(), key=lambda item: item[0].key):
        agreement = counted.get(keeper.key[0])
        if agreement is not None and agreement.minimum:
            active = ("active", agreement.agreement_id)
            yield Column(active)
            weights = dict.fromkeys(units, 1) | {active: -agreement.minimum}
            yield Row(("active", agreement.agreement_id), _NONE, _NONE, lower=0, columns=weights)
    for name in sorted(name for name, agreement in counted.items() if not agreement.minimum):
        yield Column(("active", name))


def _level(setting: Setting) -> bool:
    return any(level.name == LevelName.AGREEMENTS for level in setting.quantities.policy.objectives)


def share_of_agreements(setting: Setting, counted: set[str], among: Ints | None = None) -> ShareOut:
    """Return under which agreements whom may be placed, at hosts with a limited or a counted agreement.

    Of all pairs, or only of those ``among`` which one asks (ascending).
    """
    share = ShareOut("agreement")
    limited = setting.is_on("agreement-seats")
    hosts = {
        a.host_id
        for a in setting.quantities.round.agreements
        if in_force(a) and ((a.seats is not None and limited) or a.agreement_id in counted)
    }
    for pair, own in covered_pairs(setting, hosts, among):
        name = (own[0].host_id, *(a.agreement_id for a in own), setting.need(pair).period_id)
        share.classes.setdefault(name, []).append(pair)
        share.keepers[name] = tuple(Keeper((a.agreement_id,), a.seats if limited else None) for a in own)
    return share


def is_long_term(agreement: Agreement, setting: Setting) -> bool:
    """Return whether an agreement in force is valid on the round's first day and open-ended or for three years in all.

    In a round without dates every day counts as the first.
    """
    first, last = validity(agreement)
    start = min(p.starts_on for p in periods_of(setting.quantities.round).values())
    begun = start == date.min or first <= start.toordinal() <= last
    begins = agreement.valid_from or agreement.signed_on
    long = last == date.max.toordinal() or (begins is not None and last >= _three_years_on(begins).toordinal())
    return in_force(agreement) and begun and long


def _three_years_on(day: date) -> date:
    """Return the last day of three years that begin on ``day``."""
    try:
        later = day.replace(year=day.year + 3)
    except ValueError:
        later = date(day.year + 3, 3, 1)
    return later - timedelta(days=1)


def covered_pairs(
    setting: Setting, hosts: set[str], among: Ints | None = None
) -> Iterator[tuple[int, tuple[Agreement, ...]]]:
    """Yield the pairs at some hosts with the agreements that each alone cover the pair's whole period."""
    dates = periods_of(setting.quantities.round)
    for host in sorted(hosts):
        own = sorted(
            (a for a in setting.quantities.round.agreements if a.host_id == host and in_force(a)),
            key=lambda a: a.agreement_id,
        )
        for pair in _those(setting.at_host(host), among).tolist():
            need = setting.need(pair)
            covers = tuple(
                a for a in own if _carries(setting, a, need) and first_gap([a], dates[need.period_id]) is None
            )
            if covers:
                yield pair, covers


def _carries(setting: Setting, agreement: Agreement, need: Need) -> bool:
    person = setting.people[need.applicant_id]
    return (
        agreement.kind in CARRYING[person.role]
        and (not agreement.specialties or setting.specialty(need.applicant_id) in agreement.specialties)
        and agreement.applicant_id in (None, need.applicant_id)
    )
