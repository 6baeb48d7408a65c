"""Rounds that mix all conditions on whole matchings: the optimiser and the judge against the oracle's enumeration."""

from collections.abc import Iterator
from dataclasses import fields, replace
from random import Random
from typing import Any

import pytest

from matcher.judge import Case, judge_case
from matcher.matching import Matching, Place, Status
from matcher.policy import Policy, Stability
from matcher.quantities import quantities_of
from matcher.rounds import Round
from matcher.solve import solve
from matcher.solvers import seeking
from tests.oracle.feature_rounds import feature_policy, feature_round, stable_round
from tests.oracle.served import served
from tests.oracle.together import Held, Together

ROUNDS_A_CHUNK = 100
CHUNKS = [("feature", n) for n in range(25)] + [("stable", n) for n in range(12)] + [("both", n) for n in range(12)]
CODES = {
    "at_a_time": {"at-a-time"},
    "room": {"capacity", "host-capacity", "position-capacity"},
    "minimum": {"minimum"},
    "host_minimum": {"host-minimum"},
    "max_minors": {"max-minors"},
    "beds": {"beds"},
    "companions": {"companions"},
    "quota": {"quota"},
    "lock": {"lock-assigned"},
    "mentor": {"mentor"},
    "supervisor": {"supervisor"},
    "agreement": {"agreement"},
    "max_changes": {"max-changes"},
}
"""What the judge calls each of the oracle's conditions."""


def made(kind: str, seed: int) -> tuple[Round, Policy]:
    """A round and a policy that it can serve: with conditions, with stability, or with both in a single period."""
    round_ = stable_round(seed) if kind == "stable" else feature_round(seed)
    if kind == "both":
        round_ = replace(round_, periods=(), positions=tuple(replace(j, period_id=None) for j in round_.positions))
        round_ = replace(round_, placements=tuple(replace(p, period_id=None) for p in round_.placements))
    policy = feature_policy(seed, stable=kind != "feature")
    return round_, served(round_, policy if round_.placements else replace(policy, max_changes=None))


def seeds(chunk: int) -> range:
    return range(chunk * ROUNDS_A_CHUNK, (chunk + 1) * ROUNDS_A_CHUNK)


def held_by(matching: Matching) -> Held:
    return {(p.applicant_id, p.period_id): p.position_id for p in matching.places}


def matching_of(held: Held) -> Matching:
    return Matching(tuple(Place(a, t, p) for (a, t), p in held.items()))


@pytest.mark.parametrize(("kind", "chunk"), CHUNKS)
def test_status_and_every_level_equal_brute_force(kind: str, chunk: int) -> None:
    for seed in seeds(chunk):
        round_, policy = made(kind, seed)
        oracle, result = Together(round_, policy), solve(round_, policy)
        if not oracle.feasible:
            assert result.status == Status.INFEASIBLE, seed
            continue
        assert result.status == Status.OPTIMAL, seed
        best, left = oracle.best()
        for level, found, value in zip(policy.objectives, result.levels, best, strict=True):
            if not level.give_up:
                assert (found.value, found.bound) == (value, value), (seed, level)
            elif not found.certified:
                assert found.bound == value, (seed, level)
        assert result.matching is not None
        assert held_by(result.matching) in left, seed
        if policy.stability == Stability.STABLE:
            assert result.blocking_pairs == len(oracle.blocking(left[0])), seed
            fewest = result.fewest_blocking
            assert (result.blocking_pairs > 0) <= (fewest is not None), seed
            assert fewest is None or (fewest.value, fewest.bound, fewest.proved) == (*[result.blocking_pairs] * 2, True)


def test_a_search_that_loses_its_way_starts_afresh() -> None:
    round_, policy = made("stable", 103767)
    result = solve(round_, policy)
    assert result.status == Status.OPTIMAL
    assert [level.value for level in result.levels] == Together(round_, policy).best()[0]


@pytest.mark.parametrize("kind", ["feature", "both"])
def test_what_is_looked_at_first_in_large_rounds_is_right_in_small_ones(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seeking, "MANY_OPEN", 0)
    test_status_and_every_level_equal_brute_force(kind, 50)


def upside_down(round_: Round) -> Round:
    """The same round with the rows of every table in reverse."""
    values = {f.name: getattr(round_, f.name) for f in fields(round_)}
    tables: dict[str, Any] = {name: rows[::-1] for name, rows in values.items() if isinstance(rows, tuple)}
    return replace(round_, **tables)


@pytest.mark.parametrize("kind", ["feature", "stable", "both"])
def test_the_order_of_rows_changes_nothing(kind: str) -> None:
    for seed in range(150):
        round_, policy = made(kind, seed)
        one, other = solve(round_, policy), solve(upside_down(round_), policy)
        assert one.matching == other.matching, seed
        assert one.conflict == other.conflict, seed


def some_matchings(oracle: Together, seed: int, most: int) -> Iterator[Held]:
    every = list(oracle.matchings())
    yield from Random(seed).sample(every, min(most, len(every)))


@pytest.mark.parametrize("chunk", range(8))
def test_the_judge_finds_whatever_the_oracle_finds_in_any_matching(chunk: int) -> None:
    broken: set[str] = set()
    for seed in seeds(chunk):
        round_, policy = made("feature", seed)
        oracle, quantities = Together(round_, policy), quantities_of(round_, policy)
        for held in some_matchings(oracle, seed, 12):
            found = {v.code for v in judge_case(Case(quantities, matching_of(held))).violations}
            expected = oracle.broken(held)
            assert bool(found) == (expected is not None), (seed, held, found, expected)
            if expected is not None:
                broken.add(expected)
                assert found & CODES[expected], (seed, held, found, expected)
    assert len(broken) >= 10


@pytest.mark.parametrize("chunk", range(4))
def test_the_judge_finds_the_blocking_pairs_of_the_oracle(chunk: int) -> None:
    for seed in seeds(chunk):
        round_, policy = made("stable", seed)
        oracle, quantities = Together(round_, policy), quantities_of(round_, policy)
        for held in some_matchings(oracle, seed, 12):
            verdict = judge_case(Case(quantities, matching_of(held)))
            if verdict.feasible:
                found = [((b.applicant_id, b.period_id), b.position_id) for b in verdict.blocking_pairs]
                assert sorted(found) == sorted(oracle.blocking(held)), (seed, held)
                assert verdict.accepted == (not found)
