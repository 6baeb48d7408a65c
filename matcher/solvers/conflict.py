"""Conflict: which hard rules of a round cannot hold together, and what it would take to ease them.

1. Let every condition be missed at a price and find the cheapest way; those missed now hold for certain; again, until
what holds for certain cannot hold together (elastic filter: Chinneck and Dravnieks 1991); 2. leave out one after
another whatever the contradiction does not need (deletion filter); what is left is minimal; 3. ease each of these alone
as little as possible, else several together, and solve the eased round anew before saying that it helps.
"""

from collections.abc import Iterable, Mapping, Sequence
from time import perf_counter
from typing import Any

import numpy as np

from matcher.conflicts import Conflict
from matcher.constraints import Blocking, Setting, model_of
from matcher.constraints.row import Key
from matcher.quantities import Quantities, quantities_of
from matcher.solvers.conditions import elastic
from matcher.solvers.program import INFEASIBLE, OPTIMAL, Program
from matcher.solvers.relaxing import Steps, relaxed

MOST_STEPS = 5
"""How many single ways out are worked out."""


def conflict_of(quantities: Quantities, seconds: float) -> list[Conflict]:
    """Return the conflict of a round without a matching, with its ways out; empty when time ends before it is known."""
    elastic_ = Elastic(quantities, seconds)
    certain = elastic_.contradiction()
    if certain is None:
        return []
    minimal = elastic_.minimal(certain)
    return [_conflict(minimal, elastic_.ways_that_help(minimal))]


class Elastic:
    """A round's model in which each condition is held, or may be missed at its price."""

    def __init__(self, quantities: Quantities, seconds: float) -> None:
        self.quantities = quantities
        columns, rows, self.conditions = elastic(*model_of(Setting(quantities, Blocking.IGNORED)))
        self.program = Program(len(quantities.eligibility.need_of), columns, rows, seconds)
        self.column = np.array([self.program.columns[c.column] for c in self.conditions], dtype=np.int32)
        self.most = np.array([c.most for c in self.conditions], dtype=np.float64)

    @property
    def seconds_left(self) -> float:
        """Return how long there is still to search."""
        return max(0.1, self.program.deadline - perf_counter())

    def cheapest(self, held: Iterable[Key], priced: bool = True) -> tuple[Any, dict[Key, int]]:
        """Return HiGHS's status and by how much the conditions that are not ``held`` are missed at the least price."""
        sure = set(held)
        upper = np.where([c.name in sure for c in self.conditions], 0.0, self.most)
        self.program.highs.changeColsBounds(len(upper), self.column, np.zeros(len(upper)), upper)
        weight = np.zeros(self.program.n_columns, dtype=np.int64)
        weight[self.column] = [-c.price if priced else 0 for c in self.conditions]
        self.program.aim(weight)
        status = self.program.run(whole=False)
        if status == OPTIMAL and not self.program.are_whole(self.program.values()):
            status = self.program.run(whole=True)
        if status != OPTIMAL:
            return status, {}
        missed = np.rint(self.program.values()[self.column]).astype(np.int64).tolist()
        return status, {c.name: n for c, n in zip(self.conditions, missed, strict=True) if n}

    def contradiction(self) -> list[Key] | None:
        """Return conditions that cannot hold together, None when time ends first or all can."""
        certain: list[Key] = []
        while True:
            status, missed = self.cheapest(certain)
            if status in INFEASIBLE:
                return certain
            if status != OPTIMAL or not missed:
                return None
            certain += sorted(missed)

    def minimal(self, certain: Sequence[Key]) -> list[Key]:
        """Return a minimal part of the conditions that cannot hold together, all others left out of account."""
        kept = list(certain)
        for name in certain:
            fewer = [other for other in kept if other != name]
            if self.cheapest(fewer, priced=False)[0] in INFEASIBLE:
                kept = fewer
        return kept

    def ways_out(self, minimal: Sequence[Key]) -> list[dict[Key, int]]:
        """Return what to ease, cheapest first: each condition alone where that is enough, the cheapest of all, and the
        cheapest that leaves one of the conditions as it is."""
        every = [c.name for c in self.conditions]
        alone = [self.cheapest(other for other in every if other != name)[1] for name in minimal[:MOST_STEPS]]
        avoiding = [self.cheapest([name])[1] for name in minimal[:MOST_STEPS]]
        found = [way for way in (*alone, *avoiding, self.cheapest(())[1]) if way]
        unique = {tuple(sorted(way.items())): way for way in found}
        return sorted(unique.values(), key=lambda way: (self.price(way), sorted(way.items())))

    def ways_that_help(self, minimal: Sequence[Key]) -> list[dict[Key, int]]:
        """Return the ways out after which the round, solved anew, has a matching."""
        return [way for way in self.ways_out(minimal) if _helps(self.quantities, way, self.seconds_left)]

    def price(self, way: Mapping[Key, int]) -> int:
        """Return what a way out costs."""
        prices = {c.name: c.price for c in self.conditions}
        return sum(prices[name] * by for name, by in way.items())


def _helps(quantities: Quantities, way: Steps, seconds: float) -> bool:
    """Return whether the round, eased, has a matching."""
    eased = quantities_of(*relaxed(quantities.round, quantities.policy, way))
    columns, rows = model_of(Setting(eased, Blocking.IGNORED))
    program = Program(len(eased.eligibility.need_of), columns, rows, seconds)
    program.aim(np.zeros(program.n_columns, dtype=np.int64))
    return bool(program.run(whole=True) == OPTIMAL)


NAMES: Mapping[str, tuple[str, ...]] = {
    "lock-assigned": ("applicant_id", "period_id"),
    "minimum": ("position_id", "period_id"),
    "capacity": ("position_id", "period_id"),
    "max-minors": ("position_id", "period_id"),
    "beds": ("position_id", "period_id"),
    "host-capacity": ("host_id",),
    "position-capacity": ("position_id",),
    "host-minimum": ("host_id",),
    "quota-minimum": ("quota_id", "period_id"),
    "quota-maximum": ("quota_id", "period_id"),
    "companions": ("companions_id",),
    "mentor": ("host_id", "specialty", "period_id"),
    "supervisor": ("", "specialty", "period_id"),
    "agreement": ("host_id", "agreement_id"),
}
"""What the words after a condition's code are."""


def as_evidence(name: Key) -> dict[str, object]:
    """Return a condition's name as typed evidence; empty ids are left out, and the period where there are several."""
    code, *words = name
    keys = NAMES.get(code, ())
    named = {key: word for key, word in zip(keys, words, strict=False) if key and word}
    if code in SEVERAL_PERIODS and len(words) > len(keys):
        del named["period_id"]
    return {"code": code, **named}


SEVERAL_PERIODS = frozenset({"max-minors", "beds"})
"""Conditions that may bind over several periods that run together; their ids all stand at the end of the name."""


def _conflict(minimal: Sequence[Key], ways: Sequence[Steps]) -> Conflict:
    named = [as_evidence(name) for name in sorted(minimal)]
    shared: dict[str, object] = {}
    for key in ("applicant_id", "position_id", "host_id"):
        ids = {str(c[key]) for c in named if key in c}
        if len(ids) == 1:
            shared[key] = ids.pop()
    steps = [[as_evidence(name) | {"by": by} for name, by in sorted(way.items())] for way in ways]
    rules = sorted({str(c["code"]) for c in named})
    return {"rules": rules, **shared, "evidence": {"conditions": named}, "relaxations": steps}
