"""The plan within a trial: horizon 0, plans solved again, the quicker way, common random numbers."""

import random
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from matcher import solve
from matcher.policy import Level, LevelName, Policy
from matcher.rounds import Agreement, Lock, LockKind, Preference, Round
from matcher.simulate.chain.fingerprints import Fingerprints
from matcher.simulate.chain.plan_store import PlanStore
from matcher.simulate.chain.plans import Memo, plan_of
from matcher.simulate.chain.rates import EMPLOYMENT, PLACEMENT, kpis
from matcher.simulate.chain.trial import Chain
from matcher.simulate.draws import Draws
from matcher.simulate.kpis import Kpi
from matcher.simulate.scenarios import Scenario
from tests.simulate.models import BASE, Fixed, Missing, Seats, demo, small, study, vacancies


def test_horizon_0_gives_the_placement_and_nothing_else() -> None:
    [run] = Chain(study(demo(), horizon=0)).run(BASE, Draws(1, 0))
    result = solve(demo())
    assert set(run.figures) == set(PLACEMENT)
    assert run.figures[Kpi.PLACED] == (result.placed, result.placed + result.unplaced, 0)
    assert run.figures[Kpi.TOP_1] == (result.rank_profile[0], result.placed, 0)
    assert run.figures[Kpi.TOP_2] == (sum(result.rank_profile[:2]), result.placed, 0)
    assert run.figures[Kpi.MEAN_RANK][1:] == (result.placed - result.unranked, result.unranked)
    assert run.employed == ()


def test_every_horizon_has_its_rates() -> None:
    assert kpis(0) == PLACEMENT
    assert kpis(12) == EMPLOYMENT + PLACEMENT
    assert set(kpis(12)) == set(Kpi)


def test_a_plan_is_solved_again_in_the_trials_that_change_it() -> None:
    closing = Scenario("closing", "", (Seats("P0", 0, chance=0.5),))
    chain = Chain(study(small(), horizon=0))
    placed = [chain.run(closing, Draws(1, trial))[0].figures[Kpi.PLACED][0] for trial in range(30)]
    assert set(placed) == {15, 20}


def test_costs_count_in_the_trials_in_which_a_change_happens() -> None:
    closing = Scenario("closing", "", (Seats("P0", 0, chance=0.5, cost=100.0),))
    chain = Chain(study(small(), horizon=0))
    runs = [chain.run(closing, Draws(1, trial))[0].figures for trial in range(20)]
    assert {(f[Kpi.PLACED][0], f[Kpi.NET_BUDGET][0]) for f in runs} == {(15, -100.0), (20, 0.0)}


@pytest.mark.parametrize("trial", range(4))
def test_the_quicker_way_to_a_plan_comes_to_the_same(trial: int) -> None:
    changed = Missing(0.15).applied(demo(), Draws(trial, 0))
    judged, quick = plan_of(changed), plan_of(changed, judged=False)
    assert (judged.status, judged.places) == (quick.status, quick.places)
    assert judged.figures == quick.figures


@pytest.mark.parametrize("judged", [True, False])
def test_a_round_without_a_matching_places_nobody_and_says_so(judged: bool) -> None:
    locks = tuple(Lock(f"A0{k}", "P0", LockKind.ASSIGNED, "договор") for k in range(2))
    plan = plan_of(replace(small(seats=1), locks=locks), judged=judged)
    assert (plan.status, plan.places) == ("infeasible", ())
    assert plan.figures[Kpi.PLACED] == (0, 20, 0)


def test_a_scenario_without_a_change_differs_by_nothing() -> None:
    chain = Chain(study(demo(), vacancies=vacancies()))
    for trial in range(5):
        one, other = (chain.run(Scenario(name, ""), Draws(1, trial)) for name in ("one", "other"))
        assert one[0].figures == other[0].figures
        assert one[0].flows == other[0].flows


def test_the_order_of_rows_changes_nothing() -> None:
    lots = random.Random(3)
    own = study(demo(), vacancies=vacancies(), cohorts=2)
    mixed = replace(own, round=shuffled(own.round, lots), vacancies=shuffled(vacancies(), lots))
    runs = [[r.figures for r in Chain(s).run(BASE, Draws(1, 0))] for s in (own, mixed)]
    assert runs[0] == runs[1]


def shuffled(round_: Round, lots: random.Random) -> Round:
    tables = {name: getattr(round_, name) for name in round_.__dataclass_fields__}
    mixed = {name: tuple(lots.sample(v, len(v))) for name, v in tables.items() if isinstance(v, tuple)}
    return replace(round_, **mixed)  # type: ignore[arg-type]  # each table keeps its rows


