"""The demo's matching is accepted, and rejected after any one of its rows is altered to break a rule.

Every kind of breach is tried on every row on which it can be (two kinds of wrong mentors on a third of the rows each).
What is a breach is read from the demo's files, not asked of the rules; the judge must give its code and name whom and
what it concerns.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import pytest

from matcher.files.reading import load_round
from matcher.judge import Case, Violation, judge, judge_case
from matcher.matching import Matching, Place
from matcher.policy import Policy
from matcher.quantities import quantities_of
from matcher.rounds import Round
from matcher.solve import solve
from tests.scenarios.demo_files import DEMO, ENDS_ON, STARTS_ON, Row, day, listed, table

Altered = tuple[tuple[Place, ...], dict[str, object]]
"""What stands in the place of a row, and what the judge must say of it beside the code."""


@dataclass(frozen=True)
class Demo:
    """The demo solved, with its files as they are."""

    round: Round
    case: Case

    @property
    def places(self) -> tuple[Place, ...]:
        return self.case.matching.places


@cache
def demo() -> Demo:
    round_ = load_round(DEMO)
    matching = solve(round_).matching
    assert matching is not None
    return Demo(round_, Case(quantities_of(round_, round_.policy), matching))


@cache
def rows(name: str, key: str) -> Mapping[str, Row]:
    return {row[key]: row for row in table(name)}


def person(place: Place) -> Row:
    return rows("applicants", "applicant_id")[place.applicant_id]


def position(position_id: str) -> Row:
    return rows("positions", "position_id")[position_id]


def specialty(place: Place) -> str:
    return rows("groups", "group")[person(place)["group"]]["specialty"]


@cache
def taken() -> Counter[str]:
    return Counter(p.position_id for p in demo().places)


@cache
def taken_at_host() -> Counter[str]:
    return Counter(position(p.position_id)["host_id"] for p in demo().places)


@cache
def eligible() -> frozenset[tuple[str, str]]:
    e = demo().case.eligibility
    return frozenset(
        (e.needs[i].applicant_id, e.places[j].position_id)
        for i, j in zip(e.need_of.tolist(), e.place_of.tolist(), strict=True)
    )


def moved(place: Place, position_id: str) -> Place:
    return Place(place.applicant_id, place.period_id, position_id)


def whole(place: Place) -> dict[str, object]:
    return {"applicant_id": place.applicant_id, "period_id": place.period_id, "position_id": place.position_id}


def unknown_applicant(place: Place) -> Iterator[Altered]:
    other = replace(place, applicant_id="nobody")
    yield (other,), whole(other)


def unknown_position(place: Place) -> Iterator[Altered]:
    other = replace(place, position_id="nowhere")
    yield (other,), whole(other)


def unknown_period(place: Place) -> Iterator[Altered]:
    other = replace(place, period_id="autumn")
    yield (other,), whole(other)


def written_twice(place: Place) -> Iterator[Altered]:
    yield (place, place), {"applicant_id": place.applicant_id, "period_id": place.period_id}


def two_positions(place: Place) -> Iterator[Altered]:
    other = next(j for j in rows("positions", "position_id") if j != place.position_id)
    yield (place, moved(place, other)), {"applicant_id": place.applicant_id, "period_id": place.period_id}


def first_where(place: Place, breaks: Callable[[Row], bool]) -> Iterator[Altered]:
    """Move the row to the first position of the demo that breaks a rule for its applicant."""
    found = next((j for j in table("positions") if breaks(j)), None)
    if found is not None:
        other = moved(place, found["position_id"])
        yield (other,), whole(other)


def another_specialty(place: Place) -> Iterator[Altered]:
    own = specialty(place)
    yield from first_where(place, lambda j: j["specialties"] != "" and own not in listed(j["specialties"]))


def medical_needed(place: Place) -> Iterator[Altered]:
    until = person(place)["medical_until"]
    if not until or day(until) < ENDS_ON:
        yield from first_where(place, lambda j: j["medical_required"] == "yes")


def minor(place: Place) -> bool:
    born = day(person(place)["birth_date"])
    return born > STARTS_ON.replace(year=STARTS_ON.year - 18)


def harmful_for_minors(place: Place) -> Iterator[Altered]:
    if minor(place):
        yield from first_where(place, lambda j: j["hazard_class"] >= "3.1" and j["hazard_class"] < "4")


def night_for_minors(place: Place) -> Iterator[Altered]:
    if minor(place):
        yield from first_where(place, lambda j: j["shift"] in ("night", "rotating", "away"))


def not_accessible(place: Place) -> Iterator[Altered]:
    if any(word.startswith("инв") for word in listed(person(place)["restrictions"])):
        yield from first_where(place, lambda j: j["accessible"] != "yes")


def pair_in(name: str, place: Place, wanted: Callable[[Row], bool]) -> Iterator[Altered]:
    said = {row["position_id"] for row in table(name) if row["applicant_id"] == place.applicant_id and wanted(row)}
    yield from first_where(place, lambda j: j["position_id"] in said - {place.position_id})


def refused_by_the_applicant(place: Place) -> Iterator[Altered]:
    yield from pair_in("preferences", place, lambda row: row["veto"] == "yes")


def refused_by_the_host(place: Place) -> Iterator[Altered]:
    yield from pair_in("priorities", place, lambda row: row["veto"] == "yes")


def forbidden_by_hand(place: Place) -> Iterator[Altered]:
    yield from pair_in("locks", place, lambda row: row["kind"] == "forbidden")


def elsewhere_than_fixed(place: Place) -> Iterator[Altered]:
    locks = [k for k in table("locks") if k["applicant_id"] == place.applicant_id and k["kind"] == "assigned"]
    for lock in locks:
        assert lock["position_id"] == place.position_id
        yield (), {"applicant_id": place.applicant_id, "position_id": place.position_id}


def others(place: Place) -> Iterator[Row]:
    """Positions that the applicant may have instead."""
    return (
        j
        for j in table("positions")
        if j["position_id"] != place.position_id and (place.applicant_id, j["position_id"]) in eligible()
    )


def full_position(place: Place) -> Iterator[Altered]:
    for j in others(place):
        if taken()[j["position_id"]] == int(j["capacity"]):
            seats = {"taken": int(j["capacity"]) + 1, "capacity": int(j["capacity"])}
            yield (moved(place, j["position_id"]),), {"position_id": j["position_id"], "evidence": seats}
            return


def full_host(place: Place) -> Iterator[Altered]:
    own = position(place.position_id)["host_id"]
    for j in others(place):
        most = rows("hosts", "host_id")[j["host_id"]]["capacity"]
        room = taken()[j["position_id"]] < int(j["capacity"])
        if room and j["host_id"] != own and most and taken_at_host()[j["host_id"]] == int(most):
            yield (moved(place, j["position_id"]),), {"host_id": j["host_id"]}
            return


def mentor_unknown(place: Place) -> Iterator[Altered]:
    other = replace(place, mentor_id="nobody")
    yield (other,), whole(other)


def mentor_where(wanted: Callable[[Row], bool]) -> str | None:
    return next((m["mentor_id"] for m in table("mentors") if wanted(m)), None)


def mentor_of_another_host(place: Place) -> Iterator[Altered]:
    own = position(place.position_id)["host_id"]
    if place in demo().places[::3]:
        mentor = mentor_where(lambda m: m["host_id"] not in ("", own))
        yield (replace(place, mentor_id=mentor),), whole(place)


def mentor_of_another_specialty(place: Place) -> Iterator[Altered]:
    host, own = position(place.position_id)["host_id"], specialty(place)
    mentor = mentor_where(lambda m: m["host_id"] in ("", host) and own not in (listed(m["specialties"]) or [own]))
    if mentor is not None and place in demo().places[1::3]:
        yield (replace(place, mentor_id=mentor),), whole(place)


def mentor_of_enough(place: Place) -> Iterator[Altered]:
    host, own = position(place.position_id)["host_id"], specialty(place)
    load = Counter(p.mentor_id for p in demo().places)
    mentor = mentor_where(
        lambda m: (
            m["host_id"] == host
            and m["mentor_id"] != place.mentor_id
            and own in listed(m["specialties"])
            and load[m["mentor_id"]] == int(m["capacity"])
        ),
    )
    if mentor is not None:
        yield (replace(place, mentor_id=mentor),), {"host_id": host}


KINDS: tuple[tuple[Callable[[Place], Iterator[Altered]], str, int], ...] = (
    (unknown_applicant, "unknown-need", 309),
    (unknown_position, "unknown-place", 309),
    (unknown_period, "unknown-need", 309),
    (written_twice, "several-places", 309),
    (two_positions, "several-places", 309),
    (another_specialty, "specialty", 309),
    (medical_needed, "medical", 30),
    (harmful_for_minors, "minors-hazard", 100),
    (night_for_minors, "minors-shift", 100),
    (not_accessible, "accessible", 1),
    (refused_by_the_applicant, "veto-applicant", 10),
    (refused_by_the_host, "veto-position", 1),
    (forbidden_by_hand, "lock-forbidden", 6),
    (elsewhere_than_fixed, "lock-assigned", 7),
    (full_position, "capacity", 200),
    (full_host, "host-capacity", 10),
    (mentor_unknown, "mentor-unknown", 309),
    (mentor_of_another_host, "mentor-host", 103),
    (mentor_of_another_specialty, "mentor-specialty", 103),
    (mentor_of_enough, "mentor-load", 30),
)
"""Each kind of breach, what the judge calls it, and on how many rows at least it can be tried."""


def test_the_judge_accepts_the_demos_matching() -> None:
    verdict = judge_case(demo().case)
    assert verdict.accepted
    assert not verdict.violations


def says(found: Violation, expected: Mapping[str, object]) -> bool:
    return all(getattr(found, name) == value for name, value in expected.items())


@pytest.mark.parametrize(("alter", "code", "least"), KINDS, ids=[alter.__name__ for alter, _, _ in KINDS])
def test_any_row_that_breaks_a_rule_is_rejected(
    alter: Callable[[Place], Iterator[Altered]], code: str, least: int
) -> None:
    tried = 0
    for place in demo().places:
        rest = tuple(p for p in demo().places if p != place)
        for instead, expected in alter(place):
            verdict = judge_case(demo().case.beside(Matching((*rest, *instead))))
            assert not verdict.accepted, place
            assert any(v.code == code and says(v, expected) for v in verdict.violations), (place, verdict.violations)
            tried += 1
    assert tried >= least


def test_a_row_left_out_breaks_no_rule_but_a_lock() -> None:
    fixed = {k["applicant_id"] for k in table("locks") if k["kind"] == "assigned"}
    for place in demo().places[::10]:
        rest = Matching(tuple(p for p in demo().places if p != place))
        assert judge(demo().round, rest, Policy()).accepted == (place.applicant_id not in fixed)
