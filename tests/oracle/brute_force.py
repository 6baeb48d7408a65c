"""The oracle: every matching of a small round, by plain enumeration that shares nothing with the package's arrays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from math import inf
from typing import Any

from matcher.policy import Level, OrderKey, Policy
from matcher.rounds import Applicant, Position, Round

Assignment = dict[str, str]
"""Applicant id to position id; the unplaced are left out."""


@dataclass(frozen=True)
class Oracle:
    """A round without periods, small enough to try everything."""

    round: Round
    policy: Policy

    @cached_property
    def applicants(self) -> list[Applicant]:
        return sorted(self.round.applicants, key=lambda a: a.applicant_id)

    @cached_property
    def positions(self) -> list[Position]:
        return sorted(self.round.positions, key=lambda j: j.position_id)

    def said(self, rows: Iterable[Any], applicant: Applicant, position: Position) -> Any:
        own = [r for r in rows if r.applicant_id == applicant.applicant_id]
        for r in own:
            if r.position_id == position.position_id:
                return r
        return next((r for r in own if r.position_id is None and r.host_id == position.host), None)

    def eligible(self, a: Applicant, j: Position) -> bool:
        wish, priority = self.said(self.round.preferences, a, j), self.said(self.round.priorities, a, j)
        if (wish and wish.veto) or (priority and priority.veto):
            return False
        if j.specialties and a.specialty not in j.specialties:
            return False
        locks = [k for k in self.round.locks if k.applicant_id == a.applicant_id]
        if any(k.kind == "forbidden" and k.position_id == j.position_id for k in locks):
            return False
        if any(k.kind == "assigned" and k.position_id != j.position_id for k in locks):
            return False
        if any(k.kind == "assigned" for k in locks):
            return True
        if self.policy.unranked == "unacceptable" and self.round.preferences and not (wish and wish.rank):
            return False
        return not (self.policy.unlisted == "unacceptable" and self.has_list(j) and not (priority and priority.rank))

    def has_list(self, j: Position) -> bool:
        """Whether somebody is named by rank; vetoes alone make no list."""
        naming = [r for r in self.round.priorities if r.rank and not r.veto]
        return any(r.position_id == j.position_id or (r.position_id is None and r.host_id == j.host) for r in naming)

    @cached_property
    def options(self) -> dict[str, list[str]]:
        """Eligible positions of each applicant, best first."""
        return {
            a.applicant_id: sorted(
                (j.position_id for j in self.positions if self.eligible(a, j)),
                key=lambda p: (self.rank(a.applicant_id, p), p),
            )
            for a in self.applicants
        }

    @cached_property
    def must(self) -> set[str]:
        return {k.applicant_id for k in self.round.locks if k.kind == "assigned"}

    def matchings(self) -> Iterator[Assignment]:
        """Every feasible matching."""
        people = [a.applicant_id for a in self.applicants]
        room = {j.position_id: j.capacity for j in self.positions}
        hosts = {j.position_id: j.host for j in self.positions}
        host_room = {h.host_id: inf if h.capacity is None else h.capacity for h in self.round.hosts}

        def extend(n: int, chosen: Assignment) -> Iterator[Assignment]:
            if n == len(people):
                yield dict(chosen)
                return
            person = people[n]
            for p in self.options[person]:
                h = hosts[p]
                if room[p] > 0 and host_room.get(h, inf) > 0:
                    room[p] -= 1
                    host_room[h] = host_room.get(h, inf) - 1
                    chosen[person] = p
                    yield from extend(n + 1, chosen)
                    del chosen[person]
                    room[p] += 1
                    host_room[h] += 1
            if person not in self.must:
                yield from extend(n + 1, chosen)

        yield from extend(0, {})

    @cached_property
    def by_id(self) -> tuple[dict[str, Applicant], dict[str, Position]]:
        return {a.applicant_id: a for a in self.applicants}, {j.position_id: j for j in self.positions}

    def rank(self, applicant: str, position: str) -> Any:
        if not self.round.preferences:
            return 1
        people, places = self.by_id
        row = self.said(self.round.preferences, people[applicant], places[position])
        return row.rank if row and row.rank else self.worst_rank + 1

    @cached_property
    def worst_rank(self) -> int:
        return max([r.rank for r in self.round.preferences if r.rank] or [1])

    def priority(self, applicant: str, position: str) -> int:
        people, places = self.by_id
        row = self.said(self.round.priorities, people[applicant], places[position])
        return row.rank if row and row.rank else max([r.rank for r in self.round.priorities if r.rank] or [0]) + 1

    def number(self, field: str, applicant: str, position: str) -> float:
        rows = [r for r in self.round.pairs if (r.applicant_id, r.position_id) == (applicant, position)]
        given = getattr(rows[0], field) if rows else None
        if given is None and field == "cost":
            given = self.by_id[1][position].cost
        return given or 0

    def profile(self, m: Assignment) -> tuple[int, ...]:
        ranks = [self.rank(a, p) for a, p in m.items()]
        return tuple(ranks.count(k) for k in range(1, self.worst_rank + 2))

    def value(self, level: Level, m: Assignment) -> Any:
        """The level's value as the contract states it."""
        match level.name:
            case "placed":
                return len(m)
            case "utility" | "employment":
                return round(sum(self.number(level.name, a, p) for a, p in m.items()), 6)
            case "distance":
                return round(sum(self.number("km", a, p) for a, p in m.items()), 3)
            case "cost":
                return round(sum(self.number("cost", a, p) for a, p in m.items()), 2)
            case "priority":
                return sum(self.priority(a, p) for a, p in m.items())
            case "changes":
                old = {p.applicant_id: p.position_id for p in self.round.placements}
                return sum(m.get(a) != p for a, p in old.items())
            case "tier":
                tiers = [r.tier or 0 for r in self.round.pairs if m.get(r.applicant_id) == r.position_id]
                return tuple(tiers.count(t) for t in range(1, max([r.tier or 0 for r in self.round.pairs] or [0]) + 1))
            case "preference" if level.measure == "rank-sum":
                return sum(self.rank(a, p) for a, p in m.items())
            case "preference":
                return self.profile(m)
        raise AssertionError(level)

    def key(self, level: Level, m: Assignment) -> Any:
        """What to minimise for the level."""
        value = self.value(level, m)
        if level.name in ("placed", "utility", "employment"):
            return -value
        if level.name == "tier" or level.measure == "rank-maximal":
            return tuple(-v for v in value)
        if level.measure == "generous":
            return tuple(reversed(value))
        return value

    def best(self) -> tuple[list[Any], list[Assignment]]:
        """The levels' best values in order, and every matching that attains them."""
        left = list(self.matchings())
        values = []
        for level in self.policy.objectives:
            keys = [self.key(level, m) for m in left]
            best = min(keys)
            left = [m for m, k in zip(left, keys, strict=True) if k == best]
            values.append(self.value(level, left[0]))
        return values, left

    def lot(self, applicant: str) -> bytes:
        return sha256(f"{self.policy.limits.seed}:{applicant}".encode()).digest()[:8]

    def drawn(self, left: list[Assignment]) -> Assignment:
        """The one matching that the lottery chooses: in order of lot, everyone takes the best that is left."""
        for person in sorted(self.options, key=lambda a: (self.lot(a), a)):
            choices = [*self.options[person], None]
            best = min(choices.index(m.get(person)) for m in left)
            left = [m for m in left if m.get(person) == choices[best]]
        assert len(left) == 1
        return left[0]

    def order_key(self, applicant: str) -> list[Any]:
        person = self.by_id[0][applicant]
        key = {"credit": -person.credit, "grade": -(person.grade or 0), "lottery": self.lot(applicant)}
        return [key[str(k)] for k in self.policy.order]

    def standing(self, applicant: str, position: str) -> list[Any]:
        """How the position's host ranks the applicant, chance aside; a lock comes before all."""
        if applicant in self.must:
            return [-1]
        if self.has_list(self.by_id[1][position]):
            return [0, self.priority(applicant, position)]
        person = self.by_id[0][applicant]
        keys = {"credit": -person.credit, "grade": -(person.grade or 0)}
        known = list(self.policy.order)
        known = known[: known.index(OrderKey.LOTTERY)] if OrderKey.LOTTERY in known else known
        return [1, *(keys[str(k)] for k in known)]

    def blocking(self, m: Assignment) -> list[tuple[str, str]]:
        """Blocking pairs by the three bullets of student-project allocation."""
        hosts = {j.position_id: j.host for j in self.positions}
        limits = {h.host_id: h.capacity for h in self.round.hosts if h.capacity is not None}
        return [
            (a, p)
            for a, options in self.options.items()
            for p in options
            if (a not in m or self.rank(a, p) < self.rank(a, m[a])) and self._wants(a, p, m, hosts, limits)
        ]

    def _wants(self, a: str, p: str, m: Assignment, hosts: dict[str, str], limits: dict[str, int]) -> bool:
        at_place = [b for b in m if m[b] == p]
        at_host = [b for b in m if hosts[m[b]] == hosts[p]]
        if len(at_place) >= self.by_id[1][p].capacity:
            return any(self.standing(a, p) < self.standing(b, p) for b in at_place)
        if hosts[p] not in limits or len(at_host) < limits[hosts[p]] or self._moves_inside(a, p, m, at_host):
            return True
        return any(self.standing(a, p) < self.standing(b, m[b]) for b in at_host)

    def _moves_inside(self, a: str, p: str, m: Assignment, at_host: list[str]) -> bool:
        return a in at_host and self.standing(a, p) <= self.standing(a, m[a])

    def serial(self) -> Assignment:
        """Everyone in order takes the best open place; those fixed by hand first."""
        room = {j.position_id: j.capacity for j in self.positions}
        hosts = {j.position_id: j.host for j in self.positions}
        left = {h.host_id: h.capacity for h in self.round.hosts if h.capacity is not None}
        m: Assignment = {}
        people = sorted(self.options, key=lambda a: (a not in self.must, self.order_key(a), self.lot(a), a))
        for a in people:
            for p in self.options[a]:
                if room[p] > 0 and left.get(hosts[p], 1) > 0:
                    room[p] -= 1
                    if hosts[p] in left:
                        left[hosts[p]] -= 1
                    m[a] = p
                    break
        return m
