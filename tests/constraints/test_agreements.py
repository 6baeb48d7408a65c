"""Which agreements are long-term."""

from datetime import date

import pytest

from matcher.constraints import Setting
from matcher.constraints.keepers import is_long_term
from matcher.policy import Policy
from matcher.quantities import quantities_of
from matcher.rounds import Agreement, Applicant, Position, Round


def setting(starts_on: date | None) -> Setting:
    round_ = Round("r", (Applicant("a"),), (Position("p", 1),), starts_on=starts_on, ends_on=starts_on)
    return Setting(quantities_of(round_, Policy()))


@pytest.mark.parametrize(
    ("begins", "ends", "long"),
    [
        (date(2024, 9, 1), date(2027, 8, 31), True),
        (date(2024, 9, 1), date(2027, 8, 30), False),
        (date(2024, 2, 29), date(2027, 2, 28), True),
        (date(2024, 2, 29), date(2027, 2, 27), False),
        (date(2024, 9, 1), None, True),
        (date(2026, 9, 1), None, False),
    ],
)
def test_three_years_in_all_or_open_ended_and_begun(begins: date, ends: date | None, long: bool) -> None:
    agreement = Agreement("k", "p", valid_from=begins, valid_to=ends)
    assert is_long_term(agreement, setting(date(2026, 4, 13))) is long


def test_without_dates_in_the_round_every_day_counts_as_the_first() -> None:
    assert is_long_term(Agreement("k", "p", valid_from=date(2026, 9, 1)), setting(None))
