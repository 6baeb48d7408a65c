"""Balance: groups of applicants and what each group's mean of a measure adds up from, in whole numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from matcher.constraints.row import Column, Key, Row
from matcher.constraints.setting import Setting
from matcher.lists import Ints
from matcher.policy import Level, LevelName
from matcher.quantities import METRES, MICRO


@dataclass(frozen=True, slots=True, eq=False)
class Amount:
    """What a measure counts: ``unplaced`` for a need without a place, and ``change`` by taking each pair instead."""

    unplaced: int
    change: Ints


def unplaced(setting: Setting) -> Amount:
    """A need without a place counts 1, any other 0; in 1e-6."""
    return Amount(MICRO, np.full(len(setting.eligibility.need_of), -MICRO, dtype=np.int64))


def rank(setting: Setting) -> Amount:
    """A need counts its rank; an unranked place one more than the worst, none at all one more again; in 1e-6."""
    none = (setting.quantities.worst_rank + 2) * MICRO
    return Amount(none, setting.quantities.rank * MICRO - none)


def distance(setting: Setting) -> Amount:
    """A need counts its way in metres, 0 without a place."""
    return Amount(0, setting.quantities.metres)


AMOUNTS = {"unplaced": unplaced, "rank": rank, "distance": distance}
"""Measures that ``balance`` can even out."""
BALANCE_UNITS: Mapping[str, int] = {"unplaced": MICRO, "rank": MICRO, "distance": METRES}
"""How many units make one in the level's value."""


def balances(setting: Setting) -> Iterator[Row | Column]:
    """Bound every group's mean from above: needs of the group * balance >= sum of its amounts."""
    for n, level in enumerate(setting.quantities.policy.objectives):
        if level.name == LevelName.BALANCE:
            yield from _of_level(setting, level, balance_of(n))


def balance_of(level: int) -> Key:
    """Return the column that is at least every group's mean."""
    return ("balance", str(level))


def _of_level(setting: Setting, level: Level, column: Key) -> Iterator[Row | Column]:
    amount = AMOUNTS[str(level.measure)](setting)
    yield Column(column, upper=max(0, amount.unplaced + max(0, int(amount.change.max(initial=0)))))
    for group, needs in groups(setting, str(level.groups)).items():
        pairs = np.concatenate([setting.of_need(i) for i in needs])
        key = (*column, group)
        yield Row(key, pairs, -amount.change[pairs], lower=amount.unplaced * len(needs), columns={column: len(needs)})


def groups(setting: Setting, attribute: str) -> Mapping[str, list[int]]:
    """Return the needs of each group; those of whom the attribute is unknown are a group of their own, ``""``."""
    found: dict[str, list[int]] = {}
    for i, need in enumerate(setting.eligibility.needs):
        person = setting.people[need.applicant_id]
        known = setting.specialty(need.applicant_id) if attribute == "specialty" else getattr(person, attribute)
        found.setdefault("" if known is None else str(known), []).append(i)
    return {name: found[name] for name in sorted(found)}
