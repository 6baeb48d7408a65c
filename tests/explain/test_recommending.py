"""Options are exactly the feasible ones, and what they change is what measuring every matching shows."""

from dataclasses import replace
from random import Random

import pytest

from matcher.errors import InputError, MatchingError
from matcher.explain import recommending
from matcher.explain.recommending import (
    Option,
    Recommendation,
    recommend,
    recommend_applicants,
    recommend_positions,
)
from matcher.explain.standing import worth
from matcher.levels import difference
from matcher.matching import LevelValue, Matching, Place
from matcher.policy import Level, LevelName, Measure, Mechanism, Policy, Stability
from matcher.rounds import Applicant, Mentor, Pair, Placement, Position, Preference, Round
from tests.explain.every_matching import best_with, made, matching_of, natural
from tests.oracle.together import Held, Together

ROUNDS_A_CHUNK = 25
Changes = dict[tuple[str, str, str], tuple[LevelValue, ...]]


def changes_of(found: Recommendation) -> Changes:
    return {(o.place.applicant_id, o.place.period_id, o.place.position_id): o.changes for o in found.options}


def less(oracle: Together, later: tuple[LevelValue, ...], now: tuple[LevelValue, ...]) -> tuple[LevelValue, ...]:
    return tuple(difference(k, a, b) for k, a, b in zip(oracle.policy.objectives, later, now, strict=True))


def assert_in_order(found: Recommendation) -> None:
    worths = [worth(found.levels, o.changes) for o in found.options]
    assert worths == sorted(worths, reverse=True)


def some_matching(oracle: Together, r: Random) -> Held | None:
    """A feasible matching that leaves somebody without a place."""
    short = [m for m in oracle.feasible if len(m) < len(oracle.options)]
    return r.choice(short) if short else None


def with_one_more(oracle: Together, now: Held, applicant: str) -> Changes:
    """The same question asked of every feasible matching: it differs from ``now`` by one place of the applicant."""
    base = natural(oracle, now)
    found = {}
    for m in oracle.feasible:
        added = [k for k in m if k not in now]
        if len(added) == 1 and added[0][0] == applicant and {k: m[k] for k in now if k in m} == now:
            found[(*added[0], m[added[0]])] = less(oracle, natural(oracle, m), base)
    return found


@pytest.mark.parametrize("stable", [False, True])
@pytest.mark.parametrize("chunk", range(4))
def test_positions_for_one_more_are_what_every_matching_shows(chunk: int, *, stable: bool) -> None:
    for seed in range(chunk * ROUNDS_A_CHUNK, (chunk + 1) * ROUNDS_A_CHUNK):
        round_, policy = made(seed, stable=stable)
        oracle = Together(round_, policy)
        now = some_matching(oracle, Random(seed))
        if now is None:
            continue
        applicant = next(a for a, t in sorted(oracle.options) if (a, t) not in now)
        found = recommend_positions(round_, matching_of(now), applicant, policy)
        assert found.now == natural(oracle, now)
        assert changes_of(found) == with_one_more(oracle, now, applicant), round_.round_id
        assert all(r.violations for r in found.refusals)
        assert_in_order(found)


@pytest.mark.parametrize("stable", [False, True])
@pytest.mark.parametrize("chunk", range(2))
def test_where_others_may_move_an_option_is_the_best_matching_that_has_it(chunk: int, *, stable: bool) -> None:
    for seed in range(chunk * ROUNDS_A_CHUNK, (chunk + 1) * ROUNDS_A_CHUNK):
        round_, policy = made(seed, stable=stable)
        oracle = Together(round_, policy)
        now = some_matching(oracle, Random(seed))
        if now is None:
            continue
        need = next(k for k in sorted(oracle.options) if k not in now)
        found = recommend_positions(round_, matching_of(now), need[0], policy, moves=True)
        own = {key: changes for key, changes in changes_of(found).items() if key[:2] == need}
        best = {p: best_with(oracle, need, p) for p in oracle.options[need]}
        base = natural(oracle, now)
        assert own == {(*need, p): less(oracle, v, base) for p, v in best.items() if v is not None}
        assert_in_order(found)


