"""The screen of ``replan`` reads as agreed, in both languages."""

from dataclasses import replace

import pytest

from matcher.explain.causes import Change
from matcher.explain.moves_frontier import MovesPoint
from matcher.explain.replanning import Replan
from matcher.explain.standing import Move
from matcher.judge import Violation
from matcher.matching import LevelResult, Place
from matcher.report.replanning_screen import print_replan
from matcher.text import Lang
from tests.report.golden import assert_golden
from tests.report.small import INFEASIBLE, OBJECTIVES, RESULT, ROUND
from tests.report.test_terminal import LANGS, printed

MEDICAL = {"medical_until": "2026-03-31", "ends_on": "2026-05-24"}
CHANGES = (
    Change(Move("С-01", "", "М-4", "М-1"), "forced", (Violation("medical", "С-01", "", "М-4", evidence=MEDICAL),)),
    Change(Move("С-02", "", "М-9", "М-3"), "forced", (Violation("unknown-place", "С-02", "", "М-9"),)),
    Change(
        Move("С-03", "", "М-1", "М-2"),
        "condition",
        (Violation("capacity", period_id="", position_id="М-1", evidence={"taken": 3, "capacity": 2}),),
    ),
    Change(Move("С-04", "", "М-2", None), "makes-room", (), ("С-03",)),
    Change(Move("С-05", "", None, "М-1"), "placed"),
    Change(Move("С-06", "", "М-3", "М-2"), "level"),
)
FOUND = Replan(
    ROUND,
    replace(RESULT, levels=(RESULT.levels[0], LevelResult("changes", 4, 4, proved=True, certified=True))),
    (Place("С-99", "", "М-1"),),
    CHANGES,
    kept=12,
    vanished=1,
    levels=OBJECTIVES,
    frontier=(MovesPoint(3, (3, (2, 0, 1), 5.5)), MovesPoint(5, (4, (3, 0, 1), 6.54))),
)


@pytest.mark.parametrize("lang", LANGS)
def test_a_repair_reads_as_agreed(lang: Lang) -> None:
    assert_golden(f"replan.{lang}.txt", printed(print_replan, FOUND, ROUND, lang))


@pytest.mark.parametrize("lang", LANGS)
def test_a_bound_that_cannot_be_kept_is_told_with_the_least_that_can(lang: Lang) -> None:
    refused = replace(FOUND, result=INFEASIBLE, changes=(), frontier=(), max_changes=1, fewest=3)
    assert_golden(f"replan-refused.{lang}.txt", printed(print_replan, refused, ROUND, lang))


@pytest.mark.parametrize("lang", LANGS)
def test_a_repair_says_what_it_does_not_know_and_what_was_allowed(lang: Lang) -> None:
    levels = (replace(FOUND.result.levels[1], proved=False),)
    unproved = printed(print_replan, replace(FOUND, result=replace(FOUND.result, levels=levels)), ROUND, lang)
    bounded = printed(print_replan, replace(FOUND, max_changes=5), ROUND, lang)
    still = printed(print_replan, replace(FOUND, changes=(), frontier=()), ROUND, lang)
    heads = ["\n".join(text.splitlines()[:5]) for text in (unproved, bounded, still)]
    assert_golden(f"replan-notes.{lang}.txt", "\n".join(heads))
