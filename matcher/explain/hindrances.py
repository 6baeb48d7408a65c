"""Hindrances: what keeps a need from a place, the first that can be shown, each with evidence to check.

1. A rule forbids the pair; 2. where seats go by standing, all who hold it stand no lower; 3. a seat is left, but taking
it breaks a condition, or costs a level, or costs nothing, so that the lot decided; 4. every seat is taken, and the
certificate's prices show what the exchange would cost; where they show nothing, exchanges of two people are tried,
then the round is solved anew with the pair fixed, as far as the budget goes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import numpy as np

from matcher.explain.accounts import LevelChange
from matcher.explain.losses import Losses
from matcher.explain.standings import ahead, standard
from matcher.explain.trials import Exchange, Trials, gain_of
from matcher.judge import Violation
from matcher.levels import goodness, unit_of
from matcher.matching import Reason
from matcher.policy import LevelName, Measure

LOCKS = frozenset({"lock-assigned", "lock-forbidden"})
BY_STANDING: Mapping[str, str] = {"priority": "lower-priority", "order": "earlier-turn"}
CONDITIONS: Mapping[str, str] = {
    "lock-assigned": "lock",
    "companions": "companions",
    "at-a-time": "at-a-time",
    "max-minors": "max-minors",
    "beds": "beds",
    "quota": "quota",
    "mentor": "mentor",
    "supervisor": "supervisor",
    "agreement": "agreement-seats",
    "minimum": "minimum-not-reached",
    "host-minimum": "minimum-not-reached",
    "max-changes": "max-changes",
}
"""The reason that a broken condition gives, the most telling first."""


class Hindrances:
    """What keeps needs from places, beside one matching."""

    def __init__(self, trials: Trials, proved: Losses) -> None:
        self.trials, self.proved, self.case = trials, proved, trials.case

    def reason(self, need: int, place: int) -> Reason:
        """Return why the need (index) does not have the place (index) of its period."""
        e = self.case.eligibility
        who, where = e.needs[need], e.places[place]
        breaches = self.case.book.breaches(who, where)
        if breaches:
            code = "lock" if any(b.code in LOCKS for b in breaches) else "rule"
            return self._of(need, place, code, rules=[{"code": b.code, **b.evidence} for b in breaches])
        by = standard(self.case)
        before = ahead(self.case, self.trials.crowds, need, place) if by is not None else None
        if by is not None and before is not None:
            return self._of(need, place, BY_STANDING[by], **before)
        full = self._full(need, place)
        return self._of_free(need, place) if full is None else self._of_full(need, place, full)

    def _of(self, need: int, place: int, code: str, **evidence: object) -> Reason:
        e = self.case.eligibility
        who = e.needs[need]
        return Reason(who.applicant_id, who.period_id, code, {"position_id": e.places[place].position_id, **evidence})

    def _full(self, need: int, place: int) -> dict[str, object] | None:
        """Return what leaves too few seats for the need, which would give up its own: the place or what it shares."""
        case, crowds = self.case, self.trials.crowds
        wanted, held = crowds.seats[need], int(case.held[need])
        own = int(case.eligibility.place_of[held]) if held >= 0 else -1
        if crowds.load[place] + wanted > case.capacity[place]:
            return {"scope": "position", "seats": case.capacity[place], "taken": crowds.load[place]}
        for group in crowds.groups.get(place, ()):
            shared, taken = case.shared[group], crowds.load_of(group)
            if taken + wanted - (wanted if own in shared.places else 0) > shared.capacity:
                return {"scope": shared.kind, "owner": shared.owner, "seats": shared.capacity, "taken": taken}
        return None

    def _of_free(self, need: int, place: int) -> Reason:
        exchange = self.trials.moved(need, place)
        broken = self.trials.broken(exchange.matching)
        if broken:
            code = next((c for v, c in CONDITIONS.items() if any(b.code == v for b in broken)), "competition")
            return self._of(need, place, code, conditions=[as_row(b) for b in broken])
        return self._weighed(
            need,
            place,
            "move",
            self.trials.changes(self.trials.values(exchange.matching)),
            {"moves": as_lists(exchange)},
        )

    def _of_full(self, need: int, place: int, full: Mapping[str, object]) -> Reason:
        pair = self.trials.pair(need, place)
        if pair is not None and self.proved.stage[pair] >= 0:
            return self._of(need, place, "level-trade", method="prices", **self._priced(pair), **full)
        exchange = self._equal_swap(need, place)
        if exchange is not None:
            evidence = {"moves": as_lists(exchange), **full}
            return self._weighed(need, place, "swap", self.trials.changes(self.trials.now), evidence)
        tried = self.trials.forced(need, place)
        if tried is None:
            return self._of(need, place, "competition", **full)
        if tried.values is None:
            return self._of(need, place, "impossible", **full)
        return self._weighed(need, place, "solve", self.trials.changes(tried.values), full)

    def _priced(self, pair: int) -> dict[str, object]:
        """Return which stage the prices charge for a pair, in the level's units."""
        n, name = self.proved.names[int(self.proved.stage[pair])]
        level = self.case.policy.objectives[n]
        amount, unit = int(self.proved.amount[pair]), unit_of(level)
        _, _, rank = name.partition("-")
        found: dict[str, object] = {"level": level.name.value, "measure": level.measure}
        return found | {
            "rank": int(rank) if rank.isdecimal() else None,
            "at_least": amount if unit == 1 else amount / unit,
        }

    def _equal_swap(self, need: int, place: int) -> Exchange | None:
        """Return an allowed exchange of two people that leaves every level as it is."""
        if not self.trials.are_sums:
            return None
        swaps = self.trials.swapped(need, place)
        return next((s for s, lost in swaps if not np.any(lost) and not self.trials.broken(s.matching)), None)

    def _weighed(
        self, need: int, place: int, method: str, changes: Sequence[LevelChange], more: Mapping[str, object]
    ) -> Reason:
        """Return the reason when these changes of the levels are what giving the place would bring."""
        levels = [asdict(c) for c in changes]
        gain, spends = gain_of(changes), any(level.give_up for level in self.case.policy.objectives)
        if gain > 0 and spends and any(gain_of([c]) < 0 for c in changes):
            gain, changes = -1, [c for c in changes if gain_of([c]) < 0]
        if gain == 0:
            return self._of(need, place, "lottery", method=method, **more)
        if gain > 0:
            return self._of(need, place, "overlooked", method=method, levels=levels, **more)
        return self._of(need, place, "level-trade", method=method, **first_loss(changes), levels=levels, **more)


def first_loss(changes: Sequence[LevelChange]) -> dict[str, object]:
    """Return the first level that gets worse, by how much, and at which rank or tier where it is a profile."""
    change = next(c for c in changes if any(goodness(c.level, c.measure, c.change)))
    found: dict[str, object] = {"level": change.level, "measure": change.measure, "rank": None}
    if not isinstance(change.change, tuple):
        return found | {"at_least": abs(change.change)}
    worst_first = change.level == LevelName.PREFERENCE and change.measure != Measure.RANK_MAXIMAL
    entries = list(enumerate(change.change, start=1))
    rank, by = next((k, n) for k, n in (reversed(entries) if worst_first else entries) if n)
    return found | {"rank": rank, "at_least": abs(by)}


def as_lists(exchange: Exchange) -> list[list[str | None]]:
    """Return who goes where in an exchange: applicant, period, position (None: nowhere)."""
    return [list(move) for move in exchange.moves]


def as_row(violation: Violation) -> dict[str, object]:
    """Return a broken condition as plain data; empty ids are left out."""
    return {k: v for k, v in asdict(violation).items() if v is not None}
