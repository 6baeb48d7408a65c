"""How classes fare is what counting shows, and the best of a class is what enumerating every matching shows."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from matcher.explain import fairness
from matcher.explain.best import Best
from matcher.explain.fairness import Audit, ClassFare, audit, sex_decides
from matcher.judge import Case
from matcher.matching import Matching, Place
from matcher.policy import Level, LevelName, Policy
from matcher.quantities import quantities_of
from matcher.rounds import Applicant, Group, Pair, Position, Preference, Quota, Round
from matcher.solve import solve
from tests.oracle.brute_force import Oracle
from tests.oracle.feature_rounds import feature_policy, feature_round, stable_round
from tests.oracle.small_rounds import small_policy, small_round
from tests.oracle.together import Held, Together

PEOPLE = (
    *(Applicant(f"a{n}", group="g1", sex="М", specialty="15.01.05") for n in range(5)),
    Applicant("b0", group="g2", sex="м ", restrictions=("шум", "пыль")),
    Applicant("b1", group="g2", sex="Ж", restrictions=("шум",)),
)
ROUND = Round(
    "fair",
    PEOPLE,
    (Position("p", 4), Position("q", 2)),
    groups=(Group("g1"), Group("g2", "08.02.01")),
    preferences=(
        *(Preference(a.applicant_id, "p", rank=1) for a in PEOPLE),
        *(Preference(a.applicant_id, "q", rank=2) for a in PEOPLE[:4]),
    ),
    pairs=(Pair("a0", "p", km=3.0), Pair("a1", "p", km=6.0), Pair("b0", "q", km=9.0)),
    policy=Policy(rules={"agreement-valid": False}),
)
MATCHING = Matching(
    tuple(Place(a, "", p) for a, p in {"a0": "p", "a1": "p", "a2": "p", "a3": "q", "b0": "q", "b1": "p"}.items())
)


def case(round_: Round = ROUND, matching: Matching = MATCHING) -> Case:
    return Case(quantities_of(round_, round_.policy), matching)


def fare(found: Audit, attribute: str, value: str | None) -> ClassFare:
    return next(c for c in found.of(attribute) if c.value == value)


def test_a_class_is_counted_over_its_needs() -> None:
    found = fare(audit(case()), "group", "g1")
    assert (found.needs, found.placed, found.first, found.rank_sum) == (5, 4, 3, 5)
    assert (found.placed_share, found.first_share, found.mean_rank) == (0.8, 0.6, 1.25)
    assert (found.km_sum, found.km_known, found.mean_km) == (9.0, 2, 4.5)


def test_an_unranked_place_counts_as_one_worse_than_the_longest_list() -> None:
    assert fare(audit(case()), "group", "g2").rank_sum == 1 + 3


def test_a_small_class_tells_no_share_and_no_mean() -> None:
    found = fare(audit(case()), "group", "g2")
    assert found.is_small
    assert found.best == Best(2, 2)
    means = (found.placed_share, found.first_share, found.mean_rank, found.mean_km, found.best_mean_rank)
    assert means == (None,) * 5


def test_nobody_can_have_more_seats_than_there_are_first_choices_for() -> None:
    assert fare(audit(case()), "group", "g1").best == Best(5, 6)
    assert fare(audit(case()), "group", "g1").best_mean_rank == 1.2


def test_classes_are_made_by_all_attributes_whatever_the_spelling() -> None:
    names = {(c.attribute, c.value): c.needs for c in audit(case()).classes}
    assert names == {
        ("group", "g1"): 5,
        ("group", "g2"): 2,
        ("sex", "Ж"): 1,
        ("sex", "М"): 6,
        ("specialty", "08.02.01"): 2,
        ("specialty", "15.01.05"): 5,
        ("restriction", "пыль"): 1,
        ("restriction", "шум"): 2,
        ("restriction", None): 5,
    }


def test_an_attribute_that_tells_nobody_apart_is_left_out() -> None:
    same = tuple(Applicant(a.applicant_id) for a in PEOPLE)
    assert audit(case(replace(ROUND, applicants=same))).classes == ()


def test_an_empty_matching_has_classes_without_means() -> None:
    found = fare(audit(case(matching=Matching())), "group", "g1")
    assert (found.placed, found.mean_rank, found.mean_km) == (0, None, None)
    assert found.best == Best(5, 6)


def test_the_order_of_rows_changes_nothing() -> None:
    tables = {t: getattr(ROUND, t)[::-1] for t in ("applicants", "positions", "preferences", "pairs", "groups")}
    assert audit(case(replace(ROUND, **tables))) == audit(case())


def test_without_time_no_best_is_told() -> None:
    found = audit(case(), seconds=0.0)
    assert found.sought
    assert {c.best for c in found.classes} == {None}


def test_a_large_round_is_not_searched_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fairness, "MOST_PAIRS", {True: 0, False: 0})
    unasked = audit(case())
    assert not unasked.sought
    assert {c.best for c in unasked.classes} == {None}
    assert audit(case(), seconds=60.0).of("group")[0].best == Best(5, 6)


def test_sex_decides_only_through_a_quota_or_a_balance() -> None:
    assert not sex_decides(ROUND, ROUND.policy)
    assert sex_decides(replace(ROUND, quotas=(Quota("q", applicants="sex=Ж", maximum=1),)), ROUND.policy)
    balance = Level(LevelName.BALANCE, measure="unplaced", groups="sex")
    assert sex_decides(ROUND, replace(ROUND.policy, objectives=(balance,)))


@pytest.mark.parametrize("seed", range(40))
def test_sex_changes_no_matching(seed: int) -> None:
    round_ = small_round(seed)
    policy = replace(small_policy(seed), objectives=(Level(LevelName.PLACED),))
    other = tuple(replace(a, sex="МЖ"[n % 2]) for n, a in enumerate(round_.applicants))
    assert solve(replace(round_, applicants=other), policy).matching == solve(round_, policy).matching


def classes(round_: Round) -> Round:
    """The round with its people in two groups or as they are."""
    if any(a.group for a in round_.applicants):
        return round_
    people = tuple(replace(a, group=f"g{n % 2}") for n, a in enumerate(round_.applicants))
    return replace(round_, applicants=people)


def made(kind: str, seed: int) -> tuple[Round, Policy]:
    if kind == "small":
        return classes(small_round(seed, locks=seed % 2 == 0)), small_policy(seed)
    if kind == "stable":
        return classes(stable_round(seed)), feature_policy(seed, stable=True)
    return feature_round(seed), feature_policy(seed)


def feasible_of(kind: str, round_: Round, policy: Policy) -> list[Held]:
    """Every matching that obeys the hard rules."""
    if kind == "small":
        return [{(a, ""): p for a, p in m.items()} for m in Oracle(round_, policy).matchings()]
    return Together(round_, policy).feasible


def brute(round_: Round, policy: Policy, feasible: list[Held]) -> Iterator[tuple[str, str | None, Best]]:
    """The best of each class by looking at every matching."""
    quantities = quantities_of(round_, policy)
    found: dict[tuple[str, str | None], tuple[int, int]] = {}
    for held in feasible:
        matching = Matching(tuple(Place(a, t, p) for (a, t), p in held.items()))
        for fare in audit(Case(quantities, matching), seconds=0.0).classes:
            key = fare.attribute, fare.value
            found[key] = max(found.get(key, (-1, 0)), (fare.placed, -fare.rank_sum))
    for (attribute, value), (placed, worth) in found.items():
        yield attribute, value, Best(placed, -worth)


@pytest.mark.parametrize("kind", ["small", "feature", "stable"])
@pytest.mark.parametrize("chunk", range(3))
def test_the_best_of_a_class_is_that_of_enumeration(kind: str, chunk: int) -> None:
    checked = 0
    for seed in range(chunk * 20, chunk * 20 + 20):
        round_, policy = made(kind, seed)
        policy = replace(policy, max_changes=None)
        feasible = feasible_of(kind, round_, policy)
        if not 0 < len(feasible) <= 300:
            continue
        found = audit(Case(quantities_of(round_, policy), Matching()), seconds=60.0)
        expected = {(a, v): best for a, v, best in brute(round_, policy, feasible)}
        assert {(c.attribute, c.value): c.best for c in found.classes} == expected, (kind, seed)
        checked += len(expected)
    assert checked > 10
