"""Quotes within quotes are told apart, as Russian prints them."""

import pytest

from matcher.text import quoted


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("АО «Завод»", "АО «Завод»"),
        ("Предприятие «АО «Завод»» отказалось", "Предприятие «АО „Завод“» отказалось"),
        ("«а» и «б «в» г»", "«а» и «б „в“ г»"),
        ("лишняя » и «а»", "лишняя » и «а»"),
        ("", ""),
    ],
)
def test_inner_quotes_differ_from_outer_ones(written: str, printed: str) -> None:
    assert quoted(written) == printed


def test_what_is_quoted_once_stays_as_it_is() -> None:
    assert quoted(quoted("«АО «Завод»»")) == "«АО „Завод“»"
