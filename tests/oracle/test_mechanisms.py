"""Deferred acceptance and serial choice against the oracle's enumeration."""

from dataclasses import replace
from typing import Any

import pytest

from matcher.matching import Result
from matcher.policy import Level, LevelName, Mechanism, Policy
from matcher.rounds import Round
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
