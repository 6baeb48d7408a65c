"""The screen of ``recommend`` reads as agreed, in both languages."""

from dataclasses import replace

import pytest

from matcher.explain.recommending import Option, recommend
from matcher.explain.standing import Move
from matcher.judge import Violation
from matcher.matching import Matching, Place
from matcher.report.breaches import breaches
from matcher.report.directory import Directory
from matcher.report.recommending_screen import MOVES_SHOWN, SHOWN, print_recommendation
from matcher.text import Lang
from tests.report.golden import assert_golden
from tests.report.small import PLACES, ROUND
from tests.report.test_terminal import LANGS, printed

NOW = Matching(tuple(p for p in PLACES if p.applicant_id != "С-05"))


def shown(found: object, lang: Lang, *, moves: bool = False) -> str:
    return printed(lambda *args: print_recommendation(*args, moves=moves), found, ROUND, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_the_best_places_read_as_agreed(lang: Lang) -> None:
    assert_golden(f"recommend-applicant.{lang}.txt", shown(recommend(ROUND, NOW, "С-05"), lang))


@pytest.mark.parametrize("lang", LANGS)
def test_the_best_applicants_for_an_added_seat_read_as_agreed(lang: Lang) -> None:
    found = recommend(ROUND, NOW, None, "М-3", placed=True)
    assert_golden(f"recommend-position.{lang}.txt", shown(found, lang))


@pytest.mark.parametrize("lang", LANGS)
def test_choices_for_which_others_move_read_as_agreed(lang: Lang) -> None:
    found = recommend(ROUND, NOW, "С-05", moves=True)
    assert_golden(f"recommend-moves.{lang}.txt", shown(found, lang, moves=True))


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_long_is_cut_and_counted(lang: Lang) -> None:
    found = recommend(ROUND, NOW, "С-05")
    moves = tuple(Move(a.applicant_id, "", None, "М-1") for a in ROUND.applicants)
    option = replace(found.options[0], moves=moves, place=Place("С-05", "весна", "М-1"))
    many = replace(
        found,
        options=(option, *(Option(Place("С-05", "", "М-1"), (0, (0, 0, 0), 0.0)),) * SHOWN),
        refusals=found.refusals * 11,
        standing=(Violation("capacity"),),
    )
    text = shown(many, lang, moves=True)
    assert len(moves) > MOVES_SHOWN
    assert "весна" in text
    assert_golden(f"recommend-long.{lang}.txt", text)


@pytest.mark.parametrize("lang", LANGS)
def test_where_there_is_no_choice_that_is_said(lang: Lang) -> None:
    found = recommend(ROUND, NOW, "С-05")
    option = replace(found.options[0], comes_from="М-3")
    leaving = shown(replace(found, options=(option,), refusals=()), lang)
    assert_golden(f"recommend-none.{lang}.txt", shown(replace(found, options=()), lang) + leaving)


@pytest.mark.parametrize("lang", LANGS)
def test_every_breach_that_solving_finds_has_a_sentence(lang: Lang) -> None:
    codes = ("blocking-pair", "no-matching", "not-in-time", "not-in-time", "lock-assigned")
    evidence = {"reason": "договор", "author": None}
    found = [Violation(code, "С-01", "", "М-1", evidence=evidence) for code in codes]
    said = breaches(found, Directory(ROUND), lang)
    assert said.count(".") >= 4
    assert "{" not in said
