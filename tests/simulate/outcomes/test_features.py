"""Features of a pair, in their units."""

import numpy as np
import pytest

from matcher.rounds import Applicant, Mentor, Pair, Position, Preference
from matcher.simulate.outcomes.columns import KEPT, columns_of
from matcher.simulate.outcomes.features import ALLOWED, FEATURES, FORBIDDEN, pairs_of
from tests.simulate.outcomes.people import small_round

WHO, WHERE = ["ann", "ann", "bob", "bob", "bob"], ["lathe", "barn", "lathe", "barn", None]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("km", [0, 1.5, 3, 1.5, 0]),
        ("grade", [0.5, 0.5, -1, -1, -1]),
        ("minor", [0, 0, 1, 1, 1]),
        ("wish", [0.5, 1, 0, 0, 0]),
        ("target", [0, 0, 0, 1, 0]),
        ("hire_places", [0.5, 0, 0.5, 0, 0]),
        ("pay", [2, 0, 2, 0, 0]),
        ("transport", [1, 0, 1, 0, 0]),
        ("housing", [0, 1, 0, 1, 0]),
        ("mentor", [1, 0, 1, 0, 0]),
        ("alumni_led", [1, 0, 1, 0, 0]),
        ("no_place", [0, 0, 0, 0, 1]),
        ("beyond_draft_age", [0, 0, 0, 0, 0]),
        ("woman", [1, 1, 0, 0, 0]),
        ("sex_unknown", [0, 0, 0, 0, 0]),
        ("restrictions", [0, 0, 1, 1, 1]),
        ("needs_housing", [0, 0, 0, 0, 0]),
    ],
)
def test_a_feature_is_what_its_unit_says(name: str, values: list[float]) -> None:
    assert np.allclose(FEATURES[name](pairs_of(small_round(), WHO, WHERE)), values)


def test_everything_unknown_is_a_finite_number() -> None:
    bare = small_round(
        applicants=(Applicant("ann"),),
        positions=(Position("lathe", 0),),
        groups=(),
        hosts=(),
        preferences=(),
        mentors=(),
        agreements=(),
        pairs=(),
        starts_on=None,
        ends_on=None,
    )
    assert np.isfinite(pairs_of(bare, ["ann"], ["lathe"]).design(tuple(FEATURES))).all()


def test_nobody_needs_a_position_to_have_features() -> None:
    nowhere = small_round(positions=(), preferences=(), pairs=())
    assert pairs_of(nowhere, ["ann"], [None]).design(("km", "pay", "no_place")).tolist() == [[0, 0, 1]]


def test_what_is_forbidden_is_not_among_the_allowed() -> None:
    assert set(ALLOWED) | set(FORBIDDEN) == set(FEATURES)
    assert not set(ALLOWED) & {"woman", "sex_unknown", "restrictions", "needs_housing"}


def test_a_mentor_of_another_specialty_does_not_count() -> None:
    other = small_round(
        mentors=(Mentor("m", 3, "plant", ("43.01.09",)),),
        positions=(Position("lathe", 2, "plant", specialties=("15.01.05",)),),
        preferences=(),
        pairs=(),
    )
    assert FEATURES["mentor"](pairs_of(other, ["ann"], ["lathe"])).tolist() == [0]


def test_no_feature_depends_on_the_order_of_rows() -> None:
    round_ = small_round()
    turned = small_round(**{t: getattr(round_, t)[::-1] for t in ("applicants", "positions", "hosts", "preferences")})
    own, other = (pairs_of(r, WHO, WHERE).design(tuple(FEATURES)) for r in (round_, turned))
    assert np.array_equal(own, other)


def test_wishes_and_numbers_of_nobody_known_are_passed_over() -> None:
    strange = small_round(
        preferences=(
            Preference("gone", "barn", rank=1),
            Preference("ann", "gone", rank=1),
            Preference("ann", host_id="gone", rank=1),
            Preference("ann", "barn", veto=True),
        ),
        pairs=(Pair("gone", "barn", km=1.0), Pair("ann", "gone", km=1.0)),
    )
    pairs = pairs_of(strange, ["ann"], ["barn"])
    assert FEATURES["wish"](pairs).tolist() == [0]
    assert FEATURES["km"](pairs).tolist() == [1.5]


def test_rounds_beyond_those_kept_at_hand_are_made_again() -> None:
    first = small_round()
    own = columns_of(first)
    assert columns_of(first) is own
    for _ in range(KEPT):
        columns_of(small_round())
    assert columns_of(first) is not own
