"""Choosers beside the best online policy by dynamic programming, and replays that break nothing."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from matcher.conflicts import conflicts
from matcher.errors import PolicyError
from matcher.judge import Case
from matcher.judge.feasibility import violations
from matcher.matching import Matching
from matcher.policy import Level, LevelName, Measure
from matcher.quantities import quantities_of
from matcher.rounds import Applicant, Companion, Lock, LockKind, Mentor, Pair, Period, Position, Quota, Round
from matcher.simulate.draws import Draws
from matcher.simulate.dynamic.choosers import CHOOSERS
from matcher.simulate.dynamic.desk import Desk, desk_of
from matcher.simulate.dynamic.futures import Forecast
from matcher.simulate.dynamic.replay import Replay, hindsight, replay
from matcher.simulate.dynamic.standing import NONE
from matcher.simulate.dynamic.streams import Coming, Habits, Stream, drawn_stream
from tests.oracle.small_rounds import small_round
from tests.simulate.dynamic.best_online import best_online
from tests.simulate.dynamic.rounds import FIRST, PLACED_FIRST, UTILITY, every_stream, small_market

MICRO = 1_000_000
NEVER_LEAVES = Habits(comes=0.8, leaves=0.0)


def expected(desk: Desk, habits: Habits, n_days: int, window: int = 1) -> dict[str, float]:
    """The exact expected total of each chooser and of hindsight, over every stream there can be."""
    totals = dict.fromkeys((*CHOOSERS, "hindsight"), 0.0)
    for stream, chance in every_stream(desk.ids, habits, n_days):
        totals["hindsight"] += chance * desk.totals(hindsight(desk, stream))[0]
        for name, make in CHOOSERS.items():
            played = replay(desk, stream, make(desk, Forecast(habits, n_days, 40, 5)), window)
            totals[name] += chance * desk.totals(played.pairs)[0]
    return {name: total / MICRO for name, total in totals.items()}


@pytest.mark.parametrize(("seed", "window", "hosts"), [(1, 1, False), (2, 1, True), (3, 2, False), (4, 1, True)])
def test_no_chooser_beats_the_best_online_policy_and_that_does_not_beat_hindsight(
    seed: int, window: int, hosts: bool
) -> None:
    round_ = small_market(seed, hosts=hosts)
    found = expected(desk_of(round_, UTILITY), NEVER_LEAVES, 3, window)
    best = best_online(round_, NEVER_LEAVES, 3, window)
    assert max(found[name] for name in CHOOSERS) <= best + 1e-9
    assert best <= found["hindsight"] + 1e-9
    assert found["lookahead"] >= 0.99 * best


def lonely_seat(*utilities: float) -> Round:
    """One seat, and people a0, a1 … to whom it is worth so much."""
    people = tuple(Applicant(f"a{i}") for i in range(len(utilities)))
    pairs = tuple(Pair(a.applicant_id, "p", utility=u) for a, u in zip(people, utilities, strict=True))
    return Round("one-seat", people, (Position("p", 1),), pairs=pairs)


def stream_of_days(*days: int) -> Stream:
    """a0, a1 … come on March of these days."""
    comings = sorted(Coming(date(2026, 3, d), f"a{i}") for i, d in enumerate(days))
    return Stream(FIRST, date(2026, 3, 8), tuple(comings))


def test_a_seat_is_kept_for_who_is_likely_to_come_and_worth_more() -> None:
    desk, stream = desk_of(lonely_seat(1, 9), UTILITY), stream_of_days(3, 5)
    forecast = Forecast(Habits(0.9, 0.0), stream.n_days)
    got = {name: desk.totals(replay(desk, stream, make(desk, forecast)).pairs)[0] for name, make in CHOOSERS.items()}
    assert got == {"greedy": 1 * MICRO, "prices": 9 * MICRO, "lookahead": 9 * MICRO}


def test_fixed_prices_keep_a_seat_to_the_end_and_looking_ahead_gives_it_when_nobody_is_left() -> None:
    desk, stream = desk_of(lonely_seat(1, 9), UTILITY), stream_of_days(8)
    forecast = Forecast(Habits(0.9, 0.0), stream.n_days)
    got = {name: replay(desk, stream, make(desk, forecast)).pairs for name, make in CHOOSERS.items()}
    assert (len(got["prices"]), len(got["lookahead"])) == (0, 1)


def test_a_window_lets_those_who_came_in_it_be_decided_together() -> None:
    desk, stream = desk_of(lonely_seat(1, 9), UTILITY), stream_of_days(3, 5)
    forecast = Forecast(Habits(0.1, 0.0), stream.n_days)
    make = CHOOSERS["lookahead"]
    by_window = [desk.totals(replay(desk, stream, make(desk, forecast), w).pairs)[0] for w in (1, 7)]
    assert by_window == [1 * MICRO, 9 * MICRO]


def test_more_placed_outweighs_any_utility_when_it_is_the_first_level() -> None:
    round_ = Round(
        "r",
        (Applicant("a0"), Applicant("a1")),
        (Position("p", 1), Position("q", 1)),
        pairs=(Pair("a0", "p", utility=9.0), Pair("a0", "q", utility=1.0), Pair("a1", "p", utility=1.0)),
        locks=(Lock("a1", "q", LockKind.FORBIDDEN, "x"),),
    )
    desk, stream = desk_of(round_, PLACED_FIRST), stream_of_days(3, 5)
    played = replay(desk, stream, CHOOSERS["lookahead"](desk, Forecast(Habits(0.9, 0.0), stream.n_days)))
    assert desk.totals(played.pairs) == (2, 2 * MICRO) == desk.totals(hindsight(desk, stream))


def test_who_withdraws_frees_the_seat_for_who_comes_later() -> None:
    desk = desk_of(lonely_seat(5, 4), UTILITY)
    comings = (Coming(date(2026, 3, 2), "a0", date(2026, 3, 4)), Coming(date(2026, 3, 4), "a1"))
    stream = Stream(FIRST, date(2026, 3, 8), comings)
    played = replay(desk, stream, CHOOSERS["greedy"](desk, Forecast(Habits(), 7)))
    assert [desk.place(p).applicant_id for p in played.pairs] == ["a1"]
    assert [d.pair != NONE for d in played.decisions] == [True, True]


def test_who_withdraws_before_the_decision_never_gets_a_seat() -> None:
    desk = desk_of(lonely_seat(5), UTILITY)
    stream = Stream(FIRST, date(2026, 3, 8), (Coming(date(2026, 3, 2), "a0", date(2026, 3, 3)),))
    assert replay(desk, stream, CHOOSERS["greedy"](desk, Forecast(Habits(), 7)), 7).decisions == ()


def test_a_seat_promised_by_hand_is_kept_for_who_comes_last() -> None:
    round_ = replace(lonely_seat(9, 1), locks=(Lock("a1", "p", LockKind.ASSIGNED, "x"),))
    desk, stream = desk_of(round_, UTILITY), stream_of_days(3, 8)
    for make in CHOOSERS.values():
        played = replay(desk, stream, make(desk, Forecast(Habits(), stream.n_days)))
        assert [desk.place(p).applicant_id for p in played.pairs] == ["a1"]
    assert [desk.place(p).applicant_id for p in hindsight(desk, stream)] == ["a1"]


def many_rounds(seed: int) -> Round:
    """Random rounds with hosts' capacities, locks and lists; every second one with mentors and a quota."""
    round_ = small_round(seed, most=7)
    if seed % 2:
        return round_
    return replace(
        round_,
        mentors=(Mentor("m", 1, host_id=round_.positions[0].host), Mentor("s", 3)),
        quotas=(Quota("q", applicants="specialty=15.01.05", maximum=2),),
        locks=(),
    )


