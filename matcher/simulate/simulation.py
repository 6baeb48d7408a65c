"""Simulation: the front door of what-if. Draw trials of every scenario, in batches, until they are enough."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from matcher.errors import InputError, Problem
from matcher.simulate.chain.rates import kpis
from matcher.simulate.chunks import Bench, Chunk, chunks
from matcher.simulate.engines import Engine
from matcher.simulate.kpis import Kpi
from matcher.simulate.precision import half_width, looks
from matcher.simulate.records import Counts, Record, after, beside, records
from matcher.simulate.scenarios import Scenario, Study
from matcher.simulate.tilts import TRIALS, tilts_of

Progress = Callable[[int, int], None]
"""Is told how many trials of scenarios are done, of how many at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Simulation:
    """What was counted. ``stopped`` says why it ended: ``trials``, ``precision`` or ``interrupted``.

    ``tilts`` are the trials of the scenarios ``tilted``, each with one assumption changed; None where nobody asked.
    """

    study: Study
    counts: Counts
    antithetic: bool
    stopped: str
    tilted: tuple[Scenario, ...] = ()
    tilts: Counts | None = None

    @property
    def kpis(self) -> tuple[Kpi, ...]:
        """Return the rates that were counted, in order."""
        return kpis(self.study.horizon)

    def records(self) -> Iterator[Record]:
        """Yield every figure as a tidy record."""
        names = [s.name for s in self.study.scenarios]
        return records(self.counts, names, self.kpis, self.study.horizon)


def simulate(
    study: Study,
    *,
    engine: str = "local",
    workers: int = 1,
    antithetic: bool = True,
    tornado: bool = False,
    progress: Progress = lambda done, most: None,  # noqa: ARG005  # the names say what is told
) -> Simulation:
    """Return what each scenario of a study comes to over its trials, by common random numbers.

    1. Open the engine, ``local`` or ``dask://HOST:PORT``; 2. carry out the trials up to the next look; 3. stop when the
    study's precision is reached, looked at after fixed numbers of trials only, or when all are done. The numbers depend
    on the study alone, never on engine, workers or order; ``antithetic`` pairs trials (Hammersley and Morton 1956);
    ``tornado`` also tilts every assumption, for some trials, to see which moves the result most.
    A keyboard interrupt ends it with the trials that all scenarios have. Raises InputError for an engine or study that
    cannot be used, SimulationError when workers die again and again, KeyboardInterrupt when nothing is done yet.
    """
    _refuse(study)
    tilted = tilts_of(study) if tornado and study.horizon else ()
    whole = replace(study, scenarios=(*study.scenarios, *tilted))
    with _opened(whole, engine, workers, antithetic=antithetic) as opened:
        counts, stopped = _counted(_Run(opened, study, progress, antithetic))
        tilts = _tilts(_Run(opened, whole, progress, antithetic), len(study.scenarios), counts, stopped)
    return Simulation(study, counts, antithetic, stopped, () if tilts is None else tilted, tilts)


@dataclass(frozen=True, slots=True)
class _Run:
    """An open engine and what it is asked for."""

    engine: Engine
    study: Study
    progress: Progress
    antithetic: bool


def _counted(run: _Run) -> tuple[Counts, str]:
    """Return the trials of all scenarios and why there are no more. Raises KeyboardInterrupt when there are none."""
    study, scenarios = run.study, range(len(run.study.scenarios))
    parts: list[Counts] = []
    first = 0
    for last in looks(study.trials, precision=study.precision):
        part, whole = _batch(run, scenarios, first, last)
        parts += part
        if not whole:
            if not parts:
                raise KeyboardInterrupt
            return after(parts), "interrupted"
        first = last
        if study.precision is not None and last < study.trials:
            parts = [after(parts)]
            if half_width(parts[0].figures, kpis(study.horizon), antithetic=run.antithetic) <= study.precision:
                return parts[0], "precision"
    return after(parts), "trials"


def _tilts(run: _Run, first: int, counts: Counts, stopped: str) -> Counts | None:
    """Return the trials of the scenarios from number ``first`` on, which tilt assumptions; None without any."""
    tilted = range(first, len(run.study.scenarios))
    if not tilted or stopped == "interrupted":
        return None
    parts, whole = _batch(run, tilted, 0, min(TRIALS, counts.n_trials))
    return after(parts) if whole else None


def _refuse(study: Study) -> None:
    """Raise InputError for numbers that no simulation can have."""
    bad = {"trials": study.trials < 1, "horizon": study.horizon < 0, "cohorts": study.cohorts < 1}
    problems = [Problem("study", f"bad-{name}") for name, wrong in bad.items() if wrong]
    if not study.scenarios:
        problems.append(Problem("study", "no-scenarios"))
    if problems:
        raise InputError(problems)


@contextmanager
def _opened(study: Study, engine: str, workers: int, *, antithetic: bool) -> Iterator[Engine]:
    found = _engine(study, engine, workers, antithetic=antithetic)
    try:
        yield found
    finally:
        found.close()


def _engine(study: Study, engine: str, workers: int, *, antithetic: bool) -> Engine:
    if engine.startswith("dask://"):
        from matcher.simulate.engines.cluster import Cluster

        return Cluster(study, engine.removeprefix("dask://"), antithetic=antithetic)
    if engine != "local":
        raise InputError([Problem("--engine", "unknown-engine", values={"engine": engine})])
    from matcher.simulate.engines.local import Alone, Processes

    if workers <= 1:
        return Alone(Bench(study, antithetic=antithetic))
    return Processes(study, workers, antithetic=antithetic)


def _batch(run: _Run, scenarios: range, first: int, last: int) -> tuple[list[Counts], bool]:
    """Return the trials ``first`` … ``last - 1`` of some scenarios, and whether all of them could be done."""
    wanted = chunks(scenarios, first, last)
    done: dict[Chunk, Counts] = {}
    n_done, most = first * len(scenarios), max(last, run.study.trials) * len(scenarios)
    try:
        for chunk, counts in run.engine.done(wanted):
            done[chunk] = counts
            n_done += chunk.last - chunk.first
            run.progress(n_done, most)
    except KeyboardInterrupt:
        return _whole(wanted, done, len(scenarios)), False
    return _whole(wanted, done, len(scenarios)), True


def _whole(wanted: Sequence[Chunk], done: dict[Chunk, Counts], n_scenarios: int) -> list[Counts]:
    """Return the trials done by all scenarios, from the first on without a gap."""
    parts = []
    for at in range(0, len(wanted), n_scenarios):
        own = wanted[at : at + n_scenarios]
        if not all(chunk in done for chunk in own):
            break
        parts.append(beside([done[chunk] for chunk in own]))
    return parts


def with_trials(study: Study, trials: int | None) -> Study:
    """Return the study with just so many trials, however precise they are; None keeps what it says itself."""
    return study if trials is None else replace(study, trials=trials, precision=None)
