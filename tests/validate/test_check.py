from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from math import inf, nan
from string import Formatter
from typing import Any

import pytest

from matcher.errors import Problem
from matcher.origin import Origin
from matcher.policy import Policy
from matcher.rounds import (
    Agreement,
    Applicant,
    Companion,
    Group,
    Host,
    Lock,
    LockKind,
    Mentor,
    Outcome,
    Pair,
    Period,
    Placement,
    Position,
    Preference,
    Priority,
    Quota,
    Round,
)
from matcher.text import Lang, catalogue, faults, sentence
from matcher.validate import check

SPRING, SUMMER = date(2026, 4, 13), date(2026, 6, 1)
ASSIGNED, FORBIDDEN = LockKind.ASSIGNED, LockKind.FORBIDDEN


def a_round(**tables: Any) -> Round:
    """A sound round of two applicants and two positions of one host, with whatever a test adds."""
    return replace(
        Round(
            "small",
            (Applicant("ann", group="sv"), Applicant("bob", group="kc")),
            (Position("shop", 2, host_id="plant"), Position("lab", 2, host_id="plant")),
            starts_on=SPRING,
            ends_on=SUMMER,
            hosts=(Host("plant"),),
        ),
        **tables,
    )


PERIODS = (Period("p1", None, ("sv",), SPRING, SUMMER), Period("p2", None, (), date(2026, 9, 1), date(2026, 9, 30)))


def found(**tables: Any) -> list[tuple[str, int | None, str | None, str]]:
    """Place, row (as the index), column and code of every problem."""
    round_ = a_round(**tables)
    rows = {t: range(100) for t in ("applicants", "groups", "periods", "hosts", "positions", "preferences")}
    rows |= {t: range(100) for t in ("priorities", "pairs", "agreements", "mentors", "quotas", "locks", "companions")}
    rows |= {t: range(100) for t in ("placements", "outcomes", "round")}
    return [(p.place, p.row, p.column, p.code) for p in check(round_, Origin(rows=rows))]


def only(**tables: Any) -> Problem:
    """The one problem of a round."""
    (problem,) = check(a_round(**tables))
    return problem


def test_a_sound_round_has_no_problems() -> None:
    assert check(a_round()) == []
    assert (
        check(
            a_round(
                groups=(Group("sv"), Group("kc")),
                periods=PERIODS,
                preferences=(Preference("ann", "shop", rank=1), Preference("ann", host_id="plant", rank=2)),
                priorities=(Priority("ann", "shop", host_id="plant", veto=True),),
                pairs=(Pair("ann", "shop", employment=0.5, utility=-3.5, km=0),),
                agreements=(Agreement("k1", "plant", applicant_id="ann", valid_from=SPRING, valid_to=SPRING),),
                mentors=(Mentor("m1", 0), Mentor("m2", 3, host_id="plant", specialties=("15.01.05",))),
                quotas=(Quota("q1", applicants="specialty=15.01.05 & sex=f", minimum=1, maximum=1),),
                locks=(Lock("ann", "shop", ASSIGNED, "asked"), Lock("ann", "lab", FORBIDDEN, "asked")),
                companions=(Companion("c1", "ann"), Companion("c1", "bob")),
            )
        )
        == []
    )


def test_every_fault_is_reported_at_once() -> None:
    codes = {
        code
        for *_, code in found(
            applicants=(Applicant("ann", grade=7, lat=1), Applicant("ann")),
            positions=(Position("shop", -1, host_id="gone", hazard_class="5"),),
            preferences=(Preference("ann"),),
            policy=Policy(rules={"no-such-rule": True}),
        )
    }
    assert codes == {
        "duplicate-id",
        "unknown-id",
        "out-of-range",
        "bad-hazard-class",
        "half-coordinates",
        "no-target",
        "no-rank",
        "minimum-over-capacity",
        "unknown-rule",
    }