def breaches(desk: Desk, played: Replay, *, with_locks: bool) -> list[str]:
    case = Case(desk.quantities, Matching(desk.matching(played.pairs).places))
    return [v.code for v in violations(case)[0] if with_locks or v.code != "lock-assigned"]


@pytest.mark.parametrize("chunk", range(6))
def test_no_replay_breaks_a_rule_or_beats_hindsight(chunk: int) -> None:
    for seed in range(chunk * 10, (chunk + 1) * 10):
        round_ = many_rounds(seed)
        if conflicts(quantities_of(round_, round_.policy)):
            continue
        desk = desk_of(round_, PLACED_FIRST)
        habits = Habits(0.9, 0.3)
        stream = drawn_stream(desk.ids, habits, FIRST, 6, Draws(seed, 0))
        best = desk.totals(hindsight(desk, stream))
        for name, make in CHOOSERS.items():
            played = replay(desk, stream, make(desk, Forecast(habits, 6, 5, seed)), 1 + seed % 3)
            assert breaches(desk, played, with_locks=False) == [], (seed, name)
            assert desk.totals(played.pairs) <= best, (seed, name)


def test_a_replay_does_not_depend_on_the_order_of_rows() -> None:
    for seed in range(6):
        round_ = many_rounds(seed)
        mixed = replace(
            round_,
            applicants=round_.applicants[::-1],
            positions=round_.positions[::-1],
            pairs=round_.pairs[::-1],
            preferences=round_.preferences[::-1],
        )
        held = []
        for r in (round_, mixed):
            desk = desk_of(r, PLACED_FIRST)
            stream = drawn_stream([a.applicant_id for a in r.applicants], Habits(), FIRST, 5, Draws(1, 0))
            played = replay(desk, stream, CHOOSERS["lookahead"](desk, Forecast(Habits(), 5)))
            held.append(desk.matching(played.pairs))
        assert held[0] == held[1]


