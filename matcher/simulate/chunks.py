"""Chunks: pieces of a simulation that workers carry out, each the same wherever and whenever it is done."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.simulate.chain.plan_store import PlanStore
from matcher.simulate.chain.rates import kpis
from matcher.simulate.chain.trial import Chain
from matcher.simulate.draws import Draws
from matcher.simulate.records import Counts, Flow, unplanned
from matcher.simulate.scenarios import Study

SIZE = 50
"""Most trials of a chunk; even, so that both trials of an antithetic pair are in one."""


@dataclass(frozen=True, slots=True, order=True)
class Chunk:
    """Trials ``first`` … ``last - 1`` of the scenario number ``scenario``; chunks are in the order they are done."""

    first: int
    last: int
    scenario: int


def chunks(scenarios: range, first: int, last: int) -> tuple[Chunk, ...]:
    """Return the chunks of the trials ``first`` … ``last - 1``: all scenarios (by number) of the early trials first."""
    return tuple(
        Chunk(start, min(start + SIZE, last), scenario) for start in range(first, last, SIZE) for scenario in scenarios
    )


class Bench:
    """Carries out chunks of one study; it keeps what it has solved from one chunk to the next."""

    def __init__(self, study: Study, *, antithetic: bool, plans: PlanStore | None = None) -> None:
        self.study, self.antithetic = study, antithetic
        self._chain = Chain(study, plans)
        self._kpis = kpis(study.horizon)

    def counted(self, chunk: Chunk) -> Counts:
        """Return what the trials of a chunk count."""
        scenario = self.study.scenarios[chunk.scenario]
        months = self.study.horizon + 1 if self.study.horizon else 0
        n_trials, n_cohorts = chunk.last - chunk.first, self.study.cohorts
        figures = np.zeros((1, n_trials, n_cohorts, len(self._kpis), 3))
        employed = np.zeros((1, n_trials, n_cohorts, months))
        flows: dict[Flow, int] = {}
        labels: tuple[int, ...] = ()
        missing = 0
        for n, draws in self._draws(chunk):
            cohorts = self._chain.run(scenario, draws)
            labels = tuple(cohort.label for cohort in cohorts)
            for c, cohort in enumerate(cohorts):
                figures[0, n, c] = [cohort.figures[kpi] for kpi in self._kpis]
                employed[0, n, c] = cohort.employed
                missing += unplanned(cohort.status)
            for key, count in cohorts[0].flows.items():
                flow = (scenario.name, *key)
                flows[flow] = flows.get(flow, 0) + count
        return Counts(figures, employed, labels, flows, {scenario.name: missing} if missing else {})

    def _draws(self, chunk: Chunk) -> Iterator[tuple[int, Draws]]:
        for n, trial in enumerate(range(chunk.first, chunk.last)):
            yield n, Draws(self.study.seed, trial, antithetic=self.antithetic)
