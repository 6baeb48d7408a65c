"""The screen and the chart of ``frontier``, in both languages."""

from dataclasses import replace

import pytest

from matcher.explain.axes import NAMES
from matcher.explain.frontier import Frontier, frontier
from matcher.report import charts
from matcher.report.frontier_screen import print_frontier
from matcher.text import Lang, say
from tests.explain.test_frontier import POLICY, ROUND
from tests.report.golden import assert_golden
from tests.report.test_terminal import LANGS, printed


@pytest.fixture(scope="module")
def found() -> Frontier:
    return frontier(ROUND, ("first-choice", "distance"), POLICY)


@pytest.mark.parametrize("lang", LANGS)
def test_a_frontier_reads_as_agreed(found: Frontier, lang: Lang) -> None:
    assert_golden(f"frontier.{lang}.txt", printed(print_frontier, found, lang))


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_left_out_and_why_is_said(found: Frontier, lang: Lang) -> None:
    some = replace(found, points=found.points[::3], complete=False, now=(5, 80.0), on_frontier=False, kept=())
    late = replace(found, points=(), complete=False, in_time=False)
    none = replace(found, points=(), now=None)
    assert_golden(f"frontier-notes.{lang}.txt", "".join(printed(print_frontier, f, lang) for f in (some, late, none)))


@pytest.mark.parametrize("lang", LANGS)
def test_the_chart_has_every_point_and_marks_the_policy(found: Frontier, lang: Lang) -> None:
    spec = charts.frontier(found, lang)
    marks = [row["mark"] for row in spec["data"]["values"]]
    assert marks.count(say("frontier.best", lang)) == len(found.points)
    assert marks[-1] == say("frontier.now", lang)
    picture = charts.svg(spec)
    assert say("axis.first-choice", lang) in picture
    assert "<svg" in picture
    assert len(charts.frontier(replace(found, now=None), lang)["data"]["values"]) == len(found.points)


@pytest.mark.parametrize("lang", LANGS)
def test_every_axis_has_a_name(lang: Lang) -> None:
    assert all(say(f"axis.{name}", lang) for name in NAMES)
