"""The demo keeps what its README promises."""

from collections import Counter
from datetime import date

import pytest

from tests.scenarios.demo_files import ENDS_ON, SCENARIOS, STARTS_ON, Row, day, ids, listed, table


def test_there_are_about_320_students_in_12_groups() -> None:
    sizes = Counter(row["group"] for row in table("applicants"))
    assert 310 <= len(table("applicants")) <= 330
    assert len(sizes) == 12
    assert set(sizes) == ids("groups", "group")


def test_there_are_60_hosts_and_about_150_positions() -> None:
    assert len(table("hosts")) == 60
    assert 145 <= len(table("positions")) <= 165


def test_the_capacity_is_somewhat_above_the_number_of_students() -> None:
    seats = sum(int(row["capacity"]) for row in table("positions"))
    assert 1.05 <= seats / len(table("applicants")) <= 1.4


def test_most_students_are_under_18_on_the_first_day() -> None:
    grown = date(STARTS_ON.year - 18, STARTS_ON.month, STARTS_ON.day)
    minors = sum(day(row["birth_date"]) > grown for row in table("applicants"))
    assert 0.45 <= minors / len(table("applicants")) <= 0.7


def test_courses_are_the_second_to_the_fourth() -> None:
    assert ids("groups", "course") == {"2", "3", "4"}


def ends_inside(row: Row) -> bool:
    return bool(row["valid_to"]) and STARTS_ON <= day(row["valid_to"]) < ENDS_ON


def test_some_agreements_end_inside_the_period_and_some_of_them_renew_themselves() -> None:
    ending = [row for row in table("agreements") if ends_inside(row)]
    assert len([row for row in ending if row["auto_renew"] == "no"]) >= 2
    assert len([row for row in ending if row["auto_renew"] == "yes"]) >= 2


def test_agreements_of_every_kind_and_status_occur() -> None:
    assert ids("agreements", "kind") == {
        *("practice", "cooperation", "tripartite", "target", "network", "apprenticeship", "teacher-internship"),
    }
    assert ids("agreements", "status") == {"draft", "signing", "active", "expired", "terminated"}


def test_contracts_that_name_a_student_are_locked_at_their_host() -> None:
    host_of = {row["position_id"]: row["host_id"] for row in table("positions")}
    locked = {(r["applicant_id"], host_of[r["position_id"]]) for r in table("locks") if r["kind"] == "assigned"}
    named = {(r["applicant_id"], r["host_id"]) for r in table("agreements") if r["applicant_id"]}
    assert named
    assert named <= locked


def test_every_inn_has_a_right_check_digit_and_an_invented_office() -> None:
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    for inn in ids("hosts", "host_id"):
        assert len(inn) == 10
        assert inn.startswith("7199")
        assert sum(w * int(d) for w, d in zip(weights, inn, strict=False)) % 11 % 10 == int(inn[9])


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("applicants", ["applicant_id"]),
        ("groups", ["group"]),
        ("hosts", ["host_id"]),
        ("positions", ["position_id"]),
        ("agreements", ["agreement_id"]),
        ("mentors", ["mentor_id"]),
        ("pairs", ["applicant_id", "position_id"]),
        ("locks", ["applicant_id", "position_id"]),
        ("preferences", ["applicant_id", "position_id", "host_id"]),
        ("priorities", ["applicant_id", "position_id", "host_id"]),
    ],
)
def test_no_key_occurs_twice(name: str, columns: list[str]) -> None:
    keys = Counter(tuple(row[c] for c in columns) for row in table(name))
    assert not [key for key, n in keys.items() if n > 1]


REFERENCES = [
    ("applicants", "group", "groups", "group"),
    ("positions", "host_id", "hosts", "host_id"),
    *((name, "host_id", "hosts", "host_id") for name in ("preferences", "priorities", "agreements", "mentors")),
    *((name, "position_id", "positions", "position_id") for name in ("preferences", "priorities", "pairs", "locks")),
    *(
        (name, "applicant_id", "applicants", "applicant_id")
        for name in ("preferences", "priorities", "pairs", "locks", "agreements")
    ),
]


@pytest.mark.parametrize(("name", "column", "target", "key"), REFERENCES)
def test_every_reference_finds_its_row(name: str, column: str, target: str, key: str) -> None:
    assert {row[column] for row in table(name)} - {""} <= ids(target, key)


@pytest.mark.parametrize("name", ["positions", "agreements", "mentors"])
def test_every_specialty_named_is_that_of_a_group(name: str) -> None:
    named = {s for row in table(name) for s in listed(row["specialties"])}
    assert named
    assert named <= ids("groups", "specialty")


@pytest.mark.parametrize("name", ["preferences", "priorities"])
def test_a_wish_names_either_a_position_or_a_host_and_either_a_rank_or_a_veto(name: str) -> None:
    for row in table(name):
        assert bool(row["position_id"]) != bool(row["host_id"])
        assert (row["veto"] == "yes") != bool(row["rank"])


def test_students_wish_for_three_to_five_places_with_ties_and_vetoes() -> None:
    ranked = [r for r in table("preferences") if r["rank"]]
    lengths = Counter(r["applicant_id"] for r in ranked)
    shared = Counter((r["applicant_id"], r["rank"]) for r in ranked)
    assert set(lengths.values()) == {3, 4, 5}
    assert any(n > 1 for n in shared.values())
    assert any(r["veto"] == "yes" for r in table("preferences"))
    assert any(r["host_id"] for r in ranked)


def test_hosts_list_students_with_ties_and_a_few_vetoes() -> None:
    shared = Counter((r["position_id"], r["host_id"], r["rank"]) for r in table("priorities") if r["rank"])
    assert any(n > 1 for n in shared.values())
    assert 1 <= sum(r["veto"] == "yes" for r in table("priorities")) <= 10


def test_locks_of_both_kinds_carry_reason_and_author() -> None:
    assert Counter(r["kind"] for r in table("locks")) == {"assigned": 7, "forbidden": 6}
    assert all(r["reason"] and r["author"] for r in table("locks"))


def test_every_ranked_pair_of_the_own_specialty_has_its_chance_of_employment() -> None:
    given = {(r["applicant_id"], r["position_id"]): float(r["employment"]) for r in table("pairs")}
    wished = {(r["applicant_id"], r["position_id"]) for r in table("preferences") if r["position_id"] and r["rank"]}
    assert wished <= set(given)
    assert all(0 <= p <= 1 for p in given.values())


def test_mentors_suffice_all_in_all_and_fall_short_at_a_few_hosts() -> None:
    seats: Counter[str] = Counter()
    guided: Counter[str] = Counter()
    for row in table("positions"):
        seats[row["host_id"]] += int(row["capacity"])
    for row in table("mentors"):
        guided[row["host_id"]] += int(row["capacity"])
    assert guided[""] >= len(table("applicants"))
    assert sum(guided.values()) - guided[""] >= len(table("applicants"))
    assert 1 <= sum(guided[host] < n for host, n in seats.items()) <= 15


def test_no_minimum_quota_team_or_second_period_is_asked_for() -> None:
    forbidden = {"positions": {"minimum", "max_minors", "opening"}, "hosts": {"minimum"}, "applicants": {"seats"}}
    for name, columns in forbidden.items():
        assert columns.isdisjoint(table(name)[0])
    present = {p.stem for p in (SCENARIOS / "kireevsk-spring").glob("*.csv")}
    assert present.isdisjoint({"quotas", "companions", "periods", "placements", "outcomes"})
