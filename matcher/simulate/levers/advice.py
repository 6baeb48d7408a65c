"""Advice: the front door of the search over levers. What each gains alone, and the best set for a budget."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from matcher.errors import InputError, Problem
from matcher.simulate.chain.rates import kpis
from matcher.simulate.chances import Reals
from matcher.simulate.kpis import LESS_IS_BETTER, Kpi
from matcher.simulate.levers.gaps import Gap, gap_of, most_gain
from matcher.simulate.levers.search import LEAST, search
from matcher.simulate.levers.sets import Pulls, cost_of, everything, nothing, once, scenario_of
from matcher.simulate.scenarios import Study
from matcher.simulate.simulation import simulate
from matcher.simulate.summary import Estimate, estimate

AT_ONCE = 100
"""Sets tried in one simulation; it keeps the plans of so many."""
MOST_SETS, TRIALS = 300, 100
UNCOUNTED = LESS_IS_BETTER | {Kpi.NET_BUDGET}
"""Figures whose numerator is no number of people, places or papers of which more is better."""
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a set of levers gains: ``gain`` in what the figure's numerator counts, on trials that no choice has seen.

    ``per_100k`` is the mean gain for 100,000 roubles, None where it costs nothing.
    """

    pulls: Pulls
    cost: float
    gain: Estimate
    per_100k: float | None


@dataclass(frozen=True, slots=True)
class Advice:
    """The best set for a budget, and each lever pulled once by itself, the greatest gain first.

    ``base`` and ``denominator`` are means of the figure's numerator and denominator with nothing done. ``whole`` says
    that all sets within the budget (``n_sets``) were tried; only then is there a ``gap``. ``bound`` is what no set can
    gain more than where levers neither harm nor strengthen one another, on the trials of the search; None where some
    set does gain more there, so that they do.
    """

    study: Study
    kpi: Kpi
    budget: float
    base: Estimate
    denominator: float
    alone: tuple[Effect, ...]
    best: Effect
    n_sets: int
    whole: bool
    bound: float | None
    gap: Gap | None
    trials: int


class Trying:
    """Tries sets on the same trials of a study, each set once; values are numerators summed over cohorts.

    The first half of the trials is for choosing (``seen``), the other for saying what the choice is worth (``fresh``).
    """

    def __init__(self, study: Study, kpi: Kpi, half: int, workers: int, progress: Progress) -> None:
        self.study, self.half = replace(study, trials=2 * half, precision=None), half
        self.at = kpis(study.horizon).index(kpi)
        self.workers, self.progress = workers, progress
        self._known: dict[Pulls, tuple[Reals, float]] = {}

    def seen(self, sets: Sequence[Pulls]) -> Mapping[Pulls, Reals]:
        """Return the numerators of each set in the trials to choose by, shape (half,)."""
        self._try(sets)
        return {pulls: self._known[pulls][0][: self.half] for pulls in sets}

    def fresh(self, sets: Sequence[Pulls]) -> Mapping[Pulls, Reals]:
        """Return the same in the trials that no choice has seen."""
        self._try(sets)
        return {pulls: self._known[pulls][0][self.half :] for pulls in sets}

    def denominator(self, pulls: Pulls) -> float:
        """Return the mean denominator of a set that was tried."""
        return self._known[pulls][1]

    def _try(self, sets: Sequence[Pulls]) -> None:
        new = [pulls for pulls in dict.fromkeys(sets) if pulls not in self._known]
        for first in range(0, len(new), AT_ONCE):
            self._simulate(new[first : first + AT_ONCE])

    def _simulate(self, sets: Sequence[Pulls]) -> None:
        scenarios = tuple(scenario_of(self.study.levers, pulls) for pulls in sets)
        study = replace(self.study, scenarios=scenarios)
        figures = simulate(study, workers=min(self.workers, len(sets))).counts.figures[:, :, :, self.at]
        for pulls, own in zip(sets, figures.sum(axis=2), strict=True):
            self._known[pulls] = own[:, 0], float(own[self.half :, 1].mean())
        self.progress(len(self._known))


def advise(
    study: Study,
    kpi: Kpi | None = None,
    budget: float | None = None,
    *,
    trials: int = TRIALS,
    most_sets: int = MOST_SETS,
    workers: int = 1,
    progress: Progress = lambda _: None,
) -> Advice:
    """Return which levers of a study to pull for a budget (the study's by default) so that a figure rises most.

    1. Try sets on ``trials`` trials (made even), the plan solved anew for each set, and take the best; 2. look at as
    many trials more, which no choice has seen: these give gains, intervals and the gap.
    The figure is employment by default, at horizon 0 the placed. Without a budget there is no limit. Raises
    InputError for a study without levers, and for a figure that is not counted or of which less is better.
    """
    kpi = kpi or (Kpi.GROSS if study.horizon else Kpi.PLACED)
    _refuse(study, kpi)
    limit = next((b for b in (budget, study.budget) if b is not None), float("inf"))
    levers = study.levers
    trying = Trying(study, kpi, trials + trials % 2, workers, progress)
    base, singles = nothing(levers), once(levers)
    known = trying.seen([base, *singles, everything(levers)])
    alone = {s: float((known[s] - known[base]).mean()) for s in singles}
    bound = most_gain(levers, limit, alone, float((known[everything(levers)] - known[base]).mean()))
    found = search(levers, limit, trying.seen, most_sets)
    most = max(float((own - known[base]).mean()) for own in trying.seen(found.tried).values())
    values = trying.fresh([base, *singles, *found.tried])
    effects = [_effect(study, pulls, values) for pulls in singles]
    return Advice(
        study,
        kpi,
        limit,
        _estimate(values[base]),
        trying.denominator(base),
        tuple(sorted(effects, key=lambda e: (-e.gain.mean, e.cost, e.pulls))),
        _effect(study, found.best, values),
        len(found.tried),
        found.whole,
        None if most > bound + LEAST else bound,
        gap_of({s: values[s] for s in found.tried}, found.best) if found.whole else None,
        trying.half,
    )


def _refuse(study: Study, kpi: Kpi) -> None:
    problems = []
    if not study.levers:
        problems.append(Problem("levers", "no-levers"))
    if kpi in UNCOUNTED or kpi not in kpis(study.horizon):
        problems.append(Problem("--kpi", "uncounted-kpi", values={"kpi": kpi.value}))
    if problems:
        raise InputError(problems)


def _effect(study: Study, pulls: Pulls, values: Mapping[Pulls, Reals]) -> Effect:
    gain = _estimate(values[pulls] - values[nothing(study.levers)])
    cost = cost_of(study.levers, pulls)
    return Effect(pulls, cost, gain, 100_000 * gain.mean / cost if cost else None)


def _estimate(values: Reals) -> Estimate:
    found = estimate(values, antithetic=True)
    if found is None:
        raise ValueError("no trial says anything of the figure")
    return found
