"""A repair moves as few as brute force finds, and what moves buy is what every matching shows."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from matcher.errors import InputError, MatchingError
from matcher.explain import moves_frontier as moves_frontier_room
from matcher.explain.moves_frontier import moves_frontier
from matcher.explain.replanning import Replan, replan
from matcher.judge import judge
from matcher.matching import LevelValue, Matching, Place, Status
from matcher.policy import Level, LevelName, Measure, Mechanism, Policy
from matcher.rounds import Applicant, Host, Lock, LockKind, Placement, Position, Preference, Round
from tests.explain.every_matching import best_of, made, matching_of
from tests.oracle.served import served
from tests.oracle.together import Held, Together

ROUNDS_A_CHUNK = 25


def edited(round_: Round, r: Random) -> Round:
    """The round a week later: somebody gone, a position gone, a seat lost."""
    gone = r.choice(round_.applicants).applicant_id if len(round_.applicants) > 1 and r.random() < 0.6 else None
    closed = r.choice(round_.positions).position_id if len(round_.positions) > 1 and r.random() < 0.4 else None
    smaller = r.choice(round_.positions).position_id
    positions = tuple(
        replace(j, capacity=capacity, minimum=min(j.minimum, capacity))
        for j in round_.positions
        if j.position_id != closed
        for capacity in [max(0, j.capacity - (j.position_id == smaller))]
    )
    people = tuple(a for a in round_.applicants if a.applicant_id != gone)
    known = {None, *(a.applicant_id for a in people)}
    kept: dict[str, Any] = {
        name: tuple(
            row
            for row in getattr(round_, name)
            if getattr(row, "applicant_id", None) in known
            and (closed is None or getattr(row, "position_id", None) != closed)
        )
        for name in ("preferences", "priorities", "pairs", "agreements", "quotas", "companions", "locks")
    }
    return replace(round_, applicants=people, positions=positions, placements=(), **kept)


def moves_of(oracle: Together, earlier: Held, m: Held) -> int:
    return sum(m.get(key) != position for key, position in earlier.items() if key in oracle.options)


def scene(seed: int) -> tuple[Round, Policy, Held, Together] | None:
    """An edited round, a policy, the earlier matching, and every matching there is now."""
    r = Random(seed)
    before, policy = made(seed)
    feasible = Together(before, policy).feasible
    if not feasible:
        return None
    largest = max(len(m) for m in feasible)
    earlier = r.choice([m for m in feasible if len(m) >= largest - 1])
    round_ = edited(before, r)
    levels = tuple(k for k in policy.objectives if k.name != LevelName.CHANGES) or (Level(LevelName.PLACED),)
    policy = served(round_, replace(policy, objectives=levels))
    return round_, policy, earlier, Together(round_, policy)


def within(oracle: Together, earlier: Held, moves: int) -> list[Held]:
    return [m for m in oracle.feasible if moves_of(oracle, earlier, m) <= moves]


def reached(oracle: Together, found: Replan) -> tuple[LevelValue, ...]:
    """What the policy's own levels are worth in the repaired matching."""
    by_level = {(k.level, k.measure): k.value for k in found.result.levels}
    return tuple(by_level[k.name, k.measure] for k in oracle.policy.objectives)


@pytest.mark.parametrize("chunk", range(8))
def test_a_repair_places_most_and_moves_fewest(chunk: int) -> None:
    for seed in range(chunk * ROUNDS_A_CHUNK, (chunk + 1) * ROUNDS_A_CHUNK):
        made_up = scene(seed)
        if made_up is None:
            continue
        round_, policy, earlier, oracle = made_up
        found = replan(round_, matching_of(earlier), policy=policy)
        if not oracle.feasible:
            assert found.result.status == Status.INFEASIBLE
            continue
        assert found.result.status == Status.OPTIMAL
        most = max(len(m) for m in oracle.feasible)
        fewest = min(moves_of(oracle, earlier, m) for m in oracle.feasible if len(m) == most)
        assert (found.result.placed, found.moves) == (most, fewest), round_.round_id
        assert_accounted_for(found, earlier, oracle)


