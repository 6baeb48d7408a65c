"""Summary: means, intervals, paired differences, targets, precision, tilted assumptions."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.errors import InputError
from matcher.rounds import Agreement
from matcher.simulate.kpis import Kpi
from matcher.simulate.precision import WIDTH, half_width, looks, paired, rates, standard_error, variance_ratio
from matcher.simulate.records import records
from matcher.simulate.scenarios import Scenario, Study, Target
from matcher.simulate.simulation import Simulation, simulate, with_trials
from matcher.simulate.summary import Line, estimate, fan, headline, summary, sways
from matcher.simulate.tilts import Tilt, Tilted, tilted, tilts_of
from tests.simulate.models import BASE, Fixed, Missing, Seats, small, study, vacancies

AGREED = Target(Kpi.LONG_TERM_AGREEMENTS, 3)
CLOSED = Scenario("closed", "Одно место закрыто", (Seats("P0", 0),))


def done(own: Study | None = None, **given: object) -> Simulation:
    return simulate(own or study(small(), BASE, CLOSED, trials=40), **given)  # type: ignore[arg-type]


def line(lines: tuple[Line, ...], scenario: str, kpi: Kpi, cohort: int | None = 1) -> Line:
    [found] = [x for x in lines if (x.scenario, x.kpi, x.cohort) == (scenario, kpi, cohort)]
    return found


def test_a_line_has_horizon_numerator_denominator_and_the_mean_of_the_rate() -> None:
    found = done()
    own = line(summary(found), "base", Kpi.GROSS)
    figures = found.counts.figures[0, :, 0, found.kpis.index(Kpi.GROSS)]
    assert (own.horizon, own.denominator, own.unknown) == (12, 20, 0)
    assert own.numerator == figures[:, 0].mean()
    assert own.value is not None
    assert own.value.mean == pytest.approx(own.numerator / 20)
    assert own.value.low <= own.value.mean <= own.value.high


def test_eight_of_ten_trials_lie_within_the_interval() -> None:
    found = estimate(np.arange(101.0), antithetic=False)
    assert found is not None
    assert (found.mean, found.low, found.high) == (50, 10, 90)


def test_the_mean_is_known_to_within_its_standard_errors() -> None:
    values = np.array([1.0, 2.0, 3.0, 6.0])
    found = estimate(values, antithetic=False)
    assert found is not None
    assert found.give == pytest.approx(WIDTH * values.std(ddof=1) / 2)
    assert pytest.approx(1.2816, abs=1e-4) == WIDTH


def test_antithetic_trials_count_by_pairs() -> None:
    values = np.array([1.0, 5.0, 2.0, 4.0, 3.0, 3.0, 9.0])
    assert paired(values).tolist() == [3, 3, 3]
    assert standard_error(values, antithetic=True) == 0
    assert variance_ratio(values[:6]) == 0
    assert variance_ratio(np.ones(6)) is None
    assert variance_ratio(np.array([1.0, np.nan, 2.0, 3.0])) is None
    assert standard_error(np.array([1.0]), antithetic=False) == 0


def test_mirrored_pairs_pay_for_the_employed_of_the_base() -> None:
    found = line(summary(done(study(small(), trials=400))), "base", Kpi.GROSS).value
    assert found is not None
    assert found.variance_ratio is not None
    assert found.variance_ratio < 0.8


def test_differences_are_of_the_same_trials() -> None:
    found = done()
    both = found.counts.figures[:, :, 0, found.kpis.index(Kpi.GROSS), 0]
    closed = line(summary(found), "closed", Kpi.GROSS)
    assert closed.difference_n is not None
    assert closed.difference is not None
    assert closed.difference_n.mean == pytest.approx((both[1] - both[0]).mean())
    assert closed.difference.mean == pytest.approx(closed.difference_n.mean / 20)
    assert line(summary(found), "base", Kpi.GROSS).difference is None


def test_a_scenario_without_a_change_differs_by_exactly_nothing() -> None:
    found = line(summary(done(study(small(), BASE, Scenario("same", ""), trials=20))), "same", Kpi.GROSS)
    assert found.difference is not None
    assert (found.difference.mean, found.difference.low, found.difference.high, found.difference.give) == (0, 0, 0, 0)


def test_a_rate_of_nobody_has_no_value() -> None:
    own = line(summary(done()), "base", Kpi.RETENTION_24)
    assert (own.value, own.denominator) == (None, 0)
    assert own.unknown > 0
    assert np.isnan(rates(np.array([[0.0, 0.0, 3.0]])))[0]


def test_targets_are_reached_from_above_or_where_less_is_better_from_below() -> None:
    targets = (Target(Kpi.PLACED, 0.9), Target(Kpi.GROSS, 1.0), Target(Kpi.MEAN_RANK, 1.0), Target(Kpi.RETENTION_24, 0))
    found = summary(done(replace(study(small(), trials=10), targets=targets)))
    reached = [line(found, "base", Kpi(t.kpi)).reached for t in targets]
    assert reached == [1.0, 0.0, 1.0, None]


def test_a_target_of_agreements_is_a_number_of_them() -> None:
    signed = tuple(Agreement(f"G{k}", f"H{k}") for k in range(4))
    found = done(replace(study(replace(small(), agreements=signed), trials=4), targets=(AGREED,)))
    own = line(summary(found), "base", Kpi.LONG_TERM_AGREEMENTS)
    assert own.value is not None
    assert (own.numerator, own.denominator, own.value.mean, own.reached) == (4, 4, 4, 1.0)


def test_the_headline_is_the_first_target_else_employment_else_the_placed() -> None:
    own = study(small(), trials=2)
    assert headline(done(own)) == Kpi.GROSS
    assert headline(done(replace(own, targets=(Target(Kpi.TOP_1, 0.5),)))) == Kpi.TOP_1
    assert headline(done(replace(own, horizon=0))) == Kpi.PLACED


def test_several_cohorts_are_told_one_by_one_and_together() -> None:
    found = summary(done(study(small(), trials=4, cohorts=2)))
    one, two, both = (line(found, "base", Kpi.GROSS, cohort) for cohort in (1, 2, None))
    assert both.numerator == one.numerator + two.numerator
    assert both.denominator == 40


def test_the_fan_rises_to_the_rate_at_the_horizon() -> None:
    found = done()
    points = [p for p in fan(found) if p.scenario == "base"]
    gross = line(summary(found), "base", Kpi.GROSS)
    assert [p.month for p in points] == list(range(13))
    assert points[-1].share == gross.value
    assert [p.numerator for p in points] == sorted(p.numerator for p in points)


def test_horizon_0_has_no_fan_and_no_tilts() -> None:
    found = done(study(small(), trials=2, horizon=0), tornado=True)
    assert (list(fan(found)), sways(found), found.tilts) == ([], (), None)


def test_records_are_tidy_and_whole() -> None:
    found = done(study(small(), BASE, CLOSED, trials=3, cohorts=2))
    rows = list(found.records())
    assert len(rows) == 2 * 3 * 2 * len(found.kpis)
    assert len({(r.scenario, r.trial, r.cohort, r.kpi) for r in rows}) == len(rows)
    assert {r.horizon for r in rows} == {12}
    assert rows == list(records(found.counts, ["base", "closed"], found.kpis, 12))


def test_assumptions_are_tilted_against_the_base_of_the_same_trials() -> None:
    found = sways(done(study(small(), trials=60, vacancies=vacancies(3)), tornado=True))
    assert {s.name for s in found} == {"host", "alone", "army", "study", "vacancies"}
    by_name = {s.name: s for s in found}
    assert by_name["host"].down.mean < 0 < by_name["host"].up.mean
    assert by_name["army"].up.mean < 0 < by_name["army"].down.mean
    size = [max(abs(s.down.mean), abs(s.up.mean)) for s in found]
    assert size == sorted(size, reverse=True)


def test_tilts_leave_vacancies_out_where_there_are_none() -> None:
    assert "vacancies" not in {s.title for s in tilts_of(study(small()))}


@pytest.mark.parametrize("factor", [0.8, 1.2])
def test_tilted_chances_still_sum_to_one(factor: float) -> None:
    fate = np.array([Fixed().fate, (1.0, 0, 0, 0, 0, 0, 0, 0), (0.0, 0, 0, 0, 0, 0, 0, 1.0)])
    found = tilted(fate, [0], factor)
    assert found.sum(axis=1) == pytest.approx(np.ones(3))
    assert found[0, 0] == pytest.approx(0.3 * factor)
    assert found[0, 1] == pytest.approx(0.15 * (1 - 0.3 * factor) / 0.7)


def test_a_tilt_edits_no_round() -> None:
    tilt = Tilt("vacancies", 1.2)
    draws = None
    assert tilt.applied(small(), draws) == small()  # type: ignore[arg-type]  # no lots are drawn
    assert tilt.of(Fixed()) == Fixed()
    assert isinstance(Tilt("army", 0.8).of(Fixed()), Tilted)


def test_looks_are_at_fixed_trials_only() -> None:
    assert list(looks(1000, precision=None)) == [1000]
    assert list(looks(1000, precision=0.01)) == [100, 200, 400, 800, 1000]


def test_a_precise_study_stops_early_at_the_same_trial_whoever_works() -> None:
    own = replace(study(small(), BASE, CLOSED, trials=1000), precision=0.02)
    found = done(own)
    assert (found.stopped, found.counts.n_trials) == ("precision", 100)
    assert half_width(found.counts.figures, found.kpis, antithetic=True) <= 0.02
    assert done(replace(own, trials=150, precision=0.001)).stopped == "trials"


def test_trials_that_are_asked_for_are_all_done() -> None:
    own = replace(study(small()), precision=0.1)
    assert with_trials(own, None) is own
    assert (with_trials(own, 7).trials, with_trials(own, 7).precision) == (7, None)


def test_rounds_without_a_proved_plan_are_counted() -> None:
    from matcher.rounds import Lock, LockKind

    locks = tuple(Lock(f"A0{k}", "P0", LockKind.ASSIGNED, "договор") for k in range(2))
    found = done(study(replace(small(seats=1), locks=locks), trials=3))
    assert found.counts.unplanned == {"base": 3}


@pytest.mark.parametrize("bad", [{"trials": 0}, {"horizon": -1}, {"cohorts": 0}, {"scenarios": ()}])
def test_a_study_that_cannot_be_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(InputError):
        simulate(replace(study(small()), **bad))  # type: ignore[arg-type]


def test_changes_with_lots_of_their_own_run_in_a_simulation() -> None:
    found = done(study(small(), BASE, Scenario("few", "", (Missing(0.4),)), trials=4))
    few = line(summary(found), "few", Kpi.PLACED)
    assert few.denominator < 20
