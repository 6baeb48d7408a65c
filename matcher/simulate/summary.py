"""Summary: means, intervals, chances of targets and differences to the base, from the counts of a simulation."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.simulate.chances import Reals
from matcher.simulate.kpis import LESS_IS_BETTER, Kpi
from matcher.simulate.precision import SHARE, WIDTH, amounts, rates, standard_error, variance_ratio
from matcher.simulate.simulation import Simulation

LOW, HIGH = round(50 * (1 - SHARE), 6), round(50 * (1 + SHARE), 6)
"""Percentiles between which eight of ten trials lie."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over trials. Eight of ten trials lie from ``low`` to ``high``; the mean itself is known to within
    ``give`` (half of its 80 % interval). ``variance_ratio``: antithetic pairs over independent trials, None unknown.
    """

    mean: float
    low: float
    high: float
    give: float
    variance_ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One rate of one scenario and cohort (None: all cohorts together). ``value`` is None where there is nobody to ask.

    ``numerator``, ``denominator`` and ``unknown`` are means over trials, ``horizon`` is in months. ``difference`` is to
    the base in the rate's unit, ``difference_n`` in people (or what the numerator counts); both None for the base.
    ``reached`` is the share of trials that reach ``target``.
    """

    scenario: str
    cohort: int | None
    kpi: Kpi
    horizon: int
    numerator: float
    denominator: float
    unknown: float
    value: Estimate | None
    difference: Estimate | None = None
    difference_n: Estimate | None = None
    target: float | None = None
    reached: float | None = None


def summary(simulation: Simulation) -> tuple[Line, ...]:
    """Return a line a scenario, cohort and rate, in that order; several cohorts also together."""
    figures = simulation.counts.figures
    lines: list[Line] = []
    for s in range(len(simulation.study.scenarios)):
        for c, label in enumerate(simulation.counts.labels):
            lines += _lines(simulation, s, label, figures[:, :, c])
        if len(simulation.counts.labels) > 1:
            lines += _lines(simulation, s, None, figures.sum(axis=2))
    return tuple(lines)


def headline(simulation: Simulation) -> Kpi:
    """Return the rate a study is about: that of its first target, else employment, at horizon 0 the placed."""
    named = [Kpi(t.kpi) for t in simulation.study.targets if t.kpi in simulation.kpis]
    return named[0] if named else Kpi.GROSS if Kpi.GROSS in simulation.kpis else Kpi.PLACED


def _lines(simulation: Simulation, scenario: int, cohort: int | None, figures: Reals) -> Iterator[Line]:
    """Yield the lines of one scenario; ``figures`` (n_scenarios, n_trials, n_kpis, 3) are those of the cohort."""
    targets = {t.kpi: t.value for t in simulation.study.targets}
    for k, kpi in enumerate(simulation.kpis):
        own, base = figures[scenario, :, k], figures[0, :, k]
        value, at_base = amounts(own, kpi), amounts(base, kpi)
        compared = scenario > 0
        target = targets.get(kpi)
        yield Line(
            simulation.study.scenarios[scenario].name,
            cohort,
            kpi,
            simulation.study.horizon,
            float(own[:, 0].mean()),
            float(own[:, 1].mean()),
            float(own[:, 2].mean()),
            estimate(value, antithetic=simulation.antithetic),
            estimate(value - at_base, antithetic=simulation.antithetic) if compared else None,
            estimate(own[:, 0] - base[:, 0], antithetic=simulation.antithetic) if compared else None,
            target,
            None if target is None else _reached(value, target, kpi),
        )


def _reached(values: Reals, target: float, kpi: Kpi) -> float | None:
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    return float(np.mean(known <= target if kpi in LESS_IS_BETTER else known >= target))


def estimate(values: Reals, *, antithetic: bool) -> Estimate | None:
    """Return what trials say of a number, None where none of them says anything."""
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    low, high = np.percentile(known, [LOW, HIGH])
    give = WIDTH * standard_error(values, antithetic=antithetic)
    ratio = variance_ratio(values) if antithetic else None
    return Estimate(float(known.mean()), float(low), float(high), give, ratio)


@dataclass(frozen=True, slots=True)
class FanPoint:
    """The share at work so many months after graduation: the mean, and between what eight of ten trials lie."""

    scenario: str
    month: int
    share: Estimate
    numerator: float
    denominator: float


def fan(simulation: Simulation) -> Iterator[FanPoint]:
    """Yield the share of graduates at work, all cohorts together, by scenario and month; nothing at horizon 0."""
    counts = simulation.counts
    if not simulation.study.horizon:
        return
    n = counts.figures[:, :, :, simulation.kpis.index(Kpi.GROSS), 1].sum(axis=2)
    at_work = counts.employed.sum(axis=2)
    for s, scenario in enumerate(simulation.study.scenarios):
        for month in range(simulation.study.horizon + 1):
            shares = rates(np.stack([at_work[s, :, month], n[s]], axis=-1))
            found = estimate(shares, antithetic=simulation.antithetic)
            if found is not None:
                yield FanPoint(scenario.name, month, found, float(at_work[s, :, month].mean()), float(n[s].mean()))


@dataclass(frozen=True, slots=True)
class Sway:
    """By how much the headline moves when an assumption is a fifth smaller (``down``) and larger (``up``)."""

    name: str
    down: Estimate
    up: Estimate


def sways(simulation: Simulation) -> tuple[Sway, ...]:
    """Return the assumptions that were tilted, what moves the headline most first; empty where none were."""
    tilts = simulation.tilts
    if tilts is None:
        return ()
    kpi = headline(simulation)
    k = simulation.kpis.index(kpi)
    values = amounts(tilts.figures[:, :, :, k].sum(axis=2), kpi)
    base = amounts(simulation.counts.figures[0, : tilts.n_trials, :, k].sum(axis=1), kpi)
    moved = [estimate(own - base, antithetic=simulation.antithetic) for own in values]
    found = [
        Sway(scenario.title, down, up)
        for scenario, down, up in zip(simulation.tilted[::2], moved[::2], moved[1::2], strict=True)
        if down is not None and up is not None
    ]
    return tuple(sorted(found, key=lambda s: (-max(abs(s.down.mean), abs(s.up.mean)), s.name)))
