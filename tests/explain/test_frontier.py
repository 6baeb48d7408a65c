"""The frontier is exactly the set of pairs of values that no matching beats in both."""

from dataclasses import replace
from fractions import Fraction
from itertools import count

import numpy as np
import pytest

from matcher.constraints.goals import Goal
from matcher.errors import PolicyError, SolverError
from matcher.explain import sweep
from matcher.explain.axes import NAMES, Axis, axes_of, levels_before
from matcher.explain.frontier import Frontier, frontier, share
from matcher.explain.sweep import Sweep, together
from matcher.judge import Violation
from matcher.policy import Level, LevelName, Limits, Mechanism, Policy
from matcher.rounds import Applicant, Host, Pair, Position, Preference, Round
from matcher.solve import solve
from matcher.validate import policy_problems
from tests.explain.every_matching import made
from tests.oracle.together import Held, Together

ROUNDS_A_CHUNK = 20
PAIRS = np.array([1, 1], dtype=np.int64)
BROKEN = Violation("capacity")
Pairs = set[tuple[float, float]]
MINIMISED = {"priority", "distance", "cost", "changes", "rank-sum", "balance"}


def value(oracle: Together, name: str, m: Held, level: Level) -> float:
    if name == "first-choice":
        return oracle.profile(m)[0]
    if name == "first-tier":
        return (*oracle.tiers(m), 0)[0]
    found = oracle.natural(level, oracle.key(level, m))
    assert not isinstance(found, tuple)
    return found


def not_beaten(pairs: Pairs, names: tuple[str, str]) -> Pairs:
    signs = [-1 if name in MINIMISED else 1 for name in names]
    good = {tuple(s * v for s, v in zip(signs, pair, strict=True)): pair for pair in pairs}
    return {
        pair
        for key, pair in good.items()
        if not any(other != key and other[0] >= key[0] and other[1] >= key[1] for other in good)
    }


def kept_best(oracle: Together, kept: tuple[Level, ...]) -> list[Held]:
    left = oracle.feasible
    for level in kept:
        best = max((oracle.key(level, m) for m in left), default=())
        spend = int(Fraction(str(level.give_up)) * abs(best[0])) if level.give_up and best else 0
        left = [
            m for m in left if (oracle.key(level, m)[0] >= best[0] - spend if spend else oracle.key(level, m) == best)
        ]
    return left


def usable(round_: Round, policy: Policy) -> list[str]:
    names = [n for n in NAMES if n != "balance" or any(k.name == "balance" for k in policy.objectives)]

    def serves(name: str) -> bool:
        other = "placed" if name != "placed" else "first-choice"
        level = axes_of((name, other), policy)[0].level
        return not policy_problems(round_, replace(policy, objectives=(level,)))

    return [name for name in names if serves(name)]