@pytest.mark.parametrize("table", ["applicants", "positions"])
def test_an_empty_required_table(table: str) -> None:
    problem = only(**{table: ()})
    assert (problem.place, problem.row, problem.column, problem.code) == (table, None, None, "empty-table")


@pytest.mark.parametrize(
    ("table", "column", "one", "other"),
    [
        ("applicants", "applicant_id", Applicant("x"), Applicant("x", name="X")),
        ("groups", "group", Group("sv"), Group("sv")),
        ("hosts", "host_id", Host("x"), Host("x")),
        ("positions", "position_id", Position("x", 1), Position("x", 2)),
        ("agreements", "agreement_id", Agreement("x", "plant"), Agreement("x", "plant")),
        ("mentors", "mentor_id", Mentor("x", 1), Mentor("x", 2)),
        ("quotas", "quota_id", Quota("x"), Quota("x")),
        ("periods", "period_id", PERIODS[1], PERIODS[1]),
    ],
)
def test_ids_are_given_once(table: str, column: str, one: object, other: object) -> None:
    problems = found(**{table: (*getattr(a_round(), table), one, other)})
    last = len(getattr(a_round(), table)) + 1
    assert (table, last, column, "duplicate-id") in problems


def test_a_repeated_id_names_its_first_row() -> None:
    problems = check(a_round(hosts=(Host("plant"), Host("x"), Host("plant"))), Origin(rows={"hosts": (4, 5, 9)}))
    assert [(p.row, p.values["first"]) for p in problems] == [(9, 4)]
    assert only(hosts=(Host("plant"), Host("plant"))).values["first"] is None


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("preferences", (Preference("ann", "shop", rank=1), Preference("ann", "shop", host_id="plant", rank=2))),
        ("preferences", (Preference("ann", host_id="plant", rank=1), Preference("ann", host_id="plant", veto=True))),
        ("priorities", (Priority("ann", "shop", rank=1), Priority("ann", "shop", rank=2))),
        ("pairs", (Pair("ann", "shop", km=1), Pair("ann", "shop", km=2))),
        ("locks", (Lock("ann", "shop", ASSIGNED, "a"), Lock("ann", "shop", ASSIGNED, "b"))),
    ],
)
def test_nothing_is_said_twice(table: str, rows: tuple[object, ...]) -> None:
    assert found(**{table: rows}) == [(table, 1, "applicant_id", "duplicate-row")]


def test_wishes_for_a_position_a_host_and_several_periods_are_different_things() -> None:
    rows = (
        Preference("ann", "shop", rank=1),
        Preference("ann", host_id="plant", rank=2),
        Preference("ann", "shop", period_id="p1", rank=1),
        Preference("ann", "shop", period_id="p2", rank=1),
    )
    assert found(preferences=rows, periods=PERIODS) == []


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("positions", Position("x", 1, host_id="gone"), "host_id"),
        ("positions", Position("x", 1, period_id="gone"), "period_id"),
        ("preferences", Preference("gone", "shop", rank=1), "applicant_id"),
        ("preferences", Preference("ann", "gone", rank=1), "position_id"),
        ("preferences", Preference("ann", host_id="gone", rank=1), "host_id"),
        ("preferences", Preference("ann", "shop", period_id="gone", rank=1), "period_id"),
        ("priorities", Priority("gone", "shop", rank=1), "applicant_id"),
        ("priorities", Priority("ann", "gone", rank=1), "position_id"),
        ("priorities", Priority("ann", host_id="gone", rank=1), "host_id"),
        ("pairs", Pair("gone", "shop"), "applicant_id"),
        ("pairs", Pair("ann", "gone"), "position_id"),
        ("agreements", Agreement("k", "gone"), "host_id"),
        ("agreements", Agreement("k", "plant", applicant_id="gone"), "applicant_id"),
        ("mentors", Mentor("m", 1, host_id="gone"), "host_id"),
        ("quotas", Quota("q", host_id="gone"), "host_id"),
        ("quotas", Quota("q", position_id="gone"), "position_id"),
        ("locks", Lock("gone", "shop", ASSIGNED, "asked"), "applicant_id"),
        ("locks", Lock("ann", "gone", ASSIGNED, "asked"), "position_id"),
        ("periods", Period("p", None, ("sv", "gone"), SPRING, SUMMER), "group"),
    ],
)
def test_every_reference_is_to_something_known(table: str, row: object, column: str) -> None:
    old = getattr(a_round(), table)
    assert found(**{table: (*old, row)}) == [(table, len(old), column, "unknown-id")]


