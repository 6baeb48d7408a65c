"""History: which record a graduate leaves."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.rounds import Outcome, Period, Placement, Position
from matcher.simulate.chances import FATES
from matcher.simulate.outcomes.history import history_of, practices
from tests.simulate.outcomes.cohorts import CHECK, ann, generated, over


@pytest.mark.parametrize(
    ("row", "fate"),
    [
        (ann("contract", host_id="plant", by_specialty=False), "host"),
        (ann("contract", host_id="farm", by_specialty=True), "specialty"),
        (ann("contract", host_id="farm", by_specialty=False), "other"),
        (ann("contract"), "other"),
        (ann("self-employed"), "self-employed"),
        (ann("entrepreneur"), "self-employed"),
        (ann("army"), "army"),
        (ann("study"), "study"),
        (ann("parental-leave"), "parental-leave"),
        (ann("informal"), "idle"),
        (ann("unemployed"), "idle"),
        (ann("not-seeking"), "idle"),
        (ann("other"), "idle"),
    ],
)
def test_a_category_becomes_a_fate(row: Outcome, fate: str) -> None:
    history = history_of([over(row)])
    assert [FATES[f] for f in history.fate] == [fate]
    assert history.employed.tolist() == [float(fate in FATES[:4])]


def test_an_unknown_category_is_counted_and_left_out() -> None:
    cohort = history_of([over(ann("unknown"), Outcome("bob", CHECK, "army"))]).cohorts[0]
    assert [r.applicant_id for r in cohort.records] == ["bob"]
    assert (cohort.n_graduates, cohort.n_unknown, cohort.n_unchecked) == (2, 1, 0)


def test_the_check_nearest_to_the_horizon_counts() -> None:
    rows = (ann("army", date(2026, 10, 1)), ann("contract", date(2027, 7, 10)), ann("study", date(2028, 6, 30)))
    assert [FATES[f] for f in history_of([over(*rows)], 12).fate] == ["other"]
    assert [FATES[f] for f in history_of([over(*rows)], 3).fate] == ["army"]


def test_a_known_category_comes_before_a_nearer_unknown_one() -> None:
    history = history_of([over(ann("unknown"), ann("army", date(2027, 5, 1)))])
    assert [FATES[f] for f in history.fate] == ["army"]


def test_a_check_far_from_the_horizon_is_none() -> None:
    cohort = history_of([over(ann("army", date(2029, 1, 1)))]).cohorts[0]
    assert (len(cohort.records), cohort.n_unchecked) == (0, 1)


def test_without_a_day_of_graduation_the_first_check_counts() -> None:
    rows = (ann("study", date(2030, 1, 1)), ann("army", date(2029, 1, 1)))
    history = history_of([over(*rows, groups=(), starts_on=None, ends_on=None)])
    assert [FATES[f] for f in history.fate] == ["army"]
    assert history.cohorts[0].records[0].months is None


def test_a_host_alone_stands_for_its_largest_position_of_the_specialty() -> None:
    positions = (
        Position("big", 9, "plant", specialties=("43.01.09",)),
        Position("b", 3, "plant", specialties=("15.01.05",)),
        Position("a", 3, "plant", specialties=("15.01.05",)),
        Position("small", 1, "plant"),
    )
    round_ = over(placements=(Placement("ann", host_id="plant"),), positions=positions, preferences=(), pairs=())
    assert practices(round_) == {"ann": "a"}


def test_the_last_practice_counts() -> None:
    periods = (
        Period("early", None, (), date(2026, 2, 1), date(2026, 2, 20)),
        Period("late", None, (), date(2026, 4, 1), date(2026, 4, 20)),
    )
    placed = (Placement("ann", "barn", period_id="late"), Placement("ann", "lathe", period_id="early"))
    assert practices(over(placements=placed, periods=periods)) == {"ann": "barn"}


def test_placements_that_name_nobody_or_nothing_known_are_left_out() -> None:
    placed = (Placement("gone", "lathe"), Placement("ann", "gone"), Placement("bob", host_id="gone"))
    assert practices(over(placements=placed)) == {}


def test_who_had_no_practice_has_a_record_without_a_position() -> None:
    history = history_of([over(ann("army"), placements=())])
    assert history.cohorts[0].records[0].position_id is None
    assert history.known.design(("no_place",)).tolist() == [[1.0]]


def test_cohorts_stand_in_order_of_time_and_records_in_order_of_ids_whatever_the_order_of_rows() -> None:
    rounds = [c.round for c in generated(60, 2).cohorts]
    turned = [
        replace(r, **{t: getattr(r, t)[::-1] for t in ("applicants", "positions", "outcomes", "placements", "hosts")})
        for r in reversed(rounds)
    ]
    own, other = history_of(rounds, 3), history_of(turned, 3)
    assert own.ids == other.ids
    assert own.fate.tolist() == other.fate.tolist()
    assert (own.known.design(("km", "pay", "wish")) == other.known.design(("km", "pay", "wish"))).all()


def test_nothing_known_is_an_empty_history() -> None:
    history = history_of([over()])
    assert len(history) == 0
    assert history.known.design(("km",)).shape == (0, 1)
    assert history.known.specialty == ()
