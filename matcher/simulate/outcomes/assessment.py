"""Assessment: a history, the model fitted to it, and everything that shows how far to trust it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.simulate.outcomes.calibration import Calibration, calibration, share_interval
from matcher.simulate.outcomes.columns import Reals
from matcher.simulate.outcomes.features import ALLOWED
from matcher.simulate.outcomes.fitted import LEVEL, FittedOutcomes
from matcher.simulate.outcomes.fitting import SEED, fit_outcomes
from matcher.simulate.outcomes.gain import Gains, gains
from matcher.simulate.outcomes.history import History
from matcher.simulate.outcomes.quality import BackTest, Driver, back_tests, cross_fitted, drivers
from matcher.simulate.outcomes.spells import Spell, Survival, kaplan_meier

RETENTION_DAYS = (91, 183, 365, 730)
"""About 3, 6, 12 and 24 months."""


@dataclass(frozen=True, slots=True)
class SpecialtyLine:
    """A specialty: its graduates, how many are employed, the share's interval, and the mean chance by the model."""

    specialty: str | None
    n: int
    employed: int
    low: float
    high: float
    predicted: float


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """A fitted model with its quality; ``seen`` is over all records, each foretold by a model fitted without it.

    ``gains`` is None where the history is too short or a cohort cannot be placed again.
    """

    history: History
    model: FittedOutcomes
    seen: Calibration
    back_tests: tuple[BackTest, ...]
    drivers: tuple[Driver, ...]
    specialties: tuple[SpecialtyLine, ...]
    retention: tuple[Survival, ...]
    retention_by_host: tuple[Survival, ...]
    n_spells: int
    n_spells_by_host: int
    gains: Gains | None

    @property
    def n_graduates(self) -> int:
        """Return how many graduates have any outcome."""
        return sum(c.n_graduates for c in self.history.cohorts)

    @property
    def n_unknown(self) -> int:
        """Return of how many the category is not known."""
        return sum(c.n_unknown for c in self.history.cohorts)

    @property
    def n_unchecked(self) -> int:
        """Return how many were not asked near the horizon."""
        return sum(c.n_unchecked for c in self.history.cohorts)


def assess(history: History, attributes: Sequence[str] = ALLOWED, seed: int = SEED) -> Assessment:
    """Return the model of a history and how good it is. Raises InputError as :func:`fit_outcomes` does."""
    model = fit_outcomes(history, attributes, seed=seed)
    chances = cross_fitted(history, attributes, seed)
    at_host = [s for s in history.spells if s.by_host]
    return Assessment(
        history=history,
        model=model,
        seen=calibration(chances, history.employed, LEVEL),
        back_tests=back_tests(history, attributes, seed),
        drivers=drivers(model, history.known),
        specialties=_by_specialty(history, chances),
        retention=_retention(history.spells),
        retention_by_host=_retention(at_host),
        n_spells=len(history.spells),
        n_spells_by_host=len(at_host),
        gains=gains(history, attributes, seed),
    )


def _retention(spells: Sequence[Spell]) -> tuple[Survival, ...]:
    """Return retention as far as somebody was still watched."""
    found = kaplan_meier(spells, RETENTION_DAYS, LEVEL)
    return tuple(s for s in found if s.n_at_risk)


def _by_specialty(history: History, chances: Reals) -> tuple[SpecialtyLine, ...]:
    own = np.array([s or "" for s in history.known.specialty])
    lines = []
    for name in np.unique(own).tolist():
        at = own == name
        n, hits = int(at.sum()), round(float(history.employed[at].sum()))
        lines.append(SpecialtyLine(name or None, n, hits, *share_interval(hits, n, LEVEL), float(chances[at].mean())))
    return tuple(lines)