def test_companions_are_known_applicants() -> None:
    rows = (Companion("c", "ann"), Companion("c", "gone"))
    assert found(companions=rows) == [("companions", 1, "applicant_id", "unknown-id")]


def test_groups_are_checked_against_their_table_where_there_is_one() -> None:
    groups = (Group("sv"),)
    assert found(groups=groups) == [("applicants", 1, "group", "unknown-id")]
    period = Period("p", None, ("kc",), SPRING, SUMMER)
    assert ("periods", 0, "group", "unknown-id") in found(groups=groups, periods=(period,))
    assert found(periods=(period,)) == []


def test_without_a_hosts_table_the_positions_say_which_hosts_there_are() -> None:
    wish = (Preference("ann", host_id="plant", rank=1),)
    assert found(hosts=(), preferences=wish) == []
    own = (Position("shop", 1),)
    assert found(positions=own, preferences=(Preference("ann", host_id="shop", rank=1),)) == []


def test_history_may_name_what_is_gone() -> None:
    assert found(placements=(Placement("gone", "gone"),), outcomes=(Outcome("gone", SPRING, "army", "gone"),)) == []


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("periods", Period("p", None, (), SUMMER, SPRING), "ends_on"),
        ("agreements", Agreement("k", "plant", valid_from=SUMMER, valid_to=SPRING), "valid_to"),
        ("outcomes", Outcome("ann", SUMMER, "contract", hired_on=SUMMER, left_on=SPRING), "left_on"),
    ],
)
def test_nothing_ends_before_it_starts(table: str, row: object, column: str) -> None:
    assert found(**{table: (row,)}) == [(table, 0, column, "dates-reversed")]


def test_the_round_does_not_end_before_it_starts() -> None:
    assert found(starts_on=SUMMER, ends_on=SPRING) == [("round", 0, "ends_on", "dates-reversed")]
    assert found(starts_on=SUMMER, ends_on=None) == []


def test_minimums_fit_below_what_they_bound() -> None:
    assert found(positions=(Position("x", 1, minimum=2),)) == [("positions", 0, "minimum", "minimum-over-capacity")]
    assert found(hosts=(Host("plant", capacity=1, minimum=2),)) == [("hosts", 0, "minimum", "minimum-over-capacity")]
    assert found(hosts=(Host("plant", minimum=2),)) == []
    assert found(quotas=(Quota("q", minimum=2, maximum=1),)) == [("quotas", 0, "minimum", "minimum-over-maximum")]


@pytest.mark.parametrize("text", ["", "sex", "sex=", "=f", "sex=f&", "age=17", "sex=f=m", "sex=f & sex=m"])
def test_malformed_filters(text: str) -> None:
    assert found(quotas=(Quota("q", applicants=text),)) == [("quotas", 0, "applicants", "bad-filter")]


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("applicants", Applicant("x", lat=90.5, lon=0), "lat"),
        ("applicants", Applicant("x", lat=0, lon=-181), "lon"),
        ("applicants", Applicant("x", lat=nan, lon=0), "lat"),
        ("applicants", Applicant("x", grade=1.9), "grade"),
        ("applicants", Applicant("x", grade=5.1), "grade"),
        ("applicants", Applicant("x", seats=0), "seats"),
        ("applicants", Applicant("x", max_km=-1), "max_km"),
        ("hosts", Host("x", lat=0, lon=181), "lon"),
        ("hosts", Host("x", capacity=-1), "capacity"),
        ("positions", Position("x", -1, minimum=-1), "capacity"),
        ("positions", Position("x", 1, hours_day=25), "hours_day"),
        ("preferences", Preference("ann", "shop", rank=0), "rank"),
        ("priorities", Priority("ann", "shop", rank=-3), "rank"),
        ("pairs", Pair("ann", "shop", employment=1.01), "employment"),
        ("pairs", Pair("ann", "shop", employment=-0.01), "employment"),
        ("pairs", Pair("ann", "shop", utility=inf), "utility"),
        ("pairs", Pair("ann", "shop", tier=0), "tier"),
        ("mentors", Mentor("m", -1), "capacity"),
    ],
)
def test_numbers_within_their_bounds(table: str, row: object, column: str) -> None:
    old = getattr(a_round(), table)
    assert (table, len(old), column, "out-of-range") in found(**{table: (*old, row)})