@pytest.mark.parametrize("stable", [False, True])
@pytest.mark.parametrize("chunk", range(4))
def test_the_frontier_is_what_every_matching_shows(chunk: int, *, stable: bool) -> None:
    for seed in range(chunk * ROUNDS_A_CHUNK, (chunk + 1) * ROUNDS_A_CHUNK):
        round_, policy = made(seed, stable=stable)
        names = usable(round_, policy)
        pair = names[seed % len(names)], names[(seed // 2 + 1 + seed) % len(names)]
        if pair[0] == pair[1]:
            continue
        found = frontier(round_, pair, policy, points=99)
        oracle = Together(round_, policy)
        axes = axes_of(pair, policy)
        left = kept_best(oracle, levels_before(axes, policy))
        a, b = axes
        expected = not_beaten(
            {(value(oracle, a.name, m, a.level), value(oracle, b.name, m, b.level)) for m in left}, pair
        )
        assert found.complete
        assert {p.values for p in found.points} == expected, (round_.round_id, pair)
        assert len(found.points) == len(expected)
        assert_in_order(found)


def assert_in_order(found: Frontier) -> None:
    """From the best of the first to the best of the second, more and more being given up of the first."""
    if not found.points:
        return
    assert found.points[0].given_up[0] == 0.0
    assert found.points[-1].given_up[1] == 0.0
    known = [p.given_up[0] for p in found.points if p.given_up[0] is not None]
    assert known == sorted(known)


POLICY = Policy(objectives=(Level(LevelName.PLACED), Level(LevelName.UTILITY)))
PEOPLE = tuple(Applicant(f"a{n}") for n in range(6))
ROUND = Round(
    "trade",
    PEOPLE,
    (Position("near", 6, host_id="h"), Position("far", 6, host_id="g")),
    hosts=(Host("h"), Host("g")),
    preferences=tuple(Preference(a.applicant_id, "far", rank=1) for a in PEOPLE),
    pairs=tuple(
        Pair(a.applicant_id, j, km=km, utility=utility, employment=chance)
        for n, a in enumerate(PEOPLE)
        for j, km, utility, chance in (("near", 1.0, 1.0, 0.1), ("far", 10.0 + n, 2.0 + n, 0.6))
    ),
)


def test_what_stands_first_in_the_policy_is_held_and_its_own_matching_is_marked() -> None:
    found = frontier(ROUND, ("first-choice", "distance"), POLICY)
    assert [k.name for k in found.kept] == ["placed"]
    assert [p.values for p in found.points] == [(n, 6 + sum(9 + k for k in range(n))) for n in range(6, -1, -1)]
    assert (found.now, found.on_frontier, found.complete) == ((6, 75.0), True, True)


def test_the_share_given_up_is_what_a_policy_must_say_to_get_the_point() -> None:
    found = frontier(ROUND, ("utility", "distance"), POLICY)
    for point in found.points:
        utility = Level(LevelName.UTILITY, give_up=point.given_up[0] or 0.0)
        result = solve(ROUND, replace(POLICY, objectives=(POLICY.objectives[0], utility, Level(LevelName.DISTANCE))))
        assert tuple(level.value for level in result.levels[1:]) == point.values


def test_too_many_points_are_spread_from_end_to_end_and_all_proved() -> None:
    whole = frontier(ROUND, ("first-choice", "distance"), POLICY)
    some = frontier(ROUND, ("first-choice", "distance"), POLICY, points=4)
    assert not some.complete
    assert len(some.points) == 4
    assert {p.values for p in some.points} < {p.values for p in whole.points}
    assert (some.points[0], some.points[-1]) == (whole.points[0], whole.points[-1])
    assert len(frontier(ROUND, ("utility", "distance"), POLICY, points=1).points) == 2


def test_one_point_is_enough_where_nothing_has_to_be_given_up() -> None:
    found = frontier(ROUND, ("placed", "employment"), POLICY)
    assert [(p.values, p.given_up) for p in found.points] == [((6, 3.6), (0.0, 0.0))]


def test_where_time_runs_out_that_is_said() -> None:
    found = frontier(ROUND, ("placed", "distance"), replace(POLICY, limits=Limits(seconds=1e-9)))
    assert (found.points, found.complete, found.in_time) == ((), False, False)


def test_where_time_runs_out_between_the_ends_what_is_proved_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    best, asked = Sweep._best, count()
    monkeypatch.setattr(Sweep, "_best", lambda *args: best(*args) if next(asked) < 4 else None)
    found = frontier(ROUND, ("first-choice", "distance"), POLICY)
    assert not found.complete
    assert 2 <= len(found.points) < 7
    assert (found.points[0].values, found.points[-1].values) == ((6, 75.0), (0, 6.0))


def test_a_round_without_a_matching_has_no_frontier() -> None:
    needy = replace(ROUND, hosts=(Host("h", minimum=9), Host("g")))
    found = frontier(needy, ("placed", "distance"), POLICY)
    assert (found.points, found.now, found.complete) == ((), None, True)


def test_another_mechanism_is_marked_beside_what_levels_could_reach() -> None:
    found = frontier(ROUND, ("placed", "distance"), replace(POLICY, mechanism=Mechanism.SERIAL))
    assert found.now == (6, 75.0)
    assert not found.on_frontier
    assert found.points[0].values == (6, 6.0)


@pytest.mark.parametrize("names", [("placed", "placed"), ("placed", "joy"), ("placed", "balance"), ("placed",)])
def test_axes_must_be_two_that_are_known(names: tuple[str, ...]) -> None:
    with pytest.raises(PolicyError, match="unknown-axis"):
        frontier(ROUND, names, POLICY)


def test_an_axis_without_data_is_refused() -> None:
    with pytest.raises(PolicyError, match="no-data"):
        frontier(ROUND, ("placed", "first-tier"), POLICY)


def test_nothing_of_nothing_has_no_share() -> None:
    goal = Goal(0, "placed", PAIRS)
    assert share(goal, 0, -1) is None
    assert share(goal, 3, 2) == 0.333334


def test_a_solver_that_is_wrong_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Axis, "value", lambda *_: -1)
    with pytest.raises(SolverError, match="the matching gives -1"):
        frontier(ROUND, ("placed", "distance"), POLICY)
    monkeypatch.setattr(sweep, "violations", lambda _: ([BROKEN], True))
    with pytest.raises(SolverError, match="the judge rejects"):
        frontier(ROUND, ("placed", "distance"), POLICY)


def test_two_goals_as_one_come_apart_again_and_large_ones_stay_two() -> None:
    one, other = Goal(0, "one", PAIRS * 6), Goal(1, "other", -PAIRS * 10)
    both = together(one, other, 3, 6)
    assert both is not None
    for a in range(-3, 4):
        for b in range(-3, 4):
            total = a * 6 // 6 * (2 * both.most + 1) + b
            assert both.apart(total) == (a * 6, b * 10)
    assert together(one, other, 10**8, 6) is None
