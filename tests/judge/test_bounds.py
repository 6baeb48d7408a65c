"""The certificate: what it proves, and every way it can fail to."""

from dataclasses import replace
from typing import Any

import pytest

from matcher.judge import judge
from matcher.matching import Certificate, Claims, LevelResult, Matching, Place, StageDual
from matcher.policy import Level, LevelName, Measure, Mechanism, Policy
from matcher.rounds import Applicant, Host, Lock, LockKind, Pair, Position, Preference, Round
from matcher.solve import solve

LEVELS = Policy(objectives=(Level(LevelName.PLACED), Level(LevelName.UTILITY)))


def contest(**tables: Any) -> Round:
    """Two applicants for one seat worth 2 to one and 5 to the other."""
    made: dict[str, Any] = {
        "applicants": (Applicant("a1"), Applicant("a2")),
        "positions": (Position("p", 1),),
        "pairs": (Pair("a1", "p", utility=2.0), Pair("a2", "p", utility=5.0)),
        "policy": LEVELS,
    }
    return Round("r", **(made | tables))


BEST = Matching((Place("a2", "", "p"),))
PROOF = Certificate(
    (
        StageDual(0, "placed", places={("p", ""): 1}, bound=1),
        StageDual(1, "utility", places={("p", ""): 5_000_000}, bound=5_000_000),
    )
)


def test_prices_that_add_up_certify_every_level() -> None:
    verdict = judge(contest(), BEST, certificate=PROOF)
    assert [(level.value, level.bound, level.certified) for level in verdict.levels] == [(1, 1, True), (5.0, 5.0, True)]


def test_without_a_certificate_nothing_is_certified() -> None:
    verdict = judge(contest(), BEST)
    assert verdict.accepted
    assert [(level.bound, level.certified) for level in verdict.levels] == [(None, False), (None, False)]


def test_a_worse_matching_is_told_apart_by_the_bound() -> None:
    verdict = judge(contest(), Matching((Place("a1", "", "p"),)), certificate=PROOF)
    assert [(level.value, level.bound, level.certified) for level in verdict.levels] == [
        (1, 1, True),
        (2.0, 5.0, False),
    ]


def with_prices(*prices: int) -> Certificate:
    stages = zip(PROOF.stages, prices, strict=True)
    return Certificate(tuple(replace(s, places={("p", ""): price}) for s, price in stages))


@pytest.mark.parametrize(
    ("prices", "certified"),
    [
        ((1, 5_000_000), [True, True]),
        ((1, 3_000_000), [True, True]),
        ((1, 1_999_999), [True, False]),
        ((1, 5_000_001), [True, False]),
        ((0, 5_000_000), [False, False]),
        ((-1, 5_000_000), [False, False]),
        ((2, 5_000_000), [False, False]),
        ((2**70, 5_000_000), [False, False]),
        ((1, 2**61), [True, False]),
    ],
)
def test_only_right_prices_certify(prices: tuple[int, int], certified: list[bool]) -> None:
    verdict = judge(contest(), BEST, certificate=with_prices(*prices))
    assert [level.certified for level in verdict.levels] == certified


def test_a_stage_that_is_missing_leaves_later_levels_unproved() -> None:
    verdict = judge(contest(), BEST, certificate=Certificate(PROOF.stages[1:]))
    assert [level.bound for level in verdict.levels] == [None, None]


def test_a_price_may_be_negative_only_where_the_place_must_be_full() -> None:
    pairs = (Pair("a1", "p", utility=-2.0), Pair("a2", "p", utility=-5.0))
    round_ = contest(pairs=pairs)
    result = solve(round_)
    assert result.certificate is not None
    assert result.certificate.stages[1].places[("p", "")] < 0
    assert all(level.certified for level in result.levels)