def test_the_sentence_says_which_bounds_there_are() -> None:
    people = a_round().applicants
    assert only(applicants=(*people, Applicant("x", grade=6))).sentence == "out-of-range"
    assert only(applicants=(*people, Applicant("x", seats=0))).sentence == "too-small"
    assert only(pairs=(Pair("ann", "shop", utility=nan),)).sentence == "not-finite"


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("applicants", Applicant("x", specialty="15.1.5"), "specialty"),
        ("groups", Group("x", specialty="welder"), "specialty"),
        ("positions", Position("x", 1, specialties=("15.01.05", "150105")), "specialties"),
        ("agreements", Agreement("x", "plant", specialties=("15.01.05 ",)), "specialties"),
        ("mentors", Mentor("x", 1, specialties=("",)), "specialties"),
    ],
)
def test_specialties_are_written_nn_nn_nn(table: str, row: object, column: str) -> None:
    old = getattr(a_round(), table) or (Group("sv"), Group("kc")) * (table == "groups")
    assert found(**{table: (*old, row)}) == [(table, len(old), column, "bad-specialty")]


def test_only_the_malformed_specialties_are_named() -> None:
    problem = only(positions=(Position("x", 1, specialties=("15.01.05", "150105")),))
    assert problem.values["specialties"] == ["150105"]


def test_hazard_classes_are_those_of_the_contract() -> None:
    shop = Position("x", 1, hazard_class="3")
    assert found(positions=(shop,)) == [("positions", 0, "hazard_class", "bad-hazard-class")]
    assert found(positions=(replace(shop, hazard_class="3.4"),)) == []


def test_coordinates_come_in_pairs() -> None:
    people = (Applicant("a", lat=54.0), Applicant("b", lon=37.0), Applicant("c", lat=54.0, lon=37.0))
    assert found(applicants=people, hosts=(Host("plant", lat=54.0),)) == [
        ("applicants", 0, "lon", "half-coordinates"),
        ("applicants", 1, "lat", "half-coordinates"),
        ("hosts", 0, "lon", "half-coordinates"),
    ]


@pytest.mark.parametrize(("born", "plausible"), [(1926, True), (1925, False), (2016, True), (2017, False)])
def test_birth_dates_are_plausible(born: int, plausible: bool) -> None:
    problems = found(applicants=(Applicant("ann", birth_date=date(born, 4, 13)),))
    assert problems == ([] if plausible else [("applicants", 0, "birth_date", "implausible-birth-date")])


def test_the_first_period_dates_the_round_and_without_dates_nothing_is_implausible() -> None:
    baby = (Applicant("ann", group="sv", birth_date=date(2017, 4, 13)),)
    assert only(applicants=baby, periods=PERIODS, starts_on=None, ends_on=None).values["starts_on"] == SPRING
    assert found(applicants=baby, starts_on=None, ends_on=None) == []


def test_a_row_names_a_position_or_a_host() -> None:
    assert found(preferences=(Preference("ann", rank=1),)) == [("preferences", 0, "position_id", "no-target")]
    assert found(priorities=(Priority("ann", rank=1),)) == [("priorities", 0, "position_id", "no-target")]
    assert found(placements=(Placement("ann"),)) == [("placements", 0, "position_id", "no-target")]


