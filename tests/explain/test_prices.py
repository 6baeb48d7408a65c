"""Every price is the difference that a whole solve with one seat more or fewer shows."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.errors import SolverError
from matcher.explain import again
from matcher.explain.again import Budget
from matcher.explain.prices import is_easy, prices, with_prices
from matcher.explain.subjects import Subject, changed, subjects
from matcher.levels import difference
from matcher.matching import Certificate, LevelResult, LevelValue, Matching, SeatPrice, Status
from matcher.outcome import Found
from matcher.policy import Level, LevelName, Measure, Mechanism, Policy, Stability
from matcher.quantities import quantities_of
from matcher.rounds import Applicant, Host, Lock, LockKind, Mentor, Pair, Period, Position, Preference, Quota, Round
from matcher.solve import solve
from tests.oracle.feature_rounds import feature_policy, feature_round, stable_round
from tests.oracle.served import served
from tests.oracle.small_rounds import small_policy, small_round

ROUNDS_A_CHUNK = 25
ANY = Budget()
Rows = dict[Subject, list[SeatPrice]]


def by_subject(found: tuple[SeatPrice, ...]) -> Rows:
    rows: Rows = {}
    for price in found:
        rows.setdefault(Subject(price.kind, price.subject_id), []).append(price)
    return rows


def expected(round_: Round, policy: Policy, subject: Subject, by: int, now: tuple[LevelResult, ...]) -> list[object]:
    """What solving again shows: a change for each level, or the reason why there is none."""
    other = changed(round_, subject, by)
    if other is None:
        return ["no-seat"] * len(now)
    again = solve(other, policy)
    if again.status == Status.INFEASIBLE:
        return ["no-matching"] * len(now)
    assert again.status == Status.OPTIMAL
    pairs = [(a.value, b.value) if by > 0 else (b.value, a.value) for a, b in zip(again.levels, now, strict=True)]
    return [difference(level, *pair) for level, pair in zip(policy.objectives, pairs, strict=True)]


def said(value: LevelValue | None, reason: str | None) -> object:
    assert (value is None) == (reason is not None)
    return reason if value is None else value


def assert_right(round_: Round, policy: Policy, budget: Budget) -> int:
    """Compare every price with solving again; return how many there are."""
    result = solve(round_, policy)
    if result.status != Status.OPTIMAL:
        assert prices(round_, result, budget=budget) == ()
        return 0
    found = by_subject(prices(round_, result, budget=budget))
    assert list(found) == subjects(round_, policy)
    for subject, rows in found.items():
        assert [(r.level, r.measure) for r in rows] == [(k.level, k.measure) for k in result.levels]
        more, fewer = (expected(round_, policy, subject, by, result.levels) for by in (1, -1))
        assert [said(r.next_seat, r.next_reason) for r in rows] == more, (round_.round_id, subject)
        assert [said(r.last_seat, r.last_reason) for r in rows] == fewer, (round_.round_id, subject)
    return len(found)


def chunk_of(chunk: int) -> range:
    return range(chunk * ROUNDS_A_CHUNK, (chunk + 1) * ROUNDS_A_CHUNK)


@pytest.mark.parametrize("chunk", range(20))
def test_prices_of_flows_equal_solving_again_and_need_no_solve(chunk: int) -> None:
    for seed in chunk_of(chunk):
        round_ = small_round(seed, hosts=bool(seed % 3))
        assert_right(round_, served(round_, small_policy(seed)), Budget(solves=0))


@pytest.mark.parametrize("chunk", range(6))
def test_prices_of_rounds_with_conditions_equal_solving_again(chunk: int) -> None:
    for seed in chunk_of(chunk):
        round_ = feature_round(seed)
        policy = feature_policy(seed)
        assert_right(round_, served(round_, policy if round_.placements else replace(policy, max_changes=None)), ANY)


@pytest.mark.parametrize("chunk", range(2))
def test_prices_of_stable_matchings_equal_solving_again(chunk: int) -> None:
    for seed in chunk_of(chunk):
        round_ = stable_round(seed)
        policy = feature_policy(seed, stable=True)
        assert_right(round_, served(round_, policy if round_.placements else replace(policy, max_changes=None)), ANY)


PLACED = Policy(objectives=(Level(LevelName.PLACED), Level(LevelName.UTILITY)))
TWO_FOR_ONE = Round(
    "two-for-one",
    (Applicant("a"), Applicant("b")),
    (Position("p", 1), Position("q", 0)),
    pairs=(Pair("a", "p", utility=5.0), Pair("b", "p", utility=3.0)),
)


def test_who_waits_is_what_the_next_seat_is_worth() -> None:
    found = by_subject(prices(TWO_FOR_ONE, solve(TWO_FOR_ONE, PLACED)))
    assert [(r.level, r.next_seat, r.last_seat) for r in found[Subject("position", "p")]] == [
        ("placed", 1, 1),
        ("utility", 3.0, 5.0),
    ]


def test_a_position_without_seats_has_no_last_one() -> None:
    found = by_subject(prices(TWO_FOR_ONE, solve(TWO_FOR_ONE, PLACED)))
    assert {(r.last_seat, r.last_reason) for r in found[Subject("position", "q")]} == {(None, "no-seat")}


def test_a_seat_that_a_lock_needs_cannot_be_missed() -> None:
    locked = replace(TWO_FOR_ONE, locks=(Lock("b", "p", LockKind.ASSIGNED, "по договору"),))
    found = by_subject(prices(locked, solve(locked, PLACED)))
    assert {(r.last_seat, r.last_reason) for r in found[Subject("position", "p")]} == {(None, "no-matching")}


def test_profiles_differ_entry_by_entry() -> None:
    round_ = replace(TWO_FOR_ONE, preferences=(Preference("a", "p", rank=1), Preference("b", "p", rank=2)))
    policy = Policy(objectives=(Level(LevelName.PREFERENCE, measure=Measure.RANK_MAXIMAL),))
    found = by_subject(prices(round_, solve(round_, policy)))
    row = found[Subject("position", "p")][0]
    assert (row.measure, row.next_seat, row.last_seat) == ("rank-maximal", (0, 1, 0), (1, 0, 0))


SPRING = Period("t1", None, (), date(2026, 4, 1), date(2026, 4, 30))
AUTUMN = Period("t2", None, (), date(2026, 9, 1), date(2026, 9, 30))


def test_a_seat_open_in_two_periods_is_worth_what_it_is_in_both() -> None:
    round_ = replace(TWO_FOR_ONE, periods=(SPRING, AUTUMN), positions=(Position("p", 1, host_id="h"),))
    round_ = replace(round_, hosts=(Host("h", capacity=1),))
    assert assert_right(round_, PLACED, Budget(solves=0)) == 2
    found = by_subject(prices(round_, solve(round_, PLACED)))
    assert found[Subject("position", "p")][0].next_seat == 0
    assert found[Subject("host", "h")][0].last_seat == 2


def test_a_host_that_its_positions_just_fill_binds_once_they_grow() -> None:
    positions = (Position("p", 1, host_id="h"),)
    round_ = replace(TWO_FOR_ONE, positions=positions, hosts=(Host("h", capacity=1), Host("i", capacity=0)))
    assert assert_right(round_, PLACED, Budget(solves=0)) == 3


def test_where_one_seat_more_makes_a_bound_count_only_a_solve_can_tell() -> None:
    young = tuple(Applicant(a, birth_date=date(2010, 1, 1)) for a in ("a", "b"))
    round_ = replace(
        TWO_FOR_ONE, applicants=young, positions=(Position("p", 1, max_minors=1),), starts_on=date(2026, 4, 1)
    )
    assert prices(round_, solve(round_, PLACED)) == ()
    assert assert_right(round_, PLACED, ANY) == 1


COUNTED = replace(
    TWO_FOR_ONE,
    positions=(Position("p", 3, host_id="h"), Position("q", 2, host_id="g")),
    mentors=(Mentor("m", 1, host_id="h"), Mentor("s", 9)),
    quotas=(Quota("most", maximum=1, position_id="p"), Quota("least", minimum=1)),
)


def test_mentors_and_both_sides_of_quotas_have_a_price_too() -> None:
    assert assert_right(COUNTED, PLACED, ANY) == 6
    kinds = [s.kind for s in subjects(COUNTED, PLACED)]
    assert kinds == ["position", "position", "mentor", "mentor", "quota-maximum", "quota-minimum"]


def test_who_looks_after_nobody_by_policy_has_no_price() -> None:
    policy = replace(PLACED, rules={"mentors": False, "supervisors": False})
    assert not [s for s in subjects(COUNTED, policy) if s.kind == "mentor"]


def test_a_budget_of_solves_is_kept_and_what_it_reaches_is_exact() -> None:
    result = solve(COUNTED, PLACED)
    assert prices(COUNTED, result) == ()
    whole, some = (prices(COUNTED, result, budget=b) for b in (ANY, Budget(solves=4)))
    assert set(some) < set(whole)
    assert some == tuple(p for p in whole if p in some)
    assert set(prices(COUNTED, result, budget=Budget(seconds=0.0))) < set(some)


@pytest.mark.parametrize("matching", [None, Matching()])
def test_what_a_solve_does_not_prove_in_time_is_left_out(
    monkeypatch: pytest.MonkeyPatch, matching: Matching | None
) -> None:
    result = solve(COUNTED, PLACED)
    late = Found("integer-program", "", matching, in_time=False)
    monkeypatch.setattr(again, "find", lambda *_, **__: late)
    assert prices(COUNTED, result, budget=ANY) == prices(COUNTED, result, budget=Budget(seconds=0.0))


def test_without_levels_or_a_proof_there_are_no_prices() -> None:
    result = solve(TWO_FOR_ONE, replace(PLACED, mechanism=Mechanism.SERIAL))
    assert prices(TWO_FOR_ONE, result) == ()
    assert prices(TWO_FOR_ONE, replace(solve(TWO_FOR_ONE, PLACED), status=Status.FEASIBLE)) == ()


def test_a_certificate_that_proves_nothing_prices_nothing() -> None:
    result = solve(TWO_FOR_ONE, PLACED)
    certificate = Certificate(tuple(replace(s, places={}) for s in (result.certificate or Certificate()).stages))
    with pytest.raises(SolverError, match="no seat can be priced"):
        prices(TWO_FOR_ONE, replace(result, certificate=certificate))


def test_prices_come_with_the_result_and_from_rules_at_hand() -> None:
    result = solve(TWO_FOR_ONE, PLACED)
    quantities = quantities_of(TWO_FOR_ONE, PLACED)
    assert with_prices(TWO_FOR_ONE, result, quantities).prices == prices(TWO_FOR_ONE, result) != ()


def test_flows_are_easy_and_programs_are_not() -> None:
    assert is_easy(TWO_FOR_ONE, PLACED)
    assert not is_easy(COUNTED, PLACED)
    assert not is_easy(TWO_FOR_ONE, replace(PLACED, stability=Stability.STABLE))
