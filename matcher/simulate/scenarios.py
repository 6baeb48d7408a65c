"""Scenario, change and study: what a planner wants to try, read from a file and applied to a round."""

from dataclasses import dataclass, field
from typing import Protocol

from matcher.rounds import Round
from matcher.simulate.chances import OutcomeModel
from matcher.simulate.draws import Draws


class Change(Protocol):
    """One edit of a round. ``chance`` (0..1) is how likely it happens in a trial, ``cost`` is in roubles a year."""

    @property
    def code(self) -> str:
        """Return the kind of change, as scenario files name it."""
        ...

    @property
    def chance(self) -> float:
        """Return how likely it happens in a trial."""
        ...

    @property
    def cost(self) -> float:
        """Return what it costs in roubles a year."""
        ...

    @property
    def where(self) -> str:
        """Return which round of the study it edits: ``practice`` or ``vacancies``."""
        ...

    @property
    def varies(self) -> bool:
        """Return whether :meth:`applied` draws so many lots that hardly two trials have the same round."""
        ...

    def happens(self, draws: Draws) -> bool:
        """Return whether it happens in this trial."""
        ...

    def applied(self, round_: Round, draws: Draws) -> Round:
        """Return the round with the change made."""
        ...


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named set of changes; the base has none. ``title`` is what people read."""

    name: str
    title: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to be reached: the share of trials in which ``kpi`` is at least ``value`` is reported.

    ``kpi`` is a name of :class:`~matcher.simulate.kpis.Kpi`. Where less is better, it is at most ``value``.
    """

    kpi: str
    value: float


@dataclass(frozen=True, slots=True)
class Lever:
    """What could be done, up to ``most`` times: each time the changes are made again, for ``cost`` roubles a year."""

    name: str
    title: str
    changes: tuple[Change, ...]
    cost: float
    most: int = 1


@dataclass(frozen=True, slots=True)
class Study:
    """Everything of one scenario file: ``trials`` >= 1, ``horizon`` in months >= 0, ``cohorts`` (years) >= 1.

    The first scenario is the base, without changes. ``precision`` (0..1) ends the trials when half the interval of a
    mean rate is no wider. ``budget`` is in roubles a year, for the search over ``levers``.
    """

    title: str
    round: Round
    outcomes: OutcomeModel
    scenarios: tuple[Scenario, ...]
    vacancies: Round | None = None
    trials: int = 200
    horizon: int = 12
    cohorts: int = 1
    seed: int = 1
    targets: tuple[Target, ...] = field(default_factory=tuple)
    precision: float | None = None
    budget: float | None = None
    levers: tuple[Lever, ...] = ()
