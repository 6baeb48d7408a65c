"""What the chain draws has the mean and the variance that closed forms give."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.rounds import Kind, Position, Round
from matcher.simulate.chain.trial import Chain
from matcher.simulate.chances import FATES
from matcher.simulate.draws import Draws
from matcher.simulate.kpis import Kpi
from matcher.simulate.scenarios import Study
from tests.simulate.models import BASE, Fixed, small, study

TRIALS = 1500
FATE = dict(zip(FATES, Fixed().fate, strict=True))
ELSEWHERE = FATE["specialty"] + FATE["other"] + FATE["self-employed"]
ON_WITHOUT_HOST = ELSEWHERE / (ELSEWHERE + FATE["idle"])
"""The chance of work once the host had no place."""


def numerators(own: Study, kpi: Kpi, trials: int = TRIALS) -> np.ndarray:
    chain = Chain(own)
    runs = (chain.run(BASE, Draws(7, trial))[0] for trial in range(trials))
    return np.array([run.figures[kpi][0] for run in runs])


def agrees(sample: np.ndarray, mean: float) -> bool:
    """Return whether a mean is within four standard errors of what it should be."""
    return bool(abs(sample.mean() - mean) <= 4 * sample.std(ddof=1) / len(sample) ** 0.5)


def test_the_employed_have_the_mean_and_variance_of_independent_draws() -> None:
    employed = numerators(study(small()), Kpi.GROSS)
    p = FATE["host"] + ELSEWHERE
    assert agrees(employed, 20 * p)
    fourth = 3 * (20 * p * (1 - p)) ** 2
    assert abs(employed.var(ddof=1) - 20 * p * (1 - p)) <= 4 * np.sqrt(fourth / TRIALS)


def test_certain_chances_leave_nothing_to_chance() -> None:
    certain = study(small(), outcomes=Fixed((1.0, 0, 0, 0, 0, 0, 0, 0), stay=1.0))
    assert set(numerators(certain, Kpi.GROSS, 20)) == {20}
    assert set(numerators(replace(certain, horizon=24), Kpi.RETENTION_24, 20)) == {20}


def test_hosts_hire_no_more_than_their_places() -> None:
    own = study(small(hire_places=1))
    hired = numerators(own, Kpi.PRACTICE_TO_HIRE)
    by_hosts = 4 * (1 - (1 - FATE["host"]) ** 5)
    assert hired.max() <= 4
    assert agrees(hired, by_hosts)
    turned_away = 20 * FATE["host"] - by_hosts
    assert agrees(numerators(own, Kpi.GROSS), 20 * ELSEWHERE + by_hosts + turned_away * ON_WITHOUT_HOST)


def test_who_has_no_place_of_practice_is_hired_by_no_host() -> None:
    own = study(small(seats=2), outcomes=Fixed((1.0, 0, 0, 0, 0, 0, 0, 0)))
    assert set(numerators(own, Kpi.PRACTICE_TO_HIRE, 20)) == {8}
    assert set(numerators(own, Kpi.GROSS, 20)) == {8}


@pytest.mark.parametrize(("kpi", "months"), [(Kpi.RETENTION_3, 3), (Kpi.RETENTION_6, 6), (Kpi.RETENTION, 12)])
def test_the_hired_stay_as_the_yearly_chance_says(kpi: Kpi, months: int) -> None:
    own = study(small(), outcomes=Fixed((1.0, 0, 0, 0, 0, 0, 0, 0), stay=0.6))
    assert agrees(numerators(own, kpi), 20 * 0.6 ** (months / 12))


def test_retention_counts_only_those_hired_long_enough_ago() -> None:
    own = study(small(), outcomes=Fixed((0, 1.0, 0, 0, 0, 0, 0, 0), stay=1.0))
    [run] = Chain(own).run(BASE, Draws(1, 0))
    kept, known, unknown = run.figures[Kpi.RETENTION_6]
    assert kept == known
    assert known + unknown == 20
    assert known == run.employed[6]


def test_finding_work_alone_is_spread_over_twelve_months() -> None:
    own = study(small(n=20), outcomes=Fixed((0, 1.0, 0, 0, 0, 0, 0, 0)))
    chain = Chain(own)
    by_month = np.array([chain.run(BASE, Draws(3, trial))[0].employed for trial in range(600)])
    assert set(by_month[:, 0]) == {0}
    assert set(by_month[:, 12]) == {20}
    assert agrees(by_month[:, 6], 10)


def test_who_comes_back_from_the_army_seeks_work_again() -> None:
    own = study(small(), horizon=24)
    among = FATE["host"] + ELSEWHERE
    later = FATE["army"] * among / (among + FATE["idle"])
    assert agrees(numerators(own, Kpi.GROSS), 20 * (among + later))


def test_the_army_counts_as_away_up_to_a_year_and_not_after() -> None:
    drafted = Fixed((0, 0, 0, 0, 1.0, 0, 0, 0))
    [early] = Chain(study(small(), outcomes=drafted)).run(BASE, Draws(1, 0))
    [late] = Chain(study(small(), outcomes=drafted, horizon=24)).run(BASE, Draws(1, 0))
    assert early.figures[Kpi.AVAILABLE][1] == 0
    assert late.figures[Kpi.AVAILABLE][1] == 20


def test_rates_leave_out_those_they_name() -> None:
    [run] = Chain(study(small())).run(BASE, Draws(5, 0))
    n = {ending: sum(c for (_, _, e), c in run.flows.items() if e == ending) for ending in FATES}
    assert run.figures[Kpi.GROSS][1] == 20
    assert run.figures[Kpi.FEDERAL][1] == 20 - n["study"]
    assert run.figures[Kpi.AVAILABLE][1] == 20 - n["study"] - n["army"] - n["parental-leave"]
    assert run.figures[Kpi.GROSS][0] == sum(n[e] for e in FATES[:4])


def region(seats: int, host: str = "V") -> Round:
    position = Position("V-1", seats, host, specialties=("15.01.05",))
    return Round("region", (), (position,), kind=Kind.VACANCY)


def test_vacancies_hire_with_the_chance_of_the_model_and_each_seeker_is_sent_once() -> None:
    idle = Fixed((0.4, 0, 0, 0, 0, 0, 0, 0.6))
    own = study(small(seats=0), outcomes=idle, vacancies=region(20))
    assert agrees(numerators(own, Kpi.GROSS), 20 * 0.4)


def test_vacancies_hire_no_more_than_their_seats() -> None:
    idle = Fixed((1.0, 0, 0, 0, 0, 0, 0, 0))
    own = study(small(seats=0), outcomes=idle, vacancies=region(3))
    assert set(numerators(own, Kpi.GROSS, 20)) == {3}


def test_whom_a_vacancy_does_not_take_finds_work_as_the_fate_says() -> None:
    alone = Fixed((0, 0.5, 0, 0, 0, 0, 0, 0.5))
    own = study(small(seats=0), outcomes=alone, vacancies=region(20))
    assert agrees(numerators(own, Kpi.GROSS), 20 * 0.5)