def test_hosts_that_would_hire_fewer_do_not_bind() -> None:
    round_ = replace(lonely_seat(1, 1), positions=(Position("p", 2, hire_places=0),))
    assert not desk_of(round_, (Level(LevelName.EMPLOYMENT),)).is_bound


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"companions": (Companion("c", "a0"), Companion("c", "a1"))}, "companions"),
        ({"positions": (Position("p", 2, minimum=1),)}, "minimum"),
        ({"quotas": (Quota("q", applicants="role=student", minimum=1),)}, "quotas"),
        (
            {
                "periods": (
                    Period("t", None, (), date(2026, 4, 1), date(2026, 4, 2)),
                    Period("u", None, (), date(2026, 5, 1), date(2026, 5, 2)),
                )
            },
            "overlapping-periods",
        ),
    ],
)
def test_what_no_decision_of_the_day_can_keep_is_refused(changes: dict[str, object], code: str) -> None:
    with pytest.raises(PolicyError) as error:
        desk_of(replace(lonely_seat(1, 1), **changes), UTILITY)  # type: ignore[arg-type]  # any table
    assert [p.sentence for p in error.value.problems] == [f"dynamic-feature.{code}"]


def test_levels_that_are_no_single_sum_are_refused() -> None:
    for level in (Level(LevelName.TIER), Level(LevelName.PREFERENCE, measure=Measure.GENEROUS)):
        with pytest.raises(PolicyError, match="dynamic-level"):
            desk_of(lonely_seat(1), (level,))


def test_numbers_too_large_to_stay_exact_are_refused() -> None:
    with pytest.raises(PolicyError, match="dynamic-large"):
        desk_of(lonely_seat(1e10, 1e10), PLACED_FIRST)


def test_levels_are_joined_so_that_one_of_the_first_outweighs_all_of_the_second() -> None:
    desk = desk_of(small_market(1, 3, 2), PLACED_FIRST)
    first, second = (aim.weight for aim in desk.market.aims)
    one = int((desk.value - second)[0])
    assert (desk.value == one * first + second).all()
    assert one > 2 * np.abs(second).max() * 3


def test_locks_that_clash_are_refused() -> None:
    locks = (Lock("a0", "p", LockKind.ASSIGNED, "x"), Lock("a1", "p", LockKind.ASSIGNED, "x"))
    with pytest.raises(PolicyError, match="dynamic-locks"):
        desk_of(replace(lonely_seat(1, 1), locks=locks), UTILITY)