def assert_accounted_for(found: Replan, earlier: Held, oracle: Together) -> None:
    """Everyone of the earlier matching is withdrawn, kept or moved; whoever moves has a cause that can be checked."""
    assert len(earlier) == len(found.withdrawn) + found.kept + found.moves
    assert {(p.applicant_id, p.period_id) for p in found.withdrawn} == {k for k in earlier if k not in oracle.options}
    assert found.result.matching is not None
    after = {(p.applicant_id, p.period_id): p.position_id for p in found.result.matching.places}
    for c in found.changes:
        key = (c.move.applicant_id, c.move.period_id)
        assert (earlier.get(key), after.get(key)) == (c.move.from_position, c.move.to_position)
        assert (c.cause == "placed") == (key not in earlier)
        assert bool(c.violations) == (c.cause in ("forced", "condition"))
        assert (c.cause == "forced") == (key in earlier and earlier[key] not in oracle.options[key])
        assert all(after[newcomer, c.move.period_id] == c.move.from_position for newcomer in c.newcomers)
    assert judge(found.round, found.result.matching, certificate=found.result.certificate).accepted


@pytest.mark.parametrize("chunk", range(4))
def test_within_a_bound_on_moves_the_levels_are_the_best(chunk: int) -> None:
    for seed in range(chunk * ROUNDS_A_CHUNK, (chunk + 1) * ROUNDS_A_CHUNK):
        made_up = scene(seed)
        if made_up is None or not made_up[3].feasible:
            continue
        round_, policy, earlier, oracle = made_up
        bound = Random(seed).randint(0, 3)
        found = replan(round_, matching_of(earlier), bound, policy)
        left = within(oracle, earlier, bound)
        if left:
            assert reached(oracle, found) == best_of(oracle, left), round_.round_id
            assert found.moves <= bound
        else:
            assert found.result.status == Status.INFEASIBLE
            assert found.fewest == min(moves_of(oracle, earlier, m) for m in oracle.feasible)


@pytest.mark.parametrize("chunk", range(3))
def test_the_frontier_of_moves_is_what_every_matching_shows(chunk: int) -> None:
    for seed in range(chunk * ROUNDS_A_CHUNK, (chunk + 1) * ROUNDS_A_CHUNK):
        made_up = scene(seed)
        if made_up is None or not made_up[3].feasible:
            continue
        round_, policy, earlier, oracle = made_up
        found = replan(round_, matching_of(earlier), policy=policy, points=99).frontier
        expected = every_point(oracle, earlier)
        if any(key in oracle.options and p in oracle.positions for key, p in earlier.items()):
            assert [(p.moves, p.values) for p in found] == expected, round_.round_id
        else:
            assert found == ()


def every_point(oracle: Together, earlier: Held) -> list[tuple[int, tuple[LevelValue, ...]]]:
    """Each number of moves that reaches what no smaller number does."""
    points: list[tuple[int, tuple[LevelValue, ...]]] = []
    for moves in range(len(earlier) + 1):
        best = best_of(oracle, within(oracle, earlier, moves))
        if best is not None and (not points or points[-1][1] != best):
            points.append((moves, best))
    return points


POLICY = Policy(objectives=(Level(LevelName.PLACED), Level(LevelName.PREFERENCE, measure=Measure.RANK_SUM)))
ROUND = Round(
    "after",
    (Applicant("a"), Applicant("b"), Applicant("c")),
    (Position("p", 1, host_id="h"), Position("q", 2, host_id="h")),
    hosts=(Host("h"),),
    preferences=(Preference("c", "p", rank=1), Preference("a", "p", rank=1), Preference("a", "q", rank=2)),
    policy=POLICY,
)
EARLIER = Matching((Place("a", "", "p", "m"), Place("b", "", "q"), Place("z", "", "q")))


def causes(found: Replan) -> dict[str, str]:
    return {c.move.applicant_id: c.cause for c in found.changes}


def test_whoever_withdrew_makes_no_move_and_whoever_is_new_gets_the_place() -> None:
    found = replan(ROUND, EARLIER)
    assert [p.applicant_id for p in found.withdrawn] == ["z"]
    assert (found.kept, found.moves, causes(found)) == (2, 0, {"c": "placed"})
    assert found.result.matching == Matching((Place("a", "", "p"), Place("b", "", "q"), Place("c", "", "q")))


def test_a_place_that_a_rule_now_forbids_is_a_forced_move_with_its_rule() -> None:
    banned = replace(ROUND, locks=(Lock("a", "p", LockKind.FORBIDDEN, "ссора"),))
    (change,) = (c for c in replan(banned, EARLIER).changes if c.move.applicant_id == "a")
    assert (change.cause, [v.code for v in change.violations]) == ("forced", ["lock-forbidden"])


