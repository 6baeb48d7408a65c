"""The oracle of whole matchings: every hard condition and level in plain Python, over every matching of a small round.

Only the eligible pairs come from the package (rules have tests of their own); nothing here knows a row or an array.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import ceil
from typing import Any

from matcher.matching import LevelValue
from matcher.policy import Level, Policy
from matcher.rounds import Agreement, Applicant, Host, Mentor, Placement, Position, Quota, Round
from matcher.rules import eligible

Key = tuple[str, str]
"""Applicant and period."""
Held = dict[Key, str]
"""Who holds which position in which period; who has none is left out."""

Load = frozenset[tuple[tuple[str, str], int]]
"""Units kept by (keeper, period)."""

NO_PERIODS = ""
CARRIES = {
    "student": {None, "practice", "tripartite", "target", "network", "apprenticeship"},
    "teacher": {None, "teacher-internship"},
}


@dataclass(frozen=True)
class Together:
    """A round with conditions on whole matchings, small enough to try everything."""

    round: Round
    policy: Policy

    # ------------------------------------------------------------------ the round

    @cached_property
    def people(self) -> dict[str, Applicant]:
        return {a.applicant_id: a for a in self.round.applicants}

    @cached_property
    def positions(self) -> dict[str, Position]:
        return {j.position_id: j for j in self.round.positions}

    @cached_property
    def hosts(self) -> dict[str, Host]:
        return {h.host_id: h for h in self.round.hosts}

    @cached_property
    def dates(self) -> dict[str, tuple[date, date]]:
        if self.round.periods:
            return {p.period_id: (p.starts_on, p.ends_on) for p in self.round.periods}
        assert self.round.starts_on is not None
        assert self.round.ends_on is not None
        return {NO_PERIODS: (self.round.starts_on, self.round.ends_on)}

    @cached_property
    def options(self) -> dict[Key, list[str]]:
        found = eligible(self.round, self.policy)
        options: dict[Key, list[str]] = {(n.applicant_id, n.period_id): [] for n in found.needs}
        for i, j in zip(found.need_of.tolist(), found.place_of.tolist(), strict=True):
            need = found.needs[i]
            options[need.applicant_id, need.period_id].append(found.places[j].position_id)
        return options

    def specialty(self, a: str) -> str | None:
        person = self.people[a]
        return person.specialty or next((g.specialty for g in self.round.groups if g.group == person.group), None)

    def is_on(self, rule: str) -> bool:
        return self.policy.rules.get(rule, True)

    def days(self) -> list[date]:
        """A day inside every set of periods that run together: the first days are enough."""
        return sorted({first for first, _ in self.dates.values()})

    def now(self, held: Held, day: date) -> list[tuple[Key, str]]:
        return [(k, p) for k, p in held.items() if self.dates[k[1]][0] <= day <= self.dates[k[1]][1]]

    def seats(self, entries: Iterable[tuple[Key, str]]) -> int:
        return sum(self.people[a].seats for (a, _), _ in entries)

    # ------------------------------------------------------------------ every matching

    def matchings(self) -> Iterator[Held]:
        keys = list(self.options)
        for choice in product(*([None, *self.options[k]] for k in keys)):
            yield {k: p for k, p in zip(keys, choice, strict=True) if p is not None}

    @cached_property
    def feasible(self) -> list[Held]:
        """Every matching that breaks no hard condition; with the fewest blocking pairs where stability is asked for."""
        lawful = [m for m in self.matchings() if not self.broken(m)]
        if self.policy.stability != "stable":
            return lawful
        counts = [len(self.blocking(m)) for m in lawful]
        return [m for m, n in zip(lawful, counts, strict=True) if n == min(counts)]

    def broken(self, m: Held) -> str | None:
        """The first hard condition that a matching of eligible pairs breaks."""
        for check in (
            self.at_a_time,
            self.room,
            self.minimum,
            self.host_minimum,
            self.max_minors,
            self.beds,
            self.companions,
            self.quota,
            self.lock,
            self.mentor,
            self.supervisor,
            self.agreement,
            self.max_changes,
        ):
            if not check(m):
                return check.__name__
        return None

    # ------------------------------------------------------------------ hard conditions

    def at_a_time(self, m: Held) -> bool:
        return all(max(Counter(a for (a, _), _ in self.now(m, day)).values(), default=0) <= 1 for day in self.days())

    def room(self, m: Held) -> bool:
        for day in self.days():
            now = self.now(m, day)
            for p, position in self.positions.items():
                if self.seats(e for e in now if e[1] == p) > position.capacity:
                    return False
            for h, host in self.hosts.items():
                taken = self.seats(e for e in now if self.positions[e[1]].host == h)
                if host.capacity is not None and taken > host.capacity:
                    return False
        return True

    def minimum(self, m: Held) -> bool:
        for p, position in self.positions.items():
            for t in self.dates:
                if position.period_id not in (None, t):
                    continue
                taken = self.seats(e for e in m.items() if e[1] == p and e[0][1] == t)
                closed = taken == 0 and position.opening == "optional"
                if taken < position.minimum and not closed:
                    return False
        return True

    def host_minimum(self, m: Held) -> bool:
        return all(
            self.seats(e for e in m.items() if self.positions[e[1]].host == h) >= (host.minimum or 0)
            for h, host in self.hosts.items()
        )

    def max_minors(self, m: Held) -> bool:
        if not self.is_on("max-minors"):
            return True
        for day in self.days():
            young: Counter[str] = Counter()
            for (a, t), p in self.now(m, day):
                young[p] += self.people[a].seats * self.is_minor(a, t)
            if any(n > limit for p, n in young.items() if (limit := self.positions[p].max_minors) is not None):
                return False
        return True

    def is_minor(self, a: str, t: str) -> bool:
        born, first = self.people[a].birth_date, self.dates[t][0]
        return born is not None and first < date(born.year + 18, born.month, born.day)

    def beds(self, m: Held) -> bool:
        if not self.is_on("beds"):
            return True
        for day in self.days():
            taken: Counter[str] = Counter()
            for (a, _), p in self.now(m, day):
                taken[p] += self.people[a].seats * self.needs_bed(a, p)
            if any(n > (self.positions[p].housing_beds or n) for p, n in taken.items()):
                return False
        return True

    def needs_bed(self, a: str, p: str) -> bool:
        """Who cannot come from home: needs housing and is not known to live near, or lives too far without a ride."""
        person, km = self.people[a], self.number("km", a, p)
        most = person.max_km
        near = km is not None and most is not None and km <= most
        far = km is not None and most is not None and km > most
        return (person.needs_housing and not near) or (
            far and not self.positions[p].transport and self.is_on("distance")
        )

    def companions(self, m: Held) -> bool:
        companies = defaultdict(set)
        for row in self.round.companions:
            companies[row.companions_id].add(row.applicant_id)
        for members in companies.values():
            for t in self.dates:
                asked = [(a, t) for a in members if (a, t) in self.options]
                if len({self.positions[m[k]].host if k in m else None for k in asked}) > 1:
                    return False
        return True

    def passes(self, a: str, condition: str | None) -> bool:
        person = self.people[a]
        for term in condition.split("&") if condition else ():
            name, value = term.split("=")
            kinds: dict[str, list[str | None]] = {
                "specialty": [self.specialty(a)],
                "group": [person.group],
                "sex": [person.sex],
                "restriction": list(person.restrictions),
                "role": [str(person.role)],
            }
            if value not in kinds[name]:
                return False
        return True

    def quota(self, m: Held) -> bool:
        return all(self.quota_holds(q, m) for q in self.round.quotas)

    def quota_holds(self, q: Quota, m: Held) -> bool:
        def counts(p: str) -> bool:
            if q.position_id is not None:
                return p == q.position_id
            return q.host_id is None or self.positions[p].host == q.host_id

        concerned = [
            t
            for t in self.dates
            if any(counts(p) and j.period_id in (None, t) for p, j in self.positions.items())
            and any(k[1] == t and self.passes(k[0], q.applicants) for k in self.options)
        ]
        for t in concerned or self.dates:
            n = sum(k[1] == t and counts(p) and self.passes(k[0], q.applicants) for k, p in m.items())
            if n < (q.minimum or 0) or n > (n if q.maximum is None else q.maximum):
                return False
        return True

    def lock(self, m: Held) -> bool:
        for lock in self.round.locks:
            if lock.kind == "assigned":
                position = self.positions[lock.position_id]
                due = [k for k in self.options if k[0] == lock.applicant_id and position.period_id in (None, k[1])]
                if not due or any(m.get(k) != lock.position_id for k in due):
                    return False
        return True

    def max_changes(self, m: Held) -> bool:
        return self.policy.max_changes is None or self.moves(m) <= self.policy.max_changes

    # ------------------------------------------------------------------ keepers

    def mentor(self, m: Held) -> bool:
        if not self.is_on("mentors"):
            return True
        with_mentors = {x.host_id for x in self.round.mentors if x.host_id is not None}
        units = []
        for (a, t), p in m.items():
            host = self.positions[p].host
            if host in with_mentors:
                able = [x.mentor_id for x in self.round.mentors if x.host_id == host and self.covers(x, a)]
                units += [(t, able)] * self.people[a].seats
        return bool(self.loads(units, {x.mentor_id: x.capacity for x in self.round.mentors}))

    def supervisor(self, m: Held) -> bool:
        college = [x for x in self.round.mentors if x.host_id is None]
        if not college or not self.is_on("supervisors"):
            return True
        units = []
        for a, t in m:
            units += [(t, [x.mentor_id for x in college if self.covers(x, a)])] * self.people[a].seats
        return bool(self.loads(units, {x.mentor_id: x.capacity for x in college}))

    def covers(self, keeper: Mentor, a: str) -> bool:
        return not keeper.specialties or self.specialty(a) in keeper.specialties

    def loads(self, units: list[tuple[str, list[str]]], capacity: Mapping[str, int | None]) -> set[Load]:
        """Every way to share units (period, who may) out: sets of ((keeper, period), number)."""
        found: set[Load] = {frozenset()}
        for period, able in units:
            longer = set()
            for load in found:
                for keeper in able:
                    more = dict(load)
                    more[keeper, period] = more.get((keeper, period), 0) + 1
                    if self.within(more, keeper, capacity[keeper]):
                        longer.add(frozenset(more.items()))
            found = longer
        return found

    def within(self, load: dict[tuple[str, str], int], keeper: str, capacity: int | None) -> bool:
        for day in self.days():
            now = [t for t, (first, last) in self.dates.items() if first <= day <= last]
            if capacity is not None and sum(load.get((keeper, t), 0) for t in now) > capacity:
                return False
        return True

    def agreement(self, m: Held) -> bool:
        return bool(self.under_agreements(m))

    def under_agreements(self, m: Held) -> set[Load]:
        limited = self.is_on("agreement-seats")
        units = []
        for (a, t), p in m.items():
            own = [g.agreement_id for g in self.round.agreements if self.carries(g, a, t, p)]
            if own:
                units += [(t, own)] * self.people[a].seats
        return self.loads(units, {g.agreement_id: g.seats if limited else None for g in self.round.agreements})

    def carries(self, g: Agreement, a: str, t: str, p: str) -> bool:
        first, last = self.dates[t]
        begins = g.valid_from or g.signed_on or date.min
        ends = date.max if g.auto_renew or g.valid_to is None else g.valid_to
        return (
            g.host_id == self.positions[p].host
            and g.status in (None, "active")
            and g.kind in CARRIES[str(self.people[a].role)]
            and (not g.specialties or self.specialty(a) in g.specialties)
            and g.applicant_id in (None, a)
            and begins <= first
            and last <= ends
        )

    def is_long_term(self, g: Agreement) -> bool:
        start = min(first for first, _ in self.dates.values())
        begins = g.valid_from or g.signed_on
        endless = g.auto_renew or g.valid_to is None
        if g.status not in (None, "active") or (begins or date.min) > start:
            return False
        if endless:
            return True
        assert g.valid_to is not None
        if g.valid_to < start or begins is None:
            return False
        return (g.valid_to - begins).days + 1 >= (date(begins.year + 3, begins.month, begins.day) - begins).days

    def active(self, m: Held) -> int:
        counted = [g for g in self.round.agreements if self.is_long_term(g)]
        return max(sum(self.under(load, g) >= g.minimum for g in counted) for load in self.under_agreements(m))

    def under(self, load: Load, g: Agreement) -> int:
        return sum(n for (agreement, _), n in load if agreement == g.agreement_id)

    # ------------------------------------------------------------------ stability

    def blocking(self, m: Held) -> list[tuple[Key, str]]:
        return [(k, p) for k, own in self.options.items() for p in own if self.gains(k, p, m) and self.wants(k, p, m)]

    def gains(self, k: Key, p: str, m: Held) -> bool:
        return k not in m or self.rank(k, p) < self.rank(k, m[k])

    def wants(self, k: Key, p: str, m: Held) -> bool:
        """Would room be there, at the position and at its host, if everyone whom the host likes less left?

        Who moves inside a host frees the own seat, unless the host likes the applicant better where it is.
        """
        mine, own, host = self.standing(k[0], p), self.people[k[0]].seats, self.positions[p].host
        stay = [e for e in m.items() if e[0][1] == k[1] and not mine < self.standing(e[0][0], e[1])]
        others = [e for e in stay if e[0] != k]
        if self.seats(e for e in others if e[1] == p) + own > self.positions[p].capacity:
            return False
        most = self.hosts[host].capacity if host in self.hosts else None
        better = [e for e in stay if e[0] == k and self.standing(k[0], e[1]) < mine]
        at_host = [e for e in (*others, *better) if self.positions[e[1]].host == host]
        return most is None or self.seats(at_host) + own <= most

    def standing(self, a: str, p: str) -> list[float]:
        if any(k.kind == "assigned" and k.applicant_id == a for k in self.round.locks):
            return [-1]
        host = self.positions[p].host
        listed = [
            r
            for r in self.round.priorities
            if r.rank and (r.position_id == p or (r.position_id is None and r.host_id == host))
        ]
        if listed:
            return [0, self.priority(a, p)]
        person = self.people[a]
        keys = {"credit": -person.credit, "grade": -(person.grade or 0)}
        known = list(map(str, self.policy.order))
        return [1, *(keys[k] for k in (known[: known.index("lottery")] if "lottery" in known else known))]

    # ------------------------------------------------------------------ levels

    def said(self, rows: Iterable[Any], a: str, p: str, t: str | None = None) -> Any:
        """The most specific row of a table: a position before a host, a period before none."""
        own = [
            (r.position_id is not None, getattr(r, "period_id", None) is not None, r)
            for r in rows
            if r.applicant_id == a
            and (r.position_id == p or (r.position_id is None and r.host_id == self.positions[p].host))
            and getattr(r, "period_id", None) in (None, t)
        ]
        return max(own, key=lambda row: row[:2])[2] if own else None

    def rank(self, k: Key, p: str) -> int:
        if not self.round.preferences:
            return 1
        row = self.said(self.round.preferences, k[0], p, k[1])
        return row.rank if row and row.rank else self.worst_rank + 1

    @cached_property
    def worst_rank(self) -> int:
        return max([r.rank for r in self.round.preferences if r.rank] or [1])

    def priority(self, a: str, p: str) -> int:
        row = self.said(self.round.priorities, a, p)
        return row.rank if row and row.rank else max([r.rank for r in self.round.priorities if r.rank] or [0]) + 1

    def number(self, field: str, a: str, p: str) -> Any:
        return next((getattr(r, field) for r in self.round.pairs if (r.applicant_id, r.position_id) == (a, p)), None)

    def total(self, field: str, unit: int, m: Held) -> int:
        return sum(round((self.number(field, a, p) or 0) * unit) for (a, _), p in m.items())

    def hires(self, m: Held) -> int:
        limit: dict[str, int] = {}
        for j in self.round.positions:
            if j.hire_places is not None:
                limit[j.host] = limit.get(j.host, 0) + j.hire_places
        sent: Counter[str] = Counter()
        for (a, _), p in m.items():
            sent[self.positions[p].host] += round((self.number("employment", a, p) or 0) * 10**6)
        return sum(min(n, limit[h] * 10**6) if h in limit else n for h, n in sent.items())

    def roubles(self, m: Held) -> int:
        total = 0
        for (a, _), p in m.items():
            given = self.number("cost", a, p)
            total += round(((self.positions[p].cost or 0) if given is None else given) * 100)
        return total

    def moves(self, m: Held) -> int:
        return sum(
            m.get(k) is None or not any(self.repeats(r, m[k]) for r in self.earlier(k))
            for k in self.options
            if self.earlier(k)
        )

    def earlier(self, k: Key) -> list[Placement]:
        return [r for r in self.round.placements if r.applicant_id == k[0] and r.period_id in (None, k[1])]

    def repeats(self, r: Placement, p: str) -> bool:
        return r.position_id == p if r.position_id is not None else r.host_id == self.positions[p].host

    def group_of(self, a: str, groups: str | None) -> object:
        return self.specialty(a) if groups == "specialty" else getattr(self.people[a], str(groups))

    def worst_mean(self, level: Level, m: Held) -> int:
        """The largest group mean in whole units, rounded up: 1e-6 of a share or a rank, metres."""
        members = defaultdict(list)
        for k in self.options:
            members[self.group_of(k[0], level.groups)].append(k)

        def amount(k: Key) -> int:
            if level.measure == "unplaced":
                return 10**6 * (k not in m)
            if level.measure == "rank":
                return 10**6 * (self.rank(k, m[k]) if k in m else self.worst_rank + 2)
            return round((self.number("km", k[0], m[k]) or 0) * 1000) if k in m else 0

        return max((ceil(Fraction(sum(map(amount, own)), len(own))) for own in members.values()), default=0)

    def amount(self, level: Level, m: Held) -> int:
        """A level of one stage in whole units, the more the better."""
        return {
            "placed": lambda: len(m),
            "agreements": lambda: self.active(m),
            "employment": lambda: self.hires(m),
            "utility": lambda: self.total("utility", 10**6, m),
            "preference": lambda: -sum(self.rank(k, p) for k, p in m.items()),
            "priority": lambda: -sum(self.priority(a, p) for (a, _), p in m.items()),
            "distance": lambda: -self.total("km", 1000, m),
            "cost": lambda: -self.roubles(m),
            "changes": lambda: -self.moves(m),
            "balance": lambda: -self.worst_mean(level, m),
        }[str(level.name)]()

    def key(self, level: Level, m: Held) -> tuple[int, ...]:
        """What to maximise, stage by stage."""
        if level.name == "tier":
            return self.tiers(m)
        if level.name == "preference" and level.measure != "rank-sum":
            profile = self.profile(m)
            return profile if level.measure == "rank-maximal" else tuple(-n for n in reversed(profile))
        return (self.amount(level, m),)

    def profile(self, m: Held) -> tuple[int, ...]:
        ranks = [self.rank(k, p) for k, p in m.items()]
        return tuple(ranks.count(r) for r in range(1, self.worst_rank + 2))

    def tiers(self, m: Held) -> tuple[int, ...]:
        tiers = [self.number("tier", a, p) or self.agreed_tier(a, t, p) for (a, t), p in m.items()]
        known = [*(r.tier or 0 for r in self.round.pairs), *(g.tier or 0 for g in self.round.agreements)]
        return tuple(tiers.count(t) for t in range(1, max(known, default=0) + 1))

    def agreed_tier(self, a: str, t: str, p: str) -> int:
        return min((g.tier for g in self.round.agreements if g.tier and self.carries(g, a, t, p)), default=0)

    def natural(self, level: Level, key: tuple[int, ...]) -> LevelValue:
        """A level's value as the contract states it."""
        if level.name == "tier":
            return key
        if level.name == "preference" and level.measure != "rank-sum":
            return key if level.measure == "rank-maximal" else tuple(-n for n in reversed(key))
        unit = {"employment": 10**6, "utility": 10**6, "distance": 1000, "cost": 100}.get(str(level.name), 1)
        if level.name == "balance":
            unit = 1000 if level.measure == "distance" else 10**6
        value = abs(key[0]) if level.name != "utility" else key[0]
        return value if unit == 1 else value / unit

    def best(self) -> tuple[list[Any], list[Held]]:
        """The best value of each level given the levels before it, and every matching that is left at the end."""
        left, values = self.feasible, []
        for level in self.policy.objectives:
            keys = [self.key(level, m) for m in left]
            best = max(keys)
            values.append(self.natural(level, best))
            spend = int(Fraction(str(level.give_up)) * abs(best[0])) if level.give_up else 0
            left = [m for m, k in zip(left, keys, strict=True) if (k[0] >= best[0] - spend if spend else k == best)]
        return values, left