def test_vacancies_can_be_changed_and_a_study_without_them_leaves_such_changes_out() -> None:
    more = Scenario("more", "", (Seats("V-000", 9, where="vacancies"),))
    chain = Chain(study(small(), vacancies=vacancies(4)))
    assert chain.run(more, Draws(1, 0))[0].figures[Kpi.GROSS][1] == 20
    without = Chain(study(small()))
    assert without.run(more, Draws(1, 0))[0].figures == without.run(BASE, Draws(1, 0))[0].figures


def test_changes_that_draw_lots_give_each_trial_its_own_plan() -> None:
    chain = Chain(study(small(), horizon=0))
    few = Scenario("few", "", (Missing(0.5),))
    wanted = [chain.run(few, Draws(1, trial))[0].figures[Kpi.PLACED][1] for trial in range(6)]
    assert len(set(wanted)) > 1


def test_fingerprints_tell_contents_and_policies_apart_and_rows_in_another_order_not() -> None:
    prints, one = Fingerprints(), small()
    assert prints.of(one) == prints.of(replace(one, positions=one.positions[::-1]))
    assert prints.of(one) != prints.of(replace(one, positions=one.positions[1:]))
    costly = Policy(objectives=(Level(LevelName.PLACED), Level(LevelName.COST)))
    assert prints.of(one) != prints.of(replace(one, policy=costly))
    assert prints.of(None) == ""


def test_fingerprints_forget_tables_and_still_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("matcher.simulate.chain.fingerprints"), "MOST_TABLES", 1)
    prints = Fingerprints()
    assert prints.of(small()) == prints.of(small()) == Fingerprints().of(small())


def test_workers_find_the_plans_of_others_in_their_folder(tmp_path: Path) -> None:
    solved = PlanStore(tmp_path).get("key", lambda: plan_of(demo()))
    found = PlanStore(tmp_path).get("key", lambda: plan_of(small()))
    assert (found.status, found.places, found.figures) == (solved.status, solved.places, solved.figures)
    assert PlanStore().get("key", lambda: plan_of(small())).places != solved.places


def test_a_memo_makes_again_what_it_forgot() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    memo: Memo[int] = Memo(1)
    assert [memo.get("a", make), memo.get("a", make), memo.get("b", make), memo.get("a", make)] == [1, 1, 2, 3]


def test_hosts_take_on_by_their_own_list_then_by_grade() -> None:
    people = tuple(replace(a, grade=4.5 if k == 2 else 3.0) for k, a in enumerate(small(n=3).applicants))
    own = replace(small(n=3, hire_places=1), applicants=people, positions=small(hire_places=1).positions[:1])
    [run] = Chain(study(own, outcomes=Fixed((1.0, 0, 0, 0, 0, 0, 0, 0)))).run(BASE, Draws(1, 0))
    assert run.figures[Kpi.PRACTICE_TO_HIRE] == (1, 3, 0)
    assert run.figures[Kpi.HIRE_PLACES_FILLED] == (1, 1, 0)


def test_work_at_partners_and_in_the_specialty_is_told_from_what_is_not_known() -> None:
    own = replace(small(), agreements=(Agreement("1", "H0"), Agreement("2", "H1")))
    [hired] = Chain(study(own, outcomes=Fixed((1.0, 0, 0, 0, 0, 0, 0, 0)))).run(BASE, Draws(1, 0))
    assert hired.figures[Kpi.AT_PARTNERS][1:] == (10, 0)
    assert hired.figures[Kpi.AT_PARTNERS][0] == hired.figures[Kpi.PLACED][0] == 10
    [alone] = Chain(study(own, outcomes=Fixed((0, 0, 1.0, 0, 0, 0, 0, 0)))).run(BASE, Draws(1, 0))
    assert alone.figures[Kpi.AT_PARTNERS] == (0, 20, 20)
    assert alone.figures[Kpi.IN_SPECIALTY] == (0, 20, 0)
    [own_boss] = Chain(study(own, outcomes=Fixed((0, 0, 0, 1.0, 0, 0, 0, 0)))).run(BASE, Draws(1, 0))
    assert own_boss.figures[Kpi.AT_PARTNERS] == (0, 20, 0)
    assert own_boss.figures[Kpi.IN_SPECIALTY] == (0, 20, 20)


def test_wishes_count_where_there_are_some() -> None:
    wishes = tuple(Preference(a.applicant_id, "P0", rank=1) for a in small().applicants)
    [run] = Chain(study(replace(small(), preferences=wishes), horizon=0)).run(BASE, Draws(1, 0))
    assert run.figures[Kpi.TOP_1] == (5, 20, 0)
    assert run.figures[Kpi.MEAN_RANK] == (5, 5, 15)