@pytest.mark.parametrize("chunk", range(4))
def test_applicants_for_a_seat_are_what_every_matching_shows(chunk: int) -> None:
    for seed in range(chunk * ROUNDS_A_CHUNK, (chunk + 1) * ROUNDS_A_CHUNK):
        round_, policy = made(seed)
        r = Random(seed)
        oracle = Together(round_, policy)
        now = some_matching(oracle, r)
        if now is None:
            continue
        position = r.choice(sorted(round_.positions, key=lambda j: j.position_id)).position_id
        found = recommend_applicants(round_, matching_of(now), position, policy, placed=True)
        if found.added_seat:
            larger = tuple(replace(j, capacity=j.capacity + (j.position_id == position)) for j in round_.positions)
            oracle = Together(replace(round_, positions=larger), policy)
        assert changes_of(found) == with_one_there(oracle, now, position, found), round_.round_id


def with_one_there(oracle: Together, now: Held, position: str, found: Recommendation) -> Changes:
    base = natural(oracle, now)
    asked = {
        (p.applicant_id, p.period_id) for p in [*(o.place for o in found.options), *(q.place for q in found.refusals)]
    }
    assert not any(now.get(key) == position for key in asked)
    expected = {}
    for key in asked:
        m = now | {key: position}
        if position in oracle.options[key] and not oracle.broken(m):
            expected[(*key, position)] = less(oracle, natural(oracle, m), base)
    return expected


POLICY = Policy(objectives=(Level(LevelName.PLACED), Level(LevelName.PREFERENCE, measure=Measure.RANK_SUM)))
ROUND = Round(
    "seats",
    (Applicant("a"), Applicant("b"), Applicant("c")),
    (Position("p", 1), Position("q", 1), Position("r", 0)),
    preferences=(
        Preference("a", "p", rank=1),
        Preference("b", "p", rank=2),
        Preference("b", "q", rank=1),
        Preference("c", "q", rank=1),
        Preference("c", "p", veto=True),
    ),
)
NOW = Matching((Place("a", "", "p"),))


def test_the_best_place_comes_first_and_full_ones_are_refused() -> None:
    found = recommend_positions(ROUND, NOW, "b", POLICY)
    assert [(o.place.position_id, o.changes) for o in found.options] == [("q", (1, 1))]
    assert {r.place.position_id: [v.code for v in r.violations] for r in found.refusals} == {
        "p": ["capacity"],
        "r": ["capacity"],
    }


def test_of_a_full_position_one_seat_more_is_meant() -> None:
    found = recommend_applicants(ROUND, NOW, "p", POLICY)
    assert found.added_seat
    assert [(o.place.applicant_id, o.changes) for o in found.options] == [("b", (1, 2))]
    assert [[v.code for v in r.violations] for r in found.refusals] == [["veto-applicant"]]


def test_of_a_position_with_room_its_free_seat_is_meant() -> None:
    found = recommend_applicants(ROUND, NOW, "q", POLICY)
    assert not found.added_seat
    assert [o.place.applicant_id for o in found.options] == ["b", "c"]


def test_those_placed_elsewhere_are_offered_when_asked_and_leave_their_place() -> None:
    found = recommend_applicants(ROUND, NOW, "q", POLICY, placed=True)
    assert {o.place.applicant_id: (o.comes_from, o.changes) for o in found.options}["a"] == ("p", (0, 2))


def test_whoever_moves_beside_an_option_is_named_and_nobody_moves_in_vain() -> None:
    now = Matching((Place("a", "", "p"), Place("b", "", "q")))
    found = recommend_positions(ROUND, now, "c", POLICY, moves=True)
    assert [o.place.position_id for o in found.options] == ["q"]
    (option,) = found.options
    moved = {(m.applicant_id, m.from_position, m.to_position) for m in option.moves}
    assert (option.changes, moved) == ((0, 0), {("b", "q", None)})


