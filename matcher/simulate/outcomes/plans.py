"""Plans: what else could have been done with the seats of a cohort's last practice, by rules and seats alone.

Two plans are made: the one with the most people placed and then the greatest expected employment, and that of a greedy
clerk, who goes down the list and gives everyone the best place still free. Conditions on the whole matching (mentors,
quotas, minimums, companions …) bind neither.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.needs import periods_of
from matcher.policy import Level, LevelName, Policy
from matcher.rounds import LockKind, Pair, Period, Round
from matcher.rules import Eligibility, eligible
from matcher.simulate.outcomes.columns import Ints, Reals
from matcher.solve import solve

Chance = Callable[[Sequence[str], Sequence[str]], Reals]
"""Says the chance of being employed of pairs of an applicant and a position, by id."""
Plan = Mapping[str, str]
"""Positions by applicant; who is left without a place is not in it."""


@dataclass(frozen=True, slots=True)
class Plans:
    """The best plan of a cohort and the greedy clerk's."""

    best: Plan
    greedy: Plan


def plans_of(round_: Round, chance: Chance) -> Plans | None:
    """Return both plans by the given chances; None where locks by hand leave no matching at all."""
    plain = plain_round(round_)
    pairs = eligible(plain, plain.policy)
    people = [pairs.needs[i].applicant_id for i in pairs.need_of.tolist()]
    places = [pairs.places[j].position_id for j in pairs.place_of.tolist()]
    if not people:
        return Plans({}, {})
    chances = chance(people, places)
    best = _best(plain, people, places, chances)
    return None if best is None else Plans(best, _greedy(plain, pairs, chances))


def _best(plain: Round, people: Sequence[str], places: Sequence[str], chances: Reals) -> Plan | None:
    said = {(p.applicant_id, p.position_id): p for p in plain.pairs}
    said |= {
        (a, j): replace(said.get((a, j), Pair(a, j)), employment=c)
        for a, j, c in zip(people, places, chances.tolist(), strict=True)
    }
    matching = solve(replace(plain, pairs=tuple(said.values()))).matching
    if matching is None:
        return None
    ends = {t: (p.ends_on, t) for t, p in periods_of(plain).items()}
    in_order = sorted(matching.places, key=lambda p: ends[p.period_id])
    return {p.applicant_id: p.position_id for p in in_order}


def _greedy(plain: Round, pairs: Eligibility, chances: Reals) -> Plan:
    """Give everyone in order of id (whom a lock binds first) the eligible place with the best chance still free."""
    hosts = {j.position_id: j.host for j in plain.positions}
    seats = {j.position_id: j.capacity for j in plain.positions}
    at_host = {h.host_id: h.capacity for h in plain.hosts if h.capacity is not None}
    taken: Counter[tuple[str, str]] = Counter()
    plan: dict[str, str] = {}
    for at in _turns(plain, pairs):
        person = pairs.needs[int(pairs.need_of[at[0]])].applicant_id
        for k in at[np.argsort(-chances[at], kind="stable")].tolist():
            place = pairs.places[int(pairs.place_of[k])]
            host = hosts[place.position_id]
            own, all_ = (place.position_id, place.period_id), (f"host {host}", place.period_id)
            if taken[own] < seats[place.position_id] and taken[all_] < at_host.get(host, taken[all_] + 1):
                taken.update([own, all_])
                plan[person] = place.position_id
                break
    return plan


def _turns(plain: Round, pairs: Eligibility) -> list[Ints]:
    """Return the numbers of each need's pairs, in the order in which the clerk comes to them."""
    bounds = np.flatnonzero(np.diff(pairs.need_of)) + 1
    own = [at for at in np.split(np.arange(len(pairs.need_of)), bounds) if len(at)]
    bound = {k.applicant_id for k in plain.locks if k.kind == LockKind.ASSIGNED}

    def turn(at: Ints) -> tuple[bool, str]:
        name = pairs.needs[int(pairs.need_of[at[0]])].applicant_id
        return name not in bound, name

    return sorted(own, key=turn)


def plain_round(round_: Round) -> Round:
    """Return the last practice of everyone, with nothing but seats, locks and the rules of pairs to mind."""
    last = _last_periods(round_)
    known = {j.position_id for j in last.positions}
    own = round_.policy
    return replace(
        last,
        policy=Policy(
            objectives=(Level(LevelName.PLACED), Level(LevelName.EMPLOYMENT)),
            unranked=own.unranked,
            unlisted=own.unlisted,
            rules={**own.rules, "beds": False},
            limits=own.limits,
        ),
        applicants=tuple(replace(a, seats=1) for a in last.applicants),
        positions=tuple(replace(j, minimum=0, max_minors=None, hire_places=None) for j in last.positions),
        hosts=tuple(replace(h, minimum=None) for h in last.hosts),
        agreements=tuple(replace(a, seats=None, minimum=1) for a in last.agreements),
        pairs=tuple(replace(p, employment=None) for p in last.pairs),
        locks=tuple(k for k in last.locks if k.position_id in known),
        mentors=(),
        quotas=(),
        companions=(),
        placements=(),
        outcomes=(),
    )


def _last_periods(round_: Round) -> Round:
    """Return the round with each group's last period alone, and the positions that are open in one of them."""
    if not round_.periods:
        return round_
    groups = sorted({a.group or "" for a in round_.applicants})
    in_order = sorted(round_.periods, key=lambda p: (p.ends_on, p.period_id))
    last = {g: p.period_id for p in in_order for g in groups if not p.group or g in p.group}
    kept = set(last.values())

    def whose(period: Period) -> tuple[str, ...]:
        own = tuple(g for g in groups if last.get(g) == period.period_id)
        return own if all(own) else ()

    return replace(
        round_,
        periods=tuple(replace(p, group=whose(p)) for p in in_order if p.period_id in kept),
        positions=tuple(j for j in round_.positions if j.period_id is None or j.period_id in kept),
    )
