from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.policy import Policy
from matcher.rounds import Applicant, Host, Pair, Round
from matcher.rules import RuleBook
from matcher.rules.distance import EARTH_KM, haversine
from tests.rules.small import a_round, applicant, broken, evidence, position, switched

TULA, KIREEVSK = (54.193, 37.617), (53.9319, 37.9319)
PLANT = Host("plant", lat=TULA[0], lon=TULA[1])
degrees = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def km(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(haversine(*(np.array([v]) for v in (*one, *other)))[0])


def at_home(**fields: Any) -> Applicant:
    return applicant(lat=KIREEVSK[0], lon=KIREEVSK[1], **fields)


def test_kilometres_between_towns() -> None:
    assert km(TULA, KIREEVSK) == pytest.approx(35.56, abs=0.1)


@given(degrees, degrees)
def test_distance_is_symmetric_and_no_longer_than_half_the_earth(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert 0 <= km(one, other) <= EARTH_KM * np.pi * (1 + 1e-12)
    assert km(one, other) == pytest.approx(km(other, one), abs=1e-6)
    assert km(one, one) == 0


def kilometres(round_: Round) -> float:
    return float(RuleBook(round_, Policy()).kilometres(np.array([0]), np.array([0]))[0])


def test_a_given_distance_beats_the_computed_one() -> None:
    shop = position(host_id="plant")
    assert kilometres(a_round(at_home(), shop, PLANT)) == pytest.approx(35.56, abs=0.1)
    assert kilometres(a_round(at_home(), shop, PLANT, pairs=(Pair("ann", "shop", km=7),))) == 7
    other = (Pair("ann", "shop"), Pair("bob", "shop", km=7))
    people = (at_home(), applicant("bob"))
    assert kilometres(a_round(*people, shop, PLANT, pairs=other)) == pytest.approx(35.56, abs=0.1)


def test_an_unknown_distance_is_nan_and_excludes_nobody() -> None:
    for round_ in (a_round(applicant(max_km=1), position(host_id="plant"), PLANT), a_round(at_home(max_km=1))):
        assert np.isnan(kilometres(round_))
        assert broken(round_) == {}


def test_nobody_goes_farther_than_the_own_maximum() -> None:
    given = (Pair("ann", "shop", km=30),)
    assert broken(a_round(applicant(max_km=30), pairs=given)) == {}
    assert evidence("distance", a_round(applicant(max_km=29), pairs=given)) == {
        "km": 30,
        "max_km": 29,
        "housing_beds": None,
    }
    assert broken(a_round(applicant(), pairs=given)) == {}


@pytest.mark.parametrize("help_", [{"transport": True}, {"housing_beds": 2}])
def test_housing_or_transport_of_the_position_bridges_any_distance(help_: dict[str, Any]) -> None:
    given = (Pair("ann", "shop", km=300),)
    assert broken(a_round(applicant(max_km=29), position(**help_), pairs=given)) == {}
    assert "distance" in broken(a_round(applicant(max_km=29), position(housing_beds=0), pairs=given))


def test_who_needs_housing_goes_where_there_are_beds_or_near_home() -> None:
    needy = applicant(needs_housing=True, max_km=20)
    beds = position("beds", housing_beds=1)
    assert broken(a_round(needy, position(housing_beds=3), beds)) == {}
    assert broken(a_round(needy, position(), beds, pairs=(Pair("ann", "shop", km=20),))) == {}
    assert set(broken(a_round(needy, position(), beds, pairs=(Pair("ann", "shop", km=21),)))) == {"distance", "housing"}
    assert evidence("housing", a_round(needy, position(), beds)) == {"km": None, "max_km": 20, "housing_beds": None}
    assert broken(a_round(applicant(), position(), beds)) == {}


def test_where_nothing_is_said_about_beds_housing_excludes_nobody() -> None:
    assert broken(a_round(applicant(needs_housing=True), position())) == {}


def test_distance_and_housing_can_be_switched_off() -> None:
    round_ = a_round(
        applicant(needs_housing=True, max_km=20), position(housing_beds=0), pairs=(Pair("ann", "shop", km=21),)
    )
    assert broken(round_, switched(distance=False, housing=False)) == {}
