"""Deferred acceptance and serial choice against the oracle's enumeration."""

from dataclasses import replace
from typing import Any

import pytest

from matcher.errors import PolicyError
from matcher.explain.explanation import explain
from matcher.explain.prices import with_prices
from matcher.judge import judge
from matcher.matching import Claims, Result
from matcher.policy import Level, LevelName, Mechanism, Policy, Stability
from matcher.rounds import Agreement, Pair, Round
from matcher.solve import solve
from tests.oracle.brute_force import Assignment, Oracle
from tests.oracle.small_rounds import small_policy, small_round

SEEDS = [range(n * 50, (n + 1) * 50) for n in range(10)]


def solved(round_: Round, policy: Policy, mechanism: Mechanism) -> tuple[Result, Oracle, Assignment]:
    policy = replace(policy, mechanism=mechanism, objectives=(Level(LevelName.PLACED),))
    result = solve(round_, policy)
    assert result.matching is not None
    return result, Oracle(round_, policy), {p.applicant_id: p.position_id for p in result.matching.places}


def feasible_round(seed: int) -> Round:
    """A small round without locks, so that it always has a matching."""
    return small_round(seed, locks=False)


@pytest.mark.parametrize("seeds", SEEDS)
@pytest.mark.parametrize("mechanism", [Mechanism.APPLICANT_PROPOSING, Mechanism.POSITION_PROPOSING])
def test_no_pair_blocks_what_deferred_acceptance_gives(seeds: range, mechanism: Mechanism) -> None:
    for seed in seeds:
        result, oracle, found = solved(feasible_round(seed), small_policy(seed), mechanism)
        assert oracle.blocking(found) == [], seed
        assert result.blocking_pairs == 0


def strict(oracle: Oracle) -> Oracle:
    """An oracle that sees the lottery's order as the hosts' strict wish."""

    class Strict(Oracle):
        def standing(self, applicant: str, position: str) -> list[Any]:
            return [*super().standing(applicant, position), self.order_key(applicant), self.lot(applicant)]

        def rank(self, applicant: str, position: str) -> tuple[int, str]:
            return (super().rank(applicant, position), position)

    return Strict(oracle.round, oracle.policy)


@pytest.mark.parametrize("seeds", SEEDS)
def test_every_applicant_is_at_its_best_over_all_stable_matchings(seeds: range) -> None:
    for seed in seeds:
        _, oracle, found = solved(feasible_round(seed), small_policy(seed), Mechanism.APPLICANT_PROPOSING)
        for other in stable_matchings(strict(oracle)):
            for a, options in oracle.options.items():
                order = [*options, None]
                assert order.index(found.get(a)) <= order.index(other.get(a)), seed


@pytest.mark.parametrize("seeds", SEEDS)
def test_every_applicant_is_at_its_worst_when_positions_propose(seeds: range) -> None:
    for seed in seeds:
        _, oracle, found = solved(feasible_round(seed), small_policy(seed), Mechanism.POSITION_PROPOSING)
        for other in stable_matchings(strict(oracle)):
            for a, options in oracle.options.items():
                order = [*options, None]
                assert order.index(found.get(a)) >= order.index(other.get(a)), seed


def stable_matchings(oracle: Oracle) -> list[Assignment]:
    return [m for m in oracle.matchings() if not oracle.blocking(m)]


@pytest.mark.parametrize("seeds", SEEDS)
def test_serial_choice_is_that_of_the_oracle(seeds: range) -> None:
    for seed in seeds:
        _, oracle, found = solved(feasible_round(seed), small_policy(seed), Mechanism.SERIAL)
        assert found == oracle.serial(), seed


COUNTED = (
    Level(LevelName.BALANCE, measure="unplaced", groups="specialty"),
    Level(LevelName.AGREEMENTS),
    Level(LevelName.EMPLOYMENT, give_up=0.5),
    Level(LevelName.PLACED, give_up=0.5),
)
"""Levels for which ``optimal`` would need a program."""


def counting_round(seed: int) -> Round:
    """A round whose hosts have an agreement and hire few."""
    round_ = feasible_round(seed)
    agreements = tuple(Agreement(f"d{n}", h.host_id) for n, h in enumerate(round_.hosts))
    positions = tuple(replace(j, hire_places=1) for j in round_.positions)
    one = round_.applicants[0].applicant_id
    pairs = (*(p for p in round_.pairs if p.applicant_id != one), Pair(one, positions[0].position_id, employment=0.5))
    return replace(round_, positions=positions, agreements=agreements, pairs=pairs)


@pytest.mark.parametrize("level", COUNTED, ids=lambda level: str(level.name))
@pytest.mark.parametrize("mechanism", [m for m in Mechanism if m != Mechanism.OPTIMAL])
def test_what_levels_count_does_not_change_who_chooses(mechanism: Mechanism, level: Level) -> None:
    for seed in range(30):
        round_, policy = counting_round(seed), replace(small_policy(seed), mechanism=mechanism)
        plain = solve(round_, replace(policy, objectives=(Level(LevelName.PLACED),)))
        counted = solve(round_, replace(policy, objectives=(level,)))
        assert counted.matching == plain.matching, seed
        assert counted.facts["solver"] == mechanism, seed


@pytest.mark.parametrize("level", COUNTED, ids=lambda level: str(level.name))
@pytest.mark.parametrize("mechanism", [m for m in Mechanism if m != Mechanism.OPTIMAL])
def test_such_results_can_be_judged_and_explained(mechanism: Mechanism, level: Level) -> None:
    for seed in range(10):
        round_ = counting_round(seed)
        policy = replace(small_policy(seed), mechanism=mechanism, objectives=(level,))
        result = solve(round_, policy)
        assert result.matching is not None
        assert judge(round_, result.matching, policy, result.certificate).accepted, seed
        assert with_prices(round_, result).prices == (), seed
        told = explain(round_, result, everyone=True)
        assert {a.applicant_id for a in told.applicants} == {a.applicant_id for a in round_.applicants}, seed


def test_a_result_of_a_mechanism_may_be_silent_about_levels() -> None:
    round_, policy = feasible_round(1), Policy(mechanism=Mechanism.SERIAL)
    result = solve(round_, policy)
    assert result.matching is not None
    assert judge(round_, result.matching, policy, claims=Claims(levels=())).accepted


def test_a_level_that_a_mechanism_claims_to_have_proved_is_refuted() -> None:
    round_, policy = feasible_round(1), Policy(mechanism=Mechanism.SERIAL)
    result = solve(round_, policy)
    assert result.matching is not None
    proved = tuple(replace(level, proved=True, bound=level.value) for level in result.levels)
    found = judge(round_, result.matching, policy, claims=Claims(levels=proved))
    assert {claim.code for claim in found.claims} == {"level-proof"}


def test_a_choice_in_turn_cannot_promise_stability() -> None:
    policy = Policy(mechanism=Mechanism.SERIAL, stability=Stability.STABLE)
    with pytest.raises(PolicyError) as error:
        solve(feasible_round(1), policy)
    assert [p.values["feature"] for p in error.value.problems] == ["stability"]
