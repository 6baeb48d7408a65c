"""Stability among ties against the enumeration of all weakly stable matchings, and against the general program."""

import numpy as np
import pytest

from matcher.judge import judge
from matcher.matching import Claims, Status
from matcher.policy import Policy
from matcher.quantities import quantities_of
from matcher.rounds import Round
from matcher.solve import _by_program, solve
from matcher.solvers.reduction import parts, reduced
from matcher.solvers.tied import Tied, tied_market
from tests.oracle.served import served
from tests.oracle.test_features import held_by
from tests.oracle.tied_rounds import KINDS, tied_policy, tied_round
from tests.oracle.together import Held, Together

ROUNDS = 100


def made(kind: str, seed: int) -> tuple[Round, Policy]:
    round_ = tied_round(kind, seed)
    return round_, served(round_, tied_policy(seed))


def held_pairs(held: Held, round_: Round, policy: Policy) -> set[int]:
    """The eligible pairs that a matching holds."""
    e = quantities_of(round_, policy).eligibility
    rows = zip(e.need_of.tolist(), e.place_of.tolist(), strict=True)
    named = ((e.needs[i], e.places[j]) for i, j in rows)
    return {
        n for n, (need, place) in enumerate(named) if held.get((need.applicant_id, need.period_id)) == place.position_id
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_level_equals_the_best_of_all_stable_matchings(kind: str) -> None:
    for seed in range(ROUNDS):
        round_, policy = made(kind, seed)
        oracle, result = Together(round_, policy), solve(round_, policy)
        assert result.facts["solver"] in ("stable-ties", "none"), seed
        if not oracle.feasible:
            assert result.status == Status.INFEASIBLE, seed
            continue
        best, left = oracle.best()
        assert [(level.value, level.bound) for level in result.levels] == [(v, v) for v in best], seed
        assert result.status == Status.OPTIMAL
        assert result.matching is not None
        assert held_by(result.matching) in left, seed
        verdict = judge(round_, result.matching, policy, result.certificate, Claims(levels=result.levels))
        assert verdict.accepted, seed
        assert not verdict.blocking_pairs, seed


@pytest.mark.parametrize("kind", KINDS)
def test_the_matching_is_that_of_the_general_program(kind: str) -> None:
    for seed in range(ROUNDS):
        round_, policy = made(kind, seed)
        result = solve(round_, policy)
        general = _by_program(quantities_of(round_, policy), draw=True).matching
        assert result.matching == general or result.facts["solver"] == "none", seed


@pytest.mark.parametrize("kind", KINDS)
def test_pairs_that_go_are_in_no_stable_matching_and_musts_in_every_one(kind: str) -> None:
    removed = fixed = 0
    for seed in range(ROUNDS):
        round_, policy = made(kind, seed)
        whole = tied_market(quantities_of(round_, policy))
        left = reduced(whole)
        stable = [held_pairs(held, round_, policy) for held in Together(round_, policy).feasible]
        if left is None:
            assert not stable, seed
            continue
        gone = set(whole.pair.tolist()) - set(left.pair.tolist())
        must = [set(whole.pair[whole.need_of == i].tolist()) for i in np.flatnonzero(left.must_place)]
        assert not any(gone & held for held in stable), seed
        assert all(held & own for held in stable for own in must), seed
        removed += len(gone)
        fixed += len(must)
    assert removed > ROUNDS
    assert fixed > ROUNDS


def keys(part: Tied, whole: Tied) -> set[tuple[str, int]]:
    """The needs and the capacities that a part touches."""
    at = np.searchsorted(np.sort(whole.pair), part.pair)
    rows = np.argsort(whole.pair)[at]
    place = whole.place_of[rows]
    shared = whole.shared_of[place]
    touched = [("need", whole.need_of[rows]), ("place", place), ("shared", shared[shared >= 0])]
    return {(kind, n) for kind, numbers in touched for n in numbers.tolist()}


@pytest.mark.parametrize("kind", ["tied", "projects"])
def test_parts_share_nothing_and_leave_nothing_out(kind: str) -> None:
    several = 0
    for seed in range(ROUNDS):
        round_, policy = made(kind, seed)
        whole = tied_market(quantities_of(round_, policy))
        left = reduced(whole)
        assert left is not None
        found = parts(left)
        assert sorted(p for part in found for p in part.pair.tolist()) == sorted(left.pair.tolist())
        touched = [keys(part, whole) for part in found]
        assert sum(map(len, touched)) == len(set().union(*touched)), seed
        several += len(found) > 1
    assert several
