"""Records: what a simulation counted, as one array, and as tidy rows a file can hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from matcher.matching import Status
from matcher.simulate.chances import Reals

Flow = tuple[str, str, str, str]
"""Scenario, specialty, host of the practice ("" for none), ending."""


@dataclass(frozen=True, slots=True)
class Record:
    """One figure of one trial; ``horizon`` in months, ``unknown`` those of whom the answer is not known."""

    scenario: str
    trial: int
    cohort: int
    kpi: str
    horizon: int
    numerator: float
    denominator: float
    unknown: float


COLUMNS = ("scenario", "trial", "cohort", "kpi", "horizon", "numerator", "denominator", "unknown")


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Trials ``first`` … of some scenarios, in order.

    ``figures`` has shape (n_scenarios, n_trials, n_cohorts, n_kpis, 3), ``employed`` (n_scenarios, n_trials, n_cohorts,
    months) counts who is at work 0, 1, … months after graduation (no months at horizon 0), ``flows`` sums over trials
    of the first cohort, ``unplanned`` counts by scenario the rounds for which no plan was proved.
    """

    figures: Reals
    employed: Reals
    labels: tuple[int, ...]
    flows: Mapping[Flow, int] = field(default_factory=dict)
    unplanned: Mapping[str, int] = field(default_factory=dict)

    @property
    def n_trials(self) -> int:
        """Return how many trials were counted."""
        return int(self.figures.shape[1])


def added(parts: Sequence[Mapping[Flow, int]]) -> dict[Flow, int]:
    """Return flows summed, in the order of their keys."""
    total: dict[Flow, int] = {}
    for part in parts:
        for key, n in part.items():
            total[key] = total.get(key, 0) + n
    return dict(sorted(total.items()))


def after(parts: Sequence[Counts]) -> Counts:
    """Return the trials of the same scenarios one part after another."""
    if len(parts) == 1:
        return parts[0]
    return Counts(
        np.concatenate([p.figures for p in parts], axis=1),
        np.concatenate([p.employed for p in parts], axis=1),
        parts[0].labels,
        added([p.flows for p in parts]),
        _summed([p.unplanned for p in parts]),
    )


def beside(parts: Sequence[Counts]) -> Counts:
    """Return the same trials of several scenarios, one part after another."""
    return Counts(
        np.concatenate([p.figures for p in parts], axis=0),
        np.concatenate([p.employed for p in parts], axis=0),
        parts[0].labels,
        added([p.flows for p in parts]),
        _summed([p.unplanned for p in parts]),
    )


def _summed(parts: Sequence[Mapping[str, int]]) -> dict[str, int]:
    names = sorted({name for part in parts for name in part})
    return {name: sum(part.get(name, 0) for part in parts) for name in names}


def unplanned(status: Status) -> bool:
    """Return whether a plan is missing or not proved the best within its limits."""
    return status != Status.OPTIMAL


def records(counts: Counts, scenarios: Sequence[str], kpis: Sequence[str], horizon: int) -> Iterator[Record]:
    """Yield every figure, by scenario, trial, cohort and rate, in that order."""
    for s, scenario in enumerate(scenarios):
        for trial, cohorts in enumerate(counts.figures[s].tolist()):
            for label, figures in zip(counts.labels, cohorts, strict=True):
                for kpi, (numerator, denominator, unknown) in zip(kpis, figures, strict=True):
                    yield Record(scenario, trial, label, kpi, horizon, numerator, denominator, unknown)
