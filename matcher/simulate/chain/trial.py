"""Trial: one run of a scenario through the chain, year after year, with the draws of the trial."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from matcher.lists import Ints
from matcher.matching import Status
from matcher.policy import LevelName
from matcher.rounds import Round
from matcher.simulate.chain.careers import ENDINGS, Careers, careers_of
from matcher.simulate.chain.edited import Edited, edited
from matcher.simulate.chain.fingerprints import Fingerprints
from matcher.simulate.chain.market import market_of
from matcher.simulate.chain.plan_store import PlanStore
from matcher.simulate.chain.plans import Figure, Memo, Plan, plan_of
from matcher.simulate.chain.prospects import Prospects, prospects_of
from matcher.simulate.chain.rates import employed_by_month, employment_figures
from matcher.simulate.chain.years import Year, classes_of, next_year, shifted, year_of
from matcher.simulate.draws import Draws
from matcher.simulate.kpis import Kpi
from matcher.simulate.scenarios import Scenario, Study

MOST_SEASONS = 256

Taken = Mapping[str, int]
"""Places for hire, by position, that earlier graduates hold."""


@dataclass(frozen=True, slots=True, eq=False)
class Season:
    """One year of a scenario before chance has its say: the year, its plan, what awaits its graduates."""

    year: Year
    plan: Plan
    prospects: Prospects


@dataclass(frozen=True, slots=True, eq=False)
class CohortRun:
    """What became of one year's graduates in a trial: figures by rate, at work by month, endings by flow."""

    label: int
    status: Status
    figures: Mapping[str, Figure]
    employed: Sequence[int] = ()
    flows: Mapping[tuple[str, str, str], int] = field(default_factory=dict)


class Chain:
    """Runs trials of a study; what it has solved once it keeps, by the content of the round."""

    def __init__(self, study: Study, plans: PlanStore | None = None) -> None:
        self.study = study
        self._fingerprints = Fingerprints()
        self._plans = plans or PlanStore()
        self._years: Memo[Year] = Memo(MOST_SEASONS)
        self._seasons: Memo[Season] = Memo(MOST_SEASONS)
        self._fixed: Memo[Edited] = Memo(MOST_SEASONS)

    def run(self, scenario: Scenario, draws: Draws) -> tuple[CohortRun, ...]:
        """Return what becomes of each cohort in a trial of a scenario."""
        found = self._edited(scenario, draws)
        runs: list[CohortRun] = []
        tenures: list[tuple[Season, Careers]] = []
        for index in range(self.study.cohorts):
            taken = _taken(tenures)
            season = self._season(found, index, taken)
            held = np.array([taken.get(j, 0) for j in season.prospects.positions], dtype=np.int64)
            runs.append(self._cohort(season, found.spent, draws, held, tenures))
        return tuple(runs)

    def _edited(self, scenario: Scenario, draws: Draws) -> Edited:
        """Return what the scenario makes of the study; where no lots are drawn it is the same in every trial."""
        if any(change.chance < 1 or change.varies for change in scenario.changes):
            return edited(self.study, scenario, draws, self._fingerprints)
        return self._fixed.get(scenario.name, lambda: edited(self.study, scenario, draws, self._fingerprints))

    def _season(self, found: Edited, index: int, taken: Taken) -> Season:
        """Return a year of a scenario; places that earlier graduates hold count where the policy plans with them."""
        plans_hires = any(level.name == LevelName.EMPLOYMENT for level in found.practice.policy.objectives)
        held = tuple(sorted(taken.items())) if plans_hires else ()

        def make() -> Season:
            year = self._year(found, index)
            round_ = _with_places(year.round, dict(held)) if plans_hires else _without_places(year.round)
            plan = self._plan(round_, found)
            later = None if found.vacancies is None else _later(found.vacancies, index)
            model, known = found.outcomes, self.study.outcomes
            market = None if later is None else market_of(later, year.graduates, year.round, known, found.hiring)
            return Season(year, plan, prospects_of(year, plan, model, market))

        return self._seasons.get((found.key, index, held), make)

    def _plan(self, round_: Round, found: Edited) -> Plan:
        if found.varies:
            return plan_of(round_, judged=False)
        return self._plans.get(self._fingerprints.of(round_), lambda: plan_of(round_))

    def _year(self, found: Edited, index: int) -> Year:
        def make() -> Year:
            if index == 0:
                return year_of(found.practice, 0)
            before = self._year(found, index - 1)
            return year_of(next_year(before.round, classes_of(found.practice)), index)

        return self._years.get((found.key, index), make)

    def _cohort(
        self, season: Season, spent: float, draws: Draws, held: Ints, tenures: list[tuple[Season, Careers]]
    ) -> CohortRun:
        horizon, p, label = self.study.horizon, season.prospects, season.year.label
        income, of, unknown = season.plan.figures[Kpi.NET_BUDGET]
        figures = {**season.plan.figures, Kpi.NET_BUDGET: (income - spent, of, unknown)}
        if horizon == 0:
            return CohortRun(label, season.plan.status, figures)
        careers = careers_of(p, label, draws, horizon, held)
        tenures.append((season, careers))
        figures |= employment_figures(p, careers, horizon, p.n_open(held))
        employed = employed_by_month(careers, horizon)
        return CohortRun(label, season.plan.status, figures, employed, flows(p, careers))


def flows(p: Prospects, careers: Careers) -> dict[tuple[str, str, str], int]:
    """Return how many went from a specialty by way of a host of practice ("" for none) to an ending."""
    counts: dict[tuple[str, str, str], int] = {}
    for own, j, ending in zip(p.specialties, p.practice.tolist(), careers.ending.tolist(), strict=True):
        key = own, p.hosts[j] if j >= 0 else "", ENDINGS[ending]
        counts[key] = counts.get(key, 0) + 1
    return counts


def _taken(tenures: Sequence[tuple[Season, Careers]]) -> dict[str, int]:
    """Return the places for hire that graduates of earlier years hold: all those who have not left since."""
    taken: dict[str, int] = {}
    for age, (season, careers) in enumerate(reversed(tenures), start=1):
        still = (careers.ending == 0) & (careers.start < 12 * age) & careers.stayed(12 * age)
        for j in season.prospects.practice[still].tolist():
            position = season.prospects.positions[j]
            taken[position] = taken.get(position, 0) + 1
    return taken


def _with_places(round_: Round, taken: Taken) -> Round:
    """Return the round in which hosts have only those places for hire that nobody holds."""
    if not taken:
        return round_
    return replace(
        round_,
        positions=tuple(
            replace(j, hire_places=max(0, j.hire_places - taken[j.position_id]))
            if j.position_id in taken and j.hire_places is not None
            else j
            for j in round_.positions
        ),
    )


def _without_places(round_: Round) -> Round:
    """Return the round without places for hire: under a policy that does not look at them they change no plan."""
    return replace(round_, positions=tuple(replace(j, hire_places=None) for j in round_.positions))


def _later(vacancies: Round, years: int) -> Round:
    return replace(vacancies, starts_on=shifted(vacancies.starts_on, years), ends_on=shifted(vacancies.ends_on, years))
