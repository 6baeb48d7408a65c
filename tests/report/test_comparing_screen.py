"""The screen of ``compare`` reads as agreed, in both languages."""

from dataclasses import replace

import pytest

from matcher.explain.comparing import Outcome, compare
from matcher.matching import LevelResult, Matching, Place
from matcher.report.comparing_screen import SHOWN, print_comparison
from matcher.text import Lang
from tests.report.golden import assert_golden
from tests.report.small import LEVELS, PLACES
from tests.report.test_terminal import LANGS, printed

NOW = Outcome("осень/result.json", "optimal", 4, 2, (3, 0), 1, LEVELS, Matching(PLACES), "a")
LEVELS_LATER = (
    LevelResult("placed", 5, 5, proved=True, certified=True),
    LevelResult("preference", (2, 1, 2), (2, 1, 2), proved=True, certified=True, measure="generous"),
    LevelResult("distance", 6.54, 6.54, proved=True, certified=True),
    LevelResult("cost", 100.5, 100.5, proved=True, certified=True),
)
LATER = replace(
    NOW,
    name="весна/result.json",
    placed=5,
    unplaced=1,
    rank_profile=(2, 1, 0),
    unranked=2,
    levels=LEVELS_LATER,
    matching=Matching((*PLACES[1:], Place("С-01", "", "М-2"), Place("С-06", "весна", "М-4"))),
)
NONE = replace(NOW, name="никакой", status="иной", levels=(), matching=None, round_sha256=None)


@pytest.mark.parametrize("lang", LANGS)
def test_two_results_read_as_agreed(lang: Lang) -> None:
    assert_golden(f"compare.{lang}.txt", printed(print_comparison, compare([NOW, LATER]), lang))


@pytest.mark.parametrize("lang", LANGS)
def test_three_results_read_as_agreed(lang: Lang) -> None:
    many = replace(LATER, matching=Matching(tuple(Place(f"a{n:02}", "", "p") for n in range(SHOWN))))
    assert_golden(f"compare-three.{lang}.txt", printed(print_comparison, compare([NOW, NONE, many]), lang))


@pytest.mark.parametrize("lang", LANGS)
def test_other_rounds_and_no_levels_are_said(lang: Lang) -> None:
    other = replace(NOW, round_sha256="b", levels=(), unranked=0)
    found = compare([replace(NOW, levels=(), unranked=0), other])
    assert_golden(f"compare-rounds.{lang}.txt", printed(print_comparison, found, lang))
