"""Spells of first jobs, and retention from them."""

from datetime import date, timedelta

import numpy as np
import pytest

from matcher.simulate.outcomes.spells import Spell, kaplan_meier, spells_of
from tests.simulate.outcomes.cohorts import ann

HIRED = date(2026, 7, 1)


def day(n: int) -> date:
    return HIRED + timedelta(days=n)


def ended(days: int, watched: int, *, by_host: bool = False) -> Spell:
    return Spell(days, left=True, watched=watched, by_host=by_host)


def going_on(days: int, *, by_host: bool = False) -> Spell:
    return Spell(days, left=False, watched=days, by_host=by_host)


def test_a_job_that_goes_on_is_watched_until_the_last_check() -> None:
    assert spells_of([ann("contract", day(400), hired_on=HIRED, host_id="h")], "h") == going_on(400, by_host=True)


def test_a_job_that_ended_lasted_until_then() -> None:
    rows = [ann("unemployed", day(400), hired_on=HIRED, left_on=day(100), host_id="h")]
    spell = spells_of(rows, "other")
    assert spell == ended(100, 400)
    assert spell.stayed is False


def test_who_could_not_be_watched_for_a_year_is_set_aside_even_having_left() -> None:
    rows = [ann("unemployed", day(200), hired_on=HIRED, left_on=day(100))]
    assert spells_of(rows, None) == ended(100, 200)
    assert ended(100, 200).stayed is None
    assert going_on(200).stayed is None


def test_leaving_after_a_year_is_staying_for_a_year() -> None:
    assert ended(366, 500).stayed is True
    assert going_on(365).stayed is True


def test_a_return_from_the_army_to_the_same_employer_counts_as_staying() -> None:
    rows = [
        ann("army", day(150), hired_on=HIRED, left_on=day(100), host_id="h"),
        ann("contract", day(500), hired_on=HIRED, host_id="h"),
    ]
    spell = spells_of(rows, "h")
    assert spell == going_on(500, by_host=True)


def test_without_a_day_of_hire_there_is_no_spell() -> None:
    assert spells_of([ann("contract", day(5))], None) is None
    assert spells_of([ann("contract", day(5), hired_on=day(9))], None) is None


def test_the_first_job_counts() -> None:
    rows = [
        ann("contract", day(400), hired_on=day(300), host_id="later"),
        ann("contract", day(400), hired_on=HIRED, left_on=day(50), host_id="first"),
    ]
    assert spells_of(rows, "first") == ended(50, 400, by_host=True)


def test_without_censoring_retention_is_the_share() -> None:
    spells = [ended(100, 500)] * 3 + [going_on(500)] * 7
    (found,) = kaplan_meier(spells, [365])
    assert found.share == pytest.approx(0.7)
    assert found.low < 0.7 < found.high
    assert found.n_at_risk == 7


def test_the_product_limit_is_that_of_a_textbook() -> None:
    """The weeks of remission of Freireich et al. 1963, those under treatment."""
    left = (6, 6, 6, 7, 10, 13, 16, 22, 23)
    censored = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    spells = [ended(d, 40) for d in left] + [going_on(d) for d in censored]
    found = kaplan_meier(spells, [7, 11, 17, 24])
    assert np.allclose([f.share for f in found], [0.857143, 0.752941, 0.627451, 0.448179], atol=1e-6)


def test_everybody_or_nobody_left_has_no_width() -> None:
    (all_left,) = kaplan_meier([ended(5, 400)] * 3, [365])
    (none_left,) = kaplan_meier([going_on(400)] * 3, [365])
    assert (all_left.share, all_left.low, all_left.high) == (0, 0, 0)
    assert (none_left.share, none_left.low, none_left.high) == (1, 1, 1)
