"""Nobody gains by an untrue list where theory says so; elsewhere the search finds who does."""

from dataclasses import replace
from random import Random

import pytest

from matcher.errors import PolicyError
from matcher.explain.again import Budget
from matcher.explain.gaming import MOST_SEARCHED, TRUTHFUL, Gain, Search, _is_better, search_gain, search_round
from matcher.policy import Level, LevelName, Limits, Measure, Mechanism, Policy, Unlisted
from matcher.rounds import Applicant, Lock, LockKind, Position, Preference, Priority, Round
from matcher.solve import solve
from tests.oracle.small_rounds import small_policy, small_round

OFF = {"agreement-valid": False}
ROUNDS_A_CHUNK = 40


def ruled(round_: Round, seed: int, mechanism: Mechanism) -> Policy:
    levels = (Level(LevelName.PLACED), Level(LevelName.PREFERENCE, measure=Measure.RANK_SUM))
    objectives = levels if round_.preferences else levels[:1]
    return replace(small_policy(seed), mechanism=mechanism, objectives=objectives)


def someone(round_: Round, seed: int) -> str:
    return Random(seed).choice(sorted(a.applicant_id for a in round_.applicants))


@pytest.mark.parametrize("mechanism", sorted(TRUTHFUL))
@pytest.mark.parametrize("chunk", range(8))
def test_no_list_beats_the_truth_where_the_mechanism_is_strategy_proof(mechanism: Mechanism, chunk: int) -> None:
    tried = 0
    for seed in range(chunk * ROUNDS_A_CHUNK, (chunk + 1) * ROUNDS_A_CHUNK):
        round_ = small_round(seed, locks=False)
        found = search_gain(round_, ruled(round_, seed, mechanism), someone(round_, seed))
        assert found.gain is None, (seed, found)
        assert found.whole
        tried += found.tried
    assert tried > ROUNDS_A_CHUNK


def handed_in(round_: Round, gain: Gain) -> Round:
    """The round with the list of a gain."""
    others = tuple(p for p in round_.preferences if p.applicant_id != gain.applicant_id)
    ranked = tuple(Preference(gain.applicant_id, p, rank=n) for n, p in enumerate(gain.listed, start=1))
    rest = {j.position_id for j in round_.positions} - set(gain.listed) if gain.refuses_rest else set()
    return replace(round_, preferences=(*others, *ranked, *(Preference(gain.applicant_id, p, veto=True) for p in rest)))


def held(round_: Round, policy: Policy, applicant_id: str) -> str | None:
    matching = solve(round_, policy).matching
    assert matching is not None
    return next((p.position_id for p in matching.places if p.applicant_id == applicant_id), None)


@pytest.mark.parametrize("mechanism", [Mechanism.OPTIMAL, Mechanism.POSITION_PROPOSING])
def test_a_witness_of_a_gain_is_found_and_holds(mechanism: Mechanism) -> None:
    gains = 0
    for seed in range(60):
        round_ = small_round(seed, locks=False)
        policy = ruled(round_, seed, mechanism)
        gain = search_gain(round_, policy, someone(round_, seed)).gain
        if gain is None:
            continue
        gains += 1
        ((_, honest, true_rank),), ((_, better, better_rank),) = gain.honest, gain.gained
        assert held(round_, policy, gain.applicant_id) == honest
        assert held(handed_in(round_, gain), policy, gain.applicant_id) == better
        assert better_rank is not None
        assert true_rank is None or better_rank < true_rank
    assert gains > 0


ROTH = Round(
    "roth",
    (Applicant("a"), Applicant("b")),
    (Position("p", 1), Position("q", 1)),
    preferences=(
        Preference("a", "p", rank=1),
        Preference("a", "q", rank=2),
        Preference("b", "q", rank=1),
        Preference("b", "p", rank=2),
    ),
    priorities=(
        Priority("b", "p", rank=1),
        Priority("a", "p", rank=2),
        Priority("a", "q", rank=1),
        Priority("b", "q", rank=2),
    ),
    policy=Policy(mechanism=Mechanism.POSITION_PROPOSING, rules=OFF),
)
"""Two stable matchings: a at q and b at p is best for the positions, the other for the applicants (Roth 1982)."""


def test_refusing_the_second_choice_gains_when_positions_propose() -> None:
    gain = search_gain(ROTH, ROTH.policy, "a").gain
    assert gain is not None
    assert (gain.listed, gain.refuses_rest) == (("p",), True)
    assert (gain.honest, gain.gained) == ((("", "q", 2),), (("", "p", 1),))


@pytest.mark.parametrize("mechanism", sorted(TRUTHFUL))
def test_the_same_round_gives_no_gain_under_the_truthful_mechanisms(mechanism: Mechanism) -> None:
    policy = replace(ROTH.policy, mechanism=mechanism)
    assert [s.gain for s in search_round(ROTH, policy)] == [None, None]


def test_a_gain_is_none_where_one_period_loses() -> None:
    assert _is_better([1, 2], [2, 2])
    assert not _is_better([1, 3], [2, 2])
    assert not _is_better([2, 2], [2, 2])


def test_a_place_that_was_refused_is_no_gain() -> None:
    refusing = replace(ROTH, preferences=(*ROTH.preferences[2:], Preference("a", "p", veto=True)))
    found = search_gain(refusing, replace(ROTH.policy, unranked=Unlisted.UNACCEPTABLE), "a")
    assert found.gain is None
    assert found.whole


def test_the_budget_bounds_the_lists() -> None:
    assert search_gain(ROTH, ROTH.policy, "a", Budget(solves=1)) == Search("a", 1, whole=False)
    assert search_gain(ROTH, ROTH.policy, "a", Budget(solves=0)) == Search("a", 0, whole=False)


def test_without_wishes_there_is_nothing_to_change() -> None:
    assert search_gain(replace(ROTH, preferences=()), ROTH.policy, "a") == Search("a", 0, whole=True)
    assert search_round(replace(ROTH, preferences=()), ROTH.policy) == ()


def test_a_round_that_cannot_be_matched_has_no_gain() -> None:
    locks = tuple(Lock(a, "p", LockKind.ASSIGNED, "так") for a in ("a", "b"))
    policy = replace(ROTH.policy, mechanism=Mechanism.OPTIMAL)
    assert search_gain(replace(ROTH, locks=locks), policy, "a") == Search("a", 0, whole=True)


def test_a_policy_that_cannot_be_served_is_refused() -> None:
    with pytest.raises(PolicyError):
        search_gain(ROTH, Policy(objectives=(Level(LevelName.DISTANCE), Level(LevelName.CHANGES))), "a")


def test_only_small_rounds_are_searched_whole() -> None:
    people = tuple(Applicant(f"a{n}") for n in range(MOST_SEARCHED + 1))
    assert search_round(replace(ROTH, applicants=people), ROTH.policy) == ()
    assert [s.applicant_id for s in search_round(ROTH, ROTH.policy)] == ["a", "b"]


def test_the_search_does_not_depend_on_the_order_of_rows() -> None:
    for seed in range(12):
        round_ = small_round(seed, locks=False)
        policy = replace(ruled(round_, seed, Mechanism.OPTIMAL), limits=Limits(seed=1))
        tables = {t: getattr(round_, t)[::-1] for t in ("applicants", "positions", "preferences", "priorities")}
        person = someone(round_, seed)
        assert search_gain(replace(round_, **tables), policy, person) == search_gain(round_, policy, person)
