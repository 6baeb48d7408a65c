"""Certificates of rounds with constraints: what they prove is true, whatever is done to them."""

from dataclasses import replace
from random import Random

import pytest

from matcher.judge import Case, judge_case
from matcher.levels import spendable
from matcher.matching import Certificate, Claims, LevelResult, Matching, Result, StageMultipliers
from matcher.policy import Policy
from matcher.quantities import quantities_of
from matcher.rounds import Round
from matcher.solve import solve
from tests.oracle.test_features import held_by, made, matching_of, seeds, some_matchings
from tests.oracle.together import Held, Together

MOST_MUTATED = 6


def solved(kind: str, seed: int) -> tuple[Round, Policy, Result] | None:
    """A round with a result that multipliers certify, or None."""
    round_, policy = made(kind, seed)
    result = solve(round_, policy)
    certified = result.certificate is not None and result.certificate.multipliers
    return (round_, policy, result) if certified else None


def test_nearly_every_level_is_certified() -> None:
    levels = [level for seed in range(300) if (found := solved("feature", seed)) for level in found[2].levels]
    assert all(level.proved for level in levels)
    assert sum(level.certified for level in levels) >= 0.93 * len(levels)


def mutated(r: Random, certificate: Certificate) -> Certificate:
    """A certificate with one stage spoilt: a multiplier moved, flipped, dropped, renamed, or stages exchanged."""
    stages = list(certificate.multipliers)
    n = r.randrange(len(stages))
    rows = dict(stages[n].rows)
    names = [key for stage in stages for key in stage.rows] or [("need", "a0", "")]
    key = r.choice(list(rows) or names)
    match r.randrange(6):
        case 0:
            rows[key] = rows.get(key, 0) + r.choice((-1, 1)) * r.choice((1, 2**20, 2**30, 3 * 2**30, 2**70))
        case 1:
            rows[key] = -rows.get(key, 2**30)
        case 2:
            rows.pop(key, None)
        case 3:
            rows[r.choice(names)] = rows.pop(key, 2**30)
        case 4:
            rows[r.choice([("nothing",), ("link", "0"), ("link", "-1"), ("link", "9" * 30), ()])] = 2**30
        case 5:
            rows = dict(r.choice(stages).rows)
    stages[n] = StageMultipliers(stages[n].level, stages[n].stage, rows, r.randint(-9, 9))
    return Certificate(multipliers=tuple(stages))


def is_best(oracle: Together, held: Held, levels: int) -> bool:
    """Whether a matching is as good as it must be at the first levels."""
    left = oracle.feasible
    for level in oracle.policy.objectives[:levels]:
        best = max(oracle.key(level, m) for m in left)
        if level.give_up:
            least = best[0] - spendable(best[0], level.give_up)
            left = [m for m in left if oracle.key(level, m)[0] >= least]
        else:
            left = [m for m in left if oracle.key(level, m) == best]
    return held in left


@pytest.mark.parametrize("chunk", range(6))
@pytest.mark.parametrize("kind", ["feature", "stable", "both"])
def test_no_certificate_proves_what_is_not_so(kind: str, chunk: int) -> None:
    proved = 0
    for seed in seeds(chunk):
        found = solved(kind, seed)
        if found is None:
            continue
        round_, policy, result = found
        oracle, quantities, r = Together(round_, policy), quantities_of(round_, policy), Random(seed)
        assert result.certificate is not None
        assert result.matching is not None
        others = [held for held in some_matchings(oracle, seed, 40) if held in oracle.feasible][:MOST_MUTATED]
        for held in [held_by(result.matching), *others]:
            case = Case(quantities, matching_of(held))
            for certificate in (result.certificate, *(mutated(r, result.certificate) for _ in range(3))):
                levels = judge_case(case, certificate).levels
                certified = next((n for n, level in enumerate(levels) if not level.certified), len(levels))
                assert is_best(oracle, held, certified), (seed, held, certified)
                proved += certified > 0
    assert proved


def changed(r: Random, level: LevelResult) -> LevelResult:
    """A level with another value, or certified with another bound."""
    value = level.value
    other = (*value[:-1], value[-1] + 1) if isinstance(value, tuple) and value else 10**6
    if r.random() < 0.5:
        return replace(level, value=other)
    return replace(level, bound=other, certified=True, proved=True)


def test_a_changed_result_is_rejected() -> None:
    rejected = 0
    for seed in range(400):
        found = solved("feature", seed)
        if found is None:
            continue
        round_, policy, result = found
        assert isinstance(result.matching, Matching)
        r, case = Random(seed), Case(quantities_of(round_, policy), result.matching)
        assert judge_case(case, result.certificate, Claims(levels=result.levels)).accepted
        levels = list(result.levels)
        n = r.randrange(len(levels))
        levels[n] = changed(r, levels[n])
        assert not judge_case(case, result.certificate, Claims(levels=tuple(levels))).accepted, seed
        rejected += 1
    assert rejected > 150