def test_a_mentor_may_change_for_one_more() -> None:
    mentors = (Mentor("m", 1, host_id="h", specialties=("15.01.05",)), Mentor("n", 1, host_id="h"))
    round_ = replace(
        ROUND,
        applicants=(Applicant("a", specialty="15.01.05"), Applicant("b", specialty="08.02.01"), Applicant("c")),
        positions=(Position("p", 2, host_id="h"),),
        preferences=(),
        mentors=mentors,
    )
    found = recommend_positions(round_, Matching((Place("a", "", "p", "n"),)), "b", POLICY)
    assert [o.place.position_id for o in found.options] == ["p"]


def test_the_rounds_own_earlier_plan_stays_where_the_policy_counts_changes() -> None:
    policy = replace(POLICY, objectives=(Level(LevelName.CHANGES), Level(LevelName.PLACED)))
    round_ = replace(ROUND, placements=(Placement("a", "q"),))
    found = recommend_positions(round_, NOW, "b", policy, moves=True)
    assert {o.place.position_id: o.changes for o in found.options} == {"p": (-1, 1), "q": (0, 1)}


def test_what_the_matching_breaks_already_is_told() -> None:
    crowded = Matching((Place("a", "", "p"), Place("b", "", "p")))
    found = recommend_positions(ROUND, crowded, "c", POLICY)
    assert [v.code for v in found.standing] == ["capacity"]
    assert found.options == ()


def test_locks_that_clash_leave_no_matching_to_be_moved_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recommending, "conflicts", lambda _: [{"rules": ["lock-assigned"]}])
    found = recommend_positions(ROUND, NOW, "b", POLICY, moves=True)
    assert {v.code for r in found.refusals for v in r.violations} == {"no-matching"}


def test_where_the_policy_asks_for_stability_no_option_leaves_a_blocking_pair() -> None:
    stable = replace(POLICY, stability=Stability.STABLE)
    found = recommend_positions(ROUND, Matching(), "b", stable)
    assert found.options == ()
    assert {v.code for r in found.refusals for v in r.violations} == {"blocking-pair", "capacity"}
    assert {(v.applicant_id, v.position_id) for v in found.standing if v.applicant_id == "a"} >= {("a", "p")}


def test_one_of_the_two_must_be_asked_about() -> None:
    assert isinstance(recommend(ROUND, NOW, "b", policy=POLICY).options[0], Option)
    assert recommend(ROUND, NOW, None, "q", POLICY).options
    for applicant, position in ((None, None), ("a", "p")):
        with pytest.raises(InputError, match="one-of-two"):
            recommend(ROUND, NOW, applicant, position, POLICY)


@pytest.mark.parametrize(("applicant", "position"), [("z", None), (None, "z")])
def test_who_is_not_of_the_round_is_the_askers_mistake(applicant: str | None, position: str | None) -> None:
    with pytest.raises(InputError, match="not-in-round"):
        recommend(ROUND, NOW, applicant, position, POLICY)


def test_a_matching_of_another_round_is_refused() -> None:
    with pytest.raises(MatchingError, match="not-of-round"):
        recommend(ROUND, Matching((Place("z", "", "p"),)), "a", policy=POLICY)


def test_moves_need_levels() -> None:
    with pytest.raises(InputError, match="needs-levels"):
        recommend(ROUND, NOW, "b", policy=replace(POLICY, mechanism=Mechanism.SERIAL), moves=True)


def test_employment_above_the_places_for_hire_is_no_gain() -> None:
    round_ = Round(
        "hires",
        (Applicant("a"), Applicant("b")),
        (Position("p", 2, hire_places=1),),
        pairs=(Pair("a", "p", employment=0.75), Pair("b", "p", employment=0.5)),
    )
    policy = Policy(objectives=(Level(LevelName.EMPLOYMENT),))
    found = recommend_positions(round_, Matching((Place("a", "", "p"),)), "b", policy)
    assert found.options[0].changes == (0.25,)
