"""Goals: the stages of every level over pairs and columns, for rounds whose matchings need constraints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from matcher.constraints.balance import balance_of
from matcher.constraints.moves import hire_unit, hires_at, limited_hosts
from matcher.constraints.row import Column, Key
from matcher.constraints.setting import Blocking, Setting
from matcher.levels import earlier_needs, spendable, stages_of
from matcher.lists import Ints
from matcher.policy import Level, LevelName
from matcher.quantities import lottery_number


@dataclass(frozen=True, slots=True, eq=False)
class Goal:
    """Maximise the sum of ``weight`` over pairs (int64, shape (n_pairs,)) and of ``columns`` over columns.

    ``give_up`` is the share of the level's value that later goals may spend; the value is the total less ``origin``
    (for ``changes``, whose total counts who stays, the needs with an earlier place).
    """

    level: int
    name: str
    weight: Ints
    columns: Mapping[Key, int] = field(default_factory=dict)
    give_up: float = 0.0
    origin: int = 0

    @property
    def row_key(self) -> Key:
        """Return the key of the row that keeps what the goal reached."""
        return ("level", str(self.level), self.name)

    def least(self, best: int) -> int:
        """Return the least total that later goals must leave of the ``best``."""
        return best - spendable(best - self.origin, self.give_up)


FEWEST = (-1, "blocking-pairs")
"""The stage before all levels in which pairs that block are counted: its level and its name."""


def goals(setting: Setting, columns: list[Column]) -> list[Goal]:
    """Return every goal of the policy's levels, in the order in which they bind.

    Before them, where pairs that block are counted, comes the goal of as few as can be.
    """
    objectives = setting.quantities.policy.objectives
    none = np.zeros(len(setting.eligibility.need_of), dtype=np.int64)
    blocks = {c.key: -1 for c in columns if c.key[0] == "blocks"}
    first = [Goal(*FEWEST, none, blocks)] if setting.blocking == Blocking.COUNTED else []
    return first + [goal for n, level in enumerate(objectives) for goal in _goals_of(setting, columns, n, level)]


def _goals_of(setting: Setting, columns: list[Column], n: int, level: Level) -> Iterator[Goal]:
    none = np.zeros(len(setting.eligibility.need_of), dtype=np.int64)
    if level.name == LevelName.AGREEMENTS:
        active = {c.key: 1 for c in columns if c.key[0] == "active"}
        yield Goal(n, "agreements", none, active, level.give_up)
    elif level.name == LevelName.BALANCE:
        yield Goal(n, "balance", none, {balance_of(n): -1}, level.give_up)
    elif level.name == LevelName.EMPLOYMENT:
        weight = setting.quantities.employment.copy()
        limited = limited_hosts(setting)
        for host in limited:
            weight[setting.at_host(host)] = 0
        yield Goal(n, "employment", weight, dict.fromkeys(map(hires_at, limited), hire_unit(setting)), level.give_up)
    else:
        for name, weight in stages_of(level, setting.quantities):
            origin = earlier_needs(setting.quantities) if level.name == LevelName.CHANGES else 0
            yield Goal(n, name, weight, give_up=level.give_up, origin=origin)


def regained(wanted: Sequence[Goal]) -> list[Goal]:
    """Return the goals that may be spent from once more, so that nothing is spent that no later goal gains by."""
    return [replace(goal, name=f"{goal.name}-again", give_up=0.0) for goal in wanted if goal.give_up]


def lottery(setting: Setting) -> Goal:
    """Return the goal that decides between equals by lot, with weights under which two matchings are unlikely to tie.

    Each need has a number from its lot, 1 to 2**20, and wants its best place that many times more per rank.
    """
    quantities = setting.quantities
    number = {
        a.applicant_id: 1 + lottery_number(quantities.policy.limits.seed, a.applicant_id) % 2**20
        for a in quantities.round.applicants
    }
    e = quantities.eligibility
    order = np.lexsort((e.place_of, quantities.rank, e.need_of))
    ends = np.searchsorted(e.need_of, e.need_of, side="right")
    weight = np.zeros(len(e.need_of), dtype=np.int64)
    weight[order] = ends - np.arange(len(order))
    own = np.array([number[n.applicant_id] for n in e.needs] or [0], dtype=np.int64)
    return Goal(len(quantities.policy.objectives), "lottery", weight * own[e.need_of])