def test_a_fixed_need_without_an_eligible_pair_proves_nothing() -> None:
    locks = (Lock("a1", "p", LockKind.ASSIGNED, "договор"), Lock("a2", "p", LockKind.ASSIGNED, "договор"))
    round_ = contest(locks=locks, preferences=(Preference("a1", "p", veto=True),))
    verdict = judge(round_, BEST, certificate=PROOF)
    assert not verdict.accepted
    assert [level.certified for level in verdict.levels] == [False, False]


def test_prices_prove_nothing_where_a_level_is_no_sum_over_pairs() -> None:
    policy = Policy(objectives=(Level(LevelName.PLACED), Level(LevelName.AGREEMENTS)))
    verdict = judge(contest(), BEST, policy, PROOF)
    assert [(level.value, level.bound, level.certified) for level in verdict.levels] == [
        (1, None, False),
        (0, None, False),
    ]


def shared() -> Round:
    """Three applicants, two positions of two seats at a host of three seats."""
    return Round(
        "r",
        tuple(Applicant(f"a{n}") for n in range(4)),
        (Position("p1", 2, host_id="h"), Position("p2", 2, host_id="h")),
        hosts=(Host("h", capacity=3),),
        pairs=tuple(Pair(f"a{n}", p, utility=float(n + k)) for n in range(4) for k, p in enumerate(("p1", "p2"))),
        policy=LEVELS,
    )


def test_prices_of_shared_capacities_certify_too() -> None:
    result = solve(shared())
    assert result.certificate is not None
    assert any(stage.hosts for stage in result.certificate.stages)
    assert [(level.value, level.certified) for level in result.levels] == [(3, True), (8.0, True)]


def test_a_negative_price_of_a_host_that_need_not_be_full_proves_nothing() -> None:
    result = solve(shared())
    assert result.certificate is not None
    bad = Certificate(tuple(replace(s, hosts={("h", ("",)): -1}) for s in result.certificate.stages))
    assert result.matching is not None
    assert not judge(shared(), result.matching, certificate=bad).levels[0].certified


CLAIM = (
    LevelResult("placed", 1, 1, proved=True, certified=True),
    LevelResult("utility", 5.0, 5.0, proved=True, certified=True),
)


def refuted(claims: tuple[LevelResult, ...], certificate: Certificate | None = PROOF) -> list[str]:
    return [c.code for c in judge(contest(), BEST, certificate=certificate, claims=Claims(levels=claims)).claims]


def test_true_claims_stand() -> None:
    assert refuted(CLAIM) == []


def test_a_wrong_value_is_refuted() -> None:
    assert refuted((CLAIM[0], replace(CLAIM[1], value=6.0))) == ["level-value"]


def test_a_wrong_bound_is_refuted() -> None:
    assert refuted((CLAIM[0], replace(CLAIM[1], bound=6.0))) == ["level-bound"]


def test_a_level_left_out_is_refuted() -> None:
    assert refuted(CLAIM[:1]) == ["levels-claimed"]


def test_a_certified_claim_that_the_prices_do_not_bear_out_is_refuted() -> None:
    assert refuted(CLAIM, with_prices(0, 0)) == [*["level-certificate"] * 2, *["stage-bound"] * 2]


def test_certified_claims_are_not_doubted_where_no_certificate_is_shown() -> None:
    assert refuted(CLAIM, None) == []


def test_rank_profiles_are_certified_stage_by_stage() -> None:
    wishes = (Preference("a1", "p", rank=1), Preference("a2", "p", rank=2))
    for measure in (Measure.RANK_MAXIMAL, Measure.GENEROUS):
        policy = Policy(objectives=(Level(LevelName.PLACED), Level(LevelName.PREFERENCE, measure=measure)))
        result = solve(contest(preferences=wishes), policy)
        assert [(k.value, k.bound, k.certified) for k in result.levels] == [(1, 1, True), ((1, 0, 0), (1, 0, 0), True)]


def test_mechanisms_that_maximise_nothing_have_no_bounds() -> None:
    verdict = judge(contest(), BEST, replace(LEVELS, mechanism=Mechanism.SERIAL), PROOF)
    assert [level.bound for level in verdict.levels] == [None, None]
