"""Positions and hosts by the worth of one seat more: their order, their words, where they are shown."""

from dataclasses import replace

import pytest

from matcher.explain.prices import with_prices
from matcher.matching import LevelValue, SeatPrice
from matcher.policy import LevelName, Measure
from matcher.report import seat_words
from matcher.report.html import render
from matcher.report.seats import SeatLine
from matcher.report.summary import Summary
from matcher.report.workbook import SEATS, seats
from matcher.solve import solve
from matcher.text import Lang, say
from tests.report.small import RESULT, ROUND, summary

LANGS: tuple[Lang, ...] = ("ru", "en")


def price(kind: str, subject: str, next_seat: LevelValue | None, last_seat: LevelValue | None = 0) -> SeatPrice:
    reasons = ["no-matching" if value is None else None for value in (next_seat, last_seat)]
    return SeatPrice(kind, subject, "placed", next_seat, last_seat, None, *reasons)


def priced(*prices: SeatPrice) -> Summary:
    return summary(result=replace(RESULT, prices=prices))


def test_where_a_seat_more_gains_most_comes_first_and_what_is_no_place_last() -> None:
    found = priced(
        price("host", "П-1", 0), price("mentor", "Н", 9), price("position", "М-2", 1), price("position", "М-1", 1, 2)
    )
    assert [line.subject_id for line in found.seats] == ["М-1", "М-2", "П-1", "Н"]


@pytest.mark.parametrize(
    ("level", "measure", "better", "worse"),
    [
        ("distance", None, -1.5, 1.5),
        ("changes", None, -1, 1),
        ("utility", None, 1.0, -1.0),
        ("preference", "rank-maximal", (1, -1, 0), (0, 1, 0)),
        ("preference", "generous", (-3, 4, -1), (5, -1, 0)),
        ("tier", None, (1, -5), (0, 9)),
    ],
)
def test_better_is_what_the_level_strives_for(
    level: str, measure: str | None, better: LevelValue, worse: LevelValue
) -> None:
    prices = [
        SeatPrice("position", name, level, change, 0, measure) for name, change in (("М-1", worse), ("М-2", better))
    ]
    assert [line.subject_id for line in priced(*prices).seats] == ["М-2", "М-1"]


def line(*levels: SeatPrice) -> SeatLine:
    return SeatLine("position", "М-1", "АО «Завод»", "Цех", levels)


def test_changes_are_said_level_by_level_and_the_same_is_left_out() -> None:
    profile = SeatPrice("position", "М-1", "preference", (1, 0, -2), (0, 0, 0), "generous")
    km = SeatPrice("position", "М-1", "distance", -1234.5, 0.0)
    found = line(price("position", "М-1", 1), profile, km)
    assert seat_words.gain(found, "ru") == (
        "+1 человек с местом; 1-й приоритет: +1, без приоритета: −2; −1\N{NO-BREAK SPACE}234,5 км в сумме"
    )
    assert seat_words.loss(found, "ru") == "ничего"


def test_why_there_is_no_seat_to_miss_is_said_once() -> None:
    found = line(price("position", "М-1", 0, None), price("position", "М-1", 0, None))
    assert seat_words.loss(found, "ru") == "иначе распределить нельзя"


@pytest.mark.parametrize("lang", LANGS)
def test_every_level_and_kind_has_words(lang: Lang) -> None:
    for name in LevelName:
        for measure in Measure if name == LevelName.PREFERENCE else (None,):
            change: LevelValue = (1, 2) if name == LevelName.TIER else 2
            assert seat_words.next_seat(SeatPrice("position", "М-1", name, change, 0, measure), lang)
    for kind in ("position", "host", "mentor", "agreement", "quota-maximum", "quota-minimum"):
        assert seat_words.subject(SeatLine(kind, "x", None, None, ()), lang)


def test_one_less_takes_the_singular_in_english() -> None:
    assert seat_words.next_seat(price("position", "М-1", -1), "en") == "−1 person with a place"


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_shows_the_seats_that_gain(lang: Lang) -> None:
    page = render(priced(price("position", "М-1", 1), price("host", "П-2", 0)), lang)
    assert say("report.seats", lang) in page
    assert say("change.placed", lang, value=1) in page
    assert say("seat.kind.host", lang, name="") not in page


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_on_which_no_seat_gains_says_so_and_one_without_prices_is_silent(lang: Lang) -> None:
    assert say("report.seats.none", lang) in render(priced(price("position", "М-1", 0)), lang)
    assert say("report.seats", lang) not in render(summary(), lang)


def test_of_many_seats_the_page_shows_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seat_words, "SHOWN", 1)
    page = render(priced(price("position", "М-1", 2), price("position", "М-2", 1)), "ru")
    assert say("report.seats.more", "ru", shown=1, n=2) in page
    assert say("change.placed", "ru", value=1) not in page


def test_the_workbook_has_a_row_for_each_level_of_each_seat() -> None:
    result = with_prices(ROUND, solve(ROUND))
    rows = list(seats(summary(result=result), "ru"))
    assert len(rows) == len(result.prices) == 15
    assert all(len(row) == len(SEATS) for row in rows)
    assert [row[0] for row in rows[:4]] == [1, 1, 1, 2]