def test_a_place_that_is_gone_is_a_forced_move_and_counts_against_the_bound() -> None:
    closed = replace(ROUND, positions=ROUND.positions[1:], preferences=())
    found = replan(closed, EARLIER, 1)
    assert (found.forced, found.moves, found.vanished) == (1, 1, 1)
    assert [v.code for c in found.changes if c.cause == "forced" for v in c.violations] == ["unknown-place"]
    refused = replan(closed, EARLIER, 0)
    assert (refused.result.status, refused.fewest, refused.changes) == (Status.INFEASIBLE, 1, ())


def test_where_a_seat_is_lost_somebody_moves_for_want_of_it() -> None:
    smaller = replace(
        ROUND, positions=(replace(ROUND.positions[0], capacity=2), replace(ROUND.positions[1], capacity=0))
    )
    found = replan(smaller, EARLIER)
    assert causes(found)["b"] == "condition"
    assert found.kept == 1


def test_room_is_made_only_so_that_one_more_is_placed() -> None:
    vetoed = replace(ROUND, preferences=(Preference("c", "q", veto=True),))
    found = replan(vetoed, EARLIER)
    assert causes(found) == {"a": "makes-room", "c": "placed"}
    assert next(c.newcomers for c in found.changes if c.move.applicant_id == "a") == ("c",)


def test_a_free_move_is_made_only_where_moves_are_bounded_and_not_counted_fewest() -> None:
    wishes = (Preference("b", "p", rank=1), Preference("b", "q", rank=2))
    calm = replace(ROUND, applicants=ROUND.applicants[1:2], preferences=wishes)
    earlier = Matching((Place("b", "", "q"),))
    assert replan(calm, earlier).moves == 0
    assert causes(replan(calm, earlier, 1)) == {"b": "level"}
    assert causes(replan(calm, earlier, 0)) == {}


def test_locked_places_stay() -> None:
    locked = replace(
        ROUND,
        positions=(ROUND.positions[0], replace(ROUND.positions[1], capacity=1)),
        locks=(Lock("b", "q", LockKind.ASSIGNED, "подтверждено"),),
    )
    crowd = Matching((Place("a", "", "q"), Place("b", "", "q")))
    found = replan(locked, crowd)
    assert found.result.matching is not None
    assert Place("b", "", "q") in found.result.matching.places


def test_where_nothing_of_the_plan_is_left_the_round_is_solved_afresh() -> None:
    found = replan(ROUND, Matching((Place("z", "", "q"),)), points=3)
    assert (found.result.placed, found.moves, found.frontier) == (3, 0, ())
    nowhere = replan(replace(ROUND, positions=ROUND.positions[1:], preferences=()), Matching((Place("a", "", "p"),)), 0)
    assert nowhere.fewest == 1


def test_the_rounds_own_earlier_plan_gives_way_to_the_matching() -> None:
    found = replan(replace(ROUND, placements=(Placement("b", "p"),)), EARLIER)
    assert {p.applicant_id for p in found.round.placements} == {"a", "b"}


def test_two_places_in_one_period_are_no_plan() -> None:
    with pytest.raises(MatchingError, match="two-places"):
        replan(ROUND, Matching((Place("a", "", "p"), Place("a", "", "q"))))


def test_a_mechanism_without_levels_cannot_be_repaired() -> None:
    with pytest.raises(InputError, match="needs-levels"):
        replan(ROUND, EARLIER, policy=replace(POLICY, mechanism=Mechanism.SERIAL))


def test_a_long_frontier_is_spread_evenly_between_its_ends() -> None:
    people = tuple(Applicant(f"a{n}") for n in range(7))
    wishes = tuple(Preference(a.applicant_id, p, rank=rank) for a in people for p, rank in (("p", 1), ("q", 2)))
    round_ = Round("long", people, (Position("p", 7), Position("q", 7)), preferences=wishes)
    plan = tuple(Placement(a.applicant_id, "q") for a in people)
    found = moves_frontier(replace(round_, placements=plan), POLICY, 0, 4)
    assert [(p.moves, p.values) for p in found] == [(n, (7, 14 - n)) for n in (0, 2, 5, 7)]
    assert [p.moves for p in moves_frontier(replace(round_, placements=plan), POLICY, 1, 2)] == [1, 8]


def test_what_cannot_be_proved_is_no_point_of_the_frontier(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = (Placement("a", "q"), Placement("b", "q"))
    planned = replace(ROUND, placements=plan)
    assert [p.moves for p in moves_frontier(planned, POLICY, 0)] == [0]
    crowded = replace(planned, hosts=(Host("h", minimum=9),))
    assert moves_frontier(crowded, POLICY, 0) == ()
    monkeypatch.setattr(moves_frontier_room, "best_values", lambda *_: None)
    assert moves_frontier(planned, POLICY, 0) == ()
