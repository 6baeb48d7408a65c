"""Progress: each level is told as it is worked on, with what is known of it, and telling changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest

from matcher import telling
from matcher.files.reading import load_round
from matcher.policy import CONSTRAINT_SWITCHES, Level, LevelName, Limits, Measure, Policy, Stability
from matcher.progress import Progress
from matcher.quantities import quantities_of
from matcher.rounds import Applicant, Position, Preference, Round
from matcher.solve import solve
from matcher.telling import Teller
from tests.hard_round import hard_round
from tests.oracle.opening_rounds import opening_round
from tests.test_stopping import bare, flow_policy


@pytest.fixture(autouse=True)
def _tell_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "SECONDS", 0.0)


def demo() -> Round:
    return load_round("scenarios/kireevsk-spring")


def flow() -> Round:
    return replace(bare(demo()), policy=flow_policy())


def ties() -> Round:
    return replace(flow(), policy=replace(flow_policy(), stability=Stability.STABLE))


def openings() -> Round:
    """Seats and minimums, and nothing else; as many as seats allow cannot be placed."""
    return opening_round(7)


def heard(round_: Round) -> list[Progress]:
    told: list[Progress] = []
    solve(round_, progress=told.append, stop=lambda: False)
    return told


@pytest.mark.parametrize(
    ("kind", "method"),
    [(flow, "min-cost-flow"), (ties, "stable-ties"), (openings, "openings"), (demo, None)],
)
def test_listening_changes_nothing_of_what_is_found(kind: Callable[[], Round], method: str | None) -> None:
    told: list[Progress] = []
    listened, alone = solve(kind(), progress=told.append), solve(kind())
    assert method in (None, alone.facts["solver"])
    assert [one for one in told if one.level is not None]
    assert (listened.matching, listened.levels) == (alone.matching, alone.levels)
    assert listened.certificate == alone.certificate


def test_steps_are_told_in_order() -> None:
    steps = [one.step for one in heard(flow())]
    assert list(dict.fromkeys(steps)) == ["rules", "solve", "judge"]


@pytest.mark.parametrize("kind", [flow, demo])
def test_every_level_is_told_with_its_number(kind: Callable[[], Round]) -> None:
    objectives = kind().policy.objectives
    told = [one for one in heard(kind()) if one.level is not None]
    firsts = [one for before, one in pairwise([Progress("solve"), *told]) if before.number != one.number]
    assert [(one.number, one.level) for one in firsts] == [(n, o.name) for n, o in enumerate(objectives, start=1)]
    assert {one.levels for one in told} == {len(objectives)}


@pytest.mark.parametrize("kind", [demo, *(partial(opening_round, seed) for seed in (3, 7, 30, 38))])
def test_what_is_told_of_a_level_brackets_its_value(kind: Callable[[], Round]) -> None:
    value = {level.level: level.value for level in solve(kind()).levels}
    told = [one for one in heard(kind()) if one.bound is not None]
    assert told
    for one in told:
        found = value[str(one.level)]
        assert one.bound is not None
        assert not isinstance(found, tuple)
        low, high = sorted((one.bound, found if one.best is None else one.best))
        assert low - 1e-6 <= found <= high + 1e-6


def test_a_search_tells_better_values_as_it_finds_them() -> None:
    best: list[tuple[int | None, float]] = []

    def note(one: Progress) -> None:
        if one.best is not None:
            best.append((one.number, one.best))

    solve(hard_round(), progress=note, stop=lambda: len(set(best)) > 1)
    assert len(set(best)) > 1
    assert best == sorted(best)


def teller(*objectives: Level) -> tuple[Teller, list[Progress]]:
    told: list[Progress] = []
    policy = Policy(objectives=objectives, rules=dict.fromkeys(CONSTRAINT_SWITCHES, False), limits=Limits(seconds=5))
    wishes = (Preference("A", "P", rank=1),)
    round_ = Round("t", (Applicant("A"),), (Position("P", capacity=1),), preferences=wishes, policy=policy)
    return Teller(quantities_of(round_, policy), told.append), told


def test_a_level_that_is_no_one_number_is_told_without_values() -> None:
    tell, told = teller(Level(LevelName.PREFERENCE, Measure.GENEROUS))
    tell(0, 1, 1)
    assert told == [Progress("solve", "preference", "generous", 1, 1)]


def test_where_less_is_better_the_bound_lies_below() -> None:
    tell, told = teller(Level(LevelName.DISTANCE))
    tell(0, -2500, -1500)
    assert (told[0].best, told[0].bound) == (2.5, 1.5)


def test_what_stands_before_and_after_all_levels_is_not_told() -> None:
    tell, told = teller(Level(LevelName.PLACED))
    tell(-1, 3, 3)
    tell(1, 3, 3)
    assert told == []


def test_a_level_at_hand_is_told_now_and_then_and_a_new_one_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "SECONDS", 60.0)
    tell, told = teller(Level(LevelName.PLACED), Level(LevelName.DISTANCE))
    for level, total in ((0, 1), (0, 2), (1, -3000)):
        tell(level, total, None)
    assert [(one.number, one.best) for one in told] == [(1, 1), (2, 3.0)]