def test_position_and_host_of_a_row_belong_together() -> None:
    tables: dict[str, Any] = {"hosts": (Host("plant"), Host("depot"))}
    for table, row in (
        ("preferences", Preference("ann", "shop", "depot", rank=1)),
        ("priorities", Priority("ann", "shop", "depot", rank=1)),
        ("quotas", Quota("q", "depot", "shop")),
    ):
        assert found(**tables, **{table: (row,)}) == [(table, 0, "host_id", "target-mismatch")]
    assert found(preferences=(Preference("ann", "gone", "plant", rank=1),)) == [
        ("preferences", 0, "position_id", "unknown-id")
    ]


def test_a_wish_has_a_rank_or_is_a_veto() -> None:
    assert found(preferences=(Preference("ann", "shop"),)) == [("preferences", 0, "rank", "no-rank")]
    assert found(priorities=(Priority("ann", "shop"), Priority("bob", "shop", veto=True))) == [
        ("priorities", 0, "rank", "no-rank")
    ]


def test_nobody_is_fixed_to_two_positions_on_the_same_days() -> None:
    locks = (Lock("ann", "shop", ASSIGNED, "a"), Lock("bob", "lab", ASSIGNED, "b"), Lock("ann", "lab", ASSIGNED, "c"))
    assert found(locks=locks) == [("locks", 2, "position_id", "two-locks")]


def test_positions_of_different_periods_may_both_be_fixed() -> None:
    shops = (Position("shop", 1, period_id="p1"), Position("lab", 1, period_id="p2"))
    locks = (Lock("ann", "shop", ASSIGNED, "a"), Lock("ann", "lab", ASSIGNED, "b"))
    assert found(positions=shops, periods=PERIODS, locks=locks) == []


def test_nobody_is_both_fixed_and_forbidden() -> None:
    locks = (Lock("ann", "shop", FORBIDDEN, "a"), Lock("ann", "shop", ASSIGNED, "b"))
    assert found(locks=locks) == [("locks", 1, "kind", "lock-both-ways")]


def test_a_lock_is_on_a_position_of_the_applicants_periods() -> None:
    shops = (Position("shop", 1, period_id="p1"), Position("lab", 1, period_id="p2"), Position("any", 1))
    locks = tuple(Lock("bob", where, FORBIDDEN, "a") for where in ("shop", "lab", "any"))
    assert found(positions=shops, periods=PERIODS, locks=locks) == [("locks", 0, "position_id", "lock-period")]


def test_locks_of_unknown_people_places_and_periods_are_reported_as_unknown_only() -> None:
    shops = (Position("shop", 1, period_id="gone"),)
    locks = (Lock("nobody", "shop", ASSIGNED, "a"), Lock("ann", "shop", ASSIGNED, "a"), Lock("ann", "x", ASSIGNED, "a"))
    assert {code for *_, code in found(positions=shops, locks=locks)} == {"unknown-id"}


def test_companies_have_members_who_belong_to_one_only() -> None:
    assert found(companions=(Companion("c", "ann"),)) == [("companions", 0, "companions_id", "company-of-one")]
    rows = (Companion("c", "ann"), Companion("c", "bob"), Companion("d", "ann"), Companion("d", "bob"))
    assert found(companions=rows) == [
        ("companions", 2, "applicant_id", "two-companies"),
        ("companions", 3, "applicant_id", "two-companies"),
    ]
    twice = (Companion("c", "ann"), Companion("c", "ann"))
    assert {code for *_, code in found(companions=twice)} == {"duplicate-row", "company-of-one"}


def test_a_problem_points_at_file_row_and_header() -> None:
    origin = Origin(
        places={"preferences": "Пожелания"}, rows={"preferences": (5,)}, columns={"preferences": {"rank": "Приоритет"}}
    )
    (problem,) = check(a_round(preferences=(Preference("ann", "shop", rank=0),)), origin)
    assert problem.where == "Пожелания:5 Приоритет"
    assert sentence(problem, "ru") == (
        "Пожелания:5 Приоритет: 0 — такого быть не может: нужно не меньше 1 [out-of-range]"
    )


