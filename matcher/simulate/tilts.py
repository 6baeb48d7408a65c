"""Tilts: each assumption of a simulation made a fifth smaller and larger, to see which moves the result most."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from matcher.rounds import Round
from matcher.simulate.chances import FATES, Chances, OutcomeModel, Reals
from matcher.simulate.draws import Draws
from matcher.simulate.scenarios import Scenario, Study

FACTORS = (0.8, 1.2)
TRIALS = 200
"""Most trials of a tilt; by common random numbers few are enough."""
TILTED = {
    "host": ("host",),
    "alone": ("specialty", "other"),
    "army": ("army",),
    "study": ("study",),
}
"""Assumptions about people: the fates whose chances are tilted together."""
VACANCIES = "vacancies"
"""The assumption about the region: the chance that the host of a vacancy hires who is sent there."""


@dataclass(frozen=True, slots=True)
class Tilted:
    """An outcome model in which some fates are ``factor`` times as likely, all others giving way alike."""

    outcomes: OutcomeModel
    fates: tuple[str, ...]
    factor: float

    def chances(self, round_: Round, applicants: Sequence[str], positions: Sequence[str | None]) -> Chances:
        """Return the chances of each pair of ids, in order."""
        said = self.outcomes.chances(round_, applicants, positions)
        return replace(said, fate=tilted(said.fate, [FATES.index(f) for f in self.fates], self.factor))


def tilted(fate: Reals, own: Sequence[int], factor: float) -> Reals:
    """Return chances with the columns ``own`` ``factor`` times as large, at most 1 in all; rows still sum to 1."""
    now = fate[:, own].sum(axis=1)
    then = np.minimum(now * factor, 1.0)
    up = np.divide(then, now, out=np.ones_like(now), where=now > 0)
    down = np.divide(1 - then, 1 - now, out=np.zeros_like(now), where=now < 1)
    changed = fate * np.where(now < 1, down, 0.0)[:, None]
    changed[:, own] = fate[:, own] * up[:, None]
    sums = changed.sum(axis=1, keepdims=True)
    full: Reals = np.where(sums > 0, changed / np.where(sums > 0, sums, 1.0), fate)
    return full


@dataclass(frozen=True, slots=True)
class Tilt:
    """A change of an assumption and of no round: the chances of some fates, or of being hired at a vacancy."""

    name: str
    factor: float
    code: ClassVar[str] = "tilt"
    chance: ClassVar[float] = 1.0
    cost: ClassVar[float] = 0.0
    varies: ClassVar[bool] = False
    where: ClassVar[str] = "outcomes"

    def happens(self, draws: Draws) -> bool:  # noqa: ARG002  # it always does
        """Return True."""
        return True

    def applied(self, round_: Round, draws: Draws) -> Round:  # noqa: ARG002  # no round is edited
        """Return the round as it is."""
        return round_

    def of(self, outcomes: OutcomeModel) -> OutcomeModel:
        """Return the model of those who had a practice, with the tilt."""
        return outcomes if self.name == VACANCIES else Tilted(outcomes, TILTED[self.name], self.factor)

    @property
    def of_vacancies(self) -> float:
        """Return by what the chance of being hired at a vacancy is multiplied."""
        return self.factor if self.name == VACANCIES else 1.0


def tilts_of(study: Study) -> tuple[Scenario, ...]:
    """Return the scenarios that tilt one assumption of the base each, down and up."""
    names = [*TILTED] + ([] if study.vacancies is None else [VACANCIES])
    base = study.scenarios[0]
    return tuple(
        Scenario(f"{name}*{factor}", name, (*base.changes, Tilt(name, factor))) for name in names for factor in FACTORS
    )
