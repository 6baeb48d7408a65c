"""Given outcomes: coefficients that are read, checked, and turned into chances."""

from math import exp, log
from typing import Any

import numpy as np
import pytest

from matcher.errors import InputError
from matcher.rounds import Pair
from matcher.simulate.chances import FATES
from matcher.simulate.outcomes.figures import FIGURES
from matcher.simulate.outcomes.given import given_outcomes
from tests.simulate.outcomes.people import small_round

PLAIN = {
    "defaults": False,
    "away": {"army": 0.2, "study": 0.1, "parental-leave": 0.1},
    "work": {"employed": 0.5},
    "where": {"host": 0.4, "specialty": 0.3, "self-employed": 0.1},
    "stay": {"stays": 0.7},
}


def test_plain_shares_come_out_as_they_were_said() -> None:
    chances = given_outcomes(PLAIN).chances(small_round(), ["ann"], ["barn"])
    said = {"host": 0.12, "specialty": 0.09, "other": 0.06, "self-employed": 0.03}
    said |= {"army": 0.2, "study": 0.1, "parental-leave": 0.1, "idle": 0.3}
    assert np.allclose(chances.fate[0], [said[name] for name in FATES])
    assert chances.stay[0] == pytest.approx(0.7)


def test_nobody_is_hired_where_they_have_not_been() -> None:
    chances = given_outcomes(PLAIN).chances(small_round(), ["ann"], [None])
    assert chances.fate[0, FATES.index("host")] == 0
    assert chances.employed[0] == pytest.approx(0.3)


def test_without_a_word_the_public_shares_come_out_where_no_sex_is_known() -> None:
    round_ = small_round(applicants=(small_round().applicants[0].__class__("x"),), preferences=(), pairs=())
    chances = given_outcomes().chances(round_, ["x"], [None])
    for name in ("army", "study", "parental-leave"):
        assert chances.fate[0, FATES.index(name)] == pytest.approx(FIGURES[name].value, rel=1e-6)


def test_women_are_not_called_up_and_men_are_not_on_leave() -> None:
    fate = given_outcomes().chances(small_round(), ["ann", "bob"], [None, None]).fate
    army, leave = FATES.index("army"), FATES.index("parental-leave")
    assert fate[0, army] < 1e-4 < fate[1, army]
    assert fate[1, leave] < 1e-4 < fate[0, leave]


def test_a_coefficient_is_log_odds_a_unit() -> None:
    model = given_outcomes({**PLAIN, "work": {"employed": {"intercept": 0.0, "coefficients": {"pay": 0.5}}}})
    chances = model.chances(small_round(), ["ann"], ["lathe"])
    assert chances.employed[0] == pytest.approx(0.6 / (1 + exp(-1.0)))


def test_the_longest_beginning_of_a_specialty_counts() -> None:
    said = {"intercept": 0.0, "specialties": {"15": 5.0, "15.01": log(3), "43": 9.0}}
    chances = given_outcomes({**PLAIN, "work": {"employed": said}}).chances(small_round(), ["ann"], ["lathe"])
    assert chances.employed[0] == pytest.approx(0.6 * 0.75)


def test_a_given_employment_is_kept_and_the_rest_keeps_its_proportions() -> None:
    round_ = small_round(pairs=(Pair("bob", "lathe", employment=0.9), Pair("ann", "lathe", employment=0.0)))
    free = given_outcomes(PLAIN).chances(small_round(), ["bob"], ["lathe"]).fate[0]
    chances = given_outcomes(PLAIN).chances(round_, ["bob", "ann", "ann"], ["lathe", "lathe", "barn"])
    assert np.allclose(chances.employed, [0.9, 0.0, 0.3])
    assert np.allclose(chances.fate.sum(axis=1), 1)
    assert np.allclose(chances.fate[0, :4] / free[:4], 3)
    assert np.allclose(chances.fate[0, 4:] / free[4:], 0.1 / 0.7)


def test_monthly_leaving_becomes_a_year() -> None:
    model = given_outcomes({"defaults": False, "monthly_leaving": 0.05})
    assert model.chances(small_round(), ["ann"], ["barn"]).stay[0] == pytest.approx(0.95**12)


def test_what_is_not_said_keeps_its_default() -> None:
    said = given_outcomes({"work": {"employed": {"coefficients": {"km": 0.0}}}}).stages.work.alternatives[0]
    default = given_outcomes().stages.work.alternatives[0]
    assert said.coefficients == {**default.coefficients, "km": 0.0}
    assert said.intercept == default.intercept


@pytest.mark.parametrize(
    ("said", "path", "code"),
    [
        ({"wokr": {}}, "wokr", "unknown-outcome-key"),
        ({"work": {"fired": 0.5}}, "work.fired", "unknown-outcome-key"),
        ({"work": {"employed": {"odds": 1}}}, "work.employed.odds", "unknown-outcome-key"),
        (
            {"work": {"employed": {"coefficients": {"kmm": 1}}}},
            "work.employed.coefficients.kmm",
            "unknown-outcome-key",
        ),
        ({"work": 3}, "work", "outcome-mapping"),
        ({"work": {"employed": {"specialties": [1]}}}, "work.employed.specialties", "outcome-mapping"),
        ({"work": {"employed": "often"}}, "work.employed.share", "outcome-number"),
        ({"work": {"employed": {"intercept": True}}}, "work.employed.intercept", "outcome-number"),
        ({"work": {"employed": 1}}, "work.employed.share", "outcome-share"),
        ({"monthly_leaving": -0.1}, "monthly_leaving", "outcome-share"),
        ({"away": {"army": 0.6, "study": 0.6}}, "away", "shares-too-large"),
        ({"defaults": "perhaps"}, "defaults", "bad-bool"),
    ],
)
def test_what_cannot_be_meant_is_named_by_its_path(said: dict[str, Any], path: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        given_outcomes(said)
    assert [(p.column, p.code) for p in caught.value.problems] == [(path, code)]


def test_every_figure_is_published_or_marked_as_assumed() -> None:
    assert {name for name, f in FIGURES.items() if not f.assumed} == {
        "employed",
        "study",
        "army",
        "parental-leave",
        "out-of-specialty",
    }
    assert all(f.assumed or f.source.startswith("https://") for f in FIGURES.values())