def test_a_damaged_cell_causes_no_second_problem() -> None:
    shop = Position("shop", 0, minimum=2)
    assert [p.code for p in check(a_round(positions=(shop,)))] == ["minimum-over-capacity"]
    damaged = frozenset({("positions", 0, "capacity")})
    assert check(a_round(positions=(shop,)), Origin(damaged=damaged)) == []


def test_a_damaged_id_makes_references_to_its_table_uncertain() -> None:
    tables: dict[str, Any] = {"preferences": (Preference("zoe", "gone", rank=1),)}
    damaged = frozenset({("applicants", 1, "applicant_id")})
    assert [p.values["table"] for p in check(a_round(**tables), Origin(damaged=damaged))] == ["positions"]


def test_rules_of_the_policy_exist_and_may_be_switched() -> None:
    rules = {"minors-hazard": False, "period": True, "veto-applicant": False, "nonsense": False}
    problems = check(a_round(policy=Policy(rules=rules)))
    assert [(p.place, p.column, p.code, p.values["rule"]) for p in problems] == [
        ("policy", "rules", "unknown-rule", "nonsense"),
        ("policy", "rules", "rule-fixed", "veto-applicant"),
    ]


def all_problems() -> Iterator[Problem]:
    """At least one problem of every kind of sentence."""
    yield from check(a_round(applicants=(), positions=()))
    yield from check(
        a_round(
            applicants=(
                Applicant("ann", grade=7, seats=0, lat=1, specialty="x", birth_date=date(2020, 1, 1), group="sv"),
                Applicant("ann", group="gone"),
            ),
            groups=(Group("sv"),),
            positions=(Position("shop", 1, minimum=2, host_id="plant", hazard_class="9"), Position("lab", 1)),
            hosts=(Host("plant"), Host("depot")),
            preferences=(Preference("ann"), Preference("ann", "shop", "depot", rank=1)),
            priorities=(Priority("ann", "shop", rank=1), Priority("ann", "shop", rank=1)),
            pairs=(Pair("ann", "shop", utility=nan),),
            quotas=(Quota("q", applicants="?", minimum=2, maximum=1),),
            locks=(
                Lock("ann", "shop", ASSIGNED, "a"),
                Lock("ann", "lab", ASSIGNED, "a"),
                Lock("ann", "lab", FORBIDDEN, "a"),
            ),
            companions=(Companion("c", "ann"), Companion("d", "ann")),
            policy=Policy(rules={"nonsense": True, "period": False}),
            starts_on=SUMMER,
            ends_on=SPRING,
        )
    )
    shops = (Position("shop", 1, period_id="p1"),)
    yield from check(a_round(positions=shops, periods=PERIODS, locks=(Lock("bob", "shop", ASSIGNED, "a"),)))
    yield from check(a_round(locks=(Lock("ann", "shop", ASSIGNED, "a"), Lock("ann", "lab", ASSIGNED, "a"))))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_problem_has_its_sentence(lang: Lang) -> None:
    problems = list(all_problems())
    texts = [sentence(problem, lang) for problem in problems]
    assert not [text for text in texts if "None" in text or "{" in text]
    own = {key.removeprefix("problem.") for key in _sentences(lang) if key.startswith("problem.")}
    assert own - {p.sentence for p in problems} == {"no-data", "no-placements"}


def _sentences(lang: Lang) -> dict[str, str]:
    return faults.RU if lang == "ru" else faults.EN


def test_both_languages_have_the_same_sentences_and_values() -> None:
    ru, en = _sentences("ru"), _sentences("en")
    assert ru.keys() == en.keys()
    assert {k: _fields(v) for k, v in ru.items()} == {k: _fields(v) for k, v in en.items()}
    assert ru.items() <= catalogue("ru").items()


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
