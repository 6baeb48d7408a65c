"""Advice: the front door of the search over levers. What each gains alone, and the best set for a budget."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from matcher.errors import InputError, Problem
from matcher.simulate.chain.rates import kpis
from matcher.simulate.chances import Reals
from matcher.simulate.kpis import LESS_IS_BETTER, Kpi
from matcher.simulate.levers.gaps import Gap, gap_of, most_gain
from matcher.simulate.levers.search import search
from matcher.simulate.levers.sets import Pulls, cost_of, everything, nothing, once, scenario_of
from matcher.simulate.scenarios import Study
from matcher.simulate.simulation import simulate
from matcher.simulate.summary import Estimate, estimate

AT_ONCE = 100
"""Sets tried in one simulation; it keeps the plans of so many."""
MOST_SETS, TRIALS = 400, 200
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
    gain more than where levers neither harm nor strengthen one another, on the trials of the search.
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
    bound: float
    gap: Gap | None
    trials: int


class Trying:
    """Tries sets on the trials of one seed; each set once. Values are numerators summed over cohorts."""

    def __init__(self, study: Study, kpi: Kpi, seed: int, trials: int, workers: int, progress: Progress) -> None:
        self.study = replace(study, seed=seed, trials=trials, precision=None)
        self.at = kpis(study.horizon).index(kpi)
        self.workers, self.progress = workers, progress
        self.known: dict[Pulls, tuple[Reals, float]] = {}

    def __call__(self, sets: Sequence[Pulls]) -> Mapping[Pulls, Reals]:
        """Return the numerators (n_trials,) of each set."""
        new = [pulls for pulls in dict.fromkeys(sets) if pulls not in self.known]
        for first in range(0, len(new), AT_ONCE):
            self._simulate(new[first : first + AT_ONCE])
        return {pulls: self.known[pulls][0] for pulls in sets}

    def denominator(self, pulls: Pulls) -> float:
        """Return the mean denominator of a set that was tried."""
        return self.known[pulls][1]

    def _simulate(self, sets: Sequence[Pulls]) -> None:
        scenarios = tuple(scenario_of(self.study.levers, pulls) for pulls in sets)
        workers = min(self.workers, len(sets))
        figures = simulate(replace(self.study, scenarios=scenarios), workers=workers).counts.figures[:, :, :, self.at]
        for pulls, own in zip(sets, figures.sum(axis=2), strict=True):
            self.known[pulls] = own[:, 0], float(own[:, 1].mean())
        self.progress(len(self.known))


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

    1. Try sets on ``trials`` trials, the plan solved anew for each set, and take the best; 2. try it, each lever by
    itself and (where all sets were tried) all sets on as many fresh trials: these give gains, intervals and the gap.
    The figure is employment by default, at horizon 0 the placed. Raises InputError for a study without levers or
    budget, and for a figure that is not counted or of which less is better.
    """
    kpi = kpi or (Kpi.GROSS if study.horizon else Kpi.PLACED)
    money = study.budget if budget is None else budget
    _refuse(study, kpi, money)
    limit = float("inf") if money is None else money
    levers = study.levers
    seen = Trying(study, kpi, 2 * study.seed, trials, workers, progress)
    found = search(levers, limit, seen, most_sets)
    base, singles = nothing(levers), once(levers)
    known = seen([base, *singles, everything(levers)])
    alone = {s: float((known[s] - known[base]).mean()) for s in singles}
    bound = most_gain(levers, limit, alone, float((known[everything(levers)] - known[base]).mean()))
    fresh = Trying(study, kpi, 2 * study.seed + 1, trials, workers, lambda n: progress(len(seen.known) + n))
    values = fresh(list(dict.fromkeys([base, *singles, found.best, *(found.tried if found.whole else ())])))
    effects = [_effect(study, pulls, values) for pulls in singles]
    return Advice(
        study,
        kpi,
        limit,
        _estimate(values[base]),
        fresh.denominator(base),
        tuple(sorted(effects, key=lambda e: (-e.gain.mean, e.cost, e.pulls))),
        _effect(study, found.best, values),
        len(found.tried),
        found.whole,
        bound,
        gap_of({s: values[s] for s in found.tried}, found.best) if found.whole else None,
        trials,
    )


def _refuse(study: Study, kpi: Kpi, budget: float | None) -> None:
    problems = []
    if not study.levers:
        problems.append(Problem("levers", "no-levers"))
    if budget is None:
        problems.append(Problem("budget", "no-budget"))
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
