"""Advice on a small study beside all its sets, tried by hand in the chain."""

from dataclasses import dataclass, replace
from itertools import product

import pytest

from matcher.errors import InputError
from matcher.rounds import Applicant, Position, Round
from matcher.simulate.chain.trial import Chain
from matcher.simulate.draws import Draws
from matcher.simulate.kpis import Kpi
from matcher.simulate.levers.advice import Advice, advise
from matcher.simulate.scenarios import Lever, Scenario, Study
from tests.simulate.models import Fixed, Seats

PEOPLE = tuple(Applicant(f"a{i}") for i in range(8))
ROUND = Round("r", PEOPLE, tuple(Position(f"p{j}", 1) for j in range(3)))
LEVERS = (
    Lever("two", "Two seats more", (Seats("p0", 3),), 50_000),
    Lever("four", "Four seats more", (Seats("p1", 5),), 80_000),
    Lever("fair", "A seat more, perhaps", (Seats("p2", 2, chance=0.5),), 20_000, most=2),
    Lever("none", "Nothing", (), 0),
)
STUDY = Study("s", ROUND, Fixed(), (Scenario("base", ""),), horizon=6, seed=3, budget=100_000, levers=LEVERS)
SETS: list[tuple[int, ...]] = [
    s for s in product(range(2), range(2), range(3), range(2)) if 50 * s[0] + 80 * s[1] + 20 * s[2] <= 100
]


def employed(study: Study, pulls: tuple[int, ...], trials: range) -> float:
    """The mean number employed over some trials, by the chain itself."""
    changes = tuple(c for lever, n in zip(study.levers, pulls, strict=True) for c in lever.changes * n)
    chain, scenario = Chain(study), Scenario("x", "", changes)
    runs = [chain.run(scenario, Draws(study.seed, k, antithetic=True)) for k in trials]
    return sum(cohort.figures[Kpi.GROSS][0] for cohorts in runs for cohort in cohorts) / len(trials)


@pytest.fixture(scope="module")
def whole() -> Advice:
    return advise(STUDY, trials=40)


def test_the_best_of_all_sets_is_found_and_worth_what_fresh_trials_say(whole: Advice) -> None:
    chosen_by: dict[tuple[int, ...], float] = {s: employed(STUDY, s, range(40)) for s in SETS}
    best = max(chosen_by.values())
    assert chosen_by[whole.best.pulls] == best
    fresh = range(40, 80)
    gain = employed(STUDY, whole.best.pulls, fresh) - employed(STUDY, (0, 0, 0, 0), fresh)
    assert whole.best.gain.mean == pytest.approx(gain)
    assert (whole.whole, whole.n_sets) == (True, len(SETS))
    assert whole.best.cost <= 100_000
    assert whole.base.mean == pytest.approx(employed(STUDY, (0, 0, 0, 0), fresh))
    assert whole.denominator == len(PEOPLE)


def test_levers_by_themselves_are_ranked_with_gain_cost_and_gain_per_rouble(whole: Advice) -> None:
    gains = [e.gain.mean for e in whole.alone]
    assert gains == sorted(gains, reverse=True)
    by_name = {LEVERS[e.pulls.index(1)].name: e for e in whole.alone}
    assert set(by_name) == {"two", "four", "fair", "none"}
    assert by_name["four"].per_100k == pytest.approx(by_name["four"].gain.mean / 0.8)
    assert (by_name["none"].gain.mean, by_name["none"].gain.give, by_name["none"].per_100k) == (0, 0, None)


def test_a_gap_comes_only_where_all_sets_were_tried(whole: Advice) -> None:
    assert whole.gap is not None
    assert 0 <= whole.gap.mean <= whole.gap.most
    some = advise(STUDY, trials=40, most_sets=3)
    assert (some.whole, some.gap) == (False, None)
    assert some.best.pulls == whole.best.pulls


def test_a_larger_budget_never_makes_the_chosen_trials_worse() -> None:
    means = []
    for budget in (0, 50_000, 80_000, 170_000):
        found = advise(STUDY, budget=budget, trials=20)
        assert found.best.cost <= budget
        means.append(employed(STUDY, found.best.pulls, range(20)))
    assert means == sorted(means)


def test_the_advice_does_not_depend_on_the_number_of_workers() -> None:
    study = replace(STUDY, levers=LEVERS[:2])
    one, two = (advise(study, trials=10, workers=w) for w in (1, 2))
    assert (one.best, one.alone, one.gap, one.bound) == (two.best, two.alone, two.gap, two.bound)


def test_progress_counts_the_sets_tried() -> None:
    told: list[int] = []
    advise(replace(STUDY, levers=LEVERS[:1]), trials=2, progress=told.append)
    assert told == [2]


@pytest.mark.parametrize(
    ("study", "kpi", "code"),
    [
        (replace(STUDY, levers=()), None, "no-levers"),
        (STUDY, Kpi.MEAN_KM, "uncounted-kpi"),
        (replace(STUDY, horizon=0), Kpi.GROSS, "uncounted-kpi"),
    ],
)
def test_studies_and_figures_that_cannot_be_searched_are_refused(study: Study, kpi: Kpi | None, code: str) -> None:
    with pytest.raises(InputError) as error:
        advise(study, kpi)
    assert [p.code for p in error.value.problems] == [code]


def test_without_a_budget_all_can_be_had() -> None:
    found = advise(replace(STUDY, budget=None, horizon=0, levers=LEVERS[:2]), trials=2)
    assert (found.budget, found.best.pulls) == (float("inf"), (1, 1))


def test_at_horizon_nought_the_placed_count() -> None:
    found = advise(replace(STUDY, horizon=0, levers=LEVERS[:2]), trials=2)
    assert (found.kpi, found.base.mean) == (Kpi.PLACED, 3)
    assert (found.best.pulls, found.best.gain.mean) == ((0, 1), 4)


@dataclass(frozen=True, slots=True)
class OnlyAfter(Seats):
    """The seats of a position, if it has some already."""

    def applied(self, round_: Round, draws: Draws) -> Round:
        opened = any(j.position_id == self.position_id and j.capacity for j in round_.positions)
        return Seats(self.position_id, self.capacity).applied(round_, draws) if opened else round_


def test_there_is_no_bound_where_levers_gain_more_together_than_apart() -> None:
    shut = replace(ROUND, positions=tuple(replace(j, capacity=0) for j in ROUND.positions))
    opening = Lever("open", "One seat", (Seats("p0", 1),), 1)
    study = replace(STUDY, round=shut, horizon=0, budget=2, levers=(opening, Lever("two", "Two", (Seats("p1", 2),), 1)))
    assert advise(study, trials=2).bound == 3
    more = Lever("more", "Five seats where there is one", (OnlyAfter("p0", 5),), 1)
    found = advise(replace(study, levers=(opening, more)), trials=2)
    assert (found.best.pulls, found.best.gain.mean, found.bound) == ((1, 1), 5, None)
